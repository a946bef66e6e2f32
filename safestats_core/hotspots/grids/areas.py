"""Points in many areas at once: which area holds each point, and how many points each area holds.

An area is a Boundary: polygons with holes. Its edges belong to it as `inside` says, so areas that share edges share
out the points, each to exactly one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import checked_points
from .edges import Boundary, checked_boundary, holds, rising_edges, runs

_POINTS_PER_BIN = 16


@dataclass(frozen=True)
class AreaCounts:
    """What fell into each area, and what did not; k areas.

    count           points per area, int64, shape (k,)
    weight          sum of their weights per area, float64, shape (k,)
    outside         points in no area
    outside_weight  sum of their weights
    in_several      points in two areas or more; each is counted in the first of them
    """

    count: np.ndarray
    weight: np.ndarray
    outside: int
    outside_weight: float
    in_several: int


@dataclass(frozen=True)
class _Bins:
    """Points sorted into the bins of a coarse grid, row by row: bin b holds those from first[b] to first[b + 1]."""

    x: np.ndarray
    y: np.ndarray
    order: np.ndarray
    first: np.ndarray
    side: int
    corner: np.ndarray
    size: np.ndarray


def area_index(
    areas: Sequence[Boundary],
    x: np.ndarray,
    y: np.ndarray,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """The first area that holds each point, int64 of shape (n,); -1 for a point in no area.

    areas     k boundaries, each a list of polygons of rings in metres
    x, y      coordinates in metres, shape (n,)
    progress  called after every area
    Raises InvalidInput for no areas, an area that is no polygon (its number is named), or non-finite coordinates.
    The answer is that of `inside`, area by area. Points are sorted into bins first, so that an area looks only at
    those near it: a million points in 5,000 areas take seconds.
    """
    index, _ = _first_and_times(areas, x, y, progress)
    return index


def count_in_areas(
    areas: Sequence[Boundary],
    x: np.ndarray,
    y: np.ndarray,
    weights: Optional[np.ndarray] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> AreaCounts:
    """Points and sums of weights per area.

    areas     k boundaries, each a list of polygons of rings in metres
    x, y      coordinates in metres, shape (n,)
    weights   zero or more, shape (n,); None counts each point as 1
    progress  called after every area
    Raises InvalidInput as `area_index` does, and for unusable weights.
    Nothing is lost and nothing counted twice: `count.sum() + outside == n`, and the same for the weights.
    """
    x, y, weights = checked_points(x, y, weights)
    index, times = _first_and_times(areas, x, y, progress)
    # Area -1 becomes the first bin: what fell outside.
    count = np.bincount(index + 1, minlength=len(areas) + 1)
    weight = np.bincount(index + 1, weights, minlength=len(areas) + 1)
    several = int(np.count_nonzero(times > 1))
    return AreaCounts(count[1:], weight[1:], int(count[0]), float(weight[0]), several)


def _first_and_times(
    areas: Sequence[Boundary], x: np.ndarray, y: np.ndarray, progress: Optional[Callable[[int, int, str], None]]
) -> tuple[np.ndarray, np.ndarray]:
    """The first area that holds each point, and how many areas hold it."""
    x, y, _ = checked_points(x, y)
    if not len(areas):
        raise InvalidInput("There are no areas. Choose a layer with at least one polygon.")
    checked = [checked_boundary(area, f"Area {number:,}") for number, area in enumerate(areas, start=1)]
    index, times = np.full(x.size, -1, dtype=np.int64), np.zeros(x.size, dtype=np.int64)
    bins = _binned(x, y)
    for number, area in enumerate(checked):
        held = np.unique(np.concatenate(list(_held(bins, area))))
        times[held] += 1
        index[held[index[held] < 0]] = number
        if progress is not None:
            progress(number + 1, len(checked), "Points in areas")
    return index, times


def _held(bins: _Bins, area: Sequence[Sequence[np.ndarray]]) -> Iterator[np.ndarray]:
    """Numbers of the points in each polygon of an area."""
    for edges in map(rising_edges, area):
        near = _near(bins, edges)
        near = near[np.argsort(bins.y[near], kind="stable")]
        yield bins.order[near[holds(edges, bins.x[near], bins.y[near])]]


def _near(bins: _Bins, edges: np.ndarray) -> np.ndarray:
    """Places, in the bins' order, of the points within the extent of a polygon."""
    corners = edges.reshape(-1, 2)
    lower, upper = corners.min(axis=0), corners.max(axis=0)
    # A polygon beyond the points looks into the bins at their edge, which hold the points on that edge, and finds none.
    low, high = np.clip(np.floor(((lower, upper) - bins.corner) / bins.size), 0, bins.side - 1).astype(np.int64)
    rows = np.arange(low[1], high[1] + 1) * bins.side
    first, last = bins.first[rows + low[0]], bins.first[rows + high[0] + 1]
    near = runs(first, last - first)
    x, y = bins.x[near], bins.y[near]
    return near[(x >= lower[0]) & (x <= upper[0]) & (y >= lower[1]) & (y <= upper[1])]


def _binned(x: np.ndarray, y: np.ndarray) -> _Bins:
    side = int(np.sqrt(x.size / _POINTS_PER_BIN)) + 1
    points = np.column_stack([x, y])
    corner = points.min(axis=0) if x.size else np.zeros(2)
    extent = points.max(axis=0) - corner if x.size else np.ones(2)
    # Points on a line, or all in one place, have an extent without width.
    size = np.where(extent > 0, extent, 1.0) / side
    column, row = np.minimum(np.floor((points - corner) / size), side - 1).astype(np.int64).T
    number = row * side + column
    order = np.argsort(number, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(number, minlength=side * side))])
    return _Bins(x[order], y[order], order, first, side, corner, size)
