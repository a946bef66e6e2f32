"""Rows that may not be published however often they arrive: erased ones, and those past their retention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Optional
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, select

from ..datasets import Dataset
from ..schema.tables import arrivals, erased
from .publishing import hold_counter

_ERASED = "This record was erased from the portal, and is not taken in again."


def drop_barred(connection: Connection, datasets: Iterable[Dataset], now: float) -> dict[int, str]:
    """Take out of `arrivals` what may not be published; ordinal -> why. In the transaction that publishes."""
    hold_counter(connection)  # what is erased from now on waits until these rows are there to be erased
    reasons: dict[int, str] = {}
    for dataset in datasets:
        first = first_kept(dataset, now)
        if first is not None:
            why = f"Older than {first}: this dataset is kept for {dataset.retention_months} months."
            reasons.update(
                _dropped(connection, and_(arrivals.c.dataset == dataset.name, arrivals.c.month < first), why)
            )
    known = exists().where(erased.c.dataset == arrivals.c.dataset, erased.c.point_id == arrivals.c.point_id)
    reasons.update(_dropped(connection, known, _ERASED))
    return reasons


def first_kept(dataset: Dataset, now: float) -> Optional[str]:
    """The first month whose rows are kept at `now`, in seconds since 1970; None where all are."""
    if dataset.retention_months is None:
        return None
    local = datetime.fromtimestamp(now, ZoneInfo(dataset.time_zone))
    number = max(local.year * 12 + local.month - 1 - dataset.retention_months, 0)
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _dropped(connection: Connection, condition: ColumnElement[bool], why: str) -> dict[int, str]:
    found = {ordinal: why for ordinal in connection.scalars(select(arrivals.c.ordinal).where(condition))}
    if found:
        connection.execute(delete(arrivals).where(condition))
    return found
