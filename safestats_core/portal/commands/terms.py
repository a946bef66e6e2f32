"""`safestats portal terms`: what has to be accepted before the first row of a dataset."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ...terminal import print_table
from ..rights import terms
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "terms", "what has to be accepted before the first row of a dataset")
    parser = add_action(group, "set", "give a dataset terms of use; everybody is asked to accept them", "dataset")
    parser.add_argument("file", metavar="FILE", help="the text, in UTF-8")
    parser.add_argument(
        "--ask-before-export", action="store_true", help="let programs ask what for before they write rows into a file"
    )
    parser.set_defaults(run=set_terms)
    add_action(group, "show", "print the terms that hold", "dataset").set_defaults(run=show_terms)
    add_action(group, "lift", "let a dataset have no terms any more", "dataset").set_defaults(run=lift_terms)
    add_action(group, "accepted", "list who accepted which version", "dataset").set_defaults(run=list_accepted)


def set_terms(args: Namespace) -> None:
    """Set terms of use."""
    try:
        text = Path(args.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{args.file} cannot be read as text in UTF-8: {error}. Name a text file.") from error
    with opened(args) as portal:
        version = terms.set_terms(portal, args.dataset, text, operator(), args.ask_before_export)
    print(f"Version {version} of the terms of {args.dataset} holds; nobody gets a row before accepting it.")


def show_terms(args: Namespace) -> None:
    """Print terms of use."""
    with opened(args) as portal:
        held = terms.current_terms(portal, args.dataset)
    if held is None:
        raise InvalidInput(f"{args.dataset} has no terms of use. Give it some with `safestats portal terms set`.")
    print(held.text)


def lift_terms(args: Namespace) -> None:
    """Lift terms of use."""
    with opened(args) as portal:
        terms.set_terms(portal, args.dataset, None, by=operator())
    print(f"{args.dataset} has no terms of use any more.")


def list_accepted(args: Namespace) -> None:
    """List who accepted."""
    with opened(args) as portal:
        found = terms.accepted_by(portal, args.dataset)
    rows = [
        (username, str(version), f"{datetime.fromtimestamp(at, timezone.utc):%Y-%m-%d %H:%M}")
        for username, version, at in found
    ]
    print_table(("USERNAME", "VERSION", "ACCEPTED (UTC)"), rows)
