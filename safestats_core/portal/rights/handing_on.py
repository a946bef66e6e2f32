"""Handing on: what a delegate gives others out of her organisation's rights, never more than it holds.

Whether it holds more is asked twice. When she gives: then what goes beyond is refused. And whenever somebody looks:
then a handed-on grant counts only as far as the organisation itself holds the right, and only while the one who gave
it has a usable account, is of that organisation and may still hand on. So it ends and shrinks with its source at once.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Connection, Row, and_, exists, select, update

from ...access import Grant, HandedOn, compile_scope
from ...containment import contains
from ...errors import AccessDenied, InvalidInput
from .. import audit
from ..databases.database import writing
from ..person import Person
from ..portal import Portal
from ..schema.tables import areas, counts, delegations, grants, people
from .delegation import list_delegations
from .grant_checks import check_grant
from .grant_rows import audited, enter_grant, grant_of
from .grant_words import in_words
from .standing import stands


def hand_on(portal: Portal, person: Person, grant: Grant, by: Optional[str] = None) -> int:
    """Give somebody a part of what the organisation of `person` holds. Returns the grant's number.

    by  who acts, for the audit log, where it is not the person herself

    Raises AccessDenied where she may not hand on rights to that dataset, with the same words where there is none;
    InvalidInput for a grant that cannot be meant, or that goes beyond what the organisation holds.
    """
    if grant.dataset not in handed_datasets(portal, person):
        raise AccessDenied("There is no such dataset among those whose rights you may hand on.")
    check_grant(portal, grant, with_hints=by is not None)
    if grant.expires is not None:
        grant = replace(grant, expires=grant.expires.replace(microsecond=0))  # as it is kept, and its source was
    with writing(portal.engine) as connection:
        held = _organisations_own(connection, [person.organisation])
        _check_within(connection, person.organisation, held, grant)
        number = enter_grant(connection, grant, person.username, person.organisation)
        detail = audited(
            "grant handed on", grant, number=number, given_by=person.username, given_for=person.organisation
        )
        audit.record(portal, by or person.username, "alteration", *detail)
    return number


def take_back(portal: Portal, person: Person, number: int) -> Grant:
    """End a grant that `person` handed on. Raises AccessDenied where she handed on no such grant."""
    with writing(portal.engine) as connection:
        mine = and_(grants.c.id == number, grants.c.given_by == person.username, grants.c.withdrawn.is_(None))
        row = connection.execute(select(grants).where(mine)).first()
        if row is None:
            raise AccessDenied(f"There is no grant {number} among those that you handed on. GET /grants lists them.")
        connection.execute(update(grants).where(grants.c.id == number).values(withdrawn=int(time.time())))
        audit.record(portal, person.username, "alteration", *audited("grant taken back", grant_of(row), number=number))
    return grant_of(row)


def handed_on_by(portal: Portal, person: Person) -> list[tuple[int, Grant, bool]]:
    """Number and grant of everything that a person handed on and did not take back, and whether it shows anything."""
    wanted = (
        select(grants).where(grants.c.given_by == person.username, grants.c.withdrawn.is_(None)).order_by(grants.c.id)
    )
    now = datetime.now(timezone.utc)
    with portal.engine.connect() as connection:
        rows = connection.execute(wanted).all()
        return [(row.id, grant_of(row), _shows(given, now)) for row, given in zip(rows, in_force(connection, rows))]


def givers(portal: Portal) -> dict[int, tuple[str, str]]:
    """Number of every handed-on grant that was not withdrawn -> who gave it, and out of whose rights."""
    wanted = select(grants.c.id, grants.c.given_by, grants.c.given_for).where(
        grants.c.given_by.is_not(None), grants.c.withdrawn.is_(None)
    )
    with portal.engine.connect() as connection:
        return {row.id: (row.given_by, row.given_for) for row in connection.execute(wanted)}


def handed_datasets(portal: Portal, person: Person) -> frozenset[str]:
    """The datasets whose rights a person may hand on for the organisation that she is of now."""
    held = list_delegations(portal, person.username)
    return frozenset(each.dataset for each in held if each.organisation == person.organisation)


def in_force(connection: Connection, rows: Sequence[Row[Any]]) -> list[HandedOn]:
    """Handed-on grants, given as rows, each with the grants of the organisation that it rests on at this moment."""
    if not rows:
        return []
    held = _organisations_own(connection, {row.given_for for row in rows})
    living = set(connection.scalars(_given_by_delegates().where(grants.c.id.in_([row.id for row in rows]))))
    return [HandedOn(grant_of(row), tuple(held.get(row.given_for, ())) if row.id in living else ()) for row in rows]


def _given_by_delegates() -> Any:
    """Numbers of the handed-on grants whose giver could hand them on now."""
    may_hand_on = exists().where(
        delegations.c.withdrawn.is_(None),
        delegations.c.username == grants.c.given_by,
        delegations.c.organisation == grants.c.given_for,
        delegations.c.dataset == grants.c.dataset,
    )
    is_still_of_it = exists().where(
        people.c.username == grants.c.given_by, people.c.organisation == grants.c.given_for, stands(int(time.time()))
    )
    return select(grants.c.id).where(may_hand_on, is_still_of_it)


def _organisations_own(connection: Connection, organisations: Iterable[str]) -> dict[str, list[Grant]]:
    """What the operator granted to organisations. What delegates of others handed to them is not theirs to give."""
    subjects = [f"organisation:{name}" for name in organisations]
    wanted = select(grants).where(
        grants.c.subject.in_(subjects), grants.c.given_by.is_(None), grants.c.withdrawn.is_(None)
    )
    own: dict[str, list[Grant]] = {}
    for row in connection.execute(wanted.order_by(grants.c.id)):
        own.setdefault(row.subject.partition(":")[2], []).append(grant_of(row))
    return own


def _check_within(connection: Connection, organisation: str, held: dict[str, list[Grant]], grant: Grant) -> None:
    own = [each for each in held.get(organisation, []) if (each.dataset, each.level) == (grant.dataset, grant.level)]
    lies_in = _boroughs_of_wards(connection, grant)
    now = datetime.now(timezone.utc)
    # The rights of the organisation change by themselves only when one of its grants ends.
    ends = [each.expires for each in own if each.expires is not None and each.expires > now]
    for moment in [now, *(end for end in ends if grant.expires is None or end < grant.expires)]:
        theirs = compile_scope(own, frozenset({f"organisation:{organisation}"}), grant.dataset, grant.level, moment)
        asked = compile_scope([grant], frozenset({grant.subject}), grant.dataset, grant.level, moment)
        if not contains(theirs, asked, lies_in):
            known = "; ".join(in_words(each) for each in own) or f"nothing of {grant.dataset} at that level"
            raise InvalidInput(
                f"That is more than {organisation} holds from {moment:%Y-%m-%d %H:%M} UTC on, and nobody "
                f"can hand on more than that. It holds: {known}. Narrow the grant, or let it end earlier."
            )


def _shows(given: HandedOn, now: datetime) -> bool:
    grant = given.grant
    return not compile_scope([], frozenset({grant.subject}), grant.dataset, grant.level, now, [given]).is_empty


def _boroughs_of_wards(connection: Connection, grant: Grant) -> dict[str, frozenset[str]]:
    """Ward -> the borough that its rows are stamped with, or that its boundaries name where it has no rows yet."""
    cells = select(counts.c.ward, counts.c.borough).where(counts.c.dataset == grant.dataset, counts.c.ward.is_not(None))
    stamped: dict[str, set[Optional[str]]] = {}
    for ward, borough in connection.execute(cells.distinct()):
        stamped.setdefault(ward, set()).add(borough)
    drawn = select(areas.c.code, areas.c.parent).where(areas.c.type == "ward", areas.c.current)
    boroughs = select(areas.c.name, areas.c.code).where(areas.c.type == "borough", areas.c.current)
    codes = {name: code for name, code in connection.execute(boroughs)}
    for ward, parent in connection.execute(drawn):
        stamped.setdefault(ward, {codes.get(parent, parent)})
    return {ward: frozenset(found) for ward, found in stamped.items() if len(found) == 1 and None not in found}  # type: ignore[arg-type]
