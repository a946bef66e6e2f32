"""What changed since a client looked last: rows that are new or different to it, and rows that are gone.

Sequence numbers become visible in the order in which they are given out, because whoever publishes holds the counter
until the commit. So everything up to the counter's value is there, and nothing can turn up behind it later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Select, exists, false, select

from ...access import Level, Scope
from ...errors import InvalidInput
from ..databases.reading import last_published, read
from ..portal import Portal
from ..schema.tables import departures, incidents
from .arrow_rows import read_rows
from .narrowing import in_scope, stored_for
from .store import leaving

_Rows = Sequence[Sequence[Any]]
"""With the sequence number last."""


@dataclass(frozen=True)
class Changes:
    """One page of changes.

    upserts  rows that are new or different, with the columns of `scope.schema`
    removed  ids of rows that the scope showed before and that it shows no longer, each once
    last     the sequence number up to which this page tells everything
    more     whether there is another page
    """

    upserts: pa.Table
    removed: tuple[str, ...]
    last: int
    more: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that the scope shows."""
        return not self.upserts.num_rows and not self.removed


def latest(portal: Portal) -> int:
    """The last sequence number that was published."""
    with portal.engine.connect() as connection:
        return last_published(connection)


def changes(portal: Portal, scope: Scope, since: int, limit: int) -> Changes:
    """What changed after the sequence number `since`: at most `limit` upserts and `limit` removals.

    Raises InvalidInput at the counts level, whose cells have no history, and for a number that was not published yet.
    """
    if scope.level == Level.COUNTS:
        raise InvalidInput("Counts have no changes row by row. Compare the versions of their months instead.")
    last, upserts, removed = read(portal, lambda connection: _rows(connection, scope, since, limit))
    ends = [rows[limit - 1][-1] for rows in (upserts, removed) if len(rows) > limit]
    end = min(ends, default=last)
    return Changes(
        upserts=leaving(scope, [row for row in upserts if row[-1] <= end]),
        removed=tuple(dict.fromkeys(public_id for public_id, seq in removed if seq <= end)),
        last=end,
        more=bool(ends),
    )


def _rows(connection: Connection, scope: Scope, since: int, limit: int) -> tuple[int, _Rows, _Rows]:
    last = last_published(connection)
    if since > last:
        raise InvalidInput(f"Nothing was published up to number {since} yet. Start again without a number.")
    upserts, removed = (
        read_rows(connection.execute(question(scope, since, last).limit(limit + 1)))
        for question in (_upserts, _removed)
    )
    return last, upserts, removed


def _upserts(scope: Scope, since: int, last: int) -> Select:
    stored = stored_for(scope)
    columns = [column.label(name) for name, column in stored.columns.items()]
    return (
        select(*columns, incidents.c.seq)
        .where(in_scope(scope, incidents), incidents.c.removed == false())
        .where(incidents.c.seq > since, incidents.c.seq <= last)
        .order_by(incidents.c.seq)
    )


def _removed(scope: Scope, since: int, last: int) -> Select:
    """Rows that were in scope where they were, and are not where they are now: moved within the scope, they stay."""
    still_seen = (
        exists()
        .where(incidents.c.dataset == departures.c.dataset, incidents.c.incident_id == departures.c.incident_id)
        .where(in_scope(scope, incidents), incidents.c.removed == false())
        .correlate(departures)
    )
    return (
        select(departures.c["incident_id" if scope.tells_own_ids else "point_id"].label("public_id"), departures.c.seq)
        .where(in_scope(scope, departures), ~still_seen)
        .where(departures.c.seq > since, departures.c.seq <= last)
        .order_by(departures.c.seq)
    )
