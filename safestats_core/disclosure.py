"""Counts that may be published: rounded or withheld under a named disclosure profile."""

from __future__ import annotations

from typing import Optional

import numpy as np

from .errors import InvalidInput

PROFILES = {
    "nhs_round5": "1 to 7 becomes 5, everything else is rounded to the nearest 5",
    "suppress5": "1 to 4 is withheld, and with it what would give it away in a row or column with a known sum",
    "threshold10": "1 to 9 is withheld",
    "none": "counts as they are, for people who may see the records themselves",
}

DEFAULT_PROFILE = "nhs_round5"
EXACT = "none"

SENSITIVE_BELOW = {"nhs_round5": 8, "suppress5": 5, "threshold10": 10, "none": 0}
"""The least count from 1 up that a profile does not hide among smaller ones."""

_WITHHELD_BELOW = {profile: SENSITIVE_BELOW[profile] for profile in ("suppress5", "threshold10")}


def check_profile(profile: str) -> None:
    """Raises InvalidInput for a profile that does not exist."""
    if profile not in PROFILES:
        raise InvalidInput(f"Unknown disclosure profile '{profile}'. Choose from: {', '.join(PROFILES)}.")


def disclose(counts: np.ndarray, *profiles: str) -> np.ma.MaskedArray:
    """Counts as disclosure profiles, each by itself and all together, let them be shown, cell by cell.

    counts    non-negative whole numbers, any shape
    profiles  keys of PROFILES; without one the counts stay as they are

    Returns whole numbers (int64) of the same shape, masked where withheld. The same count always becomes the same
    number, so asking again tells nothing new, and under several profiles two counts that one of them shows alike are
    shown alike. Passing the same profiles again changes nothing. A sum of rounded counts is not the rounded sum:
    publish each from its own count. What `suppress5` withholds of a whole table is more: see `withheld_in_table`.

    Raises InvalidInput for an unknown profile, and for negative or fractional counts.

    nhs_round5: 0 stays 0; 1 <= n <= 7 becomes 5; otherwise 5 * floor(n / 5 + 1 / 2).
    Source: NHS England, disclosure control for sub-national Hospital Episode Statistics.

    >>> disclose(np.array([0, 1, 7, 8, 12, 13]), "nhs_round5").tolist()
    [0, 5, 5, 10, 10, 15]
    >>> disclose(np.array([0, 4, 9, 10]), "threshold10").tolist()
    [0, None, None, 10]
    """
    for profile in profiles:
        check_profile(profile)
    given = np.asarray(counts)
    if not (np.isfinite(given) & (given >= 0) & (np.floor(given) == given)).all():
        raise InvalidInput("Counts to disclose must be whole numbers of 0 or more.")
    whole = given.astype(np.int64)
    below = max((_WITHHELD_BELOW.get(profile, 0) for profile in profiles), default=0)
    # The least count that is shown like this one: where that is withheld, so is this.
    least = whole
    if "nhs_round5" in profiles:
        least = np.where(whole <= 7, np.minimum(whole, 1), (whole + 2) // 5 * 5 - 2)
        whole = np.where((whole >= 1) & (whole <= 7), 5, (whole + 2) // 5 * 5)
    withheld = (least >= 1) & (least < below)
    return np.ma.masked_array(np.where(withheld, 0, whole), withheld)


def withheld_in_table(counts: np.ma.MaskedArray) -> np.ndarray:
    """Which cells of a table `suppress5` withholds, where the sums of its rows and columns may be known.

    counts  whole numbers in rows and columns, masked where there is no cell or its count is not known

    Returns booleans of the same shape. Every count of 1 to 4 is withheld, and with it three cells that make a
    rectangle with it, the smallest that serve: adding 1 at two opposite corners and taking it away at the others
    keeps every sum and every cell at 1 or more, so the sums do not tell the count. Where a table has no such rectangle,
    nothing of it is shown but zeros. The same table always gives the same answer.

    Source: the rectangle is the smallest circuit of Cox (1995), Network models for complementary cell suppression.
    """
    values = np.ma.filled(counts, 0).astype(np.int64)
    usable = values > 0
    small = usable & (values < _WITHHELD_BELOW["suppress5"])
    withheld = small.copy()
    for row, column in np.argwhere(small & ~_is_in_rectangle(values, withheld)):
        corner = _cheapest_corner(values, usable, withheld, row, column)
        if corner is None:
            return usable
        withheld[np.ix_([row, corner[0]], [column, corner[1]])] = True
    return withheld


def _is_in_rectangle(values: np.ndarray, withheld: np.ndarray) -> np.ndarray:
    """Which withheld cells are the corner of a rectangle that serves already: all at once, as paths of three steps."""
    any_, more = withheld.astype(np.int64), (withheld & (values >= 2)).astype(np.int64)
    # Paths that turn back in their own row or column are no rectangles.
    turning = more.sum(axis=1, keepdims=True) + more.sum(axis=0, keepdims=True) - more
    beside = more @ any_.T @ more - more * turning
    opposite = (any_ @ more.T @ any_ - any_ * turning) * more
    return withheld & ((beside > 0) | (opposite > 0))


def _cheapest_corner(
    values: np.ndarray, usable: np.ndarray, withheld: np.ndarray, row: int, column: int
) -> Optional[tuple[int, int]]:
    """The cell opposite to one, such that withholding the rectangle costs the least; None where there is none."""
    beside, above = values[row, :][None, :], values[:, column][:, None]
    serves = usable & usable[row, :][None, :] & usable[:, column][:, None]
    serves &= (np.minimum(beside, above) >= 2) | ((values[row, column] >= 2) & (values >= 2))
    serves[row, :] = serves[:, column] = False
    if not serves.any():
        return None
    fresh = np.where(withheld, 0, values)
    cost = np.where(serves, fresh + fresh[row, :][None, :] + fresh[:, column][:, None], np.iinfo(np.int64).max)
    found = np.unravel_index(int(np.argmin(cost)), cost.shape)
    return int(found[0]), int(found[1])
