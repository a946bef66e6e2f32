"""The portal's administrators: people with an account who may see the status page, and by that no data."""

from __future__ import annotations

import hashlib
import time
from typing import Optional

from sqlalchemy import delete, insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..people import get_person
from ..portal import Portal
from ..schema.tables import administrators, people


def add_administrator(portal: Portal, username: str, by: str = "operator") -> None:
    """Let a person see the status page. Raises InvalidInput where she has no account, or is one already."""
    if get_person(portal, username) is None:
        raise InvalidInput(f"There is no person '{username}'. Add her with `safestats portal user add` first.")
    with writing(portal.engine) as connection:
        if connection.execute(select(administrators).where(administrators.c.username == username)).first():
            raise InvalidInput(f"'{username}' is an administrator already.")
        values = {"username": username, "added": int(time.time()), "added_by": by, "visit": 0}
        connection.execute(insert(administrators).values(values))
        detail = {"change": "administrator added", "username": username}
        audit.record(portal, by, "alteration", None, None, detail, None)


def remove_administrator(portal: Portal, username: str, by: str = "operator") -> None:
    """Take that back; it ends at once. Raises InvalidInput where she is none."""
    with writing(portal.engine) as connection:
        if not connection.execute(delete(administrators).where(administrators.c.username == username)).rowcount:
            known = ", ".join(connection.scalars(select(administrators.c.username)).all()) or "nobody yet"
            raise InvalidInput(f"'{username}' is not an administrator. Those who are: {known}.")
        detail = {"change": "administrator removed", "username": username}
        audit.record(portal, by, "alteration", None, None, detail, None)


def list_administrators(portal: Portal) -> list[tuple[str, str, int, str]]:
    """Username, full name, since when (seconds since 1970) and by whom, of each."""
    row = administrators.c
    wanted = select(row.username, people.c.full_name, row.added, row.added_by).join_from(administrators, people)
    with portal.engine.connect() as connection:
        return [tuple(each) for each in connection.execute(wanted.order_by(row.username))]


def is_administrator(portal: Portal, username: str) -> bool:
    """Whether this person may see the status page."""
    return visit_of(portal, username) is not None


def visit_of(portal: Portal, username: str) -> Optional[str]:
    """What every session in a browser is bound to: another word after a sign-out or with another password.

    None for whoever is not an administrator.
    """
    wanted = select(administrators.c.visit, administrators.c.added, people.c.password_hash)
    wanted = wanted.join_from(administrators, people).where(administrators.c.username == username)
    with portal.engine.connect() as connection:
        row = connection.execute(wanted).first()
    return None if row is None else hashlib.sha256(repr(tuple(row)).encode()).hexdigest()


def end_visits(portal: Portal, username: str, address: str) -> None:
    """Sign her out everywhere."""
    mine = administrators.c.username == username
    with writing(portal.engine) as connection:
        audit.record(portal, username, audit.SIGN_IN, None, None, {"change": "signed out", "address": address}, None)
        connection.execute(update(administrators).where(mine).values(visit=administrators.c.visit + 1))
