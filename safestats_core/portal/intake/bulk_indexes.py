"""Filling a table that holds little yet: its indexes are made anew in one go, in half the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, text
from sqlalchemy.schema import DropIndex

_WORTH = 50_000
"""Rows below which nothing is gained."""

_OF_TABLE = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL")


@contextmanager
def without_indexes(connection: Connection, table: Table, coming: int, there: int) -> Iterator[None]:
    """Fill `table` meanwhile, in a transaction of the caller: who reads sees the old indexes, then the new ones.

    coming, there  about how many rows are added, and how many there are at most

    Only SQLite lets others read while it does so; elsewhere, and where few rows come to many, the indexes stay.
    """
    if connection.dialect.name != "sqlite" or coming < max(_WORTH, there):
        yield
        return
    named = {str(index.name): index for index in table.indexes}
    # As they were made, not as they would be made today.
    made = {name: sql for name, sql in connection.execute(_OF_TABLE, {"name": table.name}) if name in named}
    for name in made:
        connection.execute(DropIndex(named[name]))
    yield
    for sql in made.values():
        connection.exec_driver_sql(sql)
