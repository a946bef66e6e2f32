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
from .count_tails import count_p
from .neighbour_sums import NeighbourSums, sums_of_matrix, sums_of_stencil
from .neighbours import square_stencil
from .permutation import conditional_p, difference_from_chance
from .present import among_present, checked_cells, checked_grid, present_cells, spread

_LEVELS = (0.10, 0.05, 0.01)
"""Significance of the bins 1, 2 and 3: 90, 95 and 99 %."""

SKEWED = 0.15
"""With this skewness about one map of chance in eight has a cell called at 90 %, instead of one in ten."""

HEAVY = 2.0


@dataclass(frozen=True)
class GetisOrd:
    """The statistic of every cell, in arrays shaped like the values.

    z             standard score; NaN where the cell is absent or nothing can be tested
    p             two-sided p: of the normal distribution, or of counts or by permutation where asked for; NaN where
                  z is NaN
    p_adjusted    p after the false discovery rate; equal to p where that was switched off
    bins          int8: 3, 2, 1 hot at 99, 95, 90 %; -1, -2, -3 cold; 0 neither, absent or not testable
    cells         number of cells with a value
    permutations  number of random deals behind p; 0 where it comes from a distribution
    skewness      of the sum that chance puts into a neighbourhood of mean size. Beyond SKEWED the normal
                  distribution calls more cells hot by chance than it says: use "counts", or permutations
    is_heavy      whether a few cells hold so much that even the distribution of counts (where it was asked for) calls
                  too many cells: the values are more than HEAVY times as skewed as it is. Use permutations
    """

    z: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    bins: np.ndarray
    cells: int
    permutations: int
    skewness: float
    is_heavy: bool


