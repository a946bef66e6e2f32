"""Who is whose neighbour: sparse 0/1 weights between cells or points, row i holding the neighbours of i.

The methods of a grid number only the cells that exist (inside the mask), in the order of `values[mask]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional, Union

import numpy as np
from scipy import sparse, spatial

from ...errors import InvalidInput
from ..grids.grid import Grid, checked_mask
from ..grids.hexagons import EVEN_ROW_NEIGHBOURS, ODD_ROW_NEIGHBOURS
from ..points import checked_length, checked_points

MAXIMUM_PAIRS = 50_000_000
"""Pairs of neighbours that still fit into the memory of a small machine (about 1.5 GB while they are put together)."""

_ROUNDING = 1 + 1e-9
"""A neighbour at exactly the band stays one when its distance is rounded up."""

_ROOK = ((-1, 0), (0, -1), (0, 1), (1, 0))
_QUEEN = (*_ROOK, (-1, -1), (-1, 1), (1, -1), (1, 1))


def queen(grid: Grid, mask: Optional[np.ndarray] = None, include_self: bool = False) -> sparse.csr_matrix:
    """Cells that share an edge or a corner: 8 for a square inside the grid, 6 for a hexagon.

    mask          which cells exist, bool of shape (rows, columns); None means all
    include_self  whether a cell is its own neighbour
    Returns weights of shape (cells, cells), counting only cells that exist.
    """
    return _adjacent(grid, mask, _QUEEN, include_self)


def rook(grid: Grid, mask: Optional[np.ndarray] = None, include_self: bool = False) -> sparse.csr_matrix:
    """Cells that share an edge: 4 for a square inside the grid, 6 for a hexagon; parameters as in `queen`."""
    return _adjacent(grid, mask, _ROOK, include_self)


def distance_band(x: np.ndarray, y: np.ndarray, band: float, include_self: bool = False) -> sparse.csr_matrix:
    """Points, or cell centres, no further apart than the band.

    x, y          coordinates in metres, shape (n,)
    band          metres; a distance equal to the band counts
    include_self  whether a point is its own neighbour
    Returns weights of shape (n, n). A point with nobody inside the band has an empty row.
    Raises InvalidInput where no two points are neighbours, or more pairs are than memory holds.
    """
    x, y, _ = checked_points(x, y)
    checked_length("band", band, "Enter the distance to which neighbours reach.")
    tree = spatial.cKDTree(np.column_stack([x, y]))
    count = (int(tree.count_neighbors(tree, band * _ROUNDING)) - x.size) // 2
    if count == 0:
        raise InvalidInput(
            f"No two of {x.size:,} points lie within {band:g} m of each other. Use a longer band, or the k nearest."
        )
    if count > MAXIMUM_PAIRS:
        raise InvalidInput(
            f"A band of {band:g} m makes {count:,} pairs of neighbours, more than {MAXIMUM_PAIRS:,}. "
            "Use a shorter band, the k nearest, or count the points on a grid first."
        )
    first, second = tree.query_pairs(band * _ROUNDING, output_type="ndarray").T
    return _weights(x.size, np.concatenate([first, second]), np.concatenate([second, first]), include_self)


def k_nearest(x: np.ndarray, y: np.ndarray, k: int, include_self: bool = False) -> sparse.csr_matrix:
    """The k points nearest to each point; of points equally far, the tree's choice (the same in every run).

    x, y          coordinates in metres, shape (n,); points in one place are neighbours at distance 0
    k             number of neighbours, the point itself not counted
    include_self  whether a point is its own neighbour as well
    Returns weights of shape (n, n); not symmetric.
    Raises InvalidInput unless 1 <= k < n.
    """
    x, y, _ = checked_points(x, y)
    if not 1 <= k < x.size:
        raise InvalidInput(f"{x.size:,} points cannot have {k} neighbours each. Use a number from 1 to {x.size - 1:,}.")
    points = np.column_stack([x, y])
    found = spatial.cKDTree(points).query(points, k + 1, workers=-1)[1]
    is_self = found == np.arange(x.size)[:, None]
    # Among more than k twins in one place a point may be missing from its own answer; then the last one has to go.
    is_self[~is_self.any(axis=1), -1] = True
    return _weights(x.size, np.repeat(np.arange(x.size), k), found[~is_self], include_self)


def square_stencil(neighbourhood: Union[str, float], cell_size: Optional[float] = None) -> np.ndarray:
    """The neighbours of one square cell, itself included, as a 0/1 array with odd sides and the cell in its middle.

    neighbourhood  "queen", "rook", or a band in metres between cell centres
    cell_size      metres; needed with a band
    Raises InvalidInput for an unknown neighbourhood or a band that reaches no other cell.
    """
    if neighbourhood == "queen":
        return np.ones((3, 3))
    if neighbourhood == "rook":
        return np.array([[0.0, 1, 0], [1, 1, 1], [0, 1, 0]])
    if isinstance(neighbourhood, str):
        raise InvalidInput(f"There is no neighbourhood '{neighbourhood}'. Choose queen, rook or a band in metres.")
    if cell_size is None:
        raise InvalidInput(f"A band of {neighbourhood:g} m needs the cell size. Give `cell_size` in metres.")
    checked_length("cell size", cell_size, "Enter the side of a cell in metres.")
    checked_length("band", neighbourhood, "Enter the distance to which neighbours reach.")
    cells = neighbourhood * _ROUNDING / cell_size
    if cells < 1:
        raise InvalidInput(
            f"A band of {neighbourhood:g} m reaches no other cell of {cell_size:g} m. Use at least {cell_size:g} m."
        )
    step = np.arange(-int(cells), int(cells) + 1)
    return (step[:, None] ** 2 + step[None, :] ** 2 <= cells**2).astype(float)


def _adjacent(
    grid: Grid, mask: Optional[np.ndarray], steps: Iterable[tuple[int, int]], include_self: bool
) -> sparse.csr_matrix:
    present = checked_mask(grid, np.ones((grid.rows, grid.columns)) if mask is None else mask)
    number = np.full(present.shape, -1)
    number[present] = np.arange(np.count_nonzero(present))
    if grid.shape == "square":
        pairs = [_pairs(number, step, slice(None)) for step in steps]
    else:
        first_even = grid.row % 2
        pairs = [_pairs(number, step, slice(first_even, None, 2)) for step in EVEN_ROW_NEIGHBOURS]
        pairs += [_pairs(number, step, slice(1 - first_even, None, 2)) for step in ODD_ROW_NEIGHBOURS]
    here, there = np.concatenate(pairs, axis=1)
    return _weights(np.count_nonzero(present), here, there, include_self)


def _pairs(number: np.ndarray, step: tuple[int, int], rows: slice) -> np.ndarray:
    """Numbers of the cells in `rows` and of the cells one step on, where both exist; shape (2, pairs)."""
    row, column = step
    around = np.pad(number, 1, constant_values=-1)
    stepped = around[1 + row : around.shape[0] - 1 + row, 1 + column : around.shape[1] - 1 + column]
    here, there = number[rows], stepped[rows]
    both = (here >= 0) & (there >= 0)
    return np.stack([here[both], there[both]])


def _weights(count: int, here: np.ndarray, there: np.ndarray, include_self: bool) -> sparse.csr_matrix:
    weights = sparse.csr_matrix((np.ones(here.size), (here, there)), shape=(count, count))
    return weights + sparse.identity(count, format="csr") if include_self else weights
