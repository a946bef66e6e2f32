"""Rows whose supplier says that they are to go: by key, beside those that it sends."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    not_,
    select,
)

from ..schema.incidents import staged
from ..schema.tables import arrivals, incidents

NOT_THERE = "deleted row that is not there, or no longer"
"""What the receipt remarks about a row that says of another one that it is to go."""

recalled = Table(
    "recalled",
    staged,
    Column("ordinal", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("incident_id", Text, nullable=False),
    prefixes=["TEMPORARY"],
    comment="The keys that one delivery takes back, numbered with its other rows in the order of its files.",
)


def drop_overtaken(connection: Connection) -> int:
    """Of rows and recalls with one key only the last stays. Returns how many went."""
    if not count_recalled(connection):
        return 0
    dropped = 0
    later = recalled.alias("later")
    for table, other in ((arrivals, recalled), (recalled, arrivals), (recalled, later)):
        again = exists().where(
            other.c.dataset == table.c.dataset,
            other.c.incident_id == table.c.incident_id,
            other.c.ordinal > table.c.ordinal,
        )
        dropped += connection.execute(delete(table).where(again)).rowcount
    return dropped


def count_recalled(connection: Connection) -> int:
    """How many recalls there are."""
    return int(connection.scalar(select(func.count()).select_from(recalled)) or 0)


def recalled_datasets(connection: Connection) -> set[str]:
    """The datasets whose rows are recalled."""
    return set(connection.scalars(select(recalled.c.dataset).distinct()))


def standing(among: ColumnElement[bool]) -> Select[Any]:
    """The published rows that are recalled, of those that are `among`: sequence number, dataset and month."""
    found = select(incidents.c.seq, incidents.c.dataset, incidents.c.month).join_from(recalled, incidents, same_key())
    return found.where(among, not_(incidents.c.removed)).order_by(incidents.c.seq)


def same_key() -> ColumnElement[bool]:
    """A recall and the row that it recalls."""
    return and_(incidents.c.dataset == recalled.c.dataset, incidents.c.incident_id == recalled.c.incident_id)
