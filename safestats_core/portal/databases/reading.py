"""Reading data that is given out: from a replica where there is one that is up to date, and not for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Optional, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from ..portal import Portal
from ..schema.foundation import counter
from .replicas import Replica, is_gone
from .time_limits import limited_time

Answer = TypeVar("Answer")

_STREAM = 10
"""How many times as long as a page the next piece of a whole answer may take."""


def last_published(connection: Connection) -> int:
    """The last sequence number that was given out, as far as this database knows."""
    return int(connection.scalar(select(counter.c.value).where(counter.c.name == "seq")) or 0)


def read(portal: Portal, ask: Callable[[Connection], Answer]) -> Answer:
    """What `ask` reads through the connection that it is given. It may be asked twice: where a replica fails.

    Raises TooSlow where it takes longer than the portal's `query_seconds`.
    """
    replica = portal.replica
    if replica is not None and not replica.is_resting:
        try:
            with _up_to_date(portal, replica) as connection:
                if connection is not None:
                    with limited_time(connection, portal.query_seconds):
                        return ask(connection)
        except SQLAlchemyError as error:
            if not is_gone(error):
                raise
            replica.rest(error)
    with portal.engine.connect() as connection, limited_time(connection, portal.query_seconds):
        return ask(connection)


@contextmanager
def reading(portal: Portal) -> Iterator[tuple[Connection, Callable[[], None]]]:
    """A connection for an answer that is read piece by piece, and what to call after each piece.

    A replica that fails on the way breaks the answer off: its rest would be of another moment.
    Raises TooSlow where the next piece takes too long.
    """
    with ExitStack() as stack:
        connection = _chosen(portal, stack)
        restart = stack.enter_context(limited_time(connection, _STREAM * portal.query_seconds))
        yield connection, restart


def _chosen(portal: Portal, stack: ExitStack) -> Connection:
    replica = portal.replica
    if replica is not None and not replica.is_resting:
        try:
            connection = stack.enter_context(_up_to_date(portal, replica))
            if connection is not None:
                return connection
        except SQLAlchemyError as error:
            if not is_gone(error):
                raise
            replica.rest(error)
    return stack.enter_context(portal.engine.connect())


@contextmanager
def _up_to_date(portal: Portal, replica: Replica) -> Iterator[Optional[Connection]]:
    """A connection to the replica, or None where it is behind."""
    with portal.engine.connect() as connection:
        number = last_published(connection)
    with replica.engine.connect() as connection:
        yield connection if replica.holds(connection, number) else None
