"""Conditional permutation where the neighbours of a cell weigh the same: draws of values that all cells share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Optional

import numpy as np

from .neighbour_sums import NeighbourSums

_VALUES_AT_ONCE = 1_000_000
"""Drawn values held at a time: about 40 MB with what is made of them, and a tenth of a second."""


def count_in_draws(
    x: np.ndarray,
    near: NeighbourSums,
    low: np.ndarray,
    high: np.ndarray,
    permutations: int,
    rng: np.random.Generator,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> tuple[np.ndarray, np.ndarray]:
    """For each cell, in how many draws its neighbour sum is `low` or less, and in how many `high` or more.

    x             values of all n cells, shape (n,)
    near          neighbours with equal weights within each cell (`near.is_even`)
    low, high     limits of the sum, shape (n,)
    permutations  number of draws, at least 1
    progress      called after every block of draws
    Returns two arrays of int64, shape (n,).

    A draw is a random sequence of different cells. Its first k stand for the neighbours of every cell that has k of
    them. Where cell i itself is among its own first k, the next cell in the sequence takes its place: what is left is
    a random draw of k from the others, with x_i held at i. All sums of the first k, sorted once, then answer for
    every cell by bisection, and the few cells that had themselves drawn are put right one by one.
    """
    # The sum of k equal weights w is w times the sum of the k values.
    weight = np.divide(near.total, near.count, out=np.ones(x.size), where=near.count > 0)
    low, high = low / weight, high / weight
    longest = int(near.count.max(initial=0))
    groups = _cells_by_count(near.count)
    below, above = np.zeros(x.size, dtype=np.int64), np.zeros(x.size, dtype=np.int64)
    for drawn in _sequences(x.size, longest + 1, permutations, rng, progress):
        sums = np.cumsum(np.column_stack([np.zeros(len(drawn)), x[drawn[:, :longest]]]), axis=1)
        for count, cells in groups:
            ranked = np.sort(sums[:, count])
            below[cells] += np.searchsorted(ranked, low[cells], side="right")
            above[cells] += ranked.size - np.searchsorted(ranked, high[cells], side="left")
        own, used, right = _own_value_replaced(x, near.count, drawn, sums)
        below += _changed(own, used <= low[own], right <= low[own], x.size)
        above += _changed(own, used >= high[own], right >= high[own], x.size)
    return below, above


def _sequences(
    cells: int,
    length: int,
    permutations: int,
    rng: np.random.Generator,
    progress: Optional[Callable[[int, int, str], None]],
) -> Iterator[np.ndarray]:
    """Random sequences of `length` different cells, in blocks of shape (draws, length)."""
    at_once = max(1, _VALUES_AT_ONCE // length)
    draw = _draw_again_on_repeats if length**2 <= 2 * cells else _draw_one_by_one
    for start in range(0, permutations, at_once):
        draws = min(at_once, permutations - start)
        yield draw(cells, (draws, length), rng)
        if progress is not None:
            progress(start + draws, permutations, "Permutations")


def _draw_again_on_repeats(cells: int, shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Sequences that hold a cell twice are drawn again, so all that are left are equally likely."""
    block = rng.integers(0, cells, shape)
    wrong = np.arange(shape[0])
    while wrong.size:
        ordered = np.sort(block[wrong], axis=1)
        wrong = wrong[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        block[wrong] = rng.integers(0, cells, (wrong.size, shape[1]))
    return block


def _draw_one_by_one(cells: int, shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    return np.stack([rng.choice(cells, shape[1], replace=False) for _ in range(shape[0])])


def _cells_by_count(counts: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Each number of neighbours that occurs, and the cells that have so many."""
    order = np.argsort(counts, kind="stable")
    starts = np.flatnonzero(np.diff(counts[order], prepend=-1))
    return [(int(counts[group[0]]), group) for group in np.split(order, starts[1:])]


def _own_value_replaced(
    x: np.ndarray, counts: np.ndarray, drawn: np.ndarray, sums: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The cells that stand among their own neighbours in a draw; the sum with themselves, and with the next instead."""
    draw, place = np.nonzero(np.arange(drawn.shape[1]) < counts[drawn])
    own = drawn[draw, place]
    used = sums[draw, counts[own]]
    return own, used, used - x[own] + x[drawn[draw, counts[own]]]


def _changed(own: np.ndarray, before: np.ndarray, after: np.ndarray, cells: int) -> np.ndarray:
    """What replacing changes in a count, per cell."""
    return np.bincount(own[after & ~before], minlength=cells) - np.bincount(own[before & ~after], minlength=cells)
