"""Bivariate local Moran's I: where much of one thing lies among much, or little, of another, beyond chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Union

import numpy as np
from scipy import sparse

from ...errors import InvalidInput
from .local_moran import LocalMoran, moran_of_scores, z_scores
from .neighbour_sums import sums_of_matrix, sums_of_stencil
from .neighbours import square_stencil
from .present import checked_cells, checked_grid, present_cells


def bivariate_local_moran(
    x: np.ndarray,
    y: np.ndarray,
    weights: sparse.spmatrix,
    *,
    permutations: int = 999,
    level: float = 0.05,
    fdr: bool = True,
    seed: Union[int, np.random.Generator] = 0,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> LocalMoran:
    """Bivariate local Moran's I for any weights, which are row-standardised.

    x             the cell's own value, shape (n,); NaN means absent
    y             the value of its neighbours, shape (n,); NaN means absent: a cell without either is nobody's neighbour
    The other parameters and the errors are those of `local_moran`.
    Returns a LocalMoran with arrays of shape (n,). In its classes the first letter is x in the cell, the second y in
    the neighbours: HL is much of x among little of y.

    Formula: I_i = zx_i sum_j w_ij zy_j / sum_j w_ij with standard scores by n - 1. With the cell's own x and y held,
    the other values of y are dealt anew to the other cells; p is two-sided as in `local_moran`. x alone sets no p: it
    says which cells are asked about. Like every bivariate Moran, a high I may come from y alone, where x and y go
    together within cells.
    Source: Anselin, Syabri & Smirnov (2002), Visualizing multivariate spatial correlation with dynamically linked
    windows, CSISS workshop on new tools for spatial data analysis.
    """
    x, matrix = checked_cells(x, weights)
    y, _ = checked_cells(y, weights)
    present = _present(x, y, minimum_cells)
    near = sums_of_matrix(matrix[present][:, present])
    own, other = z_scores(x[present]), z_scores(y[present])
    return moran_of_scores(own, other, present, near, permutations, level, fdr, seed, progress)


def bivariate_local_moran_grid(
    x: np.ndarray,
    y: np.ndarray,
    neighbourhood: Union[str, float] = "queen",
    *,
    cell_size: Optional[float] = None,
    permutations: int = 999,
    level: float = 0.05,
    fdr: bool = True,
    seed: Union[int, np.random.Generator] = 0,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> LocalMoran:
    """The same on a grid of square cells, by convolution.

    x, y           shape (rows, columns); NaN means that the cell is absent
    neighbourhood  "queen", "rook", or a band in metres between cell centres
    cell_size      metres; needed with a band
    """
    x, y = checked_grid(x), checked_grid(y)
    present = _present(x, y, minimum_cells)
    near = sums_of_stencil(present, square_stencil(neighbourhood, cell_size))
    own, other = z_scores(x[present]), z_scores(y[present])
    return moran_of_scores(own, other, present, near, permutations, level, fdr, seed, progress)


def _present(x: np.ndarray, y: np.ndarray, minimum_cells: int) -> np.ndarray:
    if x.shape != y.shape:
        raise InvalidInput(f"The two values have the shapes {x.shape} and {y.shape}. Give both for the same cells.")
    either = np.isnan(x) | np.isnan(y)
    return np.asarray(
        present_cells(np.where(either, np.nan, x), minimum_cells)
        & present_cells(np.where(either, np.nan, y), minimum_cells)
    )
