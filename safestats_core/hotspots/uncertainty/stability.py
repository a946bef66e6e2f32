"""Hot spots that do not depend on the choices: the method over cell sizes, origins and bands, and what all agree on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..density.kernel_density import kernel_density
from ..grids.boundary import Boundary, boundary_bounds, count_inside, inside, mask_cells
from ..grids.grid import Grid, cell_centres, cell_index, count_points, covering_grid
from ..local_statistics.getis_ord import getis_ord_grid
from ..points import Bounds, bounds_of_points, checked_length, checked_points

STABLE = 0.9
"""A place that is hot in nine settings of ten is called stable: it hangs on no single choice."""

MAXIMUM_SETTINGS = 500
MAXIMUM_MAPS = 300_000_000
"""Settings times cells of the reference grid: a byte each."""

_LEVELS = {0.9: 1, 0.95: 2, 0.99: 3}


@dataclass(frozen=True)
class Setting:
    """One way to make the map, and what came of it.

    method     "gi" or "density"
    cell_size  metres
    across, up how far the lattice is moved to the east and north, metres, less than a cell
    reach      metres: the distance to neighbours (0: cells that touch), or the bandwidth
    hot_area   square metres of the study area that are hot
    overlap    of the hot places with those that are hot in most settings (Jaccard: both / either; 1 where neither has
               any)
    """

    method: str
    cell_size: float
    across: float
    up: float
    reach: float
    hot_area: float = 0.0
    overlap: float = 0.0


@dataclass(frozen=True)
class Stability:
    """How the settings agree.

    grid      the fine reference grid of squares
    share     share of the settings in which the place is hot, shape (rows, columns); NaN outside the study area
    settings  each with its hot area and overlap
    points    points in the study area
    """

    grid: Grid
    share: np.ndarray
    settings: list[Setting]
    points: int


def settings_of(method: str, cell_sizes: Sequence[float], reaches: Sequence[float], origins: int) -> list[Setting]:
    """Every combination of the choices.

    method      "gi" or "density"
    cell_sizes  metres
    reaches     metres: distances to neighbours (0: cells that touch), or bandwidths of at least the largest cell
    origins     the lattice is moved by whole parts 0, 1/origins, ... of a cell in both directions
    Raises InvalidInput for no or too many settings, repeated or unusable lengths, or an unknown method.
    """
    if method not in ("gi", "density"):
        raise InvalidInput(f"There is no method '{method}'. Choose gi or density.")
    sizes, bands = sorted(set(map(float, cell_sizes))), sorted(set(map(float, reaches)))
    if not (sizes and bands) or origins < 1:
        raise InvalidInput("Give at least one cell size, one distance or bandwidth, and one origin.")
    for size in sizes:
        checked_length("cell size", size, "Enter the side of a cell in metres, for example 100.")
    for band in bands:
        if not np.isfinite(band) or band < 0 or 0 < band < sizes[-1] or (method == "density" and band == 0):
            words = "bandwidth" if method == "density" else "distance to neighbours"
            raise InvalidInput(
                f"A {words} of {band:g} m does not go with cells of {sizes[-1]:g} m. Use at least the largest cell"
                f"{'' if method == 'density' else ', or 0 for cells that touch'}."
            )
    made = [
        Setting(method, size, size * column / origins, size * row / origins, band)
        for size, band, column, row in product(sizes, bands, range(origins), range(origins))
    ]
    if not 2 <= len(made) <= MAXIMUM_SETTINGS:
        raise InvalidInput(
            f"The choices make {len(made):,} settings. Give cell sizes, distances and origins for 2 to "
            f"{MAXIMUM_SETTINGS}."
        )
    return made


def hotspot_stability(
    x: np.ndarray,
    y: np.ndarray,
    settings: Sequence[Setting],
    reference_size: float,
    *,
    boundary: Optional[Boundary] = None,
    confidence: float = 0.95,
    chance: str = "counts",
    fdr: bool = True,
    top: float = 0.05,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Stability:
    """The share of settings in which each place is hot.

    x, y            coordinates in metres, shape (n,)
    settings        as `settings_of` makes them
    reference_size  metres: side of the cells on which settings are compared, at most the smallest cell
    boundary        the study area; None: the extent of the points
    confidence      of Gi*: 0.9, 0.95 or 0.99
    chance, fdr     of Gi*, as in `getis_ord`
    top             of a density: the share of the study area with the highest density that is called hot
    progress        called for every setting; may raise Cancelled
    Returns a Stability.
    Raises InvalidInput for no points, unusable choices, and what the method refuses, with the setting's name.

    Formula: hot(c, s) says whether the cell of setting s that holds the middle of reference cell c is hot;
    share(c) = mean over s. The majority map is share > 0.5, and overlap = |hot and majority| / |hot or majority|.
    Source: the modifiable areal unit problem, Openshaw (1984), CATMOG 38, Geo Books, Norwich; the overlap, Jaccard
    (1912), New Phytologist 11, 37-50. Counting settings is our own way to show the first.
    """
    x, y, _ = checked_points(x, y)
    bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
    _check(settings, reference_size, confidence, top)
    grid = covering_grid(bounds, reference_size)
    if grid.cells * len(settings) > MAXIMUM_MAPS:
        raise InvalidInput(
            f"{len(settings):,} settings on {grid.cells:,} places are too many. Use larger reference cells or fewer "
            "settings."
        )
    present = np.ones((grid.rows, grid.columns), bool) if boundary is None else mask_cells(grid, boundary)
    east, north = (centre[present] for centre in cell_centres(grid))
    if not east.size:
        raise InvalidInput("No reference cell has its middle in the study area. Use smaller reference cells.")
    maps = np.empty((len(settings), east.size), dtype=bool)
    for number, setting in enumerate(settings):
        if progress is not None:
            progress(number, len(settings), "Settings")
        maps[number] = _hot_at(setting, x, y, bounds, boundary, (east, north), _LEVELS[confidence], chance, fdr, top)
    mean = maps.mean(axis=0)
    share = np.full(present.shape, np.nan)
    share[present] = mean
    judged = [
        replace(setting, hot_area=float(hot.sum() * grid.cell_area), overlap=_overlap(hot, mean > 0.5))
        for setting, hot in zip(settings, maps)
    ]
    points = x.size if boundary is None else int(np.count_nonzero(inside(boundary, x, y)))
    return Stability(grid, share, judged, points)


def _check(settings: Sequence[Setting], reference_size: float, confidence: float, top: float) -> None:
    checked_length("reference cell", reference_size, "Enter the side of a cell in metres, for example 50.")
    smallest = min(setting.cell_size for setting in settings)
    if reference_size > smallest:
        raise InvalidInput(
            f"Reference cells of {reference_size:g} m are larger than the smallest cells of {smallest:g} m, which they "
            f"could not tell apart. Use at most {smallest:g} m."
        )
    if confidence not in _LEVELS:
        raise InvalidInput(f"There is no confidence {confidence:g}. Choose 0.9, 0.95 or 0.99.")
    if not 0 < top < 1:
        raise InvalidInput(f"The top {top:g} of the study area is no share between 0 and 1. Use 0.05 for 5 %.")


def _hot_at(
    setting: Setting,
    x: np.ndarray,
    y: np.ndarray,
    bounds: Bounds,
    boundary: Optional[Boundary],
    places: tuple[np.ndarray, np.ndarray],
    least: int,
    chance: str,
    fdr: bool,
    top: float,
) -> np.ndarray:
    """Whether each place lies in a hot cell of one setting."""
    # Lattices are fixed to the origin of the CRS, so everything is moved the other way.
    move = np.array([setting.across, setting.up])
    west, south, east, north = bounds
    moved = (west - move[0], south - move[1], east - move[0], north - move[1])
    area = None if boundary is None else [[np.asarray(ring, float) - move for ring in part] for part in boundary]
    grid = covering_grid(moved, setting.cell_size)
    try:
        if setting.method == "gi":
            hot = _hot_by_gi(grid, x - move[0], y - move[1], area, setting.reach, least, chance, fdr)
        else:
            hot = _hot_by_density(grid, x - move[0], y - move[1], area, moved, setting.reach, top)
    except InvalidInput as error:
        raise InvalidInput(
            f"With cells of {setting.cell_size:g} m and a reach of {setting.reach:g} m: {error}"
        ) from error
    index = cell_index(grid, places[0] - move[0], places[1] - move[1])
    return (index >= 0) & hot.ravel()[index]


def _hot_by_gi(
    grid: Grid,
    x: np.ndarray,
    y: np.ndarray,
    area: Optional[Boundary],
    reach: float,
    least: int,
    chance: str,
    fdr: bool,
) -> np.ndarray:
    if area is None:
        values = count_points(grid, x, y).count.astype(float)
    else:
        counts, mask = count_inside(grid, area, x, y)
        values = np.where(mask, counts.count, np.nan)
    found = getis_ord_grid(values, reach or "queen", cell_size=grid.cell_size, chance=chance, fdr=fdr)
    return np.asarray(found.bins >= least)


def _hot_by_density(
    grid: Grid, x: np.ndarray, y: np.ndarray, area: Optional[Boundary], bounds: Bounds, bandwidth: float, top: float
) -> np.ndarray:
    surface = kernel_density(x, y, bandwidth, grid.cell_size, extent=bounds, boundary=area)
    values = np.nan_to_num(surface.values, nan=-1.0)
    threshold = np.quantile(surface.values[~np.isnan(surface.values)], 1 - top)
    # Where most of the study area is empty the threshold may be 0, and nothing is not hot.
    return np.asarray((values >= threshold) & (values > 0))


def _overlap(hot: np.ndarray, majority: np.ndarray) -> float:
    either = int(np.count_nonzero(hot | majority))
    return 1.0 if either == 0 else int(np.count_nonzero(hot & majority)) / either
