"""Rates: counts per exposure (residents, homes, days), with the interval in which the true rate can lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from ..errors import InvalidInput


@dataclass(frozen=True)
class Rates:
    """Rates and their limits, in arrays shaped like the counts; NaN where there is no exposure.

    rate              events per `per` of exposure
    low, high         limits of the interval, in the same unit
    without_exposure  number of counts whose exposure is zero or missing
    """

    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    without_exposure: int


def poisson_limits(counts: np.ndarray, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The exact interval for the mean of a Poisson variable, given what was counted.

    counts  whole numbers, zero or more, any shape
    level   share of such intervals that hold the true mean, at least; more than 0, less than 1
    Returns the lower and the upper limit, float64, shaped like the counts. A count of 0 has the lower limit 0.
    Raises InvalidInput for a count that is negative, not whole or not a number, or an unusable level.
    Formula: with tails of a = (1 - level) / 2 and the chi-square quantile q(p; degrees of freedom),
    low = q(a; 2 count) / 2 and high = q(1 - a; 2 count + 2) / 2.
    Source: Garwood (1936), Biometrika 28, 437-442.
    """
    counts = np.asarray(counts, dtype=float)
    if not np.all(np.isfinite(counts) & (counts >= 0) & (counts == np.floor(counts))):
        raise InvalidInput("Some counts are negative, not whole or not a number. An interval needs counted events.")
    if not 0 < level < 1:
        raise InvalidInput(f"The level of {level:g} is no share between 0 and 1. Use 0.95 for a 95 % interval.")
    tail = (1 - level) / 2
    # Half a chi-square quantile of 2k degrees of freedom is the gamma quantile of shape k.
    low = np.where(counts > 0, special.gammaincinv(np.maximum(counts, 1), tail), 0.0)
    return low, special.gammainccinv(counts + 1, tail)


def poisson_rates(counts: np.ndarray, exposure: np.ndarray, per: float = 1000, level: float = 0.95) -> Rates:
    """Events per `per` of exposure, with exact Poisson intervals.

    counts    whole numbers, zero or more, shape (n,)
    exposure  people, homes, hours ..., shape (n,); zero or NaN means none: no rate, and the number of those is told
    per       exposure to which the rate refers, for example 1000 people
    level     share of such intervals that hold the true rate, at least
    Returns Rates of shape (n,).
    Raises InvalidInput as `poisson_limits` does, for negative or infinite exposure, or a `per` that is not above 0.
    Formula: rate = per * count / exposure; the limits are those of the count, times per / exposure. The exposure is
    taken as known without error.
    Source: Garwood (1936), as `poisson_limits`.
    """
    counts, exposure = np.asarray(counts, dtype=float), np.asarray(exposure, dtype=float)
    if counts.shape != exposure.shape:
        raise InvalidInput(f"{counts.size:,} counts have {exposure.size:,} exposures. Give one for each count.")
    if np.any(np.isinf(exposure) | (exposure < 0)):
        raise InvalidInput("Some exposures are negative or infinite. Give zero or more, and nothing where unknown.")
    if not (np.isfinite(per) and per > 0):
        raise InvalidInput(f"A rate per {per:g} is no rate. Use more than 0, for example 1000.")
    low, high = poisson_limits(counts, level)
    known = exposure > 0
    scale = np.full(exposure.shape, np.nan)
    scale[known] = per / exposure[known]
    return Rates(counts * scale, low * scale, high * scale, int(np.count_nonzero(~known)))
