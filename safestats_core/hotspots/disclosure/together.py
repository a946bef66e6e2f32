"""What two results tell together: both sets of counts, and all sums of both, solved as one system.

Where one result counts a part of what the other counts, each area has two numbers u and v, the counts of the part and
of the whole, and their difference v - u is a count, too: that of the months between. Each of the three lies between
bounds, in each area, each larger area and in the sum of all. Such bounds make a hexagon of (u, v), and the sum of
hexagons is the hexagon of the sums of their bounds once these are tight, also in whole numbers. So what follows from
all equations of both results comes, as for one result alone, out of one pass up the tree and one down, and is exactly
what a linear programme finds.

Two results of which neither counts a part of the other's tell nothing together: any counts of the one go with any of
the other.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, sections 4.1.2 and 4.3 (differencing, feasibility
intervals); Murota (2003), Discrete Convex Analysis, chapters 4 and 5, for sums of sets that differences bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .hierarchy import both, within_sums
from .rules import Bounds, is_narrowed
from .shared import WHOLE, Shared, areas_of, column

_PART, _LARGE, _BETWEEN = range(3)
_ALMOST = 1e-6


@dataclass(frozen=True)
class _Side:
    """What one of two results covers of the areas, the larger areas and the whole that both make.

    areas   which of the areas it counts
    summed  which of the larger areas it counts as areas of its own, without those within
    told    the larger areas whose total it may tell
    """

    areas: np.ndarray
    summed: np.ndarray
    told: np.ndarray


@dataclass(frozen=True)
class Pair:
    """Two results of which one counts a part of what the other counts, or the same.

    names, larger  of the areas and of the larger areas of both
    group          number of the larger area of each area
    sides          what the new and the earlier one cover
    is_part        whether the new one counts a part of what the earlier one counts, or the same
    is_same        whether both count the same
    known          what the earlier one tells alone: of each area, of each larger area, of the whole
    """

    names: Sequence[str]
    larger: Sequence[str]
    group: np.ndarray
    sides: tuple[_Side, _Side]
    is_part: bool
    is_same: bool
    earlier: Shared
    known: tuple[Bounds, ...] = ()


def pair_of(new: Shared, earlier: Shared, is_part: bool, is_same: bool) -> Pair:
    """The two, and what the earlier one tells alone; of `new` only its areas matter, and what they lie in."""
    places = {**earlier.within, **new.within}
    outer = set(places.values())
    covered = [{name for name in areas_of(each) if name in places or name not in outer} for each in (new, earlier)]
    names = sorted(covered[0] | covered[1])
    larger = sorted({places.get(name, WHOLE) for name in names})
    number = {name: place for place, name in enumerate(larger)}
    group = np.array([number[places.get(name, WHOLE)] for name in names], dtype=np.int64)
    sides = [_side(each, own, names, larger, group) for each, own in zip((new, earlier), covered)]
    pair = Pair(names, larger, group, (sides[0], sides[1]), is_part, is_same, earlier)
    return replace(pair, known=_solved(pair, replace(new, low={}, high={})))


def told_together(pair: Pair, new: Shared, below: int, before: Shared) -> set[str]:
    """By what `new` together with the earlier result gives a count from 1 to less than `below` away.

    before  what all earlier results tell of the areas of the new one: that is no gain
    Named are areas of `new`; larger areas whose total it tells; and "", the sum of all.
    """
    solved = _solved(pair, new)
    if any((each.low > each.high + _ALMOST).any() for each in solved):
        return set()  # no counts fit both: some were corrected since, or an area is another one by now
    own = _PART if pair.is_part else _LARGE
    told = []
    for now, then, names, counts in zip(solved, pair.known, (pair.names, pair.larger, ()), _counts(pair)):
        low, high = then.low.copy(), then.high.copy()
        if names:
            low[own] = np.maximum(low[own], column(before, names, "low"))
            high[own] = np.minimum(high[own], column(before, names, "high"))
        told.append((is_narrowed(_unsigned(now), _unsigned(Bounds(low, high)), below) & counts).any(axis=0))
    found = _blamed_for_areas(pair, new, np.flatnonzero(told[0]))
    for number in np.flatnonzero(told[1]).tolist():
        found |= _blamed_for_larger(pair, new, number)
    is_told = told[2].any() and (tells_whole(new) or not found)  # else it follows from what was found already
    if is_told or _may_tell_whole(pair, new, _unsigned(solved[2]), below):
        found.add(WHOLE)
    return found


def _blamed_for_areas(pair: Pair, new: Shared, told: np.ndarray) -> set[str]:
    found = set()
    for number in told.tolist():
        name, larger = pair.names[number], pair.larger[pair.group[number]]
        if pair.sides[0].areas[number]:
            found.add(name)
        elif pair.sides[0].summed[pair.group[number]]:
            found.add(larger)
        else:  # the new one does not count it: what tells is a sum of all others
            found |= {larger} & new.low.keys() or {WHOLE}
    return found


def _blamed_for_larger(pair: Pair, new: Shared, number: int) -> set[str]:
    """Its total; where that is not told the sum of all, and where that is not either, all areas within."""
    name = pair.larger[number]
    if name and name in new.low:
        return {name}
    if tells_whole(new):
        return {WHOLE}
    inside = np.flatnonzero((pair.group == number) & pair.sides[0].areas)
    return {pair.names[each] for each in inside.tolist()} or {WHOLE}


def _may_tell_whole(pair: Pair, new: Shared, whole: Bounds, below: int) -> bool:
    """Whether the sum of all could tell a small count together with one that was told, but is not remembered.

    What was remembered before sums of all were has none. It was told, most likely, and nobody knows by now what it was.
    """
    if WHOLE in pair.earlier.low or not tells_whole(new):
        return False
    low, high = whole.low[_BETWEEN, 0], whole.high[_BETWEEN, 0]
    return bool(low < high and low < below and high >= 1)


def tells_whole(result: Shared) -> bool:
    """Whether the sum of all is told."""
    return bool(np.isfinite(result.high.get(WHOLE, np.inf)))


def _solved(pair: Pair, new: Shared) -> tuple[Bounds, Bounds, Bounds]:
    """What both tell of each area, each larger area and the whole: rows u, v and v - u."""
    told = [_told(pair, *each) for each in zip((new, pair.earlier), pair.sides)]
    if not pair.is_part:
        told.reverse()
    areas, larger, whole = (_three(*each) for each in zip(*told))
    between = _between(pair)
    together = _closed(both(areas, between))
    corrected = (together.low > together.high + _ALMOST).any(axis=0)
    between.low[:, corrected], between.high[:, corrected] = -np.inf, np.inf  # there the one says nothing of the other
    areas = _closed(both(areas, between))
    upward = _closed(both(larger, _summed(areas, pair.group, len(pair.larger))))
    one = np.zeros(len(pair.larger), dtype=np.int64)
    top = _closed(both(whole, _summed(upward, one, 1)))
    downward = _closed(_within(upward, top, one))
    return _closed(_within(areas, downward, pair.group)), downward, top


def _between(pair: Pair) -> Bounds:
    """What is known of v - u where both count an area: 0 or more, and 0 where both count the same."""
    sides = [each.areas | each.summed[pair.group] for each in pair.sides]
    is_both = sides[0] & sides[1]
    free = np.full((3, is_both.size), np.inf)
    low, high = -free, free.copy()
    low[_BETWEEN, is_both] = 0
    if pair.is_same:
        high[_BETWEEN, is_both] = 0
    return Bounds(low, high)


def _told(pair: Pair, result: Shared, side: _Side) -> tuple[Bounds, Bounds, Bounds]:
    """What one result says of each area, each larger area and the whole; 0 of an area that it does not count."""
    low, high = (column(result, pair.names, end) for end in ("low", "high"))
    summed = side.summed[pair.group]
    areas = Bounds(np.where(side.areas, low, 0.0), np.where(side.areas, high, np.where(summed, np.inf, 0.0)))
    low, high = (column(result, pair.larger, end) for end in ("low", "high"))
    usable = side.summed | side.told
    larger = Bounds(np.where(usable, low, 0.0), np.where(usable, high, np.inf))
    return areas, larger, Bounds(*(column(result, [WHOLE], end) for end in ("low", "high")))


def _side(result: Shared, covered: set[str], names: Sequence[str], larger: Sequence[str], group: np.ndarray) -> _Side:
    areas = np.array([name in covered for name in names], dtype=bool)
    own = set(areas_of(result)) - covered
    summed = np.array([bool(name) and name in own for name in larger], dtype=bool)
    its = np.array([result.within.get(name, WHOLE) for name in names], dtype=object)
    same = its == np.array(larger, dtype=object)[group]
    # A total is of the areas that it was made of: of others, nothing is known from it.
    strays = {result.within.get(name, WHOLE) for name, fits in zip(names, (same | ~areas).tolist()) if not fits}
    mixed = np.bincount(group, areas & ~same, len(larger)) > 0
    told = np.array([bool(name) and name not in strays for name in larger], dtype=bool) & ~mixed & ~summed
    return _Side(areas, summed, told)


def _counts(pair: Pair) -> list[np.ndarray]:
    """Which of u, v and v - u are counts: of each area, each larger area and the whole."""
    sides = pair.sides if pair.is_part else pair.sides[::-1]
    lines = [each.areas | each.summed[pair.group] for each in sides]
    counted = [np.array([*lines, lines[0] & lines[1] & (not pair.is_same)])]
    for place, size in ((pair.group, len(pair.larger)), (np.zeros_like(pair.group), 1)):
        part, large, shared = (np.bincount(place, each, size) for each in (*lines, lines[0] & lines[1]))
        is_same = (part == shared) & (large == shared)
        # Of the same months, that of the areas which only one of them counts.
        is_count = ((part == shared) != (large == shared)) & (shared > 0) if pair.is_same else is_same
        counted.append(np.array([part > 0, large > 0, is_count]))
    return counted


def _unsigned(bounds: Bounds) -> Bounds:
    """v - u is below 0 where u counts areas that v does not: what is known of their count is the other way round."""
    low, high = bounds.low.copy(), bounds.high.copy()
    turned = high[_BETWEEN] < 0
    low[_BETWEEN, turned], high[_BETWEEN, turned] = -bounds.high[_BETWEEN, turned], -bounds.low[_BETWEEN, turned]
    return Bounds(low, high)


def _three(part: Bounds, large: Bounds) -> Bounds:
    anything = np.full(part.low.size, np.inf)
    return Bounds(np.array([part.low, large.low, -anything]), np.array([part.high, large.high, anything]))


def _closed(bounds: Bounds) -> Bounds:
    """The tightest bounds of u, v and v - u that say the same."""
    (u, v, d), (most_u, most_v, most_d) = bounds.low, bounds.high
    return both(
        bounds,
        Bounds(
            np.array([v - most_d, u + d, v - most_u]),
            np.array([most_v - d, most_u + most_d, most_v - u]),
        ),
    )


def _summed(parts: Bounds, group: np.ndarray, size: int) -> Bounds:
    low, high = (np.array([np.bincount(group, row, size) for row in ends]) for ends in (parts.low, parts.high))
    return Bounds(low, high)


def _within(parts: Bounds, totals: Bounds, group: np.ndarray) -> Bounds:
    rows = [
        within_sums(Bounds(parts.low[row], parts.high[row]), Bounds(totals.low[row], totals.high[row]), group)
        for row in range(3)
    ]
    return Bounds(np.array([each.low for each in rows]), np.array([each.high for each in rows]))
