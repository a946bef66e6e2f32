"""How much of the data can be mapped: shares of records without a place, and where or when they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..false_discovery import benjamini_hochberg

MORE, LESS, AS_ALL, TOO_FEW = "more unmapped", "less unmapped", "as everywhere", "too few"


@dataclass(frozen=True)
class UnmappedShares:
    """Of each group of records (areas, months): what cannot be mapped; arrays of shape (groups,).

    records     number of records
    unmapped    number of those without a place
    share       their share; NaN where there is no record
    low, high   its Wilson interval; NaN where there is no record
    p           exact two-sided p of the group against the rest; NaN where it was not tested
    p_adjusted  after the false discovery rate over the groups tested
    classes     object: MORE, LESS, AS_ALL, or TOO_FEW for groups that were not tested
    overall     share of all records
    """

    records: np.ndarray
    unmapped: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    classes: np.ndarray
    overall: float


def wilson_interval(count: np.ndarray, of: np.ndarray, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The score interval of a share; NaN where `of` is 0.

    count, of  whole numbers, 0 <= count <= of, any shape
    level      share of such intervals that hold the true share, about
    Returns the lower and the upper limit, within 0 to 1.
    Raises InvalidInput for impossible counts or level.
    Formula: with z the normal quantile of (1 + level) / 2, (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) /
    (1 + z^2 / n). Unlike the interval of the textbook it has a width where the share is 0 or 1.
    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    k, n = np.asarray(count, dtype=float), np.asarray(of, dtype=float)
    if not np.all((k >= 0) & (k <= n)):
        raise InvalidInput("A count is negative or larger than what it is a part of. Give whole numbers of records.")
    if not 0 < level < 1:
        raise InvalidInput(f"The level of {level:g} is no share between 0 and 1. Use 0.95 for a 95 % interval.")
    z = special.ndtri((1 + level) / 2)
    total = np.where(n > 0, n, np.nan)
    share = k / total
    middle = share + z**2 / (2 * total)
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    low, high = (middle - half) / (1 + z**2 / total), (middle + half) / (1 + z**2 / total)
    # Rounding must not push the limit of nothing, or of all, off its end.
    return np.where(k == 0, np.where(n > 0, 0.0, np.nan), low), np.where(k == n, np.where(n > 0, 1.0, np.nan), high)


def unmapped_shares(
    group: np.ndarray,
    is_unmapped: np.ndarray,
    groups: int,
    *,
    alpha: float = 0.05,
    least_records: int = 20,
    least_difference: float = 0.0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> UnmappedShares:
    """The unmapped share of each group, and whether it differs from that of the other groups together.

    group             number of the group of each record, 0 to groups - 1, shape (n,)
    is_unmapped       whether the record has no place, bool of shape (n,)
    alpha             largest adjusted p that is called a difference
    least_records     groups with fewer records are not tested
    least_difference  smallest difference from the overall share that is called one; 0: any
    progress          called before the test
    Returns UnmappedShares.
    Raises InvalidInput for no records, groups that do not exist, or unusable limits.

    Formula: given how many records there are in the group and how many unmapped ones altogether, the unmapped ones of
    the group follow the hypergeometric distribution where the share is the same everywhere; p is twice the smaller
    tail, the observed count included, at most 1 (Fisher's exact test of the group against the rest).
    Source: Fisher (1935), The Logic of Inductive Inference, JRSS 98, 39-82; Benjamini & Hochberg (1995).
    """
    group, is_unmapped = np.asarray(group, dtype=np.int64), np.asarray(is_unmapped, dtype=bool)
    _check(group, is_unmapped, groups, alpha, least_records, least_difference)
    if progress is not None:
        progress(0, 1, "Shares without a place")
    records = np.bincount(group, minlength=groups)
    unmapped = np.bincount(group, is_unmapped, minlength=groups).astype(np.int64)
    overall = float(is_unmapped.mean())
    share = np.divide(unmapped, records, out=np.full(groups, np.nan), where=records > 0)
    low, high = wilson_interval(unmapped, records)
    tested = (records >= least_records) & (records < group.size)
    p = np.full(groups, np.nan)
    p[tested] = _two_sided(unmapped[tested], group.size, int(unmapped.sum()), records[tested])
    adjusted = benjamini_hochberg(p)
    differs = (np.nan_to_num(adjusted, nan=1.0) <= alpha) & (np.abs(share - overall) >= least_difference)
    classes = np.full(groups, AS_ALL, dtype=object)
    classes[differs & (share > overall)] = MORE
    classes[differs & (share < overall)] = LESS
    classes[~tested] = TOO_FEW
    return UnmappedShares(records, unmapped, share, low, high, p, adjusted, classes, overall)


def _two_sided(count: np.ndarray, total: int, marked: int, drawn: np.ndarray) -> np.ndarray:
    # Imported here: scipy.stats takes a second to load, and nothing else of this room needs it.
    from scipy import stats

    at_most = stats.hypergeom.cdf(count, total, marked, drawn)
    at_least = stats.hypergeom.sf(count - 1, total, marked, drawn)
    return np.clip(2 * np.minimum(at_most, at_least), np.finfo(float).tiny, 1.0)


def _check(
    group: np.ndarray, is_unmapped: np.ndarray, groups: int, alpha: float, least_records: int, least_difference: float
) -> None:
    if group.shape != is_unmapped.shape or group.ndim != 1:
        raise InvalidInput(f"{group.size:,} groups were given for {is_unmapped.size:,} records. Give one for each.")
    if not group.size:
        raise InvalidInput("There are no records. Choose a layer, period or filter that holds at least one.")
    if group.min() < 0 or group.max() >= groups:
        raise InvalidInput(f"A record belongs to a group outside 0 to {groups - 1:,}. Number the groups from 0.")
    if not 0 < alpha < 1:
        raise InvalidInput(f"The level of {alpha:g} is no share between 0 and 1. Use 0.05.")
    if least_records < 1 or not 0 <= least_difference < 1:
        raise InvalidInput(
            f"At least {least_records} records and a difference of {least_difference:g} are no limits. Use 1 record or "
            "more, and a difference of 0 or more but less than 1."
        )
