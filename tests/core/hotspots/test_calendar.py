"""Days, periods and shifts as an analyst means them."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestats_core.errors import InvalidInput
from safestats_core.hotspots.calendar import (
    Period,
    comparative_period,
    days_of,
    newest_day,
    period_of,
    recent_period,
    shifts_from_text,
)


def seconds(*times):
    return np.array(times, dtype="datetime64[s]")


def test_midnight_belongs_to_the_day_it_begins():
    days = days_of(seconds("1970-01-01T00:00:00", "1970-01-01T23:59:59", "1970-01-02T00:00:00"))
    assert days.tolist() == [0, 0, 1]
    assert days.dtype == np.int64


def test_days_before_1970_and_the_leap_day_are_days_like_any_other():
    assert days_of(seconds("1969-12-31T23:59:59", "2024-02-29T12:00", "2024-03-01T00:00")).tolist() == [
        -1,
        (datetime.date(2024, 2, 29) - datetime.date(1970, 1, 1)).days,
        (datetime.date(2024, 3, 1) - datetime.date(1970, 1, 1)).days,
    ]


def test_a_missing_time_is_refused_with_the_number():
    with pytest.raises(InvalidInput, match="1 of 2 incidents"):
        days_of(seconds("2024-01-01", "NaT"))


def test_seven_days_up_to_a_sunday_are_monday_to_sunday():
    period = recent_period(7, "2024-03-03")
    assert str(period) == "2024-02-26 to 2024-03-03"
    assert period.days == 7


def test_a_time_of_day_is_cut_off_a_date():
    assert period_of("2024-01-01T05:00", datetime.datetime(2024, 1, 31, 23, 0)) == period_of("2024-01-01", "2024-01-31")


@pytest.mark.parametrize(
    ("first", "last"), [("2024-02-02", "2024-02-01"), ("soon", "2024-02-01"), (None, "2024-01-01")]
)
def test_a_period_that_is_none_is_refused(first, last):
    with pytest.raises(InvalidInput, match=r"Swap|two dates"):
        period_of(first, last)


def test_no_recent_days_are_refused():
    with pytest.raises(InvalidInput, match="Give 1 or more"):
        recent_period(0, "2024-01-01")


@pytest.mark.parametrize(
    ("period", "comparison", "expected"),
    [
        (("2024-03-01", "2024-03-31"), "before", "2024-01-30 to 2024-02-29"),
        (("2024-03-04", "2024-03-10"), "before", "2024-02-26 to 2024-03-03"),
        (("2024-03-01", "2024-03-31"), "year", "2023-03-01 to 2023-03-31"),
        (("2024-02-01", "2024-02-29"), "year", "2023-02-01 to 2023-02-28"),
        (("2025-02-01", "2025-03-31"), "year", "2024-02-01 to 2024-03-31"),
        (("2024-03-04", "2024-03-10"), "52 weeks", "2023-03-06 to 2023-03-12"),
    ],
)
def test_the_comparative_period(period, comparison, expected):
    assert str(comparative_period(period_of(*period), comparison)) == expected


def test_an_unknown_comparison_is_refused_with_the_choices():
    with pytest.raises(InvalidInput, match="52 weeks"):
        comparative_period(period_of("2024-01-01", "2024-01-02"), "decade")


@given(st.dates(datetime.date(1901, 1, 1)), st.integers(0, 800))
def test_a_period_and_the_one_before_meet_without_gap_or_overlap(first, length):
    period = Period(np.datetime64(first), np.datetime64(first) + np.timedelta64(length, "D"))
    before = comparative_period(period, "before")
    assert before.days == period.days == length + 1
    assert before.last + np.timedelta64(1, "D") == period.first


@given(st.dates(datetime.date(1901, 1, 1)))
def test_a_year_earlier_is_the_same_date(day):
    earlier = comparative_period(period_of(day, day), "year").first.item()
    expected_day = 28 if (day.month, day.day) == (2, 29) else day.day
    assert (earlier.year, earlier.month, earlier.day) == (day.year - 1, day.month, expected_day)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", []),
        ("22-06", [(22, 8)]),
        ("22:00 - 6:30", [(22, 8.5)]),
        ("07-09, 16-19", [(7, 2), (16, 3)]),
        ("0-24", [(0, 24)]),
        ("6-6", [(6, 24)]),
        ("18-24; 0 to 3", [(18, 6), (0, 3)]),
        ("22-24", [(22, 2)]),
    ],
)
def test_hours_are_read_as_people_write_them(text, hours):
    assert shifts_from_text(text) == [(start * 3600, length * 3600) for start, length in hours]


@pytest.mark.parametrize("text", ["evening", "22", "25-26", "22:75-23", "24-6", "-3-5"])
def test_hours_that_are_none_are_refused_with_an_example(text):
    with pytest.raises(InvalidInput, match="22-06"):
        shifts_from_text(text)


@pytest.mark.parametrize("text", ["07-09, 08-10", "22-06, 5-7", "6-6, 8-9", "8-9, 8-9"])
def test_shifts_that_share_an_hour_are_refused(text):
    with pytest.raises(InvalidInput, match="share an hour"):
        shifts_from_text(text)


def test_the_newest_day():
    assert newest_day(seconds("2024-01-01", "2024-02-29T23:59:59")) == np.datetime64("2024-02-29")
    assert newest_day(seconds()) is None
