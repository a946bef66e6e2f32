"""The false discovery rate: how many of the cells called hotspots may be chance."""

from __future__ import annotations

import math

import numpy as np

from ..errors import InvalidInput


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Adjusted p values: calling all cells with an adjusted p <= q keeps the share of false calls at q or below.

    p  p values of any shape; NaN means that no test was made, stays NaN and is not counted among the tests
    Returns adjusted p values of the same shape, in the order of the p values, never below them and never above 1.
    Raises InvalidInput for a value outside 0 to 1.
    Formula: with the m tests sorted, p(1) <= ... <= p(m), adjusted p(i) = min over j >= i of m p(j) / j, at most 1.
    Source: Benjamini & Hochberg (1995), JRSS B 57, 289-300; adjusted values as in Yekutieli & Benjamini (1999).
    """
    p = np.asarray(p, dtype=float)
    tested = ~np.isnan(p)
    values = p.ravel() if tested.all() else p[tested]
    if values.size and not (values.min() >= 0 and values.max() <= 1):
        raise InvalidInput("A p value lies outside 0 to 1. Give probabilities, not z scores.")
    order = _rising(values)
    ranked = values[order]
    ranked *= values.size / np.arange(1, values.size + 1)
    np.minimum.accumulate(ranked[::-1], out=ranked[::-1])
    sorted_back = np.empty_like(values)
    sorted_back[order] = np.minimum(ranked, 1, out=ranked)
    if values.size == p.size:
        return sorted_back.reshape(p.shape)
    adjusted = np.full(p.shape, np.nan)
    adjusted[tested] = sorted_back
    return adjusted


def _rising(p: np.ndarray) -> np.ndarray:
    """The order of values between 0 and 1 by size; a million take a third of the time of sorting them as they are.

    In 65,536 steps they are sorted by counting, and what is left is so nearly in order that merging is quick.
    """
    roughly = np.argsort((p * 65_535).astype(np.uint16), kind="stable")
    return roughly[np.argsort(p[roughly], kind="stable")]


def fewest_calls(smallest_p: float, tests: int, level: float) -> int:
    """How many tests must reach the smallest p that permutations can give before any of them can be called.

    smallest_p  1 / (permutations + 1), or twice that for a doubled tail
    tests       number of tests adjusted for
    level       the largest adjusted p that is called
    Returns at least 1. Above 1, a single cell that stands out cannot be found: make more permutations.
    Formula: the smallest j with tests smallest_p / j <= level, from the rule of `benjamini_hochberg`.
    """
    return max(1, math.ceil(tests * smallest_p / level - 1e-9))
