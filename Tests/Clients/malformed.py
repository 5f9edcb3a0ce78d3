"""Sends the services what is malformed, made from `describe` and by hand: each must be refused with the right code, reason
and place, change nothing, and stand in `refused`.

The four services must run with HOLDFAST_AUTHORITIES=westminster,camden; their desks come from HOLDFAST_SCHEDULING and so on.
"""

import base64
import collections
import json
import os
import sys
import time
import uuid

import zmq
import zmq.utils.monitor

import client
import mutants

RUN = uuid.uuid4().hex[:8]
AUTHORITY = "camden"
# These are found while a long question is answered, beside what comes after it.
OF_LONG_QUESTIONS = {"unknown-figure", "unknown-table", "not-a-certificate"}
problems = []


class Room:
    """One service: its desk, a pipeline to it, and what it should hold as refused."""

    def __init__(self, context, service):
        self.context, self.service, self.endpoint = context, service, client.desk_of(service)
        self.desk = client.Desk(context, self.endpoint)
        self.pipeline = client.Pipeline(context, self.endpoint, outstanding=64)
        self.cases = []
        self.expected_refused = []
        self.sent = 0

    def standing(self):
        """What must not change: heads and the roots of the chains."""
        found = {}
        for entry in self.desk.ask("health")["authorities"]:
            name = entry["authority"]
            root = self.desk.ask("verify", authority=name)
            found[name] = (entry["head"], root["events"], root["root"], [f["position"] for f in entry["follows"]])
        return found

    def refused_after(self, number):
        """All items of `refused` after a number."""
        items = []
        while True:
            page = self.desk.ask("refused", after=number, limit=1_000)["items"]
            if not page:
                return items
            items += page
            number = page[-1]["n"]

    def case(self, what, line, code, reason, at, reply_id):
        self.cases.append((what, line, code, reason, at, reply_id))

    def request(self, what, method, params, code, reason, at, **members):
        """A request that is malformed in its params."""
        number = f"{RUN}-{len(self.cases)}"
        line = client.line_of({"jsonrpc": "2.0", "id": number, "method": method, "params": params, **members})
        self.case(what, line, code, reason, at, members.get("id", number))

    def play(self):
        """Sends all cases, 64 outstanding, and checks each reply. A peer's order is kept, but a long question is decided
        in order and answered when its answer is ready: so replies are told apart by their ids."""
        replies = collections.defaultdict(collections.deque)
        for reply in self.pipeline.ask_all(line for _, line, *_ in self.cases):
            replies[json.loads(reply).get("id")].append(reply)
        for what, line, code, reason, at, reply_id in self.cases:
            if replies[reply_id]:
                self.check(what, replies[reply_id].popleft(), code, reason, at, reply_id)
            else:
                problems.append(f"{self.service}: {what}: no reply has its id {reply_id}")
            self.expected_refused.append((line, code, reason))
        self.sent += len(self.cases)

    def check(self, what, reply, code, reason, at, reply_id):
        reply = json.loads(reply)
        error = reply.get("error", {})
        data = error.get("data", {})
        found = (reply.get("id"), error.get("code"), data.get("reason"), data.get("at"))
        if found != (reply_id, code, reason, at):
            problems.append(f"{self.service}: {what}: {found} and not {(reply_id, code, reason, at)}")

    def check_refused(self, before):
        """Every line that was refused is kept: in order, with its code, its reason and its very bytes, but for sealed
        text, which is blanked."""
        items = self.refused_after(before)
        sealed = self.sealed_names()
        kept = [(line_of(item), item["code"], item["reason"]) for item in items]
        kept, self.expected_refused = (
            [(blanked(line, reason, sealed), code, reason) for line, code, reason in lines]
            for lines in (kept, self.expected_refused)
        )
        missing = list((collections.Counter(self.expected_refused) - collections.Counter(kept)).elements())
        surplus = list((collections.Counter(kept) - collections.Counter(self.expected_refused)).elements())
        for line, code, reason in missing:
            problems.append(f"{self.service}: refused with {code} {reason} but not kept in `refused`: {line[:160]}")
        for line, code, reason in surplus:
            problems.append(f"{self.service}: kept in `refused` with {code} {reason} unexpectedly: {line[:160]}")
        in_order = [[item for item in items if item[2] not in OF_LONG_QUESTIONS] for items in (kept, self.expected_refused)]
        if not missing and not surplus and in_order[0] != in_order[1]:
            problems.append(f"{self.service}: `refused` is not in the order in which the lines came")


    def sealed_names(self):
        """The names of the members of commands that are sealed text."""
        index = self.desk.ask("describe")
        schemas = [self.desk.ask("describe", name=method["name"])["params"] for method in index["methods"]]
        return {name for schema in schemas for name, inner in schema.get("properties", {}).items() if "$comment" in inner}


