"""`safestats portal grant`: what each may see; nothing without a grant."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...access import Grant, Level
from ...disclosure import DEFAULT_PROFILE, PROFILES
from ...errors import InvalidInput
from ...terminal import print_table
from .. import people
from ..portal import Portal
from ..rights.grant_words import in_words
from ..rights.handing_on import givers, hand_on
from .on_portal import add_action, add_group, moment, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "grant", "what each may see; nothing without a grant")
    _add_grant_command(group)
    add_action(group, "list", "list the grants in force").set_defaults(run=list_grants)
    withdraw = add_action(group, "withdraw", "take a grant back; it ends at once")
    withdraw.add_argument("number", metavar="NUMBER", type=int, help="as `grant list` shows it")
    withdraw.set_defaults(run=withdraw_grant)


def _add_grant_command(group: Any) -> None:
    parser = add_action(group, "add", "let somebody see a dataset")
    parser.add_argument("subject", metavar="SUBJECT", help="person:USERNAME, program:NAME or organisation:NAME")
    parser.add_argument("dataset", metavar="DATASET")
    parser.add_argument("level", choices=[str(level) for level in Level])
    parser.add_argument("--areas", metavar="CODE", nargs="+", help="boroughs or wards; default: everywhere")
    parser.add_argument("--from", dest="from_month", metavar="YYYY-MM", help="first month")
    parser.add_argument("--to", dest="to_month", metavar="YYYY-MM", help="last month")
    parser.add_argument("--fields", metavar="FIELD", nargs="+", help="default: every field of the level")
    parser.add_argument("--categories", metavar="CATEGORY", nargs="+", help="default: all")
    parser.add_argument("--disclosure", choices=list(PROFILES), help=f"of counts; default: {DEFAULT_PROFILE}")
    parser.add_argument("--expires", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
    parser.add_argument("--by", metavar="USERNAME", help="hand it on in the name of a delegate, who holds it")
    parser.set_defaults(run=add_grant)


def add_grant(args: Namespace) -> None:
    """Enter a grant."""
    grant = Grant(
        subject=args.subject,
        dataset=args.dataset,
        level=Level(args.level),
        areas=frozenset(args.areas) if args.areas else None,
        from_month=args.from_month,
        to_month=args.to_month,
        fields=frozenset(args.fields) if args.fields else None,
        expires=moment(args.expires),
        categories=frozenset(args.categories) if args.categories else None,
        disclosure=args.disclosure or DEFAULT_PROFILE,
    )
    with opened(args) as portal:
        number = _hand_on(portal, grant, args.by) if args.by else people.add_grant(portal, grant, by=operator())
    print(f"Grant {number}: {in_words(grant)}.")


def list_grants(args: Namespace) -> None:
    """List the grants in force."""
    with opened(args) as portal:
        held, given = people.list_grants(portal), givers(portal)
    print_table(("NUMBER", "GRANT"), [(str(number), in_words(grant) + _from(given, number)) for number, grant in held])


def withdraw_grant(args: Namespace) -> None:
    """Take a grant back."""
    with opened(args) as portal:
        grant = people.withdraw_grant(portal, args.number, by=operator())
    print(f"Withdrawn: {in_words(grant)}.")


def _hand_on(portal: Portal, grant: Grant, username: str) -> int:
    person = people.get_person(portal, username)
    if person is None:
        raise InvalidInput(f"{username} cannot hand on anything: there is no such account, or it is shut.")
    return hand_on(portal, person, grant, by=operator())


def _from(given: dict[int, tuple[str, str]], number: int) -> str:
    return ", handed on by {} for {}".format(*given[number]) if number in given else ""
