"""How old an answer from the cache is, and until when it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Optional

from ..cache.cache import Cache
from ..cache.manifest import Partition
from ..errors import InvalidInput
from ..query import Query
from ..retrieval.catalogue import DatasetInfo
from .sync import cached_partitions, note_name


@dataclass(frozen=True)
class Freshness:
    """Of the months of an answer, the worst of each; both with time zone.

    as_of  when the portal last said that they are as it has them
    until  when the first of their leases ends
    """

    as_of: datetime
    until: datetime


def freshness(cache: Cache, dataset: DatasetInfo, query: Query) -> Freshness:
    """That of the cached months that `query` is about; InvalidInput where the dataset was never synced."""
    note = cache.note(note_name(dataset))
    if note is None:
        raise InvalidInput(f"Nothing of {dataset.title} is cached. Sync it first.")
    synced = datetime.fromisoformat(note["as_of"]) if "as_of" in note else None  # there were none in 0.1
    about = [
        (_as_of(kept, None if key.month in note.get("behind", ()) else synced), kept.lease_until)
        for key, kept in cached_partitions(cache, dataset).items()
        if query.period is None or key.month in query.period
    ]
    if not about:
        moment = synced or cache.now()
        return Freshness(moment, dataset.lease_from(moment))
    return Freshness(min(as_of for as_of, _ in about), min(until for _, until in about))


def _as_of(kept: Partition, synced: Optional[datetime]) -> datetime:
    """A month that the last sync could not bring up to date is as old as when it came."""
    return kept.fetched if synced is None else max(kept.fetched, synced)
