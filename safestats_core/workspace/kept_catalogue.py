"""What a person may see: asked of the portal, and kept sealed for when it cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Optional

from ..cache.cache import Cache
from ..cache.upkeep import settle_clock
from ..errors import AccessDenied, LeaseExpired
from ..query import Query
from ..retrieval.catalogue import DatasetInfo
from ..retrieval.portal import PortalSource
from .export_reports import send_waiting_reports

_NOTE = "catalogue"


@dataclass(frozen=True)
class Catalogue:
    """The datasets and levels as the portal said at `fetched`; `is_offline` when it could not be asked now."""

    datasets: tuple[DatasetInfo, ...]
    fetched: datetime
    is_offline: bool

    def find(self, query: Query) -> DatasetInfo:
        """The dataset and level of `query`; AccessDenied where the person may not see it."""
        for info in self.datasets:
            if (info.dataset, info.level) == (query.dataset, query.level):
                return info
        known = ", ".join(f"{info.dataset} ({info.level})" for info in self.datasets) or "nothing yet"
        raise AccessDenied(f"You may not see {query.dataset} at the level '{query.level}'. You may see: {known}.")


def ask_catalogue(source: PortalSource, cache: Cache) -> Catalogue:
    """What the portal says now. Whatever is cached beyond it is removed before anybody can read it.

    Raises LeaseExpired where the clock of this computer is not the portal's: no lease could be told by it.
    """
    datasets = source.datasets()
    in_scope = {(info.dataset, info.level, info.scope_hash) for info in datasets}
    revoked = [key for key in cache.partitions() if (key.dataset, key.level, key.scope_hash) not in in_scope]
    if revoked:
        cache.replace({}, remove=revoked)
    if source.said_at is not None:
        settle_clock(cache, source.said_at)
    now = cache.now()
    cache.save_note(_NOTE, {"fetched": now.isoformat(), "datasets": [info.as_note() for info in datasets]})
    send_waiting_reports(source, cache)
    return Catalogue(tuple(datasets), now, is_offline=False)


def kept_catalogue(cache: Cache) -> Optional[Catalogue]:
    """What the portal said last, or None where it was never asked."""
    note = cache.note(_NOTE)
    if note is None:
        return None
    datasets = tuple(DatasetInfo.from_note(each) for each in note["datasets"])
    return Catalogue(datasets, datetime.fromisoformat(note["fetched"]), is_offline=True)


def check_lease(catalogue: Catalogue, now: datetime) -> None:
    """Raises LeaseExpired when the portal was reached longer ago than any of its datasets allows."""
    ends = max((info.lease_from(catalogue.fetched) for info in catalogue.datasets), default=catalogue.fetched)
    if now > ends:
        raise LeaseExpired(
            f"The portal was last reached at {catalogue.fetched:%Y-%m-%d %H:%M} UTC, longer ago than your datasets "
            "may be used without it. Connect to the portal and try again."
        )
