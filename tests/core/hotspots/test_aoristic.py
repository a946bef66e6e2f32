"""Aoristic weights: shares of an hour of the week, by the second, as published and as counted by hand."""

from __future__ import annotations

import csv
import gzip
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestats_core.errors import Cancelled, InvalidInput
from safestats_core.hotspots.aoristic import (
    HOURS,
    aoristic_blocks,
    aoristic_week,
    aoristic_weights,
    in_shifts,
    shift_name,
    shift_totals,
)
from safestats_core.hotspots.calendar import shifts_from_text

MONDAY = datetime(2024, 4, 29)


def moments(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[s]")


def weights_of(start: str, end: str = "NaT") -> np.ndarray:
    return aoristic_weights(moments(start), moments(end))[0]


def by_minutes(start: datetime, end: datetime) -> np.ndarray:
    """The oracle: every minute of the span put into its hour of the week, one after the other."""
    week = np.zeros(HOURS)
    minutes = int((end - start).total_seconds()) // 60
    for step in range(minutes):
        moment = start + timedelta(minutes=step)
        week[moment.weekday() * 24 + moment.hour] += 1 / minutes
    return week


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [("08:00", "16:00", 0.5), ("08:00", "13:00", 0.2), ("14:33", None, 1), ("14:00", "17:00", 2 / 3)],
)
def test_shares_of_an_afternoon_shift_are_the_published_ones(start, end, share):
    weights = weights_of(f"2024-05-01T{start}", f"2024-05-01T{end}" if end else "NaT")
    assert weights @ in_shifts(shifts_from_text("12-16"))[:, 0] == pytest.approx(share, abs=1e-12)


def test_the_week_starts_on_monday_at_midnight():
    assert weights_of("2024-04-29T00:00")[0] == 1
    assert weights_of("2024-05-05T23:59:59")[167] == 1
    assert weights_of("1969-12-29T00:30")[0] == 1


def test_a_span_over_the_end_of_the_week_goes_on_at_its_start():
    weights = weights_of("2024-05-05T22:30", "2024-05-06T00:30")
    assert dict(enumerate(weights[[166, 167, 0]])) == {0: 0.25, 1: 0.5, 2: 0.25}
    assert weights.sum() == 1


@pytest.mark.parametrize("end", ["NaT", "2024-05-01T14:33", "2024-05-01T14:32:59", "2023-01-01T00:00"])
def test_without_a_usable_end_the_hour_of_the_start_has_it_all(end):
    weights = weights_of("2024-05-01T14:33", end)
    assert weights[2 * 24 + 14] == 1
    assert weights.sum() == 1


def test_a_week_or_more_is_spread_evenly_and_a_minute_less_is_not():
    even = weights_of("2024-05-01T14:33", "2024-05-08T14:33")
    np.testing.assert_array_equal(even, np.full(HOURS, 1 / 168))
    np.testing.assert_array_equal(weights_of("2024-05-01T14:33", "2025-05-08T14:33"), even)
    less = weights_of("2024-05-01T14:33", "2024-05-08T14:32")
    assert less[2 * 24 + 14] == pytest.approx(59 / 10_079)
    assert less.sum() == pytest.approx(1)


def test_seconds_count():
    weights = weights_of("2024-05-01T10:59:30", "2024-05-01T11:01:30")
    np.testing.assert_allclose(weights[2 * 24 + 10 : 2 * 24 + 12], [0.25, 0.75])


@given(st.integers(0, 60 * 24 * 21), st.integers(1, 10_079))
def test_any_span_is_shared_out_minute_by_minute(start, minutes):
    begin = MONDAY + timedelta(minutes=start)
    end = begin + timedelta(minutes=minutes)
    np.testing.assert_allclose(weights_of(begin.isoformat(), end.isoformat()), by_minutes(begin, end), atol=1e-12)


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(-(10**6), 10**6)), min_size=1, max_size=30))
def test_every_row_adds_up_to_one_and_weeks_later_is_the_same(spans):
    start = np.array([s for s, _ in spans]).astype("datetime64[s]")
    end = start + np.array([length for _, length in spans]).astype("timedelta64[s]")
    weights = aoristic_weights(start, end)
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=0, atol=1e-12)
    assert (weights >= 0).all()
    weeks = np.timedelta64(5, "W")
    np.testing.assert_array_equal(aoristic_weights(start + weeks, end + weeks), weights)


def test_the_week_adds_up_all_rows_and_counts_what_had_no_span():
    start = moments("2024-05-01T14:33", "2024-05-01T14:33", "2024-05-01T14:33", "2024-05-01T14:33", "2024-05-02T10:00")
    end = moments("NaT", "2024-05-01T14:00", "2024-06-01T14:00", "2024-05-01T14:33", "2024-05-02T12:00")
    week = aoristic_week(start, end)
    assert (week.incidents, week.no_end, week.reversed, week.long) == (5, 1, 1, 1)
    np.testing.assert_allclose(week.totals.ravel(), aoristic_weights(start, end).sum(axis=0))
    assert week.totals.sum() == pytest.approx(5)
    assert week.totals[2, 14] == pytest.approx(3 + 1 / 168)


