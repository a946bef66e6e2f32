"""Pairs that are no event for certain: the candidates that are left when one agency's clock is moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Optional

import numpy as np

from ....errors import InvalidInput
from .candidates import Pairs, Progress, candidate_pairs
from .records import Records

SHIFTS = 20
"""The observed candidates have to be more than those of every shift: by chance that happens once in 21 times."""

_DAY = 86_400
_UNITS = {"weeks": 7 * _DAY, "days": _DAY, "hours": 3_600}


def shift_unit(a: Records, b: Records, shifts: int = SHIFTS) -> str:
    """What the clock is moved by: whole weeks, which keep the hour and the weekday, or less for short periods.

    Raises InvalidInput where the records cover too little even for whole hours.
    """
    first, last = _period(a, b)
    for unit, seconds in _UNITS.items():
        if (last - first) // seconds >= shifts:
            return unit
    raise InvalidInput(
        f"The records cover {(last - first) / 3600:.3g} hours, too little to move one agency's clock {shifts} times. "
        "Give a longer period, or let u be estimated together with m."
    )


def chance_pairs(
    a: Records,
    b: Records,
    tolerance: float,
    compatible: Optional[np.ndarray] = None,
    shifts: int = SHIFTS,
    progress: Progress = None,
) -> Iterator[Pairs]:
    """The candidate pairs of each shift; parameters as those of `candidate_pairs`.

    The times of `b` move round the period of both agencies by 1, -1, 2, -2, ... units, what leaves it at its end coming
    in at its beginning. Places, hours, weekdays and about the season stay, so that two busy places on a busy night meet
    as often as they do anyway; only what makes two records one event is gone.
    """
    unit = _UNITS[shift_unit(a, b, shifts)]
    first, last = _period(a, b)
    whole = ((last - first) // unit + 1) * unit
    for number in range(shifts):
        step = (number // 2 + 1) * (1 if number % 2 == 0 else -1) * unit
        moved = first + (b.start - first + step) % whole
        yield candidate_pairs(a, replace(b, start=moved, end=moved + b.end - b.start), tolerance, compatible)
        if progress is not None:
            progress(number + 1, shifts, "Pairs by chance")


def _period(a: Records, b: Records) -> tuple[int, int]:
    return int(min(a.start.min(), b.start.min())), int(max(a.start.max(), b.start.max()))
