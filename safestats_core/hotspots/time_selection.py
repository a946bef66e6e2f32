"""Which incidents happened, or could have happened, within chosen days and hours.

Days and hours together make one set of moments: with Fridays from 22 to 06 the nights that begin on a Friday. An
incident is held against that set as a whole, so a burglary between Thursday 23:00 and Friday 10:00 is not taken for a
Friday night because it touches a Friday and touches a night.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput
from .calendar import SECONDS_PER_DAY, Period, Shift, checked_shifts, checked_times, day_name_numbers, days_of

CERTAINTIES = ("could", "certain", "share")

NIGHTS = ("began", "calendar")

_MOST_DAYS = 4_000_000
"""Days between the first and the last incident: more than ten thousand years are a wrong date."""


@dataclass(frozen=True)
class Selection:
    """Which incidents were chosen, and why the others were not.

    chosen    bool, shape (n,)
    share     of the incident's span within the chosen days and hours, 0 to 1, shape (n,): the aoristic weight of the
              selection; 0 or 1 for an incident at one moment
    excluded  how many incidents each condition excluded of those that the conditions before it left, in the order
              "hours", "dates", "months", "weekdays"; with the chosen ones they add up to n
    reversed  how many end before they start; they count as a moment, at their start
    """

    chosen: np.ndarray
    share: np.ndarray
    excluded: dict[str, int]
    reversed: int


def select_by_time(
    start: np.ndarray,
    end: Optional[np.ndarray] = None,
    *,
    period: Optional[Period] = None,
    months: Sequence[int] = (),
    weekdays: Sequence[int] = (),
    shifts: Sequence[Shift] = (),
    night: str = "began",
    certainty: str = "could",
    least_share: float = 0.5,
) -> Selection:
    """Incidents within a period, months, weekdays and hours of the day; a condition left out restricts nothing.

    start        datetime64[s] of the wall clock, shape (n,)
    end          the latest moment at which it can have happened, shape (n,); NaT where the moment is known; None: all
    period       whole days, first and last included
    months       1 to 12
    weekdays     1 Monday to 7 Sunday
    shifts       hours of the day, as `shifts_from_text` gives them; a shift holds its start and not its end
    night        "began": a shift over midnight belongs, as a whole, to the day on which it began, for the period, the
                 months and the weekdays; "calendar": after midnight the new day counts
    certainty    for incidents with a span from start to end, the end not included. "could": any part of the span lies
                 within; "certain": all of it does; "share": at least `least_share` of it does
    least_share  above 0, at most 1
    Returns a Selection.
    Raises InvalidInput for a missing start, an unknown month, weekday or choice, overlapping shifts, or dates further
    apart than ten thousand years.

    Formula: share = length(span within the set) / length(span); the set is the union, over the days that period,
    months and weekdays leave, of the shifts that begin on them.
    Source: the share is the aoristic weight of Ratcliffe & McCullagh (1998), International Journal of Geographical
    Information Science 12, 751-764; "could", "certain" are its values above 0 and equal to 1.
    """
    start = checked_times(start)
    _check_choices(months, weekdays, night, certainty, least_share)
    windows = checked_shifts(shifts) or [(0, SECONDS_PER_DAY)]
    seconds = start.astype(np.int64)
    ends, turned = _ends(start, end)
    share, chosen, excluded = np.ones(start.size), np.ones(start.size, dtype=bool), {}
    for condition, days in _conditions(seconds, ends, period, months, weekdays, night, windows):
        share = _share_within(seconds, ends, days)
        before = np.count_nonzero(chosen)
        chosen = _is_chosen(share, certainty, least_share)
        excluded[condition] = int(before - np.count_nonzero(chosen))
    return Selection(chosen, share, excluded, turned)


@dataclass(frozen=True)
class _Days:
    """Days from `first` on, which of them are allowed, and the shifts that begin on those."""

    first: int
    allowed: np.ndarray
    shifts: list[Shift]


def _check_choices(
    months: Sequence[int], weekdays: Sequence[int], night: str, certainty: str, least_share: float
) -> None:
    for name, given, most in (("month", months, 12), ("weekday", weekdays, 7)):
        unknown = [number for number in given if number not in range(1, most + 1)]
        if unknown:
            raise InvalidInput(f"{unknown[0]} is no {name}. Give numbers from 1 to {most}.")
    if night not in NIGHTS:
        raise InvalidInput(f"A night cannot belong to '{night}'. Choose from: {', '.join(NIGHTS)}.")
    if certainty not in CERTAINTIES:
        raise InvalidInput(f"There is no certainty '{certainty}'. Choose from: {', '.join(CERTAINTIES)}.")
    if not 0 < least_share <= 1:
        raise InvalidInput(f"A share of {least_share:g} is not possible. Give one above 0 and at most 1, like 0.5.")


def _ends(start: np.ndarray, end: Optional[np.ndarray]) -> tuple[np.ndarray, int]:
    """The end of each span in seconds, never before its start, and how many were."""
    if end is None:
        return start.astype(np.int64), 0
    end = np.asarray(end, dtype="datetime64[s]")
    if end.shape != start.shape:
        raise InvalidInput(f"There are {start.size:,} starts and {end.size:,} ends. Give one end per start.")
    turned = end < start
    return np.where(np.isnat(end) | turned, start, end).astype(np.int64), int(np.count_nonzero(turned))


def _conditions(
    seconds: np.ndarray,
    ends: np.ndarray,
    period: Optional[Period],
    months: Sequence[int],
    weekdays: Sequence[int],
    night: str,
    windows: list[Shift],
) -> Iterator[tuple[str, _Days]]:
    """The set of moments that each further condition leaves; hours come first, because a night crosses into a date."""
    if not seconds.size:
        return
    # A day before and a day after, so that every moment lies in a shift that begins on one of the days.
    first = int(seconds.min()) // SECONDS_PER_DAY - 1
    count = int(ends.max()) // SECONDS_PER_DAY + 2 - first
    if count > _MOST_DAYS:
        raise InvalidInput(f"The incidents lie {count:,} days apart. Correct the dates that cannot be.")
    if windows != [(0, SECONDS_PER_DAY)]:
        windows = windows if night == "began" else _split_at_midnight(windows)
        yield "hours", _Days(first, np.ones(count, dtype=bool), windows)
    allowed: np.ndarray = np.ones(count, dtype=bool)
    weekday, month = day_name_numbers(first, count)
    days = np.arange(first, first + count)
    span = None if period is None else days_of(np.array([period.first, period.last]))
    for name, passes in (
        ("dates", None if span is None else (days >= span[0]) & (days <= span[1])),
        ("months", np.isin(month, months) if len(months) else None),
        ("weekdays", np.isin(weekday, weekdays) if len(weekdays) else None),
    ):
        if passes is not None:
            allowed = allowed & passes
            yield name, _Days(first, allowed, windows)


def _split_at_midnight(windows: list[Shift]) -> list[Shift]:
    parts = []
    for start, length in windows:
        before = min(length, SECONDS_PER_DAY - start)
        parts += [(start, before)] + ([(0, length - before)] if length > before else [])
    return parts


def _share_within(start: np.ndarray, end: np.ndarray, days: _Days) -> np.ndarray:
    is_span = end > start
    share = np.empty(start.size)
    share[~is_span] = sum(_holds(start[~is_span], shift, days) for shift in days.shifts)
    start, end = start[is_span], end[is_span]
    within = sum(_seconds_until(end, shift, days) - _seconds_until(start, shift, days) for shift in days.shifts)
    share[is_span] = within / (end - start)
    return share


def _holds(moment: np.ndarray, shift: Shift, days: _Days) -> np.ndarray:
    day, into = np.divmod(moment - shift[0], SECONDS_PER_DAY)
    return days.allowed[day - days.first] & (into < shift[1])


def _seconds_until(moment: np.ndarray, shift: Shift, days: _Days) -> np.ndarray:
    """How many seconds of the shift lie before each moment, since the first day."""
    day, into = np.divmod(moment - shift[0], SECONDS_PER_DAY)
    day -= days.first
    complete = np.cumsum(days.allowed) - days.allowed
    return shift[1] * complete[day] + days.allowed[day] * np.minimum(into, shift[1])


def _is_chosen(share: np.ndarray, certainty: str, least_share: float) -> np.ndarray:
    if certainty == "could":
        return share > 0
    return share >= (1 if certainty == "certain" else least_share)
