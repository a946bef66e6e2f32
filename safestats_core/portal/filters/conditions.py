"""A checked filter as an SQL condition. Only what stands here becomes SQL, and every value is a bound parameter."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import shapely
from sqlalchemy import ColumnElement, Double, and_, false, literal, not_, or_, true

from ...errors import InvalidInput
from .expression import (
    GEOMETRY,
    Compare,
    Every,
    Expression,
    Intersects,
    IsNull,
    Like,
    Not,
    OneOf,
    Some,
    Truth,
    Value,
)
from .sql_words import bytewise, like

Columns = Mapping[str, ColumnElement[Any]]
"""Field -> what the person sees of it: null in rows that hide it from her."""

Meets = Callable[[shapely.Geometry], ColumnElement[bool]]
"""Whether the place of a row, as she sees it, touches a shape: unknown where she sees none."""

_WORLD = shapely.box(-180, -90, 180, 90)

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def condition(expression: Expression, columns: Columns, meets: Meets) -> ColumnElement[bool]:
    """The rows that answer a filter, which must have passed `fields.checked`."""
    if isinstance(expression, Truth):
        return true() if expression.value else false()
    if isinstance(expression, Not):
        return not_(condition(expression.part, columns, meets))
    if isinstance(expression, (Every, Some)):
        join = and_ if isinstance(expression, Every) else or_
        return join(*(condition(part, columns, meets) for part in expression.parts))
    if isinstance(expression, Intersects):
        return meets(shapely.from_wkb(expression.shape))
    if isinstance(expression, IsNull):
        return (meets(_WORLD) if expression.field == GEOMETRY else columns[expression.field]).is_(None)
    return _predicate(expression, columns)


def _predicate(expression: Expression, columns: Columns) -> ColumnElement[bool]:
    if isinstance(expression, OneOf):
        return columns[expression.field].in_([_bound(value) for value in expression.values])
    if isinstance(expression, Like):
        return like(columns[expression.field], expression.pattern)
    if isinstance(expression, Compare):
        return _compared(columns[expression.field], expression.operator, expression.value)
    raise InvalidInput(f"The portal cannot answer a filter with {type(expression).__name__}.")


def _compared(column: ColumnElement[Any], sign: str, value: Value) -> ColumnElement[bool]:
    compare: Callable[[Any, Any], ColumnElement[bool]] = _COMPARISONS[sign]
    is_ordered_text = isinstance(value, str) and sign not in ("=", "<>")
    return compare(bytewise(column) if is_ordered_text else column, _bound(value))


def _bound(value: Value) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        seconds = value.timestamp()
        return int(seconds) if seconds.is_integer() else literal(seconds, Double)
    if isinstance(value, date):
        raise InvalidInput(f"The day {value} was not read as a span of time.")
    return literal(float(value), Double)
