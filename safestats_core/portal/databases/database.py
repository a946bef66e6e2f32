"""Opening the database: SQLite beside the portal, or PostgreSQL by a URL. The same statements run on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Union

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from ...errors import InvalidInput, MissingPackage

_WAIT_SECONDS = 30
_CONNECT_SECONDS = 10

_CACHE = "PRAGMA cache_size = -65536"
_SORT_CACHE = "PRAGMA cache_size = -4096"
_STREAM_CACHE = "PRAGMA cache_size = -4096"
"""KiB that SQLite keeps for a connection; next to nothing for a whole answer, which meets each of its pages once.

It sorts as much at a time as it may keep: little at a time stays in the processor's own cache, and is sorted by a
second thread while the next is read.
"""


def open_engine(url: Union[str, URL]) -> Engine:
    """An engine for a database URL: sqlite:///PATH, or postgresql://USER@HOST/NAME.

    Raises InvalidInput for a URL of another kind, MissingPackage where the PostgreSQL driver is not installed.
    """
    parsed = _parsed(url)
    try:
        if parsed.drivername == "sqlite":
            return _prepare_sqlite(create_engine(parsed, connect_args={"timeout": _WAIT_SECONDS}, max_overflow=-1))
        patience = {} if "connect_timeout" in parsed.query else {"connect_timeout": _CONNECT_SECONDS}
        return create_engine(parsed, pool_pre_ping=True, max_overflow=50, connect_args=patience)
    except ModuleNotFoundError as error:
        raise MissingPackage('PostgreSQL needs its driver: pip install "safestats-core[portal,postgresql]"') from error


def _parsed(url: Union[str, URL]) -> URL:
    """The URL with its driver. Nothing of it may be said that could be part of a password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise InvalidInput("That is not a database URL. Use sqlite:///PATH or postgresql://USER@HOST/NAME.") from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise InvalidInput(
            f"A portal cannot keep its data in '{parsed.drivername}'. Use sqlite:///PATH or postgresql://..."
        )
    if parsed.drivername == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise InvalidInput("A portal is kept in a file. Use sqlite:///PATH, or postgresql://...")
    if "@" in (parsed.host or ""):
        raise InvalidInput("The database's URL has more than one '@'. Write the one inside the password as %40.")
    if "password" in parsed.query:  # where it would be shown
        hidden = str(parsed.query["password"])
        parsed = parsed.difference_update_query(["password"]).set(password=hidden)
    return parsed


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write: committed at the end, rolled back on an error.

    On SQLite it takes the write lock at once. A transaction that reads first and asks for the lock
    later is refused without waiting when somebody else has written in between.
    """
    with engine.connect() as connection, writing_on(connection):
        yield connection


@contextmanager
def writing_on(connection: Connection) -> Iterator[Connection]:
    """The same on a connection that is already there and has no transaction open."""
    with connection.execution_options(safestats_writes=True).begin():
        yield connection


@contextmanager
def sorting(connection: Connection) -> Iterator[None]:
    """Make indexes of large tables meanwhile, on SQLite in less than half of the time."""
    is_lite = connection.dialect.name == "sqlite"
    if is_lite:
        connection.exec_driver_sql(_SORT_CACHE)
    yield
    if is_lite:
        connection.exec_driver_sql(_CACHE)


def _prepare_sqlite(engine: Engine) -> Engine:
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver's guess
    for pragma in (
        "PRAGMA page_size = 8192",  # of a new file; with 4,096 bytes as many rows take a tenth longer to write
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA journal_size_limit = 67108864",  # so that the log does not stay as long as the largest ingest
    ):
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(_STREAM_CACHE if options.get("stream_results") else _CACHE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("safestats_writes") else "BEGIN")
