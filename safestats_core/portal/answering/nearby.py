"""Finding the rows of a box through the index on cells, where that is quicker than reading rows in their order.

What is found here only narrows: the whole condition, and what the person may see, is asked of every row besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import isqrt
from typing import Optional

import shapely
from sqlalchemy import ColumnElement, Connection, FromClause, and_, column, func, inspect, or_, select, table, true

from ...access import Level, Scope
from ..databases.partitions import dataset_table
from ..filters.expression import Every, Expression, Intersects
from ..schema.tables import counter, incidents
from .cells import REACH, cells_in
from .row_filter import Box, RowFilter

_MOST_BOXES = 20
_FEWER = 4
_INDEXED = ("seq", "cell", "longitude", "latitude", "point_longitude", "point_latitude")
_near = incidents.alias("near")


def nearby(
    connection: Connection, scope: Scope, row_filter: RowFilter, after: Optional[int] = None, is_page: bool = False
) -> Optional[ColumnElement[bool]]:
    """The rows of the record or point level among which all answers to a filter are.

    after    only rows with a higher sequence number; said once, since SQLite would take the second for its way in
    is_page  only the first rows are wanted: then it is not worth it where so many are near that they are met anyway

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

    if is_page and _is_too_many(connection, scope.dataset, near, 1 if _is_open(scope, row_filter) else _FEWER):
        return None
    if connection.dialect.name == "sqlite":
        # Found in the index, put in order, and fetched one by one until the page is full.
        return incidents.c.seq.in_(select(_near.c.seq).where(_near.c.dataset == scope.dataset, near(_near)))
    # PostgreSQL fetches all of them and sorts; it is slower where it is told to do as above.
    return near(incidents)


def _boxes(row_filter: RowFilter) -> list[Box]:
    """The smallest boxes of the filter outside which no row answers it; none where it asks about no place."""
    asked = [[(shape.bounds) for shape in _parts(each)] for each in _shapes(row_filter.condition)]
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


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    if shape.geom_type.startswith("Multi") or shape.geom_type == "GeometryCollection":
        return [part for member in shape.geoms for part in _parts(member)]
    return [shape]


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


def _is_too_many(
    connection: Connection, dataset: str, near: Callable[[FromClause], ColumnElement[bool]], times: int
) -> bool:
    """Whether reading all rows in their order meets a page of answers sooner than fetching so many near ones.

    near  which rows of a table they are, by what the index on cells holds

    With n of N rows near, the one reads about 1,000 N / n rows. The other reads n entries of the index, and on
    PostgreSQL n rows in no order, each of which takes about as long as five in order. Where most of the near rows are
    no answers, for another reason, the first way takes longer: so many `times` as many are then looked up.
    """
    is_lite = connection.dialect.name == "sqlite"
    published = connection.scalar(select(counter.c.value).where(counter.c.name == "seq")) or 0
    most = times * isqrt((1_500 if is_lite else 200) * published) + 1_000
    if not is_lite and not inspect(connection).has_table(dataset_table(dataset)):
        return False
    # In PostgreSQL its own table is asked: the dataset is not in the index, and each row would be fetched for it.
    rows, own = (_near, _near.c.dataset == dataset) if is_lite else (_own_table(dataset), true())
    found = select(rows.c.seq).where(own, near(rows)).limit(most + 1)
    return (connection.scalar(select(func.count()).select_from(found.subquery())) or 0) > most


@lru_cache(maxsize=256)
def _own_table(dataset: str) -> FromClause:
    indexed = (incidents.c[name] for name in _INDEXED)
    return table(dataset_table(dataset), *(column(each.name, each.type) for each in indexed))
