"""The counts level: cells of month, area and category, kept at ingest and disclosed under a rounding rule."""

from __future__ import annotations

from datetime import datetime
from typing import Optional
from zoneinfo import ZoneInfo

import pyarrow as pa
from sqlalchemy import ColumnElement, and_, func, select, true

from ..access import COUNT_SCHEMA, Scope
from ..disclosure import disclose
from .areas import codes_in_box
from .datasets import get_dataset
from .narrowing import in_areas, in_months, in_scope
from .portal import Portal
from .row_filter import Box, RowFilter
from .schema import tables

DISCLOSURE = "nhs_round5"
"""The disclosure profile that every count passes before it leaves."""


def disclosed(table: pa.Table) -> pa.Table:
    """A table of counts as it may be given out."""
    rounded = disclose(table["count"].to_numpy(), DISCLOSURE)
    place = table.column_names.index("count")
    return table.set_column(place, COUNT_SCHEMA.field("count"), pa.array(rounded))


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
    return and_(true(), *conditions)


def extent(portal: Portal, scope: Scope) -> Optional[Box]:
    """The box around the wards that have cells in scope, or None."""
    areas = tables.areas.c
    wards = select(tables.counts.c.ward).where(in_scope(scope, tables.counts))
    wanted = select(func.min(areas.west), func.min(areas.south), func.max(areas.east), func.max(areas.north)).where(
        and_(areas.type == "ward", areas.code.in_(wards))
    )
    with portal.engine.connect() as connection:
        box = connection.execute(wanted).one()
    return None if box[0] is None else (box[0], box[1], box[2], box[3])


def _month(portal: Portal, scope: Scope, moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(get_dataset(portal, scope.dataset).time_zone))
    return f"{local.year:04d}-{local.month:02d}"
