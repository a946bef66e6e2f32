"""Incremental Moran's I: at which distance values cluster most, to choose the band of a hotspot map by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Callable, Optional

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..points import checked_points
from .neighbour_sums import NeighbourSums, sums_of_matrix, sums_of_stencil
from .neighbours import distance_band, square_stencil
from .present import checked_grid, present_cells

SIGNIFICANT_Z = 1.96
"""A peak counts where its z is at least this: two-sided, at 95 %."""

Progress = Optional[Callable[[int, int, str], None]]


@dataclass(frozen=True)
class MoranSeries:
    """Moran's I of the same values for a rising series of bands; arrays of shape (bands,).

    bands       metres
    i           global Moran's I
    expected    what it is on average by chance, -1 / (n - 1)
    z           standard score under randomisation
    p           two-sided p of z
    islands     cells without a neighbour in the band
    first_peak  the shortest band whose z is at least SIGNIFICANT_Z and above those of the bands before and after it,
                in metres; None where there is none
    """

    bands: np.ndarray
    i: np.ndarray
    expected: float
    z: np.ndarray
    p: np.ndarray
    islands: np.ndarray
    first_peak: Optional[float]


def incremental_moran(
    x: np.ndarray,
    y: np.ndarray,
    values: np.ndarray,
    bands: np.ndarray,
    *,
    minimum_cells: int = 30,
    progress: Progress = None,
) -> MoranSeries:
    """Moran's I of points, or of areas by their centroids, for each band.

    x, y           coordinates in metres, shape (n,)
    values         one per point, finite, shape (n,)
    bands          metres, rising, shape (bands,)
    minimum_cells  fewer points are refused
    progress       called after every band
    Returns a MoranSeries.
    Raises InvalidInput for bands that do not rise from above 0, too few points, equal values everywhere, unusable
    coordinates, or a band that reaches nobody.

    Formula: I = (n / S0) sum_ij w_ij z_i z_j / sum_i z_i^2 with w_ij = 1 / (number of neighbours of i) within the
    band and 0 beyond (row-standardised), z_i = x_i - mean; z = (I + 1 / (n - 1)) / sd under randomisation.
    Source: Cliff & Ord (1981), Spatial Processes, chapter 2. The search for the first significant peak follows
    'Incremental Spatial Autocorrelation' in the tool reference of ArcGIS Pro.
    """
    x, y, _ = checked_points(x, y)
    values = np.asarray(values, dtype=float)
    if values.shape != x.shape or not np.isfinite(values).all():
        raise InvalidInput(f"{x.size:,} points need as many finite values, not an array of shape {values.shape}.")
    present_cells(values, minimum_cells)
    near = (sums_of_matrix(distance_band(x, y, band)) for band in _checked_bands(bands))
    return _series(values, bands, near, progress)


def incremental_moran_grid(
    values: np.ndarray,
    bands: np.ndarray,
    cell_size: float,
    *,
    minimum_cells: int = 30,
    progress: Progress = None,
) -> MoranSeries:
    """Moran's I on a grid of square cells: the result of `incremental_moran` at their centres, for a million cells.

    values     shape (rows, columns); NaN means that the cell is absent
    bands      metres, rising, shape (bands,), from one cell size on
    cell_size  metres
    The other parameters, the formula, the errors and the source are those of `incremental_moran`.
    """
    values = checked_grid(values)
    present = present_cells(values, minimum_cells)
    near = (sums_of_stencil(present, square_stencil(float(band), cell_size)) for band in _checked_bands(bands))
    return _series(values[present], bands, near, progress)


def _checked_bands(bands: np.ndarray) -> np.ndarray:
    bands = np.asarray(bands, dtype=float)
    if bands.ndim != 1 or bands.size == 0 or not np.all(np.diff(bands, prepend=0) > 0) or np.isinf(bands).any():
        raise InvalidInput("The bands have to rise from above 0 metres, for example 200, 300, 400.")
    return bands


def _series(values: np.ndarray, bands: np.ndarray, nears: Iterable[NeighbourSums], progress: Progress) -> MoranSeries:
    bands = np.asarray(bands, dtype=float)
    centred = values - values.mean()
    found = []
    for done, near in enumerate(nears, start=1):
        found.append((*_moran(centred / centred.std(), near), np.count_nonzero(near.count == 0)))
        if progress is not None:
            progress(done, bands.size, "Moran's I by distance")
    i, z, islands = (np.array(column) for column in zip(*found))
    return MoranSeries(
        bands=bands,
        i=i,
        expected=-1 / (values.size - 1),
        z=z,
        p=2 * special.ndtr(-np.abs(z)),
        islands=islands,
        first_peak=_first_peak(bands, z),
    )


def _moran(x: np.ndarray, near: NeighbourSums) -> tuple[float, float]:
    """I and its z for standard scores `x` and neighbours that are mutual, their weights row-standardised."""
    if not near.count.any():
        raise InvalidInput("A band reaches no neighbour of any cell. Start the series with a longer one.")
    n = x.size
    share = np.divide(1, near.count, out=np.zeros(n), where=near.count > 0)
    received = near.sums(share)
    # With mutual neighbours, (w_ij + w_ji)^2 adds up from the shares alone; S2 holds sums over rows and columns.
    s0 = float(np.count_nonzero(near.count))
    s1 = share.sum() + (share * received).sum()
    s2 = (((near.count > 0) + received) ** 2).sum()
    i = n / s0 * (x * share * near.sums(x)).sum() / n
    kurtosis = (x**4).mean()
    first = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    second = kurtosis * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    variance = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - 1 / (n - 1) ** 2
    # Where every cell is everybody's neighbour I cannot vary.
    return float(i), float((i + 1 / (n - 1)) / np.sqrt(variance)) if variance > 1e-15 else 0.0


def _first_peak(bands: np.ndarray, z: np.ndarray) -> Optional[float]:
    is_peak = (z[1:-1] > z[:-2]) & (z[1:-1] > z[2:]) & (z[1:-1] >= SIGNIFICANT_Z)
    return float(bands[1:-1][is_peak][0]) if is_peak.any() else None
