"""Exports the sample year and generated years from running services, lets the sector's validator judge the files, and
brings them into another authority by `holdfast import`, from which the same rows must come out again.

    HOLDFAST_VALIDATOR=…/python HOLDFAST_CONSOLE=…/holdfast python ssda903.py

Without HOLDFAST_VALIDATOR, a Python with csc-validator-be-903, no file is judged and that is said; without the console
what needs it is left out and said.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import zmq

import client
import years903

HERE = pathlib.Path(__file__).resolve().parent
YEAR = HERE.parent.parent / "Services" / "sample" / "westminster-2022-23.ndjson"
WESTMINSTER = "E09000033"
SAMPLE, GENERATED = ("sample903", "imported903"), ("generated903", "imported904")
FILES = ["header.csv", "episodes.csv", "reviews.csv", "uasc.csv"]
# What the sample does not tell, and the rules that say so.
UNTOLD = {"169", "179", "392a", "392b", "442"}


def lines(requests):
    for number, (method, params) in enumerate(requests):
        yield client.line_of({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def send(context, service, requests):
    """Sends requests; every one must be taken."""
    pipeline = client.Pipeline(context, client.desk_of(service), patience=60_000)
    replies = [json.loads(line) for line in pipeline.ask_all(lines(requests))]
    pipeline.close()
    bad = [reply["error"] for reply in replies if "error" in reply]
    assert not bad, f"{service} refused {len(bad)}: {bad[:3]}"


def settle(context, authority):
    """Asks until participation and reporting have read all that was told and nothing waits."""
    desks = {name: client.Desk(context, client.desk_of(name), 60_000) for name in client.PORTS}
    for _ in range(20_000):
        told = {name: desk.ask("health", authority=authority) for name, desk in desks.items()}
        heads = {name: item["head"] for name, health in told.items() for item in health["authorities"]}
        behind = [
            name for name, health in told.items() for item in health["authorities"] for followed in item["follows"]
            if int(followed["position"]) < int(heads.get(followed["service"], 0))]
        if not behind and not sum(health["waiting"] for health in told.values()):
            return
    raise AssertionError(f"{behind} did not catch up")


def export(context, authority, year, format="ssda903", **more):
    """The files of a collection year, put together from their pages, and the first page."""
    desk = client.Desk(context, client.desk_of("reporting"), 60_000)
    asked = dict(authority=authority, format=format, to=f"{year}-03-31", **{"from": f"{year - 1}-04-01"}, **more)
    first = page = desk.ask("export", **asked)
    files = collections.defaultdict(str)
    while True:
        for part in page["files"]:
            files[part["name"]] += part["csv"]
        if "next" not in page:
            break
        page = desk.ask("export", after=page["next"], **asked)
    desk.close()
    assert {item["name"]: item["rows"] for item in first["contents"]} == {
        name: text.count("\r\n") - 1 for name, text in files.items()}
    return dict(files), first


def save(files, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def judge(folder, year):
    """What the validator says of a folder; nil where it is not installed."""
    python = os.environ.get("HOLDFAST_VALIDATOR")
    if not python:
        return None
    out = subprocess.run(
        [python, str(HERE / "validate903.py"), str(folder), str(year), WESTMINSTER], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr[-2000:]
    return json.loads(out.stdout.splitlines()[-1])


def say(name, verdict):
    if verdict is None:
        print(f"{name}: not judged, as HOLDFAST_VALIDATOR is not set", flush=True)
        return
    print(f"{name}: {verdict['passed']} rules passed, {len(verdict['failed'])} failed", flush=True)


def say_why_not(verdict):
    """Lists the rules that could not run, by what they lack."""
    by_reason = collections.defaultdict(list)
    for code, tables in verdict["lacking"].items():
        last = [name for name in tables if name.endswith("_last")]
        reason = "needs last year's files" if last or not tables else "needs " + ", ".join(tables)
        by_reason[reason].append(code)
    if verdict["crashed"]:
        by_reason["reads a column that no upload has"] = list(verdict["crashed"])
    for reason, codes in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        print(f"  not run, {reason}: {' '.join(sorted(codes))}", flush=True)


def rows(text):
    return [line.split(",") for line in text.split("\r\n")[1:-1]]


def play_sample(context, authority, is_furnished):
    """Plays the sample year into `authority`, with what it lacks for a return or without."""
    by_service, counts = collections.defaultdict(list), {}
    for text in YEAR.read_text().splitlines():
        line = json.loads(text)
        if is_furnished:
            line = years903.furnish_sample(line, counts)
        params = line["request"]["params"]
        if "event" in params:
            params["event"]["authority"] = authority
        else:
            params["authority"] = authority
        by_service[line["to"]].append((line["request"]["method"], params))
    for service in ("scheduling", "participation"):
        send(context, service, by_service[service])
    settle(context, authority)


def test_the_sample_year_is_returned_as_it_was(context, folder):
    authority = SAMPLE[0]
    play_sample(context, authority, is_furnished=True)
    files, first = export(context, authority, 2023)
    episodes, reviews = rows(files["episodes.csv"]), rows(files["reviews.csv"])
    assert list(files) == FILES and not first["notes"], first["notes"]
    assert len(reviews) == 505
    assert collections.Counter(row[3] for row in reviews) == dict(
        PN0=54, PN1=349, PN2=6, PN3=3, PN4=2, PN5=4, PN6=45, PN7=42)
    ends = collections.Counter(row[8] for row in episodes if row[8] not in ("", "X1"))
    assert sum(ends.values()) == 123 and (ends["E17"], ends["E4A"], ends["E8"]) == (49, 35, 10)
    assert sum(row[2] == "S" and is_within(row[1], 2023) for row in episodes) == 134
    verdict = judge(save(files, folder / "sample" / "2023"), 2023)
    say("the sample year", verdict)
    if verdict:
        assert not verdict["failed"], verdict["failed"]
        assert verdict["passed"] >= 120
    return authority


def is_within(date, year):
    iso = f"{date[6:]}-{date[3:5]}-{date[:2]}"
    return f"{year - 1}-04-01" <= iso <= f"{year}-03-31"


def test_what_the_sample_does_not_tell_is_named_and_nothing_else_fails(context, folder):
    authority = "plain903"
    play_sample(context, authority, is_furnished=False)
    files, first = export(context, authority, 2023)
    reasons = {note["reason"] for note in first["notes"]}
    assert reasons == {"upn-not-told", "postcode-not-told", "home-postcode-not-told", "urn-not-told"}, reasons
    verdict = judge(save(files, folder / "plain"), 2023)
    say("the sample as it is", verdict)
    if verdict:
        assert set(verdict["failed"]) == UNTOLD, set(verdict["failed"])


def test_generated_years_pass_every_rule(context, folder):
    authority = GENERATED[0]
    for seed in (7, 8):
        made = years903.Years(seed, authority, "2021-04-01", "2026-03-31")
        send(context, "scheduling", [("publish", {"event": fact}) for fact in made.facts])
        send(context, "scheduling", [("hold-review", held) for held, _ in made.reviews])
        send(context, "participation", [("record-participation", coded) for _, coded in made.reviews])
    settle(context, authority)
    for year in (2023, 2025, 2026):
        files, first = export(context, authority, year)
        assert not first["notes"], first["notes"]
        verdict = judge(save(files, folder / "generated" / str(year)), year)
        say(f"a generated year to March {year}", verdict)
        if verdict and year == 2026:
            say_why_not(verdict)
        assert not verdict or not verdict["failed"], verdict["failed"]


def test_every_export_is_a_disclosure_in_the_journal_and_holds_no_rows(context, folder):
    authority = GENERATED[0]
    follower = client.Follower(context, client.desk_of("reporting"), authority)
    before = len(list(follower.replay()))
    files, first = export(context, authority, 2026)
    told = [json.loads(line) for line in follower.replay()]
    assert before >= 3 and [event["type"] for event in told] == ["export-disclosed"]
    data = told[0]["data"]
    assert data["hash"] == first["hash"] and data["files"] == first["contents"] and data["format"] == "ssda903"
    assert "G7-" not in json.dumps(told), "a disclosure names no child"
    follower.close()


def test_the_same_export_again_is_the_same_and_as_known_before_is_as_it_was(context, folder):
    authority = GENERATED[0]
    files, first = export(context, authority, 2026)
    again, _ = export(context, authority, 2026, knownOn=first["knownOn"])
    earlier, _ = export(context, authority, 2026, knownOn="2025-10-01T00:00:00Z")
    assert files == again
    assert 0 < len(rows(earlier["reviews.csv"])) < len(rows(files["reviews.csv"]))


def test_the_other_formats_have_a_row_for_each_child_and_each_fact(context, folder):
    authority = SAMPLE[0]
    listed, _ = export(context, authority, 2023, format="annex-a-list-8")
    assert len(listed["annex-a-list-8.csv"].split("\r\n")[0].split(",")) >= 34
    facts, _ = export(context, authority, 2023, format="facts-csv")
    counted = collections.Counter(row[0] for row in rows(facts["facts.csv"]))
    assert (counted["in-care-at-start"], counted["entered-care"], counted["left-care"], counted["in-care-at-end"]) == (
        171, 134, 123, 182)
    assert counted["review-held"] == 505
    late = [row for row in rows(facts["facts.csv"]) if row[0] == "review-held" and row[7] == "no"]
    assert len(late) == 6


def console(*arguments):
    run = subprocess.run([os.environ["HOLDFAST_CONSOLE"], *map(str, arguments)], capture_output=True, text=True)
    return run


def bring(context, folder, origin, copy, years):
    """Brings every year's files of one authority into another: dry, then really, then once more."""
    for year in years:
        files, _ = export(context, origin, year)
        save(files, folder / origin / str(year))
    dry = console("import", "ssda903", folder / origin, "--authority", copy)
    assert dry.returncode == 0, dry.stdout + dry.stderr
    plan = json.loads(dry.stdout)
    assert not plan["published"] and not plan["discrepancies"], plan["discrepancies"][:5]
    print(f"{origin}: {plan['children']} children, {plan['facts']}", flush=True)
    told = console("import", "ssda903", folder / origin, "--authority", copy, "--publish")
    assert told.returncode == 0, told.stdout + told.stderr
    settle(context, copy)
    for year in years:
        ours, _ = export(context, origin, year)
        theirs, _ = export(context, copy, year)
        for name in FILES:
            differing = sorted(set(ours[name].split("\r\n")) ^ set(theirs[name].split("\r\n")))
            assert ours[name] == theirs[name], f"{origin} {year} {name}: {differing[:6]}"
    desk = client.Desk(context, client.desk_of("scheduling"), 60_000)
    before = desk.ask("verify", authority=copy)
    again = console("import", "ssda903", folder / origin, "--authority", copy, "--publish")
    assert again.returncode == 0 and json.loads(again.stdout)["newEvents"] == 0, again.stdout + again.stderr
    settle(context, copy)
    assert desk.ask("verify", authority=copy) == before, "a second import changes nothing"
    desk.close()
    print(f"{origin}: {len(years)} years brought into {copy} come out the same", flush=True)