def blanked(line, reason, sealed):
    """The line with its sealed members blanked; one that has none as it is. One that may hide its members' names, by
    bytes that are no text or by escapes, is kept as nothing but a mark where a command may bring sealed text."""
    if sealed and reason in ("not-utf-8", "member-twice"):
        return "unreadable"
    try:
        value = json.loads(line)
        members = value["params"]
        if not sealed & members.keys():
            return line
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return line
    value["params"] = {name: "…" if name in sealed else item for name, item in members.items()}
    return json.dumps(value, sort_keys=True)


def line_of(item):
    return base64.b64decode(item["line"]) if item.get("encoding") == "base64" else item["line"].encode()


def event(child, **changes):
    found = mutants.offered("child-entered-care")
    found.update(id=f"{RUN}-{child}", subject=child, authority=AUTHORITY)
    found["data"] = {**found["data"], "child": child, **changes}
    return found


def known_places(room):
    """What every desk must say of lines that are not requests."""
    ask = lambda rest: f'{{"jsonrpc":"2.0","id":"x","method":"health"{rest}}}'.encode()
    deep = lambda levels: ask(',"params":{"x":' + "[" * levels + "]" * levels + "}")
    long = ask(',"params":{"x":""}')
    long = long.replace(b'""', b'"' + b"x" * (65_537 - len(long)) + b'"')
    assert len(long) == 65_537
    bad_line, not_json, not_request = -32006, -32700, -32600
    for what, line, code, reason, reply_id in [
        ("not UTF-8", b'{"jsonrpc":"2.0","id":"x","method":"\xff"}', bad_line, "not-utf-8", None),
        ("overlong UTF-8", b'{"jsonrpc":"2.0","id":"\xc0\xaf","method":"health"}', bad_line, "not-utf-8", None),
        ("half a pair in UTF-8", b'{"id":"\xed\xa0\x80"}', bad_line, "not-utf-8", None),
        ("byte order mark", b"\xef\xbb\xbf" + ask(""), bad_line, "not-utf-8", None),
        ("too long", long, bad_line, "line-too-long", None),
        ("longest frame", long + b" " * (131_072 - len(long)), bad_line, "line-too-long", None),
        ("17 levels", deep(15), bad_line, "nested-too-deep", None),
        ("1,000 levels", deep(1_000), bad_line, "nested-too-deep", None),
        ("empty", b"", not_json, "not-json", None),
        ("cut short", ask("")[:-1], not_json, "not-json", None),
        ("two lines", ask("") + b"\n" + ask(""), not_json, "not-json", None),
        ("line feed inside", ask("").replace(b",", b",\n", 1), not_json, "not-json", None),
        ("a word", b"hello", not_json, "not-json", None),
        ("a member twice", ask(',"params":{"authority":"camden","authority":"camden"}'), not_json, "member-twice", None),
        ("a member twice, one escaped", ask(',"params":{"x":1,"\\u0078":1}'), not_json, "member-twice", None),
        ("batch", b"[" + ask("") + b"]", not_request, "not-an-object", None),
        ("a number", b"7", not_request, "not-an-object", None),
        ("id null", b'{"jsonrpc":"2.0","id":null,"method":"health"}', not_request, "id-not-string-or-integer", None),
        ("id 1.5", b'{"jsonrpc":"2.0","id":1.5,"method":"health"}', not_request, "id-not-string-or-integer", None),
        ("id an object", b'{"jsonrpc":"2.0","id":{},"method":"health"}', not_request, "id-not-string-or-integer", None),
        ("no jsonrpc", b'{"id":7,"method":"health"}', not_request, "jsonrpc-not-2", 7),
        ("jsonrpc 1.0", b'{"jsonrpc":"1.0","id":"x","method":"health"}', not_request, "jsonrpc-not-2", "x"),
        ("no method", b'{"jsonrpc":"2.0","id":"x"}', not_request, "method-missing", "x"),
        ("method a number", b'{"jsonrpc":"2.0","id":"x","method":7}', not_request, "method-missing", "x"),
        ("params a list", ask(',"params":[]'), not_request, "params-not-an-object", "x"),
        ("params null", ask(',"params":null'), not_request, "params-not-an-object", "x"),
    ]:
        room.case(what, line, code, reason, "", reply_id)
    room.request("no such method", "make-tea", {}, -32601, "no-such-method", "")
    room.request("method in other case", "Health", {}, -32601, "no-such-method", "")
    room.request("nothing of that name", "describe", {"name": "make-tea"}, -32602, "unknown-name", "/name")
    for method in ("verify", "replay", "health"):
        room.request("authority not served", method, {"authority": "atlantis"}, -32002, "authority-not-found", "/authority")


