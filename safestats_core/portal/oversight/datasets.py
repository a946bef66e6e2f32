"""How each dataset stands: its rows, when it was last supplied, and what became of the last deliveries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Optional

from sqlalchemy import Row, func, select

from ..datasets import Dataset, list_datasets
from ..intake.supplied import Supplied, supplied
from ..portal import Portal
from ..schema.tables import counts, deliveries

_LOOKED_AT = 500
"""Deliveries, the latest ones, in which the last supply of a dataset is looked for."""

_LARGEST = 2**31 - 1
"""Number that a column of this kind holds, on every database."""


@dataclass(frozen=True)
class DatasetState:
    """A dataset with its published rows and its last delivery; None where none is on record."""

    dataset: Dataset
    rows: int
    last_supply: Optional[datetime]


@dataclass(frozen=True)
class Delivery:
    """What became of one delivery; `numbers` are those of its receipt."""

    number: int
    name: str
    received: datetime
    datasets: tuple[str, ...]
    numbers: dict[str, int]


def dataset_states(portal: Portal) -> list[DatasetState]:
    """Every dataset, by name."""
    last = _last_supplies(portal)
    with portal.engine.connect() as connection:
        held = select(counts.c.dataset, func.sum(counts.c.rows)).group_by(counts.c.dataset)
        rows = {name: int(number) for name, number in connection.execute(held)}
    return [
        DatasetState(each, rows.get(each.name, 0), last.get(each.name, each.updated)) for each in list_datasets(portal)
    ]


def last_deliveries(portal: Portal, most: int) -> list[Delivery]:
    """The latest deliveries, latest first."""
    wanted = select(deliveries).order_by(deliveries.c.id.desc()).limit(most)
    with portal.engine.connect() as connection:
        return [_delivery(row) for row in connection.execute(wanted)]


def find_delivery(portal: Portal, number: int) -> Optional[Delivery]:
    """The delivery of that number, or None."""
    if number > _LARGEST:
        return None
    with portal.engine.connect() as connection:
        row = connection.execute(select(deliveries).where(deliveries.c.id == number)).first()
    return None if row is None else _delivery(row)


def coverage(portal: Portal) -> dict[str, list[Supplied]]:
    """Dataset -> what is known of each month of each of its suppliers."""
    with portal.engine.connect() as connection:
        return {each.name: supplied(connection, each.name) for each in list_datasets(portal)}


def _last_supplies(portal: Portal) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for delivery in last_deliveries(portal, _LOOKED_AT):
        for name in delivery.datasets:
            found.setdefault(name, delivery.received)
    return found


def _delivery(row: Row[Any]) -> Delivery:
    receipt = json.loads(row.receipt)
    received = datetime.fromtimestamp(row.received, timezone.utc)
    numbers = {name: value for name, value in receipt.items() if isinstance(value, int)}
    return Delivery(row.id, row.name, received, tuple(receipt.get("datasets", ())), numbers)
