"""A filter as a tree, whatever language it was written in. Every part is plain data: it can be compared and printed.

A part is true, false or unknown of a row: unknown where a field that it compares is null.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Union

Value = Union[str, float, bool, datetime, date]

GEOMETRY = "geometry"
"""The name of the field that holds the place of a feature."""


@dataclass(frozen=True)
class Truth:
    """True or false of every row."""

    value: bool


@dataclass(frozen=True)
class Compare:
    """A field against a value. operator: one of OPERATORS."""

    field: str
    operator: str
    value: Value


@dataclass(frozen=True)
class OneOf:
    """A field equals one of the values."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Like:
    """A text matches a pattern: % stands for any characters, _ for one, a backslash takes the meaning of the next."""

    field: str
    pattern: str


@dataclass(frozen=True)
class IsNull:
    """A field has no value: true or false, never unknown."""

    field: str


@dataclass(frozen=True)
class Intersects:
    """The place of a feature touches a shape (WKB, longitude and latitude in WGS 84)."""

    shape: bytes


@dataclass(frozen=True)
class Not:
    """The opposite; of what is unknown: unknown."""

    part: Expression


@dataclass(frozen=True)
class Every:
    """All parts hold."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Some:
    """At least one part holds."""

    parts: tuple[Expression, ...]


Expression = Union[Truth, Compare, OneOf, Like, IsNull, Intersects, Not, Every, Some]

OPERATORS = ("=", "<>", "<", ">", "<=", ">=")
MIRRORED = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""The operator that says the same with its two sides changed over."""


def between(field: str, low: Value, high: Value) -> Expression:
    """A field lies between two values, both included."""
    return Every((Compare(field, ">=", low), Compare(field, "<=", high)))


def negated(part: Expression) -> Expression:
    """The opposite, without two negations on top of each other."""
    return part.part if isinstance(part, Not) else Not(part)


def every(parts: list[Expression]) -> Expression:
    """All of one or more parts; what is joined by "and" already is not nested again."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Every) else (part,))]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def some(parts: list[Expression]) -> Expression:
    """Any of one or more parts, not nested again."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Some) else (part,))]
    return flat[0] if len(flat) == 1 else Some(tuple(flat))
