"""Records a reply of each method whose reply is not recorded yet, beside the recorded requests. Recorded lines are added
and never edited: so delete none, and let this add what is new.

The four services must run on an empty store; the beginning of the sample year is played into them.
"""

import json
import sys
import time

import zmq

import client
import malformed
import mutants
import schemas

AUTHORITY = "westminster"
PERIOD = {"authority": AUTHORITY, "from": "2022-04-01", "to": "2023-03-31"}
LINES = 900


def record(service, pipeline, method, params):
    place = mutants.GOLDEN / f"{method}.reply.json"
    reply = pipeline.ask_all([client.line_of({"jsonrpc": "2.0", "id": "41", "method": method, "params": params})])[0]
    if "result" not in json.loads(reply):
        sys.exit(f"{service} {method}: {reply.decode()}")
    if not place.exists():
        place.write_bytes(reply + b"\n")
        print(f"recorded {place.name}, {len(reply)} bytes")


def main():
    context = zmq.Context()
    rooms = {service: malformed.Room(context, service) for service in client.PORTS}
    first = {}
    seen = {service: {} for service in client.PORTS}
    for number, text in enumerate(schemas.SAMPLE.read_text().splitlines()):
        line = json.loads(text)
        request = line["request"]
        rooms[line["to"]].pipeline.ask_all([client.line_of(request)])[0]
        first.setdefault(request["method"], (line["to"], request["params"]))
        if request["method"] == "publish":
            seen[line["to"]].setdefault(request["params"]["event"]["type"], request["params"])
        if number > LINES and request["method"] == "hold-review":
            break  # so that one review stands without a participation code
    until = time.monotonic() + 60
    while time.monotonic() < until:
        healths = [room.desk.ask("health") for room in rooms.values()]
        if all(f["lag"] == 0 for health in healths for entry in health["authorities"] for f in entry["follows"]):
            break
    scheduling, participation = rooms["scheduling"].pipeline, rooms["participation"].pipeline
    disputes, reporting = rooms["disputes"].pipeline, rooms["reporting"].pipeline
    ask = {"authority": AUTHORITY}
    dispute = {**ask, "dispute": "D-recorded"}
    child, held = "W-0001", "2014-02-11"
    for service, pipeline, method, params in [
        ("scheduling", scheduling, "publish", seen["scheduling"]["child-entered-care"]),
        ("scheduling", scheduling, "replay", {**ask, "limit": 2, "raw": True}),
        ("scheduling", scheduling, "adopt-policy", {**ask, "profile": "westminster", "from": "2022-04-01"}),
        ("scheduling", scheduling, "adopt-calendar", {**mutants.golden("adopt-calendar")["params"], **ask}),
        ("scheduling", scheduling, "register-officer", {**first["register-officer"][1], "officer": "W-IRO-9", "command": "recorded"}),
        ("scheduling", scheduling, "allocate-officer", first["allocate-officer"][1]),
        ("scheduling", scheduling, "hold-review", first["hold-review"][1]),
        ("scheduling", scheduling, "complete-record", first["complete-record"][1]),
        ("scheduling", scheduling, "timetable", {**ask, "child": child}),
        ("scheduling", scheduling, "due", {**ask, "from": "2014-01-01", "to": "2021-12-31"}),
        ("scheduling", scheduling, "overdue", {**ask, "on": "2021-12-31"}),
        ("participation", participation, "record-participation", first["record-participation"][1]),
        ("participation", participation, "open-survey", {**ask, "survey": "S-recorded", "questions": ["felt-heard"]}),
        ("participation", participation, "answer-survey", {
            **ask, "survey": "S-recorded", "on": held, "respondent": "carer-12",
            "answers": [{"question": "felt-heard", "answer": "sort-of"}]}),
        ("participation", participation, "participation", {**ask, "child": child, "reviewOn": held}),
        ("participation", participation, "uncoded", ask),
        ("disputes", disputes, "raise-dispute", {
            **dispute, "kind": "formal", "children": [child], "theme": "drift-and-delay", "raisedOn": held}),
        ("disputes", disputes, "escalate-dispute", {**dispute, "stage": "service-manager", "on": held}),
        ("disputes", disputes, "refer-to-cafcass", {**dispute, "on": held}),
        ("disputes", disputes, "open-disputes", ask),
        ("disputes", disputes, "resolve-dispute", {**dispute, "on": held, "outcome": "upheld"}),
        ("disputes", disputes, "dispute", dispute),
        ("reporting", reporting, "figures", {**PERIOD, "names": ["reviews-held", "reviews-in-timescale-rate"]}),
        ("reporting", reporting, "table", {**PERIOD, "name": "participation-codes"}),
        ("reporting", reporting, "annual-report", {**PERIOD, "format": "csv"}),
        ("participation", participation, "parked", {}), ("participation", participation, "retry-parked", {}),
        ("participation", participation, "waiting", {}),
        ("participation", participation, "refollow", {"service": "scheduling", **ask, "epoch": 1}),
        ("scheduling", scheduling, "verify", ask), ("scheduling", scheduling, "health", {}),
        ("scheduling", scheduling, "describe", {"name": "hold-review"}),
    ]:
        record(service, pipeline, method, params)
    figures = rooms["reporting"].desk.ask("figures", **PERIOD, names=["children-entered-care"])
    record("reporting", reporting, "explain", {"certificate": figures["figures"][0]["certificate"]})
    try:
        rooms["scheduling"].desk.ask("timetable", **ask, child="nobody")
    except client.Refused:
        record("scheduling", scheduling, "refused", {"limit": 10})
    context.destroy(linger=0)


if __name__ == "__main__":
    main()