def getis_ord(
    values: np.ndarray,
    weights: sparse.spmatrix,
    *,
    star: bool = True,
    fdr: bool = True,
    chance: str = "normal",
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
    chance         where p comes from: "normal", the normal distribution of z, as published; "counts", a distribution
                   of counts, which holds its level for few incidents per cell as well. It needs values that are whole
                   numbers of 0 or more, and Gi* with 0/1 weights
    permutations   0: p as `chance` says; otherwise from that many conditional permutations
    seed           number or numpy Generator; the same seed gives the same result
    minimum_cells  fewer cells with a value are refused
    progress       called during the permutations
    Returns a GetisOrd with arrays of shape (n,).
    Raises InvalidInput for too few cells, equal values everywhere, no neighbours, unusable weights, or counts that
    are none.

    Gi*: z_i = (sum_j w_ij x_j - mean W_i) / (S sqrt((n W2_i - W_i^2) / (n - 1))) with W_i = sum_j w_ij,
    W2_i = sum_j w_ij^2, S^2 = sum x^2 / n - mean^2. Gi leaves out j = i and takes mean, S and n - 1 from the other
    cells. Where a neighbourhood holds every cell its sum cannot vary: z and p are NaN, the cell counts as not tested.

    Counts: the sum of a cell and its neighbours has the mean W_i mean and the variance that z is made with; p is that
    of a negative binomial distribution with both (`count_tails`).

    Permutation: with x_i held, the other values are dealt anew to the other cells; p = (number of deals whose
    neighbour sum is as far from its expectation as the observed one, or farther, + 1) / (permutations + 1). It asks
    about the neighbours only, so it is the same for Gi and Gi*, and its bins take the sign of that difference. Use it
    for weighted or heavy-tailed values, where the normal distribution calls too many cells.

    Source: Getis & Ord (1992), Geographical Analysis 24, 189-206; Ord & Getis (1995), Geographical Analysis 27,
    286-306; for the conditional permutation Anselin (1995), Geographical Analysis 27, 93-115.
    """
    values, matrix = checked_cells(values, weights)
    present = present_cells(values, minimum_cells)
    near = sums_of_matrix(matrix[present][:, present])
    return _getis_ord(values, present, near, star, fdr, chance, permutations, seed, progress)


def getis_ord_grid(
    values: np.ndarray,
    neighbourhood: Union[str, float] = "queen",
    *,
    cell_size: Optional[float] = None,
    star: bool = True,
    fdr: bool = True,
    chance: str = "normal",
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
    values = checked_grid(values)
    present = present_cells(values, minimum_cells)
    near = sums_of_stencil(present, square_stencil(neighbourhood, cell_size))
    return _getis_ord(values, present, near, star, fdr, chance, permutations, seed, progress)


def _getis_ord(
    values: np.ndarray,
    present: np.ndarray,
    near: NeighbourSums,
    star: bool,
    fdr: bool,
    chance: str,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Optional[Callable[[int, int, str], None]],
) -> GetisOrd:
    if not near.total.any():
        raise InvalidInput(
            "No cell with a value has a neighbour with a value. Use a longer band, or fewer empty cells."
        )
    x = among_present(values, present)
    _check_chance(chance, x, near, star, permutations)
    # Neither statistic changes when the values are moved or scaled, and mean 0, S = 1 keeps their digits.
    x = (x - x.mean()) / x.std()
    z = _gi_star(x, near) if star else _gi(x, near)
    p = 2 * special.ndtr(-np.abs(z)) if chance == "normal" else _count_p(among_present(values, present), z, near)
    sign = _sign(z)
    if permutations:
        p = np.where(np.isnan(z), np.nan, conditional_p(x, near, permutations, seed, progress))
        sign = _sign(difference_from_chance(x, near))
    adjusted = benjamini_hochberg(p) if fdr else p
    confidence = sum((adjusted <= level).astype(np.int8) for level in _LEVELS)
    skewness = _skewness(x, near)
    return GetisOrd(
        z=spread(z, present, np.nan),
        p=spread(p, present, np.nan),
        p_adjusted=spread(adjusted, present, np.nan),
        bins=spread(confidence * sign, present, 0).astype(np.int8),
        cells=x.size,
        permutations=permutations,
        skewness=skewness,
        is_heavy=chance == "counts" and skewness > SKEWED and _is_heavy(among_present(values, present), x),
    )


def _check_chance(chance: str, x: np.ndarray, near: NeighbourSums, star: bool, permutations: int) -> None:
    if chance not in ("normal", "counts"):
        raise InvalidInput(f"There is no distribution of chance '{chance}'. Choose normal or counts.")
    if chance == "normal":
        return
    if permutations:
        raise InvalidInput("Choose either the distribution of counts or permutations: both say where p comes from.")
    if x.min() < 0 or np.any(x != np.rint(x)):
        raise InvalidInput(
            "The values are not all counts (whole numbers of 0 or more). Use the normal distribution, or permutations."
        )
    if not star or np.any(near.total != near.count) or np.any(near.squares != near.count) or np.any(near.own != 1):
        raise InvalidInput("The distribution of counts needs Gi* with neighbours that count fully or not at all.")


def _count_p(counts: np.ndarray, z: np.ndarray, near: NeighbourSums) -> np.ndarray:
    """The p of each cell's count together with its neighbours, by the mean and the variance behind z."""
    n, members = counts.size, near.total + 1
    variance = counts.var() * members * (n - members) / (n - 1)
    sums = np.rint(near.sums(counts) + counts)
    # Sums are whole and neighbourhoods alike: few pairs of them differ, and the distribution is slow to work out.
    _, one, same = np.unique(sums * (n + 1) + members, return_index=True, return_inverse=True)
    mean, variance = members * counts.mean(), np.where(np.isnan(z), 0, variance)
    return count_p(sums[one], mean[one], variance[one])[same.ravel()]


def _skewness(x: np.ndarray, near: NeighbourSums) -> float:
    """The skewness of standard scores, divided by the root of the number that a neighbourhood adds up."""
    return float((x * x * x).mean() / np.sqrt(near.count.mean() + 1))


def _is_heavy(counts: np.ndarray, x: np.ndarray) -> bool:
    """Whether counts, with the standard scores `x`, are far more skewed than a negative binomial distribution."""
    # Where only cells with an incident are tested, counts start at 1.
    mean = counts.mean() - min(1, counts.min())
    over = max(1.0, counts.var() / mean)
    return bool((x * x * x).mean() > HEAVY * (2 * over - 1) / np.sqrt(over * mean))


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
    deviation = np.sqrt(variance, where=testable, out=np.ones_like(variance))
    return np.divide(difference, deviation, where=testable, out=np.full_like(difference, np.nan))


def _sign(difference: np.ndarray) -> np.ndarray:
    """1, -1, or 0 where there is no difference, or no number."""
    return (difference > 0).astype(np.int8) - (difference < 0).astype(np.int8)
