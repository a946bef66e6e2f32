"""The false discovery rate: how many of the cells called hotspots may be chance."""

from __future__ import annotations

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
    values = p[tested]
    if np.any((values < 0) | (values > 1)):
        raise InvalidInput("A p value lies outside 0 to 1. Give probabilities, not z scores.")
    order = np.argsort(values)
    scaled = values[order] * (values.size / np.arange(1, values.size + 1))
    adjusted = np.full(p.shape, np.nan)
    sorted_back = np.empty_like(values)
    sorted_back[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    adjusted[tested] = sorted_back
    return adjusted
