"""`safestats portal ...`: every action of a data manager, a file each."""

from __future__ import annotations

from typing import Any

from . import (
    administrator,
    areas,
    audit,
    copy,
    coverage,
    dataset,
    delegation,
    erase,
    feed,
    grant,
    ingest,
    init,
    issuer,
    program,
    retention,
    serve,
    supplier,
    terms,
    upgrade,
    user,
)

_ACTIONS = (
    init,
    dataset,
    areas,
    user,
    program,
    administrator,
    issuer,
    grant,
    delegation,
    terms,
    ingest,
    supplier,
    feed,
    coverage,
    erase,
    retention,
    audit,
    upgrade,
    copy,
    serve,
)


def add_commands(commands: Any) -> None:
    """Hang `portal` with all that belongs to it into an argparse parser's sub-commands."""
    portal = commands.add_parser("portal", help="run a portal: `safestats portal --help` lists what it does")
    actions = portal.add_subparsers(metavar="ACTION", required=True)
    for action in _ACTIONS:
        action.add(actions)
