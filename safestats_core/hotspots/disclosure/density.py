"""Densities that may be told: cells that enough incidents carry, and none of them almost alone.

A cell of a density carries the incidents within the reach of its kernel. Where there are one or two of them, the
surface is their kernel, and its middle their address; so a cell that fewer than the threshold carry is withheld, and
one that none carries with it: a round hole in a plain of zeros has its incident in the middle. For the same reason
cells are withheld in blocks, for the edge of what is shown is made of arcs about incidents. With weights, an incident
that outweighs all others gives its weight away (dominance): the p % rule looks after that.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2.2 (p % rule); O'Keefe (2012),
Confidentialising maps of mixed point and diffuse data, LNCS 7556, for surfaces.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ...errors import InvalidInput
from ..density.kernels import checked_kernel

STEPS = 20
"""Densities are shown in so many equal steps: exact values of a known kernel can be worked back to the points."""

BLOCK = 0.5
"""Width in bandwidths of the blocks in which cells are withheld."""

_CELLS_AT_ONCE = 2_000


def carriers(
    cell_x: np.ndarray, cell_y: np.ndarray, x: np.ndarray, y: np.ndarray, bandwidth: float, kernel: str, enough: int
) -> np.ndarray:
    """How many incidents carry each cell: those whose kernel reaches its middle, counted up to `enough`.

    bandwidth  in the unit of the coordinates
    kernel     a name of density.kernels.KERNELS; a gaussian one reaches to three bandwidths here, which leaves out
               1.1 % of it, so that faint tails do not pass for company
    """
    if not bandwidth > 0:
        raise InvalidInput(f"A bandwidth of {bandwidth:g} is none. Give that of the density, above 0.")
    if not x.size or enough < 1:
        return np.zeros(np.shape(cell_x), dtype=np.int64)
    reach = bandwidth * min(checked_kernel(kernel).reach, 3)
    cells = np.column_stack([np.ravel(cell_x), np.ravel(cell_y)])
    distance, _ = cKDTree(np.column_stack([x, y])).query(cells, k=[*range(1, enough + 1)], distance_upper_bound=reach)
    return np.isfinite(distance).sum(axis=1).reshape(np.shape(cell_x))


def is_dominated(
    cell_x: np.ndarray,
    cell_y: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    bandwidth: float,
    kernel: str,
    percent: float,
) -> np.ndarray:
    """Which cells one incident outweighs so much that its weight shows: the p % rule.

    percent  p; how near, in per cent, nobody may come to the largest contribution
    With contributions c1 >= c2 >= ... (weight times kernel at the middle of the cell) and their sum X, a cell is
    dominated where X - c1 - c2 < p / 100 c1: whose incident is second could then tell the first to within p %.
    """
    shape, rule = checked_kernel(kernel), percent / 100
    tree = cKDTree(np.column_stack([x, y]))
    cells = np.column_stack([np.ravel(cell_x), np.ravel(cell_y)])
    found = np.zeros(len(cells), dtype=bool)
    reach = bandwidth * min(shape.reach, 3)
    for start in range(0, len(cells), _CELLS_AT_ONCE):
        part = cells[start : start + _CELLS_AT_ONCE]
        near = tree.query_ball_point(part, reach)
        number = np.repeat(np.arange(len(part)), [len(each) for each in near])
        point = np.concatenate([np.asarray(each, dtype=np.int64) for each in near])
        squared = (part[number, 0] - x[point]) ** 2 + (part[number, 1] - y[point]) ** 2
        found[start : start + len(part)] = _outweighed(
            weights[point] * shape.density(squared / bandwidth**2), number, len(part), rule
        )
    return found.reshape(np.shape(cell_x))


def in_blocks(withheld: np.ndarray, cell_x: np.ndarray, cell_y: np.ndarray, width: float) -> np.ndarray:
    """Which cells are withheld where whole blocks are: all whose middle lies in a block with a cell that is withheld.

    width  of a block, in the unit of the coordinates; the lattice of blocks begins at 0
    """
    blocks = np.column_stack([np.floor(np.ravel(each) / width) for each in (cell_x, cell_y)])
    _, number = np.unique(blocks, axis=0, return_inverse=True)
    number = np.ravel(number)
    held = np.bincount(number, np.ravel(withheld)) > 0
    return np.asarray(held[number].reshape(np.shape(withheld)))


def in_steps(values: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """Densities rounded to a twentieth of the highest that is shown; NaN where not shown.

    shown  which cells may be told
    A value above 0 never becomes 0.
    """
    seen = np.where(shown & np.isfinite(values), values, 0)
    step = float(seen.max(initial=0)) / STEPS
    if step <= 0:
        return np.where(shown, values, np.nan)
    rounded = np.where(seen > 0, np.maximum(np.rint(seen / step), 1), 0) * step
    return np.where(shown & np.isfinite(values), rounded, np.nan)


def _outweighed(contributions: np.ndarray, cell: np.ndarray, cells: int, rule: float) -> np.ndarray:
    order = np.lexsort((-contributions, cell))
    cell, contributions = cell[order], contributions[order]
    total = np.bincount(cell, contributions, cells)
    rank = np.arange(cell.size) - np.searchsorted(cell, cell)
    first, second = (np.bincount(cell[rank == place], contributions[rank == place], cells) for place in (0, 1))
    return (first > 0) & (total - first - second < rule * first - 1e-12 * total)
