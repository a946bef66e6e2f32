"""The beta-binomial distribution fitted to shares of counts: how much places differ beyond chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

_LEAST, _MOST = 1e-2, 1e6
"""Of a + b. At the most, places differ by chance alone; at the least, each is nearly all or nothing."""


@dataclass(frozen=True)
class BetaBinomial:
    """The places' true shares follow a beta distribution B(a, b).

    a, b         its parameters
    is_even      whether the places differ by no more than chance: the fit went to the end of what was tried
    """

    a: float
    b: float
    is_even: bool


def fit_beta_binomial(successes: np.ndarray, trials: np.ndarray) -> BetaBinomial:
    """The a and b that make the counts the most likely.

    successes, trials  whole numbers, 0 <= successes <= trials, shape (n,), at least one success and one failure in all
    Formula: the log likelihood is the sum of log B(a + h, b + n - h) - log B(a, b), with B the beta function; it is
    searched over the mean a / (a + b) and the size a + b from 0.01 to a million.
    Source: Skellam (1948), JRSS B 10, 257-261; Griffiths (1973), Biometrics 29, 637-648, for maximum likelihood.
    """
    pairs, counts = np.unique(np.column_stack([successes, trials]), axis=0, return_counts=True)
    h, n = pairs.T

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        a, b = _of(at)
        likelihood = np.dot(counts, special.betaln(a + h, b + n - h) - special.betaln(a, b))
        both = special.digamma(a + b + n) - special.digamma(a + b)
        by_a = np.dot(counts, special.digamma(a + h) - special.digamma(a) - both)
        by_b = np.dot(counts, special.digamma(b + n - h) - special.digamma(b) - both)
        return -float(likelihood), -np.array([(by_a - by_b) * a * b / (a + b), by_a * a + by_b * b])

    mean = special.logit(np.asarray(successes, dtype=float).sum() / np.asarray(trials, dtype=float).sum())
    limits = (np.log(_LEAST), np.log(_MOST))
    # From several sizes: where places hardly differ the likelihood is flat, and one start could stay on the slope.
    found = [
        optimize.minimize(
            loss, [mean, np.log(size)], jac=True, method="L-BFGS-B", bounds=[(mean - 5, mean + 5), limits], tol=1e-10
        )
        for size in (2.0, 50.0, 5_000.0)
    ]
    best = min(found, key=lambda each: float(each.fun))
    a, b = _of(best.x)
    return BetaBinomial(a, b, bool(best.x[1] > limits[1] - 1))


def _of(at: np.ndarray) -> tuple[float, float]:
    mean, size = float(special.expit(at[0])), float(np.exp(at[1]))
    return mean * size, (1 - mean) * size
