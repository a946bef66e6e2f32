"""A scope and a filter as SQL conditions: the rows that a person may see, and those of them that she asks for.

A filter is answered as if it were put to the rows that the person sees: where the field that it asks
about is hidden from her, a row does not match, whatever the field holds. In a filter that she writes herself
(`RowFilter.condition`) a field that is hidden is null, as she sees it: a comparison with it is unknown, so is
its opposite, and IS NULL is true of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

import shapely
from sqlalchemy import Column, ColumnElement, Table, and_, bindparam, case, literal, or_, true

from ...access import GRANT_AREA_COLUMNS, LEVEL_SCHEMAS, Clause, Level, Scope
from ...incidents import AREA_TYPES
from ..filters.conditions import Meets, condition
from ..filters.halves import any_of
from ..filters.sql_words import unsorted
from ..filters.touching import touches
from ..schema import tables
from .row_filter import Box, RowFilter

_MOST_BOUND = 500
"""Values of a scope that are bound each time that the question asks about it, which may be dozens of times: PostgreSQL
takes 65,535 in all, SQLite mostly 32,766. Where there are more, they stand in the question as they are."""


@dataclass(frozen=True)
class StoredLevel:
    """Where a level is kept: its table, and for each public field the column that holds it."""

    table: Table
    columns: Mapping[str, Column]


def _stored(level: Level, table: Table, prefixed: Mapping[str, str]) -> StoredLevel:
    return StoredLevel(table, {name: table.c[prefixed.get(name, name)] for name in LEVEL_SCHEMAS[level].names})


STORED = {
    Level.RECORD: _stored(Level.RECORD, tables.incidents, {}),
    Level.POINT: _stored(
        Level.POINT,
        tables.incidents,
        {
            "incident_id": "point_id",
            "start": "point_start",
            "end": "point_end",
            "time_precision": "point_time_precision",
            "longitude": "point_longitude",
            "latitude": "point_latitude",
            "location_precision": "point_location_precision",
        },
    ),
    Level.COUNTS: _stored(Level.COUNTS, tables.counts, {}),
}


_WITHOUT_OWN_IDS = _stored(Level.RECORD, tables.incidents, {"incident_id": "point_id"})
"""The record level for those who are not told a record's own id: under the keyed one."""


def stored_for(scope: Scope) -> StoredLevel:
    """Where the level of a scope is kept, as far as the scope tells ids."""
    if scope.level == Level.RECORD and not scope.tells_own_ids:
        return _WITHOUT_OWN_IDS
    return STORED[scope.level]


def in_scope(scope: Scope, table: Table, by_number: bool = False) -> ColumnElement[bool]:
    """The rows of `table` (incidents or counts) that at least one clause of the scope covers.

    by_number  the caller names the sequence numbers: SQLite looks rows up by these alone, and by no index before
    """
    ended = true() if scope.last_month is None else table.c.month <= scope.last_month
    dataset = unsorted(table.c.dataset) if by_number else table.c.dataset
    return and_(dataset == scope.dataset, ended, _covered(scope.clauses, table))


def shown(scope: Scope, table: Table, *names: str) -> ColumnElement[bool]:
    """The rows in which the scope shows all of the fields `names`. To be used together with `in_scope`."""
    conditions = []
    for name in names:
        showing = tuple(clause for clause in scope.clauses if name in clause.fields)
        if showing != scope.clauses:
            conditions.append(_covered(showing, table))
    return and_(true(), *conditions)


def matching(row_filter: RowFilter, scope: Scope) -> ColumnElement[bool]:
    """The rows of the record or point level that answer `row_filter`."""
    stored = stored_for(scope)
    columns, table = stored.columns, stored.table
    conditions = [shown(scope, table, name) for name in _asked_fields(row_filter)]
    conditions.append(in_months(row_filter, table))
    if row_filter.bbox is not None:
        conditions.append(_in_box(row_filter.bbox, columns))
    if row_filter.starts_before is not None:
        conditions.append(columns["start"] <= math.floor(row_filter.starts_before.timestamp()))
    if row_filter.ends_after is not None:
        conditions.append(columns["end"] >= math.ceil(row_filter.ends_after.timestamp()))
    if row_filter.categories:
        conditions.append(columns["category"].in_(row_filter.categories))
    if row_filter.area_codes:
        conditions.append(in_areas(row_filter.area_codes, scope))
    conditions.append(answering(row_filter, scope, lambda shape: _meets(shape, scope)))
    return and_(true(), *conditions)


