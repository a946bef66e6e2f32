"""Making the sealed cache agree with the portal: by what changed in months that are cached, by whole months else.

A cached month is labelled with the portal's version of it and with a token for the changes, which was taken before the
months were listed. So a month is never older than its token: whatever the portal publishes meanwhile is told again to
whoever follows the token, and taking in a change twice does nothing. The label moves together with the rows, so two
programs that sync at the same time cannot mix it up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

import pyarrow as pa

from ..access import Level
from ..cache.cache import Cache, Ready
from ..cache.manifest import Partition, PartitionKey
from ..errors import CacheDamaged, LeaseExpired, PortalRefused
from ..progress import Progress
from ..query import Query
from ..retrieval.catalogue import DatasetInfo, MonthInfo
from ..retrieval.portal import PortalSource
from .delta import Delta, followed, patched
from .transfer import OPENED_AT_ONCE, fetch_months

_WORTH_FOLLOWING = 0.5
"""Of the rows of the months that changed: where more is told, the months are fetched whole."""

_ALWAYS_FOLLOWED = 1_000
_MOST_TOKENS = 3

_Prepare = Callable[[PartitionKey, pa.Table], Ready]


@dataclass(frozen=True)
class SyncReport:
    """What a sync did.

    months_checked  months of the period that there are
    months_fetched  of them, those that came whole, with `rows_fetched` rows
    months_changed  cached months that took in what had changed: `rows_changed` rows were told
    months_removed  cached months that are gone, or that changed too much outside the period
    """

    months_checked: int
    months_fetched: int
    rows_fetched: int
    months_changed: int
    rows_changed: int
    months_removed: int


@dataclass(frozen=True)
class _Plan:
    """The months of the portal beside those that are cached, and the token of the moment before they were listed."""

    dataset: DatasetInfo
    token: str
    months: dict[PartitionKey, MonthInfo]
    cached: dict[PartitionKey, Partition]

    @property
    def fresh(self) -> set[PartitionKey]:
        """What is cached as the portal has it."""
        return {key for key in self.cached.keys() & self.months.keys() if self._is_same(key)}

    @property
    def stale(self) -> set[PartitionKey]:
        """What is cached and has changed since."""
        return (self.cached.keys() & self.months.keys()) - self.fresh

    def asked(self, query: Query) -> list[PartitionKey]:
        """The months of the query's period that there are."""
        return [key for key in self.months if query.period is None or key.month in query.period]

    def label(self, key: PartitionKey) -> str:
        """What a month is kept under."""
        return f"{self.months[key].version} {self.token}".rstrip()

    def as_note(self, moment: datetime, behind: Iterable[PartitionKey]) -> dict[str, Any]:
        """What there is at the portal at this moment, but for the months that are `behind` also in the cache."""
        return {
            "months": sorted(key.month for key in self.months),
            "as_of": moment.isoformat(),
            "behind": sorted(key.month for key in behind),
            "state": self.token or listed_state(self.months.values()),
        }

    def _is_same(self, key: PartitionKey) -> bool:
        return self.cached[key].version.partition(" ")[0] == self.months[key].version


def sync_months(
    source: PortalSource, cache: Cache, dataset: DatasetInfo, query: Query, progress: Progress
) -> SyncReport:
    """Makes the cache agree with the portal for the months of `query`.

    Months that are cached and changed are brought up to date, those outside the period too. What is gone is removed
    at once. Each month appears whole, or stays as it was, whatever becomes of the others.
    """
    plan = _planned(source, cache, dataset)
    asked, fresh = plan.asked(query), plan.fresh
    cache.need(asked)
    with cache.preparing() as prepare:
        put, told = _brought_up_to_date(source, cache, plan, prepare)
        removed = plan.cached.keys() - fresh - put.keys() - set(asked)
        cache.take_over(
            {key: (ready, plan.label(key)) for key, ready in put.items()},
            remove=removed,
            renew={key: (plan.cached[key].version, plan.label(key)) for key in fresh},
            lease_until=_lease(source, cache, dataset),
        )
    wanted = [plan.months[key] for key in asked if key not in fresh and key not in put]
    cache.save_note(note_name(dataset), plan.as_note(cache.now(), behind=(plan.stale & set(asked)) - put.keys()))

    def keep(month: MonthInfo, table: pa.Table) -> None:
        key = _key(dataset, month.month)
        if table.num_rows != month.rows:
            _check_changed(source, dataset, month, table.num_rows)
        cache.replace({key: (table, plan.label(key))}, lease_until=_lease(source, cache, dataset))

    rows = fetch_months(source, dataset, wanted, progress, keep)
    return SyncReport(len(asked), len(wanted), rows, len(put), told, len(removed))


