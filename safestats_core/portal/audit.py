"""The audit log: who did what with which data. An entry is durable before the data leaves.

Entries form a chain: the seal of each is a keyed hash over its content and the seal before it, so an
entry that was changed, taken out or moved breaks the chain at its place. The key lives in the portal's
database; somebody who holds only audit.db cannot seal a forged chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from ..errors import InvalidInput, SafeStatsError
from .database import writing
from .portal import Portal
from .schema.audit import entries, head

OPERATIONS = ("consultation", "disclosure", "collection", "alteration", "combination", "erasure")
"""What the Data Protection Act 2018, section 62, wants logged."""

_START = ""


@dataclass(frozen=True)
class AuditEntry:
    """One entry. `time` is UTC; `detail` is the query or change; `rows` is how many records were concerned."""

    number: int
    time: datetime
    person: str
    operation: str
    dataset: Optional[str]
    level: Optional[str]
    detail: dict[str, Any]
    rows: Optional[int]


@dataclass(frozen=True)
class AuditReport:
    """What checking the chain found: how many entries hold, and where and how it breaks."""

    entries: int
    problem: Optional[str] = None

    @property
    def is_intact(self) -> bool:
        """Whether nothing was changed, taken out or moved."""
        return self.problem is None


def record(
    portal: Portal,
    person: str,
    operation: str,
    dataset: Optional[str],
    level: Optional[str],
    detail: dict[str, Any],
    rows: Optional[int],
) -> None:
    """Add an entry; it is on disk when this returns.

    Raises SafeStatsError where it cannot be written: then nothing may be given out.
    """
    if operation not in OPERATIONS:
        raise InvalidInput(f"'{operation}' is not an audited operation. Choose from: {', '.join(OPERATIONS)}.")
    values: dict[str, Any] = {
        "time": datetime.now(timezone.utc).isoformat(timespec="microseconds"),
        "person": person,
        "operation": operation,
        "dataset": dataset,
        "level": None if level is None else str(level),
        "detail": json.dumps(detail, sort_keys=True, default=str),
        "rows": rows,
    }
    try:
        with writing(portal.audit_engine) as connection:
            latest = select(entries.c.number, entries.c.seal).order_by(entries.c.number.desc()).limit(1)
            last = connection.execute(latest).first()
            number, before = (1, _START) if last is None else (last.number + 1, last.seal)
            seal = _seal(portal.key, before, {"number": number, **values})
            connection.execute(insert(entries).values(number=number, seal=seal, **values))
            connection.execute(delete(head))
            connection.execute(insert(head).values(number=number, seal=_seal(portal.key, seal, {"last": number})))
    except SQLAlchemyError as error:
        raise SafeStatsError(
            f"The audit log {portal.folder / 'audit.db'} cannot be written, so no data is given out. "
            "Check that its disk has room and that the portal may write there."
        ) from error


def verify(portal: Portal) -> AuditReport:
    """Walk the chain from its first entry and check every seal."""
    before, number = _START, 0
    with portal.audit_engine.connect() as connection:
        for row in connection.execution_options(yield_per=1000).execute(select(entries).order_by(entries.c.number)):
            values = {name: value for name, value in row._mapping.items() if name != "seal"}
            number += 1
            if row.number != number:
                return AuditReport(number - 1, f"entry {number} is missing")
            if row.seal != _seal(portal.key, before, values):
                return AuditReport(number - 1, f"entry {number} is not what was written, or not in its place")
            before = row.seal
        last = connection.execute(select(head.c.seal)).first()
    written = None if last is None else last.seal
    if written != (_seal(portal.key, before, {"last": number}) if number else None):
        return AuditReport(number, f"entries after {number} are missing")
    return AuditReport(number)


def search(
    portal: Portal, person: Optional[str] = None, dataset: Optional[str] = None, since: Optional[datetime] = None
) -> Iterator[AuditEntry]:
    """Entries in the order they were written, of one person, of one dataset, from a moment on."""
    wanted = select(entries).order_by(entries.c.number)
    if person is not None:
        wanted = wanted.where(entries.c.person == person)
    if dataset is not None:
        wanted = wanted.where(entries.c.dataset == dataset)
    if since is not None:
        moment = since.astimezone(timezone.utc).isoformat(timespec="microseconds")
        wanted = wanted.where(entries.c.time >= moment)
    with portal.audit_engine.connect() as connection:
        for row in connection.execution_options(yield_per=1000).execute(wanted):
            yield _entry(row)


def _seal(key: bytes, before: str, values: dict[str, Any]) -> str:
    content = json.dumps([before, values], sort_keys=True, default=repr)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        number=row.number,
        time=datetime.fromisoformat(row.time),
        person=row.person,
        operation=row.operation,
        dataset=row.dataset,
        level=row.level,
        detail=json.loads(row.detail),
        rows=row.rows,
    )
