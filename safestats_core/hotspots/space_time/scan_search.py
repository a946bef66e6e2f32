"""The cylinders with a high likelihood ratio, found without looking at each of them.

A circle of a level holds at least the level's cases, so at least so many are expected in a window; and it holds at most
the cases of the level's largest circle. Where even that largest number would not be remarkable for that smallest
expectation, no circle of the level can be, and none is looked at. What remains is computed exactly: the answer is that
of a scan of all cylinders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Optional

import numpy as np

from .cylinders import Circles
from .scan_levels import Chunk, chunks_of_centres, levels_of_cases
from .scan_likelihood import largest_expected, log_likelihood_ratio
from .scan_time import Windows

_AT_A_TIME = 2_000_000
"""Circles of candidates that are computed at a time."""

_TABLES = 6
"""Tables of thresholds that are kept; a scan of permutations uses one or two over and over."""


@dataclass(frozen=True)
class Search:
    """All that stays the same from one permutation to the next.

    circles    the circles round each centre
    windows    the windows in time
    totals     cases before each unit of the windows, int64, shape (units + 1,)
    cases      all cases of the period
    minimum    fewer cases than these make no cluster
    levels     rising numbers of cases, shape (levels,)
    chunks     the centres in chunks
    thresholds what `thresholds_of` has computed, by level of the ratio
    """

    circles: Circles
    windows: Windows
    totals: np.ndarray
    cases: int
    minimum: int
    levels: np.ndarray
    chunks: list[Chunk]
    thresholds: dict[float, list[Optional[np.ndarray]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cylinders:
    """Cylinders that were computed exactly, in arrays of one length.

    ratio   log likelihood ratio
    centre  number of the centre
    entry   the entry of the circles up to which the circle reaches
    start   first unit of the window
    end     unit after the window
    cases   cases in the cylinder
    """

    ratio: np.ndarray
    centre: np.ndarray
    entry: np.ndarray
    start: np.ndarray
    end: np.ndarray
    cases: np.ndarray


def search_of(circles: Circles, windows: Windows, cases_per_unit: np.ndarray, locations: int, minimum: int) -> Search:
    """What a scan needs, made once.

    cases_per_unit  cases in each unit of the period, int64, shape (units,)
    minimum         fewer cases make no cluster
    """
    totals = np.concatenate([[0], np.cumsum(cases_per_unit[cases_per_unit.size - windows.units :])])
    cases = int(cases_per_unit.sum())
    largest = max(int((totals[ends] - totals[starts]).max()) for starts, ends in windows.groups())
    levels = levels_of_cases(circles, max(largest, 1) / cases)
    chunks = chunks_of_centres(circles, levels, windows, locations)
    return Search(circles, windows, totals, cases, minimum, levels, chunks)


def cumulated(counts: np.ndarray) -> np.ndarray:
    """Cases per location before each unit, int32 of shape (locations, units + 1), from cases in each unit."""
    before = np.zeros((counts.shape[0], counts.shape[1] + 1), dtype=np.int32)
    np.cumsum(counts, axis=1, out=before[:, 1:])
    return before


def cylinders_from(
    search: Search,
    before: np.ndarray,
    ratio: float,
    wanted: Optional[np.ndarray] = None,
    progress: Optional[Callable[[], None]] = None,
) -> Iterator[Cylinders]:
    """All cylinders with a likelihood ratio of `ratio` or more, in batches.

    before    `cumulated` cases per location
    ratio     0 or more; at 0 all cylinders with more cases than expected
    wanted    the centres that matter, bool of shape (centres,); None means all
    progress  called after every chunk of centres
    """
    thresholds = thresholds_of(search, ratio)
    within_reach = any(table is not None for table in thresholds)
    for chunk in search.chunks if within_reach else []:
        if wanted is None or wanted[chunk.first : chunk.last].any():
            inside = _cases_of_levels(search, chunk, before)
            for (starts, ends), table in zip(search.windows.groups(), thresholds):
                if table is not None:
                    reached = inside[:, ends] - inside[:, starts] >= table
                    # One flat search is many times as fast as one in three dimensions.
                    level, unit, centre = np.unravel_index(np.flatnonzero(reached), reached.shape)
                    keep = slice(None) if wanted is None else wanted[chunk.first + centre]
                    if unit[keep].size:
                        found = (level[keep], unit[keep], centre[keep])
                        yield from _exact(search, chunk, before, inside, starts, ends, found, ratio)
        if progress is not None:
            progress()


def thresholds_of(search: Search, ratio: float) -> list[Optional[np.ndarray]]:
    """Per group of windows: the cases below which no circle of a level can have that ratio.

    Each is of shape (levels, windows, 1), or None where no circle can hold that many cases.
    """
    if ratio not in search.thresholds:
        if len(search.thresholds) >= _TABLES:
            search.thresholds.pop(next(iter(search.thresholds)))
        search.thresholds[ratio] = _thresholds(search, ratio)
    return search.thresholds[ratio]


def _thresholds(search: Search, ratio: float) -> list[Optional[np.ndarray]]:
    most = int(search.circles.reach.max())
    in_windows = [search.totals[ends] - search.totals[starts] for starts, ends in search.windows.groups()]
    highest = most * max(int(group.max()) for group in in_windows) / search.cases
    # For so many cases any smaller expectation is remarkable: there is no need to go on.
    enough = int(highest + np.sqrt(8 * ratio * highest) + 8 * ratio + 2)
    expected = largest_expected(ratio, search.cases, min(most, enough))
    expected[: search.minimum] = -1
    at_most = np.append(search.levels[1:] - 1, most)
    tables: list[Optional[np.ndarray]] = []
    for in_window in in_windows:
        least = search.levels[:, None] * (in_window / search.cases)
        needed = np.searchsorted(expected, least.ravel()).reshape(least.shape)
        possible = (needed <= at_most[:, None]) & (needed <= in_window)
        needed[~possible] = most + 1
        tables.append(needed.astype(_small_integer(search))[:, :, None] if possible.any() else None)
    return tables


def _small_integer(search: Search) -> type[np.signedinteger]:
    return np.int16 if int(search.circles.reach.max()) < np.iinfo(np.int16).max else np.int32


def _cases_of_levels(search: Search, chunk: Chunk, before: np.ndarray) -> np.ndarray:
    """Cases before each unit in the largest circle of each level, shape (levels, units + 1, centres of the chunk)."""
    per_level = (chunk.sums @ before).reshape(chunk.last - chunk.first, search.levels.size, before.shape[1])
    inside = np.ascontiguousarray(per_level.transpose(1, 2, 0), dtype=_small_integer(search))
    # Whole slabs are added at a time: four times as fast as numpy.cumsum along this axis.
    for level in range(1, search.levels.size):
        inside[level] += inside[level - 1]
    return inside


def _exact(
    search: Search,
    chunk: Chunk,
    before: np.ndarray,
    inside: np.ndarray,
    starts: slice,
    ends: slice,
    found: tuple[np.ndarray, np.ndarray, np.ndarray],
    ratio: float,
) -> Iterator[Cylinders]:
    """The circles of the levels that passed the test, computed one by one."""
    level, unit, centre = found
    start = starts.start + unit
    end = np.minimum(ends.start + unit, ends.stop - 1)
    row = centre * search.levels.size + level
    lower = np.maximum(level - 1, 0)
    base = np.where(level > 0, inside[lower, end, centre].astype(np.int64) - inside[lower, start, centre], 0)
    first, size = chunk.rows[row], chunk.rows[row + 1] - chunk.rows[row]
    filled = size > 0
    first, size, start, end, base = first[filled], size[filled], start[filled], end[filled], base[filled]
    upto = np.cumsum(size)
    cuts = np.unique(np.searchsorted(upto, np.arange(0, upto[-1] if upto.size else 0, _AT_A_TIME)))
    for part in np.split(np.arange(size.size), cuts[cuts > 0]):
        if part.size:
            yield _cylinders(search, before, first[part], size[part], start[part], end[part], base[part], ratio, chunk)


def _cylinders(
    search: Search,
    before: np.ndarray,
    first: np.ndarray,
    size: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    base: np.ndarray,
    ratio: float,
    chunk: Chunk,
) -> Cylinders:
    """`size` circles each, from the entry `first` on, in one window each, which hold `base` cases before them."""
    of = np.repeat(np.arange(size.size), size)
    begin = np.cumsum(size) - size
    entry = np.arange(of.size) - begin[of] + first[of]
    place = search.circles.order[entry]
    running = np.cumsum(before[place, end[of]].astype(np.int64) - before[place, start[of]])
    preceding = np.concatenate([[0], running])[begin]
    cases = running - preceding[of] + base[of]
    in_window = (search.totals[end] - search.totals[start])[of]
    expected = search.circles.reach[entry] * in_window / search.cases
    value = log_likelihood_ratio(cases, np.maximum(expected, np.finfo(float).tiny), search.cases)
    keep = (value >= ratio) & (value > 0) & (cases >= search.minimum)
    centre = np.searchsorted(search.circles.first, entry[keep], side="right") - 1
    return Cylinders(value[keep], centre, entry[keep], start[of][keep], end[of][keep], cases[keep])
