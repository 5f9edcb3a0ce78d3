"""Plays the example client against a running scheduling service and prints how many checks passed.

    HOLDFAST_SCHEDULING=tcp://127.0.0.1:7100 python test_client.py

The authority HOLDFAST_TEST_AUTHORITY (default camden) gets invented children, under new ids at every run.
"""

import hashlib
import itertools
import json
import os
import sys
import traceback
import uuid

import zmq

import client

AUTHORITY = os.environ.get("HOLDFAST_TEST_AUTHORITY", "camden")
DESK = client.desk_of("scheduling")
RUN = uuid.uuid4().hex[:8]
children = itertools.count(1)


def entry(**changes):
    """A child entered care: a new event about a new child."""
    child = f"T-{RUN}-{next(children)}"
    data = {
        "child": child, "enteredOn": "2024-01-15", "dateOfBirth": "2012-05-09", "sex": "F", "ethnicity": "WBRI",
        "legalStatus": "C1", "categoryOfNeed": "N1", "placement": {"type": "U6", "provider": "PR4"}, **changes,
    }
    return {
        "specversion": "1.0", "id": child, "source": f"/{AUTHORITY}/client-test", "type": "child-entered-care",
        "subject": child, "authority": AUTHORITY, "data": data,
    }


def publication(event, number):
    return client.line_of({"jsonrpc": "2.0", "id": number, "method": "publish", "params": {"event": event}})


def test_a_published_event_has_its_place_and_again_it_is_a_duplicate(context):
    desk = client.Desk(context, DESK)
    event = entry()
    first = desk.publish(event)
    again = desk.publish(event)
    assert first["duplicate"] is False and again["duplicate"] is True
    assert first["sequence"] == again["sequence"] and len(first["sequence"]) == 19
    changed = dict(event, data=dict(event["data"], sex="M"))
    try:
        desk.publish(changed)
    except client.Refused as refused:
        assert (refused.code, refused.reason, refused.at) == (-32004, "event-id-reused", "/event/id")
    else:
        raise AssertionError("other content under the same id was taken")
    desk.close()


def test_what_was_published_can_be_asked_for(context):
    desk = client.Desk(context, DESK)
    event = entry()
    desk.publish(event)
    timetable = desk.ask("timetable", authority=AUTHORITY, child=event["subject"])
    assert timetable["child"] == event["subject"]
    assert timetable["reviews"][0]["dueOn"] == "2024-02-12", "20 working days after Monday 15 January 2024"
    assert timetable["reviews"][0]["because"]["anchor"] == "2024-01-15"
    try:
        desk.ask("timetable", authority=AUTHORITY, child="nobody")
    except client.Refused as refused:
        assert (refused.code, refused.at) == (-32002, "/child")
    else:
        raise AssertionError("a child that nobody knows has a timetable")
    desk.close()


def test_sixty_four_outstanding_are_each_answered_once_and_in_order(context):
    pipeline = client.Pipeline(context, DESK, outstanding=64)
    replies = [json.loads(line) for line in pipeline.ask_all(publication(entry(), n) for n in range(500))]
    assert [reply["id"] for reply in replies] == list(range(500)), "a peer's order is kept"
    sequences = [int(reply["result"]["sequence"]) for reply in replies]
    assert sequences == sorted(set(sequences))
    pipeline.close()


def test_a_dealer_may_put_an_empty_frame_before_its_line_and_gets_one_back(context):
    socket = context.socket(zmq.DEALER)
    socket.setsockopt(zmq.LINGER, 0)
    socket.connect(DESK)
    for frames in ([b""], []):
        socket.send_multipart([*frames, client.line_of({"jsonrpc": "2.0", "id": 1, "method": "health"})])
        assert socket.poll(10_000)
        reply = socket.recv_multipart()
        assert reply[:-1] == frames and json.loads(reply[-1])["result"]["service"] == "scheduling"
    socket.close()


def test_a_request_without_an_id_is_carried_out_and_not_answered(context):
    pipeline = client.Pipeline(context, DESK)
    event = entry()
    silent = client.line_of({"jsonrpc": "2.0", "method": "publish", "params": {"event": event}})
    pipeline.socket.send(silent)
    replies = pipeline.ask_all([publication(event, 7)])
    assert [json.loads(reply)["id"] for reply in replies] == [7]
    assert json.loads(replies[0])["result"]["duplicate"] is True
    pipeline.close()


def test_a_follower_sees_every_line_once_and_checks_the_chain_itself(context):
    follower = client.Follower(context, DESK, AUTHORITY)
    seen = [json.loads(line)["sequence"] for line in follower.replay()]
    assert seen == [f"{number:019}" for number in range(1, len(seen) + 1)]
    verified = follower.desk.ask("verify", authority=AUTHORITY)
    assert (verified["events"], verified["root"]) == (follower.position, follower.link.hex())
    follower.close()


def test_live_lines_are_the_very_bytes_that_replay_gives(context):
    follower = client.Follower(context, DESK, AUTHORITY, patience=5_000)
    lines = follower.lines()
    pipeline = client.Pipeline(context, DESK)
    pipeline.ask_all([publication(entry(), 0)])
    last = 0
    told = []
    for round in itertools.count():
        # The subscription takes effect at some point: from then on lines come live.
        last = json.loads(pipeline.ask_all([publication(entry(), round)])[-1])["result"]["sequence"]
        while follower.position < int(last):
            told.append(next(lines))
        if follower.live >= 20:
            break
        assert round < 2_000, "no live line came"
    again = client.Follower(context, DESK, AUTHORITY)
    assert list(again.replay())[: len(told)] == told
    for part in (follower, again, pipeline):
        part.close()


def test_a_follower_that_was_away_goes_on_from_its_position(context):
    first = client.Follower(context, DESK, AUTHORITY)
    for _ in first.replay():
        pass
    position, link = first.position, first.link
    first.close()
    pipeline = client.Pipeline(context, DESK)
    pipeline.ask_all(publication(entry(), n) for n in range(700))
    pipeline.close()
    second = client.Follower(context, DESK, AUTHORITY, position, link)
    lines = list(second.replay())
    # Each entry causes at least its review-due, so more than one page is read.
    assert len(lines) >= 1_400 and json.loads(lines[0])["sequence"] == f"{position + 1:019}"
    verified = second.desk.ask("verify", authority=AUTHORITY)
    assert (verified["events"], verified["root"]) == (second.position, second.link.hex())
    second.close()


def test_a_changed_byte_breaks_the_chain(context):
    desk = client.Desk(context, DESK)
    page = desk.ask("replay", authority=AUTHORITY, raw=True, limit=3)["events"]
    whole = changed = bytes(32)
    for number, text in enumerate(page):
        line = text.encode()
        whole = hashlib.sha256(whole + line).digest()
        changed = hashlib.sha256(changed + (line.replace(b'"F"', b'"M"', 1) if number == 0 else line)).digest()
    assert whole != changed
    desk.close()


def main():
    context = zmq.Context()
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    for name, test in tests:
        try:
            test(context)
        except Exception:
            failed += 1
            print(f"failed: {name[5:].replace('_', ' ')}", file=sys.stderr)
            traceback.print_exc()
    context.destroy(linger=0)
    print(f"{len(tests) - failed} passed" + (f", {failed} failed" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
