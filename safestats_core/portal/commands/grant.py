"""`safestats portal grant`: what each may see; nothing without a grant."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...access import Grant, Level
from ...terminal import print_table
from .. import people
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
    parser.add_argument("subject", metavar="SUBJECT", help="person:USERNAME or organisation:NAME")
    parser.add_argument("dataset", metavar="DATASET")
    parser.add_argument("level", choices=[str(level) for level in Level])
    parser.add_argument("--areas", metavar="CODE", nargs="+", help="boroughs or wards; default: everywhere")
    parser.add_argument("--from", dest="from_month", metavar="YYYY-MM", help="first month")
    parser.add_argument("--to", dest="to_month", metavar="YYYY-MM", help="last month")
    parser.add_argument("--fields", metavar="FIELD", nargs="+", help="default: every field of the level")
    parser.add_argument("--expires", metavar="DATE", help="YYYY-MM-DD, with a time if need be; UTC")
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
    )
    with opened(args) as portal:
        number = people.add_grant(portal, grant, by=operator())
    print(f"Grant {number}: {_in_words(grant)}.")


def list_grants(args: Namespace) -> None:
    """List the grants in force."""
    with opened(args) as portal:
        held = people.list_grants(portal)
    print_table(("NUMBER", "GRANT"), [(str(number), _in_words(grant)) for number, grant in held])


def withdraw_grant(args: Namespace) -> None:
    """Take a grant back."""
    with opened(args) as portal:
        grant = people.withdraw_grant(portal, args.number, by=operator())
    print(f"Withdrawn: {_in_words(grant)}.")


def _in_words(grant: Grant) -> str:
    words = [f"{grant.subject} sees {grant.dataset} at the level {grant.level}"]
    if grant.areas is not None:
        words.append("in " + " ".join(sorted(grant.areas)))
    if grant.from_month or grant.to_month:
        words.append(f"months {grant.from_month or 'first'} to {grant.to_month or 'last'}")
    if grant.fields is not None:
        words.append("only " + " ".join(sorted(grant.fields)))
    if grant.expires is not None:
        words.append(f"until {grant.expires:%Y-%m-%d %H:%M} UTC")
    return ", ".join(words)
