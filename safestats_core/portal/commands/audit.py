"""`safestats portal audit`: who did what with which data."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from ...errors import SafeStatsError
from ...terminal import print_table
from .. import audit as log
from .on_portal import add_action, moment, opened


def add(actions: Any) -> None:
    """Declare the command."""
    parser = add_action(actions, "audit", "show who did what with which data")
    parser.add_argument("--person", help="only of this username")
    parser.add_argument("--dataset", help="only about this dataset")
    parser.add_argument("--since", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
    parser.add_argument("--verify", action="store_true", help="check that no entry was changed, taken out or moved")
    parser.set_defaults(run=audit)


def audit(args: Namespace) -> None:
    """Show the audit log, or check it."""
    with opened(args) as portal:
        if args.verify:
            report = log.verify(portal)
            if report.problem is not None:
                raise SafeStatsError(
                    f"The audit log is not intact: {report.problem}. The {report.entries:,} entries before it are. "
                    "Keep audit.db as it is, and compare it with your backups."
                )
            print(f"The audit log is intact: {report.entries:,} entries.")
            return
        found = log.search(portal, args.person, args.dataset, moment(args.since))
        print_table(("TIME (UTC)", "PERSON", "OPERATION", "DATASET", "LEVEL", "ROWS", "DETAIL"), list(map(_row, found)))


def _row(entry: log.AuditEntry) -> tuple[str, ...]:
    return (
        f"{entry.time:%Y-%m-%d %H:%M:%S}",
        entry.person,
        entry.operation,
        entry.dataset or "-",
        entry.level or "-",
        "-" if entry.rows is None else f"{entry.rows:,}",
        json.dumps(entry.detail, ensure_ascii=False),
    )
