"""Counts that may be published: rounding under a named disclosure profile."""

from __future__ import annotations

import numpy as np

from .errors import InvalidInput

PROFILES = {
    "nhs_round5": "1 to 7 becomes 5, everything else is rounded to the nearest 5",
    "none": "counts as they are, for people who may see the records themselves",
}


def disclose(counts: np.ndarray, profile: str = "nhs_round5") -> np.ndarray:
    """Counts as a disclosure profile lets them be shown.

    counts   non-negative whole numbers, any shape
    profile  a key of PROFILES

    Returns whole numbers (int64) of the same shape. The same count always becomes the same number, so
    asking again tells nothing new. A sum of rounded counts is not the rounded sum: publish each from its own count.

    Raises InvalidInput for an unknown profile, and for negative or fractional counts.

    nhs_round5: 0 stays 0; 1 <= n <= 7 becomes 5; otherwise 5 * floor(n / 5 + 1 / 2).
    Source: NHS England, disclosure control for sub-national Hospital Episode Statistics.

    >>> disclose(np.array([0, 1, 7, 8, 12, 13]))
    array([ 0,  5,  5, 10, 10, 15])
    """
    if profile not in PROFILES:
        raise InvalidInput(f"Unknown disclosure profile '{profile}'. Choose from: {', '.join(PROFILES)}.")
    given = np.asarray(counts)
    if not (np.isfinite(given) & (given >= 0) & (np.floor(given) == given)).all():
        raise InvalidInput("Counts to disclose must be whole numbers of 0 or more.")
    whole = given.astype(np.int64)
    if profile == "none":
        return whole
    return np.where((whole >= 1) & (whole <= 7), 5, (whole + 2) // 5 * 5)
