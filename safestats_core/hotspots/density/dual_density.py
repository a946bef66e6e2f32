"""Dual kernel density: how two sets of points compare from place to place, on one grid and with one bandwidth."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary
from ..grids.grid import Grid
from ..points import Bounds, checked_length, checked_points
from .kernel_density import DensitySurface, kernel_density, study_extent
from .kernels import checked_kernel
from .random_labelling import labelling_p

MODES = ("ratio", "log_ratio", "difference", "sum")

_SQUARE_METRES_PER_KM2 = 1e6

Points = tuple[np.ndarray, np.ndarray, Optional[np.ndarray]]
"""x and y in metres and weights, each of shape (n,); None counts each point as 1."""


@dataclass(frozen=True)
class DualDensity:
    """Two densities compared, and how it came about.

    values   shape (rows, columns), row 0 in the SOUTH; NaN outside the study area and nowhere else
    p        two-sided p of each cell, shape of `values`, NaN where they are; None where no permutations were asked for
    first    the density of the first points, per km2, before lengths and shares
    second   the same of the second points
    mode     one of MODES
    average  the ratio of the two totals in the unit of the comparison: what a ratio is where both sets lie alike
    floors   the least density of the first and of the second points that a ratio takes, in the unit of the comparison
    floored  number of cells in the study area where the second density lies below its floor
    """

    values: np.ndarray
    p: Optional[np.ndarray]
    first: DensitySurface
    second: DensitySurface
    mode: str
    average: float
    floors: tuple[float, float]
    floored: int

    @property
    def grid(self) -> Grid:
        """The square cells."""
        return self.first.grid


def dual_density(
    first: Points,
    second: Points,
    bandwidth: float,
    cell_size: float,
    *,
    mode: str = "ratio",
    kernel: str = "quartic",
    lengths: tuple[float, float] = (1.0, 1.0),
    shares: bool = False,
    floor: float = 1.0,
    permutations: int = 0,
    seed: Union[int, np.random.Generator] = 0,
    extent: Optional[Bounds] = None,
    boundary: Optional[Boundary] = None,
    edge_correction: bool = True,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> DualDensity:
    """The ratio, log ratio, difference or sum of the densities of two sets of points.

    first, second    x and y in metres and weights or None, each of shape (n,)
    bandwidth        metres, one for both: with two, a ratio would show where the bandwidths differ
    cell_size        metres, at most the bandwidth
    mode             "ratio" first / second, "log_ratio" its natural logarithm, "difference" first - second, or "sum"
    kernel           a key of KERNELS
    lengths          how long each set was collected, in one unit, for example days: densities are divided by it
    shares           True: each density is divided by the weight of its set instead, so that only where the points lie
                     is compared, not how many there are nor how long they were collected; a ratio of 1 is the average
    floor            second points per circle of a bandwidth that a ratio takes at the least (see below)
    permutations     number of random labellings for the p values; 0 makes none
    seed             number or numpy Generator
    extent, boundary, edge_correction  as in `kernel_density`; without extent and boundary, both sets and their reach
    progress         called after every polygon of the boundary and after every permutation
    Returns a DualDensity. Difference and sum are in incidents per km2 (per unit of length), or with shares in parts
    of the whole per km2; a ratio is a plain number.
    Raises InvalidInput as `kernel_density`, for either set, and for an unknown mode, length, floor or permutations.

    Formula: with f and g the densities of the two sets and a the ratio of their totals,
    ratio = max(f, a c) / max(g, c), log ratio = ln(ratio), difference = f - g, sum = f + g. The floor c is the density
    of `floor` second points of average weight spread evenly over a circle of the bandwidth (for a gaussian kernel of
    twice its standard deviation): less than one point cannot be told from none, and a ratio to it says nothing. Where
    both sets have next to nothing, the ratio is the average, a. Ours; the literature adds a constant to both densities
    instead, a small share of the highest (Bowman & Azzalini 1997; `epsilon` in the R package sparr).

    p: how often a random labelling gives a first density as far from what the labels' shares let expect, or farther;
    the same in every mode. It says where the two sets differ in where they lie, whatever their totals.

    Source: Bithell (1990), Statistics in Medicine 9, 691-701 (ratio); Kelsall & Diggle (1995), Statistics in Medicine
    14, 2335-2342 (log ratio, one bandwidth, random labelling); Levine (2015), CrimeStat IV, chapter 10 (dual kernel
    density, modes); Bowman & Azzalini (1997), Applied Smoothing Techniques for Data Analysis.
    """
    _check_choices(mode, lengths, floor, permutations)
    reach = checked_kernel(kernel).reach * checked_length("bandwidth", bandwidth, "Enter one in metres.")
    if extent is None and boundary is None:
        x, y = (np.concatenate([np.asarray(one[axis], dtype=float) for one in (first, second)]) for axis in (0, 1))
        checked_points(x, y)
        extent = study_extent(x, y, reach + cell_size, None, None)
    f_surface, g_surface = (
        _density(name, points, bandwidth, cell_size, kernel, extent, boundary, edge_correction, progress)
        for name, points in (("first", first), ("second", second))
    )
    per = [one.weight if shares else length for one, length in zip((f_surface, g_surface), lengths)]
    f, g = f_surface.values / per[0], g_surface.values / per[1]
    average = f_surface.weight / per[0] / (g_surface.weight / per[1])
    g_floor = floor * _one_point(g_surface) / per[1]
    f_floor = g_floor * average
    p = None
    if permutations:
        known = boundary if edge_correction else None
        p = labelling_p(f_surface.grid, kernel, bandwidth, first, second, permutations, seed, known, progress)
        p[np.isnan(f)] = np.nan
    values = _values(mode, f, g, f_floor, g_floor)
    floored = int(np.count_nonzero(g < g_floor))
    return DualDensity(values, p, f_surface, g_surface, mode, average, (f_floor, g_floor), floored)


def _check_choices(mode: str, lengths: tuple[float, float], floor: float, permutations: int) -> None:
    if mode not in MODES:
        raise InvalidInput(f"There is no comparison '{mode}'. Choose from: {', '.join(MODES)}.")
    for length in lengths:
        if not (math.isfinite(length) and length > 0):
            raise InvalidInput(f"A period of length {length:g} cannot be compared. Enter a length above 0, as in days.")
    if not (math.isfinite(floor) and floor > 0):
        raise InvalidInput(f"The floor of a ratio is {floor:g}; it has to be more than 0 points. Leave it at 1.")
    if permutations < 0:
        raise InvalidInput(f"{permutations} permutations cannot be made. Use a number such as 999, or 0 for none.")


def _density(
    name: str,
    points: Points,
    bandwidth: float,
    cell_size: float,
    kernel: str,
    extent: Optional[Bounds],
    boundary: Optional[Boundary],
    edge_correction: bool,
    progress: Optional[Callable[[int, int, str], None]],
) -> DensitySurface:
    try:
        return kernel_density(
            points[0],
            points[1],
            bandwidth,
            cell_size,
            kernel=kernel,
            weights=points[2],
            extent=extent,
            boundary=boundary,
            edge_correction=edge_correction,
            progress=progress,
        )
    except InvalidInput as error:
        raise InvalidInput(f"The {name} points: {error}") from error


def _one_point(surface: DensitySurface) -> float:
    """Density per km2 of one point of average weight over a circle that is as wide as the kernel is felt."""
    radius = surface.bandwidth * (2 if surface.kernel == "gaussian" else 1)
    return surface.weight / surface.points / (math.pi * radius**2) * _SQUARE_METRES_PER_KM2


def _values(mode: str, f: np.ndarray, g: np.ndarray, f_floor: float, g_floor: float) -> np.ndarray:
    if mode == "difference":
        return f - g
    if mode == "sum":
        return f + g
    ratio = np.maximum(f, f_floor) / np.maximum(g, g_floor)
    return np.log(ratio) if mode == "log_ratio" else ratio
