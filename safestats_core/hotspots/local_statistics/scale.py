"""The scale of a hotspot map from the data: how large a cell, how far a neighbourhood reaches, and why.

The rules are those of 'Optimized Hot Spot Analysis' as ArcGIS Pro documents it under 'How Optimized Hot Spot Analysis
works' (pro.arcgis.com, tool reference, Spatial Statistics). Its text on outliers, on the fewest incidents and cells
and on empty cells was read; its text on the factor 2 of the cell and on K = 0.05 n could not be, and both are taken
from secondary descriptions. Where the text leaves a choice, ours is stated in the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import spatial

from ...errors import InvalidInput
from ..grids.grid import Grid, cell_centres
from ..points import Bounds
from .incremental_moran import MoranSeries, incremental_moran_grid

MAXIMUM_CELLS = 1_000_000
"""A finer grid than this is made coarser: it could not be looked at."""

FEWEST_PLACES = 30

_OUTLIER = 3
_BANDS = 10
_SHARE, _FEWEST_NEIGHBOURS, _MOST_NEIGHBOURS = 0.05, 3, 30


@dataclass(frozen=True)
class Choice:
    """One thing that was chosen or found, so that it can be shown.

    name    what it is, for example "Cell size"
    value   the number
    unit    "m" for metres, "" for a count
    reason  a sentence: how it follows from the data
    """

    name: str
    value: float
    unit: str
    reason: str


def choose_cell_size(x: np.ndarray, y: np.ndarray, bounds: Bounds) -> tuple[float, list[Choice]]:
    """A cell size in metres, and how it came about.

    x, y    coordinates of the incidents in metres, shape (n,)
    bounds  west, south, east, north of the study area in metres
    Raises InvalidInput for fewer than FEWEST_PLACES different places.
    Formula: twice the larger of the mean and the median distance from a place to its nearest other place, outliers
    left out; more where that would make over MAXIMUM_CELLS cells.
    """
    places = np.unique(x + 1j * y)
    if places.size < FEWEST_PLACES:
        raise InvalidInput(
            f"The {x.size:,} points lie in only {places.size:,} different places; at least {FEWEST_PLACES} are needed "
            "to choose a cell size from. Use a longer period or a larger area, or choose the cells yourself."
        )
    nearest = _nearest(places.real, places.imag)
    usual = ~_outliers(nearest)
    mean, median = float(nearest[usual].mean()), float(np.median(nearest[usual]))
    larger = "mean" if mean >= median else "median"
    size = 2 * max(mean, median)
    reason = f"Twice the {larger} distance to the nearest place, which is the larger of mean and median."
    west, south, east, north = bounds
    coarse = _fitting_cell_size(size, east - west, north - south)
    if coarse > size:
        reason += f" That would be {size:,.4g} m, but more than {MAXIMUM_CELLS:,} cells; so it was enlarged."
    return coarse, [
        Choice("Different places", places.size, "", "Incidents in one place count once when distances are measured."),
        _outlier_choice("Outlying places", usual, "place"),
        Choice("Mean distance to the nearest place", mean, "m", "Over the places that are not outlying."),
        Choice("Median distance to the nearest place", median, "m", "Over the places that are not outlying."),
        Choice("Cell size", coarse, "m", reason),
    ]


def choose_band(
    grid: Grid,
    values: np.ndarray,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> tuple[float, MoranSeries, list[Choice]]:
    """The reach of the neighbourhood in metres, the series of Moran's I behind it, and how it came about.

    grid      square cells
    values    one per cell, shape (rows, columns); NaN means that the cell is absent
    progress  called after every band
    Formula: the first peak of incremental Moran's I. Where there is none, the mean distance from a cell to its K-th
    nearest, K = 0.05 n for n cells, at least 3 and at most 30, but no more than one standard distance of the cells.
    """
    x, y = (centre[~np.isnan(values)] for centre in cell_centres(grid))
    nearest = _nearest(x, y)
    usual = ~_outliers(nearest)
    start, step = float(nearest[usual].max()), float(nearest[usual].mean())
    reach = float(np.hypot(x.std(), y.std()))
    bands = start + step * np.arange(_BANDS)
    bands = bands[: max(1, np.count_nonzero(bands <= reach))]
    series = incremental_moran_grid(values, bands, grid.cell_size, progress=progress)
    choices = [
        _outlier_choice("Outlying cells", usual, "cell"),
        Choice("Shortest distance tried", start, "m", "Every cell that is not outlying has a neighbour within it."),
        Choice("Step between distances", step, "m", "The mean distance from a cell to its nearest."),
        Choice(
            "Distances tried", bands.size, "", f"Up to {_BANDS}, none beyond the standard distance ({reach:,.4g} m)."
        ),
    ]
    if series.first_peak is not None:
        why = "The shortest distance at which Moran's I peaks (z at least 1.96): there clustering is most pronounced."
        return series.first_peak, series, [*choices, Choice("Distance band", series.first_peak, "m", why)]
    band, why = _band_by_neighbours(x, y, reach)
    if band < start:
        band, why = start, f"{why} It was enlarged to the shortest distance tried, so that cells have a neighbour."
    return band, series, [*choices, Choice("Distance band", band, "m", why)]


def _band_by_neighbours(x: np.ndarray, y: np.ndarray, reach: float) -> tuple[float, str]:
    wanted = int(np.clip(round(_SHARE * x.size), _FEWEST_NEIGHBOURS, min(_MOST_NEIGHBOURS, x.size - 1)))
    points = np.column_stack([x, y])
    distance = float(spatial.cKDTree(points).query(points, [wanted + 1], workers=-1)[0].mean())
    if distance > reach:
        return reach, (
            f"Moran's I has no significant peak, and {wanted} neighbours lie {distance:,.4g} m away on average, more "
            "than one standard distance; so the standard distance was taken."
        )
    return distance, (
        f"Moran's I has no significant peak; the mean distance to {wanted} neighbours was taken "
        f"(5 % of the cells, at least {_FEWEST_NEIGHBOURS}, at most {_MOST_NEIGHBOURS})."
    )


def _nearest(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Distance from every point to its nearest other one."""
    points = np.column_stack([x, y])
    return np.asarray(spatial.cKDTree(points).query(points, [2], workers=-1)[0][:, 0])


def _outliers(nearest: np.ndarray) -> np.ndarray:
    # On a full grid all distances are equal but for rounding, and none is an outlier.
    return nearest > nearest.mean() * (1 + 1e-9) + _OUTLIER * nearest.std()


def _outlier_choice(name: str, usual: np.ndarray, what: str) -> Choice:
    reason = (
        f"Further from the nearest other {what} than the mean of that distance plus three standard deviations; "
        "left out when distances are averaged, but not of the map."
    )
    return Choice(name, int(np.count_nonzero(~usual)), "", reason)


def _fitting_cell_size(size: float, width: float, height: float) -> float:
    while (width / size + 2) * (height / size + 2) > MAXIMUM_CELLS:
        size *= 1.25
    return size
