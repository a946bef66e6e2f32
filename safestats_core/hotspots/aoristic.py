"""Aoristic weights: where a crime happened some time between two times, each hour of the week gets its share of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput
from .calendar import Shift

HOURS = 168
"""Hours of a week; hour 0 is Monday 00:00 to 01:00, hour 167 Sunday 23:00 to 24:00."""

_HOUR = 3600
_WEEK = HOURS * _HOUR
_MONDAY = 4 * 24 * _HOUR
"""Seconds from 1 January 1970, a Thursday, to the first Monday."""

_ROWS_AT_ONCE = 500
"""What is worked on then fits into the cache of a processor core, which is five times as fast."""

_ENDS_OF_HOURS = np.arange(2 * HOURS + 1, dtype=np.int32) * _HOUR
"""Seconds from Monday 00:00; a span of less than a week that starts in this week ends in the next at the latest."""


@dataclass(frozen=True)
class AoristicWeek:
    """How the incidents spread over the week.

    totals     incidents per weekday and hour, Monday first, shape (7, 24); they add up to the number of incidents
    incidents  number of incidents
    no_end     of these, without an end: counted in their start hour
    reversed   of these, with an end before the start: counted in their start hour
    long       of these, with a span of a week or more: a 168th in every hour
    """

    totals: np.ndarray
    incidents: int
    no_end: int
    reversed: int
    long: int


def aoristic_weights(start: np.ndarray, end: Optional[np.ndarray] = None) -> np.ndarray:
    """How much of each incident falls into each hour of the week.

    start  earliest time, datetime64, the wall clock of the place, shape (n,)
    end    latest time, the same; NaT where it is not known; None where it is known of no incident
    Returns weights of shape (n, 168), Monday 00:00 first; every row adds up to 1. A million rows take 1.3 GB: use
    `aoristic_blocks` for many, or `aoristic_week` for their sum.
    Raises InvalidInput for a missing start, for times that are no dates, and for unequal lengths.

    Formula: weight of an hour = seconds of it between start and end / seconds between start and end. Without an end,
    or with an end that is not after the start, the hour of the start has weight 1; from a span of 10,080 minutes on
    every hour has 1/168.
    Source: Ratcliffe (2002), Journal of Quantitative Criminology 18, 23-43; the two rules for missing ends and for long
    spans are those of the R package aoristic.

    Times are wall clock times, so a span over the night in which clocks change is an hour longer or shorter than it
    was: an hour that was skipped gets its share, one that came twice gets the share of one.
    """
    start, end = _checked_times(start, end)
    weights = np.empty((start.size, HOURS))
    for rows, some in _blocks(start, end):
        weights[rows] = some
    return weights


def aoristic_blocks(
    start: np.ndarray, end: Optional[np.ndarray] = None, progress: Optional[Callable[[int, int, str], None]] = None
) -> Iterator[tuple[slice, np.ndarray]]:
    """The weights of `aoristic_weights`, some rows at a time: the rows, and their weights of shape (rows, 168)."""
    start, end = _checked_times(start, end)
    for rows, weights in _blocks(start, end):
        yield rows, weights
        if progress is not None:
            progress(rows.stop, start.size, "Incidents")


def aoristic_week(
    start: np.ndarray, end: Optional[np.ndarray] = None, progress: Optional[Callable[[int, int, str], None]] = None
) -> AoristicWeek:
    """The weights of all incidents added up, and how many had no usable span; parameters as in `aoristic_weights`."""
    start, end = _checked_times(start, end)
    totals = np.zeros(HOURS)
    for _, weights in aoristic_blocks(start, end, progress):
        totals += weights.sum(axis=0)
    span = (end - start).astype(np.int64)
    known = ~np.isnat(end)
    return AoristicWeek(
        totals=totals.reshape(7, 24),
        incidents=start.size,
        no_end=int(np.count_nonzero(~known)),
        reversed=int(np.count_nonzero(known & (span < 0))),
        long=int(np.count_nonzero(known & (span >= _WEEK))),
    )


def hours_of_shift(shift: Shift) -> list[int]:
    """The hours of the day that a shift holds, in their order; 24 and more are those of the next day.

    Raises InvalidInput for a shift that begins or ends within an hour.
    """
    start, length = shift
    if start % _HOUR or length % _HOUR:
        raise InvalidInput("A shift begins or ends within an hour. Give whole hours, such as 06-14, 14-22, 22-06.")
    return list(range(start // _HOUR, (start + length) // _HOUR))


def shift_name(shift: Shift) -> str:
    """A shift of whole hours as people write it, such as "22-06"."""
    hours = hours_of_shift(shift)
    return f"{hours[0]:02d}-{hours[-1] % 24 + 1:02d}"


def in_shifts(shifts: Sequence[Shift]) -> np.ndarray:
    """Which hours of the week each shift holds, as 0 or 1 of shape (168, shifts): weights @ this are shares per shift.

    shifts  of whole hours, from `calendar.shifts_from_text`

    >>> weights = aoristic_weights(np.array(["2024-05-01T08:00"], "M8[s]"), np.array(["2024-05-01T16:00"], "M8[s]"))
    >>> float((weights @ in_shifts([(12 * 3600, 4 * 3600)]))[0, 0].round(3))
    0.5
    """
    holds = np.zeros((HOURS, len(shifts)))
    for number, shift in enumerate(shifts):
        of_day = np.array(hours_of_shift(shift)) % 24
        holds[np.isin(np.arange(HOURS) % 24, of_day), number] = 1
    return holds


def shift_totals(totals: np.ndarray, shifts: Sequence[Shift]) -> np.ndarray:
    """Incidents per shift and weekday on which the shift starts, shape (shifts, 7): Friday's night ends on Saturday.

    totals  incidents per weekday and hour, shape (7, 24), as in AoristicWeek
    """
    week = np.asarray(totals, dtype=float).reshape(HOURS)
    midnights = np.arange(7)[:, None] * 24
    by_shift = [week[(midnights + hours_of_shift(shift)) % HOURS].sum(axis=1) for shift in shifts]
    return np.array(by_shift).reshape(len(shifts), 7)


def _blocks(start: np.ndarray, end: np.ndarray) -> Iterator[tuple[slice, np.ndarray]]:
    for begin in range(0, start.size, _ROWS_AT_ONCE):
        rows = slice(begin, min(begin + _ROWS_AT_ONCE, start.size))
        yield rows, _weights(start[rows], end[rows])


def _weights(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    first = ((start.astype(np.int64) - _MONDAY) % _WEEK).astype(np.int32)
    # Where there is no span to share out, the second that follows the start stands for it.
    span = np.where(np.isnat(end) | (end <= start), 1, (end - start).astype(np.int64))
    is_long = span >= _WEEK
    span = np.where(is_long, 1, span).astype(np.int32)
    # Where each hour ends, or where the span does if that is sooner: the differences are the seconds in each hour.
    reached = np.maximum(np.minimum(_ENDS_OF_HOURS, (first + span)[:, None]), first[:, None])
    seconds = reached[:, 1:] - reached[:, :-1]
    weights = (seconds[:, :HOURS] + seconds[:, HOURS:]) / span[:, None]
    weights[is_long] = 1 / HOURS
    return weights


def _checked_times(start: np.ndarray, end: Optional[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    start = np.asarray(start)
    end = np.full(start.shape, np.datetime64("NaT", "s")) if end is None else np.asarray(end)
    for times in (start, end):
        if not np.issubdtype(times.dtype, np.datetime64):
            raise InvalidInput(f"The times are of type {times.dtype}. Give dates with their time of day.")
    if start.ndim != 1 or start.shape != end.shape:
        raise InvalidInput(f"There are {start.size:,} starts and {end.size:,} ends. Give one of each per incident.")
    missing = np.count_nonzero(np.isnat(start))
    if missing:
        raise InvalidInput(f"{missing:,} of {start.size:,} incidents have no start. Leave them out, and say how many.")
    return start.astype("datetime64[s]"), end.astype("datetime64[s]")
