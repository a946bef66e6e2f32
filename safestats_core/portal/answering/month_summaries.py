"""What a scope shows of each month, summed from the cells: how many rows, and where; and who supplied them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, select, true

from ...access import Level, Scope
from ..portal import Portal
from ..schema.tables import counts, supplier_counts
from .by_month import by_month
from .narrowing import in_scope, shown
from .row_filter import Box

_SIDES = ("west", "south", "east", "north")


@dataclass(frozen=True)
class Summary:
    """A month as far as a scope shows it.

    rows   records or points; at the counts level cells
    last   the highest sequence number of a row; 0 at the counts level
    box    around every location that is shown; None where none is, and at the counts level
    wards  at the counts level those of the cells
    """

    rows: int
    last: int = 0
    box: Optional[Box] = None
    wards: frozenset[str] = frozenset()


def month_summaries(portal: Portal, scope: Scope) -> dict[str, Summary]:
    """Every month of which the scope shows something, in order."""
    return by_month(portal, scope, _summed)


def suppliers_in(portal: Portal, scope: Scope) -> frozenset[str]:
    """Who supplied rows in scope, or is missing from them."""
    return frozenset().union(*set(by_month(portal, scope, _suppliers).values()))


def _suppliers(connection: Connection, scope: Scope, months: Optional[Sequence[str]]) -> dict[str, frozenset[str]]:
    wanted = select(supplier_counts.c.month, supplier_counts.c.supplier).where(_of(scope, supplier_counts, months))
    found: dict[str, set[str]] = {}
    for month, supplier in connection.execute(wanted.distinct()):
        found.setdefault(month, set()).add(supplier)
    return {month: frozenset(suppliers) for month, suppliers in found.items()}


def _of(scope: Scope, table: Table, months: Optional[Sequence[str]]) -> ColumnElement[bool]:
    return and_(in_scope(scope, table), true() if months is None else table.c.month.in_(months))


def _summed(connection: Connection, scope: Scope, months: Optional[Sequence[str]]) -> Mapping[str, Summary]:
    seen = _of(scope, counts, months)
    return _of_cells(connection, seen) if scope.level == Level.COUNTS else _of_rows(connection, scope, seen)


def _of_rows(connection: Connection, scope: Scope, seen: ColumnElement[bool]) -> dict[str, Summary]:
    prefix, is_placed = "point_" if scope.level == Level.POINT else "", shown(scope, counts, "longitude", "latitude")
    west, south, east, north = (case((is_placed, counts.c[prefix + side])) for side in _SIDES)
    outermost = (func.min(west), func.min(south), func.max(east), func.max(north))
    wanted = select(counts.c.month, func.sum(counts.c.rows), func.max(counts.c.last_seq), *outermost)
    found = connection.execute(wanted.where(seen, counts.c.rows > 0).group_by(counts.c.month))
    return {
        month: Summary(int(rows), int(last), None if box[0] is None else (box[0], box[1], box[2], box[3]))
        for month, rows, last, *box in found
    }


def _of_cells(connection: Connection, seen: ColumnElement[bool]) -> dict[str, Summary]:
    wanted = select(counts.c.month, counts.c.ward, func.count()).where(seen).group_by(counts.c.month, counts.c.ward)
    cells: dict[str, dict[Optional[str], int]] = {}
    for month, ward, number in connection.execute(wanted):
        cells.setdefault(month, {})[ward] = number
    return {
        month: Summary(sum(by_ward.values()), wards=frozenset(ward for ward in by_ward if ward is not None))
        for month, by_ward in cells.items()
    }
