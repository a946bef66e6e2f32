"""Terms of use: a text with a version for each dataset, which everybody accepts before the first row of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Optional

from sqlalchemy import Connection, and_, exists, func, insert, select

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import get_dataset
from ..person import Person
from ..portal import Portal
from ..schema import tables

MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Terms:
    """The terms that hold for a dataset now. Versions count up from 1.

    asks_before_export  whether a program has to ask what for before it writes rows of the dataset into a file
    """

    dataset: str
    version: int
    text: str
    asks_before_export: bool = False


def set_terms(
    portal: Portal, dataset: str, text: Optional[str], by: str = "operator", asks_before_export: bool = False
) -> int:
    """Give a dataset terms of use, or with None lift them. Returns the version; every new one asks everybody again.

    Raises InvalidInput for an unknown dataset, for a text that is empty or very long, and where nothing would change.
    """
    get_dataset(portal, dataset)
    if text is not None and (not text.strip() or len(text) > MOST_CHARACTERS or "\0" in text):
        raise InvalidInput(f"Terms of use are a text of 1 to {MOST_CHARACTERS:,} characters; this has {len(text):,}.")
    with writing(portal.engine) as connection:
        last = connection.execute(
            select(tables.terms)
            .where(tables.terms.c.dataset == dataset)
            .order_by(tables.terms.c.version.desc())
            .limit(1)
        ).first()
        known = (None, False) if last is None else (last.text, last.asks_before_export)
        if (text, asks_before_export) == known:
            raise InvalidInput(f"The terms of {dataset} say that already; nobody is asked again.")
        version = 1 if last is None else last.version + 1
        values = {"version": version, "asks_before_export": asks_before_export}
        connection.execute(insert(tables.terms).values(**values, dataset=dataset, text=text, set=int(time.time())))
        change = "terms of use lifted" if text is None else "terms of use set"
        detail = {"change": change, "version": version, **({"asks_before_export": True} if asks_before_export else {})}
        audit.record(portal, by, "alteration", dataset, None, detail, None)
    return version


def current_terms(portal: Portal, dataset: str) -> Optional[Terms]:
    """The terms that hold for a dataset now, or None where it has none."""
    with portal.engine.connect() as connection:
        return _current(connection, dataset)


def missing_terms(portal: Portal, person: Person, dataset: str) -> Optional[Terms]:
    """The terms that a person has yet to accept before she gets a row, or None."""
    given = tables.terms_accepted.c
    with portal.engine.connect() as connection:
        held = _current(connection, dataset)
        if held is None:
            return None
        mine = and_(given.username == person.username, given.dataset == dataset, given.version == held.version)
        return None if connection.scalar(select(exists().where(mine))) else held


def accept_terms(
    portal: Portal, person: Person, dataset: str, version: int, for_it: Optional[str] = None, by: Optional[str] = None
) -> None:
    """Enter that a person accepts the terms of a dataset. Accepting again changes nothing.

    for_it  who accepts them where `person` is a program: a username
    by      who enters it; None: the person herself

    Raises InvalidInput where that is not the version that holds.
    """
    with writing(portal.engine) as connection:
        held = _current(connection, dataset)
        if held is None or held.version != version:
            now = "has none" if held is None else f"has version {held.version}"
            raise InvalidInput(
                f"{dataset} {now} of its terms, not {version}. Read the terms that hold, and accept those."
            )
        # Who accepts twice at once waits here for the first time to be written.
        row = select(tables.terms.c.version).where(tables.terms.c.dataset == dataset).with_for_update()
        connection.execute(row).all()
        accepted = {"username": person.username, "dataset": dataset, "version": version}
        known = select(tables.terms_accepted).filter_by(**accepted)
        if connection.execute(known).first() is None:
            values = {**accepted, "accepted": int(time.time()), "accepted_by": for_it}
            connection.execute(insert(tables.terms_accepted).values(values))
            detail = {"change": "terms of use accepted", "version": version}
            if for_it is not None:
                detail |= {"program": person.username, "accepted_by": for_it}
            audit.record(portal, by or person.username, "alteration", dataset, None, detail, None)


def accepted_by(portal: Portal, dataset: str) -> list[tuple[str, int, int]]:
    """Username, version and moment (seconds since 1970) of everybody who accepted terms of a dataset, latest first."""
    given = tables.terms_accepted.c
    wanted = select(given.username, given.version, given.accepted).where(given.dataset == dataset)
    with portal.engine.connect() as connection:
        rows = connection.execute(wanted.order_by(given.version.desc(), given.username)).all()
    return [(row.username, row.version, row.accepted) for row in rows]


def _current(connection: Connection, dataset: str) -> Optional[Terms]:
    held = tables.terms.c
    latest = select(func.max(held.version)).where(held.dataset == dataset).scalar_subquery()
    row = connection.execute(select(tables.terms).where(held.dataset == dataset, held.version == latest)).first()
    return (
        None if row is None or row.text is None else Terms(row.dataset, row.version, row.text, row.asks_before_export)
    )
