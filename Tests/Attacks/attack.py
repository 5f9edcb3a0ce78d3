"""Attacks on one service with keys, and what came of each: a table, with what honest clients wait meanwhile.

usage: attack.py BIN      the folder of the built programs; needs pyzmq

An honest client, a process of its own, publishes throughout, 50 times a second at most; what it waits is set against
what it waited undisturbed. The service's memory is read from /proc. Ends with 1 where an attack got through, an honest
request was lost, or the service did not live.
"""

import json
import os
import pathlib
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time

import zmq

BIN = pathlib.Path(sys.argv[1])
SECONDS = float(os.environ.get("ATTACK_SECONDS", "6"))
PORT = 24_100
DESK, FEED = f"tcp://127.0.0.1:{PORT}", f"tcp://127.0.0.1:{PORT + 1}"
SAMPLE = pathlib.Path(__file__).parents[2] / "Services/sample/westminster-2022-23.ndjson"
ENTRY = next(
    request["params"]["event"]
    for request in (json.loads(line)["request"] for line in SAMPLE.read_text().splitlines())
    if request["method"] == "publish"
)


class House:
    """A service with keys, for as long as the attacks last."""

    def __init__(self, folder, isOurs=True):
        self.keys = folder / "keys"
        if not isOurs:
            return
        self.settings = dict(
            os.environ, HOLDFAST_SCHEDULING=DESK, HOLDFAST_DATA=str(folder / "data"), HOLDFAST_KEYS=str(self.keys),
            HOLDFAST_CLOCK="system", SWIFT_BACKTRACE="enable=no",
        )
        self.console("init", str(self.keys))
        for name, may in {"honest": "publish,ask", "flood": "publish,ask", "replayer": "command"}.items():
            self.admit(name, may, "westminster")
        self.admit("camden", "publish,command,ask,follow,admin", "camden")
        self.console("new", "stranger")
        self.process = subprocess.Popen([BIN / "scheduling"], env=self.settings, stderr=open(folder / "log", "w"))

    def console(self, *words):
        subprocess.run([BIN / "holdfast", "keys", *words], env=self.settings, check=True, stdout=subprocess.DEVNULL)

    def admit(self, name, may, authority):
        self.console("new", name)
        self.console("allow", name, "--may", may, "--for", authority)

    def secure(self, peer, name):
        peer.curve_secretkey = (self.keys / f"{name}.secret").read_text().strip().encode()
        peer.curve_publickey = (self.keys / f"{name}.public").read_text().strip().encode()
        peer.curve_serverkey = (self.keys / "scheduling.public").read_text().strip().encode()

    def peer(self, name, kind=zmq.DEALER, place=DESK, **options):
        peer = zmq.Context.instance().socket(kind)
        peer.linger = 0
        if name:
            self.secure(peer, name)
        for option, value in options.items():
            setattr(peer, option, value)
        peer.connect(place)
        return peer

    def megabytes(self):
        return int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096 / 1e6


def request(method, params, id="1"):
    return json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).encode()


def publication(name, number):
    child = f"{name}-{number}"
    event = {key: value for key, value in ENTRY.items() if key != "receivedtime"}
    event.update(id=child, subject=child, data={**ENTRY["data"], "child": child})
    return request("publish", {"event": event}, child)


def ask(peer, line, seconds=3):
    try:
        peer.send(line, zmq.NOBLOCK)
    except zmq.Again:
        if not peer.poll(int(seconds * 1000), zmq.POLLOUT):
            return None
        peer.send(line)
    if not peer.poll(int(seconds * 1000)):
        return None
    return json.loads(peer.recv_multipart()[-1])


