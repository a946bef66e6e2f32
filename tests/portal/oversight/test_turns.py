"""Whoever's turn it is writes for all who wait, and each gets her own answer."""

from __future__ import annotations

import threading

import pytest

from safestats_core.portal.oversight.turns import Turns


class Log:
    """Writes slowly at first, so that the others have to wait; refuses what is marked."""

    def __init__(self):
        self.batches, self.begun, self.go_on = [], threading.Event(), threading.Event()

    def write(self, batch):
        self.begun.set()
        assert self.go_on.wait(10)
        if any(values.get("bad") for values in batch):
            raise OSError("cannot be had")
        self.batches.append([values["number"] for values in batch])


@pytest.fixture
def run():
    log, turns, outcome = Log(), Turns(), {}

    def one(values):
        try:
            turns.write(log.write, values)
            outcome[values["number"]] = "written"
        except OSError as error:
            outcome[values["number"]] = str(error)

    def all_of(*values):
        writers = [threading.Thread(target=one, args=(each,)) for each in values]
        writers[0].start()
        assert log.begun.wait(10)
        for writer in writers[1:]:
            writer.start()
        while len(turns._waiting) < len(values):
            pass
        log.go_on.set()
        for writer in writers:
            writer.join(10)
        return log, outcome

    return all_of


def test_those_who_wait_are_written_at_once(run):
    log, outcome = run(*({"number": number} for number in range(5)))
    assert [len(batch) for batch in log.batches] == [1, 4]
    assert outcome == dict.fromkeys(range(5), "written")


def test_what_one_cannot_have_does_not_keep_the_others_from_theirs(run):
    log, outcome = run(*({"number": number, "bad": number == 3} for number in range(5)))
    assert outcome == {**dict.fromkeys(range(5), "written"), 3: "cannot be had"}
    assert sorted(number for batch in log.batches for number in batch) == [0, 1, 2, 4]
