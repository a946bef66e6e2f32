"""Filling a table that holds little yet: its indexes are made anew in one go, in half the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, text
from sqlalchemy.schema import DropIndex

from ..databases.database import sorting

_WORTH = 50_000
"""Rows below which nothing is gained."""

_OF_TABLE = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL")


@dataclass
class BulkIndexes:
    """The indexes of `table`, out of the way while it is filled in a transaction of the caller.

    Who reads sees the old indexes, then the new ones. Only SQLite lets others read meanwhile; elsewhere, and while
    few rows come to many, the indexes stay.
    """

    connection: Connection
    table: Table
    _made: list[str] = field(default_factory=list)

    def drop(self, coming: int, there: int) -> None:
        """Take them away where that pays for about so many rows to come, and as many that are there at most."""
        if self._made or self.connection.dialect.name != "sqlite" or coming < max(_WORTH, there):
            return
        named = {str(index.name): index for index in self.table.indexes}
        for name, sql in self.connection.execute(_OF_TABLE, {"name": self.table.name}).all():
            if name in named:
                self.connection.execute(DropIndex(named[name]))
                self._made.append(sql)  # as it was made, not as it would be made today

    def make(self) -> None:
        """Make those anew that were taken away."""
        with sorting(self.connection):
            while self._made:
                self.connection.exec_driver_sql(self._made.pop())


@contextmanager
def without_indexes(connection: Connection, table: Table, coming: int, there: int) -> Iterator[None]:
    """Fill `table` without its indexes, where that pays."""
    indexes = BulkIndexes(connection, table)
    indexes.drop(coming, there)
    yield
    indexes.make()
