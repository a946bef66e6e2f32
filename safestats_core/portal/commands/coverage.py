"""`safestats portal coverage`: which months of which supplier are there."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...incidents import COVERAGE_STATES
from ...terminal import print_table
from ..lifecycle import coverage
from .on_portal import add_action, add_group, months_between, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "coverage", "which months of which supplier are there")
    state = add_action(group, "set", "say what is there; it wins over what arrived")
    state.add_argument("dataset", metavar="DATASET")
    state.add_argument("supplier", metavar="SUPPLIER", help="as its files write it")
    state.add_argument("months", metavar="MONTHS", type=months_between, help="2019-07..2019-12, or one month")
    state.add_argument("state", choices=[*COVERAGE_STATES, coverage.AUTOMATIC], help="automatic: as it arrived")
    state.add_argument("--note", help="why; everybody who may see these months can read it")
    state.set_defaults(run=set_coverage)
    listed = add_action(group, "list", "list what is there of a dataset")
    listed.add_argument("dataset", metavar="DATASET")
    listed.set_defaults(run=list_coverage)


def set_coverage(args: Namespace) -> None:
    """Say what is there of a supplier's months."""
    with opened(args) as portal:
        stated = (args.dataset, args.supplier, args.months, args.state, args.note)
        coverage.state_coverage(portal, *stated, by=operator())
    print(f"{args.supplier}, {args.months.first} to {args.months.last}: {args.state}.")


def list_coverage(args: Namespace) -> None:
    """List what is known of a dataset's suppliers and months."""
    with opened(args) as portal:
        found = coverage.list_coverage(portal, args.dataset)
    rows = [(e.supplier, e.month, e.state, "stated" if e.is_stated else "as it arrived", e.note or "") for e in found]
    print_table(("SUPPLIER", "MONTH", "STATE", "FROM", "NOTE"), rows)