class Honest:
    """A client in a process of its own, so that what attackers cost here is not taken for what the service costs."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(BIN), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, seconds):
        """The median and the 99th of a hundred waits in ms, how many were asked, and how many lost."""
        print(seconds, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    @staticmethod
    def serve(house):
        number = 0
        for line in sys.stdin:
            waits, lost = [], 0
            peer = house.peer("honest")
            ask(peer, request("health", {}), 10)
            end = time.perf_counter() + float(line)
            while time.perf_counter() < end:
                begin = time.perf_counter()
                number += 1
                reply = ask(peer, publication(f"honest{os.getpid()}", number), 20)
                lost += reply is None or "result" not in reply
                waits.append(time.perf_counter() - begin)
                select.select([], [], [], max(0.0, 0.02 - waits[-1]))
            peer.close()
            waits.sort()
            count = len(waits)
            print(json.dumps([waits[count // 2] * 1e3, waits[int(count * 0.99)] * 1e3, count, lost]), flush=True)


class Attack:
    """Something hostile, in threads of its own, until it is stopped."""

    def __init__(self, house):
        self.house, self.stopped, self.seen, self.threads = house, False, "", []

    def spawn(self, count, body):
        for number in range(count):
            thread = threading.Thread(target=body, args=(number,), daemon=True)
            thread.start()
            self.threads.append(thread)

    def stop(self):
        self.stopped = True
        for thread in self.threads:
            thread.join(10)
        return self.seen


def tcp():
    raw = socket.create_connection(("127.0.0.1", PORT))
    raw.settimeout(1)
    return raw


def idle(attack):
    open_ = [tcp() for _ in range(2_000)]
    attack.hold = open_
    attack.seen = "2,000 connections that say nothing"


def garbage(attack):
    def body(number):
        count = 0
        while not attack.stopped:
            try:
                raw = tcp()
                raw.sendall(os.urandom(64 * 1024))
                raw.recv(4096)
            except OSError:
                pass
            count += 1
            raw.close()
        attack.seen = f"about {count * 4:,} connections cut"

    attack.spawn(4, body)


def unfinished(attack):
    greeting = b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00" + b"CURVE".ljust(20, b"\0") + bytes(32)

    def body(number):
        count = 0
        while not attack.stopped:
            held = []
            try:
                for _ in range(100):
                    raw = tcp()
                    raw.sendall(greeting)
                    held.append(raw)
                    count += 1
            except OSError:
                pass
            select.select([], [], [], 0.5)
            for raw in held:
                raw.close()
        attack.seen = f"about {count * 4:,} handshakes begun and left"

    attack.spawn(4, body)


def strangers(attack):
    def body(number):
        count = 0
        while not attack.stopped:
            peer = attack.house.peer("stranger")
            if ask(peer, request("health", {}), 0.3) is not None:
                attack.seen = "LET IN"
                return
            count += 1
            peer.close()
        attack.seen = attack.seen or f"about {count * 4:,} tries, none heard"

    attack.spawn(4, body)


def large(attack):
    def body(number):
        big, count = b"x" * 131_000, 0
        peer = attack.house.peer("flood")
        while not attack.stopped:
            try:
                peer.send(big, zmq.NOBLOCK)
                count += 1
            except zmq.Again:
                peer.poll(20, zmq.POLLOUT)
            while peer.poll(0):
                peer.recv_multipart()
        peer.close()
        attack.seen = f"about {count * 4 * 0.131:,.0f} MB of frames of 131,000 bytes, each refused with -32006"

    attack.spawn(4, body)


def too_large(attack):
    def body(number):
        big, count = b"x" * 200_000, 0
        while not attack.stopped:
            peer = attack.house.peer("flood")
            if peer.poll(500, zmq.POLLOUT):
                peer.send(big)
                peer.poll(50)
                count += 1
            peer.close()
        attack.seen = f"about {count * 4:,} frames over the limit, each cut off"

    attack.spawn(4, body)


def tiny(attack):
    def body(number):
        count = 0
        peer = attack.house.peer("flood")
        while not attack.stopped:
            try:
                for _ in range(100):
                    peer.send(b"x", zmq.NOBLOCK)
                    count += 1
            except zmq.Again:
                peer.poll(20, zmq.POLLOUT)
            while peer.poll(0):
                peer.recv_multipart()
        peer.close()
        attack.seen = f"about {count * 4:,} frames of one byte"

    attack.spawn(4, body)


def greedy(attack):
    totals = [[0, 0, 0] for _ in range(4)]

    def body(number):
        peer, sent, outstanding = attack.house.peer("flood"), 0, 0
        while not attack.stopped:
            while outstanding < 2_000:
                try:
                    peer.send(publication(f"flood{number}", sent), zmq.NOBLOCK)
                except zmq.Again:
                    break
                sent += 1
                outstanding += 1
            peer.poll(50)
            while peer.poll(0):
                reply = json.loads(peer.recv_multipart()[-1])
                outstanding -= 1
                error = reply.get("error", {}).get("code")
                totals[number][0 if error is None else 1 if error == -32005 else 2] += 1
        peer.close()
        done, busy, other = (sum(column) for column in zip(*totals))
        attack.seen = f"{done:,} carried out, {busy:,} told busy, {other:,} otherwise"

    attack.spawn(4, body)


LOAD = {
    "2,000 idle connections": idle, "garbage below ZMTP": garbage, "handshakes never finished": unfinished,
    "a key that is not listed": strangers, "large frames": large, "frames over the limit": too_large,
    "tiny frames": tiny, "one key at full speed, 4 connections": greedy,
}


def single(house):
    """Attacks of one message each: what was tried, what must come of it, what came."""
    replayer, camden = house.peer("replayer"), house.peer("camden")
    officer = {"authority": "westminster", "command": "c-1", "officer": "R-1", "from": "2022-04-01", "fte": 1,
               "kind": "permanent"}
    first = ask(replayer, request("register-officer", officer), 10)
    again = ask(replayer, request("register-officer", officer))
    yield "a command replayed", "the same answer, nothing new", "same answer" if first == again else f"{again}"
    changed = ask(replayer, request("register-officer", {**officer, "fte": 0.5}))
    yield "its id with other params", "-32004", str(changed["error"]["code"])
    other = house.peer("honest")
    event = publication("replayed", 1)
    first, again = ask(other, event), ask(other, event)
    yield "an event replayed", "duplicate", "duplicate" if again["result"]["duplicate"] else f"{again}"
    named = house.peer("honest", identity=b"another")
    yield "a routing id of its own choice", "-32600", str(ask(named, request("health", {}))["error"]["code"])
    for method in ["replay", "verify", "unallocated", "access"]:
        reply = ask(camden, request(method, {"authority": "westminster"}))
        none = ask(camden, request(method, {"authority": "nowhere"}))
        isSame = reply.get("error") == none.get("error")
        yield f"{method} for another authority", "as one not served", "as one not served" if isSame else f"{reply}"
    heads = ask(camden, request("health", {}))["result"]["authorities"]
    yield "health of another's authorities", "none", "none" if heads == [] else f"{heads}"
    feed = house.peer("camden", zmq.SUB, FEED)
    feed.subscribe(b"")
    feed.subscribe(b"westminster/")
    select.select([], [], [], 0.5)
    for number in range(20):
        ask(other, publication("told", number))
    yield "the feed of another authority", "nothing told", "told" if feed.poll(1_500) else "nothing told"
    stranger = house.peer("stranger")
    yield "a key that is not listed", "no answer", "no answer" if ask(stranger, request("health", {}), 2) is None else "HEARD"
    plain = house.peer(None)
    yield "no key at all", "no answer", "no answer" if ask(plain, request("health", {}), 2) is None else "HEARD"
    claim = request("publish", {"event": {**ENTRY, "id": "claimed", "by": "admin", "key": "console"}})
    code = str(ask(other, claim)["error"]["code"])
    yield "receivedtime without the permission import", "-32003", code


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        house = House(pathlib.Path(folder))
        honest = Honest(folder)
        try:
            print(f"{'attack':44} {'must':28} came")
            for tried, must, came in single(house):
                failures += must not in (came, "the same answer, nothing new") or (
                    must == "the same answer, nothing new" and came != "same answer")
                print(f"{tried:44} {must:28} {came}", flush=True)
            honest.run(2)
            middle, slow, count, lost = honest.run(SECONDS)
            failures += lost
            columns = f"{'asked':>6} {'p50 ms':>8} {'p99 ms':>8} {'times':>6} {'MB':>6}  what came"
            print(f"\n{'under load, for ' + str(SECONDS) + ' s each':38} {columns}")
            print(f"{'undisturbed':38} {count:6} {middle:8.1f} {slow:8.1f} {'1.0':>6} {house.megabytes():6.0f}", flush=True)
            for name, begin in LOAD.items():
                attack = Attack(house)
                begin(attack)
                p50, p99, count, lost = honest.run(SECONDS)
                megabytes = house.megabytes()
                seen = attack.stop()
                attack.hold = None
                failures += bool(lost) or "LET IN" in seen or house.process.poll() is not None
                lost = f"; {lost} HONEST LOST" if lost else ""
                waits = f"{count:6} {p50:8.1f} {p99:8.1f} {p99 / slow:6.1f}"
                print(f"{name:38} {waits} {megabytes:6.0f}  {seen}{lost}", flush=True)
            print(f"{'afterwards':38} {'':6} {'':8} {'':8} {'':6} {house.megabytes():6.0f}")
        finally:
            honest.process.stdin.close()
            honest.process.wait(30)
            house.process.terminate()
            house.process.wait(20)
    sys.exit(1 if failures else 0)


if len(sys.argv) > 2:
    Honest.serve(House(pathlib.Path(sys.argv[2]), isOurs=False))
else:
    main()
