"""`safestats portal program`: programs that read with rights of their own."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...terminal import note, print_table
from ..identity.client_secrets import NewSecret
from ..person import PROGRAM
from ..rights import programs
from .on_portal import add_action, add_group, moment, opened, operator
from .user import state_of


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "program", "programs that read: a scheduled job, a service of another agency")
    parser = add_action(group, "add", "let a program sign in; its secret is shown once", "name")
    parser.add_argument("--title", required=True, help="what it is, in words")
    parser.add_argument("--organisation", required=True, help="that it belongs to; grants to it reach the program")
    parser.add_argument("--expires", metavar="DATE", help="when it ends by itself; default: when it is revoked")
    parser.set_defaults(run=add_program)
    add_action(group, "list", "list the programs").set_defaults(run=list_programs)
    accept = add_action(group, "accept", "enter that a person accepts terms of use for a program", "name")
    accept.add_argument("dataset", metavar="DATASET")
    accept.add_argument("version", metavar="VERSION", type=int, help="of the terms, as she has read them")
    accept.add_argument("--by", metavar="USERNAME", required=True, help="who: a person of the program's organisation")
    accept.set_defaults(run=accept_terms)
    rotate = add_action(group, "rotate", "give a program another secret; the old one is void at once", "name")
    rotate.set_defaults(run=rotate_secret)
    add_action(group, "revoke", "close a program for good, with its grants", "name").set_defaults(run=revoke_program)


def add_program(args: Namespace) -> None:
    """Enter a program and show its secret."""
    expires = moment(args.expires)
    with opened(args) as portal:
        made = programs.add_program(portal, args.name, args.title, args.organisation, expires, by=operator())
    _show(made)
    note(f"Next: safestats portal grant add {args.folder} {PROGRAM}{args.name} DATASET LEVEL")


def list_programs(args: Namespace) -> None:
    """List the programs."""
    with opened(args) as portal:
        found = programs.list_programs(portal)
    rows = [
        (each.person.username, client_id, each.person.full_name, each.person.organisation, state_of(each))
        for each, client_id in found
    ]
    print_table(("PROGRAM", "CLIENT ID", "TITLE", "ORGANISATION", "STATE"), rows)


def accept_terms(args: Namespace) -> None:
    """Enter that terms of use are accepted."""
    with opened(args) as portal:
        programs.accept_for_program(portal, args.name, args.dataset, args.version, args.by, by=operator())
    print(f"{args.by} accepts version {args.version} of the terms of {args.dataset} for the program {args.name}.")


def rotate_secret(args: Namespace) -> None:
    """Give a program another secret and show it."""
    with opened(args) as portal:
        made = programs.rotate_program(portal, args.name, by=operator())
    _show(made)


def revoke_program(args: Namespace) -> None:
    """Close a program."""
    with opened(args) as portal:
        programs.revoke_program(portal, args.name, by=operator())
    print(f"{args.name} signs in no more; its tokens and grants have ended.")


def _show(made: NewSecret) -> None:
    print(f"client id:     {made.client_id}")
    print(f"client secret: {made.value}")
    note("The secret is shown this once: the portal keeps a digest of it. Hand it over on a safe way.")
