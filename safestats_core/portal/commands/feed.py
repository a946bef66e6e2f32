"""`safestats portal feed`: where the portal fetches data by itself."""

from __future__ import annotations

import re
import time
from argparse import Namespace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

from ...errors import InvalidInput
from ...terminal import note, print_table, terminal_progress
from ..feeds import register
from ..feeds.drop_folder import SETTLED_SECONDS, Watch
from ..feeds.feed_profiles import check_all_used, prepare_dataset
from ..feeds.register import Feed
from ..feeds.running import run_feed as run_once
from ..feeds.turns import turn
from .on_portal import add_action, add_group, opened, operator

_MEGABYTE = 1 << 20
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "feed", "where the portal fetches data by itself")
    _add_feed_command(group)
    add_action(group, "list", "list the feeds and how they fare").set_defaults(run=list_feeds)
    for name, words, run in (
        ("run", "fetch what is new from a feed now", run_feed),
        ("remove", "take a feed off; what it brought stays", remove_feed),
    ):
        parser = add_action(group, name, words)
        parser.add_argument("number", metavar="NUMBER", type=int, help="as `feed list` shows it")
        parser.set_defaults(run=run)


def _add_feed_command(group: Any) -> None:
    parser = add_action(group, "add", "fetch deliveries from a web address or a folder while the portal serves")
    parser.add_argument("dataset", metavar="DATASET")
    parser.add_argument("url", metavar="URL", nargs="?", help="http or https")
    parser.add_argument(
        "--folder", dest="drop_folder", metavar="PATH", type=Path, help="a folder that files are dropped into"
    )
    parser.add_argument("--every", metavar="TIME", default="15m", help="as 30s, 15m, 6h, 1d; default: %(default)s")
    parser.add_argument(
        "--header-file", metavar="FILE", type=Path, help="lines 'Name: value' to send with each request"
    )
    parser.add_argument("--allow-private", action="store_true", help="the address may lie in the own network")
    parser.add_argument("--profile", metavar="FILE", type=Path, help="how deliveries are read, a .toml file")
    parser.add_argument(
        "--most-megabytes",
        type=int,
        default=register.DEFAULT_MOST_BYTES // _MEGABYTE,
        help="of one delivery, unpacked; default: %(default)s",
    )
    parser.set_defaults(run=add_feed)


def add_feed(args: Namespace) -> None:
    """Enter a feed."""
    profiles = (args.profile,) if args.profile else ()
    check_all_used(profiles, (args.dataset,))
    with opened(args) as portal:
        prepare_dataset(portal, args.dataset, profiles, by=operator())
        feed = register.add_feed(
            portal,
            args.dataset,
            url=args.url,
            folder=args.drop_folder,
            every=_seconds(args.every),
            header_file=args.header_file,
            allow_private=args.allow_private,
            most_bytes=args.most_megabytes * _MEGABYTE,
            by=operator(),
        )
    print(f"Feed {feed.id}: {feed.dataset} from {feed.source}.")
    note("It runs while `safestats portal serve` does; `feed run` fetches now.")


def list_feeds(args: Namespace) -> None:
    """List the feeds."""
    with opened(args) as portal:
        feeds = register.list_feeds(portal)
    rows = [
        (
            str(feed.id),
            feed.dataset,
            feed.source,
            f"{feed.every} s" if feed.url else "watched",
            _moment(feed.last_success),
            _moment(feed.next_run) if feed.url or feed.failures else "-",
            f"{feed.last_error} ({feed.failures} in a row)" if feed.last_error else "-",
        )
        for feed in feeds
    ]
    print_table(("FEED", "DATASET", "FROM", "EVERY", "LAST SUCCESS (UTC)", "NEXT (UTC)", "LAST ERROR"), rows)


def run_feed(args: Namespace) -> None:
    """Fetch what is new from a feed now."""
    with opened(args) as portal, terminal_progress() as progress:
        feed = register.get_feed(portal, args.number)
        ready = _ready(feed)
        with turn(portal, feed) as is_mine:
            if not is_mine:
                raise InvalidInput(f"Feed {feed.id} is being run by another process just now. Try again later.")
            receipts = run_once(portal, feed, ready, progress)
    for receipt in receipts:
        print(", ".join(f"{count:,} {name}" for name, count in receipt.numbers.items()))
    if not receipts:
        print("Nothing new was taken in.")


def remove_feed(args: Namespace) -> None:
    """Take a feed off."""
    with opened(args) as portal:
        feed = register.remove_feed(portal, args.number, by=operator())
    print(f"Feed {feed.id} is taken off: {feed.dataset} from {feed.source}.")


def _ready(feed: Feed) -> list[Path]:
    """The files of a drop folder that are whole: two looks tell."""
    if feed.folder is None:
        return []
    watch = Watch()
    if watch.ready(Path(feed.folder)) or any(Path(feed.folder).iterdir()):
        time.sleep(SETTLED_SECONDS)
    return watch.ready(Path(feed.folder))


def _seconds(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,6})([smhd])", text)
    if found is None:
        raise InvalidInput(f"'{text}' is not a time between two runs. Write it as 30s, 15m, 6h or 1d.")
    return int(found[1]) * _UNITS[found[2]]


def _moment(seconds: Optional[int]) -> str:
    return "-" if seconds is None else f"{datetime.fromtimestamp(seconds, timezone.utc):%Y-%m-%d %H:%M:%S}"
