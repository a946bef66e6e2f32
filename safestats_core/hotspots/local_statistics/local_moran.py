"""Local Moran's I: which cells resemble their neighbours, and which stand out against them, more than by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from scipy import sparse

from ...errors import InvalidInput
from ..false_discovery import benjamini_hochberg
from .neighbour_sums import NeighbourSums, row_standardised, sums_of_matrix, sums_of_stencil
from .neighbours import square_stencil
from .permutation import doubled_tail_p
from .present import checked_cells, checked_grid, present_cells, spread

CLASSES = ("not significant", "HH", "LL", "HL", "LH", "not tested")
"""What the numbers in `LocalMoran.classes` stand for: the cell itself first, its neighbours second, high or low."""

NOT_TESTED = CLASSES.index("not tested")


@dataclass(frozen=True)
class LocalMoran:
    """The statistic of every cell, in arrays shaped like the values.

    i             local Moran's I; NaN where the cell is absent or has no neighbour with a value
    p             two-sided p by conditional permutation; NaN where I is NaN
    p_adjusted    p after the false discovery rate; equal to p where that was switched off
    classes       int8, an index into CLASSES: 0 not significant, 1 HH high among high, 2 LL low among low, 3 HL high
                  among low, 4 LH low among high, 5 not tested (absent, or without a neighbour)
    cells         number of cells with a value
    islands       number of those that have no neighbour with a value; they are not tested
    permutations  number of random deals behind p
    """

    i: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    classes: np.ndarray
    cells: int
    islands: int
    permutations: int


def local_moran(
    values: np.ndarray,
    weights: sparse.spmatrix,
    *,
    permutations: int = 999,
    level: float = 0.05,
    fdr: bool = True,
    seed: Union[int, np.random.Generator] = 0,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> LocalMoran:
    """Local Moran's I for any weights, which are row-standardised.

    values         one per cell, shape (n,); NaN means absent: the cell is nobody's neighbour and gets NaN
    weights        w_ij, sparse of shape (n, n), row i for cell i; the diagonal is not used
    permutations   number of conditional permutations, at least 1
    level          a cell is called where its adjusted p is this or less
    fdr            whether p is adjusted for the number of cells tested
    seed           number or numpy Generator; the same seed gives the same result
    minimum_cells  fewer cells with a value are refused
    progress       called during the permutations
    Returns a LocalMoran with arrays of shape (n,).
    Raises InvalidInput for too few cells, equal values everywhere, no neighbours, unusable weights, level or number
    of permutations.

    Formula: I_i = z_i sum_j w_ij z_j / sum_j w_ij with z the values less their mean, divided by their sample standard
    deviation (n - 1), as esda and GeoDa have it. With x_i held, the other values are dealt anew to the other cells;
    p = min(1, 2 (deals in the smaller tail + 1) / (permutations + 1)), where deals that give the observed I belong to
    both tails. A cell at exactly the mean has I = 0 in every deal, so p = 1.
    Source: Anselin (1995), Geographical Analysis 27, 93-115.
    """
    values, matrix = checked_cells(values, weights)
    present = present_cells(values, minimum_cells)
    near = sums_of_matrix(matrix[present][:, present])
    z = z_scores(values[present])
    return moran_of_scores(z, z, present, near, permutations, level, fdr, seed, progress)


def local_moran_grid(
    values: np.ndarray,
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
    """Local Moran's I on a grid of square cells, by convolution: the result of `local_moran`, for millions of cells.

    values         shape (rows, columns); NaN means that the cell is absent (outside the study area, no supply)
    neighbourhood  "queen", "rook", or a band in metres between cell centres
    cell_size      metres; needed with a band
    The other parameters, the formula, the errors and the source are those of `local_moran`.
    Returns a LocalMoran with arrays of shape (rows, columns).
    """
    values = checked_grid(values)
    present = present_cells(values, minimum_cells)
    near = sums_of_stencil(present, square_stencil(neighbourhood, cell_size))
    z = z_scores(values[present])
    return moran_of_scores(z, z, present, near, permutations, level, fdr, seed, progress)


def moran_of_scores(
    own: np.ndarray,
    other: np.ndarray,
    present: np.ndarray,
    near: NeighbourSums,
    permutations: int,
    level: float,
    fdr: bool,
    seed: Union[int, np.random.Generator],
    progress: Optional[Callable[[int, int, str], None]],
) -> LocalMoran:
    """Each cell's own score times those that `other` has round it; with `other` the same, Anselin's local Moran.

    own, other  z-scores of the cells with a value, shape (present cells,)
    The rest is as in `local_moran`, and so are the errors.
    """
    _check_neighbours(near, level)
    near = row_standardised(near)
    lag = near.sums(other)
    is_island = near.count == 0
    p = np.where(np.abs(own) > 1e-12, doubled_tail_p(other, near, permutations, seed, progress), 1.0)
    p = np.where(is_island, np.nan, p)
    adjusted = benjamini_hochberg(p) if fdr else p
    classes = np.where(adjusted <= level, _quadrant(own, lag), 0)
    return LocalMoran(
        i=spread(np.where(is_island, np.nan, own * lag), present, np.nan),
        p=spread(p, present, np.nan),
        p_adjusted=spread(adjusted, present, np.nan),
        classes=spread(np.where(is_island, NOT_TESTED, classes), present, NOT_TESTED).astype(np.int8),
        cells=own.size,
        islands=int(np.count_nonzero(is_island)),
        permutations=permutations,
    )


def z_scores(values: np.ndarray) -> np.ndarray:
    """How many standard deviations, of the sample, each value lies above the mean."""
    return np.asarray((values - values.mean()) / values.std(ddof=1))


def _check_neighbours(near: NeighbourSums, level: float) -> None:
    """Refuse weights that leave nothing to test, and a level that is none."""
    if not near.count.any():
        raise InvalidInput(
            "No cell with a value has a neighbour with a value. Use a longer band, or fewer empty cells."
        )
    if np.any((near.total <= 0) & (near.count > 0)):
        raise InvalidInput("The weights of a cell's neighbours add up to 0 or less. Give weights above 0.")
    if not 0 < level < 1:
        raise InvalidInput(f"A significance level of {level:g} is not between 0 and 1. Use a number such as 0.05.")


def _quadrant(z: np.ndarray, lag: np.ndarray) -> np.ndarray:
    """The class, 1 to 4, by whether the cell's own score and that of its neighbours are above 0."""
    high, among_high = z > 0, lag > 0
    return np.select([high & among_high, ~high & ~among_high, high & ~among_high], [1, 2, 3], 4)
