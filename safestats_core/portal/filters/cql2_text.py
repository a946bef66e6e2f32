"""CQL2 text, read by recursive descent: a function for each rule of the grammar that the portal answers."""

from __future__ import annotations

import math
from typing import Union

import shapely

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
from .words import Words


def parse_text(text: str, frame: Frame) -> Expression:
    """The tree of a filter in CQL2 text. Raises InvalidInput, with the place, where it cannot be read."""
    check_size(text, "cql2-text")
    reader = _Reader(text, frame)
    found = reader.alternatives()
    reader.take_end()
    return found


class _Field(str):
    """The name of a field, where a value could stand too."""


class _Reader:
    def __init__(self, text: str, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self._words = Words(text)

    def alternatives(self) -> Expression:
        """A OR B OR C."""
        parts = [self._conjunction()]
        while self._words.skip("OR"):
            parts.append(self._conjunction())
        return some(parts)

    def take_end(self) -> None:
        """Nothing may follow."""
        if self._words.next.kind != "end":
            raise self._words.unexpected("AND, OR or the end")

    def _conjunction(self) -> Expression:
        parts = [self._factor()]
        while self._words.skip("AND"):
            parts.append(self._factor())
        return every(parts)

    def _factor(self) -> Expression:
        negations = 0
        while self._words.skip("NOT"):
            negations += 1
        found = self._primary()
        return negated(found) if negations % 2 else found

    def _primary(self) -> Expression:
        if self._words.skip("("):
            found = self.alternatives()
            self._words.expect(")")
            return found
        if self._words.next.keyword in ("TRUE", "FALSE"):
            return Truth(self._words.take().keyword == "TRUE")
        if self._words.next.keyword == "S_INTERSECTS" and self._words.after_next.value == "(":
            return self._intersects()
        return self._predicate()

    def _predicate(self) -> Expression:
        left = self._operand()
        if self._words.next.keyword in OPERATORS:
            return _compared(left, self._words.take().value, self._operand())
        field = _named(left)
        if self._words.skip("IS"):
            is_not = self._words.skip("NOT")
            self._words.expect("NULL")
            return negated(IsNull(field)) if is_not else IsNull(field)
        is_not = self._words.skip("NOT")
        found = self._advanced(field)
        return negated(found) if is_not else found

    def _advanced(self, field: str) -> Expression:
        if self._words.skip("LIKE"):
            if self._words.next.kind != "text":
                raise self._words.unexpected("a pattern in single quotes")
            return Like(field, self._words.take().value)
        if self._words.skip("BETWEEN"):
            low = self._value()
            self._words.expect("AND")
            return between(field, low, self._value())
        self._words.expect("IN", "a comparison")
        self._words.expect("(")
        values = [self._value()]
        while self._words.skip(","):
            values.append(self._value())
        self._words.expect(")")
        return OneOf(field, tuple(values))

    def _operand(self) -> Union[_Field, Value]:
        word = self._words.next
        if word.kind == "quoted":
            return _Field(self._words.take().value)
        if word.kind == "name" and word.keyword not in ("TRUE", "FALSE") and self._words.after_next.value != "(":
            return _Field(self._words.take().value)
        return self._value()

    def _value(self) -> Value:
        word = self._words.next
        if word.kind == "text":
            return self._words.take().value
        if word.kind == "number":
            return _number(self._words.take().value)
        if word.keyword in ("TRUE", "FALSE"):
            return self._words.take().keyword == "TRUE"
        if word.keyword in ("DATE", "TIMESTAMP"):
            return self._moment()
        raise self._words.unexpected("a field or a value")

    def _moment(self) -> Value:
        read = read_date if self._words.take().keyword == "DATE" else read_timestamp
        self._words.expect("(")
        if self._words.next.kind != "text":
            raise self._words.unexpected("a time in single quotes")
        written = self._words.take().value
        self._words.expect(")")
        return read(written)

    def _intersects(self) -> Expression:
        self._words.take()
        self._words.expect("(")
        sides = [self._place_or_shape()]
        self._words.expect(",")
        sides.append(self._place_or_shape())
        self._words.expect(")")
        drawn = [side for side in sides if side is not None]
        if len(drawn) != 1:
            raise InvalidInput("S_INTERSECTS in the filter takes geometry and one shape: S_INTERSECTS(geometry, ...).")
        return Intersects(shapes.checked(drawn[0], self._frame))

    def _place_or_shape(self) -> Union[shapely.Geometry, None]:
        """A shape, or None for the field `geometry`."""
        word = self._words.next
        if word.keyword == "BBOX":
            return shapes.of_box(self._box(), self._frame)
        if word.keyword in shapes.WKT_TYPES:
            return shapes.of_wkt(self._to_closing_bracket())
        if word.kind in ("name", "quoted") and word.value == GEOMETRY:
            self._words.take()
            return None
        raise self._words.unexpected("geometry, BBOX(...) or a shape such as POLYGON((...))")

    def _box(self) -> list[float]:
        self._words.take()
        self._words.expect("(")
        numbers = []
        while self._words.next.kind == "number":
            numbers.append(_number(self._words.take().value))
            if not self._words.skip(","):
                break
        self._words.expect(")")
        return numbers

    def _to_closing_bracket(self) -> str:
        begin, depth = self._words.next.begin, 0
        while self._words.next.kind != "end":
            word = self._words.take()
            depth += {"(": 1, ")": -1}.get(word.keyword, 0)
            if word.keyword == ")" and depth <= 0:
                return self._text[begin : word.end]
        raise self._words.unexpected("a closing bracket")


def _compared(left: Union[_Field, Value], operator: str, right: Union[_Field, Value]) -> Expression:
    if isinstance(left, _Field) == isinstance(right, _Field):
        raise InvalidInput(f"Compare a field with a value in the filter: not '{left}' {operator} '{right}'.")
    if isinstance(left, _Field):
        return Compare(str(left), operator, right)
    return Compare(str(right), MIRRORED[operator], left)


def _named(operand: Union[_Field, Value]) -> str:
    if not isinstance(operand, _Field):
        raise InvalidInput(f"The filter has the value '{operand}' where a comparison or a field fits.")
    return str(operand)


def _number(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise InvalidInput(f"The number {written} in the filter is too large.")
    return number
