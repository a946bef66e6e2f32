"""Arrow tables -> rows of the database, straight through its driver: with SQLAlchemy it takes four times as long."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from sqlalchemy import ColumnClause, Connection, Table, insert, literal_column
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from ...formats.digests import hex_texts

_CHUNK = 16_000
"""Rows that are Python objects at a time."""

_TOGETHER = 16
"""Rows in one statement. Of 29 columns each, that is half of what the oldest SQLite takes."""


def insert_table(connection: Connection, table: Table, rows: pa.Table) -> None:
    """Add `rows`, whose columns are named as those of `table`, in a transaction of the caller.

    A column that is null throughout is left out, so that it takes its default.
    """
    names = [column.name for column in table.columns if column.name in rows.column_names]
    given = [name for name in names if rows[name].null_count < rows.num_rows]
    if rows.num_rows:
        with _said_by_sqlalchemy(connection):
            _WAYS[connection.dialect.name](connection, table, rows.select(given))


def _through_sqlite(connection: Connection, table: Table, rows: pa.Table) -> None:
    shared = {name: rows[name][0].as_py() for name in rows.column_names[1:] if _is_one_value(rows[name])}
    rows = rows.drop(list(shared))
    single, several = (_statement(table, tuple(shared), tuple(rows.column_names), count) for count in (1, _TOGETHER))
    cursor: Any = connection.connection.cursor()
    for start in range(0, rows.num_rows, _CHUNK):
        columns = [_values(column) for column in rows.slice(start, _CHUNK).columns]
        whole = len(columns[0]) // _TOGETHER * _TOGETHER
        values = chain.from_iterable(zip(*(column[:whole] for column in columns)))
        # One and the same iterator, so often: each tuple takes the next values from it.
        cursor.executemany(several, zip(*map(repeat, shared.values()), *[values] * (_TOGETHER * len(columns))))
        cursor.executemany(single, zip(*map(repeat, shared.values()), *(column[whole:] for column in columns)))
    cursor.close()


def _is_one_value(column: pa.ChunkedArray) -> bool:
    """Whether all rows have the same value, which then is given once for a statement."""
    return column.null_count == 0 and column[0] == column[-1] and len(pc.unique(column)) == 1


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_fixed_size_binary(column.type) and not column.null_count:
        # Arrow makes an object of its own for each before it makes the bytes: twenty times the work of cutting them.
        width = column.type.byte_width
        return np.frombuffer(_bytes_of(column), f"V{width}").tolist()
    if pa.types.is_primitive(column.type) and not pa.types.is_boolean(column.type) and not column.null_count:
        return list(column.to_numpy().tolist())
    return list(column.to_pylist())


def _bytes_of(column: pa.ChunkedArray) -> bytes:
    """The values of a column of bytes of one width, none of them null, one behind the other."""
    width = column.type.byte_width
    return b"".join(
        memoryview(chunk.buffers()[1])[chunk.offset * width : (chunk.offset + len(chunk)) * width]
        for chunk in column.chunks
    )


@lru_cache(maxsize=64)
def _statement(table: Table, shared: tuple[str, ...], names: tuple[str, ...], rows: int) -> str:
    """Of so many rows: the values that all share are its first parameters, then come those of each row."""
    first = len(shared)
    values = [
        {
            **{name: _parameter(place) for place, name in enumerate(shared)},
            **{name: _parameter(first + row * len(names) + place) for place, name in enumerate(names)},
        }
        for row in range(rows)
    ]
    return str(insert(table).values(values).compile(dialect=sqlite.dialect()))


def _parameter(place: int) -> ColumnClause[Any]:
    return literal_column("?" + str(place + 1))


def _through_postgresql(connection: Connection, table: Table, rows: pa.Table) -> None:
    from psycopg import sql

    names = sql.SQL(", ").join(map(sql.Identifier, rows.column_names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(table.name), names)
    plain = pa.table({name: _written(rows[name]) for name in rows.column_names})
    cursor: Any = connection.connection.cursor()
    with cursor.copy(statement) as copy:
        for start in range(0, rows.num_rows, _CHUNK):
            text = io.BytesIO()
            # Texts are quoted, nulls are not: so PostgreSQL tells the empty text from null.
            pacsv.write_csv(plain.slice(start, _CHUNK), text, pacsv.WriteOptions(include_header=False))
            copy.write(text.getvalue())
    cursor.close()


def _written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Bytes as PostgreSQL reads them from a text."""
    if not pa.types.is_fixed_size_binary(column.type):
        return column
    return pc.binary_join_element_wise("\\x", hex_texts(_bytes_of(column)), "")


@contextmanager
def _said_by_sqlalchemy(connection: Connection) -> Iterator[None]:
    """The driver's errors under the names that SQLAlchemy has for those of all drivers."""
    driver: Any = connection.dialect.dbapi
    try:
        yield
    except driver.Error as error:
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=connection.dialect) from error


_WAYS = {"sqlite": _through_sqlite, "postgresql": _through_postgresql}
