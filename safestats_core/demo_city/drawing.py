"""The two ways in which the city is drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def draw_indices(rng: np.random.Generator, weights: np.ndarray, count: int) -> np.ndarray:
    """`count` positions in `weights`, shape (n,), each drawn in proportion to its weight."""
    cumulated = np.cumsum(weights)
    return np.searchsorted(cumulated, rng.random(count) * cumulated[-1], side="right")


def apportion(total: int, shares: Sequence[float]) -> np.ndarray:
    """Whole numbers in proportion to `shares` that sum to `total` (largest remainders)."""
    exact = total * np.asarray(shares, dtype=float) / np.sum(shares)
    counts = np.floor(exact).astype(int)
    short = total - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:short]] += 1
    return counts
