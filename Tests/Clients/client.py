"""A small client of the line protocol: ask a desk, publish, follow a feed and check its chain from the bytes alone.

It needs pyzmq and nothing else. Endpoints come from the same settings as the services' own: HOLDFAST_SCHEDULING and so
on, default tcp://127.0.0.1:7100, 7110, 7120, 7130.
"""

import hashlib
import itertools
import json
import os

import zmq

PORTS = {"scheduling": 7100, "participation": 7110, "disputes": 7120, "reporting": 7130}


def desk_of(service):
    """Where a service's desk is found."""
    return os.environ.get("HOLDFAST_" + service.upper(), f"tcp://127.0.0.1:{PORTS[service]}")


def beside(desk, name, offset):
    """The feed (offset 1) or ear (offset 2) that belongs to a desk."""
    if not desk.startswith("tcp://"):
        return f"{desk}-{name}"
    host, port = desk.rsplit(":", 1)
    return f"{host}:{int(port) + offset}"


class Refused(Exception):
    """What a desk refuses: its code, reason, place and whatever else is wrong."""

    def __init__(self, error):
        data = error.get("data", {})
        super().__init__(f"{error['code']} {data.get('reason')} at {data.get('at')!r}: {error['message']}")
        self.code, self.reason, self.at = error["code"], data.get("reason"), data.get("at")
        self.also = [(fault["reason"], fault["at"]) for fault in data.get("also", [])]


class NoAnswer(Exception):
    """The desk did not answer in time. Ask again: the same command or event is answered the same."""


def line_of(value):
    """The value as one line of UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def result_of(reply):
    """The result of a reply line."""
    reply = json.loads(reply)
    if "error" in reply:
        raise Refused(reply["error"])
    return reply["result"]


class Desk:
    """One question after the other, over REQ."""

    def __init__(self, context, endpoint, patience=10_000):
        self.socket = context.socket(zmq.REQ)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.connect(endpoint)
        self.patience = patience
        self.ids = itertools.count(1)

    def ask(self, method, **params):
        """The result of a method; raises Refused or NoAnswer."""
        line = line_of({"jsonrpc": "2.0", "id": str(next(self.ids)), "method": method, "params": params})
        return result_of(self.tell(line))

    def tell(self, line):
        """The reply to a line, as bytes."""
        self.socket.send(line)
        if not self.socket.poll(self.patience):
            raise NoAnswer(line[:80])
        return self.socket.recv()

    def publish(self, event):
        """Publishes an event; it is on disk when this returns."""
        return self.ask("publish", event=event)

    def close(self):
        self.socket.close()


class Pipeline:
    """Many requests outstanding at once, over DEALER; replies come in the order in which they are ready."""

    def __init__(self, context, endpoint, outstanding=64, patience=10_000):
        self.socket = context.socket(zmq.DEALER)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.connect(endpoint)
        self.outstanding = outstanding
        self.patience = patience

    def ask_all(self, lines):
        """Sends all lines, at most `outstanding` unanswered, and returns the replies in the order of arrival."""
        waiting, replies, lines = 0, [], iter(lines)
        for line in itertools.islice(lines, self.outstanding):
            self.socket.send(line)
            waiting += 1
        while waiting:
            if not self.socket.poll(self.patience):
                raise NoAnswer(f"{waiting} requests")
            replies.append(self.socket.recv_multipart()[-1])
            waiting -= 1
            for line in itertools.islice(lines, 1):
                self.socket.send(line)
                waiting += 1
        return replies

    def close(self):
        self.socket.close()


class ChainBroken(Exception):
    """A line does not stand where it says, or the chain does not meet the root."""


class Follower:
    """Follows one authority's journal of one service: the feed is a hint, replay is the truth.

    `position` and `link` (the newest link of the chain) are what a follower stores with its own effects, in one
    transaction; started with them again it goes on where it was.
    """

    def __init__(self, context, desk, authority, position=0, link=bytes(32), patience=10_000):
        self.desk = Desk(context, desk, patience)
        self.feed = context.socket(zmq.SUB)
        self.feed.setsockopt(zmq.LINGER, 0)
        self.feed.connect(beside(desk, "feed", 1))
        self.feed.subscribe(f"{authority}/".encode())
        self.authority, self.position, self.link = authority, position, link
        self.patience = patience
        self.live = 0

    def _take(self, line):
        sequence = int(json.loads(line)["sequence"])
        if sequence <= self.position:
            return None
        if sequence != self.position + 1:
            raise ChainBroken(f"{sequence} follows {self.position}")
        self.position = sequence
        self.link = hashlib.sha256(self.link + line).digest()
        return line

    def replay(self):
        """Yields the lines after the position, up to the head, exactly as told."""
        while True:
            page = self.desk.ask("replay", authority=self.authority, after=f"{self.position:019}", raw=True, limit=512)
            for text in page["events"]:
                yield self._take(text.encode())
            if self.position >= int(page["head"]):
                return

    def lines(self):
        """Yields every line once, in order, and goes on with live ones; ends when nothing was told for `patience`."""
        yield from self.replay()
        while self.feed.poll(self.patience):
            topic, line = self.feed.recv_multipart()
            if topic.endswith(b"/heartbeat"):
                if int(json.loads(line)["head"]) > self.position:
                    yield from self.replay()
                continue
            sequence = int(json.loads(line)["sequence"])
            if sequence > self.position + 1:
                yield from self.replay()
            elif sequence == self.position + 1:
                self.live += 1
                yield self._take(line)

    def close(self):
        self.desk.close()
        self.feed.close()
