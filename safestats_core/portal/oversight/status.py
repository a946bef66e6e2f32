"""What the status page shows, gathered. No incident row is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Optional

from sqlalchemy import func, select, text

from ...access import Grant
from .. import audit
from ..intake.supplied import Supplied
from ..lifecycle.clock import doubt
from ..people import list_grants
from ..portal import Portal
from .chain import last_number, verify
from .datasets import DatasetState, Delivery, coverage, dataset_states, last_deliveries
from .readiness import parts_now

ENDING_WITHIN = timedelta(days=30)
RECENT = timedelta(hours=24)
_DELIVERIES = 20
_LOOKS = 20_000
"""Audit entries that are read for recent access, the latest ones."""

_CHECKED = 1_000
"""Audit entries, the latest ones, whose seals are checked for the page."""


@dataclass(frozen=True)
class Access:
    """What one person did with one dataset at one level lately."""

    person: str
    operation: str
    dataset: Optional[str]
    level: Optional[str]
    times: int
    rows: int
    latest: datetime


@dataclass(frozen=True)
class Health:
    """State of the parts.

    clock_problem  why the clock is not believed; None where it is
    parts          part -> "ready", or what is wrong with it
    audit_problem  what is wrong with the last entries of the audit log; None where nothing is
    free, disk     bytes of the disk that the portal's folder is on
    database       bytes
    """

    clock_problem: Optional[str]
    parts: dict[str, str]
    audit_entries: int
    audit_problem: Optional[str]
    free: int
    disk: int
    database: int


@dataclass(frozen=True)
class Status:
    """Everything on the page, as at `now`. Of recent access there is more where `accesses_cut` says so."""

    now: datetime
    datasets: list[DatasetState]
    deliveries: list[Delivery]
    coverage: dict[str, list[Supplied]]
    grants: list[tuple[int, Grant]]
    accesses: list[Access]
    accesses_cut: bool
    health: Health

    @property
    def ending(self) -> list[tuple[int, Grant]]:
        """The grants that end soon, the soonest first."""
        soon = [(number, grant) for number, grant in self.grants if _ends_by(grant, self.now + ENDING_WITHIN)]
        return sorted(soon, key=lambda each: (each[1].expires, each[0]))


def gather(portal: Portal, now: datetime) -> Status:
    """The state of a portal at `now` (with time zone)."""
    looks = audit.find(portal, audit.Wanted(since=now - RECENT), latest_first=True)
    latest = list(islice(looks, _LOOKS + 1))
    return Status(
        now=now,
        datasets=dataset_states(portal),
        deliveries=last_deliveries(portal, _DELIVERIES),
        coverage=coverage(portal),
        grants=[(number, grant) for number, grant in list_grants(portal) if not _ends_by(grant, now)],
        accesses=accesses(latest[:_LOOKS]),
        accesses_cut=len(latest) > _LOOKS,
        health=_health(portal, now),
    )


def accesses(entries: Iterable[audit.AuditEntry]) -> list[Access]:
    """Entries (latest first) taken together by person, operation, dataset and level; the latest first."""
    found: dict[tuple[str, str, str, str], Access] = {}
    for entry in entries:
        key = (entry.person, entry.operation, entry.dataset or "", entry.level or "")
        known = found.get(key)
        times, rows, latest = (0, 0, entry.time) if known is None else (known.times, known.rows, known.latest)
        found[key] = Access(
            entry.person,
            entry.operation,
            entry.dataset,
            entry.level,
            times + 1,
            rows + (entry.rows or 0),
            max(latest, entry.time),
        )
    return sorted(found.values(), key=lambda each: each.latest, reverse=True)


def _ends_by(grant: Grant, moment: datetime) -> bool:
    return grant.expires is not None and grant.expires <= moment


def _health(portal: Portal, now: datetime) -> Health:
    with portal.engine.connect() as connection:
        clock_problem = doubt(connection, now.timestamp())
    entries = last_number(portal)
    disk = shutil.disk_usage(portal.folder)
    problem = verify(portal, max(0, entries - _CHECKED)).problem
    return Health(clock_problem, parts_now(portal), entries, problem, disk.free, disk.total, _database_bytes(portal))


def _database_bytes(portal: Portal) -> int:
    size = select(func.pg_database_size(func.current_database()))
    if portal.engine.dialect.name == "sqlite":
        size = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")  # type: ignore
    with portal.engine.connect() as connection:
        return int(connection.scalar(size) or 0)
