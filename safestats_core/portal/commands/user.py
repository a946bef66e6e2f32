"""`safestats portal user`: who may sign in."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from typing import Any

from ...errors import InvalidInput
from ...terminal import note
from .. import people
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "user", "who may sign in")
    parser = add_action(group, "add", "open an account; the password is asked for, 12 characters or more")
    parser.add_argument("username", metavar="USERNAME")
    parser.add_argument("--name", required=True, help="full name")
    parser.add_argument("--organisation", required=True, help="grants to it reach all its people")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    parser.set_defaults(run=add_user)


def add_user(args: Namespace) -> None:
    """Open an account."""
    with opened(args) as portal:
        typed = _new_password(args.password_stdin)
        person = people.add_person(portal, args.username, args.name, args.organisation, typed, by=operator())
    print(f"{person.full_name} of {person.organisation} can sign in as {person.username}.")
    note(f"Next: safestats portal grant add {args.folder} person:{person.username} DATASET LEVEL")


def _new_password(from_standard_input: bool) -> str:
    if from_standard_input:
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(f"Password ({people.MINIMUM_PASSWORD_LENGTH} characters or more): ")
    if getpass.getpass("Once more: ") != typed:
        raise InvalidInput("The two passwords differ. Start again.")
    return typed
