"""Kernel density: a smooth surface of incidents per square kilometre, quick enough to try many bandwidths on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary, boundary_bounds, inside, mask_cells
from ..grids.grid import Grid, covering_grid
from ..points import Bounds, bounds_of_points, checked_length, checked_points
from .kernels import checked_kernel
from .smoothing import Smoother, make_smoother, smooth_mask, smooth_points

UNITS = ("per_km2", "per_cell", "probability")

_SQUARE_METRES_PER_KM2 = 1e6

_EVERY_POINT = slice(None)


@dataclass(frozen=True)
class DensitySurface:
    """A density and how it came about.

    values     shape (rows, columns), row 0 in the SOUTH; at the centres of the cells; NaN outside the study area
    grid       the square cells; its `bounds` and `cell_size` place the values in the CRS
    bandwidth  metres
    kernel     a key of KERNELS
    units      "per_km2", "per_cell" or "probability"
    points     number of points in the study area: in the grid, and within the boundary where there is one
    weight     sum of their weights
    outside    number of the other points
    """

    values: np.ndarray
    grid: Grid
    bandwidth: float
    kernel: str
    units: str
    points: int
    weight: float
    outside: int

    @property
    def x_origin(self) -> float:
        """Western edge of column 0, in metres."""
        return self.grid.bounds[0]

    @property
    def y_origin(self) -> float:
        """Southern edge of row 0, in metres."""
        return self.grid.bounds[1]

    @property
    def cell_size(self) -> float:
        """Side of a cell in metres."""
        return self.grid.cell_size


def kernel_density(
    x: np.ndarray,
    y: np.ndarray,
    bandwidth: float,
    cell_size: float,
    *,
    kernel: str = "quartic",
    weights: Optional[np.ndarray] = None,
    extent: Optional[Bounds] = None,
    boundary: Optional[Boundary] = None,
    edge_correction: bool = True,
    units: str = "per_km2",
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> DensitySurface:
    """The density of points, smoothed by a kernel, on square cells aligned to the CRS.

    x, y             coordinates in metres, shape (n,)
    bandwidth        metres; the reach of a compact kernel, the standard deviation of a gaussian
    cell_size        metres, at most the bandwidth
    kernel           a key of KERNELS
    weights          zero or more, shape (n,); None counts each point as 1
    extent           west, south, east, north in metres; None: the boundary, or the points and as far as they reach
    boundary         the study area; cells with their centre outside are NaN
    edge_correction  with a boundary. True: nothing is known beyond it, so points outside are left out and each value
                     is divided by the share of the kernel that lies inside. False: the boundary only hides cells
    units            "per_km2"; "per_cell": the weight expected in the cell; "probability": cells add up to 1
    progress         called after every polygon of the boundary; the rest takes a moment
    Returns a DensitySurface.
    Raises InvalidInput for no points in the study area, an unusable bandwidth or cell size, too many cells, unusable
    coordinates or weights, or an unknown kernel or unit.

    Formula: f(c) = sum_i w_i K_h(c - x_i) at every cell centre c, and f(c) / integral of K_h(c - u) over the study
    area with edge correction. Before that correction, and before any of it falls outside the extent, the surface
    integrates to the weight of the points exactly. A point outside the extent but within reach counts towards it.

    How: each point is shared between the four nearest nodes of a lattice (linear binning), and the lattice is
    convolved with the kernel by a Fourier transform. docs/toolbox/kerneldensity.md has the error against the direct
    sum.

    Source: Silverman (1986), Density Estimation, sections 3.5 and 4.2; Wand (1994), Journal of Computational and
    Graphical Statistics 3, 433-445 (binning); Diggle (1985), Applied Statistics 34, 138-147 (edge correction).
    """
    x, y, checked = checked_points(x, y, weights)
    weights = None if weights is None else checked
    shape = checked_kernel(kernel)
    checked_bandwidth(bandwidth, cell_size)
    if units not in UNITS:
        raise InvalidInput(f"There is no unit '{units}' for a density. Choose from: {', '.join(UNITS)}.")
    margin = shape.reach * bandwidth + cell_size
    grid = covering_grid(study_extent(x, y, margin, extent, boundary), cell_size)
    within, known = _study_points(grid, x, y, boundary, edge_correction, progress)
    points = int(np.count_nonzero(within))
    weight = points if weights is None else float(weights[within].sum())
    if weight == 0:
        raise InvalidInput(
            f"None of the {x.size:,} points lies in the study area with a weight above 0. "
            "Check the coordinate system and the extent, or choose other points."
        )
    smoother = make_smoother(grid, shape, bandwidth)
    values = smooth_points(smoother, x[known], y[known], None if weights is None else weights[known])
    if boundary is not None:
        values = _inside_boundary(smoother, values, boundary, edge_correction)
    values = _in_units(values, grid, units)
    return DensitySurface(values, grid, float(bandwidth), kernel, units, points, float(weight), x.size - points)


def checked_bandwidth(bandwidth: float, cell_size: float) -> None:
    """Refuse lengths in metres that are none, and cells in which the kernel would be lost."""
    checked_length("bandwidth", bandwidth, "Enter one in metres, or let a rule choose it.")
    checked_length("cell size", cell_size, "Enter the side of a cell in metres, for example a tenth of the bandwidth.")
    if bandwidth < cell_size:
        raise InvalidInput(
            f"The bandwidth of {bandwidth:g} m is smaller than a cell of {cell_size:g} m, which would hide it. "
            f"Use a bandwidth of at least {cell_size:g} m or cells of at most {bandwidth:g} m; "
            "a tenth of the bandwidth draws a smooth surface."
        )


def study_extent(
    x: np.ndarray, y: np.ndarray, margin: float, extent: Optional[Bounds], boundary: Optional[Boundary]
) -> Bounds:
    """The extent that was given, that of the boundary, or else that of the points and a margin in metres round them."""
    if extent is not None:
        return extent
    if boundary is not None:
        return boundary_bounds(boundary)
    west, south, east, north = bounds_of_points(x, y)
    return west - margin, south - margin, east + margin, north + margin


def _study_points(
    grid: Grid,
    x: np.ndarray,
    y: np.ndarray,
    boundary: Optional[Boundary],
    edge_correction: bool,
    progress: Optional[Callable[[int, int, str], None]],
) -> tuple[np.ndarray, Union[np.ndarray, slice]]:
    """Which points lie in the study area, and which may count towards the density."""
    west, south, east, north = grid.bounds
    in_grid = (x >= west) & (x < east) & (y >= south) & (y < north)
    if boundary is None:
        return in_grid, _EVERY_POINT
    in_boundary = inside(boundary, x, y, progress)
    return in_grid & in_boundary, in_boundary if edge_correction else _EVERY_POINT


def _inside_boundary(smoother: Smoother, values: np.ndarray, boundary: Boundary, edge_correction: bool) -> np.ndarray:
    mask, share = smooth_mask(smoother, mask_cells(smoother.nodes, boundary))
    if not values[mask].any():
        raise InvalidInput(
            f"No cell of {smoother.grid.cell_size:g} m within reach of a point has its centre inside the boundary. "
            "Use smaller cells."
        )
    return np.divide(values, share if edge_correction else 1.0, where=mask, out=np.full(values.shape, np.nan))


def _in_units(weight_per_cell: np.ndarray, grid: Grid, units: str) -> np.ndarray:
    if units == "per_km2":
        return weight_per_cell * (_SQUARE_METRES_PER_KM2 / grid.cell_area)
    return weight_per_cell if units == "per_cell" else weight_per_cell / np.nansum(weight_per_cell)
