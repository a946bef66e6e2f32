"""How vague each record's time is, and how likely that time lies in a period."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ...errors import InvalidInput


def interval_meant(start: np.ndarray, end: Optional[np.ndarray], unit: str = "") -> tuple[np.ndarray, np.ndarray]:
    """The interval in which each incident happened, as begin and end, datetime64[s] of shape (n,).

    start  datetime64 of shape (n,)
    end    datetime64 of shape (n,), NaT where it is not known; None where nobody has one
    unit   what a start without an end means: "D" any time of that day, "M" of that month, "" that moment
    Returns the end as NaT where a moment is meant.
    """
    begin = np.asarray(start).astype("datetime64[s]")
    whole = begin.astype(f"datetime64[{unit or 's'}]")
    stop = (whole + 1).astype("datetime64[s]") if unit else np.full(begin.shape, np.datetime64("NaT", "s"))
    if end is None:
        return whole.astype("datetime64[s]"), stop
    unknown = np.isnat(end)
    return np.where(unknown, whole.astype("datetime64[s]"), begin), np.where(unknown, stop, end)


def share_in_period(start: np.ndarray, end: np.ndarray, since: np.datetime64, until: np.datetime64) -> np.ndarray:
    """How likely each incident, at any moment of its interval alike, lies in a period; shape (n,).

    start, end    the interval of each incident, datetime64 of shape (n,); NaT as an end means a moment
    since, until  the period, the end not included
    Returns the share of the interval that lies in the period: 0 or 1 for a moment.
    Raises InvalidInput for a missing start, an end before its start, or a period that ends before it begins.
    """
    if not since < until:
        raise InvalidInput(f"The period from {since} to {until} is empty. Give an end after the beginning.")
    begin = np.asarray(start).astype("datetime64[s]")
    stop = np.asarray(end).astype("datetime64[s]")
    stop = np.where(np.isnat(stop), begin, stop)
    if np.isnat(begin).any():
        raise InvalidInput(
            f"{np.count_nonzero(np.isnat(begin)):,} incidents have no start. Leave them out, and say so."
        )
    if np.any(stop < begin):
        raise InvalidInput(f"{np.count_nonzero(stop < begin):,} incidents end before they start. Correct or drop them.")
    low, high = (np.datetime64(each, "s").astype(np.int64) for each in (since, until))
    first, last = begin.astype(np.int64), stop.astype(np.int64)
    common = np.minimum(last, high) - np.maximum(first, low)
    moment = ((first >= low) & (first < high)).astype(float)
    length = last - first
    return np.where(length > 0, np.clip(common, 0, None) / np.maximum(length, 1), moment)
