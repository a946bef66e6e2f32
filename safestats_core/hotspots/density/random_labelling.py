"""Random labelling: where two sets of points differ more than they would if it were chance which point is in which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary, inside
from ..grids.grid import Grid
from ..points import checked_points
from .kernels import checked_kernel
from .smoothing import make_smoother, smooth_points

_POINTS_PER_PLACE = 4
"""From so many points in a place on average, drawing by places is the quicker."""

_ROUNDING = 1e-9
"""Densities that differ by less, as a share of the highest, are equal but for the rounding of the transform."""


def labelling_p(
    grid: Grid,
    kernel: str,
    bandwidth: float,
    first: tuple[np.ndarray, np.ndarray, Optional[np.ndarray]],
    second: tuple[np.ndarray, np.ndarray, Optional[np.ndarray]],
    permutations: int,
    seed: Union[int, np.random.Generator],
    boundary: Optional[Boundary] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """The two-sided p of the difference between two sets of points in every cell, shape (rows, columns).

    grid           square cells
    kernel         a key of KERNELS
    bandwidth      metres
    first, second  x and y in metres and weights or None, each of shape (n,)
    permutations   number of random labellings, at least 1
    seed           number or numpy Generator
    boundary       points outside it are left out; None keeps all
    progress       called after every permutation
    Raises InvalidInput for fewer than two points, or for permutations below 1.
    Formula: all n points stay where they are, with their weights; n1 of them, drawn at random, are called the first
    set. With f the density of the first set and F that of all, p = (labellings with |f - F n1 / n| as large as
    observed, or larger, + 1) / (permutations + 1). Where no point reaches, p is 1.
    Source: Kelsall & Diggle (1995), Statistics in Medicine 14, 2335-2342, section 4.
    """
    if permutations < 1:
        raise InvalidInput(f"{permutations} permutations cannot be made. Use a number such as 999.")
    x, y, weights, labelled = _pooled(first, second, boundary)
    smoother = make_smoother(grid, checked_kernel(kernel), bandwidth, most_nodes=0)
    everything = smooth_points(smoother, x, y, weights)
    # Which of the two sets is drawn makes no difference to how far it is from expectation: the smaller is quicker.
    size = min(labelled, x.size - labelled)
    observed = slice(0, labelled) if size == labelled else slice(labelled, None)
    expected = everything * (size / x.size)

    def distance(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return np.abs(smooth_points(smoother, x, y, weights) - expected)

    least = distance(x[observed], y[observed], weights[observed]) - _ROUNDING * everything.max()
    as_far = np.zeros(least.shape, dtype=np.int64)
    deals = _deals(x, y, weights, size, np.random.default_rng(seed))
    for done, dealt in zip(range(1, permutations + 1), deals):
        as_far += distance(*dealt) >= least
        if progress is not None:
            progress(done, permutations, "Permutations")
    return np.asarray((as_far + 1) / (permutations + 1))


def _deals(
    x: np.ndarray, y: np.ndarray, weights: np.ndarray, size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The x, y and weights of `size` points drawn at random from all, again and again."""
    place, count = np.unique(x + 1j * y, return_counts=True)
    if (weights != 1).any() or place.size > x.size // _POINTS_PER_PLACE:
        while True:
            chosen = rng.choice(x.size, size, replace=False, shuffle=False)
            yield x[chosen], y[chosen], weights[chosen]
    # Many points in few places, as in published data: draw how many of each place at once.
    while True:
        drawn = rng.multivariate_hypergeometric(count, size, method="marginals")
        yield place.real, place.imag, drawn.astype(float)


def _pooled(
    first: tuple[np.ndarray, np.ndarray, Optional[np.ndarray]],
    second: tuple[np.ndarray, np.ndarray, Optional[np.ndarray]],
    boundary: Optional[Boundary],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Coordinates and weights of both sets, those of the first in front, and how many they are."""
    sets = [checked_points(*points) for points in (first, second)]
    if boundary is not None:
        sets = [(x[kept], y[kept], w[kept]) for x, y, w in sets for kept in (inside(boundary, x, y),)]
    if min(sets[0][0].size, sets[1][0].size) == 0:
        raise InvalidInput("One of the two sets has no point in the study area. Choose another, or leave out the test.")
    x, y, weights = (np.concatenate(parts) for parts in zip(*sets))
    return x, y, weights, sets[0][0].size
