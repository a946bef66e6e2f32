"""Moving the rows of a table into another database, and telling whether they are the same there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from ...errors import SafeStatsError
from ...progress import Progress
from ..schema import tables

_BATCH = 5_000
_MOST_NAMED = 10


@dataclass(frozen=True)
class Content:
    """What a table holds: how many rows, and a digest over them that is the same in whatever order they come."""

    name: str
    rows: int
    digest: str


def content(connection: Connection, table: Table, tell: Progress) -> Content:
    """What a table holds, as it is read back."""
    return _read(connection, table, tell, "Checking", lambda rows: None)


def move(source: Connection, target: Connection, table: Table, tell: Progress) -> Content:
    """Add all rows of a table to the same table elsewhere, and say what they were. One batch is in memory at a time.

    Raises SafeStatsError where the other database does not take them. It names rows with text that PostgreSQL refuses.
    """
    write = _copy_in if target.dialect.name == "postgresql" else _insert
    tried: Sequence[Row[Any]] = ()

    def put(rows: Sequence[Row[Any]]) -> None:
        nonlocal tried
        tried = rows
        write(target, table, rows)

    try:
        return _read(source, table, tell, "Copying", put)
    except (DBAPIError, target.dialect.loaded_dbapi.Error) as error:
        reason = " ".join(str(getattr(error, "orig", error)).split()) + _with_nul(table, tried)
        raise SafeStatsError(
            f"The rows of '{table.name}' cannot be copied: {reason}. Put that right, then repeat the copy."
        ) from error


def _with_nul(table: Table, rows: Sequence[Row[Any]]) -> str:
    """Which of the rows hold the character NUL, by what an operator calls them; empty where none does."""
    names = [name for name in ("dataset", "incident_id") if name in table.c] or table.primary_key.columns.keys()
    found = (row for row in rows if any(isinstance(value, str) and "\0" in value for value in row))
    named = (" ".join(f"{name}={row._mapping[name]!r}" for name in names) for row in islice(found, _MOST_NAMED))
    said = "; ".join(named)
    return f", in {said}" if said else ""


def set_sequences(connection: Connection) -> None:
    """Let PostgreSQL number what comes next after the numbers that are there; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.metadata.sorted_tables:
        numbered = table.autoincrement_column
        highest = None if numbered is None else connection.scalar(select(func.max(numbered)))
        if numbered is not None and highest is not None:
            sequence = func.pg_get_serial_sequence(table.name, numbered.name)
            connection.execute(select(func.setval(sequence, highest)))


def _read(connection: Connection, table: Table, tell: Progress, what: str, use: Any) -> Content:
    done, total = 0, 0
    for rows in _batches(connection, table):
        use(rows)
        done += len(rows)
        total += sum(map(_digest, rows))
        tell(done, 0, f"{what} {table.name}")
    return Content(table.name, done, f"{total % (1 << 256):064x}")


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    with connection.execution_options(yield_per=_BATCH).execute(select(table)) as result:
        yield from result.partitions()


def _digest(row: Row[Any]) -> int:
    # SQLite does not keep the sign of a zero.
    values = [value + 0.0 if type(value) is float else value for value in row]
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=32).digest(), "big")


def _insert(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    # Straight through the driver: see intake/staging.py.
    statement = str(insert(table).compile(dialect=type(connection.dialect)(paramstyle="qmark")))  # type: ignore[call-arg]
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])


def _copy_in(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    from psycopg import sql

    names = sql.SQL(", ").join(map(sql.Identifier, table.columns.keys()))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(statement) as copying:
        for row in rows:
            copying.write_row(row)
