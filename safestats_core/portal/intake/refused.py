"""Rows that a delivery had refused, set aside in the database as they are met: there may be millions."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from sqlalchemy import BigInteger, Column, Connection, Integer, Table, Text, insert, literal, select

from ...formats.refusal import Refusal
from ..schema.incidents import staged
from ..schema.tables import refusals
from .bulk_insert import insert_table

refused = Table(
    "refused",
    staged,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("row", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    prefixes=["TEMPORARY"],
    comment="What of one delivery is refused, in the order of its files.",
)


def set_aside(connection: Connection, found: pa.Table, before: int) -> int:
    """Add source, row and reason of more rows behind the `before` of earlier. Returns how many there are now."""
    numbers = pa.array(range(before + 1, before + 1 + found.num_rows), pa.int64())
    insert_table(connection, refused, found.append_column("id", numbers))
    return before + found.num_rows


def refusal_table(found: Sequence[Refusal]) -> pa.Table:
    """The same of rows that are refused one by one."""
    return pa.table(
        {
            "source": pa.array([each.source for each in found], pa.string()),
            "row": pa.array([each.row for each in found], pa.int64()),
            "reason": pa.array([each.reason for each in found], pa.string()),
        }
    )


def keep_refusals(connection: Connection, delivery: int) -> None:
    """Write all that was set aside beside the receipt of a delivery, in the transaction that publishes."""
    names = ("source", "row", "reason")
    found = select(literal(delivery), *(refused.c[name] for name in names)).order_by(refused.c.id)
    connection.execute(insert(refusals).from_select(["delivery", *names], found))


def first_refusals(connection: Connection, most: int) -> tuple[Refusal, ...]:
    """The first of those that were set aside."""
    rows = connection.execute(select(refused).order_by(refused.c.id).limit(most))
    return tuple(Refusal(row=row.row, reason=row.reason, source=row.source) for row in rows)
