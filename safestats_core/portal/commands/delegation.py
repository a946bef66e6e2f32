"""`safestats portal delegation`: who may hand on what her organisation holds."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...terminal import print_table
from ..rights import delegation
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "delegation", "who may hand on what her organisation holds")
    parser = add_action(group, "add", "let a person hand on what her organisation holds of datasets")
    parser.add_argument("organisation", metavar="ORGANISATION")
    parser.add_argument("username", metavar="USERNAME")
    parser.add_argument("dataset", metavar="DATASET", nargs="+")
    parser.set_defaults(run=add_delegation)
    add_action(group, "list", "list who may hand on what").set_defaults(run=list_delegations)
    withdraw = add_action(group, "withdraw", "take that back; what she handed on ends at once")
    withdraw.add_argument("organisation", metavar="ORGANISATION")
    withdraw.add_argument("username", metavar="USERNAME")
    withdraw.add_argument("dataset", metavar="DATASET", nargs="*", help="default: all of them")
    withdraw.set_defaults(run=withdraw_delegation)


def add_delegation(args: Namespace) -> None:
    """Let a person hand rights on."""
    with opened(args) as portal:
        delegation.add_delegation(portal, args.organisation, args.username, args.dataset, by=operator())
    print(f"{args.username} may hand on what {args.organisation} holds of {', '.join(args.dataset)}.")


def list_delegations(args: Namespace) -> None:
    """List who may hand rights on."""
    with opened(args) as portal:
        rows = [(each.organisation, each.username, each.dataset) for each in delegation.list_delegations(portal)]
    print_table(("ORGANISATION", "USERNAME", "DATASET"), rows)


def withdraw_delegation(args: Namespace) -> None:
    """Take the right to hand on back."""
    with opened(args) as portal:
        ended = delegation.withdraw_delegation(portal, args.organisation, args.username, args.dataset, by=operator())
    print(f"{args.username} no longer hands on {', '.join(each.dataset for each in ended)} for {args.organisation}.")
