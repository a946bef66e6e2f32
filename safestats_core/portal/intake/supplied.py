"""Which months of which supplier are there: complete, partial or missing, from what arrived and what was stated."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import Optional

from sqlalchemy import Connection, Row, and_, insert, select, update

from ...query import Period
from ..schema.tables import coverage

LONGEST_GAP = 24
"""Months. A supplier that sent nothing for longer is taken to have stopped, and begun anew."""


@dataclass(frozen=True, order=True)
class SupplierMonth:
    """A supplier's month: what a delivery brings rows of, or is the whole of."""

    dataset: str
    month: str
    supplier: str


@dataclass(frozen=True)
class Supplied:
    """What is there of a supplier's month.

    state      a key of incidents.COVERAGE_STATES
    is_stated  whether the operator says so; otherwise it follows from what arrived
    """

    supplier: str
    month: str
    state: str
    is_stated: bool
    note: Optional[str] = None


def note_supplied(
    connection: Connection, came: AbstractSet[SupplierMonth], whole: AbstractSet[SupplierMonth]
) -> set[tuple[str, str]]:
    """Remember of which months rows came, and which of them are whole, in a transaction of the caller.

    Returns the months of datasets, as (dataset, month), in which something has begun or ceased to be missing.
    """
    names = sorted({each.dataset for each in came | whole})
    before = {name: gaps(connection, name) for name in names}
    for each in sorted(came | whole):
        _note(connection, each, each in whole)
    return {(name, month) for name in names for _, month in before[name] ^ gaps(connection, name)}


def supplied(connection: Connection, dataset: str) -> list[Supplied]:
    """Every month of every supplier of a dataset about which something is known, by supplier and month."""
    rows = connection.execute(
        select(coverage).where(coverage.c.dataset == dataset).order_by(coverage.c.supplier, coverage.c.month)
    )
    return [each for _, months in groupby(rows, key=lambda row: row.supplier) for each in _of_one(list(months))]


def gaps(connection: Connection, dataset: str) -> set[tuple[str, str]]:
    """What is missing of a dataset, as (supplier, month)."""
    return {(each.supplier, each.month) for each in supplied(connection, dataset) if each.state == "missing"}


def _note(connection: Connection, each: SupplierMonth, is_whole: bool) -> None:
    row = coverage.c
    same = and_(row.dataset == each.dataset, row.supplier == each.supplier, row.month == each.month)
    known = connection.execute(select(row.is_whole).where(same)).first()
    if known is None:
        values = {"dataset": each.dataset, "supplier": each.supplier, "month": each.month}
        connection.execute(insert(coverage).values(**values, is_whole=is_whole))
    elif known.is_whole is None or (is_whole and not known.is_whole):
        connection.execute(update(coverage).where(same).values(is_whole=is_whole))


def _of_one(rows: list[Row]) -> list[Supplied]:
    """The months of one supplier. Between two months that came whole, one of which nothing came is missing."""
    arrived = {row.month: row.is_whole for row in rows if row.is_whole is not None}
    whole = [month for month, is_whole in arrived.items() if is_whole]
    states = dict.fromkeys(_between(sorted(whole)), "missing")
    for month, is_whole in arrived.items():
        states[month] = "complete" if is_whole or month < max(arrived) else "partial"
    found = {month: Supplied(rows[0].supplier, month, state, False) for month, state in states.items()}
    for row in rows:
        if row.stated is not None:
            found[row.month] = Supplied(row.supplier, row.month, row.stated, True, row.note)
    return [found[month] for month in sorted(found)]


def _between(months: list[str]) -> list[str]:
    """The months that lie between two of `months` that are not too far apart."""
    holes = (Period(first, last).months()[1:-1] for first, last in zip(months, months[1:]))
    return [month for hole in holes if len(hole) <= LONGEST_GAP for month in hole]
