"""Calendar days, periods of whole days and the hours of shifts, all on the wall clock of the incident's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput

SECONDS_PER_DAY = 86_400

COMPARISONS = ("before", "year", "52 weeks")

Shift = tuple[int, int]
"""Where a shift begins, in seconds after midnight, and how many seconds it lasts: at most a day."""

_HOURS = re.compile(r"\s*(\d{1,2})(?::(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d\d))?\s*")


@dataclass(frozen=True)
class Period:
    """Whole calendar days, the first and the last included, as numpy datetime64[D]."""

    first: np.datetime64
    last: np.datetime64

    @property
    def days(self) -> int:
        """Number of days."""
        return int((self.last - self.first).astype(np.int64)) + 1

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


def checked_times(times: np.ndarray) -> np.ndarray:
    """Times as datetime64[s] of shape (n,); refused where one is missing."""
    times = np.asarray(times, dtype="datetime64[s]")
    if times.ndim != 1:
        raise InvalidInput(f"The times have the shape {times.shape}. Give one time per incident.")
    missing = np.count_nonzero(np.isnat(times))
    if missing:
        raise InvalidInput(
            f"{missing:,} of {times.size:,} incidents have no time. Leave those incidents out, and say how many."
        )
    return times


def days_of(times: np.ndarray) -> np.ndarray:
    """The calendar day of each time, as days since 1970-01-01, int64 of shape (n,).

    times  datetime64[s] of the wall clock, shape (n,)
    Raises InvalidInput for a missing time.
    Midnight belongs to the day that it begins.
    """
    return checked_times(times).astype("datetime64[D]").astype(np.int64)


def period_of(first: object, last: object) -> Period:
    """The days from `first` to `last`, both included; each a date, an ISO string or a numpy datetime64.

    Raises InvalidInput for what is no date, or a last day before the first.
    """
    try:
        # Through seconds, so that a time of day is cut off instead of refused.
        days = [np.datetime64(day, "s").astype("datetime64[D]") for day in (first, last)]  # type: ignore[call-overload]
    except ValueError:
        raise InvalidInput(f"{first} to {last} is no period. Give two dates like 2024-01-31.") from None
    if np.isnat(days).any():
        raise InvalidInput(f"{first} to {last} is no period. Give two dates like 2024-01-31.")
    if days[1] < days[0]:
        raise InvalidInput(f"The last day, {days[1]}, is before the first, {days[0]}. Swap them.")
    return Period(days[0], days[1])


def recent_period(days: int, last: object) -> Period:
    """The last `days` days up to `last`, that day included: 7 days up to a Sunday are Monday to Sunday.

    Raises InvalidInput for less than one day.
    """
    if days < 1:
        raise InvalidInput(f"{days} recent days are none. Give 1 or more.")
    day = period_of(last, last).last
    return Period(day - np.timedelta64(days - 1, "D"), day)


def comparative_period(period: Period, comparison: str = "before") -> Period:
    """The period to hold `period` against.

    comparison  "before": as many days, ending on the day before the first;
                "year": the same dates a year earlier, 29 February becoming 28 February, so that a period over the end
                of February may be a day longer or shorter than its comparison;
                "52 weeks": 364 days earlier, so that as many Mondays meet as many Mondays
    Raises InvalidInput for another comparison.
    """
    if comparison not in COMPARISONS:
        raise InvalidInput(f"There is no comparative period '{comparison}'. Choose from: {', '.join(COMPARISONS)}.")
    if comparison == "year":
        return Period(_a_year_earlier(period.first), _a_year_earlier(period.last))
    shift = np.timedelta64(period.days if comparison == "before" else 364, "D")
    return Period(period.first - shift, period.last - shift)


def shifts_from_text(text: str) -> list[Shift]:
    """Shifts as written by people: "22-06", "7:30-9:30, 16-19"; an empty text is no restriction.

    Returns the shifts in the order given. The end is not part of a shift: 22-06 holds 22:00:00 and 05:59:59, and not
    06:00:00. An end at or before the start lies on the following day; 0-24 and 6-6 last a whole day.
    Raises InvalidInput for a text that is not understood, or shifts that overlap.
    """
    parts = [part for part in re.split(r"[,;]", text) if part.strip()]
    return checked_shifts([_shift(part) for part in parts])


def checked_shifts(shifts: Sequence[Shift]) -> list[Shift]:
    """The shifts, if each lasts up to a day and no two overlap on any day."""
    for start, length in shifts:
        if not (0 <= start < SECONDS_PER_DAY and 0 < length <= SECONDS_PER_DAY):
            raise InvalidInput(f"A shift cannot begin {start} s after midnight and last {length} s. Stay within a day.")
    ordered = sorted(shifts)
    for index, (start, length) in enumerate(ordered):
        following = ordered[(index + 1) % len(ordered)][0] + (SECONDS_PER_DAY if index == len(ordered) - 1 else 0)
        if start + length > following:
            raise InvalidInput("Two of the shifts share an hour. Give hours that do not overlap, like 07-09, 16-19.")
    return list(shifts)


def _a_year_earlier(day: np.datetime64) -> np.datetime64:
    month = day.astype("datetime64[M]")
    year_before = month - np.timedelta64(12, "M")
    last_of_month = (year_before + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    return min(year_before.astype("datetime64[D]") + (day - month.astype("datetime64[D]")), last_of_month)


def _shift(text: str) -> Shift:
    found = _HOURS.fullmatch(text)
    hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups()) if found else (99, 0, 0, 0)
    start, end = hour * 3600 + minute * 60, end_hour * 3600 + end_minute * 60
    if max(start, end) > SECONDS_PER_DAY or max(minute, end_minute) > 59 or start == SECONDS_PER_DAY:
        raise InvalidInput(f"'{text.strip()}' are no hours of the day. Write them like 22-06 or 7:30-16:00.")
    return start, (end - start) % SECONDS_PER_DAY or SECONDS_PER_DAY


def day_name_numbers(first: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """ISO weekday (1 Monday to 7 Sunday) and month (1 to 12) of `count` days from day `first` since 1970-01-01."""
    days = np.arange(first, first + count)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    return (days + 3) % 7 + 1, months


def newest_day(times: np.ndarray) -> Optional[np.datetime64]:
    """The latest calendar day among the times, datetime64[D]; None where there are none."""
    return checked_times(times).max().astype("datetime64[D]") if np.size(times) else None
