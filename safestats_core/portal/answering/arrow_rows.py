"""Stored rows as Arrow tables, column by column.

A whole answer is read straight from the driver's cursor: an object for each row, and a thousand objects more than the
processor's cache holds, would take as long again as the reading itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import CursorResult
from sqlalchemy.exc import OperationalError

_AT_ONCE = 1_000
"""Rows that are Python values at a time."""


def read_tables(result: CursorResult[Any], schema: pa.Schema, rows: int) -> Iterator[pa.Table]:
    """The rows of a result that nothing was read of yet, as tables of about so many `rows`, one at a time.

    schema  of the first columns of each row, in their order
    """
    pieces: list[pa.Table] = []
    for piece in _pieces(result, min(rows, _AT_ONCE)):
        pieces.append(table_of(piece, schema))
        if sum(each.num_rows for each in pieces) >= rows:
            yield _joined(pieces)
    if pieces:
        yield _joined(pieces)


def read_rows(result: CursorResult[Any]) -> Sequence[Sequence[Any]]:
    """All rows of a result that nothing was read of yet, and whose cursor the database does not keep."""
    with result:
        try:
            return list(result.cursor.fetchall())
        except sqlite3.Error as error:  # SQLite looks for the rows only now; elsewhere the question itself has failed
            raise OperationalError(None, None, error) from error


def table_of(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Rows as a table of `schema`; columns that it does not have are left out. Times are seconds since 1970."""
    columns = list(zip(*rows)) or [()] * len(schema)
    return pa.Table.from_arrays([_array(values, each.type) for values, each in zip(columns, schema)], schema=schema)


def _pieces(result: CursorResult[Any], at_once: int) -> Iterator[Sequence[Sequence[Any]]]:
    # Where the database keeps the cursor, SQLAlchemy has fetched the first row ahead: that one is to be had from it.
    first = result.fetchone()
    if first is None:
        return
    yield [first]
    while piece := result.cursor.fetchmany(at_once):
        yield piece


def _joined(pieces: list[pa.Table]) -> pa.Table:
    """The pieces as one, and none of them left: nobody should hold them while the table is on its way."""
    joined = pa.concat_tables(pieces).combine_chunks()
    pieces.clear()
    return joined


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.int64()).cast(kind)
    return pa.array(values, kind)
