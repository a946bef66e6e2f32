"""`safestats portal retention`: how long rows are kept."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError, Namespace
from typing import Any, Optional

from ...terminal import print_table
from ..databases.database import writing
from ..datasets import list_datasets
from ..lifecycle import retention
from ..lifecycle.clock import check_clock, note_run
from ..portal import Portal
from .on_portal import add_action, add_group, opened, operator

_FOR_EVER = "forever"


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "retention", "how long rows are kept")
    run = add_action(group, "run", "remove what is past its time; a portal that is served does so every day")
    run.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    run.add_argument(
        "--clock-is-right", action="store_true", help="confirm today's date, where the portal did not run for long"
    )
    run.set_defaults(run=run_retention)
    state = add_action(group, "set", "say how long the rows of a dataset are kept")
    state.add_argument("dataset", metavar="DATASET")
    state.add_argument("months", metavar="MONTHS", type=_months, help=f"after the row's own month, or {_FOR_EVER}")
    state.set_defaults(run=set_retention)
    add_action(group, "list", "list how long each dataset is kept").set_defaults(run=list_retention)


def run_retention(args: Namespace) -> None:
    """Remove what is past its time, or say what would be removed."""
    with opened(args) as portal:
        found = retention.expired(portal) if args.dry_run else _run(portal, args.clock_is_right)
    for each in found:
        verb = "would be removed" if args.dry_run else "removed"
        print(f"{each.dataset}: {each.rows:,} rows before {each.first_kept} {verb}.")
    if not found:
        print("Every dataset is kept for ever.")


def _run(portal: Portal, is_clock_right: bool) -> list[retention.Expired]:
    now = int(time.time())
    if not is_clock_right:
        with portal.engine.connect() as connection:
            check_clock(connection, now)
    found = retention.run_retention(portal, now, operator())
    with writing(portal.engine) as connection:
        note_run(connection, now)
    return found


def set_retention(args: Namespace) -> None:
    """Say how long the rows of a dataset are kept."""
    with opened(args) as portal:
        dataset = retention.set_retention(portal, args.dataset, args.months, by=operator())
    print(f"{dataset.name}: {_in_words(dataset.retention_months)}.")


def list_retention(args: Namespace) -> None:
    """List how long each dataset is kept."""
    with opened(args) as portal:
        rows = [(each.name, _in_words(each.retention_months)) for each in list_datasets(portal)]
    print_table(("DATASET", "KEPT"), rows)


def _months(text: str) -> Optional[int]:
    if text == _FOR_EVER:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"'{text}' is not a number of months. Write 24, or {_FOR_EVER}.")
    return int(text)


def _in_words(months: Optional[int]) -> str:
    return "kept for ever" if months is None else f"kept for {months} months"
