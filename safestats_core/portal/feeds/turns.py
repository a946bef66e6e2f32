"""Several processes serve a portal, but only one at a time works on a feed: whoever holds its row says for how long.

A process that was killed says nothing more, and its turn ends by itself.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from ..databases.database import writing
from ..portal import Portal
from ..schema.tables import feeds
from .register import Feed

HOLD_SECONDS = 300
_RENEW_SECONDS = 60.0


@contextmanager
def turn(portal: Portal, feed: Feed) -> Iterator[bool]:
    """Hold a feed while the block runs. False where another process holds it, or has run it since it was looked at."""
    name = secrets.token_hex(8)
    now = int(time.time())
    # Nobody holds a feed for that long: where it says so, the clock was ahead when it was written.
    unheld = (feeds.c.held_until < now) | (feeds.c.held_until > now + 2 * HOLD_SECONDS)
    free = (unheld, feeds.c.next_run == feed.next_run, feeds.c.removed.is_(None))
    with writing(portal.engine) as connection:
        claim = update(feeds).where(feeds.c.id == feed.id, *free).values(held_by=name, held_until=_later())
        is_mine = bool(connection.execute(claim).rowcount)
    if not is_mine:
        yield False
        return
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(portal, feed, name, ended), daemon=True)
    renewing.start()
    try:
        yield True
    finally:
        ended.set()
        renewing.join()
        _hold(portal, feed, name, 0)


def _renew(portal: Portal, feed: Feed, name: str, ended: threading.Event) -> None:
    while not ended.wait(_RENEW_SECONDS):
        try:
            _hold(portal, feed, name, _later())
        except OperationalError:
            continue  # whoever keeps the database busy keeps others from taking the turn, too: try again


def _hold(portal: Portal, feed: Feed, name: str, until: int) -> None:
    with writing(portal.engine) as connection:
        mine = (feeds.c.id == feed.id, feeds.c.held_by == name)
        connection.execute(update(feeds).where(*mine).values(held_until=until))


def _later() -> int:
    return int(time.time()) + HOLD_SECONDS
