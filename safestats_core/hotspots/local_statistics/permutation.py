"""Conditional permutation: how far from expectation a cell's neighbours are, against values dealt at random.

With x_i held, the other values are dealt anew to the other cells. A neighbourhood whose k neighbours weigh the same
asks of a deal only which k values came to lie in it, so one draw of k values serves all such cells (`shared_draws`).
Any other weights need a deal of the whole map (`_count_in_deals`).
"""

from __future__ import annotations

from typing import Callable, Optional, Union

import numpy as np

from ...errors import InvalidInput
from .neighbour_sums import NeighbourSums
from .shared_draws import count_in_draws

_ROUNDING = 1e-9
"""Sums that differ by less, in standard deviations times the cell's usual weight, are equal but for the order of their
terms."""

Progress = Optional[Callable[[int, int, str], None]]


def difference_from_chance(x: np.ndarray, near: NeighbourSums) -> np.ndarray:
    """The sum over each cell's neighbours, less what it would be on average if the other cells' values were dealt anew.

    x  standard scores of all n cells, shape (n,): mean 0, S = 1
    """
    return near.sums(x) + near.total * x / (x.size - 1)


def conditional_p(
    x: np.ndarray,
    near: NeighbourSums,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Progress = None,
) -> np.ndarray:
    """The two-sided p of every cell's neighbour sum, shape (n,), by its distance from expectation.

    x             standard scores of all n cells, shape (n,)
    permutations  number of deals, at least 1
    seed          number or numpy Generator
    progress      called after every deal or block of draws
    Raises InvalidInput for a number of permutations below 1.
    Formula: (deals with a difference from expectation as large as the observed one, or larger, + 1) /
    (permutations + 1).
    Source: Anselin (1995), Geographical Analysis 27, 93-115.
    """
    reach = np.abs(difference_from_chance(x, near)) - _rounding(near)
    below, above = _count(x, near, -reach, reach, permutations, seed, progress)
    # Where the observed difference is 0 every deal is as far, and would be counted on both sides.
    return (np.minimum(below + above, permutations) + 1) / (permutations + 1)


def doubled_tail_p(
    x: np.ndarray,
    near: NeighbourSums,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Progress = None,
) -> np.ndarray:
    """The two-sided p of every cell's neighbour sum, shape (n,): twice the smaller tail, at most 1.

    Parameters, errors and source are those of `conditional_p`.
    Formula: min(1, 2 (deals on the side of the smaller tail, those equal to the observed sum included, + 1) /
    (permutations + 1)).
    """
    observed, rounding = difference_from_chance(x, near), _rounding(near)
    below, above = _count(x, near, observed + rounding, observed - rounding, permutations, seed, progress)
    return np.minimum(1, 2 * (np.minimum(below, above) + 1) / (permutations + 1))


def _rounding(near: NeighbourSums) -> np.ndarray:
    """Per cell, so that the unit of its weights does not matter: with the root of their mean square, 1 for 0/1."""
    return np.asarray(_ROUNDING * np.sqrt(near.squares / np.maximum(near.count, 1)))


def _count(
    x: np.ndarray,
    near: NeighbourSums,
    low: np.ndarray,
    high: np.ndarray,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Progress,
) -> tuple[np.ndarray, np.ndarray]:
    """For each cell, the deals whose difference from expectation is `low` or less, and those of `high` or more."""
    if permutations < 1:
        raise InvalidInput(f"{permutations} permutations cannot be made. Use a number such as 999.")
    expected = -near.total * x / (x.size - 1)
    count = count_in_draws if near.is_even else _count_in_deals
    return count(x, near, low + expected, high + expected, permutations, np.random.default_rng(seed), progress)


def _count_in_deals(
    x: np.ndarray,
    near: NeighbourSums,
    low: np.ndarray,
    high: np.ndarray,
    permutations: int,
    rng: np.random.Generator,
    progress: Progress,
) -> tuple[np.ndarray, np.ndarray]:
    """One deal of all values serves all cells at a time. Where it gives x_i to another cell, that cell and i exchange
    values: what is left is a random deal of the others with x_i held at i, and the exchange shows in the sum only
    where that cell is a neighbour of i.
    """
    below, above = np.zeros(x.size, dtype=np.int64), np.zeros(x.size, dtype=np.int64)
    landed = np.empty(x.size, dtype=np.int64)
    for done in range(1, permutations + 1):
        order = rng.permutation(x.size)
        landed[order] = np.arange(x.size)
        dealt = x[order]
        sums = near.sums(dealt) + near.between(landed) * (dealt - x)
        below += sums <= low
        above += sums >= high
        if progress is not None:
            progress(done, permutations, "Permutations")
    return below, above
