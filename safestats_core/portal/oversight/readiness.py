"""Whether the portal can do its work now: each part is tried, not asked."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from ...errors import SafeStatsError
from ..databases.database import writing_on
from ..portal import Portal
from ..schema.tables import keys
from . import chain

READY = "ready"

LEAST_ROOM = 4 << 20
"""Bytes on the disk of the audit log below which no more work is taken on."""

_KEEP_SECONDS = 1.0
_WAIT_A_LITTLE = "PRAGMA busy_timeout = 500"
_WAIT_AS_USUAL = "PRAGMA busy_timeout = 30000"
"""Milliseconds, as in database.py."""

_log = logging.getLogger(__name__)


@dataclass
class Readiness:
    """The state of the parts, tried once a second at most: anybody may ask, and each try flushes a disk."""

    portal: Portal
    _parts: dict[str, str] = field(default_factory=dict)
    _tried: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def parts(self) -> dict[str, str]:
        """Part -> READY, or what is wrong with it in words that anybody may read."""
        with self._lock:
            if time.monotonic() - self._tried > _KEEP_SECONDS:
                self._parts = parts_now(self.portal)
                self._tried = time.monotonic()
            return dict(self._parts)


def parts_now(portal: Portal) -> dict[str, str]:
    """The same, tried now."""
    return {"database": _database(portal), "audit log": _audit_log(portal), "disk": _disk(portal)}


def _database(portal: Portal) -> str:
    try:
        with portal.engine.connect() as connection:
            _write_nothing(connection)
    except SQLAlchemyError as error:
        if _is_held_by_another(error):  # a delivery that is being published: then it can be written
            return READY
        _log.error("the database cannot be written: %s", type(error).__name__)
        return "cannot be written"
    return READY


def _write_nothing(connection: Connection) -> None:
    """Write a row as it is: a database that only reads, or has no room left, refuses."""
    if connection.dialect.name != "sqlite":
        _same_again(connection)
        return
    driver: Any = connection.connection.driver_connection
    driver.execute(_WAIT_A_LITTLE).close()
    try:
        _same_again(connection)
    finally:
        driver.execute(_WAIT_AS_USUAL).close()


def _same_again(connection: Connection) -> None:
    with writing_on(connection):
        connection.execute(update(keys).where(keys.c.name == "portal").values(name=keys.c.name))


def _is_held_by_another(error: SQLAlchemyError) -> bool:
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)


def _audit_log(portal: Portal) -> str:
    try:
        chain.probe(portal)
    except (SQLAlchemyError, SafeStatsError) as error:
        _log.error("the audit log cannot be written: %s", type(error).__name__)
        return "cannot be written"
    return READY


def _disk(portal: Portal) -> str:
    try:
        room = shutil.disk_usage(portal.folder).free
    except OSError as error:
        _log.error("the portal's folder cannot be read: %s", error.strerror)
        return "cannot be read"
    return READY if room >= LEAST_ROOM else "is full"
