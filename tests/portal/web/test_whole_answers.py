"""Answers that are sent whole: so many at once, none in the way of the others, and nothing held when a reader goes."""

from __future__ import annotations

import json
import threading

import anyio
import pytest

from safestats_core.portal.web.lane import MOST_AT_ONCE, MOST_OF_ONE_PERSON, Lane, Place
from safestats_core.portal.web.whole_answer import WholeAnswer

PEOPLE = [f"person{number}" for number in range(MOST_AT_ONCE // MOST_OF_ONE_PERSON)]


class Reader:
    """Somebody who asked for a whole answer, takes its pieces when told to, and may go away."""

    def __init__(self, lane, person="asha", begin=None, takes=True, finish=None):
        self.taking, self.gone = anyio.Event(), anyio.Event()
        self.begun = self.closed = False
        self.status, self.headers, self.body = 0, {}, b""
        self.finish = finish
        self.answer = WholeAnswer(lane, person, self, begin or (lambda: None), self.told, "text/plain")
        if takes:
            self.taking.set()

    def told(self, rows):
        assert rows == 99
        if self.finish is not None:
            raise self.finish

    def pieces(self):
        self.begun = True
        try:
            for number in range(99):
                yield b"%d\n" % number
            yield 99
            yield b"99\n"
        finally:
            self.closed = True

    async def read(self):
        await self.answer({"type": "http", "method": "GET", "headers": []}, self.receive, self.send)

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            await self.taking.wait()
            self.body += message["body"]


def lane_of(wait_seconds=10.0):
    """A lane whose place makes the pieces of whoever asks."""
    return Lane(Place(Reader.pieces, anyio.CapacityLimiter(2)), wait_seconds=wait_seconds)


async def begun(readers):
    with anyio.fail_after(10):
        while not all(reader.begun for reader in readers):
            await anyio.sleep(0.01)


def test_a_whole_answer_brings_every_piece_in_order():
    async def play():
        reader = Reader(lane_of())
        await reader.read()
        assert reader.status == 200
        assert reader.body == b"".join(b"%d\n" % number for number in range(100))
        assert reader.closed

    anyio.run(play)


def test_when_all_places_are_taken_one_is_told_when_to_come_back_and_nothing_is_begun():
    async def play():
        lane = lane_of(0.2)
        readers = [Reader(lane, person, takes=False) for person in PEOPLE * MOST_OF_ONE_PERSON]
        async with anyio.create_task_group() as tasks:
            for reader in readers:
                tasks.start_soon(reader.read)
            await begun(readers)
            late = Reader(lane, "somebody else")
            await late.read()
            assert (late.status, late.headers[b"retry-after"]) == (503, b"30")
            assert json.loads(late.body)["code"] == "Busy"
            assert not late.begun
            for reader in readers:
                reader.taking.set()
        again = Reader(lane, "somebody else")
        await again.read()
        assert again.status == 200

    anyio.run(play)


def test_one_person_cannot_take_the_places_of_the_others():
    async def play():
        lane = lane_of(0.2)
        hers = [Reader(lane, "asha", takes=False) for _ in range(MOST_OF_ONE_PERSON)]
        async with anyio.create_task_group() as tasks:
            for reader in hers:
                tasks.start_soon(reader.read)
            await begun(hers)
            one_more, other = Reader(lane, "asha"), Reader(lane, "bola")
            await one_more.read()
            await other.read()
            assert (one_more.status, other.status) == (503, 200)
            for reader in hers:
                reader.taking.set()

    anyio.run(play)


def test_who_waits_in_line_is_answered_as_soon_as_there_is_room():
    async def play():
        lane = lane_of(10)
        hers = [Reader(lane, takes=False) for _ in range(MOST_OF_ONE_PERSON)]
        next_one = Reader(lane)
        async with anyio.create_task_group() as tasks:
            for reader in hers:
                tasks.start_soon(reader.read)
            await begun(hers)
            tasks.start_soon(next_one.read)
            await anyio.sleep(0.2)
            assert not next_one.begun
            hers[0].taking.set()
            await begun([next_one])
            for reader in hers:
                reader.taking.set()
        assert next_one.status == 200

    anyio.run(play)


def test_a_reader_who_goes_away_leaves_nothing_behind():
    async def play():
        lane = lane_of(0.1)
        readers = [Reader(lane, takes=False) for _ in range(MOST_OF_ONE_PERSON)]
        async with anyio.create_task_group() as tasks:
            for reader in readers:
                tasks.start_soon(reader.read)
            await begun(readers)
            for reader in readers:
                reader.gone.set()
        assert all(reader.closed for reader in readers)
        after = Reader(lane)
        await after.read()
        assert after.status == 200

    anyio.run(play)


def test_what_fails_before_the_first_piece_is_an_answer_of_its_own_and_takes_no_place():
    def refuse():
        raise OSError("the audit disk is full")

    async def play():
        lane = lane_of(0.1)
        for _ in range(MOST_OF_ONE_PERSON + 1):
            reader = Reader(lane, begin=refuse)
            with pytest.raises(OSError, match="audit"):
                await reader.read()
            assert reader.status == 0

    anyio.run(play)


def test_slow_readers_hold_no_thread():
    async def play():
        lane = lane_of()
        readers = [Reader(lane, person, takes=False) for person in PEOPLE * MOST_OF_ONE_PERSON]
        async with anyio.create_task_group() as tasks:
            for reader in readers:
                tasks.start_soon(reader.read)
            await begun(readers)
            await anyio.sleep(0.2)
            assert lane.place().turns.borrowed_tokens == 0
            assert await anyio.to_thread.run_sync(threading.get_ident)
            for reader in readers:
                reader.taking.set()

    anyio.run(play)


def test_the_last_piece_is_not_sent_where_the_audit_log_does_not_take_the_number_of_rows():
    async def play():
        reader = Reader(lane_of(), finish=OSError("the audit disk is full"))
        with pytest.raises(OSError, match="audit"):
            await reader.read()
        assert reader.body == b"".join(b"%d\n" % number for number in range(99))
        assert reader.closed

    anyio.run(play)


def test_answers_are_made_where_the_fewest_are_under_way_and_here_only_while_there_is_nothing_else():
    async def play():
        here, first, second = (Place(Reader.pieces, anyio.CapacityLimiter(1)) for _ in range(3))
        places = [first, second]
        lane = Lane(here, lambda: places)
        readers = [Reader(lane, takes=False) for _ in range(5)]
        async with anyio.create_task_group() as tasks:
            for reader in readers[:4]:
                tasks.start_soon(reader.read)
            await begun(readers[:4])
            assert (here.answers, first.answers, second.answers) == (0, 2, 2)
            places.clear()
            tasks.start_soon(readers[4].read)
            await begun(readers[4:])
            assert here.answers == 1
            for reader in readers:
                reader.taking.set()
        assert (here.answers, first.answers, second.answers) == (0, 0, 0)

    anyio.run(play)
