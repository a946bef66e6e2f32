"""Removing rows that are past the time for which their dataset is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Optional

from sqlalchemy import Connection, delete, func, select, union, update

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import Dataset, get_dataset, list_datasets
from ..intake.barred import first_kept
from ..intake.publishing import hold_counter, settle
from ..portal import Portal
from ..schema.tables import coverage, datasets, incidents, supplier_counts
from .quarantined import forget_expired
from .removal import empty_log, found_rows, remove

_BATCH = 20_000
"""Rows in one transaction: nobody else can publish meanwhile."""


@dataclass(frozen=True)
class Expired:
    """How many rows of a dataset were too old, and the first month that is kept."""

    dataset: str
    first_kept: str
    rows: int


def set_retention(portal: Portal, dataset: str, months: Optional[int], by: str = "operator") -> Dataset:
    """Keep the rows of a dataset for so many months after their own; None: for ever.

    Raises InvalidInput for an unknown dataset, or less than one month.
    """
    if months is not None and not 1 <= months <= 12_000:
        raise InvalidInput(f"Rows cannot be kept for {months} months. Give 1 or more, or say that they are kept.")
    get_dataset(portal, dataset)
    with writing(portal.engine) as connection:
        connection.execute(update(datasets).where(datasets.c.name == dataset).values(retention_months=months))
        detail = {"change": "retention", "months": months}
        audit.record(portal, by, "alteration", dataset, None, detail, None)
    return get_dataset(portal, dataset)


def expired(portal: Portal, now: Optional[float] = None) -> list[Expired]:
    """What `run_retention` would remove at `now`, in seconds since 1970."""
    found = []
    for dataset, first in _kept_from(portal, now).items():
        wanted = select(func.count()).where(incidents.c.dataset == dataset, incidents.c.month < first)
        with portal.engine.connect() as connection:
            rows = connection.scalar(wanted.where(incidents.c.removed.is_(False)))
        found.append(Expired(dataset, first, rows or 0))
    return found


def run_retention(portal: Portal, now: Optional[float] = None, by: str = "operator") -> list[Expired]:
    """Remove every row that is too old at `now`, and the deliveries that hold no younger one.

    It is done in transactions of bounded size, each with its entry in the audit log: whenever it is stopped,
    what is done is done, and the next run does the rest.
    """
    moment = time.time() if now is None else now
    floors = _kept_from(portal, moment)
    done = []
    for dataset, first in floors.items():
        rows = 0
        while (removed := _remove_some(portal, dataset, first, int(moment), by)) is not None:
            rows += removed
        _forget_months(portal, dataset, first, int(moment))
        done.append(Expired(dataset, first, rows))
    empty_log(portal.engine)
    forget_expired(portal, floors, by)
    return done


def _kept_from(portal: Portal, now: Optional[float]) -> dict[str, str]:
    moment = time.time() if now is None else now
    kept = ((dataset.name, first_kept(dataset, moment)) for dataset in list_datasets(portal))
    return {name: first for name, first in kept if first is not None}


def _remove_some(portal: Portal, dataset: str, first: str, now: int, by: str) -> Optional[int]:
    """Remove one batch; None where nothing was left."""
    with writing(portal.engine) as connection:
        last = hold_counter(connection)
        too_old = found_rows().where(incidents.c.dataset == dataset, incidents.c.month < first)
        rows = connection.execute(too_old.order_by(incidents.c.month, incidents.c.seq).limit(_BATCH)).all()
        if not rows:
            return None
        removed = remove(connection, rows, last, now)
        detail = {"change": "rows expired", "first_kept": first, "months": removed.months, "buried": removed.buried}
        audit.record(portal, by, "erasure", dataset, None, detail, removed.rows)
    return removed.rows


def _forget_months(portal: Portal, dataset: str, first: str, now: int) -> None:
    """Of a month that is no longer kept nobody needs to know what was supplied."""
    with writing(portal.engine) as connection:
        last = hold_counter(connection)
        months = _months_before(connection, dataset, first)
        if months:
            old = (coverage.c.dataset == dataset, coverage.c.month < first)
            connection.execute(delete(coverage).where(*old))
            settle(connection, {(dataset, month) for month in months}, last, now)


def _months_before(connection: Connection, dataset: str, first: str) -> list[str]:
    known = (select(table.c.month).where(table.c.dataset == dataset, table.c.month < first) for table in _MONTHLY)
    return list(connection.scalars(union(*known)))


_MONTHLY = (coverage, supplier_counts)