def test_a_generated_history_brought_in_comes_out_the_same(context, folder):
    bring(context, folder, *GENERATED, range(2022, 2027))


def test_the_sample_brought_in_comes_out_the_same(context, folder):
    bring(context, folder, *SAMPLE, range(2014, 2024))


def compare(children, folder, *more):
    listed = folder / "list.csv"
    listed.write_text("name,Child Unique ID\n" + "".join(f"x,{child}\n" for child in children))
    return console("compare", listed, "--authority", SAMPLE[0], "--on", "2023-03-31", *more)


def test_a_list_compared_names_the_children_on_one_side_only_and_stops_where_it_is_not_whole(context, folder):
    episodes = rows(export(context, SAMPLE[0], 2023)[0]["episodes.csv"])
    here = sorted({row[0] for row in episodes if not row[7]})
    assert len(here) == 182
    same = compare(here, folder)
    assert same.returncode == 0 and json.loads(same.stdout)["notKnown"] == [], same.stderr
    other = compare(here[2:] + ["SILENT-1"], folder)
    told = json.loads(other.stdout)
    assert other.returncode == 1 and (told["notKnown"], told["notListed"]) == (["SILENT-1"], here[:2])
    part = compare(here[:163], folder)
    assert part.returncode == 2 and "163 of the 182" in part.stderr and not part.stdout, part.stderr


