"""Rows of datasets that hold none yet: straight into the published table, with nothing to compare them with.

It leaves what staging and publishing would leave, in half the time. The transaction that publishes is open while the
delivery is read, about as long as it would take to bring the same rows over from where they were staged. That is for
SQLite, where one process writes at a time in any case; in PostgreSQL rows are staged, so that others can publish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Optional

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, bindparam, delete, exists, select

from ..datasets import Dataset
from ..schema.tables import erased, incidents
from .barred import first_kept
from .bulk_indexes import BulkIndexes
from .bulk_insert import insert_table
from .cell_tally import CellTally
from .last_of_key import LastOfKey
from .publishing import WentStraight, hold_counter


@dataclass
class _Filled:
    """A dataset that is being filled. Of its rows those before the month `floor` are not kept.

    is_tallied  whether its cells are those of the rows that are there: not once a row was taken out again
    """

    floor: Optional[str]
    keys: LastOfKey = field(default_factory=LastOfKey)
    tally: CellTally = field(default_factory=CellTally)
    months: set[str] = field(default_factory=set)
    dropped: int = 0
    is_tallied: bool = True


def may_go_straight(connection: Connection, dataset: Dataset, takes_back: bool) -> bool:
    """Whether a dataset can be filled so: it holds nothing, nothing of it was erased, nothing is taken back."""
    if connection.dialect.name != "sqlite" or takes_back:
        return False
    held = (exists().where(table.c.dataset == dataset.name) for table in (incidents, erased))
    return not any(connection.scalar(select(there)) for there in held)


class Straight:
    """Rows on their way into the published table, in the transaction of the caller that publishes the delivery.

    now  seconds since 1970: what is older than its dataset keeps at that time is left to be staged, and refused
    """

    def __init__(self, connection: Connection, now: float) -> None:
        self._connection, self._now = connection, now
        self._before = self._last = hold_counter(connection)
        self._indexes = BulkIndexes(connection, incidents)
        self._filled: dict[str, Optional[_Filled]] = {}
        self._added = 0

    def take(self, rows: pa.Table, dataset: Dataset, takes_back: bool) -> pa.Table:
        """Publish `rows`, as `arrivals` holds them, that can go this way. Returns those that have to be staged."""
        if dataset.name not in self._filled:
            straight = may_go_straight(self._connection, dataset, takes_back)
            self._filled[dataset.name] = _Filled(first_kept(dataset, self._now)) if straight else None
        filled = self._filled[dataset.name]
        if filled is None or not rows.num_rows:
            return rows
        old = rows.slice(0, 0)
        if filled.floor is not None:
            is_old = pc.less(rows["month"], filled.floor)
            old, rows = rows.filter(is_old), rows.filter(pc.invert(is_old))
        self._put(filled, dataset.name, rows)
        return old

    def finish(self) -> WentStraight:
        """Bring the table's indexes back, and say what went into it."""
        self._indexes.make()
        filled = {name: each for name, each in self._filled.items() if each is not None}
        counted = {name: each.tally.counted() for name, each in filled.items() if each.months and each.is_tallied}
        return WentStraight(
            datasets=frozenset(filled),
            added=self._added,
            repeated=sum(each.dropped for each in filled.values()),
            last=self._last,
            months=frozenset((name, month) for name, each in filled.items() for month in each.months),
            tallies=counted,
        )

    def _put(self, filled: _Filled, dataset: str, rows: pa.Table) -> None:
        arrived = rows.num_rows
        rows, overtaken = filled.keys.add(_numbered(rows, self._before))
        removed = self._remove(dataset, overtaken)
        filled.dropped += arrived - rows.num_rows + removed
        filled.is_tallied &= not removed
        self._added += rows.num_rows - removed
        if rows.num_rows:
            self._last = max(self._last, pc.max(rows["seq"]).as_py())
            self._indexes.drop(self._last - self._before, self._before)
            insert_table(self._connection, incidents, rows)
            if filled.is_tallied:
                filled.tally.add(rows)
            filled.months |= set(pc.unique(rows["month"]).to_pylist())

    def _remove(self, dataset: str, overtaken: Sequence[tuple[int, str]]) -> int:
        """Take out rows, by number and id, whose key has come again. Returns how many were there."""
        if not overtaken:
            return 0
        row = incidents.c
        wanted = (row.seq == bindparam("number"), row.dataset == dataset, row.incident_id == bindparam("id"))
        rows = [{"number": number, "id": name} for number, name in overtaken]
        return self._connection.execute(delete(incidents).where(*wanted), rows).rowcount


def _numbered(rows: pa.Table, before: int) -> pa.Table:
    """With sequence numbers for ordinals."""
    numbers = pc.add(rows["ordinal"], before)
    return rows.set_column(rows.column_names.index("ordinal"), "seq", numbers)
