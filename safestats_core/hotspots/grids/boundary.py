"""Study areas: which points, and which cells, lie inside a set of polygons with holes.

A boundary is a sequence of polygons, a polygon a sequence of rings, the exterior first, and a ring an array of
corners in metres, shape (k, 2), closed or not. A point is inside a polygon when a line from it to the east crosses
the rings an odd number of times, and inside the boundary when it is inside any polygon, so overlaps do no harm.
On an edge the western and southern side is in, the eastern and northern out: of two polygons that share an edge,
exactly one holds a point on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import Bounds, checked_points
from .grid import Grid, cell_centres

Boundary = Sequence[Sequence[np.ndarray]]

_CROSSINGS_AT_ONCE = 2_000_000


def inside(
    boundary: Boundary,
    x: np.ndarray,
    y: np.ndarray,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """Whether each point lies inside the boundary, bool of shape (n,).

    boundary  polygons of rings in metres
    x, y      coordinates in metres, shape (n,)
    progress  called after every polygon
    Raises InvalidInput for non-finite coordinates or a boundary that is no polygon.
    """
    x, y, _ = checked_points(x, y)
    order = np.argsort(y, kind="stable")
    x_sorted, y_sorted = x[order], y[order]
    found = np.zeros(x.size, dtype=bool)
    polygons = [_rising_edges(polygon) for polygon in _checked(boundary)]
    for done, edges in enumerate(polygons, start=1):
        first, last = np.searchsorted(y_sorted, (edges[:, 1].min(), edges[:, 3].max()))
        abreast = x_sorted[first:last]
        near = first + np.flatnonzero((abreast >= edges[:, [0, 2]].min()) & (abreast <= edges[:, [0, 2]].max()))
        crossings = np.zeros(near.size, dtype=np.int64)
        for point, crossing in _crossings(edges, y_sorted[near]):
            east = crossing > x_sorted[near[point]]
            crossings += np.bincount(point[east], minlength=near.size)
        found[near] |= crossings % 2 == 1
        if progress is not None:
            progress(done, len(polygons), "Points inside the study area")
    answer = np.empty_like(found)
    answer[order] = found
    return answer


def mask_cells(grid: Grid, boundary: Boundary) -> np.ndarray:
    """Which cells have their centre inside the boundary, bool of shape (rows, columns).

    Raises InvalidInput for a boundary that is no polygon.
    The answer is that of `inside` at the centres; a sweep along the rows of the grid finds it without testing them
    one by one.
    """
    x, y = cell_centres(grid)
    # Centres of hexagons stand in one of two places along x, by row; those of squares in one.
    even_x, odd_x, height = x[0], x[min(1, grid.rows - 1)], y[:, 0]
    mask = np.zeros((grid.rows, grid.columns), dtype=bool)
    for polygon in _checked(boundary):
        edges = _rising_edges(polygon)
        first, last = np.searchsorted(height, (edges[:, 1].min(), edges[:, 3].max()))
        starts = np.zeros((last - first) * (grid.columns + 1), dtype=np.int64)
        for row, crossing in _crossings(edges, height[first:last]):
            is_odd = (row + first) % 2 == 1
            column = np.where(is_odd, np.searchsorted(odd_x, crossing), np.searchsorted(even_x, crossing))
            starts += np.bincount(row * (grid.columns + 1) + column, minlength=starts.size)
        crossings = np.cumsum(starts.reshape(last - first, grid.columns + 1)[:, :-1], axis=1)
        mask[first:last] |= crossings % 2 == 1
    return mask


def boundary_bounds(boundary: Boundary) -> Bounds:
    """West, south, east, north in metres round all polygons."""
    corners = np.concatenate([ring for polygon in _checked(boundary) for ring in polygon])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _checked(boundary: Boundary) -> list[list[np.ndarray]]:
    polygons = [[np.asarray(ring, dtype=float) for ring in polygon] for polygon in boundary]
    if not polygons or not all(polygons):
        raise InvalidInput(
            "The study area holds no polygon. Choose a layer with at least one polygon, or leave it out."
        )
    for ring in (ring for polygon in polygons for ring in polygon):
        if ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < 3 or not np.isfinite(ring).all():
            raise InvalidInput(
                f"A ring of the study area is no array of three or more finite corners (its shape is {ring.shape}). "
                "Repair the polygon, for example with 'Fix geometries'."
            )
        if ring[:, 1].min() == ring[:, 1].max():
            raise InvalidInput("A ring of the study area is a line without area. Remove it, or draw it again.")
    return polygons


def _rising_edges(polygon: Sequence[np.ndarray]) -> np.ndarray:
    """Edges x1, y1, x2, y2 with y1 < y2: drawn either way round, an edge crosses a line at the same x to the bit."""
    edges = np.concatenate([np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in polygon])
    rising = np.where((edges[:, 1] <= edges[:, 3])[:, None], edges, edges[:, [2, 3, 0, 1]])
    return rising[rising[:, 1] < rising[:, 3]]


def _crossings(edges: np.ndarray, heights: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Index into the rising `heights`, and x, of every crossing of an edge with a horizontal line, in portions."""
    first, last = np.searchsorted(heights, edges[:, 1]), np.searchsorted(heights, edges[:, 3])
    ends = np.cumsum(last - first)
    portions = np.searchsorted(ends, np.arange(0, ends[-1], _CROSSINGS_AT_ONCE), side="right")
    for start, stop in zip(portions, [*portions[1:], len(edges)]):
        counts = (last - first)[start:stop]
        x1, y1, x2, y2 = np.repeat(edges[start:stop], counts, axis=0).T
        step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        index = np.repeat(first[start:stop], counts) + step
        yield index, x1 + (heights[index] - y1) * ((x2 - x1) / (y2 - y1))
