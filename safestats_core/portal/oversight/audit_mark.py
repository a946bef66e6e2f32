"""How far the audit log went, as the portal's own database knows it.

A log that was emptied, or put back from an old copy, has no gap and no wrong seal. The database remembers the number of
an entry that was there: whoever wants to hide one has to change both, and with PostgreSQL they lie on two machines.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import delete, insert, select, update

from ..databases.database import writing
from ..portal import Portal
from ..schema.foundation import counter

_log = logging.getLogger(__name__)

_NAME = "audited"
_EVERY = 60.0
_STOP_SECONDS = 5.0


def marked(portal: Portal) -> int:
    """The number of an entry that was in the log; 0 where none is known."""
    with portal.engine.connect() as connection:
        return int(connection.scalar(select(counter.c.value).where(counter.c.name == _NAME)) or 0)


def mark(portal: Portal, number: int) -> None:
    """Remember that the entry of that number is there; never less than before."""
    if number <= marked(portal):
        return
    with writing(portal.engine) as connection:
        known = connection.scalar(select(counter.c.value).where(counter.c.name == _NAME).with_for_update())
        if known is None:
            connection.execute(insert(counter).values(name=_NAME, value=number))
        elif known < number:
            connection.execute(update(counter).where(counter.c.name == _NAME).values(value=number))


def forget(portal: Portal) -> None:
    """Let a new log begin."""
    with writing(portal.engine) as connection:
        connection.execute(delete(counter).where(counter.c.name == _NAME))


@contextmanager
def marking(portal: Portal, last_number: Callable[[Portal], int]) -> Iterator[None]:
    """Remember every minute how far the log went, as long as the context lasts.

    Beside the requests, and not in them: in SQLite it waits for whoever is publishing.
    """
    stop = threading.Event()

    def look_again() -> None:
        while not stop.is_set():
            try:
                mark(portal, last_number(portal))
            except Exception as error:  # the thread has to outlive whatever a database may do
                _log.error("how far the audit log went was not noted: %s", type(error).__name__)
            stop.wait(_EVERY)

    thread = threading.Thread(target=look_again, name="audit mark", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_STOP_SECONDS)
