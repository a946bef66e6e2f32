"""Getis-Ord Gi* and Gi: where high values stand next to high values, and low next to low, more than by chance.

Both statistics ask whether the sum of a cell and its neighbours (Gi*), or of its neighbours alone (Gi), lies further
from its expectation than values dealt to the cells at random would put it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from scipy import sparse, special

from ...errors import InvalidInput
from ..false_discovery import benjamini_hochberg
from .neighbour_sums import NeighbourSums, sums_of_matrix, sums_of_stencil
from .neighbours import square_stencil
from .permutation import conditional_p, difference_from_chance

_LEVELS = (0.10, 0.05, 0.01)
"""Significance of the bins 1, 2 and 3: 90, 95 and 99 %."""


@dataclass(frozen=True)
class GetisOrd:
    """The statistic of every cell, in arrays shaped like the values.

    z             standard score; NaN where the cell is absent or nothing can be tested
    p             two-sided p: of the normal distribution, or by permutation where asked for; NaN where z is NaN
    p_adjusted    p after the false discovery rate; equal to p where that was switched off
    bins          int8: 3, 2, 1 hot at 99, 95, 90 %; -1, -2, -3 cold; 0 neither, absent or not testable
    cells         number of cells with a value
    permutations  number of random deals behind p; 0 for the normal distribution
    """

    z: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    bins: np.ndarray
    cells: int
    permutations: int


def getis_ord(
    values: np.ndarray,
    weights: sparse.spmatrix,
    *,
    star: bool = True,
    fdr: bool = True,
    permutations: int = 0,
    seed: Union[int, np.random.Generator] = 0,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> GetisOrd:
    """Gi* (or Gi) for any weights.

    values         one per cell, shape (n,); NaN means absent: the cell is nobody's neighbour and gets NaN
    weights        w_ij, sparse of shape (n, n), row i for cell i
    star           True: Gi*, a cell belongs to its own neighbourhood, with w_ii = 1 unless the diagonal says otherwise;
                   False: Gi, the diagonal is not used
    fdr            whether p is adjusted for the number of cells tested
    permutations   0: p from the normal distribution; otherwise that many conditional permutations
    seed           number or numpy Generator; the same seed gives the same result
    minimum_cells  fewer cells with a value are refused
    progress       called after every permutation
    Returns a GetisOrd with arrays of shape (n,).
    Raises InvalidInput for too few cells, equal values everywhere, no neighbours, or unusable weights.

    Gi*: z_i = (sum_j w_ij x_j - mean W_i) / (S sqrt((n W2_i - W_i^2) / (n - 1))) with W_i = sum_j w_ij,
    W2_i = sum_j w_ij^2, S^2 = sum x^2 / n - mean^2. Gi leaves out j = i and takes mean, S and n - 1 from the other
    cells. Where a neighbourhood holds every cell its sum cannot vary: z and p are NaN, the cell counts as not tested.

    Permutation: with x_i held, the other values are dealt anew to the other cells; p = (number of deals whose
    neighbour sum is as far from its expectation as the observed one, or farther, + 1) / (permutations + 1). It asks
    about the neighbours only, so it is the same for Gi and Gi*, and its bins take the sign of that difference. Use it
    for weighted or heavy-tailed values, where the normal distribution calls too many cells.

    Source: Getis & Ord (1992), Geographical Analysis 24, 189-206; Ord & Getis (1995), Geographical Analysis 27,
    286-306; for the conditional permutation Anselin (1995), Geographical Analysis 27, 93-115.
    """
    values = np.asarray(values, dtype=float)
    matrix = sparse.csr_matrix(weights, dtype=float)
    if values.ndim != 1 or matrix.shape != (values.size, values.size) or not np.isfinite(matrix.data).all():
        raise InvalidInput(
            f"Values of shape {values.shape} need finite weights of shape (n, n), not {matrix.shape}. "
            "Make the weights from the same cells as the values."
        )
    present = _present(values, minimum_cells)
    near = sums_of_matrix(matrix[present][:, present])
    return _getis_ord(values, present, near, star, fdr, permutations, seed, progress)


def getis_ord_grid(
    values: np.ndarray,
    neighbourhood: Union[str, float] = "queen",
    *,
    cell_size: Optional[float] = None,
    star: bool = True,
    fdr: bool = True,
    permutations: int = 0,
    seed: Union[int, np.random.Generator] = 0,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> GetisOrd:
    """Gi* (or Gi) on a grid of square cells, by convolution: the result of `getis_ord`, for millions of cells.

    values         shape (rows, columns); NaN means that the cell is absent (outside the study area, no supply)
    neighbourhood  "queen", "rook", or a band in metres between cell centres
    cell_size      metres; needed with a band
    The other parameters, the formula, the errors and the source are those of `getis_ord`.
    Returns a GetisOrd with arrays of shape (rows, columns).
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 2:
        raise InvalidInput(f"The values have the shape {values.shape}. Give a grid of rows and columns.")
    present = _present(values, minimum_cells)
    near = sums_of_stencil(present, square_stencil(neighbourhood, cell_size))
    return _getis_ord(values, present, near, star, fdr, permutations, seed, progress)


