"""How many rows a query will give, told before they are fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Optional

import pyarrow as pa

from ..access import Level
from ..cache.cache import Cache
from ..errors import InvalidInput
from ..query import Query
from ..retrieval.catalogue import DatasetInfo, MonthInfo
from .cached_incidents import read_incidents
from .sync import cached_partitions

COUNTED_AT_MOST = 300_000
"""Rows of months that are cached: up to here they are opened and counted, beyond it takes too long."""


@dataclass(frozen=True)
class Estimate:
    """What to expect of a query.

    rows      that it gives: so many where `is_exact`, at most so many where not
    months    that it is about
    to_fetch  rows of months that are not cached, or not as the portal has them now
    """

    rows: int
    is_exact: bool
    months: int
    to_fetch: int


def estimate(cache: Cache, dataset: DatasetInfo, months: Iterable[MonthInfo], query: Query) -> Estimate:
    """The rows of `query`, from the portal's list of months, and from the cache where all of them are in it."""
    asked = [month for month in months if query.period is None or month.month in query.period]
    fresh = _fresh(cache, dataset)
    to_fetch = sum(month.rows for month in asked if fresh.get(month.month) != month.version)
    rows = sum(month.rows for month in asked)
    if not set(query.parts) - {"period", "columns"}:
        return Estimate(rows, True, len(asked), to_fetch)
    if to_fetch or rows > COUNTED_AT_MOST or not asked:
        return Estimate(rows, not rows, len(asked), to_fetch)
    return Estimate(read_incidents(cache, dataset, query).num_rows, True, len(asked), 0)


def cached_categories(cache: Cache, dataset: DatasetInfo) -> tuple[int, Optional[Counter[str]]]:
    """How many months are cached, and the rows, or counts, of each category in them; None where nothing is known."""
    kept = {key: each for key, each in cached_partitions(cache, dataset).items() if each.lease_until > cache.now()}
    rows = sum(each.rows for each in kept.values())
    if not kept or rows > COUNTED_AT_MOST or "category" not in dataset.fields:
        return len(kept), None
    try:
        return len(kept), _categories(map(cache.read, kept), dataset.level)
    except InvalidInput:  # another program has dropped a month meanwhile
        return len(kept), None


def _categories(tables: Iterable[pa.Table], level: Level) -> Counter[str]:
    """The rows, or counts, of each category."""
    found: Counter[str] = Counter()
    column, how = ("count", "sum") if level == Level.COUNTS else ("category", "count")
    for table in tables:
        summed = table.group_by("category").aggregate([(column, how)])
        pairs = zip(summed["category"].to_pylist(), summed[f"{column}_{how}"].to_pylist())
        found.update({name: number or 0 for name, number in pairs if name is not None})
    return found


def _fresh(cache: Cache, dataset: DatasetInfo) -> dict[str, str]:
    """The portal's version of each month that may be read now."""
    kept = cached_partitions(cache, dataset)
    return {key.month: each.version.partition(" ")[0] for key, each in kept.items() if each.lease_until > cache.now()}
