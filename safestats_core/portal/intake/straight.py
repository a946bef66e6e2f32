"""Rows of datasets that hold none yet: straight into the published table, with nothing to compare them with.

It leaves what staging and publishing would leave, in half the time. The transaction that publishes is open while the
delivery is read, about as long as it would take to bring the same rows over from where they were staged. That is for
SQLite, where one process writes at a time in any case; in PostgreSQL rows are staged, so that others can publish.

Rows are numbered in the order of their ids of the point level, as in publishing: not all of a large delivery at once,
which would have to be kept meanwhile, but run by run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, bindparam, delete, exists, select

from ..datasets import Dataset
from ..schema.tables import erased, incidents
from .barred import first_kept
from .bulk_indexes import BulkIndexes
from .bulk_insert import insert_table
from .cell_tally import CellTally
from .last_of_key import LastOfKey, last_of_each
from .publishing import WentStraight, hold_counter

_RUN = 65_536
"""Rows of a run, at least. It ends where one day ends and another begins, in the order in which rows came: so a file
in the order of the clock tells nothing of when, in its day, a row was."""


@dataclass
class _Filled:
    """A dataset that is being filled. Of its rows those before the month `floor` are not kept.

    waiting     rows of the next run
    is_tallied  whether its cells are those of the rows that are there: not once a row was taken out again
    """

    floor: Optional[str]
    waiting: list[pa.Table] = field(default_factory=list)
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
        filled.waiting.append(rows)
        if sum(each.num_rows for each in filled.waiting) >= _RUN:
            self._put_run(filled, dataset.name, _last_day)
        return old

    def finish(self) -> WentStraight:
        """Put in what waits, bring the table's indexes back, and say what went into it."""
        for name, each in self._filled.items():
            if each is not None and each.waiting:
                self._put_run(each, name, len)
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

    def _put_run(self, filled: _Filled, dataset: str, end_of: Callable[[pa.Table], int]) -> None:
        rows = pa.concat_tables(filled.waiting).combine_chunks()
        end = end_of(rows)
        filled.waiting = [rows.slice(end)]
        self._put(filled, dataset, rows.slice(0, end))

    def _put(self, filled: _Filled, dataset: str, came: pa.Table) -> None:
        rows = last_of_each(came)
        numbers = np.arange(rows.num_rows) + self._last + 1
        removed = self._remove(dataset, filled.keys.add(rows, numbers))
        filled.dropped += came.num_rows - rows.num_rows + removed
        filled.is_tallied &= not removed
        self._added += rows.num_rows - removed
        if rows.num_rows:
            self._last += rows.num_rows
            rows = rows.set_column(rows.column_names.index("ordinal"), "seq", pa.array(numbers))
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


def _last_day(rows: pa.Table) -> int:
    """How many rows come before those of the last day; all where there is one day only."""
    days = rows["point_start"].to_numpy()
    changes = np.flatnonzero(days[1:] != days[:-1])
    return int(changes[-1]) + 1 if len(changes) else len(days)
