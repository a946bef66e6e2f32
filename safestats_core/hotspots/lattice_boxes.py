"""Polygons that are the squares of one grid, as most hotspot maps are: points find theirs without a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from .grids.boundary import Boundary

_ROUNDING = 1e-6
"""Of the side of a box: corners this near to the lattice are on it."""


@dataclass(frozen=True)
class LatticeBoxes:
    """Boxes of one width and height on a common lattice; each place of the lattice holds one box or none.

    west, south    corner of the lattice in metres
    width, height  of a box
    columns, rows  of the lattice
    places         lattice places (row * columns + column) that hold a box, ascending
    boxes          number of the box in each of them
    """

    west: float
    south: float
    width: float
    height: float
    columns: int
    rows: int
    places: np.ndarray
    boxes: np.ndarray

    def index(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The box that holds each point, -1 for none; a point on an edge lies in the box to its east or north."""
        column = np.floor((x - self.west) / self.width)
        row = np.floor((y - self.south) / self.height)
        known = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        place = np.where(known, row * self.columns + column, -1).astype(np.int64)
        found = np.minimum(np.searchsorted(self.places, place), self.places.size - 1)
        return np.where(self.places[found] == place, self.boxes[found], -1)


def lattice_boxes(areas: Sequence[Boundary]) -> Optional[LatticeBoxes]:
    """The areas as boxes of one lattice, or None where they are anything else; of equal boxes the first counts."""
    rings = _rings(areas)
    if rings is None:
        return None
    (west, south), (east, north) = rings.min(axis=1).T, rings.max(axis=1).T
    width, height = float((east - west)[0]), float((north - south)[0])
    at_bounds = (rings == np.stack([west, south], axis=1)[:, None]) | (
        rings == np.stack([east, north], axis=1)[:, None]
    )
    turns = (rings != np.roll(rings, -1, axis=1)).sum(axis=2)
    column, row = (west - west.min()) / width, (south - south.min()) / height
    off = max(np.abs(values - np.round(values)).max() for values in (column, row))
    uneven = max(np.abs((east - west) / width - 1).max(), np.abs((north - south) / height - 1).max())
    if not at_bounds.all() or not (turns == 1).all() or max(off, uneven) > _ROUNDING:
        return None
    columns, rows = int(np.round(column.max())) + 1, int(np.round(row.max())) + 1
    place = (np.round(row) * columns + np.round(column)).astype(np.int64)
    places, boxes = np.unique(place, return_index=True)
    return LatticeBoxes(float(west.min()), float(south.min()), width, height, columns, rows, places, boxes)


def _rings(areas: Sequence[Boundary]) -> Optional[np.ndarray]:
    """The four corners of each area, shape (k, 4, 2); None where one has more, fewer, or no extent."""
    if not len(areas) or any(len(area) != 1 or len(area[0]) != 1 for area in areas):
        return None
    rings = [np.asarray(area[0][0], dtype=float) for area in areas]
    if any(ring.shape not in ((4, 2), (5, 2)) for ring in rings):
        return None
    if any(len(ring) == 5 and (ring[0] != ring[4]).any() for ring in rings):
        return None
    corners = np.stack([ring[:4] for ring in rings])
    return corners if (np.ptp(corners, axis=1) > 0).all() else None