def of_scheduling(room):
    """What the rules of scheduling must say, by hand."""
    desk = room.desk
    base = {"authority": AUTHORITY}
    known = event(f"M-{RUN}", enteredOn="2022-09-05", approvedOn="2022-09-02")
    desk.publish(known)
    officer = {**base, "command": f"{RUN}-officer", "officer": f"O-{RUN}", "from": "2022-01-01", "fte": 1, "kind": "agency"}
    desk.ask("register-officer", **officer)
    child = known["subject"]
    hold = {**base, "child": child, "meetings": ["2022-10-03"], "completedOn": "2022-10-03", "mode": "virtual"}

    def publish(what, changes, code, reason, at, **data):
        offered = {**known, "id": f"{RUN}-{what}", **changes}
        offered["data"] = {**offered["data"], **data}
        room.request(what, "publish", {"event": offered}, code, reason, at)

    publish("reused event id", {"id": known["id"]}, -32004, "event-id-reused", "/event/id", sex="M")
    publish("authority not served", {"authority": "atlantis"}, -32002, "authority-not-found", "/event/authority")
    publish("unknown type", {"type": "child-was-seen"}, -32602, "unknown-type", "/event/type")
    publish("type not taken", {"type": "review-due"}, -32602, "type-not-taken", "/event/type")
    publish("sequence given", {"sequence": "0000000000000000001"}, -32602, "set-by-the-service", "/event/sequence")
    publish("journaled time given", {"journaledtime": "2022-01-01T00:00:00Z"}, -32602, "set-by-the-service", "/event/journaledtime")
    publish("another subject", {"subject": "nobody"}, -32602, "subject-differs", "/event/subject", enteredOn="2022-09-06")
    publish("31 April", {}, -32602, "no-such-date", "/event/data/enteredOn", enteredOn="2022-04-31")
    publish("29 February", {}, -32602, "no-such-date", "/event/data/dateOfBirth", dateOfBirth="2011-02-29")
    publish("year 0", {}, -32602, "no-such-date", "/event/data/enteredOn", enteredOn="0000-01-01")
    publish("born after entry", {}, -32001, "born-after-entry", "/event/data/dateOfBirth", enteredOn="2020-09-07",
            approvedOn="2020-09-07", dateOfBirth="2021-01-01")
    publish("entry on the same day", {}, -32001, "entered-same-day", "/event/data/enteredOn")
    publish("entry in the future", {}, -32001, "entered-in-future", "/event/data/enteredOn", enteredOn="2199-01-01")
    publish("code of another year", {}, -32602, "code-not-valid-then", "/event/data/placement/type",
            placement={"type": "K3", "provider": "PR4"}, enteredOn="2022-09-07")
    room.request("reused command id", "register-officer", {**officer, "fte": 0.5}, -32004, "command-id-reused", "/command")
    room.request("officer exists", "register-officer", {**officer, "command": f"{RUN}-2"}, -32001, "officer-exists", "/officer")
    room.request("unknown child", "timetable", {**base, "child": "nobody"}, -32002, "child-not-found", "/child")
    room.request("hold for unknown child", "hold-review", {**hold, "child": "nobody"}, -32002, "child-not-found", "/child")
    room.request("unknown officer", "allocate-officer", {**base, "child": child, "officer": "nobody", "on": "2022-09-09"},
                 -32002, "officer-not-found", "/officer")
    room.request("authority not served", "hold-review", {**hold, "authority": "atlantis"}, -32002, "authority-not-found", "/authority")
    room.request("unknown review", "complete-record", {**base, "review": "nothing", "completedOn": "2022-10-04"},
                 -32002, "review-not-found", "/review")
    room.request("no such meeting day", "hold-review", {**hold, "meetings": ["2022-10-03", "2022-11-31"]},
                 -32602, "no-such-date", "/meetings/1")
    room.request("meeting before entry", "hold-review", {**hold, "meetings": ["2022-09-01"], "completedOn": "2022-09-01"},
                 -32001, "meeting-before-entry", "/meetings/0")
    room.request("unknown profile", "adopt-policy", {**base, "profile": "atlantis", "from": "2022-04-01"},
                 -32002, "profile-not-found", "/profile")


