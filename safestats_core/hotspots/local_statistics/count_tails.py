"""How likely chance makes a neighbourhood's count so high or so low, where cells hold few incidents."""

from __future__ import annotations

import numpy as np
from scipy import special


def count_p(count: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """The two-sided p of counts whose mean and variance by chance are known; shapes all alike.

    count     whole numbers, 0 or more
    mean      above 0
    variance  0 or more; NaN or 0 where nothing can be tested, which makes p NaN
    Returns p above 0 and at most 1: twice the smaller tail, the observed count included.
    Formula: the negative binomial distribution of that mean and variance; the Poisson distribution where the variance
    is no larger than the mean. For independent counts in cells that all follow such a distribution the tails are
    exact; being whole, counts reach a stated level at most.
    Source: Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, chapters 4 and 5.
    """
    tested = variance > 0
    p = np.full(count.shape, np.nan)
    n, mu, var = count[tested], mean[tested], variance[tested]
    wide = var > mu * (1 + 1e-9)
    over = np.where(wide, var / mu, 2.0)
    shape, some = mu / (over - 1), np.maximum(n, 1)
    # Each tail by a function of its own: of a small one, 1 less the other would leave rounding.
    at_least = np.where(wide, special.betainc(some, shape, (over - 1) / over), special.gammainc(some, mu))
    at_most = np.where(wide, special.betainc(shape, n + 1, 1 / over), special.gammaincc(n + 1, mu))
    p[tested] = np.minimum(1, 2 * np.minimum(np.where(n > 0, at_least, 1), at_most))
    # A tail below the smallest float is still not impossible.
    return np.maximum(p, np.finfo(float).tiny)
