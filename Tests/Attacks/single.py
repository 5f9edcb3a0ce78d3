"""Attacks of one message each, and machines set up wrong: what was tried, what must come of it, what came."""

import os
import pathlib
import select
import subprocess

import zmq

WESTMINSTER = {"authority": "westminster"}


def run(at, house):
    """Prints the table; how many rows are other than they must be. `at` is the module with the house's tools."""
    failures = 0
    for about, rows in [
        ("set up wrong", setups), ("keys", keys), ("permissions", permissions), ("messages", messages),
        ("challenges", challenges), ("who looked", looks), ("at rest", rest),
    ]:
        print(f"{about:60} {'must':26} came")
        for tried, must, came in rows(at, house):
            failures += must != came
            print(f"  {tried:58} {must:26} {came}{'' if must == came else '   OTHER'}", flush=True)
    return failures


def outcome(reply):
    """A reply in a word: silence, its error's code, or that it was answered."""
    if reply is None:
        return "no answer"
    return str(reply["error"]["code"]) if "error" in reply else "answered"


def setups(at, house):
    yield "bound off loopback without keys", "status 2, HOLDFAST_KEYS", house.start(
        "scheduling", HOLDFAST_BIND="*", HOLDFAST_KEYS="")
    yield "the same with keys", "status 0", house.start("scheduling", HOLDFAST_BIND="*")
    secret = house.keys / "scheduling.secret"
    secret.chmod(0o640)
    yield "a private key that the group may read", "status 2, HOLDFAST_KEYS", house.start("scheduling")
    secret.chmod(0o600)
    wide = pathlib.Path(house.settings["HOLDFAST_DATA"]).parent / "wide"
    (wide / "scheduling").mkdir(parents=True)
    (wide / "scheduling").chmod(0o755)
    yield "a data folder that others may open", "status 2, HOLDFAST_DATA", house.start(
        "scheduling", HOLDFAST_DATA=str(wide))
    list_ = house.keys / "allow"
    good = list_.read_text()
    write(list_, "nonsense\n")
    yield "an allow list that is bad at the start", "status 2, HOLDFAST_KEYS", house.start("scheduling")
    write(list_, good)


