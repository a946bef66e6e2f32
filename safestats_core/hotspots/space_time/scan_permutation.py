"""What chance alone puts into the most remarkable cylinder: the times dealt anew to the cases, again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional, Union

import numpy as np

from .scan_search import Search, cumulated, cylinders_from

_FIRST_GUESS = 12.0
"""A ratio that the largest of a permutation often comes near to."""

_LOWER = 0.8
"""How far to lower the guess where nothing reaches it."""

_LEAST_GUESS = 0.1


def largest_by_chance(
    search: Search,
    cases_per_location: np.ndarray,
    cases_per_unit: np.ndarray,
    permutations: int,
    seed: Union[int, np.random.Generator],
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """The largest likelihood ratio of each permutation, float64 of shape (permutations,); 0 where none exceeds 0.

    cases_per_location  int64, shape (locations,)
    cases_per_unit      int64, shape (units of the period,)
    seed                number or numpy Generator
    progress            called several times per permutation
    Which case got which time does not matter, only how many there are of each: the same seed gives the same result
    for cases in any order.
    """
    rng = np.random.default_rng(seed)
    location = np.repeat(np.arange(cases_per_location.size), cases_per_location)
    unit = np.repeat(np.arange(cases_per_unit.size), cases_per_unit)
    largest = np.zeros(permutations)
    guess = _FIRST_GUESS
    for done in range(permutations):
        dealt = counts_of(location, rng.permutation(unit), cases_per_location.size, cases_per_unit.size)
        largest[done] = _largest(search, before_units(search, dealt), guess, _reporting(done, permutations, progress))
        if (done & (done + 1)) == 0:
            guess = _next_guess(largest[: done + 1])
    return largest


def counts_of(location: np.ndarray, unit: np.ndarray, locations: int, units: int) -> np.ndarray:
    """Cases per location and unit, shape (locations, units)."""
    return np.bincount(location * units + unit, minlength=locations * units).reshape(locations, units)


def before_units(search: Search, counts: np.ndarray) -> np.ndarray:
    """`cumulated` cases over the units in which windows lie: the last ones."""
    return cumulated(counts[:, counts.shape[1] - search.windows.units :])


def _next_guess(largest: np.ndarray) -> float:
    """A ratio that nine in ten permutations exceed; any would do, this one makes little work."""
    return float(np.round(np.quantile(largest, 0.1) * 0.98, 2))


def _largest(search: Search, before: np.ndarray, guess: float, progress: Optional[Callable[[], None]]) -> float:
    """The largest ratio of all cylinders: of those from the guess on, or from a lower one where there are none."""
    while True:
        ratio = guess if guess > _LEAST_GUESS else 0.0
        best = max(
            (found.ratio.max(initial=0.0) for found in cylinders_from(search, before, ratio, None, progress)),
            default=0.0,
        )
        if best >= ratio:
            return float(best)
        guess = ratio * _LOWER


def _reporting(
    done: int, permutations: int, progress: Optional[Callable[[int, int, str], None]]
) -> Optional[Callable[[], None]]:
    if progress is None:
        return None
    report = progress
    return lambda: report(done, permutations, "Permutations")
