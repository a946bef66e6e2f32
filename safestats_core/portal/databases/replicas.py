"""A second database that PostgreSQL keeps like the first: data is read from it while it holds all that is published.

People, grants, terms and the audit log are never asked of it. Nor is it trusted to be up to date: before each answer
the last number that the first database has given out is compared with what the replica holds. So whoever has just
published sees her rows, and the changes never go backwards, however far behind the replica is.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from ...errors import InvalidInput
from ..schema.foundation import counter, keys
from .database import open_engine

_log = logging.getLogger(__name__)

_REST_SECONDS = 10.0
"""For which a replica that did not answer is not asked again: everybody would wait for it."""

_PATIENCE = {"connect_timeout": "3", "tcp_user_timeout": "10000"}


@dataclass
class Replica:
    """A replica, and until when (of the monotonic clock) it is left alone."""

    engine: Engine
    key: bytes = field(repr=False)
    rests_until: float = 0.0

    @property
    def is_resting(self) -> bool:
        """Whether it did not answer a moment ago."""
        return time.monotonic() < self.rests_until

    def holds(self, connection: Connection, number: int) -> bool:
        """Whether everything up to this sequence number is there; `connection` is one to the replica."""
        number_there = select(counter.c.value).where(counter.c.name == "seq").scalar_subquery()
        its_key = select(keys.c.value).where(keys.c.name == "portal").scalar_subquery()
        found = connection.execute(select(number_there, its_key)).one()
        if found[0] is None or bytes(found[1] or b"") != self.key:
            _log.error("The replica is not one of this portal's database. Data is read from the database itself.")
            self.rests_until = time.monotonic() + _REST_SECONDS
            return False
        return bool(found[0] >= number)

    def rest(self, error: Exception) -> None:
        """Leave it alone for a while. The words of the error stay out of the log: they may quote values."""
        self.rests_until = time.monotonic() + _REST_SECONDS
        _log.error("The replica does not answer (%s). Data is read from the database itself.", type(error).__name__)

    def close(self) -> None:
        """Give back all its connections."""
        self.engine.dispose()


def open_replica(url: str, key: bytes) -> Replica:
    """The replica at a URL, which need not answer now.

    key  of the portal, by which its replica is known

    Raises InvalidInput for a URL that is not one of PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidInput(f"That is not a database URL: {error}. Use postgresql://USER@HOST/NAME") from error
    if not parsed.drivername.startswith("postgres"):
        raise InvalidInput(f"'{parsed.drivername}' has no replicas. Give the URL of one that PostgreSQL keeps.")
    patient = parsed.update_query_dict({**_PATIENCE, **parsed.query})
    return Replica(open_engine(patient).execution_options(postgresql_readonly=True), key)


def is_gone(error: Exception) -> bool:
    """Whether a question failed because of the replica, and not because of itself.

    A replica that goes on applying changes may also end a question that reads what they remove.
    """
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _ENDED
    return isinstance(error, SQLAlchemyError)


_ENDED = (None, "40001", "57P01", "57P02", "57P03")
"""No connection, a conflict with what is applied, a server that stops, crashed, or starts."""