def _present(values: np.ndarray, minimum_cells: int) -> np.ndarray:
    present = ~np.isnan(values)
    count = np.count_nonzero(present)
    if count < max(minimum_cells, 3):
        raise InvalidInput(
            f"Only {count} cells have a value; at least {max(minimum_cells, 3)} are needed for a sound test. "
            "Use smaller cells or a larger area."
        )
    if np.isinf(values).any():
        raise InvalidInput("Some cells have an infinite value. Give finite values, and NaN for cells that are absent.")
    if np.ptp(values[present]) == 0:
        raise InvalidInput(
            f"All {count:,} cells have the same value, so no cell stands out. Use larger cells, or more incidents."
        )
    return present


def _getis_ord(
    values: np.ndarray,
    present: np.ndarray,
    near: NeighbourSums,
    star: bool,
    fdr: bool,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Optional[Callable[[int, int, str], None]],
) -> GetisOrd:
    if not near.total.any():
        raise InvalidInput(
            "No cell with a value has a neighbour with a value. Use a longer band, or fewer empty cells."
        )
    x = values[present]
    # Neither statistic changes when the values are moved or scaled, and mean 0, S = 1 keeps their digits.
    x = (x - x.mean()) / x.std()
    z = _gi_star(x, near) if star else _gi(x, near)
    p, sign = 2 * special.ndtr(-np.abs(z)), np.sign(z)
    if permutations:
        p = np.where(np.isnan(z), np.nan, conditional_p(x, near, permutations, seed, progress))
        sign = np.sign(difference_from_chance(x, near))
    adjusted = benjamini_hochberg(p) if fdr else p
    confidence = sum((adjusted <= level).astype(np.int8) for level in _LEVELS)
    return GetisOrd(
        z=_spread(z, present, np.nan),
        p=_spread(p, present, np.nan),
        p_adjusted=_spread(adjusted, present, np.nan),
        bins=_spread(np.where(confidence > 0, confidence * sign, 0), present, 0).astype(np.int8),
        cells=x.size,
        permutations=permutations,
    )


def _gi_star(x: np.ndarray, near: NeighbourSums) -> np.ndarray:
    total, squares = near.total + near.own, near.squares + near.own**2
    variance = (x.size * squares - total**2) / (x.size - 1)
    return _score(near.sums(x) + near.own * x, variance, squares)


def _gi(x: np.ndarray, near: NeighbourSums) -> np.ndarray:
    n = x.size
    # With mean 0 and S = 1 over all cells, the cells other than i have the variance n (n - 1 - x_i^2) / (n - 1)^2.
    others = n * (n - 1 - x**2) / (n - 1) ** 2
    variance = others * ((n - 1) * near.squares - near.total**2) / (n - 2)
    return _score(difference_from_chance(x, near), variance, near.squares)


def _score(difference: np.ndarray, variance: np.ndarray, scale: np.ndarray) -> np.ndarray:
    testable = variance > 1e-12 * scale
    z = np.full_like(difference, np.nan)
    z[testable] = difference[testable] / np.sqrt(variance[testable])
    return z


def _spread(values: np.ndarray, present: np.ndarray, absent: float) -> np.ndarray:
    cells = np.full(present.shape, absent)
    cells[present] = values
    return cells
