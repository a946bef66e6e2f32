"""`safestats portal ingest` and `refusals`: what a supplier sent, and what of it was refused."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ...formats.profile_file import load_profile
from ...terminal import note, print_table, terminal_progress
from ..intake import receipts
from ..intake.ingest import ingest as take_in
from .on_portal import add_action, months_between, opened, operator

_REFUSALS_SHOWN, _AT_ONCE = 10, 1_000


def add(actions: Any) -> None:
    """Declare the commands."""
    parser = add_action(actions, "ingest", "take in what a supplier sent: all of it, or nothing")
    parser.add_argument("path", metavar="PATH", help="a file, a zip or a folder")
    parser.add_argument("--profile", help="how to read it; default: recognised by its columns")
    parser.add_argument("--again", action="store_true", help="read it although the same was taken in before")
    parser.add_argument(
        "--replace",
        metavar="MONTHS",
        type=months_between,
        help="2024-01..2024-03: it is all that its suppliers have of these months; what it does not hold goes",
    )
    parser.set_defaults(run=ingest)
    refusals = add_action(actions, "refusals", "list every row that was refused, and why")
    refusals.add_argument("delivery", metavar="SHA256", nargs="?", help="as on the receipt; default: the last delivery")
    refusals.set_defaults(run=list_refusals)


def ingest(args: Namespace) -> None:
    """Take in a delivery, and print its receipt."""
    profile = load_profile(args.profile) if args.profile else None
    with opened(args) as portal, terminal_progress() as progress:
        receipt = take_in(portal, Path(args.path), profile, progress, args.again, operator(), args.replace)
    for skipped in receipt.skipped:
        note(f"Skipped {skipped.name}: {skipped.reason}")
    for refusal in receipt.refusals[:_REFUSALS_SHOWN]:
        note(f"Refused row {refusal.row} of {refusal.source}: {refusal.reason}")
    if receipt.refused > _REFUSALS_SHOWN:
        note(f"All {receipt.refused:,} refusals: safestats portal refusals {args.folder} {receipt.delivery}")
    for remark, rows in receipt.notes.items():
        note(f"{rows:,} rows: {remark}")
    if receipt.taken_in:
        print(f"The same was taken in on {receipt.taken_in:%Y-%m-%d %H:%M} UTC; nothing was changed.")
    print(", ".join(f"{count:,} {name}" for name, count in receipt.numbers.items()))


def list_refusals(args: Namespace) -> None:
    """List what a delivery had refused, some at a time: there may be millions."""
    head: Sequence[str] = ("SOURCE", "ROW", "REASON")
    with opened(args) as portal:
        lines = ((each.source, str(each.row), each.reason) for each in receipts.list_refusals(portal, args.delivery))
        while some := list(islice(lines, _AT_ONCE)):
            print_table(head, some)
            head = ()
