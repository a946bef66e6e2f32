"""What the panel shows of the rows of a layer: counts over time, the clock of the week, and the categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ...safestats_core.hotspots.aoristic import AoristicWeek, aoristic_week
from ...safestats_core.hotspots.month_counts import MonthCounts, count_by_month
from .rows import Rows


@dataclass(frozen=True)
class Summary:
    """Of all rows, or of those that are selected.

    months      counts by month
    week        aoristic totals; None where no row has a time
    categories  text -> number of rows, the most frequent first; "" stands for none
    """

    months: MonthCounts
    week: AoristicWeek | None
    categories: dict[str, int]


def summarise(rows: Rows, missing: Collection[str] = (), among: np.ndarray | None = None) -> Summary:
    """The summary of the rows, or of those `among` them.

    missing  months that nobody supplied, as "YYYY-MM"
    among    which rows, bool, shape (n,)
    """
    kept = np.ones(rows.ids.size, bool) if among is None else among
    start, end = rows.start[kept], rows.end[kept]
    dated = ~np.isnat(start)
    week = aoristic_week(start[dated], end[dated]) if dated.any() else None
    return Summary(count_by_month(start, missing), week, _by_category(rows.category[kept]))


def is_among(rows: Rows, ids: Collection[int]) -> np.ndarray:
    """Which rows have one of these ids, bool, shape (n,)."""
    return np.isin(rows.ids, np.fromiter(ids, dtype=np.int64, count=len(ids)))


def _by_category(category: np.ndarray) -> dict[str, int]:
    # Not numpy: it would sort the words, and no other thread of Python runs while it compares objects.
    counts = Counter(value or "" for value in category)
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
