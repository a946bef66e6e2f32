"""CQL2 JSON: the same tree from an object of operators and arguments."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn, Optional

from ...errors import InvalidInput
from . import shapes
from .expression import (
    GEOMETRY,
    MIRRORED,
    OPERATORS,
    Compare,
    Expression,
    Intersects,
    IsNull,
    Like,
    OneOf,
    Truth,
    Value,
    between,
    every,
    negated,
    some,
)
from .limits import check_size
from .moments import read_date, read_timestamp
from .shapes import Frame


def parse_json(text: str, frame: Frame) -> Expression:
    """The tree of a filter in CQL2 JSON. Raises InvalidInput where it cannot be read."""
    check_size(text, "cql2-json")
    try:
        # Whole numbers too are read as floats: one of a thousand digits is then infinite, and refused.
        read = json.loads(text, parse_int=float, parse_constant=_refuse_constant)
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:  # no answer could quote it, and no database be asked for it
        raise InvalidInput("The filter holds half a character (a lone surrogate). Write whole ones.") from error
    except json.JSONDecodeError as error:
        raise InvalidInput(f"The filter is not JSON: {error}. Say filter-lang=cql2-text for text.") from error
    return _expression(read, frame)


def _expression(node: Any, frame: Frame) -> Expression:
    if isinstance(node, bool):
        return Truth(node)
    if not isinstance(node, dict) or not isinstance(node.get("op"), str) or not isinstance(node.get("args"), list):
        raise InvalidInput(f'{_shown(node)} in the filter is not an object {{"op": ..., "args": [...]}}.')
    operator, arguments = node["op"].lower(), node["args"]
    if operator in ("and", "or"):
        parts = [_expression(each, frame) for each in arguments]
        if not parts:
            raise InvalidInput(f"'{operator}' in the filter has no args.")
        return every(parts) if operator == "and" else some(parts)
    if operator == "not":
        return negated(_expression(_of_number(node, 1)[0], frame))
    if operator == "s_intersects":
        return _intersects(node, frame)
    return _predicate(operator, node)


def _predicate(operator: str, node: dict[str, Any]) -> Expression:
    if operator in OPERATORS:
        return _compared(operator, *_of_number(node, 2))
    if operator == "isnull":
        return IsNull(_field(*_of_number(node, 1)))
    if operator == "between":
        operand, low, high = _of_number(node, 3)
        return between(_field(operand), _value(low), _value(high))
    if operator == "like":
        operand, pattern = _of_number(node, 2)
        if not isinstance(pattern, str):
            raise InvalidInput(f"'like' in the filter has {_shown(pattern)} where a pattern fits.")
        return Like(_field(operand), pattern)
    if operator == "in":
        operand, values = _of_number(node, 2)
        if not isinstance(values, list) or not values:
            raise InvalidInput(f"'in' in the filter has {_shown(values)} where a list of values fits.")
        return OneOf(_field(operand), tuple(map(_value, values)))
    known = ", ".join(("and", "or", "not", *OPERATORS, "between", "in", "like", "isNull", "s_intersects"))
    raise InvalidInput(f"The filter's operator {_shown(node['op'])} is not one of: {known}.")


def _compared(operator: str, left: Any, right: Any) -> Expression:
    if _is_field(left) == _is_field(right):
        raise InvalidInput(f"Compare a field with a value in the filter: not {_shown(left)} with {_shown(right)}.")
    if _is_field(left):
        return Compare(_field(left), operator, _value(right))
    return Compare(_field(right), MIRRORED[operator], _value(left))


def _intersects(node: dict[str, Any], frame: Frame) -> Expression:
    drawn = [each for each in _of_number(node, 2) if not (_is_field(each) and each["property"] == GEOMETRY)]
    if len(drawn) != 1 or not isinstance(drawn[0], dict) or _is_field(drawn[0]):
        raise InvalidInput('s_intersects in the filter takes {"property": "geometry"} and one geometry or bbox.')
    box = _box(drawn[0])
    return Intersects(shapes.checked(shapes.of_geojson(drawn[0]) if box is None else shapes.of_box(box, frame), frame))


def _box(shape: dict[str, Any]) -> Optional[list[float]]:
    if "bbox" not in shape or "type" in shape:
        return None
    if not isinstance(shape["bbox"], list) or not all(isinstance(each, float) for each in shape["bbox"]):
        raise InvalidInput(f"The bbox {_shown(shape['bbox'])} in the filter is not a list of numbers.")
    return list(shape["bbox"])


def _of_number(node: dict[str, Any], number: int) -> list[Any]:
    arguments = list(node["args"])
    if len(arguments) != number:
        raise InvalidInput(f"{_shown(node['op'])} in the filter has {len(arguments)} args; it takes {number}.")
    return arguments


def _is_field(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("property"), str)


def _field(node: Any) -> str:
    if not _is_field(node):
        raise InvalidInput(f'{_shown(node)} in the filter is not a field: write {{"property": NAME}}.')
    return str(node["property"])


def _value(node: Any) -> Value:
    if isinstance(node, dict) and len(node) == 1:
        for kind, read in (("date", read_date), ("timestamp", read_timestamp)):
            if isinstance(node.get(kind), str):
                return read(node[kind])
    if isinstance(node, (str, bool)) or (isinstance(node, float) and math.isfinite(node)):
        return node
    raise InvalidInput(f"{_shown(node)} in the filter is not a text, number, date or timestamp.")


def _shown(node: Any) -> str:
    return json.dumps(node)[:80]


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidInput(f"{name} in the filter is not a number that JSON knows.")