def test_an_import_with_fewer_than_nine_tenths_of_the_known_children_stops(context, folder):
    files, _ = export(context, SAMPLE[0], 2023)
    kept = {row[0] for row in rows(files["header.csv"])[::2]}
    half = {
        name: "".join(line + "\r\n" for number, line in enumerate(text.split("\r\n")[:-1])
                      if number == 0 or line.split(",")[0] in kept) for name, text in files.items()}
    for more in ([], ["--publish"]):
        told = console("import", "ssda903", save(half, folder / "half"), "--authority", SAMPLE[0], *more)
        assert told.returncode == 2 and "fewer than nine tenths" in told.stderr and not told.stdout, told


def main():
    context = zmq.Context()
    tests = [value for name, value in globals().items() if name.startswith("test_")]
    with tempfile.TemporaryDirectory(prefix="holdfast-903-") as folder:
        for test in tests:
            needs = any(word in test.__name__ for word in ("brought_in", "compared", "import"))
            if needs and not os.environ.get("HOLDFAST_CONSOLE"):
                print(f"left out, as HOLDFAST_CONSOLE is not set: {test.__name__}")
                continue
            test(context, pathlib.Path(folder))
            print(f"ok {test.__name__[5:].replace('_', ' ')}", flush=True)
    context.destroy(linger=0)


if __name__ == "__main__":
    sys.exit(main())
