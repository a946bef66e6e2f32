"""What a result gives away together with others that were shared before it.

Each result by itself may be safe, and the difference of two not: March is January to March less January to February.
A result is a set of months, categories and filters in each of its areas. Every sum and difference of results in which
each of these comes out equally often or not at all tells a count of something. Where that is surely a small count, and
known closer than the profile says of small counts, the later result must not show what tells it.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, section 4.1.2 (differencing); ONS, Policy on
protecting confidentiality in tables of birth and death statistics; NHS Digital, Disclosure control procedure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product
from typing import Optional

import numpy as np

from .hierarchy import spread
from .rules import Bounds

_OTHERS_AT_ONCE = 3
"""How many earlier results an attacker sets against the new one at a time."""

_MOST_EARLIER = 40
"""Beyond so many that bear upon it, the latest are looked at: the rest is said to be left out."""


@dataclass(frozen=True)
class Shared:
    """A result as it was, or will be, seen by others: never a count that was not shown.

    months, categories  what it counts; None: all there are
    only                words for a further filter, "" for none
    low, high           by area or cell: between what numbers each count is known to lie; `high` may be infinite. The
                        totals that are told stand here, too, by the name of the larger area
    within              the larger area of each, where that is known
    """

    months: Optional[frozenset[str]]
    categories: Optional[frozenset[str]]
    only: str
    low: dict[str, float]
    high: dict[str, float]
    within: dict[str, str]


@dataclass(frozen=True)
class Differences:
    """What the check found.

    revealed  areas of the new result by which a small count could be told
    compared  number of earlier results that bear upon it
    left_out  number of those not looked at because there are too many
    """

    revealed: frozenset[str]
    compared: int
    left_out: int


def differences(new: Shared, earlier: Sequence[Shared], below: int) -> Differences:
    """The areas in which `new` and what was shared before give a count from 1 to less than `below` away.

    earlier  the oldest first
    Results with another filter than `new` are compared where one of the two has none.
    """
    bearing = [each for each in earlier if _can_bear(new, each)]
    looked_at = bearing[-_MOST_EARLIER:]
    revealed = _by_sums(new, looked_at, below) | _by_totals(new, looked_at, below)
    return Differences(frozenset(revealed), len(looked_at), len(bearing) - len(looked_at))


def known_before(new: Shared, earlier: Sequence[Shared], names: Sequence[str]) -> Bounds:
    """Between what numbers counts of `new` must lie: a result holds what a part of it held, and no more than a whole.

    names  of areas, or of larger areas; `new` need not say anything of their counts
    """
    low, high = np.zeros(len(names)), np.full(len(names), np.inf)
    for each in earlier:
        own, other = _parts([new, each])
        if (own >= other).all():
            low = np.maximum(low, _column(each, names, "low"))
        if (own <= other).all():
            high = np.minimum(high, _column(each, names, "high"))
    return Bounds(low, high)


def _added_up(shared: Shared) -> Shared:
    """The same result by the larger areas that its areas lie in."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for area, larger in shared.within.items():
        low[larger] = low.get(larger, 0) + shared.low[area]
        high[larger] = high.get(larger, 0) + shared.high[area]
    return replace(shared, low=low, high=high, within={})


def by_larger_area(shared: Shared) -> Shared:
    """The same added up, and as its totals were told; one that knows no larger areas stays as it is."""
    summed = _added_up(shared)
    for larger in summed.low.keys() & shared.low.keys():
        summed.low[larger] = max(summed.low[larger], shared.low[larger])
        summed.high[larger] = min(summed.high[larger], shared.high[larger])
    return summed if summed.low else shared


def _by_sums(new: Shared, earlier: Sequence[Shared], below: int) -> set[str]:
    found = _by_sums_of_same_areas(new, [each for each in earlier if new.low.keys() & each.low.keys()], below)
    if not any(each.within for each in (new, *earlier)):
        return found
    larger = _added_up(new)  # what its own totals tell is found with the areas, whose names they stand among
    sums = [each for each in map(by_larger_area, earlier) if larger.low.keys() & each.low.keys()]
    also = _by_sums_of_same_areas(larger, sums, below)
    return found | {area for area, its in new.within.items() if its in also}


def _by_sums_of_same_areas(new: Shared, earlier: Sequence[Shared], below: int) -> set[str]:
    if not earlier:
        return set()
    areas = sorted(new.low)
    low, high = (np.array([_column(each, areas, end) for each in (new, *earlier)]) for end in ("low", "high"))
    parts = _parts([new, *earlier])
    found = np.zeros(len(areas), dtype=bool)
    for factors, counted in _ways(parts.tobytes(), len(parts)):
        told = Bounds(_times(factors, low) - _times(-factors, high), _times(factors, high) - _times(-factors, low))
        for same in np.flatnonzero((parts == counted).all(axis=1)):  # a result that shows just this
            told = Bounds(np.maximum(told.low, low[same]), np.minimum(told.high, high[same]))
        found |= _is_told(told, below)
    return {area for area, is_found in zip(areas, found.tolist()) if is_found}


