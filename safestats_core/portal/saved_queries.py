"""Questions kept at the portal: a person's own, and those that colleagues of her organisation share.

One is shown only to whoever holds a grant of its dataset at its level at that moment; for others it is not there.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from ..access import Level
from ..errors import AccessDenied, InvalidInput
from ..query import Query
from . import audit
from .databases.database import writing
from .people import granted_datasets, person_scope
from .person import Person
from .portal import Portal
from .schema.tables import people, saved_queries

MOST_OWN = 100
"""Queries that one person may keep."""

MOST_SHARED = 200
"""Queries of colleagues in one list, the latest."""

MOST_BYTES = 100_000
"""Of one query as JSON; an area has some 2,500 corners then."""

LONGEST_NAME = 100

_saved = saved_queries.c


@dataclass(frozen=True)
class SavedQuery:
    """A question with its name; `owner` is the full name of who saved it, `saved` when, in UTC."""

    id: str
    name: str
    query: Query
    shared: bool
    own: bool
    owner: str
    saved: datetime


@dataclass(frozen=True)
class SavedQueries:
    """What one person sees of them, her own first, by name; `left_out` older ones of colleagues are not in it."""

    queries: tuple[SavedQuery, ...]
    left_out: int


def saved_queries_for(portal: Portal, person: Person) -> SavedQueries:
    """Her own, and what colleagues share, as far as she holds grants for them now."""
    own = _saved.username == person.username
    shared = _saved.shared & (_saved.organisation == person.organisation)
    wanted = select(_saved.id, _saved.username, _saved.dataset, _saved.level).where(or_(own, shared))
    visible = _visible(portal, person)
    with portal.engine.connect() as connection:
        found = connection.execute(wanted.order_by(_saved.saved.desc(), _saved.id)).all()
        seen = [row for row in found if (row.dataset, row.level) in visible]
        colleagues = [row.id for row in seen if row.username != person.username]
        ids = [row.id for row in seen if row.username == person.username] + colleagues[:MOST_SHARED]
        rows = _rows(connection, ids)
    queries = sorted((_query_of(row, person) for row in rows), key=lambda each: (not each.own, each.name, each.id))
    return SavedQueries(tuple(queries), max(0, len(colleagues) - MOST_SHARED))


def save_query(portal: Portal, person: Person, name: str, query: Query, shared: bool) -> tuple[SavedQuery, bool]:
    """Keep a question, in the place of her own one of that name. Returns it, and whether it is new.

    Raises InvalidInput for a name or query that cannot be kept, and where she keeps too many; AccessDenied, with the
    same words as for a dataset that never was, where she holds no grant of its dataset at its level.
    """
    text = _checked(name, query)
    if (query.dataset, query.level.value) not in _visible(portal, person):
        raise AccessDenied("There is no such collection among those that you may see. GET /collections lists them.")
    values: dict[str, Any] = {
        "organisation": person.organisation,
        "dataset": query.dataset,
        "level": query.level.value,
        "query": text,
        "shared": shared,
        "saved": int(time.time()),
    }
    with writing(portal.engine) as connection:
        # Who saves twice at once waits here: neither a name nor the last free place is taken twice.
        connection.execute(select(people.c.username).filter_by(username=person.username).with_for_update()).all()
        mine = _saved.username == person.username
        known = connection.scalar(select(_saved.id).where(mine, _saved.name == name))
        if known is None:
            _check_number(connection, person)
            number = secrets.token_hex(16)
            connection.execute(insert(saved_queries).values(**values, id=number, name=name, username=person.username))
        else:
            number = known
            connection.execute(update(saved_queries).where(_saved.id == known).values(**values))
        _audit(portal, person, "query saved", values, id=number, name=name, shared=shared, parts=query.parts)
        (row,) = _rows(connection, [number])
    return _query_of(row, person), known is None


def forget_query(portal: Portal, person: Person, number: str) -> None:
    """Forget one of her own. Raises AccessDenied, with the same words, for one of somebody else and for none."""
    with writing(portal.engine) as connection:
        mine = (_saved.id == number) & (_saved.username == person.username)
        row = connection.execute(select(saved_queries).where(mine)).first()
        if row is None:
            raise AccessDenied("There is no such query among those that you saved. GET /queries lists them.")
        connection.execute(delete(saved_queries).where(mine))
        _audit(portal, person, "query forgotten", row._mapping, id=number, name=row.name)


def _visible(portal: Portal, person: Person) -> set[tuple[str, str]]:
    """Dataset and level of everything that she may see now."""
    now = datetime.now(timezone.utc)
    return {
        (name, level.value)
        for name in granted_datasets(portal, person)
        for level in Level
        if not person_scope(portal, person, name, level, now).is_empty
    }


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[Row[Any]]:
    wanted = select(saved_queries, people.c.full_name).join(people, people.c.username == _saved.username)
    return connection.execute(wanted.where(_saved.id.in_(ids))).all()


def _query_of(row: Row[Any], person: Person) -> SavedQuery:
    return SavedQuery(
        row.id,
        row.name,
        Query.from_note(json.loads(row.query)),
        row.shared,
        row.username == person.username,
        row.full_name,
        datetime.fromtimestamp(row.saved, timezone.utc),
    )


def _checked(name: str, query: Query) -> str:
    """The query as it is kept."""
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise InvalidInput(
            f"A saved query needs a name of 1 to {LONGEST_NAME} characters that can be printed, without spaces around."
        )
    text = json.dumps(query.as_note())
    if len(text) > MOST_BYTES:
        raise InvalidInput(
            f"The query has {len(text):,} bytes; {MOST_BYTES:,} can be saved. Simplify its area, or name boroughs or "
            "wards instead of drawing them."
        )
    return text


def _check_number(connection: Connection, person: Person) -> None:
    mine = select(func.count()).select_from(saved_queries).where(_saved.username == person.username)
    if (connection.scalar(mine) or 0) >= MOST_OWN:
        raise InvalidInput(f"You keep {MOST_OWN} queries already, the most that one person can. Forget one first.")


def _audit(portal: Portal, person: Person, change: str, kept: Any, **detail: Any) -> None:
    told = {"change": change, **detail}
    audit.record(portal, person.username, "alteration", kept["dataset"], kept["level"], told, None)
