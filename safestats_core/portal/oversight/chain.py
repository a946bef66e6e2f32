"""The chain of the audit log: the seal of an entry is a keyed hash over the seal before it and what it says.

Several processes add to one chain: each takes SQLite's write lock before it looks for the last entry.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from ...errors import InvalidInput, SafeStatsError
from ..databases.database import writing
from ..portal import Portal
from ..schema.audit import entries, head
from .audit_mark import forget, marked
from .turns import Turns

REMEDY = (
    "Keep audit.db as it is, and compare it with your backups. When you are done, move it away and begin a new one: "
    "`safestats portal audit begin`."
)

START = ""
"""What stands for a seal before the first entry."""


@dataclass(frozen=True)
class AuditReport:
    """What checking the chain found: how many entries hold, and where and how it breaks.

    seal  of the last entry that holds
    """

    entries: int
    problem: Optional[str] = None
    seal: str = field(default=START, compare=False)

    @property
    def is_intact(self) -> bool:
        """Whether nothing was changed, taken out or moved."""
        return self.problem is None


@dataclass
class Written:
    """What this process has written to a log since it started, by operation.

    rows  how many records were concerned, but for those that are told of after they had left
    last  the number of the last entry that it knows to be there
    """

    entries: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    last: int = 0
    turns: Turns = field(default_factory=Turns, repr=False)


_logs: WeakKeyDictionary[Engine, Written] = WeakKeyDictionary()
_logs_lock = threading.Lock()


def written(portal: Portal) -> Written:
    """What this process has written to the portal's log."""
    with _logs_lock:
        return _logs.setdefault(portal.audit_engine, Written())


def audit_key(portal: Portal) -> bytes:
    """The key of the seals. It opens nothing else, so it can be given to somebody who checks the log."""
    return hmac.new(portal.key, b"audit log", hashlib.sha256).digest()


def append(portal: Portal, values: dict[str, Any], is_told_of: bool = False) -> None:
    """Add an entry; on disk when this returns. Whoever writes at the same moment shares the commit.

    is_told_of  its records had left before, and are not counted again
    """
    log = written(portal)
    log.turns.write(lambda batch: _append(portal, batch), values)
    log.entries[values["operation"]] += 1
    log.rows[values["operation"]] += 0 if is_told_of else values["rows"] or 0


def probe(portal: Portal) -> None:
    """Write what is there once more, to see whether the log can be written."""
    _append(portal, [])


def verify(portal: Portal, after: int = 0) -> AuditReport:
    """Walk the chain and check every seal.

    after  begin behind the entry of this number, which is taken as it stands; 0 walks all of it
    """
    known = marked(portal)
    with portal.audit_engine.connect() as connection:
        before, number = (START, 0) if after == 0 else _anchor(connection, after)
        if before is None:
            return AuditReport(0, f"entry {after} is missing")
        wanted = select(entries).where(entries.c.number > after).order_by(entries.c.number)
        for row in connection.execution_options(yield_per=1000).execute(wanted):
            number += 1
            if row.number != number:
                return AuditReport(number - 1, f"entry {number} is missing", before)
            if row.seal not in _seals(portal, before, _content(row)):
                words = f"entry {number} is not what was written, or not in its place"
                return AuditReport(number - 1, words, before)
            before = row.seal
        if number < known or not _is_last(portal, connection, number, before):
            return AuditReport(number, f"entries after {number} are missing", before)
    return AuditReport(number, None, before)


def begin_anew(portal: Portal) -> int:
    """Let a log begin in place of one that was moved away. Returns how many entries that one had at least.

    Raises InvalidInput where there is a log that is not empty.
    """
    there = last_number(portal)
    if there:
        raise InvalidInput(f"{portal.folder / 'audit.db'} has {there:,} entries. Move it away first, and keep it.")
    known = marked(portal)
    forget(portal)
    written(portal).last = 0
    return known


def last_number(portal: Portal) -> int:
    """The number of the last entry; 0 where there is none."""
    with portal.audit_engine.connect() as connection:
        found = connection.scalar(select(entries.c.number).order_by(entries.c.number.desc()).limit(1))
    return int(found or 0)


def _append(portal: Portal, batch: Sequence[dict[str, Any]]) -> None:
    key, log = audit_key(portal), written(portal)
    log.last = log.last or marked(portal)
    with writing(portal.audit_engine) as connection:
        latest = select(entries.c.number, entries.c.seal).order_by(entries.c.number.desc()).limit(1)
        last = connection.execute(latest).first()
        number, seal = (0, START) if last is None else (last.number, last.seal)
        # Writing on would seal over what somebody cut off. A log that was emptied, or put back from an old copy, looks
        # whole; but not to who has written more to it, or to the database.
        if number < log.last or not _is_last(portal, connection, number, seal):
            raise SafeStatsError(
                f"The audit log {portal.folder / 'audit.db'} was cut off after entry {number}. {REMEDY}"
            )
        rows = []
        for values in batch:
            number += 1
            seal = _seal(key, seal, {"number": number, **values})
            rows.append({"number": number, "seal": seal, **values})
        if rows:
            connection.execute(insert(entries), rows)
        connection.execute(delete(head))
        if number:
            connection.execute(insert(head).values(number=number, seal=_seal(key, seal, {"last": number})))
    log.last = max(log.last, number)


def _is_last(portal: Portal, connection: Connection, number: int, seal: str) -> bool:
    """Whether the head says that the entry of that number and seal is the last."""
    found = connection.scalar(select(head.c.seal))
    if found is None or number == 0:
        return found is None and number == 0
    return found in _seals(portal, seal, {"last": number})


def _anchor(connection: Connection, number: int) -> tuple[Optional[str], int]:
    return connection.scalar(select(entries.c.seal).where(entries.c.number == number)), number


def _content(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "seal"}


def _seals(portal: Portal, before: str, values: dict[str, Any]) -> Iterator[str]:
    """The seals that an entry may bear. The portal's own key sealed logs before they had a key of theirs."""
    for key in (audit_key(portal), portal.key):
        yield _seal(key, before, values)


def _seal(key: bytes, before: str, values: dict[str, Any]) -> str:
    content = json.dumps([before, values], sort_keys=True, default=repr)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
