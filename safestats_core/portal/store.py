"""Answers from the store. SQL narrows to the scope, and `Scope.limit` is passed by every row that leaves."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Optional

import pyarrow as pa
from sqlalchemy import Connection, Row, Select, and_, false, func, select

from ..access import LEVEL_SCHEMAS, Level, Scope
from . import counts
from .narrowing import STORED, in_scope, matching, shown
from .portal import Portal
from .row_filter import Box, RowFilter
from .schema import tables

_BATCH = 10_000


@dataclass(frozen=True)
class Page:
    """Some rows of an answer, and where the next page begins: None where nothing is left."""

    table: pa.Table
    next_after: Optional[int]


@dataclass(frozen=True)
class MonthSummary:
    """How many rows of a month are in scope; `version` changes as soon as one of them does."""

    month: str
    rows: int
    version: str


def page(portal: Portal, scope: Scope, row_filter: RowFilter, after: Optional[int], limit: int) -> Page:
    """At most `limit` rows of an answer, in the order of their sequence numbers.

    after   `next_after` of the page before, None for the first

    Returns a table with the columns of `scope.schema`.
    """
    wanted = _answer(portal, scope, row_filter).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(STORED[scope.level].table.c.seq > after)
    with portal.engine.connect() as connection:
        rows = connection.execute(wanted).all()
        table = leaving(scope, rows[:limit], connection)
    more = len(rows) > limit
    return Page(table, rows[limit - 1].seq if more else None)


def batches(portal: Portal, scope: Scope, row_filter: RowFilter) -> Iterator[pa.RecordBatch]:
    """The whole answer as record batches of `scope.schema`, in the same order, from one moment's state.

    Only one batch is in memory at a time.
    """
    with portal.engine.connect() as connection:
        result = connection.execution_options(yield_per=_BATCH).execute(_answer(portal, scope, row_filter))
        for rows in result.partitions():
            yield from leaving(scope, rows, connection).to_batches()


def incident(portal: Portal, scope: Scope, incident_id: str) -> pa.Table:
    """The row of that public id (`count_id` at the counts level), or no row where it is not in scope."""
    stored = STORED[scope.level]
    public_id = stored.columns[LEVEL_SCHEMAS[scope.level].names[0]]
    wanted = _answer(portal, scope, RowFilter()).where(public_id == incident_id).order_by(None)
    if scope.level == Level.COUNTS:  # its id begins with its month, and there is an index on months
        wanted = wanted.where(stored.table.c.month == incident_id[:7])
    with portal.engine.connect() as connection:
        return leaving(scope, connection.execute(wanted).all(), connection)


def months(portal: Portal, scope: Scope) -> list[MonthSummary]:
    """Every month with rows in scope, in order.

    The version is a keyed hash over visible rows alone: it tells nothing, and does not move when hidden rows do.
    """
    if scope.level == Level.COUNTS:
        return _months_of_counts(portal, scope)
    cube = tables.counts
    wanted = (
        select(cube.c.month, func.sum(cube.c.rows), func.max(cube.c.last_seq))
        .where(in_scope(scope, cube), cube.c.rows > 0)
        .group_by(cube.c.month)
        .order_by(cube.c.month)
    )
    with portal.engine.connect() as connection:
        return [
            MonthSummary(month, int(rows), _version(portal, scope, month, [int(rows), int(last)]))
            for month, rows, last in connection.execute(wanted)
        ]


def extent(portal: Portal, scope: Scope) -> Optional[Box]:
    """The box around every location that the scope shows, or None where it shows none."""
    if scope.level == Level.COUNTS:
        return counts.extent(portal, scope)
    prefix = "point_" if scope.level == Level.POINT else ""
    cube = tables.counts
    west, south, east, north = (cube.c[prefix + side] for side in ("west", "south", "east", "north"))
    wanted = select(func.min(west), func.min(south), func.max(east), func.max(north)).where(
        in_scope(scope, cube), shown(scope, cube, "longitude", "latitude")
    )
    with portal.engine.connect() as connection:
        box = connection.execute(wanted).one()
    return None if box[0] is None else (box[0], box[1], box[2], box[3])


def _answer(portal: Portal, scope: Scope, row_filter: RowFilter) -> Select[Any]:
    stored = STORED[scope.level]
    columns = [column.label(name) for name, column in stored.columns.items()]
    wanted = select(*columns, stored.table.c.seq).where(in_scope(scope, stored.table)).order_by(stored.table.c.seq)
    if scope.level == Level.COUNTS:
        return wanted.where(counts.matching(portal, row_filter, scope))
    return wanted.where(and_(stored.table.c.removed == false(), matching(row_filter, scope)))


def leaving(scope: Scope, rows: Sequence[Row[Any]], connection: Optional[Connection] = None) -> pa.Table:
    """Stored rows as the table that may leave: the scope's last word on each of them.

    connection  that the rows were read by: counts are looked at together with their neighbours
    """
    schema = LEVEL_SCHEMAS[scope.level]
    columns = list(zip(*rows)) or [()] * len(schema)
    arrays = [_array(values, field.type) for values, field in zip(columns, schema)]
    table = pa.Table.from_arrays(arrays, schema=schema)
    if scope.level == Level.COUNTS:
        table = counts.disclosed(scope, table, connection)
    return scope.limit(table)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.int64()).cast(kind)
    return pa.array(values, kind)


def _months_of_counts(portal: Portal, scope: Scope) -> list[MonthSummary]:
    by_month: dict[str, list[tuple[str, Optional[int]]]] = {}
    for batch in batches(portal, scope, RowFilter()):
        for row in batch.select(["month", "count_id", "count"]).to_pylist():
            by_month.setdefault(row["month"], []).append((row["count_id"], row["count"]))
    return [
        MonthSummary(month, len(rows), _version(portal, scope, month, rows)) for month, rows in sorted(by_month.items())
    ]


def _version(portal: Portal, scope: Scope, month: str, content: Sequence[Any]) -> str:
    text = json.dumps([scope.scope_hash, month, content])
    return hmac.new(portal.key, text.encode(), hashlib.sha256).hexdigest()[:32]
