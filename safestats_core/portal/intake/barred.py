"""Rows that may not be published however often they arrive: erased ones, and those past their retention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Optional
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, select

from ..datasets import Dataset
from ..lifecycle.clock import check_clock
from ..schema.tables import arrivals, erased
from .publishing import hold_counter

_ERASED = "This record was erased from the portal, and is not taken in again."
_CHUNK = 10_000


def drop_barred(connection: Connection, datasets: Iterable[Dataset], now: float) -> Iterator[list[tuple[int, str]]]:
    """Take out of `arrivals` what may not be published: ordinals with the reason, some at a time.

    In the transaction that publishes. Nothing is taken out unless all are asked for.
    """
    hold_counter(connection)  # what is erased from now on waits until these rows are there to be erased
    for dataset in datasets:
        first = first_kept(dataset, now)
        if first is not None:
            check_clock(connection, now)
            why = f"Older than {first}: this dataset is kept for {dataset.retention_months} months."
            yield from _dropped(connection, and_(arrivals.c.dataset == dataset.name, arrivals.c.month < first), why)
    known = exists().where(erased.c.dataset == arrivals.c.dataset, erased.c.point_id == arrivals.c.point_id)
    yield from _dropped(connection, known, _ERASED)


def first_kept(dataset: Dataset, now: float) -> Optional[str]:
    """The first month whose rows are kept at `now`, in seconds since 1970; None where all are."""
    if dataset.retention_months is None:
        return None
    local = datetime.fromtimestamp(now, ZoneInfo(dataset.time_zone))
    number = max(local.year * 12 + local.month - 1 - dataset.retention_months, 0)
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _dropped(connection: Connection, condition: ColumnElement[bool], why: str) -> Iterator[list[tuple[int, str]]]:
    ordinal, last = arrivals.c.ordinal, 0
    while True:
        wanted = select(ordinal).where(ordinal > last, condition).order_by(ordinal).limit(_CHUNK)
        found = connection.scalars(wanted).all()
        if not found:
            break
        yield [(each, why) for each in found]
        last = found[-1]
    if last:
        connection.execute(delete(arrivals).where(condition))
