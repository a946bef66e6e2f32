"""What a result and those of its parts tell together: a quarter, and each of its months.

In each area the parts add up to the whole, or to less where some of it is in none of them; and in each part the areas
add up to the sum that was told of it, as they do in the whole. Each of these sums narrows what is known of its members,
and in turn; that is repeated until nothing is narrowed any more. It finds what follows from any one sum after another,
but not all that follows from several sums at once: for that, a linear programme over all cells would have to be solved.

Source: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2 (sums along several sides of a table).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .hierarchy import both, spread, within_sums
from .rules import Bounds, is_narrowed
from .shared import WHOLE, Shared, areas_of, column

_MOST_TURNS = 30
_ALMOST = 1e-6


@dataclass(frozen=True)
class Told:
    """By area: what of the whole, of each part (rows) and of the rest of the whole is told; and the sum of each."""

    whole: dict[str, bool]
    parts: list[dict[str, bool]]
    rest: dict[str, bool]
    sums: list[bool]


@dataclass(frozen=True)
class _Known:
    """Rows are the parts, and last the rest of the whole; columns the areas."""

    cells: Bounds
    whole: Bounds
    sums: Bounds


def told_by_parts(
    whole: Shared, parts: Sequence[Shared], is_all: bool, below: int, before: tuple[Shared, Sequence[Shared]]
) -> Told:
    """Where a count from 1 to less than `below` is told by a result and parts of it that have nothing in common.

    is_all  whether the parts are all that the whole counts
    before  the two with nothing in what is new: what was told already is no gain
    """
    names = sorted({name for each in (whole, *parts) for name in areas_of(each)})
    now, then = (_narrowed(each, its, names, is_all) for each, its in ((whole, parts), before))
    if any((each.low > each.high + _ALMOST).any() for each in (now.cells, now.whole, now.sums)):
        return Told({}, [{} for _ in parts], {}, [False] * len(parts))  # some counts were corrected since
    cells = is_narrowed(now.cells, then.cells, below)
    lines = [dict(zip(names, row.tolist())) for row in cells]
    told = dict(zip(names, is_narrowed(now.whole, then.whole, below).tolist()))
    rest = {} if is_all else lines[-1]
    return Told(told, lines[:-1], rest, is_narrowed(now.sums, then.sums, below).tolist()[:-1])


def told_by_sum(result: Shared, sums: tuple[float, float], below: int) -> set[str]:
    """The areas whose small count follows from what else is known of the sum of all; "" where that itself is small."""
    names = areas_of(result)
    own = Bounds(*(column(result, names, end) for end in ("low", "high")))
    nothing = Bounds(np.zeros(1), np.full(1, np.inf))
    one = np.zeros(len(names), dtype=np.int64)
    whole = Bounds(np.array([np.round(sums[0], 6)]), np.array([np.round(sums[1], 6)]))
    now, total = spread(own, nothing, whole, one)
    then, _ = spread(own, nothing, Bounds(*(column(result, [WHOLE], end) for end in ("low", "high"))), one)
    if (now.low > now.high + _ALMOST).any():
        return set()
    found = {name for name, is_told in zip(names, is_narrowed(now, then, below).tolist()) if is_told}
    return found | {WHOLE} if is_narrowed(total, nothing, below).any() else found


def freed(result: Shared) -> Shared:
    """The same of which nothing is known yet."""
    return replace(result, low=dict.fromkeys(result.low, 0.0), high=dict.fromkeys(result.high, np.inf))


def _narrowed(whole: Shared, parts: Sequence[Shared], names: Sequence[str], is_all: bool) -> _Known:
    covered = np.array([[name in each.low for name in names] for each in parts] + [[False] * len(names)])
    most_of_rest = 0.0 if is_all else np.inf
    cells = Bounds(
        np.array([*(column(each, names, "low") for each in parts), np.zeros(len(names))]),
        np.array([*(column(each, names, "high") for each in parts), np.full(len(names), most_of_rest)]),
    )
    ends = [
        np.array([*(column(each, [WHOLE], end)[0] for each in parts), free])
        for end, free in (("low", 0.0), ("high", np.inf))
    ]
    known = _Known(cells, Bounds(*(column(whole, names, end) for end in ("low", "high"))), Bounds(ends[0], ends[1]))
    for _ in range(_MOST_TURNS):
        wider, known = known, _turned(known, whole, names, covered)
        if not (_differ(wider.cells, known.cells) or _differ(wider.whole, known.whole)):
            break
    return known


def _turned(known: _Known, whole: Shared, names: Sequence[str], covered: np.ndarray) -> _Known:
    """Each sum once: of the parts in each area, of the areas in the whole, and of the areas in each part."""
    parts, size = known.cells.low.shape
    area, part = np.tile(np.arange(size), parts), np.repeat(np.arange(parts), size)
    upward = both(known.whole, Bounds(known.cells.low.sum(axis=0), known.cells.high.sum(axis=0)))
    upward = _within_whole(upward, whole, names)
    cells = within_sums(Bounds(known.cells.low.ravel(), known.cells.high.ravel()), upward, area)
    inside = covered.ravel()
    its = Bounds(cells.low[inside], cells.high[inside])
    added = Bounds(*(np.bincount(part[inside], each, parts) for each in (its.low, its.high)))
    counted = covered.any(axis=1)
    sums = Bounds(
        np.where(counted, np.maximum(known.sums.low, added.low), known.sums.low),
        np.where(counted, np.minimum(known.sums.high, added.high), known.sums.high),
    )
    its = within_sums(its, sums, part[inside])
    cells.low[inside], cells.high[inside] = its.low, its.high
    return _Known(Bounds(cells.low.reshape(parts, size), cells.high.reshape(parts, size)), upward, sums)


def _within_whole(known: Bounds, whole: Shared, names: Sequence[str]) -> Bounds:
    """What follows for each area from the totals of the whole."""
    inside = np.array([name in whole.low for name in names], dtype=bool)
    larger = [whole.within.get(name, WHOLE) for name, is_inside in zip(names, inside.tolist()) if is_inside]
    totals, group = np.unique(larger, return_inverse=True)
    named = [name or "\0" for name in totals.tolist()]
    larger_known, known_whole = (
        Bounds(*(column(whole, each, end) for end in ("low", "high"))) for each in (named, [WHOLE])
    )
    its, _ = spread(Bounds(known.low[inside], known.high[inside]), larger_known, known_whole, np.ravel(group))
    low, high = known.low.copy(), known.high.copy()
    low[inside], high[inside] = its.low, its.high
    return Bounds(low, high)


def _differ(one: Bounds, other: Bounds) -> bool:
    return not (np.array_equal(one.low, other.low) and np.array_equal(one.high, other.high))
