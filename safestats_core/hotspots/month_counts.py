"""Incidents by calendar month, every month of the span included."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class MonthCounts:
    """Counts of consecutive months.

    months  datetime64[M], shape (n,), from the first to the last month without a gap
    counts  incidents of each, int64, shape (n,)
    known   whether anything is known of the month: where not, its count says nothing and must not be read as none
    undated number of incidents without a time
    """

    months: np.ndarray
    counts: np.ndarray
    known: np.ndarray
    undated: int


def count_by_month(times: np.ndarray, missing: Collection[str] = ()) -> MonthCounts:
    """How many incidents began in each month.

    times    datetime64, NaT for an unknown time, shape (n,)
    missing  months as "YYYY-MM" of which nothing was supplied; they widen the span where they lie outside it
    Returns MonthCounts; without any month all its arrays are empty. A month that is missing and yet has incidents is
    known: some did arrive.
    """
    dated = times[~np.isnat(times)].astype("datetime64[M]")
    gaps = np.array(sorted(missing), dtype="datetime64[M]")
    together = np.concatenate([dated, gaps])
    if not together.size:
        return MonthCounts(together, np.zeros(0, np.int64), np.zeros(0, bool), int(times.size))
    months = np.arange(together.min(), together.max() + 1)
    counts = np.bincount((dated - months[0]).astype(np.int64), minlength=months.size)
    known = ~np.isin(months, gaps) | (counts > 0)
    return MonthCounts(months, counts, known, int(times.size - dated.size))


def month_numbers(times: np.ndarray, months: np.ndarray) -> np.ndarray:
    """The place of each time among `months` as of `count_by_month`; -1 for NaT. Shape (n,), int64."""
    numbers = np.full(times.shape, -1, dtype=np.int64)
    dated = ~np.isnat(times)
    if months.size:
        numbers[dated] = (times[dated].astype("datetime64[M]") - months[0]).astype(np.int64)
    return numbers
