"""A hotspot map, raster or polygons, with the incidents that fell into its cells: what `search_curve` needs.

The study area is the boundary, or without one all cells of the map. Of a boundary that reaches beyond the map the rest
is kept as one piece without a score, so that a map of a few hotspots is still judged against the whole city. With a
boundary its area, and all incidents in it, are the same for every map, however its cells lie along the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput
from .accuracy import SearchCurve, search_curve
from .grids.areas import area_index
from .grids.boundary import Boundary, inside
from .lattice_boxes import lattice_boxes
from .points import Bounds, checked_points

Places = tuple[np.ndarray, np.ndarray]
"""x and y in metres, each of shape (n,)."""

_MOST_CELLS = 20_000_000

_NEGLIGIBLE = 1e-6
"""Share of the boundary that is kept for what lies in no cell, even where the cells seem to cover all of it."""


@dataclass(frozen=True)
class HotspotMap:
    """The cells of a map within the study area.

    score    per cell, shape (k,); NaN where the map has no value
    area     square metres of each within the study area
    later    later incidents in each
    earlier  earlier incidents in each; None where none were given
    uncovered_area, uncovered_later, uncovered_earlier  of the study area that lies in no cell
    outside  later incidents outside the study area
    """

    score: np.ndarray
    area: np.ndarray
    later: np.ndarray
    earlier: Optional[np.ndarray]
    uncovered_area: float
    uncovered_later: int
    uncovered_earlier: int
    outside: int


def raster_map(
    values: np.ndarray,
    bounds: Bounds,
    later: Places,
    *,
    earlier: Optional[Places] = None,
    boundary: Optional[Boundary] = None,
    boundary_area: float = 0.0,
) -> HotspotMap:
    """A raster as a hotspot map; a pixel belongs to the study area when its centre does.

    values         shape (rows, columns), row 0 in the SOUTH; NaN is no value
    bounds         west, south, east, north in metres of all pixels
    later          the incidents to be predicted; one on an edge lies in the pixel to the east or north
    earlier        the incidents behind the map
    boundary       the study area, boundary_area square metres large
    Raises InvalidInput for unusable coordinates, more than 20 million pixels, or a boundary that is no polygon.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 2 or values.size > _MOST_CELLS:
        raise InvalidInput(
            f"The raster has {values.size:,} pixels, more than {_MOST_CELLS:,}. Use larger pixels, or clip the raster."
        )
    rows, columns = values.shape
    west, south, east, north = bounds
    width, height = (east - west) / columns, (north - south) / rows
    number, within = np.arange(values.size), np.ones(values.size, dtype=bool)
    if boundary is not None:
        within = inside(boundary, west + (number % columns + 0.5) * width, south + (number // columns + 0.5) * height)

    def cell_of(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        column, row = np.floor((x - west) / width), np.floor((y - south) / height)
        known = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        return np.where(known, row * columns + column, -1).astype(np.int64)

    sizes = np.where(within, width * height, 0.0)
    return _map(values.ravel(), sizes, cell_of, later, earlier, boundary, boundary_area)


def polygon_map(
    areas: Sequence[Boundary],
    score: np.ndarray,
    sizes: np.ndarray,
    later: Places,
    *,
    earlier: Optional[Places] = None,
    boundary: Optional[Boundary] = None,
    boundary_area: float = 0.0,
) -> HotspotMap:
    """Polygons with a score as a hotspot map.

    areas          k boundaries; where they overlap, an incident lies in the one with the highest score
    score          per area, shape (k,); NaN is no value
    sizes          square metres of each area within the boundary, shape (k,); an area of 0 is left away
    later          the incidents to be predicted
    earlier        the incidents behind the map
    boundary       the study area, boundary_area square metres large
    Raises InvalidInput for unusable coordinates, no areas, or a polygon that is none.
    """
    score, sizes = np.asarray(score, dtype=float), np.asarray(sizes, dtype=float)
    by_score = np.argsort(-score, kind="stable")
    ordered = [areas[number] for number in by_score]

    boxes = lattice_boxes(ordered)

    def cell_of(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        index = area_index(ordered, x, y) if boxes is None else boxes.index(x, y)
        return np.where(index >= 0, by_score[index], -1)

    return _map(score, sizes, cell_of, later, earlier, boundary, boundary_area)


def curve_of(cells: HotspotMap, no_value_last: bool = False) -> SearchCurve:
    """The search curve of a map.

    no_value_last  False: cells without a value are no part of the study area, for nothing is known of them.
                   True: only the hotspots were given a value, so those cells are searched last, all at once
    Raises InvalidInput as `search_curve` does.
    """
    keep = ~np.isnan(cells.score) if no_value_last else np.ones(cells.score.size, dtype=bool)
    more = [float(values[~keep].sum()) for values in (cells.area, cells.later)]
    earlier_more = 0.0 if cells.earlier is None else float(cells.earlier[~keep].sum())
    return search_curve(
        cells.score[keep],
        cells.area[keep],
        cells.later[keep],
        earlier=None if cells.earlier is None else cells.earlier[keep],
        uncovered_area=cells.uncovered_area + more[0],
        uncovered_later=cells.uncovered_later + more[1],
        uncovered_earlier=cells.uncovered_earlier + earlier_more,
    )


def _map(
    score: np.ndarray,
    sizes: np.ndarray,
    cell_of: Callable[[np.ndarray, np.ndarray], np.ndarray],
    later: Places,
    earlier: Optional[Places],
    boundary: Optional[Boundary],
    boundary_area: float,
) -> HotspotMap:
    within, uncovered_area = sizes > 0, 0.0
    counts, nowhere, outside = _counted(later, sizes, cell_of, boundary)
    before, nowhere_before, _ = (None, 0, 0) if earlier is None else _counted(earlier, sizes, cell_of, boundary)
    if boundary is None:
        nowhere, nowhere_before, outside = 0, 0, outside + nowhere
    else:
        covered = float(sizes.sum())
        uncovered_area = max(boundary_area - covered, _NEGLIGIBLE * boundary_area)
        # Whole pixels along the boundary can add up to more than it: all maps are judged on the same area.
        sizes = sizes * min(1.0, (boundary_area - uncovered_area) / covered) if covered else sizes
    return HotspotMap(
        score=score[within],
        area=sizes[within],
        later=counts[within],
        earlier=None if before is None else before[within],
        uncovered_area=uncovered_area,
        uncovered_later=nowhere,
        uncovered_earlier=nowhere_before,
        outside=outside,
    )


def _counted(
    places: Places,
    sizes: np.ndarray,
    cell_of: Callable[[np.ndarray, np.ndarray], np.ndarray],
    boundary: Optional[Boundary],
) -> tuple[np.ndarray, int, int]:
    """Incidents per cell of the study area, in the boundary but in no such cell, and outside."""
    x, y, _ = checked_points(*places)
    known = np.ones(x.size, dtype=bool) if boundary is None else inside(boundary, x, y)
    cell = cell_of(x[known], y[known])
    cell = cell[(cell >= 0) & (sizes[cell] > 0)]
    outside = x.size - int(np.count_nonzero(known))
    return np.bincount(cell, minlength=sizes.size), int(np.count_nonzero(known)) - cell.size, outside
