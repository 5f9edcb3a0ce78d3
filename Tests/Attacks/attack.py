"""Attacks on one service with keys, and what came of each: a table, with what honest clients wait meanwhile.

usage: attack.py BIN [single|load]     the folder of the built programs; needs pyzmq

An honest client, a process of its own, publishes throughout, 50 times a second at most; what it waits is set against
what it waited undisturbed in the same place. The service's memory, and how much of a core its loop and libzmq's thread
take, are read from /proc. Ends with 1 where an attack got through, an honest request was lost, or the service did not
live.

Everything is measured twice, as an attacker in earnest has a machine of his own: once with the attackers on the last
core and services and the honest client on the others, so that what honest clients wait for is the service's own, and
once with services and the client on all cores. In both the attackers stand back (nice 19), undisturbed or not.
"""

import itertools
import json
import os
import pathlib
import re
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time

import zmq

import single

BIN = pathlib.Path(sys.argv[1]).resolve()
WHAT = sys.argv[2] if len(sys.argv) > 2 else ""
ONLY = os.environ.get("ATTACK_ONLY", "")
SECONDS = float(os.environ.get("ATTACK_SECONDS", "20"))
CORES = sorted(os.sched_getaffinity(0))
# Where attackers and others may work.
PLACES = {"apart": (CORES[-1:], CORES[:-1] or CORES), "beside": (CORES[-1:], CORES)}
PLACE = os.environ.get("ATTACK_PLACE", "")
PORT = 24_100
DESK, FEED = f"tcp://127.0.0.1:{PORT}", f"tcp://127.0.0.1:{PORT + 1}"
DISPUTES, EAR = f"tcp://127.0.0.1:{PORT + 20}", f"tcp://127.0.0.1:{PORT + 2}"
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
            os.environ, HOLDFAST_SCHEDULING=DESK, HOLDFAST_DISPUTES=DISPUTES, HOLDFAST_DATA=str(folder / "data"),
            HOLDFAST_KEYS=str(self.keys), HOLDFAST_CLOCK="system", SWIFT_BACKTRACE="enable=no",
        )
        self.console("init", str(self.keys))
        keys = {
            "honest": "publish,ask", "flood": "publish,ask", "careless": "ask", "idler": "ask", "replayer": "command",
            "lost": "publish,ask,follow", "watcher": "follow", "press": "ask:figures", "turned": "ask",
        }
        for name, may in keys.items():
            self.admit(name, may, "westminster")
        self.admit("camden", "publish,command,ask,follow,admin", "camden")
        self.admit("past", "publish,ask", "westminster", "--from", "2019-01-01", "--to", "2020-01-01")
        self.admit("officer", "command,ask", "westminster", "--officer", "W-1", "--role", "officer")
        self.admit("manager", "command,ask", "westminster", "--role", "team-manager")
        self.console("new", "stranger")
        self.log = folder / "log"
        self.processes = [
            subprocess.Popen([BIN / name], env=self.settings, stderr=open(log, "w"))
            for name, log in [("scheduling", self.log), ("disputes", folder / "disputes-log")]
        ]
        self.process = self.processes[0]

    def start(self, service, **settings):
        """How a service of another life ends: its status, and what it says."""
        env = {key: value for key, value in {**self.settings, **settings}.items() if value}
        ended = subprocess.run([BIN / service, "--check-config"], env=env, capture_output=True, text=True, timeout=20)
        return f"status {ended.returncode}" + (f", {m}" if (m := setting(ended.stderr)) else "")

    def close(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(20)

    def console(self, *words):
        subprocess.run([BIN / "holdfast", "keys", *words], env=self.settings, check=True, stdout=subprocess.DEVNULL)

    def admit(self, name, may, authority, *more):
        self.console("new", name)
        self.console("allow", name, "--may", may, "--for", authority, *more)

    def secure(self, peer, name, server="scheduling"):
        peer.curve_secretkey = (self.keys / f"{name}.secret").read_text().strip().encode()
        peer.curve_publickey = (self.keys / f"{name}.public").read_text().strip().encode()
        peer.curve_serverkey = (self.keys / f"{server}.public").read_text().strip().encode()

    def peer(self, name, kind=zmq.DEALER, place=DESK, server="scheduling", source=None, **options):
        peer = zmq.Context.instance().socket(kind)
        peer.linger = 0
        if name:
            self.secure(peer, name, server)
        for option, value in options.items():
            setattr(peer, option, value)
        peer.connect(place.replace("//", f"//{source}:0;") if source else place)
        return peer

    def threads(self):
        """Seconds of a core that the loop and libzmq's thread took until now."""
        taken = {"loop": 0.0, "wire": 0.0}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            name, _, numbers = (task / "stat").read_text().partition("(")[2].rpartition(")")
            ticks = sum(int(number) for number in numbers.split()[11:13]) / os.sysconf("SC_CLK_TCK")
            if task.name == str(self.process.pid):
                taken["loop"] += ticks
            elif name.startswith("ZMQbg/IO"):
                taken["wire"] += ticks
        return taken

    def megabytes(self):
        return int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096 / 1e6


def setting(log):
    """The setting that a service names where it refuses to start."""
    found = re.search(r'"setting":"([A-Z_]+)"', log)
    return found.group(1) if found else None


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
            [sys.executable, __file__, str(BIN), "honest", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)

    def run(self, seconds):
        """The median and the 99th of a hundred waits in ms, how many were asked, and how many lost."""
        print(seconds, file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    @staticmethod
    def serve(house):
        number = 0
        for line in sys.stdin:
            waits, lost = [], 0
            # From an address of its own, as its machine is not the attacker's.
            peer = house.peer("honest", source="127.0.0.2")
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

    # Each comes from an address of its own, as one that came with a crowd is not let in for a while.
    addresses = itertools.count(1)

    def __init__(self, house):
        self.house, self.stopped, self.seen, self.threads = house, False, "", []
        self.source = f"127.0.3.{next(Attack.addresses)}"

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


def tcp(source, isWaiting=True):
    raw = socket.socket()
    raw.bind((source, 0))
    raw.setblocking(isWaiting)
    if isWaiting:
        # Who is turned away tries anew at once, and does not wait for its kernel to do so.
        raw.settimeout(0.05)
    try:
        raw.connect(("127.0.0.1", PORT))
        raw.settimeout(1)
    except BlockingIOError:
        pass
    except OSError:
        raw.close()
        raise
    return raw


def standing():
    """How many connections stand at the desk."""
    rows = [row.split() for row in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(int(row[1].split(":")[1], 16) == PORT and row[3] == "01" for row in rows)


def address(number):
    """An attacker's address, 32 connections each."""
    return f"127.0.1.{1 + number // 32}"


def idle(attack):
    attack.hold = [tcp(address(number), isWaiting=False) for number in range(2_000)]

    def body(number):
        while not attack.stopped:
            select.select([], [], [], 0.1)
        attack.seen = f"2,000 connections from 63 addresses tried that say nothing; {standing():,} stood at the end"

    attack.spawn(1, body)


def crowd(count, source=None):
    """Connections of a key that is listed, each shaken hands with, that say nothing."""

    def begin(attack):
        context = zmq.Context()
        context.set(zmq.MAX_SOCKETS, 4_096)
        attack.hold = context

        def body(number):
            held = []
            while len(held) < count and not attack.stopped:
                peer = context.socket(zmq.DEALER)
                peer.linger = 0
                attack.house.secure(peer, "idler")
                where = source(len(held)) if source else attack.source
                peer.connect(DESK.replace("//", f"//{where}:0;"))
                held.append(peer)
            while not attack.stopped:
                select.select([], [], [], 0.1)
            attack.seen = f"{len(held):,} connections tried that say nothing; {standing():,} stood at the end"
            for peer in held:
                peer.close()

        attack.spawn(1, body)

    return begin


def garbage(attack):
    def body(number):
        count = 0
        while not attack.stopped:
            count += 1
            try:
                with tcp(address(count * 32 % 2_000)) as raw:
                    raw.sendall(os.urandom(64 * 1024))
                    raw.recv(4096)
            except OSError:
                pass
        attack.seen = f"about {count * 4:,} connections from 63 addresses tried, each cut or not let in"

    attack.spawn(4, body)


def unfinished(attack):
    greeting = b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00" + b"CURVE".ljust(20, b"\0") + bytes(32)

    def body(number):
        count = 0
        while not attack.stopped:
            held = []
            for _ in range(100):
                count += 1
                try:
                    raw = tcp(address(count * 32 % 2_000))
                    raw.sendall(greeting)
                    held.append(raw)
                except OSError:
                    pass
            select.select([], [], [], 0.5)
            for raw in held:
                raw.close()
        attack.seen = f"about {count * 4:,} handshakes from 63 addresses begun and left, or not let in"

    attack.spawn(4, body)


def strangers(attack):
    def body(number):
        count = 0
        while not attack.stopped:
            peer = attack.house.peer("stranger", source=attack.source)
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
        peer = attack.house.peer("flood", source=attack.source)
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
            peer = attack.house.peer("careless", source=attack.source)
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
        peer = attack.house.peer("flood", source=attack.source)
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
        peer, sent, outstanding = attack.house.peer("flood", source=attack.source), 0, 0
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
    "2,000 idle connections": idle, "2,000 of one listed key": crowd(2_000),
    "the same from 63 addresses": crowd(2_000, address), "garbage below ZMTP": garbage,
    "handshakes never finished": unfinished, "a key that is not listed": strangers, "large frames": large,
    "frames over the limit": too_large, "tiny frames": tiny, "one key at full speed, 4 connections": greedy,
}


def put(pid, cores):
    """Lets a process with all its threads work on these cores alone."""
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), cores)


