"""Where the portal fetches data by itself: web addresses and drop folders, each for one dataset."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Optional

from sqlalchemy import Row, Select, insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import get_dataset
from ..portal import Portal
from ..schema.tables import feeds
from .addresses import check_url, without_query
from .request_headers import read_headers
from .suppliers import DEFAULT_MOST_BYTES

DEFAULT_EVERY = 900
LEAST_EVERY, MOST_EVERY = 10, 31 * 86_400
"""Seconds."""


@dataclass(frozen=True)
class Feed:
    """A feed and how it fares. One of `url` and `folder` is set. Moments are seconds since 1970.

    every       seconds between two looks at a web address; a folder is watched all the time
    failures    in a row
    next_run    the earliest moment for the next try
    held_until  until when a process works on it, unless it says that it goes on
    """

    id: int
    dataset: str
    url: Optional[str] = field(repr=False)
    folder: Optional[str]
    every: int
    header_file: Optional[str]
    allow_private: bool
    most_bytes: int
    etag: Optional[str]
    last_modified: Optional[str]
    failures: int
    last_success: Optional[int]
    last_error: Optional[str]
    next_run: int
    held_until: int

    @property
    def source(self) -> str:
        """Where it takes from, without the query of an address: that may hold a key."""
        return without_query(self.url) if self.url else str(self.folder)

    @property
    def acts_as(self) -> str:
        """Its name in the audit log; no username looks like this."""
        return f"feed:{self.id}"


def add_feed(
    portal: Portal,
    dataset: str,
    url: Optional[str] = None,
    folder: Optional[Path] = None,
    every: int = DEFAULT_EVERY,
    header_file: Optional[Path] = None,
    allow_private: bool = False,
    most_bytes: int = DEFAULT_MOST_BYTES,
    by: str = "operator",
) -> Feed:
    """Fetch deliveries of `dataset` from `url`, or from `folder`, from now on.

    header_file    of lines "Name: value" that go with every request to the address, never to another one
    allow_private  whether the address may lie inside the own network

    Raises InvalidInput for an unknown dataset, or where something does not fit.
    """
    get_dataset(portal, dataset)
    if (url is None) == (folder is None):
        raise InvalidInput("A feed needs an address or a folder: give one of them.")
    if not LEAST_EVERY <= every <= MOST_EVERY:
        raise InvalidInput(f"Every {every} seconds is not possible. Choose from {LEAST_EVERY} seconds to 31 days.")
    if url is not None:
        check_url(url)
    if header_file is not None:
        read_headers(header_file)
    values: dict[str, Any] = {
        "dataset": dataset,
        "url": url,
        "folder": None if folder is None else str(_drop_folder(portal, folder)),
        "every": every,
        "header_file": None if header_file is None else str(header_file.resolve()),
        "allow_private": allow_private,
        "most_bytes": most_bytes,
    }
    with writing(portal.engine) as connection:
        new = insert(feeds).values(**values, failures=0, next_run=int(time.time()), held_until=0)
        number = connection.execute(new.returning(feeds.c.id)).scalar_one()
        feed = _feed(connection.execute(_wanted().where(feeds.c.id == number)).one())
        _audit(portal, "feed added", feed, by)
    return feed


def list_feeds(portal: Portal) -> list[Feed]:
    """Every feed that was not taken off, by number."""
    with portal.engine.connect() as connection:
        return [_feed(row) for row in connection.execute(_wanted().order_by(feeds.c.id))]


def get_feed(portal: Portal, number: int) -> Feed:
    """The feed of that number. Raises InvalidInput where there is none."""
    for feed in list_feeds(portal):
        if feed.id == number:
            return feed
    raise InvalidInput(f"There is no feed {number}. See them with `safestats portal feed list`.")


def remove_feed(portal: Portal, number: int, by: str = "operator") -> Feed:
    """Take a feed off; what it brought stays. Raises InvalidInput where there is none."""
    feed = get_feed(portal, number)
    with writing(portal.engine) as connection:
        connection.execute(update(feeds).where(feeds.c.id == number).values(removed=int(time.time())))
        _audit(portal, "feed removed", feed, by)
    return feed


def _drop_folder(portal: Portal, folder: Path) -> Path:
    found = folder.resolve()
    if not found.is_dir():
        raise InvalidInput(f"There is no folder {folder}. Make it first, and let the supplier write there.")
    own = portal.folder.resolve()
    if found == own or own in found.parents or found in own.parents:
        raise InvalidInput(f"{folder} and the portal's own folder lie inside each other. Choose a folder elsewhere.")
    return found


def _wanted() -> Select[Any]:
    return select(*(feeds.c[each.name] for each in fields(Feed))).where(feeds.c.removed.is_(None))


def _feed(row: Row[Any]) -> Feed:
    return Feed(**dict(row._mapping))


def _audit(portal: Portal, change: str, feed: Feed, by: str) -> None:
    detail = {"change": change, "feed": feed.id, "source": feed.source, "allow_private": feed.allow_private}
    audit.record(portal, by, "alteration", feed.dataset, None, detail, None)