def of_others(rooms):
    """What the rules of the other services must say, by hand."""
    base = {"authority": AUTHORITY}
    dispute = {**base, "command": f"{RUN}-dispute", "dispute": f"D-{RUN}", "kind": "formal", "children": ["x"],
               "theme": "delay", "raisedOn": "2022-01-04"}
    room = rooms["disputes"]
    room.desk.ask("raise-dispute", **dispute)
    room.request("reused command id", "raise-dispute", {**dispute, "theme": "drift"}, -32004, "command-id-reused", "/command")
    room.request("dispute exists", "raise-dispute", {**dispute, "command": f"{RUN}-2"}, -32001, "dispute-exists", "/dispute")
    room.request("unknown dispute", "dispute", {**base, "dispute": "nothing"}, -32002, "dispute-not-found", "/dispute")
    room.request("event to disputes", "publish", {"event": event("x")}, -32602, "unknown-type", "/event/type")
    room = rooms["participation"]
    survey = {**base, "command": f"{RUN}-survey", "survey": f"S-{RUN}", "questions": ["a"]}
    room.desk.ask("open-survey", **survey)
    room.request("reused command id", "open-survey", {**survey, "questions": ["b"]}, -32004, "command-id-reused", "/command")
    room.request("survey exists", "open-survey", {**survey, "command": f"{RUN}-2"}, -32001, "survey-exists", "/survey")
    room.request("event to participation", "publish", {"event": event("x")}, -32602, "unknown-type", "/event/type")
    room = rooms["reporting"]
    period = {**base, "from": "2022-04-01", "to": "2023-03-31"}
    room.request("unknown figure", "figures", {**period, "names": ["happiness"]}, -32602, "unknown-figure", "/names/0")
    room.request("unknown table", "table", {**period, "name": "happiness"}, -32602, "unknown-table", "/name")
    room.request("no certificate", "explain", {"certificate": "x"}, -32602, "not-a-certificate", "/certificate")


def frames(room):
    """What a desk must say of frames that are not one line, and of peers that name themselves."""
    line = client.line_of({"jsonrpc": "2.0", "id": 1, "method": "health"})
    for what, parts, identity, reason in [
        ("two lines in frames", [line, line], None, "wrong-frames"),
        ("three frames", [line, b"a", b"b"], None, "wrong-frames"),
        ("two empty frames", [b"", b"", line], None, "wrong-frames"),
        ("a routing id of its own", [line], b"scheduling", "routing-id-set-by-peer"),
    ]:
        socket = room.context.socket(zmq.DEALER)
        socket.setsockopt(zmq.LINGER, 0)
        if identity:
            socket.setsockopt(zmq.ROUTING_ID, identity)
        socket.connect(room.endpoint)
        socket.send_multipart(parts)
        if socket.poll(10_000):
            room.check(what, socket.recv_multipart()[-1], -32600, reason, "", None)
        else:
            problems.append(f"{room.service}: {what}: no answer")
        room.expected_refused.append((parts[-1], -32600, reason))
        room.sent += 1
        socket.close()


