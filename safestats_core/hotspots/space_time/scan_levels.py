"""Levels of cases, which let a scan reject hundreds of circles with one comparison."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from .cylinders import Circles
from .scan_time import Windows

_SPACING = 2.0
"""Step from one level to the next, in standard deviations of the cases expected in the longest window. Wider steps
make fewer levels to test and more cylinders to look at closely."""

_CHUNK = 1_000_000
"""Cases in windows that are tested at a time; they fit into a processor's cache."""


@dataclass(frozen=True)
class Chunk:
    """Some centres, and the sum of locations that makes the circles of theirs that are tested.

    first, last  the centres from `first` up to but not including `last`
    rows         where the entries of each centre's levels begin, shape ((last - first) levels + 1,)
    sums         0/1 matrix of shape ((last - first) levels, locations): a row adds up what one level adds to a circle
    """

    first: int
    last: int
    rows: np.ndarray
    sums: sparse.csr_matrix


def levels_of_cases(circles: Circles, longest_share: float) -> np.ndarray:
    """Rising numbers of cases, int64, the first 1: a circle belongs to the highest level that it reaches.

    longest_share  the largest part of all cases that falls into one window
    """
    most, levels = int(circles.reach.max()), [1]
    while levels[-1] < most:
        levels.append(levels[-1] + max(1, int(_SPACING * np.sqrt(levels[-1] / longest_share))))
    return np.array(levels, dtype=np.int64)


def chunks_of_centres(circles: Circles, levels: np.ndarray, windows: Windows, locations: int) -> list[Chunk]:
    """The centres in chunks whose counts per level and unit fit into a small memory."""
    centres = circles.x.size
    per_centre = levels.size * (windows.units + 1)
    size = max(_CHUNK // per_centre, 32)
    # Cases rise within a centre, so an offset per centre makes one sorted array of them all.
    offset = int(levels[-1] + circles.reach.max() + 1)
    key = circles.reach + np.repeat(np.arange(centres), np.diff(circles.first)) * offset
    # Circles without a case belong to the first level as well; they never reach anything.
    beginnings = np.append(0, levels[1:])
    chunks = []
    for first in range(0, centres, size):
        last = min(first + size, centres)
        begins = (np.arange(first, last)[:, None] * offset + beginnings).ravel()
        rows = np.concatenate([np.searchsorted(key, begins), [circles.first[last]]])
        order = circles.order[rows[0] : rows[-1]]
        sums = sparse.csr_matrix(
            (np.ones(order.size, dtype=np.int32), order, rows - rows[0]), shape=(rows.size - 1, locations)
        )
        chunks.append(Chunk(first, last, rows, sums))
    return chunks
