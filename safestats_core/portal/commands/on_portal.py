"""What every action on a portal shares: how its folder is named and opened, and who is said to act."""

from __future__ import annotations

import getpass
import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

from ...errors import InvalidInput
from ...query import Period
from ..portal import Portal, open_portal


def add_group(actions: Any, name: str, words: str) -> Any:
    """A noun, such as `grant`, to hang actions under."""
    return actions.add_parser(name, help=words).add_subparsers(metavar="ACTION", required=True)


def add_action(actions: Any, name: str, words: str, *of: str) -> ArgumentParser:
    """An action on the portal in DIR, and there on what `of` calls it, such as "username"."""
    parser: ArgumentParser = actions.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.add_argument("folder", metavar="DIR", help="the portal's folder")
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("SAFESTATS_DATABASE"),
        help="postgresql://USER@HOST/NAME; default: $SAFESTATS_DATABASE, else SQLite in DIR",
    )
    for each in of:
        parser.add_argument(each, metavar=each.upper())
    return parser


@contextmanager
def opened(args: Namespace) -> Iterator[Portal]:
    """The portal that the arguments name, closed in the end."""
    portal = open_portal(Path(args.folder), args.database)
    try:
        yield portal
    finally:
        portal.close()


def operator() -> str:
    """Who types the command, for the audit log; no username looks like this."""
    return f"operator:{getpass.getuser()}"


def moment(text: Optional[str]) -> Optional[datetime]:
    """A date, with a time if need be, as UTC unless it names a zone; None where nothing was given."""
    if text is None:
        return None
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"'{text}' is not a date. Write it as 2026-12-31, or 2026-12-31T18:00.") from error
    return given if given.tzinfo else given.replace(tzinfo=timezone.utc)


def months_between(text: str) -> Period:
    """Whole months as an argument: 2024-01..2024-03, or one month."""
    first, _, last = text.partition("..")
    try:
        return Period(first, last or first)
    except InvalidInput as error:
        raise ArgumentTypeError(str(error)) from error
