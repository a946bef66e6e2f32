"""How alike the two records of a pair are: levels of distance, time apart, and categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ....errors import InvalidInput
from .candidates import Pairs
from .records import Records

UNKNOWN = -1
"""The level of a pair of which one record has no category: it speaks neither for nor against."""

MOST_COMBINATIONS = 20
"""Combinations of categories with a level of their own; the rarer ones share the last."""

FEWEST_PAIRS = 10
"""A combination with fewer pairs shares the last level too: one chance pair would look like a rule of its own."""


@dataclass(frozen=True)
class Levels:
    """What pairs are compared by.

    distance     upper ends of the levels, metres, rising; one more level lies beyond the last
    minutes      upper ends of the levels of time apart, rising; one more lies beyond
    combination  level of each combination of categories, int64 of shape (categories of a, categories of b)
    labels       names of the levels of distance, time and category
    """

    distance: np.ndarray
    minutes: np.ndarray
    combination: np.ndarray
    labels: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Number of levels of each comparison."""
        return len(self.labels[0]), len(self.labels[1]), len(self.labels[2])


def levels_for(a: Records, b: Records, pairs: Pairs, distance: Sequence[float], minutes: Sequence[float]) -> Levels:
    """The levels by which `pairs` are compared.

    distance  upper ends in metres, rising, 0 or more
    minutes   upper ends in minutes, rising, 0 or more
    A combination of categories is a level of its own: which go together is learnt, not assumed. Those of the pairs at
    hand are ranked by how often they occur; beyond MOST_COMBINATIONS, or with fewer than FEWEST_PAIRS, they share one.
    """
    metres, ends = _rising(distance, "distance", "m"), _rising(minutes, "time apart", "min")
    combination, names = _combinations(a, b, pairs)
    return Levels(metres, ends, combination, (_labels(metres, "m"), _labels(ends, "min"), names))


def compare(levels: Levels, a: Records, b: Records, pairs: Pairs) -> np.ndarray:
    """The level of every pair in distance, time and category, int64 of shape (pairs, 3); UNKNOWN without a category."""
    one, other = a.category[pairs.first], b.category[pairs.second]
    known = (one >= 0) & (other >= 0)
    category = np.full(pairs.first.size, UNKNOWN, dtype=np.int64)
    category[known] = levels.combination[one[known], other[known]]
    return np.column_stack(
        [
            np.searchsorted(levels.distance, pairs.distance, side="left"),
            np.searchsorted(levels.minutes * 60, pairs.apart, side="left"),
            category,
        ]
    )


def _combinations(a: Records, b: Records, pairs: Pairs) -> tuple[np.ndarray, tuple[str, ...]]:
    counts = np.zeros((max(len(a.categories), 1), max(len(b.categories), 1)), dtype=np.int64)
    one, other = a.category[pairs.first], b.category[pairs.second]
    known = (one >= 0) & (other >= 0)
    np.add.at(counts, (one[known], other[known]), 1)
    ranked = np.argsort(-counts, axis=None, kind="stable")
    own = ranked[counts.ravel()[ranked] >= FEWEST_PAIRS][:MOST_COMBINATIONS]
    combination = np.full(counts.size, own.size, dtype=np.int64)
    combination[own] = np.arange(own.size)
    names = [f"{a.categories[cell // counts.shape[1]]} + {b.categories[cell % counts.shape[1]]}" for cell in own]
    return combination.reshape(counts.shape), (*names, "other")


def _rising(ends: Sequence[float], what: str, unit: str) -> np.ndarray:
    checked = np.asarray(ends, dtype=float)
    if not (checked.ndim == 1 and checked.size and np.all(np.isfinite(checked) & (checked >= 0))):
        raise InvalidInput(f"The levels of {what} are {list(ends)}. Give numbers of 0 or more in {unit}, rising.")
    if np.any(np.diff(checked) <= 0):
        raise InvalidInput(f"The levels of {what} do not rise: {', '.join(f'{end:g}' for end in checked)} {unit}.")
    return checked


def _labels(ends: np.ndarray, unit: str) -> tuple[str, ...]:
    return (*(f"up to {end:g} {unit}" for end in ends), f"over {ends[-1]:g} {unit}")
