"""Who may sign in, and what each may see. Default deny: without a grant a person sees nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Optional

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Row, Select, insert, select, update

from ..access import Grant, HandedOn, Level, Scope, compile_scope
from ..errors import InvalidInput
from . import audit
from .databases.database import writing
from .person import Person
from .portal import Portal
from .rights.grant_checks import check_grant
from .rights.grant_rows import audited, enter_grant, grant_of
from .rights.handing_on import in_force
from .rights.standing import stands
from .schema import tables

MINIMUM_PASSWORD_LENGTH = 12
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_hasher = PasswordHasher()


def add_person(
    portal: Portal, username: str, full_name: str, organisation: str, password: Optional[str], by: str = "operator"
) -> Person:
    """Open an account; without a password for who signs in elsewhere.

    Raises InvalidInput for a taken or malformed username, an empty name, or a password that is too short.
    """
    kept = None if password is None else hash_password(password)
    with writing(portal.engine) as connection:
        return enter_person(portal, connection, username, full_name, organisation, kept, by)


def enter_person(
    portal: Portal,
    connection: Connection,
    username: str,
    full_name: str,
    organisation: str,
    password_hash: Optional[str],
    by: str,
) -> Person:
    """The same as part of a transaction; without a password where she signs in elsewhere."""
    if not _USERNAME.fullmatch(username):
        raise InvalidInput(
            f"'{username}' cannot be a username. Use small letters, digits, and . _ @ - inside, 64 characters at most."
        )
    if not full_name.strip() or not organisation.strip():
        raise InvalidInput("A person needs a full name and an organisation: give both.")
    values = {"username": username, "full_name": full_name, "organisation": organisation}
    known = connection.execute(_account(username)).first()
    if known is not None:
        was = "was once" if known.removed else "is already"
        raise InvalidInput(
            f"There {was} a person '{username}', and a name in the audit log means one person. Choose another one."
        )
    connection.execute(
        insert(tables.people).values({**values, "password_hash": password_hash or "", "added": int(time.time())})
    )
    audit.record(portal, by, "alteration", None, None, {"change": "person added", **values}, None)
    return Person(**values)


def check_password(portal: Portal, username: str, password: str) -> Optional[Person]:
    """The person, if the password is hers. An unknown username takes the same work as a wrong password."""
    with portal.engine.connect() as connection:
        row = connection.execute(_account(username).where(tables.people.c.removed.is_(None))).first()
    if row is None or not row.password_hash:  # who signs in elsewhere has none
        _hasher.hash(password)
        return None
    try:
        _hasher.verify(row.password_hash, password)
    except VerificationError:
        return None
    return get_person(portal, username)


def hash_password(password: str) -> str:
    """What is kept of a password. Raises InvalidInput for one that is too short."""
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        raise InvalidInput(
            f"The password has {len(password)} characters. Choose one of at least {MINIMUM_PASSWORD_LENGTH}; "
            "three or four unrelated words are easy to remember."
        )
    return _hasher.hash(password)


def get_person(portal: Portal, username: str) -> Optional[Person]:
    """The person of that username, or None where nobody may act under it: removed, locked or expired."""
    with portal.engine.connect() as connection:
        row = connection.execute(_account(username).where(stands(int(time.time())))).first()
    return None if row is None else _person(row)


def add_grant(portal: Portal, grant: Grant, by: str = "operator") -> int:
    """Enter a grant; it holds from now on. Returns its number.

    Raises InvalidInput where the dataset, the subject, an area or a month is not known.
    """
    check_grant(portal, grant)
    with writing(portal.engine) as connection:
        number = enter_grant(connection, grant)
        audit.record(portal, by, "alteration", *audited("grant added", grant))
    return number


def withdraw_grant(portal: Portal, number: int, by: str = "operator") -> Grant:
    """Take a grant back, by its number; it ends now. Raises InvalidInput where no such grant holds."""
    held = dict(list_grants(portal))
    if number not in held:
        raise InvalidInput(f"No grant {number} is in force. See them with `safestats portal grant list`.")
    with writing(portal.engine) as connection:
        connection.execute(update(tables.grants).where(tables.grants.c.id == number).values(withdrawn=int(time.time())))
        audit.record(portal, by, "alteration", *audited("grant withdrawn", held[number]))
    return held[number]


def list_grants(portal: Portal, subjects: Optional[Iterable[str]] = None) -> list[tuple[int, Grant]]:
    """Number and grant of everything that was not withdrawn, of `subjects` or of everybody, handed on or not."""
    return [(row.id, grant_of(row)) for row in _grant_rows(portal, subjects)]


def grants_for(portal: Portal, person: Person) -> list[Grant]:
    """The grants by which the operator reaches a person: her own and her organisation's. See `person_scope`."""
    return [grant_of(row) for row in _grant_rows(portal, person.subjects) if row.given_by is None]


def granted_datasets(portal: Portal, person: Person) -> list[str]:
    """Names of the datasets that some grant to a person is about, whether it shows anything or not, in order."""
    return sorted({row.dataset for row in _grant_rows(portal, person.subjects)})


def person_scope(portal: Portal, person: Person, dataset: str, level: Level, now: datetime) -> Scope:
    """All that `person` may see of `dataset` at `level` at the moment `now` (with time zone)."""
    granted, handed_on = _held(portal, person)
    return compile_scope(granted, person.subjects, dataset, level, now, handed_on)


def scope_ends(portal: Portal, person: Person, dataset: str, level: Level, now: datetime) -> Optional[datetime]:
    """When `person_scope` first changes because a grant ends by itself; None where none does that."""
    granted, handed_on = _held(portal, person)
    held = [*granted, *(grant for given in handed_on for grant in (given.grant, *given.source))]
    about = {grant.expires for grant in held if (grant.dataset, grant.level) == (dataset, level)}

    def rule(moment: datetime) -> str:
        return compile_scope(granted, person.subjects, dataset, level, moment, handed_on).scope_hash

    ends = sorted(expires for expires in about if expires is not None and expires > now)
    return next((end for end in ends if rule(end) != rule(now)), None)


def _held(portal: Portal, person: Person) -> tuple[list[Grant], list[HandedOn]]:
    """What the operator granted to a person, and what delegates handed on to her."""
    rows = _grant_rows(portal, person.subjects)
    given = [row for row in rows if row.given_by is not None]
    handed_on: list[HandedOn] = []
    if given:
        with portal.engine.connect() as connection:
            handed_on = in_force(connection, given)
    return [grant_of(row) for row in rows if row.given_by is None], handed_on


def _grant_rows(portal: Portal, subjects: Optional[Iterable[str]] = None) -> Sequence[Row[Any]]:
    wanted = select(tables.grants).where(tables.grants.c.withdrawn.is_(None)).order_by(tables.grants.c.id)
    if subjects is not None:
        wanted = wanted.where(tables.grants.c.subject.in_(list(subjects)))
    with portal.engine.connect() as connection:
        return connection.execute(wanted).all()


def _account(username: str) -> Select[Any]:
    return select(tables.people).where(tables.people.c.username == username)


def _person(row: Row[Any]) -> Person:
    return Person(row.username, row.full_name, row.organisation)
