"""Pulling a web feed: fetch what is new, take it in, and remember by what to ask next time."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from ...progress import Progress, silent
from ..intake.receipts import Receipt
from ..portal import Portal
from .fetching import Wanted, fetch
from .incoming import incoming
from .register import Feed
from .request_headers import read_headers
from .taking_in import take_in


def pull(portal: Portal, feed: Feed, progress: Progress = silent) -> tuple[Optional[Receipt], dict[str, Any]]:
    """The receipt of what is new, or None; and what to keep with the feed.

    Raises SafeStatsError where it cannot be fetched or taken in; nothing was changed then.
    """
    wanted = Wanted(
        url=str(feed.url),
        dataset=feed.dataset,
        headers=read_headers(Path(feed.header_file)) if feed.header_file else {},
        etag=feed.etag,
        last_modified=feed.last_modified,
        most_bytes=feed.most_bytes,
        allow_private=feed.allow_private,
    )
    with incoming(portal) as folder:
        fetched = fetch(wanted, folder, lambda: progress(0, 0, "fetching"))
        if fetched is None:
            return None, {}
        receipt = take_in(portal, feed.dataset, fetched.path, feed.most_bytes, feed.acts_as, progress)
    return receipt, {"etag": fetched.etag, "last_modified": fetched.last_modified}
