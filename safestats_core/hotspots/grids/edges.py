"""Rings of polygons as edges, and where those edges cross horizontal lines: what `inside` and its like count on.

Drawn either way round, an edge crosses a line at the same x to the last bit. So of two polygons that share an edge,
exactly one holds a point on it, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ...errors import InvalidInput

Boundary = Sequence[Sequence[np.ndarray]]
"""Polygons, each a sequence of rings, the exterior first; a ring is an array of corners in metres, shape (k, 2)."""

_CROSSINGS_AT_ONCE = 2_000_000


def checked_boundary(boundary: Boundary, what: str = "The study area") -> list[list[np.ndarray]]:
    """The polygons as float arrays; refused where there is none, or a ring that is no ring. `what` is its name."""
    polygons = [[np.asarray(ring, dtype=float) for ring in polygon] for polygon in boundary]
    if not polygons or not all(polygons):
        raise InvalidInput(f"{what} holds no polygon. Choose a layer with at least one polygon, or leave it out.")
    for ring in (ring for polygon in polygons for ring in polygon):
        if ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < 3 or not np.isfinite(ring).all():
            raise InvalidInput(
                f"{what} has a ring that is no array of three or more finite corners (its shape is {ring.shape}). "
                "Repair the polygon, for example with 'Fix geometries'."
            )
        if ring[:, 1].min() == ring[:, 1].max():
            raise InvalidInput(f"{what} has a ring that is a line without area. Remove it, or draw it again.")
    return polygons


def ring_edges(polygon: Sequence[np.ndarray]) -> np.ndarray:
    """Every edge of the rings as x1, y1, x2, y2, shape (k, 4); a ring that is not closed is closed."""
    return np.concatenate([np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in polygon])


def rising_edges(polygon: Sequence[np.ndarray]) -> np.ndarray:
    """The edges that are not level, as x1, y1, x2, y2 with y1 < y2."""
    edges = ring_edges(polygon)
    rising = np.where((edges[:, 1] <= edges[:, 3])[:, None], edges, edges[:, [2, 3, 0, 1]])
    return rising[rising[:, 1] < rising[:, 3]]


def crossings(edges: np.ndarray, heights: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Index into the rising `heights`, and x, of every crossing of a rising edge with a level line, in portions."""
    first, last = np.searchsorted(heights, edges[:, 1]), np.searchsorted(heights, edges[:, 3])
    ends = np.cumsum(last - first)
    portions = np.searchsorted(ends, np.arange(0, ends[-1], _CROSSINGS_AT_ONCE), side="right")
    for start, stop in zip(portions, [*portions[1:], len(edges)]):
        counts = (last - first)[start:stop]
        x1, y1, x2, y2 = np.repeat(edges[start:stop], counts, axis=0).T
        index = runs(first[start:stop], counts)
        yield index, x1 + (heights[index] - y1) * ((x2 - x1) / (y2 - y1))


def holds(edges: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether a line from each point to the east crosses the rising edges an odd number of times; `y` must rise."""
    odd = np.zeros(x.size, dtype=np.int64)
    for point, crossing in crossings(edges, y):
        odd += np.bincount(point[crossing > x[point]], minlength=x.size)
    return odd % 2 == 1


def runs(first: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """first[0], first[0] + 1, ... (counts[0] of them), then the same for first[1], and so on, in one array."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
