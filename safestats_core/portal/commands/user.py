"""`safestats portal user`: who may sign in."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from ...errors import InvalidInput
from ...terminal import ask_unseen, note, print_table
from .. import people
from ..rights import accounts
from .on_portal import add_action, add_group, moment, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "user", "who may sign in")
    parser = add_action(group, "add", "open an account; the password is asked for, 12 characters or more", "username")
    parser.add_argument("--name", required=True, help="full name")
    parser.add_argument("--organisation", required=True, help="grants to it reach all its people")
    _add_password_option(parser)
    parser.add_argument("--no-password", action="store_true", help="she signs in at an issuer elsewhere only")
    parser.set_defaults(run=add_user)
    add_action(group, "list", "list the accounts").set_defaults(run=list_users)
    change = add_action(group, "change", "change a name, move to another organisation, let an account end", "username")
    change.add_argument("--name", help="full name")
    change.add_argument("--organisation", help="whose grants reach her from now on")
    change.add_argument("--expires", metavar="DATE", help="when the account ends; 'never' lifts that")
    change.set_defaults(run=change_user)
    password = add_action(group, "password", "give a new password; sessions end", "username")
    _add_password_option(password)
    password.set_defaults(run=set_password)
    add_action(group, "lock", "end all sessions and let nobody sign in", "username").set_defaults(run=lock_user)
    add_action(group, "unlock", "open a locked account again", "username").set_defaults(run=unlock_user)
    add_action(group, "remove", "close an account for good, with its grants", "username").set_defaults(run=remove_user)


def add_user(args: Namespace) -> None:
    """Open an account."""
    with opened(args) as portal:
        typed = None if args.no_password else _new_password(args.password_stdin)
        person = people.add_person(portal, args.username, args.name, args.organisation, typed, by=operator())
    print(f"{person.full_name} of {person.organisation} can sign in as {person.username}.")
    note(f"Next: safestats portal grant add {args.folder} person:{person.username} DATASET LEVEL")


def list_users(args: Namespace) -> None:
    """List the accounts."""
    with opened(args) as portal:
        rows = [
            (each.person.username, each.person.full_name, each.person.organisation, state_of(each))
            for each in accounts.list_accounts(portal)
        ]
    print_table(("USERNAME", "NAME", "ORGANISATION", "STATE"), rows)


def change_user(args: Namespace) -> None:
    """Change an account."""
    for_good = args.expires == "never"
    expires = None if for_good else moment(args.expires)
    with opened(args) as portal:
        account = accounts.change_account(
            portal, args.username, args.name, args.organisation, expires, for_good, by=operator()
        )
    print(f"{args.username} is {account.person.full_name} of {account.person.organisation}: {state_of(account)}.")


def set_password(args: Namespace) -> None:
    """Give a new password."""
    with opened(args) as portal:
        accounts.set_password(portal, args.username, _new_password(args.password_stdin), by=operator())
    print(f"{args.username} has a new password, and is signed out everywhere.")


def lock_user(args: Namespace) -> None:
    """Lock an account."""
    with opened(args) as portal:
        accounts.lock_account(portal, args.username, by=operator())
    print(f"{args.username} is locked, and signed out everywhere.")


def unlock_user(args: Namespace) -> None:
    """Unlock an account."""
    with opened(args) as portal:
        accounts.unlock_account(portal, args.username, by=operator())
    print(f"{args.username} can sign in again.")


def remove_user(args: Namespace) -> None:
    """Remove an account."""
    with opened(args) as portal:
        accounts.remove_person(portal, args.username, by=operator())
    print(f"{args.username} is removed: sessions, grants to her and grants that she handed on have ended.")


def _add_password_option(parser: ArgumentParser) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def state_of(account: accounts.Account) -> str:
    """Whether an account may be used, in words."""
    states = []
    if account.locked is not None:
        states.append(f"locked since {account.locked:%Y-%m-%d %H:%M} UTC")
    if account.expires is not None:
        states.append(f"ends {account.expires:%Y-%m-%d %H:%M} UTC")
    return ", ".join(states) or "open"


def _new_password(from_standard_input: bool) -> str:
    if from_standard_input:
        return sys.stdin.readline().rstrip("\r\n")
    otherwise = "Give the password on standard input, with --password-stdin."
    typed = ask_unseen(f"Password ({people.MINIMUM_PASSWORD_LENGTH} characters or more)", otherwise)
    if ask_unseen("Once more", otherwise) != typed:
        raise InvalidInput("The two passwords differ. Start again.")
    return typed
