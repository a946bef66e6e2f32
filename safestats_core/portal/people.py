"""Who may sign in, and what each may see. Default deny: without a grant a person sees nothing."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Row, Select, insert, select, update

from ..access import Grant, Level, Scope, compile_scope
from ..errors import InvalidInput
from . import audit
from .database import writing
from .grant_checks import check_grant
from .portal import Portal
from .schema import tables

MINIMUM_PASSWORD_LENGTH = 12
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_hasher = PasswordHasher()


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    username: str
    full_name: str
    organisation: str

    @property
    def subjects(self) -> frozenset[str]:
        """The names under which grants reach this person."""
        return frozenset({f"person:{self.username}", f"organisation:{self.organisation}"})


def add_person(
    portal: Portal, username: str, full_name: str, organisation: str, password: str, by: str = "operator"
) -> Person:
    """Open an account.

    Raises InvalidInput for a taken or malformed username, an empty name, or a password that is too short.
    """
    if not _USERNAME.fullmatch(username):
        raise InvalidInput(
            f"'{username}' cannot be a username. Use small letters, digits, and . _ @ - inside, 64 characters at most."
        )
    if not full_name.strip() or not organisation.strip():
        raise InvalidInput("A person needs a full name and an organisation: give both.")
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        raise InvalidInput(
            f"The password has {len(password)} characters. Choose one of at least {MINIMUM_PASSWORD_LENGTH}; "
            "three or four unrelated words are easy to remember."
        )
    values = {"username": username, "full_name": full_name, "organisation": organisation}
    kept = {**values, "password_hash": _hasher.hash(password), "added": int(time.time())}
    with writing(portal.engine) as connection:
        if connection.execute(_account(username)).first() is not None:
            raise InvalidInput(f"There is already a person '{username}'. Choose another username.")
        connection.execute(insert(tables.people).values(kept))
        audit.record(portal, by, "alteration", None, None, {"change": "person added", **values}, None)
    return Person(**values)


def check_password(portal: Portal, username: str, password: str) -> Optional[Person]:
    """The person, if the password is hers. An unknown username takes the same work as a wrong password."""
    with portal.engine.connect() as connection:
        row = connection.execute(_account(username)).first()
    if row is None:
        _hasher.hash(password)
        return None
    try:
        _hasher.verify(row.password_hash, password)
    except VerificationError:
        return None
    return _person(row)


def get_person(portal: Portal, username: str) -> Optional[Person]:
    """The person of that username, or None."""
    with portal.engine.connect() as connection:
        row = connection.execute(_account(username)).first()
    return None if row is None else _person(row)


def add_grant(portal: Portal, grant: Grant, by: str = "operator") -> int:
    """Enter a grant; it holds from now on. Returns its number.

    Raises InvalidInput where the dataset, the subject, an area or a month is not known.
    """
    check_grant(portal, grant)
    with writing(portal.engine) as connection:
        values = {**_grant_values(grant), "added": int(time.time())}
        number = connection.execute(insert(tables.grants).values(values).returning(tables.grants.c.id)).scalar_one()
        audit.record(portal, by, "alteration", *_audited("grant added", grant))
    return int(number)


def withdraw_grant(portal: Portal, number: int, by: str = "operator") -> Grant:
    """Take a grant back, by its number; it ends now. Raises InvalidInput where no such grant holds."""
    held = dict(list_grants(portal))
    if number not in held:
        raise InvalidInput(f"No grant {number} is in force. See them with `safestats portal grant list`.")
    with writing(portal.engine) as connection:
        connection.execute(update(tables.grants).where(tables.grants.c.id == number).values(withdrawn=int(time.time())))
        audit.record(portal, by, "alteration", *_audited("grant withdrawn", held[number]))
    return held[number]


def list_grants(portal: Portal, subjects: Optional[Iterable[str]] = None) -> list[tuple[int, Grant]]:
    """Number and grant of everything that was not withdrawn, of `subjects` or of everybody."""
    wanted = select(tables.grants).where(tables.grants.c.withdrawn.is_(None)).order_by(tables.grants.c.id)
    if subjects is not None:
        wanted = wanted.where(tables.grants.c.subject.in_(list(subjects)))
    with portal.engine.connect() as connection:
        return [(row.id, _grant(row)) for row in connection.execute(wanted)]


def grants_for(portal: Portal, person: Person) -> list[Grant]:
    """The grants that reach a person: her own and her organisation's."""
    return [grant for _, grant in list_grants(portal, person.subjects)]


def person_scope(portal: Portal, person: Person, dataset: str, level: Level, now: datetime) -> Scope:
    """All that `person` may see of `dataset` at `level` at the moment `now` (with time zone)."""
    return compile_scope(grants_for(portal, person), person.subjects, dataset, level, now)


def _account(username: str) -> Select[Any]:
    return select(tables.people).where(tables.people.c.username == username)


def _person(row: Row[Any]) -> Person:
    return Person(row.username, row.full_name, row.organisation)


def _grant(row: Row[Any]) -> Grant:
    return Grant(
        subject=row.subject,
        dataset=row.dataset,
        level=Level(row.level),
        areas=None if row.areas is None else frozenset(json.loads(row.areas)),
        from_month=row.from_month,
        to_month=row.to_month,
        fields=None if row.fields is None else frozenset(json.loads(row.fields)),
        expires=None if row.expires is None else datetime.fromtimestamp(row.expires, timezone.utc),
    )


def _grant_values(grant: Grant) -> dict[str, Any]:
    return {
        "subject": grant.subject,
        "dataset": grant.dataset,
        "level": grant.level.value,
        "areas": None if grant.areas is None else json.dumps(sorted(grant.areas)),
        "from_month": grant.from_month,
        "to_month": grant.to_month,
        "fields": None if grant.fields is None else json.dumps(sorted(grant.fields)),
        "expires": None if grant.expires is None else math.floor(grant.expires.timestamp()),
    }


def _audited(change: str, grant: Grant) -> tuple[str, str, dict[str, Any], None]:
    stated = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(grant).items()}
    detail = {name: value for name, value in stated.items() if value is not None}
    return grant.dataset, grant.level.value, {"change": change, **detail}, None
