"""Months fetched side by side: each kept when it is whole, all stopped by whoever stops."""

from __future__ import annotations

import threading
import time

import pyarrow as pa
import pytest

from safestats_core.errors import Cancelled, PortalUnreachable
from safestats_core.retrieval.catalogue import MonthInfo
from safestats_core.workspace.transfer import AT_ONCE, fetch_months

MONTHS = [MonthInfo(f"2024-{number:02d}", number * 10, "v") for number in range(1, 11)]


class Dataset:
    title = "Offences"


class Portal:
    """Gives each month in parts of ten rows, and notes how many transfers run at a time."""

    def __init__(self):
        self.running = self.most = 0
        self.broken = ""
        self.lock = threading.Lock()
        self.ended = []

    def incidents(self, dataset, month, received):
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        try:
            rows = int(month[5:]) * 10
            for done in range(10, rows + 1, 10):
                time.sleep(0.005)
                if month == self.broken:
                    raise PortalUnreachable("The answer broke off.")
                received(done)
            return pa.table({"month": [month] * rows})
        finally:
            with self.lock:
                self.running -= 1
                self.ended.append(month)


def silent(done, total, what):
    """Say nothing."""


def test_every_month_is_kept_once_by_the_callers_thread_and_few_are_under_way_at_a_time():
    portal, kept = Portal(), {}

    def keep(month, table):
        assert threading.current_thread() is threading.main_thread()
        assert month.month not in kept
        kept[month.month] = table.num_rows

    assert fetch_months(portal, Dataset(), MONTHS, silent, keep) == 550
    assert kept == {month.month: month.rows for month in MONTHS}
    assert 1 < portal.most <= AT_ONCE


def test_progress_rises_to_the_true_number_of_rows():
    told = []
    fetch_months(Portal(), Dataset(), MONTHS, lambda done, total, what: told.append((done, total)), lambda *_: None)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} == {550}
    assert told[-1] == (550, 550)


def test_whoever_stops_it_waits_for_no_more_than_a_part_and_keeps_what_was_whole():
    portal, kept = Portal(), []

    def progress(done, total, what):
        if done > 100:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled, match="Stopped"):
        fetch_months(portal, Dataset(), MONTHS, progress, lambda month, table: kept.append(month.month))
    assert portal.running == 0
    assert 0 < len(kept) < len(MONTHS)
    assert len(portal.ended) < len(MONTHS)


def test_a_month_that_breaks_ends_the_others_and_takes_nothing_away():
    portal, kept = Portal(), []
    portal.broken = "2024-05"
    with pytest.raises(PortalUnreachable, match="broke off"):
        fetch_months(portal, Dataset(), MONTHS, silent, lambda month, table: kept.append(month.month))
    assert portal.running == 0
    assert "2024-01" in kept
    assert "2024-05" not in kept


def test_nothing_to_fetch_is_done_at_once():
    assert fetch_months(Portal(), Dataset(), [], silent, lambda *_: pytest.fail("there is nothing to keep")) == 0
