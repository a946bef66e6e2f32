"""Running a feed once, and noting how it went: the next time after success, later and later after failures."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Any

from sqlalchemy import update

from ...errors import Cancelled, SafeStatsError
from ...progress import Progress, silent
from ..databases.database import writing
from ..intake.receipts import Receipt
from ..portal import Portal
from ..schema.tables import feeds
from .drop_folder import empty
from .pull import pull
from .register import Feed

_FIRST_WAIT, _LONGEST_WAIT = 60, 6 * 3_600
"""Seconds after a failure."""

_LONGEST_ERROR = 1_000
_chance = secrets.SystemRandom()


def run_feed(portal: Portal, feed: Feed, ready: list[Path], progress: Progress = silent) -> list[Receipt]:
    """Fetch and take in what is new, in a turn of the caller's. Returns the receipts; none where nothing was new.

    ready  for a drop folder: the files that are whole

    Raises what went wrong, when it is noted.
    """
    try:
        receipts, kept = _run(portal, feed, ready, progress)
    except Cancelled:
        raise
    except Exception as error:
        _note_failure(portal, feed, error)
        raise
    now = int(time.time())
    next_run = now + feed.every if feed.url else feed.next_run
    _note(portal, feed, **kept, failures=0, last_success=now, last_error=None, next_run=next_run)
    return receipts


def wait_after(failures: int, every: int) -> int:
    """Seconds to wait after so many failures in a row: twice as long each time, and never the same for two portals."""
    first = min(_FIRST_WAIT, every)
    wait = min(first * 2 ** min(failures - 1, 20), longest_wait(every))
    return max(1, round(wait * _chance.uniform(0.5, 1.0)))


def longest_wait(every: int) -> int:
    """Seconds between two tries of a feed, whatever happened."""
    return max(_LONGEST_WAIT, every)


def _run(portal: Portal, feed: Feed, ready: list[Path], progress: Progress) -> tuple[list[Receipt], dict[str, Any]]:
    if feed.url is None:
        return empty(portal, feed, ready, progress), {}
    receipt, kept = pull(portal, feed, progress)
    return [receipt] if receipt else [], kept


def _note_failure(portal: Portal, feed: Feed, error: Exception) -> None:
    # The text of an error that nobody foresaw may quote data.
    words = str(error) if isinstance(error, SafeStatsError) else f"An unforeseen {type(error).__name__}; see the log."
    failures = feed.failures + 1
    next_run = int(time.time()) + wait_after(failures, feed.every)
    _note(portal, feed, failures=failures, last_error=words[:_LONGEST_ERROR], next_run=next_run)


def _note(portal: Portal, feed: Feed, **values: Any) -> None:
    with writing(portal.engine) as connection:
        connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))
