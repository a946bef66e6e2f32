"""The audit log: who did what with which data. An entry is durable before the data leaves.

Entries form a chain: the seal of each is a keyed hash over its content and the seal before it, so an
entry that was changed, taken out or moved breaks the chain at its place. The key is derived from the one in
the portal's database; somebody who holds only audit.db cannot seal a forged chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Row, Select, select
from sqlalchemy.exc import SQLAlchemyError

from ..errors import InvalidInput, SafeStatsError
from .oversight import chain
from .oversight.chain import AuditReport, verify
from .portal import Portal
from .schema.audit import entries

__all__ = [
    "KINDS",
    "OPERATIONS",
    "SIGN_IN",
    "AuditEntry",
    "AuditReport",
    "Wanted",
    "find",
    "record",
    "search",
    "verify",
]

OPERATIONS = ("consultation", "disclosure", "collection", "alteration", "combination", "erasure")
"""What the Data Protection Act 2018, section 62, wants logged."""

SIGN_IN = "sign-in"
"""Whatever happens to a session: begun, refused, ended. It touches no personal data of the section's kind, but the
identity of whoever consults is only as good as the sign-in before it."""

KINDS = (*OPERATIONS, SIGN_IN)
"""Every operation that an entry may have."""


@dataclass(frozen=True)
class AuditEntry:
    """One entry. `time` is UTC; `detail` is the query or change; `rows` is how many records were concerned.

    text  the detail as it was sealed
    """

    number: int
    time: datetime
    person: str
    operation: str
    dataset: Optional[str]
    level: Optional[str]
    detail: dict[str, Any]
    rows: Optional[int]
    text: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which entries are looked for; None, of each, asks nothing.

    since, until  moments with time zone; the first is inside, the second outside
    text          is somewhere in the detail; small and capital letters of ASCII are the same
    rows          at least so many records were concerned
    after         numbers above this one
    """

    person: Optional[str] = None
    dataset: Optional[str] = None
    since: Optional[datetime] = None
    until: Optional[datetime] = None
    operation: Optional[str] = None
    level: Optional[str] = None
    text: Optional[str] = None
    rows: Optional[int] = None
    after: Optional[int] = None


def record(
    portal: Portal,
    person: str,
    operation: str,
    dataset: Optional[str],
    level: Optional[str],
    detail: dict[str, Any],
    rows: Optional[int],
    is_told_of: bool = False,
) -> None:
    """Add an entry; it is on disk when this returns.

    is_told_of  a client tells of records that had left before: their number is its own word
    Raises SafeStatsError where it cannot be written: then nothing may be given out.
    """
    if operation not in KINDS:
        raise InvalidInput(f"'{operation}' is not an audited operation. Choose from: {', '.join(KINDS)}.")
    values: dict[str, Any] = {
        "time": _written(datetime.now(timezone.utc)),
        "person": person,
        "operation": operation,
        "dataset": dataset,
        "level": None if level is None else str(level),
        "detail": json.dumps(detail, sort_keys=True, default=str),
        "rows": rows,
    }
    try:
        chain.append(portal, values, is_told_of)
    except SQLAlchemyError as error:
        raise SafeStatsError(
            f"The audit log {portal.folder / 'audit.db'} cannot be written, so no data is given out. "
            "Check that its disk has room and that the portal may write there."
        ) from error


def search(
    portal: Portal, person: Optional[str] = None, dataset: Optional[str] = None, since: Optional[datetime] = None
) -> Iterator[AuditEntry]:
    """Entries in the order they were written, of one person, of one dataset, from a moment on."""
    return find(portal, Wanted(person, dataset, since))


def find(portal: Portal, wanted: Wanted, latest_first: bool = False) -> Iterator[AuditEntry]:
    """The entries that are wanted, in the order they were written or the other way round.

    Raises InvalidInput for an operation that no entry can have.
    """
    if wanted.operation is not None and wanted.operation not in KINDS:
        raise InvalidInput(f"'{wanted.operation}' is not an audited operation. Choose from: {', '.join(KINDS)}.")
    return _found(portal, _query(wanted).order_by(entries.c.number.desc() if latest_first else entries.c.number))


def _found(portal: Portal, query: Select[Any]) -> Iterator[AuditEntry]:
    with portal.audit_engine.connect() as connection:
        for row in connection.execution_options(yield_per=1000).execute(query):
            yield _entry(row)


def _query(wanted: Wanted) -> Select[Any]:
    row, query = entries.c, select(entries)
    for name in ("person", "dataset", "operation", "level"):
        value = getattr(wanted, name)
        query = query if value is None else query.where(row[name] == value)
    if wanted.since is not None:
        query = query.where(row.time >= _written(wanted.since))
    if wanted.until is not None:
        query = query.where(row.time < _written(wanted.until))
    if wanted.text is not None:  # the detail is JSON: look for the words as they are written there
        query = query.where(row.detail.contains(json.dumps(wanted.text)[1:-1], autoescape=True))
    if wanted.rows is not None:
        query = query.where(row.rows >= wanted.rows)
    return query if wanted.after is None else query.where(row.number > wanted.after)


def _written(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat(timespec="microseconds")


def _entry(row: Row[Any]) -> AuditEntry:
    try:
        time, detail = datetime.fromisoformat(row.time), json.loads(row.detail)
    except (TypeError, ValueError) as error:
        raise SafeStatsError(
            f"Entry {row.number} of the audit log cannot be read: somebody changed it. "
            "`safestats portal audit verify` says where the log begins to be wrong."
        ) from error
    named = {name: getattr(row, name) for name in ("number", "person", "operation", "dataset", "level", "rows", "seal")}
    return AuditEntry(**named, time=time, detail=detail, text=row.detail)
