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
from sqlalchemy import Column, ColumnElement, Connection, CursorResult, Select, and_, false, select, tuple_

from ...access import GRANT_AREA_COLUMNS, LEVEL_SCHEMAS, Level, Scope
from ..databases.reading import read, reading
from ..portal import Portal
from . import counts
from .arrow_rows import read_rows, read_tables, table_of
from .month_spans import in_span
from .month_summaries import month_summaries
from .narrowing import in_scope, matching, stored_for
from .nearby import nearby
from .row_filter import Box, RowFilter

_BATCH = 10_000
_PLACE = "seq"
_JUDGED = ("month", "category", *GRANT_AREA_COLUMNS)
"""By which `Scope.limit` tells whether a row is in scope."""

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
    wanted = _answer(portal, scope, row_filter)

    def ask(connection: Connection) -> Page:
        asked, whole = _narrowed(wanted, connection, scope, row_filter, after, limit)
        rows = read_rows(connection.execute(asked.limit(limit + 1)))
        if whole is not None and len(rows) <= limit:  # some of the rows that were looked at were no answers
            rows = read_rows(connection.execute(whole.limit(limit + 1)))
        more = len(rows) > limit
        return Page(leaving(scope, rows[:limit], connection), _place(scope, rows[limit - 1]) if more else None)

    return read(portal, ask)


def batches(portal: Portal, scope: Scope, row_filter: RowFilter) -> Iterator[pa.RecordBatch]:
    """The whole answer as record batches of `scope.schema`, in the same order, from one moment's state.

    Only one batch is in memory at a time.
    """
    schema = _needed(scope)
    with _result(portal, scope, row_filter, schema) as (result, connection, restart):
        for table in read_tables(result, schema, _BATCH):
            yield from limited(scope, table, connection).to_batches()
            restart()


def placed_batches(
    portal: Portal, scope: Scope, row_filter: RowFilter, after: Optional[int] = None
) -> Iterator[tuple[pa.RecordBatch, int]]:
    """The same of the record or point level, each batch with the place of its last row.

    after  such a place: the answer from there on
    """
    schema = _needed(scope).append(pa.field(_PLACE, pa.int64()))
    with _result(portal, scope, row_filter, schema, after) as (result, connection, restart):
        for table in read_tables(result, schema, _BATCH):
            place = table[_PLACE][-1].as_py()
            for batch in limited(scope, table.drop_columns([_PLACE]), connection).combine_chunks().to_batches():
                yield batch, place
            restart()


def _needed(scope: Scope) -> pa.Schema:
    """The columns of the level that are read: each takes its time, and a hidden one is of no use."""
    full = LEVEL_SCHEMAS[scope.level]
    if scope.level == Level.COUNTS:
        return full
    return pa.schema([field for field in full if field.name in (*scope.fields, *_JUDGED)])


@contextmanager
def _result(
    portal: Portal, scope: Scope, row_filter: RowFilter, schema: pa.Schema, after: Optional[int] = None
) -> Iterator[tuple[CursorResult[Any], Connection, Callable[[], None]]]:
    """The columns of `schema` of an answer as they come, with what `reading` gives."""
    wanted = _answer(portal, scope, row_filter)
    with reading(portal) as (connection, restart):
        connection.execution_options(stream_results=True)
        wanted, _ = _narrowed(wanted, connection, scope, row_filter, after)
        wanted = wanted.with_only_columns(*(wanted.selected_columns[name] for name in schema.names))
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
    return [
        MonthSummary(month, seen.rows, _version(portal, scope, month, [seen.rows, seen.last]))
        for month, seen in month_summaries(portal, scope).items()
    ]


def span(portal: Portal, scope: Scope) -> Optional[Span]:
    """The first and last month with rows in scope and the number of rows, or None where there are none."""
    seen = month_summaries(portal, scope)
    return Span(min(seen), max(seen), sum(each.rows for each in seen.values())) if seen else None


def extent(portal: Portal, scope: Scope) -> Optional[Box]:
    """The box around every location that the scope shows, or None where it shows none."""
    seen = month_summaries(portal, scope).values()
    if scope.level == Level.COUNTS:
        return counts.extent(portal, frozenset().union(*{each.wards for each in seen}))
    boxes = [each.box for each in seen if each.box is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def _answer(portal: Portal, scope: Scope, row_filter: RowFilter) -> Select[Any]:
    if scope.level == Level.COUNTS:
        return _seen(scope).where(counts.matching(portal, row_filter, scope))
    return _rows(scope, row_filter)


def _rows(scope: Scope, row_filter: RowFilter, by_number: bool = False) -> Select[Any]:
    is_there = stored_for(scope).table.c.removed == false()
    return _seen(scope, by_number).where(and_(is_there, matching(row_filter, scope)))


def _seen(scope: Scope, by_number: bool = False) -> Select[Any]:
    """All that the scope shows of its level, in order."""
    stored = stored_for(scope)
    columns = [column.label(name) for name, column in stored.columns.items()]
    seen = in_scope(scope, stored.table, by_number)
    return select(*columns, stored.table.c.seq).where(seen).order_by(*_order(scope))


def _narrowed(
    wanted: Select[Any],
    connection: Connection,
    scope: Scope,
    row_filter: RowFilter,
    after: Optional[int] = None,
    limit: Optional[int] = None,
) -> tuple[Select[Any], Optional[Select[Any]]]:
    """The same answer, looked for in fewer rows where a place is asked for, or some months.

    limit  so many rows are wanted: then it may be what has as many rows most likely, and behind it what has surely
    """
    if scope.level != Level.COUNTS:
        near = nearby(connection, scope, row_filter, after, limit)
        if near is not None:
            among = _rows(scope, row_filter, by_number=True)
            whole = among.where(near.rows)
            return (whole, None) if near.first is None else (among.where(near.first), whole)
        found = in_span(connection, scope, row_filter, after)
        wanted = wanted if found is None else wanted.where(found)
    return (wanted if after is None else wanted.where(_beyond(scope, after))), None


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
