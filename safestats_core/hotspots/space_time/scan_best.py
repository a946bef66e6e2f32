"""The most likely cylinder round every centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Optional

import numpy as np

from .scan_search import Cylinders, Search, cylinders_from

_STEP = 1.5
"""From one ratio that is looked for to the next lower one: with smaller steps fewer cylinders are looked at closely,
but all circles are tested more often."""

_LEAST = 0.1


def best_of_centres(
    search: Search, before: np.ndarray, least: float, progress: Optional[Callable[[int, int, str], None]] = None
) -> Cylinders:
    """The cylinder with the largest ratio of each centre where that is above `least`, and in any case the best of all.

    before  cases per location before each unit, as in `cylinders_from`
    Of equal cylinders of a centre the one with the shorter window, then with the smaller circle, then the earlier one.
    """
    missing = np.ones(search.circles.x.size, dtype=bool)
    best: list[Cylinders] = []
    ratio = search.cases * np.log(search.cases)
    while ratio > 0 and missing.any() and (ratio > least or not best):
        ratio = ratio / _STEP if ratio / _STEP > _LEAST else 0.0
        report = _reporting(missing.size - np.count_nonzero(missing), missing.size, progress)
        found = best_each(_joined([best_each(c) for c in cylinders_from(search, before, ratio, missing, report)]))
        best += [found] if found.ratio.size else []
        missing[found.centre] = False
    every = _joined(best)
    return _where(every, (every.ratio > least) | (every.ratio == every.ratio.max(initial=0)))


def best_each(cylinders: Cylinders) -> Cylinders:
    """The best cylinder of each centre, in order of the centres."""
    length = cylinders.end - cylinders.start
    order = np.lexsort((cylinders.start, cylinders.entry, length, -cylinders.ratio, cylinders.centre))
    _, first = np.unique(cylinders.centre[order], return_index=True)
    return _where(cylinders, order[first])


def _where(cylinders: Cylinders, chosen: np.ndarray) -> Cylinders:
    return Cylinders(**{field.name: getattr(cylinders, field.name)[chosen] for field in fields(Cylinders)})


def _joined(parts: list[Cylinders]) -> Cylinders:
    empty = [Cylinders(np.empty(0), *(np.empty(0, dtype=np.int64) for _ in range(5)))]
    return Cylinders(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in empty + parts])
            for field in fields(Cylinders)
        }
    )


def _reporting(
    done: int, total: int, progress: Optional[Callable[[int, int, str], None]]
) -> Optional[Callable[[], None]]:
    if progress is None:
        return None
    report = progress
    return lambda: report(done, total, "Looking for the clusters")
