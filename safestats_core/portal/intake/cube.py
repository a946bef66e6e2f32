"""Keeping the cells in step with the incidents: whole months are counted again when one of their rows changes.

They are counted supplier by supplier first, so that a month that a supplier did not send can be told from one in
which nothing happened: its cells are null, not 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, insert, literal, not_, select, true

from ..schema.tables import counts, incidents, supplier_counts
from .bulk_insert import insert_table
from .supplied import gaps

_PLACES = ("month", "borough", "ward", "category")
_SIDES = tuple(prefix + side for prefix in ("", "point_") for side in ("west", "south", "east", "north"))

WORTH_MISSING = 20
"""A supplier's absence takes away the counts of a place where one row in so many, or more, is its own."""

Tallies = Mapping[str, pa.Table]
"""Dataset -> the cells of all its rows, supplier by supplier, where they were counted before: see cell_tally."""

NOTHING_COUNTED: Tallies = MappingProxyType({})


def count_again(
    connection: Connection, touched: set[tuple[str, str]], last: int, tallies: Tallies = NOTHING_COUNTED
) -> int:
    """Make anew the cells of some months, given as (dataset, month).

    Their sequence numbers follow `last` in the order of place, and tell nothing about which cell changed.
    Returns the last number given out.
    """
    for dataset, group in groupby(sorted(touched), key=lambda each: each[0]):
        months = [month for _, month in group]
        for table in (supplier_counts, counts):
            connection.execute(delete(table).where(table.c.dataset == dataset, table.c.month.in_(months)))
        if dataset in tallies:
            insert_table(connection, supplier_counts, tallies[dataset])
        else:
            for month in months:  # each by itself: so many rows are sorted in a fraction of the time
                _fill(connection, supplier_counts, _by_supplier(dataset, month))
        for supplier, month in sorted(gaps(connection, dataset)):
            if month in months:
                _fill(connection, supplier_counts, _not_supplied(dataset, supplier, month))
        _fill(connection, counts, _summed(dataset, months, last))
        last = max(last, connection.scalar(select(func.max(counts.c.seq))) or 0)
    return last


def _fill(connection: Connection, table, rows: Select) -> None:  # type: ignore[no-untyped-def]
    connection.execute(insert(table).from_select(list(rows.selected_columns.keys()), rows))


def _by_supplier(dataset: str, month: str) -> Select:
    # Of the places the ward comes first: it tells most rows apart.
    key = [incidents.c[name] for name in ("ward", "category", "borough", "supplier")]
    fixed = [literal(value).label(name) for name, value in (("dataset", dataset), ("month", month))]
    tallies = (func.count().label("rows"), func.max(incidents.c.seq).label("last_seq"), *map(_side, _SIDES))
    return (
        select(*fixed, *key, *tallies)
        .where(incidents.c.dataset == dataset, incidents.c.month == month, not_(incidents.c.removed))
        .group_by(*key)
    )


def _side(name: str) -> ColumnElement[float]:
    """The outermost coordinate of the rows of a cell on one side."""
    prefix, _, side = name.rpartition("_")
    kind = "longitude" if side in ("west", "east") else "latitude"
    column = incidents.c[f"{prefix}_{kind}" if prefix else kind]
    return (func.min if side in ("west", "south") else func.max)(column).label(name)


def _not_supplied(dataset: str, supplier: str, month: str) -> Select:
    """A cell without rows for every place and category that the supplier otherwise reports."""
    cells = supplier_counts.c
    sent = func.sum(case((cells.supplier == supplier, cells.rows), else_=0))
    known = select(cells.borough, cells.ward).where(cells.dataset == dataset, not_(cells.is_gap))
    places = (
        known.group_by(cells.borough, cells.ward)
        .having(sent > 0, sent * WORTH_MISSING >= func.sum(cells.rows))
        .subquery("places")
    )
    reported = select(cells.category).where(cells.dataset == dataset, cells.supplier == supplier, not_(cells.is_gap))
    categories = reported.distinct().subquery("categories")
    fixed = {"dataset": dataset, "supplier": supplier, "month": month, "rows": 0, "last_seq": 0}
    return select(
        *(literal(value).label(name) for name, value in fixed.items()),
        *places.c,
        *categories.c,
        true().label("is_gap"),
    ).select_from(places.join(categories, true()))


def _summed(dataset: str, months: list[str], last: int) -> Select:
    cells = supplier_counts.c
    month, borough, ward, category = places = [cells[name] for name in _PLACES]
    count_id = month + ":" + func.coalesce(borough, "") + ":" + func.coalesce(ward, "") + ":" + category
    is_whole = func.max(case((cells.is_gap, 1), else_=0)) == 0
    outermost = [
        (func.min if name.endswith(("west", "south")) else func.max)(cells[name]).label(name) for name in _SIDES
    ]
    return (
        select(
            (func.row_number().over(order_by=places) + last).label("seq"),
            cells.dataset,
            count_id.label("count_id"),
            *places,
            case((is_whole, func.sum(cells.rows))).label("count"),
            func.sum(cells.rows).label("rows"),
            func.max(cells.last_seq).label("last_seq"),
            *outermost,
        )
        .where(cells.dataset == dataset, cells.month.in_(months))
        .group_by(cells.dataset, *places)
    )
