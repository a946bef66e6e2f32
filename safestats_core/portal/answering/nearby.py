"""Finding the rows of a box through the index on cells, where that is quicker than reading rows in their order.

What is found here only narrows: the whole condition, and what the person may see, is asked of every row besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt
from typing import Optional

import shapely
from sqlalchemy import ColumnElement, Connection, FromClause, and_, column, func, null, or_, select, table, true

from ...access import Level, Scope
from ..databases.partitions import dataset_table
from ..filters.expression import Every, Expression, Intersects
from ..filters.touching import simple_parts
from ..schema.tables import counter, incidents
from .cells import REACH, cells_in
from .row_filter import Box, RowFilter

_MOST_BOXES = 20
_FEWER = 4
_SPARE = 100
"""Rows beyond a page that are near and may be no answers: removed ones, or outside the shape that was asked for."""

_INDEXED = ("seq", "cell", "longitude", "latitude", "point_longitude", "point_latitude")
_near = incidents.alias("near")


@dataclass(frozen=True)
class Near:
    """Rows of the record or point level among which the answers to a filter are.

    first  the first of them, where these alone may fill a page; None: `rows` are looked through
    """

    rows: ColumnElement[bool]
    first: Optional[ColumnElement[bool]] = None


def nearby(
    connection: Connection,
    scope: Scope,
    row_filter: RowFilter,
    after: Optional[int] = None,
    limit: Optional[int] = None,
) -> Optional[Near]:
    """Where to look for the answers to a filter that names a box.

    after  only rows with a higher sequence number; said once, since SQLite would take the second for its way in
    limit  so many rows are wanted: then it is not worth it where so many are near that they are met anyway

    None where the filter names no box, or it is not worth it.
    """
    boxes = _boxes(row_filter)
    reach = REACH if scope.level == Level.RECORD else 0.0
    cells = cells_in(boxes, reach) if boxes else None
    if cells is None:
        return None

    def near(rows: FromClause) -> ColumnElement[bool]:
        beyond = true() if after is None else rows.c.seq > after
        return and_(rows.c.cell.in_(cells), beyond, _in_boxes(boxes, scope.level, rows))

    is_lite, is_open, end = connection.dialect.name == "sqlite", _is_open(scope, row_filter), None
    if limit is not None:
        number, end = _looked_up(connection, scope.dataset, near, 1 if is_open else _FEWER, limit + _SPARE)
        if number is None:
            return None
    if is_lite:
        # Found in the index, put in order, and fetched one by one until the page is full.
        return Near(incidents.c.seq.in_(select(_near.c.seq).where(_near.c.dataset == scope.dataset, near(_near))))
    # PostgreSQL fetches all of them and sorts; it is slower where it is told to do as above. Where hardly any of them
    # is no answer, it need not fetch those behind the last one of the page.
    first = and_(near(incidents), incidents.c.seq <= end) if is_open and end is not None else None
    return Near(near(incidents), first)


def _boxes(row_filter: RowFilter) -> list[Box]:
    """The smallest boxes of the filter outside which no row answers it; none where it asks about no place."""
    asked = [[part.bounds for part in simple_parts(each)] for each in _shapes(row_filter.condition)]
    if row_filter.bbox is not None:
        west, south, east, north = row_filter.bbox
        across = [(west, south, 180.0, north), (-180.0, south, east, north)]
        asked.append([row_filter.bbox] if west <= east else across)
    few = [boxes for boxes in asked if len(boxes) <= _MOST_BOXES]
    return min(few, key=lambda boxes: sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes), default=[])


def _shapes(condition: Optional[Expression]) -> Iterator[shapely.Geometry]:
    """What an answer has to touch in any case."""
    for part in condition.parts if isinstance(condition, Every) else (condition,):
        if isinstance(part, Intersects):
            yield shapely.from_wkb(part.shape)


def _in_boxes(boxes: list[Box], level: Level, rows: FromClause) -> ColumnElement[bool]:
    # The index holds the coordinates: what is in its cells but not in a box is never fetched.
    prefix = "" if level == Level.RECORD else "point_"
    longitude, latitude = (rows.c[prefix + name] for name in ("longitude", "latitude"))
    return or_(
        *(and_(longitude.between(west, east), latitude.between(south, north)) for west, south, east, north in boxes)
    )


def _is_open(scope: Scope, row_filter: RowFilter) -> bool:
    """Whether hardly anything but the box decides which rows are answers."""
    is_open = not any(clause.area_sets or clause.categories for clause in scope.clauses)
    alone = RowFilter(bbox=row_filter.bbox, condition=row_filter.condition)
    return is_open and alone == row_filter and not isinstance(row_filter.condition, Every)


def _looked_up(
    connection: Connection, dataset: str, near: Callable[[FromClause], ColumnElement[bool]], times: int, offset: int
) -> tuple[Optional[int], Optional[int]]:
    """How many rows are near, and the sequence number of that one of them before which so many others are.

    near  which rows of a table they are, by what the index on cells holds

    No number where reading all rows in their order meets a page of answers sooner than fetching so many near ones.
    With n of N rows near, the one reads about 1,000 N / n rows. The other reads n entries of the index, and on
    PostgreSQL n rows in no order, each of which takes about as long as five in order. Where most of the near rows are
    no answers, for another reason, the first way takes longer: so many `times` as many are then looked up.
    """
    is_lite = connection.dialect.name == "sqlite"
    published = connection.scalar(select(counter.c.value).where(counter.c.name == "seq")) or 0
    most = times * isqrt((1_500 if is_lite else 200) * published) + 1_000
    if not is_lite and connection.scalar(select(func.to_regclass(dataset_table(dataset)))) is None:
        return 0, None
    # In PostgreSQL its own table is asked: the dataset is not in the index, and each row would be fetched for it.
    rows, own = (_near, _near.c.dataset == dataset) if is_lite else (_own_table(dataset), true())
    found = select(rows.c.seq).where(own, near(rows)).limit(most + 1).cte("found")
    end = null() if is_lite else select(found.c.seq).order_by(found.c.seq).offset(offset).limit(1).scalar_subquery()
    number, last = connection.execute(select(func.count(), end).select_from(found)).one()
    return (None, None) if number > most else (number, last)


@lru_cache(maxsize=256)
def _own_table(dataset: str) -> FromClause:
    indexed = (incidents.c[name] for name in _INDEXED)
    return table(dataset_table(dataset), *(column(each.name, each.type) for each in indexed))
