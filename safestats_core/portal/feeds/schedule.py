"""The thread of the serving process that runs feeds when they are due."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

from ...errors import Cancelled, SafeStatsError
from ..portal import Portal
from .drop_folder import Watch
from .incoming import clear_stale
from .register import Feed, list_feeds
from .running import longest_wait, run_feed
from .turns import turn

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
_TROUBLE_SECONDS = 15.0
_STOP_SECONDS = 5.0
_FRAMES = 5


@contextmanager
def scheduled(portal: Portal) -> Iterator[None]:
    """Run the portal's feeds while the block runs; what is under way at its end is given up or finished."""
    schedule = Schedule(portal)
    thread = threading.Thread(target=schedule.run, name="feeds", daemon=True)
    thread.start()
    try:
        yield
    finally:
        schedule.ended.set()
        thread.join(_STOP_SECONDS)


class Schedule:
    """Looks every second which feeds are due."""

    def __init__(self, portal: Portal) -> None:
        self.ended = threading.Event()
        self._portal = portal
        self._watch = Watch()

    def run(self) -> None:
        """Until `ended` is set. Nothing that goes wrong with a feed ends the thread."""
        wait = 0.0
        clear_stale(self._portal)
        while not self.ended.wait(wait):
            wait = _LOOK_SECONDS
            try:
                for feed in list_feeds(self._portal):
                    self._run_if_due(feed)
            except Exception as error:
                _tell("feeds", error)
                wait = _TROUBLE_SECONDS

    def _run_if_due(self, feed: Feed) -> None:
        ready = self._ready(feed)
        if self.ended.is_set() or ready is None:
            return
        try:
            with turn(self._portal, feed) as is_mine:
                if is_mine:
                    receipts = run_feed(self._portal, feed, ready, self._go_on)
                    _log.info("feed %d: %d deliveries", feed.id, len(receipts))
        except Cancelled:
            _log.info("feed %d: given up, the portal ends", feed.id)
        except Exception as error:
            _tell(f"feed {feed.id}", error)

    def _ready(self, feed: Feed) -> Optional[list[Path]]:
        """The files of a drop folder that are whole, or none for a web feed; None where it is not due."""
        now = time.time()
        if now < feed.next_run <= now + longest_wait(feed.every):  # a later one was written by a clock that was ahead
            return None
        try:
            files = self._watch.ready(Path(feed.folder)) if feed.folder else []
        except OSError:
            return []  # running it says and notes what is wrong
        return files if files or feed.url else None

    def _go_on(self, done: int, total: int, what: str) -> None:
        if self.ended.is_set():
            raise Cancelled("The portal ends; the feed goes on when it serves again.")


def _tell(what: str, error: Exception) -> None:
    if isinstance(error, SafeStatsError):
        _log.warning("%s: %s; `safestats portal feed list` says why", what, type(error).__name__)
    else:
        # Only where it happened: the text of an exception may quote data.
        places = "".join(traceback.format_tb(error.__traceback__, limit=-_FRAMES))
        _log.error("%s: %s at\n%s", what, type(error).__name__, places)
