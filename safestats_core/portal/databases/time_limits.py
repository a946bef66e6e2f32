"""A limit to how long a question may keep the database at work: one that nobody waits for any more must end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from ...errors import TooSlow

_STEPS = 50_000
"""Of SQLite's virtual machine between two looks at the clock: about a millisecond."""

_CANCELED = "57014"
"""PostgreSQL's name for a statement that was ended by its time limit."""


@contextmanager
def limited_time(connection: Connection, seconds: float) -> Iterator[Callable[[], None]]:
    """End what is asked of `connection`, in the transaction that is open or begins, after so many seconds.

    Gives a function that starts the time anew: for answers that are read piece by piece.
    Raises TooSlow where the time is over. PostgreSQL counts for each statement, SQLite from the beginning.
    """
    restart = _limit_sqlite if connection.dialect.name == "sqlite" else _limit_postgresql
    with _told_plainly(seconds), restart(connection, seconds) as begin_anew:
        yield begin_anew


@contextmanager
def _limit_sqlite(connection: Connection, seconds: float) -> Iterator[Callable[[], None]]:
    database = connection.connection.dbapi_connection
    end = time.monotonic() + seconds

    def begin_anew() -> None:
        nonlocal end
        end = time.monotonic() + seconds

    database.set_progress_handler(lambda: time.monotonic() > end, _STEPS)  # type: ignore[union-attr]
    try:
        yield begin_anew
    finally:
        database.set_progress_handler(None, 0)  # type: ignore[union-attr]


@contextmanager
def _limit_postgresql(connection: Connection, seconds: float) -> Iterator[Callable[[], None]]:
    # Local to the transaction: the next one on this connection is as free as it was.
    connection.execute(select(func.set_config("statement_timeout", str(int(1_000 * seconds)), True)))
    yield lambda: None


@contextmanager
def _told_plainly(seconds: float) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not _is_over(error):
            raise
        raise TooSlow(
            f"The portal works at one question for {seconds:g} seconds at most, and this one takes longer. Narrow it: "
            "fewer months, a smaller box or shape, fewer areas or categories."
        ) from None


def _is_over(error: BaseException) -> bool:
    # Rows that are read straight from the driver's cursor fail with the driver's own error.
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlstate", None) == _CANCELED or str(cause) == "interrupted"