def test_no_ends_at_all_and_no_incidents_at_all():
    start = moments("2024-05-01T14:33", "2024-05-01T15:33")
    assert aoristic_week(start).no_end == 2
    assert aoristic_week(start).totals[2, 14:16].tolist() == [1, 1]
    assert aoristic_week(start[:0]).totals.sum() == 0
    assert aoristic_weights(start[:0]).shape == (0, HOURS)


def test_a_night_shift_belongs_to_the_evening_it_starts():
    week = aoristic_week(moments("2024-05-04T02:00", "2024-05-05T23:00", "2024-05-06T01:00", "2024-05-06T12:00"))
    by_day = shift_totals(week.totals, shifts_from_text("22-06, 06-22"))
    # Saturday 02:00 is Friday's night; Sunday 23:00 and Monday 01:00 are both Sunday's.
    assert by_day[0].tolist() == [0, 0, 0, 0, 1, 0, 2]
    assert by_day[1].tolist() == [1, 0, 0, 0, 0, 0, 0]


def test_shifts_that_cover_the_day_share_out_everything():
    shifts = shifts_from_text("06-14, 14-22; 22-6")
    assert [shift_name(shift) for shift in shifts] == ["06-14", "14-22", "22-06"]
    np.testing.assert_array_equal(in_shifts(shifts).sum(axis=1), np.ones(HOURS))
    totals = np.random.default_rng(0).random((7, 24))
    assert shift_totals(totals, shifts).sum() == pytest.approx(totals.sum())


def test_a_shift_may_last_all_day_and_may_end_at_midnight():
    totals = np.random.default_rng(0).random((7, 24))
    all_day, evening = shifts_from_text("6-6"), shifts_from_text("18-24")
    assert (shift_name(all_day[0]), shift_name(evening[0])) == ("06-06", "18-24")
    assert shift_totals(totals, all_day).sum() == pytest.approx(totals.sum())
    np.testing.assert_allclose(shift_totals(totals, evening)[0], totals[:, 18:].sum(axis=1))


def test_a_shift_within_an_hour_is_refused():
    for refused in (in_shifts, lambda shifts: shift_totals(np.ones((7, 24)), shifts)):
        with pytest.raises(InvalidInput, match="Give whole hours"):
            refused(shifts_from_text("06:30-14"))


def test_missing_starts_and_times_that_are_no_dates_are_refused():
    with pytest.raises(InvalidInput, match="1 of 2 incidents have no start"):
        aoristic_weights(moments("NaT", "2024-05-01"))
    with pytest.raises(InvalidInput, match="Give dates"):
        aoristic_week(np.array([1.5]))
    with pytest.raises(InvalidInput, match="1 starts and 2 ends"):
        aoristic_weights(moments("2024-05-01"), moments("2024-05-01", "2024-05-02"))


def test_many_incidents_come_in_blocks_and_can_be_stopped():
    start = moments("2024-05-01T14:33").repeat(3_000)
    told = []
    parts = list(aoristic_blocks(start, None, lambda *step: told.append(step)))
    assert sum(part.shape[0] for _, part in parts) == 3_000
    assert len(parts) > 1
    assert told[-1] == (3_000, 3_000, "Incidents")

    def stop(done, total, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        aoristic_week(start, None, stop)


def as_the_r_package_does_it(start: datetime, end: datetime) -> np.ndarray:
    """The rule of R's aoristic since 1.0, read in its aoristic.df: whole minutes, hour by hour, Monday first here."""
    week = np.zeros(HOURS)
    position = start.weekday() * 24 + start.hour
    span = int((end - start).total_seconds() // 60)
    if span >= 10_080:
        return np.full(HOURS, 1 / HOURS)
    if span <= 1:
        week[position] = 1
        return week
    left, left_in_hour = span, 60 - start.minute
    while left > 0:
        minutes = min(left, left_in_hour)
        week[position] += minutes / span
        left, left_in_hour, position = left - minutes, 60, (position + 1) % HOURS
    return week


@pytest.mark.realdata
@pytest.mark.parametrize("file", ["dcburglaries.csv.gz"])
def test_burglaries_in_washington_are_as_the_r_package_has_them(real_data, file):
    with gzip.open(real_data / "peer_aoristic" / file, "rt") as text:
        rows = list(csv.DictReader(text))
    spans = [(row["StartDateTime"].rstrip("Z"), row["EndDateTime"].rstrip("Z")) for row in rows]
    start, end = moments(*(s for s, _ in spans)), moments(*(e or "NaT" for _, e in spans))
    assert start.size == 1_025
    weights = aoristic_weights(start, end)
    expected = [as_the_r_package_does_it(a, a if b is None else b) for a, b in zip(start.tolist(), end.tolist())]
    np.testing.assert_allclose(weights, expected, atol=1e-12)
