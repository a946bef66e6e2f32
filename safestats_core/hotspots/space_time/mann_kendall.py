"""The Mann-Kendall test: does a series rise or fall over its steps, whatever the shape of the rise?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import special

from ...errors import InvalidInput

_VALUES_AT_ONCE = 1_000_000
"""So many values are compared at a time: the memory needed does not grow with the number of series."""


@dataclass(frozen=True)
class MannKendall:
    """The trend of every series, in arrays of the shape of the series without their steps.

    s         int64: pairs of steps in which the later value is higher, less pairs in which it is lower
    variance  of s where the order of the values is chance, ties taken into account
    z         standard score with continuity correction; 0 where s is 0; NaN with fewer than two values
    p         two-sided p of the normal distribution; NaN where z is NaN
    n         int64: number of values in the series
    """

    s: np.ndarray
    variance: np.ndarray
    z: np.ndarray
    p: np.ndarray
    n: np.ndarray


def mann_kendall(values: np.ndarray, progress: Optional[Callable[[int, int, str], None]] = None) -> MannKendall:
    """The Mann-Kendall trend of many series at a time.

    values    shape (steps, ...), the steps first and in order; NaN means that the step has no value
    progress  called after every portion of series
    Returns a MannKendall with arrays of shape (...).
    Raises InvalidInput where the values have no axis of steps.

    Formula: S = sum over i < j of sign(x_j - x_i); Var = [n(n-1)(2n+5) - sum t(t-1)(2t+5)] / 18 with t the size of
    each group of equal values; Z = (S - 1) / sqrt(Var) for S > 0, (S + 1) / sqrt(Var) for S < 0, 0 for S = 0;
    p = 2 Phi(-|Z|). A step without a value takes no part, and n is the number of those that do.
    The test takes the values of a series as independent of each other; where they are not, p is too small.
    Source: Mann (1945), Econometrica 13, 245-259; Kendall (1975), Rank Correlation Methods, 4th edition, for the
    variance with ties and the normal approximation, which he advises for ten values or more.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim == 0:
        raise InvalidInput("One number is not a series. Give values with their steps along the first axis.")
    series = values.reshape(len(values), int(np.prod(values.shape[1:])))
    n, s, ties = (np.zeros(series.shape[1], dtype=np.int64) for _ in range(3))
    portion = max(_VALUES_AT_ONCE // max(len(series), 1), 1)
    for start in range(0, series.shape[1], portion):
        part = slice(start, start + portion)
        some = np.ascontiguousarray(series[:, part])
        n[part] = np.count_nonzero(~np.isnan(some), axis=0)
        s[part], ties[part] = _score(some), _ties(some)
        if progress is not None:
            progress(min(start + portion, series.shape[1]), series.shape[1], "Trends")
    variance = np.maximum(n * (n - 1) * (2 * n + 5) - ties, 0) / 18
    # Where all values are equal the variance is 0, and so is s.
    z = np.where(n < 2, np.nan, (s - np.sign(s)) / np.sqrt(np.where(variance > 0, variance, 1)))
    results = (s, variance, z, 2 * special.ndtr(-np.abs(z)), n)
    return MannKendall(*(result.reshape(values.shape[1:]) for result in results))


def _score(series: np.ndarray) -> np.ndarray:
    s = np.zeros(series.shape[1], dtype=np.int64)
    for step in range(len(series) - 1):
        later, now = series[step + 1 :], series[step]
        # A comparison with NaN is False, so a pair with a missing value adds nothing.
        s += np.add.reduce(later > now, axis=0, dtype=np.int32)
        s -= np.add.reduce(later < now, axis=0, dtype=np.int32)
    return s


def _ties(series: np.ndarray) -> np.ndarray:
    """The sum over groups of t equal values of t(t-1)(2t+5), built up as each value joins its group."""
    ordered = np.sort(series, axis=0)
    total, size = (np.zeros(series.shape[1], dtype=np.int64) for _ in range(2))
    for step in range(1, len(series)):
        # size counts the values before this one in its group: the group grows from size to size + 1.
        size = np.where(ordered[step] == ordered[step - 1], size + 1, 0)
        total += 6 * size * (size + 2)
    return total