def write(path, text):
    """Puts a file in another's place at once, as `keys allow` does."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.chmod(0o600)
    os.replace(new, path)


def keys(at, house):
    ask, health = at.ask, at.request("health", {})
    strange = [("stranger", "a key that is not listed"), (None, "no key at all")]
    for name, tried in [*strange, ("past", "a key of the past")]:
        yield f"{tried}, at the desk", "no answer", outcome(ask(house.peer(name), health, 1.5))
    wrong = house.peer("honest", server="disputes")
    yield "another service's key taken for the desk's", "no answer", outcome(ask(wrong, health, 1.5))
    for name, tried in strange:
        feed = house.peer(name, zmq.SUB, at.FEED)
        feed.subscribe(b"")
        loud = house.peer(name, zmq.PUB, at.EAR)
        for number in range(10):
            loud.send(at.publication("by-ear", number))
            ask(house.peer("honest"), at.publication(f"unheard{name}", number))
        yield f"{tried}, on the feed", "nothing told", "told" if feed.poll(500) else "nothing told"
        looked = ask(house.peer("console"), at.request("timetable", {**WESTMINSTER, "child": "by-ear-9"}))
        yield f"{tried}, at the ear", "-32002", outcome(looked)
    list_ = house.keys / "allow"
    good = list_.read_text()
    honest = house.peer("honest")
    ask(honest, health)
    write(list_, good + "broken line\n")
    degraded = ask(honest, health)["result"].get("reasons")
    yield "a bad line in the list: the old list stands, and health", "keys-bad", "".join(degraded or ["nothing"])
    line = f"line {len(good.splitlines()) + 1}"
    yield "its number in the log", line, line if f"{line} of" in house.log.read_text() else "-"
    write(list_, good)
    yield from revoked(at, house)
    old = house.peer("turned")
    ask(old, health)
    house.console("rotate", "turned", "--days", "0")
    new = house.peer("turned")
    yield "a key that was rotated, its new half", "answered", outcome(ask(new, health, 10))
    house.console("revoke", "turned")
    both = f"{outcome(ask(old, health))}, {outcome(ask(new, health))}"
    yield "both halves once the name is revoked", "-32003, -32003", both


def revoked(at, house):
    ask, health = at.ask, at.request("health", {})
    lost, feed = house.peer("lost"), house.peer("lost", zmq.SUB, at.FEED)
    feed.subscribe(b"westminster/")
    other = house.peer("watcher", zmq.SUB, at.FEED)
    other.subscribe(b"westminster/")
    honest, told = house.peer("honest"), 0
    while told < 200 and not (feed.poll(20) and other.poll(20)):
        ask(honest, at.publication("before", told))
        told += 1
    yield "a key, before it is revoked, at desk and feed", "answered, told", (
        f"{outcome(ask(lost, health))}, {'told' if feed.poll(0) else 'nothing'}")
    house.console("revoke", "lost")
    yield "at a desk that it has open, its next message", "-32003", outcome(ask(lost, health))
    for peer in (feed, other):
        while peer.poll(100):
            peer.recv_multipart()
    told = 0
    while told < 400 and not any(not t.endswith(b"heartbeat") for t in topics(other)):
        ask(honest, at.publication("after", told))
        told += 1
    yield "at a feed that it has open, while others hear", "nothing told", (
        "told" if any(not t.endswith(b"heartbeat") for t in topics(feed)) else "nothing told")


def topics(feed):
    found = []
    while feed.poll(20):
        found.append(feed.recv_multipart()[0])
    return found


def permissions(at, house):
    ask, request = at.ask, at.request
    camden = house.peer("camden")
    for method in ["replay", "verify", "unallocated", "access"]:
        reply = ask(camden, request(method, WESTMINSTER))
        none = ask(camden, request(method, {"authority": "nowhere"}))
        same = "as one not served" if reply.get("error") == none.get("error") else f"{reply}"
        yield f"{method} for another authority", "as one not served", same
    heads = ask(camden, request("health", {}))["result"]["authorities"]
    yield "health of another's authorities", "none", "none" if heads == [] else f"{heads}"
    feed = house.peer("camden", zmq.SUB, at.FEED)
    feed.subscribe(b"")
    feed.subscribe(b"westminster/")
    select.select([], [], [], 0.5)
    honest = house.peer("honest")
    for number in range(20):
        ask(honest, at.publication("told", number))
    yield "the feed of another authority", "nothing told", "told" if feed.poll(1_000) else "nothing told"
    for name, method, tried in [
        ("honest", "replay", "publish and ask: replay"), ("honest", "access", "publish and ask: who looked"),
        ("replayer", "unallocated", "command alone: a question"),
        ("watcher", "unallocated", "follow alone: a question"),
        ("press", "overdue", "ask:figures alone: which reviews are overdue"),
        ("press", "replay", "ask:figures alone: replay"),
    ]:
        yield tried, "-32003", outcome(ask(house.peer(name), request(method, {**WESTMINSTER, "on": "2023-01-01"})))
    counted = ask(house.peer("press"), request("workforce", WESTMINSTER))
    yield "ask:figures alone: counts", "answered", outcome(counted)
    claim = request("publish", {"event": {**at.ENTRY, "id": "claimed", "by": "admin", "key": "console"}})
    yield "receivedtime without the permission import", "-32003", outcome(ask(honest, claim))


def messages(at, house):
    ask, request = at.ask, at.request
    replayer, honest = house.peer("replayer"), house.peer("honest")
    officer = {**WESTMINSTER, "command": "c-1", "officer": "R-1", "from": "2022-04-01", "fte": 1, "kind": "permanent"}
    first = ask(replayer, request("register-officer", officer), 10)
    again = ask(replayer, request("register-officer", officer))
    yield "a command replayed", "same answer", "same answer" if first == again else f"{again}"
    changed = ask(replayer, request("register-officer", {**officer, "fte": 0.5}))
    yield "its id with other params", "-32004", outcome(changed)
    event = at.publication("replayed", 1)
    first, again = ask(honest, event), ask(honest, event)
    yield "an event replayed", "duplicate", "duplicate" if again["result"]["duplicate"] else f"{again}"
    named = house.peer("honest", identity=b"another")
    yield "a routing id of its own choice", "-32600", outcome(ask(named, request("health", {})))


def challenges(at, house):
    ask, request = at.ask, at.request

    def desk(name):
        return house.peer(name, place=at.DISPUTES, server="disputes")

    officer, manager, words = desk("officer"), desk("manager"), "The words of counsel, which nobody else may read."
    raised = {**WESTMINSTER, "dispute": "D-1", "kind": "informal", "children": ["C-1"], "theme": "drift",
              "raisedOn": "2023-11-01", "officer": "W-1"}
    yield "an officer raises a challenge", "answered", outcome(ask(officer, request("raise-dispute", raised), 10))
    other = {**raised, "dispute": "D-2", "officer": "W-2"}
    yield "in another officer's name", "-32003", outcome(ask(officer, request("raise-dispute", other)))
    withdrawn = {**WESTMINSTER, "dispute": "D-1", "on": "2023-11-02", "outcome": "withdrawn"}
    claim = {**withdrawn, "by": {"role": "officer", "id": "W-1"}}
    yield "withdrawn by the one challenged, saying it is the author", "-32003", outcome(
        ask(manager, request("resolve-dispute", claim)))
    dated = {**raised, "raisedOn": "2023-10-01"}
    del dated["officer"]
    yield "dated back by another", "-32001", outcome(ask(manager, request("raise-dispute", dated)))
    by = {"role": "officer", "id": "W-1"}
    advice = {**WESTMINSTER, "dispute": "D-1", "on": "2023-11-03", "sealed": words, "by": by}
    sought = ask(officer, request("seek-legal-advice", advice))
    yield "the officer seals legal advice", "answered", outcome(sought)
    told = ask(desk("console"), request("replay", {**WESTMINSTER, "limit": 4096}))["result"]["events"]
    hashes = [event["data"]["sealed"] for event in told if event["type"] == "legal-advice-sought"]
    yield "its words in any event", "none", "some" if words in str(told) or not hashes else "none"
    sealed = request("sealed", {**WESTMINSTER, "hash": (hashes or ["0" * 64])[0]})
    yield "read by the one challenged", "-32002", outcome(ask(manager, sealed))
    yield "read by an administrator who may ask everything", "-32002", outcome(ask(desk("console"), sealed))
    own = ask(officer, sealed)
    yield "read by the officer's own key", "the words", "the words" if own["result"]["text"] == words else f"{own}"
    looked = ask(desk("console"), request("access", {**WESTMINSTER, "key": "officer"}))["result"]["items"]
    read = "sealed" in [entry["method"] for entry in looked]
    yield "who read it", "officer, sealed", "officer, sealed" if read else f"{looked}"


def looks(at, house):
    ask, request = at.ask, at.request
    honest, console = house.peer("honest"), house.peer("console")
    ask(honest, at.publication("looked-at", 1))
    yield "a child is looked at", "answered", outcome(
        ask(honest, request("timetable", {**WESTMINSTER, "child": "looked-at-1"}, "look-1")))
    about = {**WESTMINSTER, "child": "looked-at-1", "key": "honest"}
    entries = ask(console, request("access", about))["result"]["items"]
    found = [entry for entry in entries if entry.get("correlation") == "look-1"]
    yield "who looked at that child", "honest", "".join(entry["key"] for entry in found) or f"{entries}"
    followed = ask(console, request("access", {**WESTMINSTER, "key": "watcher"}))["result"]["items"]
    yield "who was told of it by the feed", "watcher, follow", (
        "watcher, follow" if "follow" in [entry["method"] for entry in followed] else f"{followed}")
    checked = ask(console, request("access", {**WESTMINSTER, "verify": True, "limit": 1}), 10)
    yield "the access journal's chain", "answered", outcome(checked)
    yield "who looked, asked by one who is no administrator", "-32003", outcome(
        ask(honest, request("access", WESTMINSTER)))


def rest(at, house):
    data = pathlib.Path(house.settings["HOLDFAST_DATA"])
    modes = {oct(path.stat().st_mode & 0o777)[2:] for path in [data / "scheduling", *(data / "scheduling").iterdir()]}
    yield "modes of the data folder and what is in it", "600, 700", ", ".join(sorted(modes))
    folder = data.parent

    def console(*words):
        words = [at.BIN / "holdfast", *words]
        ended = subprocess.run(words, env=house.settings, capture_output=True, text=True, cwd=folder)
        return "done" if ended.returncode == 0 else f"status {ended.returncode}"

    for key in ["backups", "others"]:
        console("backup", "key", key)
    file = folder / "scheduling.backup"
    yield "a backup while the service runs", "done", console(
        "backup", "scheduling", "--to", str(file), "--for", "backups.public")
    held = file.read_bytes() if file.exists() else b""
    seen = b"looked-at-1" in held or b"SQLite" in held or not held
    yield "a child's id or the store's head in the backup", "none", "some" if seen else "none"
    yield "a backup's mode", "600", oct(file.stat().st_mode & 0o777)[2:]
    yield "can it be restored", "done", console("restore", str(file), "--key", "backups", "--verify")
    yield "opened with another's key", "status 2", console("restore", str(file), "--key", "others", "--verify")
    changed = bytearray(held)
    changed[len(changed) // 2] ^= 1
    (folder / "changed").write_bytes(changed)
    yield "with one bit changed", "status 2", console("restore", "changed", "--key", "backups", "--verify")
