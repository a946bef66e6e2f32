"""Who may hand on what her organisation holds of a dataset. The operator says so, and takes it back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

from sqlalchemy import Select, insert, select, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import get_dataset
from ..person import is_program
from ..portal import Portal
from ..schema.tables import delegations, people
from .standing import stands


@dataclass(frozen=True)
class Delegation:
    """A person's right to hand on what her organisation holds of a dataset."""

    organisation: str
    username: str
    dataset: str


def add_delegation(
    portal: Portal, organisation: str, username: str, datasets: Sequence[str], by: str = "operator"
) -> None:
    """Let a person hand on what her organisation holds of some datasets, and no more than that at any moment.

    Raises InvalidInput for an unknown dataset, and where nobody of that name is of that organisation.
    """
    if is_program(username):
        raise InvalidInput(f"{username} reads, and hands nothing on. Name a person of {organisation}.")
    for dataset in datasets:
        get_dataset(portal, dataset)
    now = int(time.time())
    person = select(people.c.organisation).where(people.c.username == username, stands(now))
    with writing(portal.engine) as connection:
        theirs = connection.scalar(person)
        if theirs != organisation:
            whose = f"is of {theirs}" if theirs else "cannot sign in"
            raise InvalidInput(f"{username} {whose}, so she cannot hand on what {organisation} holds. See `user list`.")
        for dataset in dict.fromkeys(datasets):
            given = Delegation(organisation, username, dataset)
            if connection.execute(_held(username, organisation, dataset)).first() is None:
                connection.execute(insert(delegations).values(**vars(given), added=now))
                audit.record(
                    portal, by, "alteration", dataset, None, {"change": "delegation added", **vars(given)}, None
                )


def withdraw_delegation(
    portal: Portal, organisation: str, username: str, datasets: Sequence[str] = (), by: str = "operator"
) -> list[Delegation]:
    """Take the right back, for some datasets or for all. What she handed on ends with it, at once.

    Raises InvalidInput where she has no such right.
    """
    with writing(portal.engine) as connection:
        rows = connection.execute(_held(username, organisation)).all()
        ending = [row for row in rows if not datasets or row.dataset in datasets]
        odd = sorted(set(datasets) - {row.dataset for row in ending})
        if odd or not ending:
            what = f" of {odd[0]}" if odd else ""
            raise InvalidInput(f"{username} hands on nothing{what} for {organisation}. See `delegation list`.")
        withdraw = update(delegations).where(delegations.c.id.in_([row.id for row in ending]))
        connection.execute(withdraw.values(withdrawn=int(time.time())))
        ended = [Delegation(row.organisation, row.username, row.dataset) for row in ending]
        for each in ended:
            detail = {"change": "delegation withdrawn", **vars(each)}
            audit.record(portal, by, "alteration", each.dataset, None, detail, None)
    return ended


def list_delegations(portal: Portal, username: Optional[str] = None) -> list[Delegation]:
    """Every right to hand on that was not taken back, of everybody or of one person."""
    with portal.engine.connect() as connection:
        rows = connection.execute(_held(username)).all()
    return [Delegation(row.organisation, row.username, row.dataset) for row in rows]


def _held(
    username: Optional[str] = None, organisation: Optional[str] = None, dataset: Optional[str] = None
) -> Select[Any]:
    held = delegations.c
    wanted = (
        select(delegations).where(held.withdrawn.is_(None)).order_by(held.organisation, held.username, held.dataset)
    )
    asked = ((held.username, username), (held.organisation, organisation), (held.dataset, dataset))
    return wanted.where(*(column == value for column, value in asked if value is not None))
