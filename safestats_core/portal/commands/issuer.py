"""`safestats portal issuer`: whether people sign in here or at an issuer elsewhere, and what its groups mean."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from ...errors import InvalidInput
from ...terminal import note, print_table
from ..identity.external import admission, published, register
from ..identity.external.register import ORGANISATION, ROLE, ExternalIssuer, Group
from ..portal import Portal
from .on_portal import add_action, add_group, opened, operator


def add(actions: Any) -> None:
    """Declare the commands."""
    group = add_group(actions, "issuer", "let people sign in at an OpenID Connect issuer elsewhere")
    _add_set(group)
    add_action(group, "show", "show the issuer, its groups and its people").set_defaults(run=show_issuer)
    add_action(group, "check", "ask the issuer whether it answers as it should").set_defaults(run=check_issuer)
    add_action(group, "remove", "let people sign in at the portal itself again").set_defaults(run=remove_issuer)
    means = add_action(group, "group", "say what a group of the issuer means here; without, it means nothing")
    means.add_argument("name", metavar="GROUP", help="as the issuer's claim states it")
    meaning = means.add_mutually_exclusive_group(required=True)
    meaning.add_argument("--organisation", help="its people belong to it, and have its grants")
    meaning.add_argument("--role", choices=register.ROLES, help="its people look after the portal")
    meaning.add_argument("--nothing", action="store_true", help="its people get nothing by it any more")
    means.set_defaults(run=set_group)
    person = add_action(group, "person", "say which account a person of the issuer has, whatever her groups are")
    person.add_argument("username", metavar="USERNAME", help="of an account that `user add` made")
    person.add_argument("subject", metavar="SUBJECT", help="her `sub` at the issuer")
    person.set_defaults(run=name_person)


def _add_set(group: Any) -> None:
    parser: ArgumentParser = add_action(
        group, "set", "let people sign in at an issuer; the portal's own sign-in closes"
    )
    defaults = ExternalIssuer("", "", "")
    parser.add_argument("url", metavar="URL", help="the issuer's name, exactly as its tokens state it")
    parser.add_argument("--client-id", required=True, help="as whom SafeStats is registered there: a public client")
    parser.add_argument("--audience", required=True, help="the `aud` of access tokens for this portal")
    parser.add_argument("--scope", default=defaults.scope, help="what SafeStats asks for; default: %(default)s")
    parser.add_argument("--no-resource", action="store_true", help="do not name the audience when asking (RFC 8707)")
    parser.add_argument(
        "--username-claim",
        choices=register.USERNAME_CLAIMS,
        default=defaults.username_claim,
        help="by what people are named here; default: %(default)s",
    )
    parser.add_argument(
        "--groups-claim", default=defaults.groups_claim, help="as groups or realm_access.roles; default: %(default)s"
    )
    parser.add_argument(
        "--accept-type-jwt", action="store_true", help="take access tokens of the type JWT too: Keycloak, Entra ID"
    )
    parser.add_argument(
        "--introspection-header-file",
        metavar="FILE",
        type=Path,
        help="'Authorization: Basic ...', to ask the issuer about tokens that only it can read",
    )
    parser.add_argument("--allow-private", action="store_true", help="the issuer may lie in the own network")
    parser.add_argument("--own-sign-in", action="store_true", help="keep the portal's own sign-in open beside it")
    parser.set_defaults(run=set_issuer)


def set_issuer(args: Namespace) -> None:
    """Trust an issuer, once it has answered."""
    headers = args.introspection_header_file
    issuer = ExternalIssuer(
        args.url,
        args.client_id,
        args.audience,
        scope=args.scope,
        asks_for_resource=not args.no_resource,
        username_claim=args.username_claim,
        groups_claim=args.groups_claim,
        takes_plain_type=args.accept_type_jwt,
        introspection_headers=None if headers is None else str(headers.absolute()),
        allow_private=args.allow_private,
        own_sign_in=args.own_sign_in,
    )
    register.check_issuer(issuer)
    _say_what_it_offers(issuer)
    with opened(args) as portal:
        register.set_issuer(portal, issuer, by=operator())
    print(f"People sign in at {issuer.url}." + (" The portal's own sign-in stays open." if issuer.own_sign_in else ""))
    note(f"Next: safestats portal issuer group {args.folder} GROUP --organisation NAME. Until then nobody gets in.")


def show_issuer(args: Namespace) -> None:
    """Show it."""
    with opened(args) as portal:
        issuer = _held(portal)
        groups, people = register.list_groups(portal), admission.list_named(portal, issuer)
    print_table(
        ("SETTING", "VALUE"), [(name, "-" if value is None else str(value)) for name, value in vars(issuer).items()]
    )
    print_table(("GROUP", "MEANS", ""), [(group.name, group.kind, group.value) for group in groups])
    rows = [(username, subject, "her groups" if by_groups else "operator") for username, subject, by_groups in people]
    print_table(("USERNAME", "SUBJECT", "BY"), rows)


def check_issuer(args: Namespace) -> None:
    """Ask it."""
    with opened(args) as portal:
        _say_what_it_offers(_held(portal))


def remove_issuer(args: Namespace) -> None:
    """Trust it no more."""
    with opened(args) as portal:
        held = register.remove_issuer(portal, by=operator())
    print(f"Tokens of {held.url} open nothing any more. People sign in at the portal.")
    note("Accounts that it made have no password: give them one with `safestats portal user password`.")


def set_group(args: Namespace) -> None:
    """Say what a group means."""
    kind, value = (ROLE, args.role) if args.role else (ORGANISATION, args.organisation)
    with opened(args) as portal:
        if args.nothing:
            register.forget_group(portal, args.name, by=operator())
        else:
            register.set_group(portal, Group(args.name, kind, value), by=operator())
    print(f"The group '{args.name}' means " + ("nothing." if args.nothing else f"the {kind} '{value}'."))


def name_person(args: Namespace) -> None:
    """Name a person of the issuer."""
    with opened(args) as portal:
        issuer = _held(portal)
        admission.name_person(portal, issuer, args.username, args.subject, by=operator())
    print(f"'{args.subject}' of {issuer.url} is {args.username}.")


def _held(portal: Portal) -> ExternalIssuer:
    issuer = register.current_issuer(portal)
    if issuer is None:
        raise InvalidInput("This portal has no issuer elsewhere. Set one with `safestats portal issuer set`.")
    return issuer


def _say_what_it_offers(issuer: ExternalIssuer) -> None:
    document, keys = published.fetch(issuer)
    note(f"{issuer.url} answers; keys for signatures: {', '.join(sorted({kind for _, kind, _ in keys}))}.")
    for name, words in (
        ("device_authorization_endpoint", "sign-in by code"),
        ("revocation_endpoint", "ending a session at sign-out"),
    ):
        if name not in document:
            note(f"It does not offer {words}.")
