"""Which fields a person may ask about, and whether a filter makes sense of them.

The fields are those of her scope. One that her grants hide in every row is as unknown as one that never existed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone

import pyarrow as pa

from ...access import Level, Scope
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
    every,
    negated,
    some,
)
from .moments import read_moment

Kinds = Mapping[str, str]
"""Field -> "text", "number", "time" or "place"."""


def filter_fields(scope: Scope) -> Kinds:
    """The fields of a scope that a filter may name, in order.

    Not `count`: what a person sees of it is rounded, and a question to the number behind it would undo that.
    """
    kinds = {field.name: _kind(field.type) for field in scope.schema if field.name != "count"}
    place = {"ward"} if scope.level == Level.COUNTS else {"longitude", "latitude"}
    return {**kinds, GEOMETRY: "place"} if place <= set(kinds) else kinds


def checked(expression: Expression, kinds: Kinds) -> Expression:
    """The filter with its values in the kind of their fields, days as spans of time.

    Raises InvalidInput for a field that is unknown, and for a value that its field never has.
    """
    if isinstance(expression, Not):
        return negated(checked(expression.part, kinds))
    if isinstance(expression, Every):
        return every([checked(part, kinds) for part in expression.parts])
    if isinstance(expression, Some):
        return some([checked(part, kinds) for part in expression.parts])
    if isinstance(expression, Truth):
        return expression
    name = GEOMETRY if isinstance(expression, Intersects) else expression.field
    if name not in kinds:
        raise InvalidInput(f"There is no field '{name}' to filter by in this collection. It has: {', '.join(kinds)}.")
    return _predicate(expression, name, kinds[name])


def _predicate(expression: Expression, name: str, kind: str) -> Expression:
    if isinstance(expression, (IsNull, Intersects)):
        return expression
    if kind == "place":
        raise InvalidInput(f"The field '{name}' is a place: ask S_INTERSECTS({name}, ...) or {name} IS NULL.")
    if isinstance(expression, Like):
        return Like(name, _text(name, kind, expression.pattern))
    if isinstance(expression, OneOf):
        return _one_of(name, [_value(name, kind, each) for each in expression.values])
    if isinstance(expression, Compare):
        return _compared(name, expression.operator, _value(name, kind, expression.value))
    raise InvalidInput(f"The field '{name}' cannot be asked in this way.")


def _one_of(name: str, values: list[Value]) -> Expression:
    days = [_compared(name, "=", value) for value in values if _is_day(value)]
    others = tuple(value for value in values if not _is_day(value))
    return some([OneOf(name, others), *days] if others else days)


def _compared(name: str, operator: str, value: Value) -> Expression:
    if not isinstance(value, date) or isinstance(value, datetime):
        return Compare(name, operator, value)
    begin = datetime.combine(value, time.min, timezone.utc)
    end = begin + timedelta(days=1)
    within = Every((Compare(name, ">=", begin), Compare(name, "<", end)))
    spans: dict[str, Expression] = {
        "=": within,
        "<>": Not(within),
        "<": Compare(name, "<", begin),
        "<=": Compare(name, "<", end),
        ">": Compare(name, ">=", end),
        ">=": Compare(name, ">=", begin),
    }
    return spans[operator]


def _value(name: str, kind: str, value: Value) -> Value:
    if kind == "text":
        return _text(name, kind, value)
    if kind == "number" and isinstance(value, float):
        return value
    if kind == "time" and isinstance(value, (str, date)):
        moment = read_moment(value) if isinstance(value, str) else value
        if not 1 < moment.year < 9999:
            raise InvalidInput(f"{moment} in the filter cannot be compared with. Give a year from 2 to 9998.")
        return moment
    raise _unfit(name, kind, value)


def _is_day(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _text(name: str, kind: str, value: Value) -> str:
    if kind != "text" or not isinstance(value, str):
        raise _unfit(name, kind, value)
    if "\0" in value or not value.isprintable() and any("\ud800" <= each <= "\udfff" for each in value):
        raise InvalidInput(f"The value for '{name}' in the filter has a character that no text of the portal has.")
    return value


def _unfit(name: str, kind: str, value: Value) -> InvalidInput:
    return InvalidInput(f"The field '{name}' is a {kind}; the filter compares it with '{value}'.")


def _kind(of: pa.DataType) -> str:
    if pa.types.is_timestamp(of):
        return "time"
    return "text" if pa.types.is_string(of) else "number"
