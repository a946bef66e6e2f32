"""Where agencies see the same hotspots, and how far their pictures agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput

NOT_COVERED, NONE = -1, 0
"""Of `seen_by`: some agency has no coverage here; every agency covers it, and none sees a hotspot."""


@dataclass(frozen=True)
class Seen:
    """Who sees a hotspot where, in arrays of the shape (cells,).

    seen_by  number of agencies that see one, int64; NOT_COVERED where any agency has no coverage: who else would see
             it is not known there
    only     number of the agency, from 0, that alone sees it; -1 elsewhere
    """

    seen_by: np.ndarray
    only: np.ndarray


@dataclass(frozen=True)
class Agreement:
    """How far two agencies agree, over the cells that both cover, with percentile intervals.

    rank      Spearman's rank correlation of the counts, with its limits; NaN where one count is the same everywhere
    overlap   cells hot for both / cells hot for either (Jaccard), with its limits; NaN where no cell is hot
    both, first, second   number of cells hot for both, for the first, for the second
    cells     number of cells that both cover
    """

    rank: float
    rank_low: float
    rank_high: float
    overlap: float
    overlap_low: float
    overlap_high: float
    both: int
    first: int
    second: int
    cells: int


def who_sees(hot: np.ndarray, covered: np.ndarray) -> Seen:
    """Sort cells by the agencies that see a hotspot in them.

    hot, covered  bool of shape (agencies, cells), two agencies or more
    Raises InvalidInput for other shapes.
    """
    hot, covered = np.asarray(hot, dtype=bool), np.asarray(covered, dtype=bool)
    if hot.ndim != 2 or hot.shape != covered.shape or hot.shape[0] < 2:
        raise InvalidInput(
            f"Hotspots and coverage have the shapes {hot.shape} and {covered.shape}. Give both for the same cells "
            "of two agencies or more."
        )
    known = covered.all(axis=0)
    seen_by = np.where(known, hot.sum(axis=0), NOT_COVERED)
    return Seen(seen_by, np.where(seen_by == 1, hot.argmax(axis=0), -1))


def agreement(
    counts: np.ndarray,
    hot: np.ndarray,
    covered: np.ndarray,
    blocks: Optional[np.ndarray] = None,
    *,
    resamples: int = 999,
    level: float = 0.95,
    seed: Union[int, np.random.Generator] = 0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Agreement:
    """Rank correlation of two agencies' counts and overlap of their hotspots, with bootstrap intervals.

    counts     shape (2, cells)
    hot        bool of shape (2, cells)
    covered    bool of shape (cells,): by both
    blocks     a number per cell, shape (cells,): cells of one block are drawn together, because neighbours are alike
               and would make intervals too narrow on their own; None draws single cells
    resamples  1 or more
    Returns an Agreement. Whether a cell is hot is taken as given: the intervals are those of the comparison alone.
    Raises InvalidInput where fewer than 10 cells are covered by both, or for unusable numbers.
    Formula: Spearman's coefficient is Pearson's of the mid-ranks, weighted by how often a cell is drawn. Limits are
    the (1 - level) / 2 and (1 + level) / 2 quantiles over the resamples.
    Source: Spearman (1904), American Journal of Psychology 15, 72-101; Jaccard (1912), New Phytologist 11, 37-50; Efron
    & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; for blocks Hall (1985), Stochastic Processes and
    their Applications 20, 231-246.
    """
    if np.count_nonzero(covered) < 10 or resamples < 1 or not 0 < level < 1:
        raise InvalidInput(
            f"{np.count_nonzero(covered)} cells are covered by both agencies, for {resamples} resamples at "
            f"{level:g}. At least 10 cells, 1 resample and a level between 0 and 1 are needed."
        )
    first, second = (np.unique(each[covered], return_inverse=True)[1] for each in np.asarray(counts, dtype=float))
    one, other = np.asarray(hot, dtype=bool)[:, covered]
    of = np.arange(first.size) if blocks is None else np.unique(np.asarray(blocks)[covered], return_inverse=True)[1]
    rng, drawn = np.random.default_rng(seed), np.empty((2, resamples))
    total = int(of.max()) + 1
    for number in range(resamples):
        weight = np.bincount(rng.integers(0, total, total), minlength=total)[of].astype(float)
        drawn[:, number] = _spearman(first, second, weight), _jaccard(one, other, weight)
        if progress is not None:
            progress(number + 1, resamples, "Bootstrap")
    every = np.ones(first.size)
    (rank_low, rank_high), (overlap_low, overlap_high) = (_limits(values, level) for values in drawn)
    return Agreement(
        rank=_spearman(first, second, every),
        rank_low=rank_low,
        rank_high=rank_high,
        overlap=_jaccard(one, other, every),
        overlap_low=overlap_low,
        overlap_high=overlap_high,
        both=int(np.count_nonzero(one & other)),
        first=int(np.count_nonzero(one)),
        second=int(np.count_nonzero(other)),
        cells=int(first.size),
    )


def grid_blocks(rows: int, columns: int, side: int) -> np.ndarray:
    """A number per cell of a grid, int64 of shape (rows, columns): squares of `side` cells share one."""
    if side < 1:
        raise InvalidInput(f"A block of {side} cells is none. Use 1 or more.")
    row, column = np.indices((rows, columns)) // side
    return np.asarray(row * (columns // side + 1) + column)


def _spearman(first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> float:
    """Of values given as codes in their order, each counting `weight` times."""
    x, y = (_mid_ranks(codes, weight) for codes in (first, second))
    total = weight.sum()
    x, y = x - np.dot(weight, x) / total, y - np.dot(weight, y) / total
    spread = np.dot(weight, x * x) * np.dot(weight, y * y)
    return float(np.dot(weight, x * y) / np.sqrt(spread)) if spread > 0 else float("nan")


def _mid_ranks(codes: np.ndarray, weight: np.ndarray) -> np.ndarray:
    held = np.bincount(codes, weight)
    return np.asarray((np.cumsum(held) - held / 2)[codes])


def _jaccard(one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> float:
    either = weight[one | other].sum()
    return float(weight[one & other].sum() / either) if either > 0 else float("nan")


def _limits(values: np.ndarray, level: float) -> tuple[float, float]:
    """Quantiles of the resamples that have a value."""
    known = values[~np.isnan(values)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