def answering(row_filter: RowFilter, scope: Scope, meets: Meets) -> ColumnElement[bool]:
    """The rows that answer the filter that the person wrote herself.

    meets  whether the place that she sees of a row touches a shape
    """
    if row_filter.condition is None:
        return true()
    return condition(row_filter.condition, _seen(scope), meets)


def in_months(row_filter: RowFilter, table: Table) -> ColumnElement[bool]:
    """The rows of the months that are asked for; a row's month is never hidden."""
    one = true() if row_filter.month is None else table.c.month == row_filter.month
    return and_(one, _between(row_filter.from_month, row_filter.to_month, table))


def in_areas(codes: tuple[str, ...], scope: Scope) -> ColumnElement[bool]:
    """The rows that lie in one of the areas, as far as the scope shows in which area they lie."""
    stored = stored_for(scope)
    return or_(
        *(
            and_(stored.columns[name].in_(codes), shown(scope, stored.table, name))
            for name in AREA_TYPES
            if name in stored.columns
        )
    )


def _seen(scope: Scope) -> Mapping[str, ColumnElement[Any]]:
    """Every field as the scope shows it: null in the rows that hide it."""
    stored = stored_for(scope)
    return {name: _where_shown(stored.columns[name], scope, name) for name in scope.fields}


def _where_shown(value: ColumnElement[Any], scope: Scope, name: str) -> ColumnElement[Any]:
    if all(name in clause.fields for clause in scope.clauses):
        return value
    return case((shown(scope, stored_for(scope).table, name), value))


def _meets(shape: shapely.Geometry, scope: Scope) -> ColumnElement[bool]:
    longitude, latitude = (stored_for(scope).columns[name] for name in ("longitude", "latitude"))
    is_placed = and_(longitude.is_not(None), latitude.is_not(None))
    is_shown = shown(scope, stored_for(scope).table, "longitude", "latitude")
    return case((and_(is_placed, is_shown), touches(shape, longitude, latitude)))


def _asked_fields(row_filter: RowFilter) -> list[str]:
    asked = {
        "longitude": row_filter.bbox,
        "latitude": row_filter.bbox,
        "start": row_filter.starts_before,
        "end": row_filter.ends_after,
        "category": row_filter.categories or None,
    }
    return [name for name, value in asked.items() if value is not None]


def _covered(clauses: tuple[Clause, ...], table: Table) -> ColumnElement[bool]:
    in_text = sum(map(_values, clauses)) > _MOST_BOUND
    return any_of([_clause(clause, table, in_text) for clause in clauses])


def _clause(clause: Clause, table: Table, in_text: bool) -> ColumnElement[bool]:
    """The rows that a clause covers; `in_text` its values stand in the question itself, and are not bound to it."""

    def among(column: Column, values: frozenset[str]) -> ColumnElement[bool]:
        return column.in_(bindparam(None, sorted(values), column.type, expanding=True, literal_execute=in_text))

    conditions = [_between(clause.from_month, clause.to_month, table, in_text)]
    for codes in clause.area_sets:
        conditions.append(or_(*(among(table.c[name], codes) for name in GRANT_AREA_COLUMNS)))
    if clause.categories is not None:
        conditions.append(among(table.c.category, clause.categories))
    return and_(true(), *conditions)


def _values(clause: Clause) -> int:
    areas = sum(map(len, clause.area_sets))
    return 2 + areas * len(GRANT_AREA_COLUMNS) + len(clause.categories or ())


def _between(first: Optional[str], last: Optional[str], table: Table, in_text: bool = False) -> ColumnElement[bool]:
    month = unsorted(table.c.month)
    edges = [None if edge is None else literal(edge, month.type, literal_execute=in_text) for edge in (first, last)]
    return and_(true() if first is None else month >= edges[0], true() if last is None else month <= edges[1])


def _in_box(box: Box, columns: Mapping[str, Column]) -> ColumnElement[bool]:
    west, south, east, north = box
    longitude = columns["longitude"]
    across = longitude.between(west, east) if west <= east else or_(longitude >= west, longitude <= east)
    return and_(across, columns["latitude"].between(south, north))
