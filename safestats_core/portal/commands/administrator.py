"""`safestats portal administrator`: who may see the status page."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, timezone
from typing import Any

from ...terminal import note, print_table
from ..oversight import administrators
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "administrator", "who may see the status page")
    for name, words, run in (
        ("add", "let a person with an account see the status page; it shows her no data", add_administrator),
        ("remove", "take that back, at once", remove_administrator),
    ):
        add_action(group, name, words, "username").set_defaults(run=run)
    add_action(group, "list", "list the administrators").set_defaults(run=list_administrators)


def add_administrator(args: Namespace) -> None:
    """Let a person see the status page."""
    with opened(args) as portal:
        administrators.add_administrator(portal, args.username, by=operator())
    print(f"{args.username} is an administrator.")
    note("The page is at /status of the portal; she signs in there as she does from QGIS.")


def remove_administrator(args: Namespace) -> None:
    """Take that back."""
    with opened(args) as portal:
        administrators.remove_administrator(portal, args.username, by=operator())
    print(f"{args.username} is no administrator any more.")


def list_administrators(args: Namespace) -> None:
    """List them."""
    with opened(args) as portal:
        found = administrators.list_administrators(portal)
    rows = [
        (username, name, f"{datetime.fromtimestamp(added, timezone.utc):%Y-%m-%d}", by)
        for username, name, added, by in found
    ]
    print_table(("USERNAME", "NAME", "SINCE", "ADDED BY"), rows)
