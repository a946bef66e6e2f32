"""What becomes of an account after it was opened: changed, locked, given a new password, removed."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Connection, Row, delete, or_, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..people import hash_password
from ..person import Person, is_program, subject_of
from ..portal import Portal
from ..schema.tables import delegations, device_codes, grants, people, refresh_tokens, saved_queries, sign_in_codes


@dataclass(frozen=True)
class Account:
    """A person's account as those who run the portal see it; moments are UTC."""

    person: Person
    locked: Optional[datetime]
    expires: Optional[datetime]


def list_accounts(portal: Portal) -> list[Account]:
    """Every account that was not removed, by username."""
    with portal.engine.connect() as connection:
        rows = connection.execute(select(people).where(people.c.removed.is_(None)).order_by(people.c.username)).all()
    return [_account(row) for row in rows]


def change_account(
    portal: Portal,
    username: str,
    full_name: Optional[str] = None,
    organisation: Optional[str] = None,
    expires: Optional[datetime] = None,
    for_good: bool = False,
    by: str = "operator",
) -> Account:
    """Change a name, move a person to another organisation, or let her account end. What is None stays.

    expires   when the account ends by itself, with time zone
    for_good  it no longer ends by itself

    Who moves has the grants of the new organisation at once, and no longer hands on the rights of the old one.
    Raises InvalidInput for an unknown person, an empty name, or an end without a time zone.
    """
    if any(words is not None and not words.strip() for words in (full_name, organisation)):
        raise InvalidInput("A person needs a full name and an organisation: neither can be empty.")
    if expires is not None and (expires.tzinfo is None or for_good):
        raise InvalidInput(f"The end {expires} has no time zone, or the account is not to end. Say one of the two.")
    changes: dict[str, Any] = {"full_name": full_name, "organisation": organisation}
    changes = {name: value for name, value in changes.items() if value is not None}
    if expires is not None or for_good:
        changes["expires"] = None if expires is None else math.floor(expires.timestamp())
    if not changes:
        raise InvalidInput("There is nothing to change. Give a name, an organisation or an end.")
    with writing(portal.engine) as connection:
        before = _existing(connection, username)
        connection.execute(update(people).where(people.c.username == username).values(changes))
        if organisation not in (None, before.organisation):
            _end_delegations(connection, username)
        _audit(portal, by, "person changed", username, **changes)
        return _account(_existing(connection, username))


def lock_account(portal: Portal, username: str, by: str = "operator") -> None:
    """Shut an account: its sessions end at once, and nobody signs in until it is unlocked. Grants stay as they are."""
    with writing(portal.engine) as connection:
        _existing(connection, username)
        connection.execute(update(people).where(people.c.username == username).values(locked=int(time.time())))
        _end_sessions(connection, username)
        _audit(portal, by, "person locked", username)


def unlock_account(portal: Portal, username: str, by: str = "operator") -> None:
    """Open a locked account again. Raises InvalidInput for one that is not locked."""
    with writing(portal.engine) as connection:
        if _existing(connection, username).locked is None:
            raise InvalidInput(f"{username} is not locked. See `safestats portal user list`.")
        connection.execute(update(people).where(people.c.username == username).values(locked=None))
        _audit(portal, by, "person unlocked", username)


def set_password(portal: Portal, username: str, password: str, by: str = "operator") -> None:
    """Give a person a new password; her sessions end. Raises InvalidInput for one that is too short."""
    if is_program(username):
        raise InvalidInput(f"{username} has a secret, and no password. Change it by `safestats portal program rotate`.")
    kept = hash_password(password)
    with writing(portal.engine) as connection:
        _existing(connection, username)
        connection.execute(update(people).where(people.c.username == username).values(password_hash=kept))
        _end_sessions(connection, username)
        _audit(portal, by, "password set", username)


def remove_person(portal: Portal, username: str, by: str = "operator") -> None:
    """Close an account for good: her sessions, the grants to her and those that she handed on end.

    Her name, password and saved queries are forgotten. The username is kept, and given to nobody else: the audit log
    uses it.
    """
    now = int(time.time())
    with writing(portal.engine) as connection:
        _existing(connection, username)
        _end_sessions(connection, username)
        _end_delegations(connection, username)
        connection.execute(delete(saved_queries).where(saved_queries.c.username == username))
        hers = or_(grants.c.subject == subject_of(username), grants.c.given_by == username)
        ended = connection.execute(update(grants).where(hers, grants.c.withdrawn.is_(None)).values(withdrawn=now))
        forgotten = {"full_name": "", "password_hash": "", "removed": now}
        connection.execute(update(people).where(people.c.username == username).values(forgotten))
        _audit(portal, by, "person removed", username, grants_ended=ended.rowcount)


def _existing(connection: Connection, username: str) -> Row[Any]:
    known = select(people).where(people.c.username == username, people.c.removed.is_(None))
    row = connection.execute(known).first()
    if row is None:
        raise InvalidInput(f"There is no person '{username}'. See them with `safestats portal user list`.")
    return row


def _end_sessions(connection: Connection, username: str) -> None:
    connection.execute(delete(sign_in_codes).where(sign_in_codes.c.username == username))
    connection.execute(update(refresh_tokens).where(refresh_tokens.c.username == username).values(revoked=True))
    allowed = (device_codes.c.username == username, device_codes.c.used.is_(False))
    connection.execute(update(device_codes).where(*allowed).values(used=True, allowed=False))


def _end_delegations(connection: Connection, username: str) -> None:
    held = (delegations.c.username == username, delegations.c.withdrawn.is_(None))
    connection.execute(update(delegations).where(*held).values(withdrawn=int(time.time())))


def _audit(portal: Portal, by: str, change: str, username: str, **detail: Any) -> None:
    audit.record(portal, by, "alteration", None, None, {"change": change, "username": username, **detail}, None)


def _account(row: Row[Any]) -> Account:
    locked, expires = (
        None if at is None else datetime.fromtimestamp(at, timezone.utc) for at in (row.locked, row.expires)
    )
    return Account(Person(row.username, row.full_name, row.organisation), locked, expires)
