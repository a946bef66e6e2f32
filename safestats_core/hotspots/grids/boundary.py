"""Study areas: which points, and which cells, lie inside a set of polygons with holes.

    inside(boundary, x, y)                      which points
    mask_cells(grid, boundary)                  which cells have their centre inside: for surfaces
    mask_cells(grid, boundary, touching=True)   which cells have any part inside: for counts
    count_inside(grid, boundary, x, y)          the points inside, counted in the cells that touch the boundary's inside

A boundary is a sequence of polygons, a polygon a sequence of rings, the exterior first, and a ring an array of
corners in metres, shape (k, 2), closed or not. A point is inside a polygon when a line from it to the east crosses
the rings an odd number of times, and inside the boundary when it is inside any polygon, so overlaps do no harm.
On an edge the western and southern side is in, the eastern and northern out: of two polygons that share an edge,
exactly one holds a point on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

import numpy as np

from ..points import Bounds, checked_points
from .edges import Boundary, checked_boundary, crossings, holds, ring_edges, rising_edges
from .grid import CellCounts, Grid, cell_centres, cell_index, count_points
from .touched import touched_cells

__all__ = ["Boundary", "boundary_bounds", "count_inside", "inside", "mask_cells"]


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
    polygons = [rising_edges(polygon) for polygon in checked_boundary(boundary)]
    for done, edges in enumerate(polygons, start=1):
        first, last = np.searchsorted(y_sorted, (edges[:, 1].min(), edges[:, 3].max()))
        abreast = x_sorted[first:last]
        near = first + np.flatnonzero((abreast >= edges[:, [0, 2]].min()) & (abreast <= edges[:, [0, 2]].max()))
        found[near] |= holds(edges, x_sorted[near], y_sorted[near])
        if progress is not None:
            progress(done, len(polygons), "Points inside the study area")
    answer = np.empty_like(found)
    answer[order] = found
    return answer


def mask_cells(grid: Grid, boundary: Boundary, touching: bool = False) -> np.ndarray:
    """Which cells belong to the boundary, bool of shape (rows, columns).

    touching  False: the cells whose centre is inside, as `inside` would answer; for values at centres.
              True: the cells of which any part is inside; for counts, as every point inside lies in such a cell. A
              sliver thinner than a ten-thousandth of the cell size is no part: where the boundary runs along the
              edges of cells, rounding, or a change of the CRS, does not add a rim.
    Raises InvalidInput for a boundary that is no polygon.
    How: a sweep along the rows of the grid finds the centres inside without testing them one by one. A cell that has
    a part inside, but not its centre, is crossed by an edge of the boundary: `touched_cells` follows the edges.
    """
    mask = np.zeros((grid.rows, grid.columns), dtype=bool)
    for polygon in checked_boundary(boundary):
        _add_centres_inside(mask, grid, rising_edges(polygon))
        if touching:
            mask.ravel()[touched_cells(grid, ring_edges(polygon))] = True
    return mask


def count_inside(
    grid: Grid,
    boundary: Boundary,
    x: np.ndarray,
    y: np.ndarray,
    weights: Optional[np.ndarray] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> tuple[CellCounts, np.ndarray]:
    """The points inside the boundary, counted in the cells that have any part inside it.

    x, y      coordinates in metres, shape (n,)
    weights   zero or more, shape (n,); None counts each point as 1
    progress  called after every polygon
    Returns CellCounts, with the points outside the boundary or the grid as `outside`, and the mask of the cells, bool
    of shape (rows, columns). Where the grid covers the boundary, `count.sum()` is the number of points inside.
    Raises InvalidInput for non-finite coordinates, unusable weights or a boundary that is no polygon.
    """
    x, y, weights = checked_points(x, y, weights)
    within = inside(boundary, x, y, progress)
    mask = mask_cells(grid, boundary, touching=True)
    cells = cell_index(grid, x[within], y[within])
    # A point in a sliver, or on a border where rounding decides, is no less a point inside.
    mask.ravel()[cells[cells >= 0]] = True
    counts = count_points(grid, x[within], y[within], weights[within], mask)
    outside = counts.outside + x.size - np.count_nonzero(within)
    outside_weight = counts.outside_weight + float(weights[~within].sum())
    return CellCounts(counts.count, counts.weight, outside, outside_weight), mask


def boundary_bounds(boundary: Boundary) -> Bounds:
    """West, south, east, north in metres round all polygons."""
    corners = np.concatenate([ring for polygon in checked_boundary(boundary) for ring in polygon])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _add_centres_inside(mask: np.ndarray, grid: Grid, edges: np.ndarray) -> None:
    x, y = cell_centres(grid)
    # Centres of hexagons stand in one of two places along x, by row; those of squares in one.
    even_x, odd_x, height = x[0], x[min(1, grid.rows - 1)], y[:, 0]
    first, last = np.searchsorted(height, (edges[:, 1].min(), edges[:, 3].max()))
    starts = np.zeros((last - first) * (grid.columns + 1), dtype=np.int64)
    for row, crossing in crossings(edges, height[first:last]):
        is_odd = (row + first) % 2 == 1
        column = np.where(is_odd, np.searchsorted(odd_x, crossing), np.searchsorted(even_x, crossing))
        starts += np.bincount(row * (grid.columns + 1) + column, minlength=starts.size)
    odd = np.cumsum(starts.reshape(last - first, grid.columns + 1)[:, :-1], axis=1) % 2 == 1
    mask[first:last] |= odd
