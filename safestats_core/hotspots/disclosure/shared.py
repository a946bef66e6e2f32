"""A result as others know it, and what it tells of areas, larger areas and the sum of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

WHOLE = ""
"""The name of the sum of all among counts and totals."""


@dataclass(frozen=True)
class Shared:
    """A result as it was, or will be, seen by others: never a count that was not shown.

    months, categories  what it counts; None: all there are
    only                words for a further filter, "" for none
    low, high           by area or cell: between what numbers each count is known to lie; `high` may be infinite. The
                        totals that are told stand here, too, by the name of the larger area, and by "" the sum of all,
                        from 0 to infinity where it is not told. A result that was remembered before sums of all were
                        has no ""
    within              the larger area of each, where that is known
    """

    months: Optional[frozenset[str]]
    categories: Optional[frozenset[str]]
    only: str
    low: dict[str, float]
    high: dict[str, float]
    within: dict[str, str]


def areas_of(shared: Shared) -> list[str]:
    """The areas that it counts, without larger ones and the sum of all."""
    larger = {WHOLE, *shared.within.values()}
    return [name for name in shared.low if name in shared.within or name not in larger]


def column(shared: Shared, names: Sequence[str], end: str) -> np.ndarray:
    """The `low` or `high` of each name: 0 or infinite where nothing is known."""
    absent = 0.0 if end == "low" else np.inf
    values = getattr(shared, end)
    return np.array([values.get(name, absent) for name in names], dtype=float)


def without_sums(shared: Shared) -> Shared:
    """The same of which only the counts of areas are known."""
    areas = areas_of(shared)
    low, high = ({name: ends[name] for name in areas} for ends in (shared.low, shared.high))
    return replace(shared, low={WHOLE: 0.0, **low}, high={WHOLE: np.inf, **high})


def added_up(shared: Shared) -> Shared:
    """The same result by the larger areas that its areas lie in, and the sum of all as it was told."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for area, larger in shared.within.items():
        low[larger] = low.get(larger, 0) + shared.low[area]
        high[larger] = high.get(larger, 0) + shared.high[area]
    if low and WHOLE in shared.low:
        low[WHOLE], high[WHOLE] = shared.low[WHOLE], shared.high[WHOLE]
    return replace(shared, low=low, high=high, within={})


def by_larger_area(shared: Shared) -> Shared:
    """The same added up, and as its totals were told; one that knows no larger areas stays as it is."""
    summed = added_up(shared)
    for larger in summed.low.keys() & shared.low.keys():
        summed.low[larger] = max(summed.low[larger], shared.low[larger])
        summed.high[larger] = min(summed.high[larger], shared.high[larger])
    return summed if summed.low else shared


def alike(new: Shared, other: Shared) -> Shared:
    """`other` by larger areas, without those that it makes of other areas than `new` does."""
    summed = by_larger_area(other)
    if not new.within or not other.within:
        return summed
    made_of = [_members(each) for each in (new, other)]
    differ = {name for name, areas in made_of[1].items() if made_of[0].get(name, areas) != areas}
    low, high = (
        {name: each for name, each in ends.items() if name not in differ} for ends in (summed.low, summed.high)
    )
    return replace(summed, low=low, high=high)


def _members(shared: Shared) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for area, larger in shared.within.items():
        found.setdefault(larger, set()).add(area)
    return found
