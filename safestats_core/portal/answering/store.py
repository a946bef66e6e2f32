"""Answers from the store. SQL narrows to the scope, and `Scope.limit` is passed by every row that leaves."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Optional

import pyarrow as pa
from sqlalchemy import Column, ColumnElement, Connection, CursorResult, Select, and_, false, func, select, tuple_

from ...access import LEVEL_SCHEMAS, Level, Scope
from ..databases.reading import read, reading
from ..portal import Portal
from ..schema import tables
from . import counts
from .arrow_rows import read_rows, read_tables, table_of
from .month_spans import in_span
from .narrowing import in_scope, matching, shown, stored_for
from .nearby import nearby
from .row_filter import Box, RowFilter

_BATCH = 10_000
_PLACE = "place"
_NUMBERS = 1 << 48
"""More than there are sequence numbers."""


@dataclass(frozen=True)
class Page:
    """Some rows of an answer, and where the next page begins: None where nothing is left."""

    table: pa.Table
    next_after: Optional[int]


@dataclass(frozen=True)
class Span:
    """The first and last month of what is in scope, and how many rows that is."""

    first: str
    last: str
    rows: int


@dataclass(frozen=True)
class MonthSummary:
    """How many rows of a month are in scope; `version` changes as soon as one of them does."""

    month: str
    rows: int
    version: str


def page(portal: Portal, scope: Scope, row_filter: RowFilter, after: Optional[int], limit: int) -> Page:
    """At most `limit` rows of an answer, in the order of their sequence numbers, those of counts month by month.

    after   `next_after` of the page before, None for the first

    Returns a table with the columns of `scope.schema`.
    """
    wanted = _answer(portal, scope, row_filter).limit(limit + 1)

    def ask(connection: Connection) -> Page:
        rows = read_rows(connection.execute(_narrowed(wanted, connection, scope, row_filter, after, is_page=True)))
        more = len(rows) > limit
        return Page(leaving(scope, rows[:limit], connection), _place(scope, rows[limit - 1]) if more else None)

    return read(portal, ask)


def batches(portal: Portal, scope: Scope, row_filter: RowFilter) -> Iterator[pa.RecordBatch]:
    """The whole answer as record batches of `scope.schema`, in the same order, from one moment's state.

    Only one batch is in memory at a time.
    """
    wanted, schema = _answer(portal, scope, row_filter), LEVEL_SCHEMAS[scope.level]
    with _result(portal, scope, row_filter, wanted, len(schema)) as (result, connection, restart):
        for table in read_tables(result, schema, _BATCH):
            yield from limited(scope, table, connection).to_batches()
            restart()


def placed_batches(
    portal: Portal, scope: Scope, row_filter: RowFilter, after: Optional[int] = None
) -> Iterator[tuple[pa.RecordBatch, int]]:
    """The same of the record or point level, each batch with the place of its last row.

    after  such a place: the answer from there on
    """
    schema = LEVEL_SCHEMAS[scope.level]
    placed = schema.append(pa.field(_PLACE, pa.int64()))
    wanted = _answer(portal, scope, row_filter)
    with _result(portal, scope, row_filter, wanted, len(placed), after) as (result, connection, restart):
        for table in read_tables(result, placed, _BATCH):
            place = table[_PLACE][-1].as_py()
            for batch in limited(scope, table.drop_columns([_PLACE]), connection).combine_chunks().to_batches():
                yield batch, place
            restart()


@contextmanager
def _result(
    portal: Portal, scope: Scope, row_filter: RowFilter, wanted: Select[Any], columns: int, after: Optional[int] = None
) -> Iterator[tuple[CursorResult[Any], Connection, Callable[[], None]]]:
    """The first so many columns of an answer as they come, with what `reading` gives."""
    with reading(portal) as (connection, restart):
        connection.execution_options(stream_results=True)
        wanted = _narrowed(wanted, connection, scope, row_filter, after)
        wanted = wanted.with_only_columns(*list(wanted.selected_columns)[:columns])  # each takes its time
        with connection.execute(wanted) as result:
            yield result, connection, restart


def incident(portal: Portal, scope: Scope, incident_id: str) -> pa.Table:
    """The row of that public id (`count_id` at the counts level), or no row where it is not in scope."""
    stored = stored_for(scope)
    public_id = stored.columns[LEVEL_SCHEMAS[scope.level].names[0]]
    wanted = _answer(portal, scope, RowFilter()).where(public_id == incident_id).order_by(None)
    if scope.level == Level.COUNTS:  # its id begins with its month, and there is an index on months
        wanted = wanted.where(stored.table.c.month == incident_id[:7])
    return read(portal, lambda connection: leaving(scope, connection.execute(wanted).all(), connection))


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
    found = read(portal, lambda connection: connection.execute(wanted).all())
    return [
        MonthSummary(month, int(rows), _version(portal, scope, month, [int(rows), int(last)]))
        for month, rows, last in found
    ]


def span(portal: Portal, scope: Scope) -> Optional[Span]:
    """The first and last month with rows in scope and the number of rows, or None where there are none."""
    cube = tables.counts
    is_counts = scope.level == Level.COUNTS
    wanted = select(
        func.min(cube.c.month), func.max(cube.c.month), func.count() if is_counts else func.sum(cube.c.rows)
    ).where(in_scope(scope, cube), counts.matching(portal, RowFilter(), scope) if is_counts else cube.c.rows > 0)
    first, last, rows = read(portal, lambda connection: connection.execute(wanted).one())
    return None if first is None else Span(first, last, int(rows))


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
    box = read(portal, lambda connection: connection.execute(wanted).one())
    return None if box[0] is None else (box[0], box[1], box[2], box[3])


def _answer(portal: Portal, scope: Scope, row_filter: RowFilter) -> Select[Any]:
    stored = stored_for(scope)
    columns = [column.label(name) for name, column in stored.columns.items()]
    wanted = select(*columns, stored.table.c.seq).where(in_scope(scope, stored.table)).order_by(*_order(scope))
    if scope.level == Level.COUNTS:
        return wanted.where(counts.matching(portal, row_filter, scope))
    return wanted.where(and_(stored.table.c.removed == false(), matching(row_filter, scope)))


def _narrowed(
    wanted: Select[Any],
    connection: Connection,
    scope: Scope,
    row_filter: RowFilter,
    after: Optional[int] = None,
    is_page: bool = False,
) -> Select[Any]:
    """The same answer, looked for in fewer rows where a place is asked for, or some months."""
    if scope.level != Level.COUNTS:
        found = nearby(connection, scope, row_filter, after, is_page)
        if found is not None:
            return wanted.where(found)
        found = in_span(connection, scope, row_filter, after)
        wanted = wanted if found is None else wanted.where(found)
    return wanted if after is None else wanted.where(_beyond(scope, after))


def _order(scope: Scope) -> list[Column[Any]]:
    """Cells are numbered anew, after all others, when any row of their month changes: their numbers alone would put
    such a month last, and tell so those who may not see the row. Within a month they are in the order of places.
    """
    at = stored_for(scope).table.c
    return [at.month, at.seq] if scope.level == Level.COUNTS else [at.seq]


def _beyond(scope: Scope, after: int) -> ColumnElement[bool]:
    """The rows that come after the place `after` of another row."""
    if scope.level != Level.COUNTS:
        return stored_for(scope).table.c.seq > after
    number, seq = divmod(after, _NUMBERS)
    return tuple_(*_order(scope)) > (f"{number // 12:04d}-{number % 12 + 1:02d}", seq)


def _place(scope: Scope, row: Sequence[Any]) -> int:
    """Where a row, whose sequence number comes last, stands in that order, as one number."""
    seq = int(row[-1])
    if scope.level != Level.COUNTS:
        return seq
    month = row[LEVEL_SCHEMAS[scope.level].get_field_index("month")]
    return (int(month[:4]) * 12 + int(month[5:]) - 1) * _NUMBERS + seq


def leaving(scope: Scope, rows: Sequence[Sequence[Any]], connection: Optional[Connection] = None) -> pa.Table:
    """Stored rows as the table that may leave.

    connection  that the rows were read by: counts are looked at together with their neighbours
    """
    return limited(scope, table_of(rows, LEVEL_SCHEMAS[scope.level]), connection)


def limited(scope: Scope, table: pa.Table, connection: Optional[Connection] = None) -> pa.Table:
    """The same of rows that are a table of the level already: the scope's last word on each of them."""
    if scope.level == Level.COUNTS:
        table = counts.disclosed(scope, table, connection)
    return scope.limit(table)


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
