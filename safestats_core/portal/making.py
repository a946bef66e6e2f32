"""Making the tables of a new portal; and saying plainly what a database says that fails."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from ..errors import InvalidInput, SafeStatsError
from .databases.database import writing
from .migrations.schema_version import found_version
from .migrations.steps import newest
from .schema import tables


def make_tables(engine: Engine) -> None:
    """Make all tables of a portal with its key and its counter, or nothing.

    Raises InvalidInput where the database already holds something, but for a portal that was only begun.
    """
    with writing(engine) as connection:
        found = found_version(connection)
        if found is None:
            make_tables_on(connection, newest())
            connection.execute(insert(tables.keys).values(name="portal", value=secrets.token_bytes(32)))
            connection.execute(insert(tables.counter).values(name="seq", value=0))
        elif found != newest() or _is_in_use(connection):
            raise InvalidInput(
                "The database already holds a portal. Open it with the folder that belongs to it, or give the new one "
                "a database of its own."
            )


def make_tables_on(connection: Connection, version: str) -> None:
    """Make all tables, empty, and write down their version, in a transaction of the caller."""
    tables.metadata.create_all(connection, checkfirst=False)
    connection.execute(insert(tables.schema_version).values(version_num=version))


@contextmanager
def said_plainly(engine: Engine, failure: str, remedy: str) -> Iterator[None]:
    """Where the database fails, raise SafeStatsError: `failure`, why, and `remedy`. No password is in it."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split()).rstrip(".")
        if engine.url.password:
            reason = reason.replace(str(engine.url.password), "***")
        raise SafeStatsError(f"{failure}: {reason}. {remedy}") from error


def _is_in_use(connection: Connection) -> bool:
    return any(connection.execute(select(table).limit(1)).first() for table in (tables.datasets, tables.people))