def measured(house, honest):
    before = house.threads()
    p50, p99, count, lost = honest.run(SECONDS)
    after = house.threads()
    cores = [f"{(after[name] - before[name]) / SECONDS:5.0%}" for name in ("loop", "wire")]
    return p50, p99, lost, f"{count:6} {p50:8.1f} {p99:8.1f}", f"{house.megabytes():6.0f} {' '.join(cores)}"


def table(place, theirs, ours, house, honest):
    """Prints what came of each load with attackers and others on these cores; how many failed."""
    put(os.getpid(), theirs)
    for pid in [honest.process.pid, *(process.pid for process in house.processes)]:
        put(pid, ours)
    honest.run(2)
    about = f"{place}, attackers on {len(theirs)} of {len(CORES)} cores, others on {len(ours)}; {SECONDS:g} s each"
    print(f"\n{about}\n{'':38} {'asked':>6} {'p50 ms':>8} {'p99 ms':>8} {'times':>6} {'MB':>6}  loop  wire  what came")
    _, slow, failures, waits, cost = measured(house, honest)
    print(f"{'undisturbed':38} {waits} {'1.0':>6} {cost}", flush=True)
    for name, begin in LOAD.items():
        if not any(part in name for part in ONLY.split(",")):
            continue
        attack = Attack(house)
        begin(attack)
        _, p99, lost, waits, cost = measured(house, honest)
        seen = attack.stop()
        attack.hold = None
        failures += bool(lost) or "LET IN" in seen or house.process.poll() is not None
        lost = f"; {lost} HONEST LOST" if lost else ""
        print(f"{name:38} {waits} {p99 / slow:6.1f} {cost}  {seen}{lost}", flush=True)
    return failures


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        house = House(pathlib.Path(folder))
        honest = Honest(folder)
        # The attackers' own work, done elsewhere in earnest, must not take the processor from services and clients.
        os.nice(19)
        try:
            if WHAT in ("", "single"):
                failures += single.run(sys.modules["__main__"], house)
            if WHAT == "single":
                sys.exit(1 if failures else 0)
            for place, (theirs, ours) in PLACES.items():
                if PLACE in place:
                    failures += table(place, theirs, ours, house, honest)
            print(f"{'afterwards':38} {'':6} {'':8} {'':8} {'':6} {house.megabytes():6.0f}")
        finally:
            honest.process.stdin.close()
            honest.process.wait(30)
            house.close()
    sys.exit(1 if failures else 0)


if len(sys.argv) > 2 and WHAT == "honest":
    Honest.serve(House(pathlib.Path(sys.argv[3]), isOurs=False))
else:
    main()