@lru_cache(maxsize=8)  # what is withheld in the meantime changes no set of months
def _ways(parts: bytes, results: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """The sums and differences of results that count something: (factor of each result, which parts it counts).

    parts  as from `_parts`
    """
    held = np.frombuffer(parts, dtype=np.int64).reshape(results, -1)
    ways = []
    for factors in _combinations(results - 1):
        counted = factors @ held
        times = counted.max(axis=1)  # twice: (January, February) and (January, March) less (February, March)
        for number in np.flatnonzero((times > 0) & ((counted == 0) | (counted == times[:, None])).all(axis=1)):
            ways.append((factors[number] / times[number], counted[number] // times[number]))
    return tuple(ways)


def _is_told(known: Bounds, below: int) -> np.ndarray:
    """Whether a count is surely small, and known closer than a small count is by the profile."""
    surely_small = (known.low >= 1) & (known.high < below)
    return np.asarray(surely_small & ((known.low > 1) | (known.high < below - 1)))


def _combinations(earlier: int) -> Iterator[np.ndarray]:
    """The new result with up to three earlier ones, each added or taken away: a row of factors for each way."""
    for size in range(1, min(_OTHERS_AT_ONCE, earlier) + 1):
        signs = np.array(list(product((1, -1), repeat=size + 1)), dtype=np.int64)
        for chosen in combinations(range(earlier), size):
            factors = np.zeros((len(signs), earlier + 1), dtype=np.int64)
            factors[:, [0, *(number + 1 for number in chosen)]] = signs
            yield factors


def _parts(results: Sequence[Shared]) -> np.ndarray:
    """One row per result, one column for each month, category and filter that any names, and for those none names."""
    axes = [
        [*sorted(set().union(*(getattr(each, name) or () for each in results))), None]
        for name in ("months", "categories")
    ]
    axes.append([*sorted({each.only for each in results} - {""}), None])
    held = np.array([[_holds(each, *part) for part in product(*axes)] for each in results], dtype=np.int64)
    return np.unique(held, axis=1)


def _holds(result: Shared, month: Optional[str], category: Optional[str], only: Optional[str]) -> bool:
    return (
        (result.months is None or month in result.months)
        and (result.categories is None or category in result.categories)
        and result.only in ("", only)
    )


def _by_totals(new: Shared, earlier: Sequence[Shared], below: int) -> set[str]:
    """What totals of larger areas, shared before, give away of the same result by smaller ones; and the other way."""
    found: set[str] = set()
    for other in earlier:
        if (other.months, other.categories, other.only) == (new.months, new.categories, new.only):
            if set(new.within.values()) & other.low.keys():
                found |= _told_by(new, other, below)
            if set(other.within.values()) & new.low.keys():
                told = _told_by(other, new, below)
                found |= {other.within[area] for area in told}
    return found


def _told_by(parts: Shared, totals: Shared, below: int) -> set[str]:
    larger = sorted(set(parts.within.values()) & totals.low.keys())
    place = {name: number for number, name in enumerate(larger)}
    areas = sorted(area for area, name in parts.within.items() if name in place)
    group = np.array([place[parts.within[area]] for area in areas], dtype=np.int64)
    own = Bounds(*(_column(parts, areas, end) for end in ("low", "high")))
    told = Bounds(*(_column(totals, larger, end) for end in ("low", "high")))
    then, _ = spread(own, told, Bounds(np.zeros(1), np.full(1, np.inf)), group)
    is_told = _is_told(then, below) & ~_is_told(own, below)
    return {area for area, each in zip(areas, is_told.tolist()) if each}


def _column(result: Shared, areas: Sequence[str], end: str) -> np.ndarray:
    absent = 0.0 if end == "low" else np.inf
    values = getattr(result, end)
    return np.array([values.get(area, absent) for area in areas], dtype=float)


def _times(factors: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The sum of the values with a factor above 0, times that: nothing times infinity is nothing."""
    used = factors > 0
    return factors[used] @ values[used] if used.any() else np.zeros(values.shape[1])


def _can_bear(new: Shared, other: Shared) -> bool:
    if new.only and other.only and new.only != other.only:
        return False
    names = new.low.keys() | set(new.within.values())
    return bool(names & (other.low.keys() | set(other.within.values())))
