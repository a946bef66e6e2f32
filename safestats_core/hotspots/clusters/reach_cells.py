"""Places sorted into cells so small that all places of a cell reach each other.

Reach is a distance in space and, where time plays a part, one in time, both inclusive. Whatever a place reaches lies
in its own cell or in one of the cells round it, so nothing has to look at all pairs. Cells as in Gunawan (2013), A
faster algorithm for DBSCAN (thesis, TU Eindhoven), with a slab of time added.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...errors import InvalidInput
from .places import Places

_PAIRS_AT_ONCE = 2_000_000
_SLACK = 1e-9
"""Cells are smaller than they might be by this share, so that rounding never puts two places out of reach."""

_MOST_CELLS = 2**62
_COLUMNS = 2
"""Cells to either side that a cell can reach."""


@dataclass(frozen=True)
class Reach:
    """How far a place reaches: metres, and seconds (infinite where time plays no part)."""

    metres: float
    seconds: float = math.inf

    def within(self, dx: np.ndarray, dy: np.ndarray, dt: np.ndarray) -> np.ndarray:
        """Whether differences of places lie within reach, edges included."""
        near = dx * dx + dy * dy <= self.metres * self.metres
        return near & (np.abs(dt) <= self.seconds) if math.isfinite(self.seconds) else near


@dataclass(frozen=True)
class ReachCells:
    """Places in the order of their cells.

    number   of each place among all places, shape (places,)
    x, y, t  metres and seconds, shape (places,)
    count    points at each place, shape (places,)
    cell     of each place, shape (places,)
    key      of each cell, ascending, shape (cells,); neighbours differ by one of `steps`
    start    first place of each cell, and the number of places at the end, shape (cells + 1,)
    steps    key differences of the cells round a cell, the nearest first, without the cell itself
    rows     key differences of the cells two to the west of it, in every row of cells that a cell looks at
    reach    what the cells are made for
    """

    number: np.ndarray
    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    count: np.ndarray
    cell: np.ndarray
    key: np.ndarray
    start: np.ndarray
    steps: np.ndarray
    rows: np.ndarray
    reach: Reach

    @property
    def size(self) -> np.ndarray:
        """Places per cell."""
        return np.diff(self.start)

    def only(self, kept: np.ndarray) -> ReachCells:
        """The same cells with some places only, empty cells gone; kept is bool of shape (places,)."""
        return _in_cells(
            self.number[kept], self.x[kept], self.y[kept], self.t[kept], self.count[kept],
            self.key[self.cell[kept]], self.steps, self.rows, self.reach,
        )  # fmt: skip

    def at(self, key: np.ndarray) -> np.ndarray:
        """The cell with each key, -1 where there is none."""
        if not self.key.size:
            return np.full(key.shape, -1)
        found = np.minimum(np.searchsorted(self.key, key), self.key.size - 1)
        return np.where(self.key[found] == key, found, -1)

    def around(self, amounts: np.ndarray) -> np.ndarray:
        """The sum of amounts per cell over the cell and all cells round it, both of shape (cells,)."""
        before = np.append(0, np.cumsum(amounts))
        total = np.zeros(self.key.size, dtype=before.dtype)
        for row in self.rows:
            west, east = self.key + row, self.key + row + 2 * _COLUMNS
            total += before[np.searchsorted(self.key, east, side="right")] - before[np.searchsorted(self.key, west)]
        return total

    def pairs(self, rows: np.ndarray, cells: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Each row together with each place of its cell, a few million at a time: rows repeated, places."""
        sizes = self.size[cells]
        ends = np.cumsum(sizes)
        first = 0
        while first < rows.size:
            done = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, done + _PAIRS_AT_ONCE, side="right")))
            part, many = slice(first, last), sizes[first:last]
            offset = np.arange(many.sum()) - np.repeat(ends[part] - many - done, many)
            yield np.repeat(rows[part], many), np.repeat(self.start[cells[part]], many) + offset
            first = last


def make_reach_cells(places: Places, reach: Reach) -> ReachCells:
    """Sort places into cells; refused where the reach is too short for the extent."""
    side = reach.metres / math.sqrt(2) * (1 - _SLACK)
    axes = [(places.x, side, _COLUMNS), (places.y, side, _COLUMNS)]
    if math.isfinite(reach.seconds):
        axes.append((places.t, reach.seconds, 1))
    key, strides = np.zeros(places.x.size, dtype=np.int64), [1]
    _check_number_of_cells(axes)
    for values, width, margin in axes:
        column = np.floor((values - values.min()) / width).astype(np.int64) + margin
        columns = int(column.max()) + 1 + margin
        key += column * strides[-1]
        strides.append(strides[-1] * columns)
    # Empty columns at every end keep a step from coming round into the next row.
    moves = list(itertools.product(*(range(-margin, margin + 1) for _, _, margin in axes)))
    nearest_first = sorted((move for move in moves if any(move)), key=lambda move: sum(m * m for m in move))
    steps = np.array([sum(m * stride for m, stride in zip(move, strides)) for move in nearest_first])
    rows = np.array([sum(a * b for a, b in zip(m, strides)) for m in moves if m[0] == -_COLUMNS])
    order = np.argsort(key, kind="stable")
    return _in_cells(
        order, places.x[order], places.y[order], places.t[order], places.count[order], key[order], steps, rows, reach
    )


def _check_number_of_cells(axes: list[tuple[np.ndarray, float, int]]) -> None:
    cells = math.prod((np.ptp(values) / width + 5) for values, width, _ in axes)
    if cells > _MOST_CELLS:
        raise InvalidInput(
            "The distance or the time is so short, beside the extent of the points, that it cannot be worked with. "
            "Check the units: metres and days. Use a longer one."
        )


def _in_cells(
    number: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    t: np.ndarray,
    count: np.ndarray,
    key: np.ndarray,
    steps: np.ndarray,
    rows: np.ndarray,
    reach: Reach,
) -> ReachCells:
    """Cells of places that come in ascending order of their keys, shape (places,)."""
    is_new = np.ones(key.size, dtype=bool)
    is_new[1:] = key[1:] != key[:-1]
    first = np.flatnonzero(is_new)
    cell = np.cumsum(is_new) - 1
    return ReachCells(number, x, y, t, count, cell, key[first], np.append(first, key.size), steps, rows, reach)
