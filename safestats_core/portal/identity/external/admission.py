"""Who a person of the issuer is here. Default deny: whoever is neither named by the operator nor in a group that means
an organisation gets nothing, and what was locked, ended or removed here stays so whatever the issuer says.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Optional

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from ....errors import InvalidInput, NotAdmitted
from ... import audit
from ...databases.database import writing
from ...oversight.administrators import add_administrator, remove_administrator
from ...people import enter_person, get_person
from ...person import Person
from ...portal import Portal
from ...rights.accounts import change_account
from ...schema.tables import administrators, issuer_people
from .claims import called, full_name_in, groups_of, username_in
from .register import ORGANISATION, ROLE, ExternalIssuer, list_groups


def admit(portal: Portal, issuer: ExternalIssuer, claims: dict[str, Any]) -> Person:
    """The person behind claims that were checked. At her first visit she gets an account, without a password.

    Raises NotAdmitted, saying why, for whoever the portal does not let in.
    """
    subject = claims["sub"]
    organisations, roles = _meaning(portal, groups_of(claims, issuer.groups_claim))
    held = _held(portal, issuer, subject)
    if held is None or held.by_groups:
        organisation = _only(issuer, claims, organisations)
        if held is None:
            held = _enter(portal, issuer, claims, organisation)
        _follow(portal, issuer, held.username, organisation, claims)
    person = get_person(portal, held.username)
    if person is None:
        raise NotAdmitted(f"Your account '{held.username}' is locked, has ended or was removed. Ask the data manager.")
    _follow_roles(portal, issuer, person.username, roles)
    return person


def name_person(portal: Portal, issuer: ExternalIssuer, username: str, subject: str, by: str = "operator") -> None:
    """Let `subject` of the issuer be the account `username`, whatever her groups are.

    Raises InvalidInput where there is no such account, or where either of the two is taken.
    """
    if get_person(portal, username) is None:
        raise InvalidInput(f"There is no person '{username}' who may act. See them with `safestats portal user list`.")
    row = issuer_people.c
    with writing(portal.engine) as connection:
        mine = (row.issuer == issuer.url, (row.subject == subject) | (row.username == username))
        taken = connection.execute(select(issuer_people).where(*mine)).first()
        if taken is not None:
            raise InvalidInput(
                f"'{taken.username}' is already '{taken.subject}' of {issuer.url}. In the audit log a name means one "
                "person: choose another account."
            )
        values = {"issuer": issuer.url, "subject": subject, "username": username}
        connection.execute(insert(issuer_people).values(**values, by_groups=False, added=int(time.time())))
        audit.record(portal, by, "alteration", None, None, {"change": "person named at the issuer", **values}, None)


def list_named(portal: Portal, issuer: ExternalIssuer) -> list[tuple[str, str, bool]]:
    """Username, subject, and whether her groups decide, of everybody who is known at the issuer."""
    row = issuer_people.c
    wanted = select(row.username, row.subject, row.by_groups).where(row.issuer == issuer.url).order_by(row.username)
    with portal.engine.connect() as connection:
        return [tuple(each) for each in connection.execute(wanted)]


def _meaning(portal: Portal, groups: Iterable[str]) -> tuple[set[str], set[str]]:
    hers, kinds = set(groups), {ORGANISATION: set[str](), ROLE: set[str]()}
    for group in list_groups(portal):
        if group.name in hers:
            kinds[group.kind].add(group.value)
    return kinds[ORGANISATION], kinds[ROLE]


def _only(issuer: ExternalIssuer, claims: dict[str, Any], organisations: set[str]) -> str:
    if len(organisations) == 1:
        return next(iter(organisations))
    who = f"You are signed in at {issuer.url} as {called(claims)}"
    if not organisations:
        raise NotAdmitted(f"{who}, but none of your groups there has access here. Ask those who run the portal.")
    raise NotAdmitted(
        f"{who}, and your groups there belong to several organisations: {', '.join(sorted(organisations))}. "
        "Ask for one of them to be taken away."
    )


def _enter(portal: Portal, issuer: ExternalIssuer, claims: dict[str, Any], organisation: str) -> Row[Any]:
    username = username_in(issuer, claims)
    link = {"issuer": issuer.url, "subject": claims["sub"], "username": username}
    try:
        with writing(portal.engine) as connection:
            enter_person(
                portal, connection, username, full_name_in(claims) or username, organisation, None, _by(issuer)
            )
            connection.execute(insert(issuer_people).values(**link, by_groups=True, added=int(time.time())))
            detail = {"change": "person named at the issuer", **link}
            audit.record(portal, _by(issuer), "alteration", None, None, detail, None)
    except (InvalidInput, IntegrityError) as error:
        # Of two first requests at once the second finds what the first entered.
        held = _held(portal, issuer, claims["sub"])
        if held is not None:
            return held
        raise NotAdmitted(
            f"Your name at the issuer, '{username[:64]}', cannot be used here: it belongs to an account that was made "
            "in another way, or is not fit for a username. Ask those who run the portal to name you."
        ) from error
    held = _held(portal, issuer, claims["sub"])
    if held is None:
        raise NotAdmitted("Your account was closed just now. Ask those who run the portal.")
    return held


def _follow(portal: Portal, issuer: ExternalIssuer, username: str, organisation: str, claims: dict[str, Any]) -> None:
    """Move her with her groups, and call her as the issuer does."""
    person = get_person(portal, username)
    if person is None:
        return
    name = full_name_in(claims) or person.full_name
    if (person.organisation, person.full_name) != (organisation, name):
        change_account(portal, username, full_name=name, organisation=organisation, by=_by(issuer))


def _follow_roles(portal: Portal, issuer: ExternalIssuer, username: str, roles: set[str]) -> None:
    """Give and take the role that groups give; what the operator gave is not touched."""
    with portal.engine.connect() as connection:
        given_by = connection.scalar(select(administrators.c.added_by).where(administrators.c.username == username))
    if "administrator" in roles and given_by is None:
        add_administrator(portal, username, by=_by(issuer))
    elif "administrator" not in roles and given_by == _by(issuer):
        remove_administrator(portal, username, by=_by(issuer))


def _held(portal: Portal, issuer: ExternalIssuer, subject: str) -> Optional[Row[Any]]:
    mine = select(issuer_people).where(issuer_people.c.issuer == issuer.url, issuer_people.c.subject == subject)
    with portal.engine.connect() as connection:
        return connection.execute(mine).first()


def _by(issuer: ExternalIssuer) -> str:
    return f"issuer:{issuer.url}"
