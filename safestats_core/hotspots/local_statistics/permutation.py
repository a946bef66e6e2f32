"""Conditional permutation: how far from expectation a cell's neighbours are, against values dealt at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from .neighbour_sums import NeighbourSums

_ROUNDING = 1e-9
"""Sums that differ by less, in standard deviations, are equal but for the order of their terms."""


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
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """The two-sided p of every cell's neighbour sum, shape (n,), with its own value held.

    x             standard scores of all n cells, shape (n,)
    permutations  number of deals, at least 1
    seed          number or numpy Generator
    progress      called after every deal
    Raises InvalidInput for a number of permutations below 1.
    Formula: (deals with a difference from expectation as large as the observed one, or larger, + 1) /
    (permutations + 1).
    Source: Anselin (1995), Geographical Analysis 27, 93-115.

    One deal of all values serves all cells at a time. Where it gives x_i to another cell, that cell and i exchange
    values: what is left is a random deal of the others with x_i held at i, and the exchange shows in the sum only
    where that cell is a neighbour of i.
    """
    if permutations < 1:
        raise InvalidInput(f"{permutations} permutations cannot be made. Use a number such as 999.")
    random = np.random.default_rng(seed)
    expected = -near.total * x / (x.size - 1)
    observed = np.abs(difference_from_chance(x, near)) - _ROUNDING
    as_far = np.zeros(x.size, dtype=np.int64)
    landed = np.empty(x.size, dtype=np.int64)
    for done in range(1, permutations + 1):
        order = random.permutation(x.size)
        landed[order] = np.arange(x.size)
        dealt = x[order]
        sums = near.sums(dealt) + near.between(landed) * (dealt - x)
        as_far += np.abs(sums - expected) >= observed
        if progress is not None:
            progress(done, permutations, "Permutations")
    return (as_far + 1) / (permutations + 1)
