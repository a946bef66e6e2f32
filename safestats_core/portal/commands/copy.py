"""`safestats portal copy`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from ...terminal import note, print_table, terminal_progress
from ..copying.portal_copy import copy_portal
from .on_portal import add_action, operator


def add(actions: Any) -> None:
    """Declare the command."""
    parser = add_action(actions, "copy", "copy a whole portal to another folder and database, and compare the two")
    parser.add_argument("to_folder", metavar="TO_DIR", help="a new folder for the copy")
    parser.add_argument(
        "--to-database",
        metavar="URL",
        help="an empty database for the copy, postgresql://USER@HOST/NAME; default: SQLite in TO_DIR",
    )
    parser.set_defaults(run=copy)


def copy(args: Namespace) -> None:
    """Copy a portal."""
    folder, to_folder = Path(args.folder), Path(args.to_folder)
    with terminal_progress() as progress:
        copied = copy_portal(folder, to_folder, args.database, args.to_database, operator(), progress)
    rows = [(each.name, f"{each.rows:,}", each.digest[:16]) for each in copied.tables]
    print_table(("TABLE", "ROWS", "DIGEST"), rows)
    print(
        f"{copied.files:,} files, {copied.audit_log.entries:,} entries of the audit log. The copy is like the original."
    )
    if not copied.audit_log.is_intact:
        note(f"The audit log is not intact, here as there: {copied.audit_log.problem}.")
    database = " --database URL" if args.to_database else ""
    note(f"From now on serve one of the two only: safestats portal serve {to_folder}{database}")
