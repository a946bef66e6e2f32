"""The counts level: cells of month, area and category, kept at ingest and disclosed under the profiles of a scope."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, Optional
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import shapely
from sqlalchemy import ColumnElement, Connection, and_, case, false, select, true

from ...access import COUNT_SCHEMA, Scope
from ...disclosure import withheld_in_table
from ...errors import InvalidInput
from ..boundaries.areas import codes_in_box, drawn_areas
from ..databases.reading import read
from ..datasets import get_dataset
from ..portal import Portal
from ..schema import tables
from .narrowing import answering, in_areas, in_months
from .row_filter import Box, RowFilter

_WHOLE_TABLES = "suppress5"
"""The disclosure profile that looks at a cell together with its neighbours."""

_Cell = tuple[Optional[str], str, int]


def disclosed(scope: Scope, table: pa.Table, connection: Optional[Connection]) -> pa.Table:
    """A table of counts without those that may not be told because of their neighbours.

    connection  that the table was read by; the neighbours are read from the same state

    What a count by itself lets be told is decided by `Scope.limit`. Here whole months of whole boroughs are looked at,
    whatever was asked for, so that a cell is the same in every answer.
    """
    if _WHOLE_TABLES not in scope.disclosure or not table.num_rows:
        return table
    if connection is None:
        raise InvalidInput("Counts that are protected by their neighbours can only be read with them.")
    kept = table["count_id"].to_pylist()
    withheld = _withheld(
        connection, scope.dataset, set(zip(*(table[name].to_pylist() for name in ("month", "borough"))))
    )
    counts = pa.array(
        [None if each in withheld else n for each, n in zip(kept, table["count"].to_pylist())], pa.int64()
    )
    return table.set_column(table.column_names.index("count"), COUNT_SCHEMA.field("count"), counts)


def _withheld(connection: Connection, dataset: str, blocks: set[tuple[str, Optional[str]]]) -> set[str]:
    """Ids of the cells that are withheld in some months of some boroughs."""
    cube = tables.counts.c
    wanted = select(cube.month, cube.borough, cube.ward, cube.category, cube.count_id, cube.count).where(
        cube.dataset == dataset, cube.month.in_({month for month, _ in blocks}), cube.count.is_not(None)
    )
    found: dict[tuple[str, Optional[str]], list[Any]] = {}
    for row in connection.execute(wanted.order_by(cube.count_id)):
        if (row.month, row.borough) in blocks:
            found.setdefault((row.month, row.borough), []).append(row)
    withheld: set[str] = set()
    for cells in found.values():
        hidden = _withheld_in_block(tuple((cell.ward, cell.category, int(cell.count)) for cell in cells))
        withheld.update(cell.count_id for cell, is_hidden in zip(cells, hidden) if is_hidden)
    return withheld


@lru_cache(maxsize=4096)
def _withheld_in_block(cells: tuple[_Cell, ...]) -> tuple[bool, ...]:
    """Which cells are withheld of one borough in one month: its wards in rows, its categories in columns."""
    # In an order of our own: databases sort words differently, and the choice between equal neighbours rests on it.
    wards = {name: n for n, name in enumerate(sorted({ward for ward, _, _ in cells}, key=lambda ward: ward or ""))}
    categories = {name: n for n, name in enumerate(sorted({category for _, category, _ in cells}))}
    values = np.ma.masked_all((len(wards), len(categories)), dtype=np.int64)
    for ward, category, count in cells:
        values[wards[ward], categories[category]] = count
    withheld = withheld_in_table(values)
    return tuple(bool(withheld[wards[ward], categories[category]]) for ward, category, _ in cells)


def matching(portal: Portal, row_filter: RowFilter, scope: Scope) -> ColumnElement[bool]:
    """The cells that answer `row_filter`: a moment stands for its month, a box for the wards that it touches."""
    cube = tables.counts
    conditions = [in_months(row_filter, cube)]
    if row_filter.starts_before is not None:
        conditions.append(cube.c.month <= _month(portal, scope, row_filter.starts_before))
    if row_filter.ends_after is not None:
        conditions.append(cube.c.month >= _month(portal, scope, row_filter.ends_after))
    if row_filter.categories:
        conditions.append(cube.c.category.in_(row_filter.categories))
    if row_filter.area_codes:
        conditions.append(in_areas(row_filter.area_codes, scope))
    if row_filter.bbox is not None:
        conditions.append(cube.c.ward.in_(codes_in_box(portal, "ward", row_filter.bbox)))
    conditions.append(answering(row_filter, scope, lambda shape: _meets(portal, shape)))
    return and_(true(), *conditions)


def _meets(portal: Portal, shape: shapely.Geometry) -> ColumnElement[bool]:
    """Whether the ward of a cell touches a shape: unknown where it has no outline."""
    wards = drawn_areas(portal, "ward")
    touching = [ward.code for ward in wards if ward.geometry.intersects(shape)]
    ward = tables.counts.c.ward
    return case((ward.in_(touching), true()), (ward.in_([ward.code for ward in wards]), false()))


def extent(portal: Portal, wards: frozenset[str]) -> Optional[Box]:
    """The box around the outlines of these wards, as they are and as they were; None where none is known."""
    areas = tables.areas.c
    wanted = select(areas.code, areas.west, areas.south, areas.east, areas.north).where(areas.type == "ward")
    boxes = [box for code, *box in read(portal, lambda connection: connection.execute(wanted).all()) if code in wards]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def _month(portal: Portal, scope: Scope, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(get_dataset(portal, scope.dataset).time_zone))
    return f"{local.year:04d}-{local.month:02d}"
