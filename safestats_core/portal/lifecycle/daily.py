"""The daily run of retention while the portal is served: by one of its processes, on behalf of all."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Optional

from sqlalchemy import select

from ...errors import SafeStatsError
from ..databases.database import writing
from ..datasets import list_datasets
from ..intake.publishing import hold_counter
from ..portal import Portal
from ..schema.tables import chores
from .clock import DAY, RETENTION, check_clock, note_run
from .retention import run_retention

_log = logging.getLogger(__name__)

_HOUR = 3_600
_LOOK_EVERY = 60.0
_STOP_SECONDS = 5.0


@contextmanager
def daily_retention(portal: Portal) -> Iterator[None]:
    """Run retention once a day as long as the context lasts."""
    stop = threading.Event()
    thread = threading.Thread(target=_look_again, args=(portal, stop), name="retention", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_STOP_SECONDS)  # a run under way is bounded by its transactions, and the rest is for the next one


def run_if_due(portal: Portal, now: Optional[float] = None) -> bool:
    """Run retention where its day has come and no other process does it. Returns whether it ran.

    Raises SafeStatsError where the clock cannot be believed.
    """
    moment = time.time() if now is None else now
    if all(dataset.retention_months is None for dataset in list_datasets(portal)):
        return False
    if not _claimed(portal, int(moment)):
        return False
    for done in run_retention(portal, now, by="portal"):
        _log.info("retention of %s: %d rows before %s removed", done.dataset, done.rows, done.first_kept)
    with writing(portal.engine) as connection:
        note_run(connection, int(moment))
    return True


def _claimed(portal: Portal, now: int) -> bool:
    """Take the chore for an hour: should this process end meanwhile, another one takes it up then."""
    with writing(portal.engine) as connection:
        hold_counter(connection)
        due = connection.scalar(select(chores.c.next_run).where(chores.c.name == RETENTION))
        if due is not None and now < due <= now + DAY:  # a later one was written by a clock that was ahead
            return False
        check_clock(connection, now)
        note_run(connection, now + _HOUR - DAY)
        return True


def _look_again(portal: Portal, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            run_if_due(portal)
        except SafeStatsError as error:
            _log.error("retention did not run: %s", error)
        except Exception as error:  # the thread has to outlive whatever a database may do
            _log.error("retention did not run: %s", type(error).__name__)
        stop.wait(_LOOK_EVERY)
