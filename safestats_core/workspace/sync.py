"""Bringing months from the portal into the sealed cache: what is new or has changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Optional

import pyarrow as pa

from ..cache.cache import Cache
from ..cache.manifest import Partition, PartitionKey
from ..progress import Progress
from ..query import Query
from ..retrieval.catalogue import DatasetInfo, MonthInfo
from ..retrieval.portal import PortalSource


@dataclass(frozen=True)
class SyncReport:
    """What a sync did: checked the months of the period, fetched some of them, removed what is gone or outdated."""

    months_checked: int
    months_fetched: int
    rows_fetched: int
    months_removed: int


def sync_months(
    source: PortalSource, cache: Cache, dataset: DatasetInfo, query: Query, progress: Progress
) -> SyncReport:
    """Makes the cache agree with the portal for the months of `query`.

    Months that are gone, or have changed outside the period, are removed at once. The others appear all
    together, or, when the transfer fails or is cancelled, stay as they were.
    """
    months = {_key(dataset, month.month): month for month in source.months(dataset)}
    cached = cached_partitions(cache, dataset)
    fresh = {key for key, kept in cached.items() if key in months and kept.version == months[key].version}
    asked = [key for key in months if query.period is None or key.month in query.period]
    wanted = {key: months[key] for key in asked if key not in fresh}
    removed = cached.keys() - fresh - wanted.keys()
    if removed:
        cache.replace({}, remove=removed)
    put = _fetch(source, dataset, wanted, progress)
    cache.replace(put, renew=fresh, lease_until=cache.now() + timedelta(hours=dataset.lease_hours))
    cache.save_note(_note(dataset), {"months": sorted(key.month for key in months)})
    return SyncReport(len(asked), len(put), sum(table.num_rows for table, _ in put.values()), len(removed))


def synced_months(cache: Cache, dataset: DatasetInfo) -> Optional[list[str]]:
    """The months that the portal had at the last sync, cached or not; None where there was no sync."""
    note = cache.note(_note(dataset))
    return None if note is None else note["months"]


def cached_partitions(cache: Cache, dataset: DatasetInfo) -> dict[PartitionKey, Partition]:
    """What is cached of `dataset` under the person's present rights."""
    return {key: kept for key, kept in cache.partitions().items() if key == _key(dataset, key.month)}


def _fetch(
    source: PortalSource, dataset: DatasetInfo, wanted: dict[PartitionKey, MonthInfo], progress: Progress
) -> dict[PartitionKey, tuple[pa.Table, str]]:
    total = sum(month.rows for month in wanted.values())
    fetched: dict[PartitionKey, tuple[pa.Table, str]] = {}
    done = 0
    for key, month in wanted.items():
        received = _counting(progress, done, total, f"Fetching {dataset.title}, {month.month}")
        received(0)
        fetched[key] = (source.incidents(dataset, month.month, received), month.version)
        done += month.rows
    return fetched


def _counting(progress: Progress, before: int, total: int, what: str) -> Callable[[int], None]:
    return lambda rows: progress(min(before + rows, total), total, what)


def _key(dataset: DatasetInfo, month: str) -> PartitionKey:
    return PartitionKey(dataset.dataset, dataset.level, month, dataset.scope_hash)


def _note(dataset: DatasetInfo) -> str:
    return f"months {dataset.collection}"