def too_large_a_frame(room):
    """A frame over 131,072 bytes cuts the connection: no reply, nothing kept."""
    socket = room.context.socket(zmq.DEALER)
    socket.setsockopt(zmq.LINGER, 0)
    monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    socket.connect(room.endpoint)
    socket.send(b"x" * 131_073)
    if not monitor.poll(10_000):
        problems.append(f"{room.service}: a frame of 131,073 bytes did not cut the connection")
    if socket.poll(0):
        problems.append(f"{room.service}: a frame of 131,073 bytes was answered")
    socket.disable_monitor()
    socket.close()
    room.sent += 1


def at_the_ear(room):
    """At the ear nobody is answered: what is refused is kept, and that is all."""
    before = len(room.refused_after("0"))
    lines = [
        (b"\xff", -32006, "not-utf-8"), (b"{}", -32602, "missing"),
        (client.line_of({**event("x"), "type": "review-due"}), -32602, "type-not-taken"),
    ]
    socket = room.context.socket(zmq.PUB)
    socket.setsockopt(zmq.LINGER, 5_000)
    socket.connect(client.beside(room.endpoint, "ear", 2))
    # A publisher drops what it sends before the ear's subscription has come: so a probe is sent until it is kept.
    probe = b"probe " + RUN.encode()
    until = time.monotonic() + 20
    probes = []
    while not probes and time.monotonic() < until:
        socket.send(probe)
        probes = [item for item in room.refused_after("0") if line_of(item) == probe]
    for line, *_ in lines:
        socket.send_multipart([b"camden/x", line])
    kept = []
    while len(kept) < len(lines) and time.monotonic() < until:
        kept = [item for item in room.refused_after("0")[before:] if line_of(item) != probe]
    room.expected_refused += [(line_of(i), i["code"], i["reason"]) for i in room.refused_after("0")[before:]]
    found = [(line_of(item), item["code"], item["reason"]) for item in kept]
    if found != lines:
        problems.append(f"{room.service}: at the ear {found} was kept and not {lines}")
    room.sent += len(lines)
    socket.close()


def settled(rooms):
    """Waits until every follower has read what it follows."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        heads = {}
        behind = False
        for service, room in rooms.items():
            for entry in room.desk.ask("health", authority=AUTHORITY)["authorities"]:
                heads[service] = entry["head"]
                behind |= any(heads.get(f["service"], f["position"]) > f["position"] for f in entry["follows"])
        if not behind:
            return
    problems.append("the followers did not catch up within 30 s")


def main():
    context = zmq.Context()
    rooms = {service: Room(context, service) for service in client.PORTS}
    for room in rooms.values():
        describe = lambda name: room.desk.ask("describe", **({"name": name} if name else {}))
        for mutant in mutants.of_service(describe):
            room.request(f"{mutant.method} with {mutant.at} {mutant.what}", mutant.method, mutant.params, -32602,
                         mutant.reason, mutant.at)
        known_places(room)
    of_scheduling(rooms["scheduling"])
    of_others(rooms)
    settled(rooms)
    before = {service: (room.standing(), (room.refused_after("0") or [{"n": "0"}])[-1]["n"]) for service, room in rooms.items()}
    for room in rooms.values():
        room.play()
        frames(room)
        too_large_a_frame(room)
    at_the_ear(rooms["scheduling"])
    for service, room in rooms.items():
        standing, last = before[service]
        room.check_refused(last)
        now = room.standing()
        if now != standing:
            problems.append(f"{service}: something changed: {standing} and now {now}")
    context.destroy(linger=0)
    for problem in problems[:int(os.environ.get("PROBLEMS", "40"))]:
        print(problem, file=sys.stderr)
    sent = {service: room.sent for service, room in rooms.items()}
    print(", ".join(f"{service} {count}" for service, count in sent.items()))
    print(f"{max(sum(sent.values()) - len(problems), 0)} passed" + (f", {len(problems)} failed" if problems else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
