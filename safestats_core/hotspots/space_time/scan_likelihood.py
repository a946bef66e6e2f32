"""How unlikely a number of cases is, and the expectation beyond which a number of cases is no longer unlikely."""

from __future__ import annotations

import numpy as np
from scipy import special

_STEPS = 60
"""Newton's steps at most; a dozen are enough for a million cases."""


def log_likelihood_ratio(observed: np.ndarray, expected: np.ndarray, cases: int) -> np.ndarray:
    """How much likelier the observed cases are with a rate of their own than with everybody else's.

    observed  cases in each cylinder, any shape
    expected  mu, the cases that chance puts there, above 0 and below `cases`, same shape
    cases     C, all cases
    Returns the log likelihood ratio, 0 where no more cases were observed than expected.
    Formula: c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) for c > mu.
    Source: Kulldorff, Heffernan, Hartman, Assuncao & Mostashari (2005), PLoS Medicine 2(3), e59.
    """
    c, mu = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    inside = special.xlogy(c, c / mu)
    outside = special.xlogy(cases - c, (cases - c) / (cases - mu))
    return np.where(c > mu, inside + outside, 0.0)


def largest_expected(level: float, cases: int, most: int) -> np.ndarray:
    """For 0, 1, ..., `most` observed cases: the largest expectation that still gives a ratio of `level`, float64.

    The ratio falls while the expectation rises towards the observed number, so there is exactly one; 0 cases have none,
    and get -1. The last digits are rounded up: nothing that reaches the level is missed.
    """
    c = np.arange(1, most + 1, dtype=float)
    if level <= 0:
        return np.concatenate([[-1.0], c])
    # As a function of u = ln(mu) the ratio is convex and falls, and it is above the level at this u: Newton's steps
    # rise towards the root and never pass it.
    u = np.log(c) - 1 - level / c
    for _ in range(_STEPS):
        mu = np.exp(u)
        ratio = c * (np.log(c) - u) + special.xlogy(cases - c, (cases - c) / (cases - mu))
        step = (ratio - level) / np.maximum(c - (cases - c) * mu / (cases - mu), np.finfo(float).tiny)
        u = np.minimum(u + np.maximum(step, 0), np.log(c))
        if step.max(initial=0) < 1e-13:
            break
    return np.concatenate([[-1.0], np.minimum(np.exp(u) * (1 + 1e-9), c)])
