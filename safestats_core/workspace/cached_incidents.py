"""Answering a query from the sealed cache alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from ..access import LEVEL_SCHEMAS
from ..cache.cache import Cache
from ..cache.manifest import PartitionKey
from ..errors import CacheDamaged, InvalidInput
from ..incidents import AREA_TYPES
from ..query import Query
from ..retrieval.catalogue import DatasetInfo
from .sync import cached_partitions, synced_months
from .transfer import OPENED_AT_ONCE


def read_incidents(cache: Cache, dataset: DatasetInfo, query: Query) -> pa.Table:
    """The rows that answer `query`, with the columns `dataset.fields`.

    Raises InvalidInput where the query cannot be answered or some of its months are not cached, LeaseExpired
    where they may no longer be shown, and CacheDamaged where a file was touched.
    """
    check_fields(dataset, query)
    months = _months(cache, dataset, query)
    keys = {key.month: key for key in cached_partitions(cache, dataset)}
    missing = [month for month in months if month not in keys]
    if missing:
        raise InvalidInput(f"{dataset.title} is not cached for {', '.join(missing)}. Sync these months first.")
    with ThreadPoolExecutor(OPENED_AT_ONCE, thread_name_prefix="safestats-reading") as threads:
        tables = list(threads.map(lambda month: query.select(_read(cache, keys[month]), dataset.time_zone), months))
    cache.record_use()
    full = LEVEL_SCHEMAS[dataset.level]
    names = [name for name in dataset.fields if not query.columns or name in query.columns]
    return pa.concat_tables(tables) if tables else pa.schema(map(full.field, names)).empty_table()


def check_fields(dataset: DatasetInfo, query: Query) -> None:
    """Raises InvalidInput when the query asks by something that the person does not see."""
    seen = set(dataset.fields)
    asked = (
        ("category", bool(query.categories), "category" in seen),
        ("a drawn area", query.area is not None, {"longitude", "latitude"} <= seen),
        ("area codes", bool(query.area_codes), not seen.isdisjoint(AREA_TYPES)),
        ("weekdays or hours", bool(query.weekdays or query.hours.strip()), {"start", "end"} <= seen),
        (f"the columns {', '.join(query.columns)}", bool(query.columns), set(query.columns) <= seen),
    )
    for what, is_asked, can_answer in asked:
        if is_asked and not can_answer:
            raise InvalidInput(
                f"{dataset.title} cannot be narrowed by {what}: of its fields you see only "
                f"{', '.join(dataset.fields)}. Ask without it."
            )


def _months(cache: Cache, dataset: DatasetInfo, query: Query) -> list[str]:
    """The months that the query asks for, of those that there are."""
    known = synced_months(cache, dataset)
    if known is None:
        raise InvalidInput(f"Nothing of {dataset.title} is cached. Sync it first.")
    asked = [month for month in known if query.period is None or month in query.period]
    if known and query.period is not None and not asked:
        raise InvalidInput(
            f"{dataset.title} has nothing from {query.period.first} to {query.period.last}: "
            f"it runs from {known[0]} to {known[-1]}. Choose another period, or sync if it may have grown."
        )
    return asked


def _read(cache: Cache, key: PartitionKey) -> pa.Table:
    try:
        return cache.read(key)
    except CacheDamaged:
        # Otherwise the next sync would take the month for unchanged, and not fetch it again.
        cache.replace({}, remove=[key])
        raise