def synced_months(cache: Cache, dataset: DatasetInfo) -> Optional[list[str]]:
    """The months that the portal had at the last sync, cached or not; None where there was no sync."""
    note = cache.note(note_name(dataset))
    return None if note is None else note["months"]


def cached_partitions(cache: Cache, dataset: DatasetInfo) -> dict[PartitionKey, Partition]:
    """What is cached of `dataset` under the person's present rights."""
    return {key: kept for key, kept in cache.partitions().items() if key == _key(dataset, key.month)}


def _planned(source: PortalSource, cache: Cache, dataset: DatasetInfo) -> _Plan:
    begun = None if dataset.level == Level.COUNTS else source.changes(dataset)
    months = {_key(dataset, month.month): month for month in source.months(dataset)}
    token = "" if begun is None else begun.following
    return _Plan(dataset, token, months, cached_partitions(cache, dataset))


def _brought_up_to_date(
    source: PortalSource, cache: Cache, plan: _Plan, prepare: _Prepare
) -> tuple[dict[PartitionKey, Ready], int]:
    """Cached months with what changed in them, and how many rows were told. The others have to be fetched whole."""
    by_token: dict[str, list[PartitionKey]] = {}
    for key in plan.stale:
        by_token.setdefault(plan.cached[key].version.partition(" ")[2], []).append(key)
    by_token.pop("", None)
    put: dict[PartitionKey, Ready] = {}
    told = 0
    for token, keys in sorted(by_token.items(), key=lambda group: -len(group[1]))[:_MOST_TOKENS]:
        delta, found = _patched(source, cache, plan, token, keys, prepare)
        told += delta.rows if delta is not None and found else 0
        put.update(found)
    return put, told


def _followed(source: PortalSource, plan: _Plan, token: str, keys: Iterable[PartitionKey]) -> Optional[Delta]:
    rows = sum(plan.cached[key].rows for key in keys)
    most = max(_ALWAYS_FOLLOWED, int(rows * _WORTH_FOLLOWING))
    return followed(lambda since: source.changes(plan.dataset, since), token, plan.dataset.level, most)


def _patched(
    source: PortalSource, cache: Cache, plan: _Plan, token: str, keys: list[PartitionKey], prepare: _Prepare
) -> tuple[Optional[Delta], dict[PartitionKey, Ready]]:
    """What is told for a token, and the months with it taken in, as far as they then have as many rows as the portal
    says.

    The first months are opened while the portal answers. Each is sealed as soon as it is patched, so that no more than
    a few are in memory however many have changed.
    """
    answer: Future[Optional[Delta]] = Future()

    def patch(key: PartitionKey) -> Optional[Ready]:
        if answer.done() and answer.result() is None:
            return None
        try:
            table = cache.read(key, as_dictionaries=True)
        except (CacheDamaged, LeaseExpired):
            return None
        delta = answer.result()
        if delta is None:
            return None
        table = patched(table, key.month, delta, plan.dataset.level)
        return prepare(key, table) if table.num_rows == plan.months[key].rows else None

    with ThreadPoolExecutor(OPENED_AT_ONCE, thread_name_prefix="safestats-patching") as threads:
        patching = threads.map(patch, keys)
        delta = None
        try:
            delta = _followed(source, plan, token, keys)
        finally:
            answer.set_result(delta)  # whatever was raised: nobody may wait for it for ever
        return delta, {key: ready for key, ready in zip(keys, patching) if ready is not None}


def _check_changed(source: PortalSource, dataset: DatasetInfo, month: MonthInfo, rows: int) -> None:
    """Raises PortalRefused where a month came with other rows than were listed, and did not change meanwhile.

    Where it did, what came is kept under the version that was listed: the next sync finds that there is a newer one.
    """
    if month in source.months(dataset):
        raise PortalRefused(
            f"The portal sent {rows:,} rows of {dataset.title} for {month.month}, where it has {month.rows:,}; nothing "
            "of them was kept. Try again; if it stays so, tell the portal's manager.",
            200,
        )


def _lease(source: PortalSource, cache: Cache, dataset: DatasetInfo) -> datetime:
    return dataset.lease_from(source.said_at or cache.now())


def _key(dataset: DatasetInfo, month: str) -> PartitionKey:
    return PartitionKey(dataset.dataset, dataset.level, month, dataset.scope_hash)


def note_name(dataset: DatasetInfo) -> str:
    """Under which the cache keeps what the last sync of a dataset found."""
    return f"months {dataset.collection}"


def listed_state(months: Iterable[MonthInfo]) -> str:
    """A digest of which months there are and in what versions."""
    listed = sorted((month.month, month.version) for month in months)
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()
