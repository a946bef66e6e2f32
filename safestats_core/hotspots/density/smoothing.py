"""Spreading weights over a grid by a kernel: linear binning on a fine lattice, then one Fourier convolution.

The lattice is the grid with a margin as wide as the kernel, so that what the transform wraps round stays in the
margin; where the grid is coarse, each cell is split into an odd number of lattice cells a side, so that the centres of
grid cells are nodes of the lattice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import fft

from ...errors import InvalidInput
from ..grids.grid import MAXIMUM_CELLS, Grid
from .binning import share_between_nodes
from .kernels import Kernel

_NODES_PER_BANDWIDTH = 20
_REFINED_NODES = 2_000_000
"""By default the lattice is refined towards 20 nodes per bandwidth while it has no more nodes than this."""

_WORKING_CELLS = 4 * MAXIMUM_CELLS
"""Largest grid with margin; it takes about 1 GB to work on."""

_NOISE = 1e-13
"""Share of the highest value below which a Fourier transform leaves nothing but rounding."""


@dataclass(frozen=True)
class Smoother:
    """A kernel made ready for a grid.

    grid        the cells that are asked for
    nodes       the lattice that is worked on, as a grid of its own
    refinement  lattice cells per grid cell along a side, odd
    margin      grid cells on every side of the grid that the lattice covers too, at the least
    stencil     the kernel at every node as seen from node (0, 0), circular, adding up to 1; shape of `nodes`
    spectrum    the Fourier transform of the stencil
    """

    grid: Grid
    nodes: Grid
    refinement: int
    margin: int
    stencil: np.ndarray
    spectrum: np.ndarray


def make_smoother(grid: Grid, kernel: Kernel, bandwidth: float, most_nodes: Optional[int] = None) -> Smoother:
    """Choose the lattice for a grid of squares, and put the kernel on it.

    bandwidth   metres, at least the cell size
    most_nodes  the lattice is refined while it has no more nodes; None: what is right for one surface; 0: it is no
                finer than the grid, which is quicker where the same is smoothed many times
    Raises InvalidInput where the margin that the kernel needs makes the lattice too large.
    """
    margin = math.ceil(kernel.reach * bandwidth / grid.cell_size) + 1
    rows, columns = grid.rows + 2 * margin, grid.columns + 2 * margin
    if rows * columns > _WORKING_CELLS:
        raise InvalidInput(
            f"A bandwidth of {bandwidth:g} m reaches over {margin:,} cells of {grid.cell_size:g} m, and so far beyond "
            "the extent on every side. Use larger cells or a smaller bandwidth."
        )
    refinement = _refinement(
        rows * columns, bandwidth / grid.cell_size, _REFINED_NODES if most_nodes is None else most_nodes
    )
    nodes = Grid(
        "square",
        grid.cell_size / refinement,
        (grid.column - margin) * refinement,
        (grid.row - margin) * refinement,
        fft.next_fast_len(columns, real=True) * refinement,
        fft.next_fast_len(rows, real=True) * refinement,
    )
    stencil = _stencil(nodes, kernel, bandwidth)
    return Smoother(grid, nodes, refinement, margin, stencil, fft.rfft2(stencil, workers=-1))


def smooth_points(smoother: Smoother, x: np.ndarray, y: np.ndarray, weights: Optional[np.ndarray]) -> np.ndarray:
    """Weight per cell of the grid, shape (rows, columns), after each point's weight is spread by the kernel.

    The kernel as seen from a node adds up to 1 over the cell centres it reaches, whichever node it is: all cells,
    with those of the margin, hold the weight of the points exactly.
    """
    binned = share_between_nodes(smoother.nodes, x, y, weights)
    total = binned.sum()
    if total == 0:
        return np.zeros((smoother.grid.rows, smoother.grid.columns))
    side = smoother.refinement
    blocks = (smoother.nodes.rows // side, side, smoother.nodes.columns // side, side)
    # Seen from a node, cell centres lie at steps that leave one remainder each way when divided by the refinement.
    remainder = (side // 2 - np.arange(side)) % side
    reached = smoother.stencil.reshape(blocks).sum(axis=(0, 2))[np.ix_(remainder, remainder)]
    spread = _convolve(smoother, (binned.reshape(blocks) / reached[:, None, :]).reshape(binned.shape))
    cells = spread[side // 2 :: side, side // 2 :: side]
    cells = np.where(cells > _NOISE * cells.max(), cells, 0)
    return _without_margin(smoother, cells * (total / cells.sum()))


def smooth_mask(smoother: Smoother, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which cells of the grid have their centre in the mask, and the share of the kernel inside it as seen from each.

    mask  bool, one per node, shape of `smoother.nodes`
    Returns booleans and shares in (0, 1] where they are true, each of shape (rows, columns).
    """
    middle = slice(smoother.refinement // 2, None, smoother.refinement)
    share = _convolve(smoother, mask.astype(float))[middle, middle]
    return _without_margin(smoother, mask[middle, middle]), _without_margin(smoother, np.minimum(share, 1))


def _refinement(cells: int, cells_per_bandwidth: float, most_nodes: int) -> int:
    wanted = math.ceil(_NODES_PER_BANDWIDTH / cells_per_bandwidth)
    affordable = math.isqrt(most_nodes // cells)
    return max(1, min(wanted | 1, (affordable - 1) | 1))


def _stencil(nodes: Grid, kernel: Kernel, bandwidth: float) -> np.ndarray:
    squared = [
        (np.minimum(np.arange(count), count - np.arange(count)) * nodes.cell_size / bandwidth) ** 2
        for count in (nodes.rows, nodes.columns)
    ]
    distance = squared[0][:, None] + squared[1][None, :]
    reached = distance <= kernel.reach**2
    stencil = np.zeros(distance.shape)
    stencil[reached] = kernel.density(distance[reached])
    return stencil / stencil.sum()


def _convolve(smoother: Smoother, weights: np.ndarray) -> np.ndarray:
    return fft.irfft2(fft.rfft2(weights, workers=-1) * smoother.spectrum, weights.shape, workers=-1)


def _without_margin(smoother: Smoother, cells: np.ndarray) -> np.ndarray:
    start, grid = smoother.margin, smoother.grid
    return cells[start : start + grid.rows, start : start + grid.columns]
