"""Optimised hot spots: Gi* with the cells and the neighbourhood that the incidents themselves suggest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary, boundary_bounds, inside, mask_cells
from ..grids.grid import CellCounts, Grid, count_points, covering_grid
from ..points import Bounds, bounds_of_points, checked_points
from .getis_ord import GetisOrd, getis_ord_grid
from .incremental_moran import MoranSeries
from .scale import Choice, choose_band, choose_cell_size

FEWEST_INCIDENTS = {True: 30, False: 60}
"""By whether the study area is known."""

FEWEST_CELLS = 30


@dataclass(frozen=True)
class OptimisedHotspots:
    """A hotspot map and everything that was chosen for it.

    grid       the square cells
    counts     incidents per cell
    mask       which cells were tested, bool of shape (rows, columns)
    statistic  Gi* of the counts, arrays of shape (rows, columns)
    cell_size  metres
    band       reach of the neighbourhood in metres, from cell centre to cell centre
    series     Moran's I by distance, from which the band was chosen
    choices    what was chosen and found, in order, each with its reason
    """

    grid: Grid
    counts: CellCounts
    mask: np.ndarray
    statistic: GetisOrd
    cell_size: float
    band: float
    series: MoranSeries
    choices: tuple[Choice, ...]


def optimised_hotspots(
    x: np.ndarray,
    y: np.ndarray,
    *,
    boundary: Optional[Boundary] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> OptimisedHotspots:
    """Gi* of incidents with cell size and band chosen from them, and the reasons.

    x, y      coordinates in metres, shape (n,)
    boundary  the study area; incidents outside are left out, and cells inside without incidents count as 0. Without
              it only cells with an incident are tested, because nobody said where else one could have happened
    progress  called inside the longer steps
    Returns an OptimisedHotspots.
    Raises InvalidInput for too few incidents, places or cells, or the same count in every cell.

    How: the cell size is twice the larger of the mean and the median nearest-neighbour distance between places; the
    band is the first peak of incremental Moran's I, else the mean distance to K neighbours (`scale`); then Gi* with
    the false discovery rate at 90, 95 and 99 % and the p of counts: cells so fine hold few incidents, of which the
    normal distribution, that ArcGIS takes, calls too many by chance (`getis_ord`).
    Source: ArcGIS Pro, 'How Optimized Hot Spot Analysis works'; see `scale` for what of it could be checked.
    """
    x, y, _ = checked_points(x, y)
    read = x.size
    if boundary is not None:
        within = inside(boundary, x, y, progress)
        x, y = x[within], y[within]
    _refuse_too_few(x.size, read, boundary is not None)
    bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
    cell_size, choices = choose_cell_size(x, y, bounds)
    grid, counts, mask, about_cells = _count(x, y, bounds, cell_size, boundary)
    values = np.where(mask, counts.count, np.nan)
    _refuse_unusable(values, cell_size)
    band, series, about_band = choose_band(grid, values, progress)
    statistic = getis_ord_grid(values, band, cell_size=cell_size, chance="counts", minimum_cells=FEWEST_CELLS)
    incidents = Choice("Incidents", x.size, "", f"{read - x.size:,} points outside the study area were left out.")
    return OptimisedHotspots(
        grid=grid,
        counts=counts,
        mask=mask,
        statistic=statistic,
        cell_size=cell_size,
        band=band,
        series=series,
        choices=(incidents, *choices, about_cells, *about_band, _about_chance(statistic)),
    )


def _count(
    x: np.ndarray, y: np.ndarray, bounds: Bounds, cell_size: float, boundary: Optional[Boundary]
) -> tuple[Grid, CellCounts, np.ndarray, Choice]:
    grid = covering_grid(bounds, cell_size)
    if boundary is None:
        counts = count_points(grid, x, y)
        mask = counts.count > 0
        reason = "Without a study area only cells with an incident are tested: where else one could happen is unknown."
    else:
        mask = mask_cells(grid, boundary, touching=True)
        counts = count_points(grid, x, y, mask=mask)
        reason = "All cells that the study area touches, those without an incident as 0."
    return grid, counts, mask, Choice("Cells tested", int(np.count_nonzero(mask)), "", reason)


def _about_chance(statistic: GetisOrd) -> Choice:
    reason = "p is that of counts (negative binomial), which holds where cells have few incidents."
    if statistic.is_heavy:
        reason += (
            " Caution: a few cells hold far more than such counts do, for example reports snapped to one point, so "
            "more cells may be called by chance than stated. Check with 'Hot and cold spots' and 9,999 permutations."
        )
    return Choice("Skewness of chance", statistic.skewness, "", reason)


def _refuse_too_few(count: int, read: int, is_bounded: bool) -> None:
    fewest = FEWEST_INCIDENTS[is_bounded]
    if count < fewest:
        where = f"Of {read:,} points {count:,} lie in the study area" if is_bounded else f"There are {read:,} points"
        remedy = "Use a longer period or a larger area."
        if not is_bounded and count >= FEWEST_INCIDENTS[True]:
            remedy = "Give a study area, with which 30 are enough, or use a longer period."
        raise InvalidInput(f"{where}; at least {fewest} are needed to choose the scale of a hotspot map. {remedy}")


def _refuse_unusable(values: np.ndarray, cell_size: float) -> None:
    tested = values[~np.isnan(values)]
    chosen = f"The cells chosen from the data, {cell_size:,.4g} m,"
    if tested.size < FEWEST_CELLS:
        raise InvalidInput(
            f"{chosen} make only {tested.size} cells to test; at least {FEWEST_CELLS} are needed. "
            "Check for points far from all others, which make cells large, and leave them out with a study area; "
            "or use 'Hot and cold spots' with smaller cells."
        )
    if np.ptp(tested) == 0:
        raise InvalidInput(
            f"{chosen} hold {tested[0]:g} incidents each, so no cell stands out. "
            "Give a study area, or use 'Hot and cold spots' with larger cells."
        )
