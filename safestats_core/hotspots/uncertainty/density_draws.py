"""The density of every draw, on the cells in which draws are tested: what the envelope of a density is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..density.kernel_density import checked_bandwidth
from ..density.kernels import checked_kernel
from ..density.smoothing import Smoother, make_smoother, smooth_mask, smooth_points
from ..grids.grid import Grid

_NODES = 500_000
"""A lattice of so many nodes takes 30 ms a draw, and is fine enough for what vague places can show."""

_SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class DrawSurface:
    """A kernel made ready for draws.

    smoother  for the grid
    inside    cells of the study area, bool of shape (rows, columns); None: all, and what lies beyond counts as well
    share     the share of the kernel that lies in the study area as seen from each cell, shape (rows, columns)
    """

    smoother: Smoother
    inside: Optional[np.ndarray]
    share: np.ndarray


def draw_surface(grid: Grid, inside: Optional[np.ndarray], bandwidth: float, kernel: str = "quartic") -> DrawSurface:
    """A kernel ready for draws; its bandwidth in metres, at least the cell size, or InvalidInput is raised."""
    checked_bandwidth(bandwidth, grid.cell_size)
    smoother = make_smoother(grid, checked_kernel(kernel), bandwidth, _NODES)
    if inside is None:
        return DrawSurface(smoother, None, np.ones((grid.rows, grid.columns)))
    fine = np.zeros((smoother.nodes.rows, smoother.nodes.columns), bool)
    side, start = smoother.refinement, smoother.margin * smoother.refinement
    cells = inside.repeat(side, axis=0).repeat(side, axis=1)
    fine[start : start + cells.shape[0], start : start + cells.shape[1]] = cells
    return DrawSurface(smoother, inside, smooth_mask(smoother, fine)[1])


def density_of_draw(surface: DrawSurface, x: np.ndarray, y: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """Incidents per km2 at every cell centre, shape (rows, columns).

    x, y  metres, shape (n,)
    cell  number of each incident's cell, shape (n,); -1 outside the grid
    Formula: sum of K_h(c - x_i) over the incidents in the study area, by the share of K_h(c - u) that lies in it; as
    `kernel_density` with the study area's cells for its boundary. Without a study area nothing is divided, and
    incidents just outside the grid count as far as the kernel reaches.
    """
    if surface.inside is not None:
        known = (cell >= 0) & surface.inside.ravel()[cell]
        x, y = x[known], y[known]
    per_cell = smooth_points(surface.smoother, x, y, None)
    # Outside the study area the share may be nothing; these cells are not asked for.
    held = np.divide(per_cell, surface.share, where=surface.share > 0, out=np.zeros_like(per_cell))
    return held * (_SQUARE_METRES_PER_KM2 / surface.smoother.grid.cell_area)
