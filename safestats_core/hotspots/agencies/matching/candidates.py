"""Candidate pairs: records of two agencies that may be one event, by place, time and kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import spatial

from ....errors import InvalidInput
from ...grids.edges import runs
from .records import Records

MAXIMUM_PAIRS = 20_000_000
"""Pairs that still fit into a small machine; more say that place and time tell nothing here."""

_ROUNDING = 1 + 1e-9
_AT_ONCE = 1_000_000
_RECORDS_AT_ONCE = 20_000
_FEW_IN_TIME = 20_000_000
"""Up to so many pairs that are close in time are looked at one by one; beyond, a tree finds those that are near too."""

_COARSER = 4.0
"""Records of one group differ in vagueness by this factor at most: one vague record slows none of the others."""

Progress = Optional[Callable[[int, int, str], None]]


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs in arrays of the shape (pairs,), ordered by the first record, then the second.

    first, second  positions of the records
    distance       metres between the places as recorded
    apart          seconds: the time between the two intervals, or half of their summed lengths where that is more,
                   for an overlap of two vague intervals says little
    """

    first: np.ndarray
    second: np.ndarray
    distance: np.ndarray
    apart: np.ndarray


def candidate_pairs(
    a: Records,
    b: Records,
    tolerance: float,
    compatible: Optional[np.ndarray] = None,
    progress: Progress = None,
) -> Pairs:
    """All pairs of a record of `a` and one of `b` that may be one event.

    a, b        records of two agencies
    tolerance   seconds that may lie between the two intervals: 0 asks them to overlap or touch
    compatible  bool of shape (categories of a, categories of b): which can be one event; None allows all. A record
                without a category goes with every other
    progress    called after every portion of records
    Returns Pairs: the distance is no more than the two precisions together, the time between the intervals no more
    than the tolerance, and the categories are compatible.
    Raises InvalidInput for a negative tolerance, or more than MAXIMUM_PAIRS pairs.
    """
    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise InvalidInput(f"The time tolerance is {tolerance:g} seconds; it has to be 0 or more.")
    found = [
        _usable(a, b, tolerance, compatible, first, second) for first, second in _near(a, b, float(tolerance), progress)
    ]
    first, second, distance, apart = (
        np.concatenate([part[k] for part in found]) if found else np.empty(0, kind)
        for k, kind in enumerate((np.int64, np.int64, float, float))
    )
    order = np.lexsort([second, first])
    return Pairs(first[order], second[order], distance[order], apart[order])


def _usable(
    a: Records, b: Records, tolerance: float, compatible: Optional[np.ndarray], first: np.ndarray, second: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    distance = np.hypot(a.x[first] - b.x[second], a.y[first] - b.y[second])
    gap = np.maximum(np.maximum(b.start[second] - a.end[first], a.start[first] - b.end[second]), 0)
    kept = (distance <= (a.precision[first] + b.precision[second]) * _ROUNDING) & (gap <= tolerance)
    if compatible is not None:
        one, other = a.category[first], b.category[second]
        kept &= (one < 0) | (other < 0) | compatible[one, other]
    vagueness = ((a.end - a.start)[first] + (b.end - b.start)[second]) / 2
    return first[kept], second[kept], distance[kept], np.maximum(gap, vagueness)[kept]


def _near(a: Records, b: Records, tolerance: float, progress: Progress) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs in one box of space and time, portion by portion: all that are wanted, and some more."""
    groups = [(one, other) for one in _groups(a, tolerance) for other in _groups(b, tolerance)]
    total = sum(one.size for one, _ in groups)
    done, pairs = 0, 0
    for one, other in groups:
        metres = max(float(a.precision[one].max() + b.precision[other].max()), 1e-6) * _ROUNDING
        seconds = float(_half(a)[one].max() + _half(b)[other].max() + tolerance)
        for some, of in _in_boxes(a, b, one, other, metres, seconds):
            near = np.abs(a.x[some] - b.x[of]) <= metres
            pairs += np.count_nonzero(near)
            if pairs > MAXIMUM_PAIRS:
                raise _too_many()
            yield some[near], of[near]
        done += one.size
        if progress is not None:
            progress(done, total, "Candidate pairs")


def _in_boxes(
    a: Records, b: Records, one: np.ndarray, other: np.ndarray, metres: float, seconds: float
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs that are close in time, or where these are too many in time and space, portion by portion."""
    middle, others = a.start[one] + _half(a)[one], b.start[other] + _half(b)[other]
    order = np.argsort(others, kind="stable")
    ranked = others[order]
    first = np.searchsorted(ranked, middle - seconds, side="left")
    counts = np.searchsorted(ranked, middle + seconds, side="right") - first
    if counts.sum() > _FEW_IN_TIME:
        yield from _in_tree(a, b, one, other, metres, max(seconds, 1e-3))
        return
    ends = np.cumsum(counts)
    for part in np.split(np.arange(one.size), np.searchsorted(ends, np.arange(_AT_ONCE, ends[-1], _AT_ONCE))):
        yield np.repeat(one[part], counts[part]), other[order[runs(first[part], counts[part])]]


def _in_tree(
    a: Records, b: Records, one: np.ndarray, other: np.ndarray, metres: float, seconds: float
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    tree = spatial.cKDTree(_scaled(b, other, metres, seconds))
    for start in range(0, one.size, _RECORDS_AT_ONCE):
        some = one[start : start + _RECORDS_AT_ONCE]
        here = spatial.cKDTree(_scaled(a, some, metres, seconds))
        # Counted before it is made: it may not fit into memory.
        if here.count_neighbors(tree, _ROUNDING, p=np.inf) > MAXIMUM_PAIRS:
            raise _too_many()
        near = here.sparse_distance_matrix(tree, _ROUNDING, p=np.inf, output_type="ndarray")
        yield some[near["i"]], other[near["j"]]


def _too_many() -> InvalidInput:
    return InvalidInput(
        f"More than {MAXIMUM_PAIRS:,} pairs of records lie close enough to be one event, so place and time tell "
        "little. Give smaller precisions, a shorter tolerance, or leave out records that are known to the month or the "
        "area only."
    )


def _groups(records: Records, tolerance: float) -> list[np.ndarray]:
    """Positions of records that are about equally vague in space and in time."""
    finest = max(float(records.precision.min()), 1.0)
    space = np.ceil(np.log(np.maximum(records.precision / finest, 1)) / np.log(_COARSER) - 1e-9)
    time = np.ceil(np.log(np.maximum(_half(records) / max(tolerance, 60.0), 1)) / np.log(_COARSER) - 1e-9)
    _, group = np.unique(space * 100 + time, return_inverse=True)
    return [np.flatnonzero(group == number) for number in range(int(group.max()) + 1)]


def _half(records: Records) -> np.ndarray:
    return np.asarray((records.end - records.start) / 2)


def _scaled(records: Records, chosen: np.ndarray, metres: float, seconds: float) -> np.ndarray:
    middle = (records.start + _half(records))[chosen]
    return np.column_stack([records.x[chosen] / metres, records.y[chosen] / metres, middle / seconds])
