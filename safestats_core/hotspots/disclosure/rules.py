"""What a reader of a protected count knows of it: between which numbers it lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...disclosure import SENSITIVE_BELOW, check_profile, disclose

__all__ = ["SENSITIVE_BELOW", "Bounds", "bounds_of", "disclose", "is_narrowed", "is_sensitive"]


@dataclass(frozen=True)
class Bounds:
    """The least and the most that counts can be, both included; `high` may be infinite."""

    low: np.ndarray
    high: np.ndarray


def is_sensitive(counts: np.ndarray, profile: str) -> np.ndarray:
    """Which counts the profile protects: 1 to 7 (nhs_round5), 1 to 4 (suppress5), 1 to 9 (threshold10), or none."""
    check_profile(profile)
    return (counts >= 1) & (counts < SENSITIVE_BELOW[profile])


def bounds_of(counts: np.ndarray, withheld: np.ndarray, profile: str, least: np.ndarray) -> Bounds:
    """What is known of counts from how they are shown alone.

    counts    whole numbers, 0 or more, as they are
    withheld  which of them are not shown at all
    least     what those withheld are at least: 1 where every 0 is shown, else 0
    """
    low = counts.astype(float)
    high = low.copy()
    if profile == "nhs_round5":
        shown = np.asarray(disclose(counts, profile).data)
        low = np.where(shown > 5, shown - 2, np.minimum(shown, 1)).astype(float)
        high = np.where(shown > 5, shown + 2, np.where(shown == 5, 7, 0)).astype(float)
    return Bounds(np.where(withheld, least, low), np.where(withheld, np.inf, high))


def is_narrowed(now: Bounds, then: Bounds, below: int) -> np.ndarray:
    """Which counts are surely small, and known closer than the profile says and than they were known before."""
    low, high = np.round(now.low, 6), np.round(now.high, 6)
    surely_small = (low >= 1) & (high < below)
    return np.asarray(surely_small & ((low > np.maximum(1, then.low)) | (high < np.minimum(below - 1, then.high))))
