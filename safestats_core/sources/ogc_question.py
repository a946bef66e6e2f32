"""A query in the words of an OGC API: parameters that every server takes, and a CQL2 filter where it declares one.

What is put to the server is never narrower than the query. The rows are narrowed again when they have come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Optional

import shapely

from ..incidents import AREA_TYPES
from ..query import FIRST_MONTH, LAST_MONTH, Period, Query

LONGEST_FILTER = 3_500
"""Bytes; an address as a whole has to stay below 8,000 for most servers."""

_MOST_CORNERS = 400
_MARGIN = timedelta(days=1)
"""A month of the dataset's own calendar begins within a day of the same month in UTC."""

_OPEN = ".."
"""An end of an interval that is open."""

InCategory = Callable[[str], bool]


@dataclass(frozen=True)
class Question:
    """What is put to the server, and which parts of the query it covers, roughly or exactly."""

    parameters: Mapping[str, str]
    rough: tuple[str, ...]
    exact: tuple[str, ...]


@dataclass(frozen=True)
class Abilities:
    """What a collection can be asked by.

    classes      names of the conformance classes of the server, as `OgcServer.conformance` gives them
    fields       as `OgcServer.queryables` gives them
    has_time     whether the collection has a time by which it can be asked
    category     the field that holds the words for categories, if any
    area_fields  fields that hold codes of areas as they are
    """

    classes: frozenset[str]
    fields: Mapping[str, Mapping[str, Any]]
    has_time: bool
    category: Optional[str] = None
    area_fields: tuple[str, ...] = tuple(AREA_TYPES)


def question(query: Query, can: Abilities, means: InCategory) -> Question:
    """How to ask for `query`.

    means  whether a word for a category is one of those that are asked for
    """
    parameters: dict[str, str] = {}
    rough, exact = [], []
    if query.area is not None:
        parameters["bbox"] = ",".join(f"{edge:.7f}" for edge in _widened(query.area.bounds))
        rough.append("area")
    interval = _interval(query.period) if query.period is not None and can.has_time else ""
    if interval:
        parameters["datetime"] = interval
        rough.append("period")
    conditions = _conditions(query, can, means) if {"cql2-text", "features-filter"} <= can.classes else {}
    text = " AND ".join(conditions.values())
    if text and len(text.encode()) <= LONGEST_FILTER:
        parameters |= {"filter": text, "filter-lang": "cql2-text"}
        exact += list(conditions)
    return Question(parameters, tuple(rough), tuple(exact))


def _conditions(query: Query, can: Abilities, means: InCategory) -> dict[str, str]:
    """Parts of the query that can be said in CQL2 -> how."""
    possible = {
        "area": _in_area(query.area, can),
        "area codes": _any_of(query.area_codes, [name for name in can.area_fields if name in can.fields]),
        "categories": _in_categories(query, can, means),
    }
    return {part: f"({text})" for part, text in possible.items() if text}


def _in_area(area: Optional[shapely.Geometry], can: Abilities) -> str:
    geometry = next((name for name, schema in can.fields.items() if _is_geometry(schema)), None)
    takes_polygons = bool({"basic-spatial-functions-plus", "spatial-functions"} & can.classes)
    if area is None or geometry is None or not takes_polygons or shapely.get_num_coordinates(area) > _MOST_CORNERS:
        return ""
    return f"S_INTERSECTS({_name(geometry)},{shapely.to_wkt(area, rounding_precision=9)})"


def _in_categories(query: Query, can: Abilities, means: InCategory) -> str:
    """Only where the server lists all words of the field: another spelling would be lost in silence."""
    words = can.fields.get(can.category or "", {}).get("enum")
    if not query.categories or can.category is None or not words:
        return ""
    wanted = [str(word) for word in words if means(str(word))]
    return _any_of(wanted, [can.category]) or "1 = 0"


def _any_of(values: Any, fields: list[str]) -> str:
    listed = ",".join(f"'{_escaped(value)}'" for value in values)
    return " OR ".join(f"{_name(field)} IN ({listed})" for field in fields) if listed else ""


def _is_geometry(schema: Mapping[str, Any]) -> bool:
    return str(schema.get("format", "")).startswith("geometry-") or "geojson.org/schema" in str(schema.get("$ref", ""))


def _name(field: str) -> str:
    return field if field.isidentifier() and field.isascii() else '"' + field.replace('"', '""') + '"'


def _escaped(value: str) -> str:
    return value.replace("'", "''")


def _widened(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """By what is lost where the edges are written with seven decimals."""
    west, south, east, north = bounds
    return west - 1e-7, south - 1e-7, east + 1e-7, north + 1e-7


def _interval(period: Period) -> str:
    """The months with the margin; "" where both ends are open, which is no interval to OGC API - Features."""
    opening, closing = _opening(period.first), _closing(period.last)
    return f"{opening}/{closing}" if opening != closing else ""


def _opening(first: str) -> str:
    if first <= FIRST_MONTH:
        return _OPEN
    return f"{date.fromisoformat(f'{first}-01') - _MARGIN}T00:00:00Z"


def _closing(last: str) -> str:
    if last >= LAST_MONTH:
        return _OPEN
    in_next = date.fromisoformat(f"{max(last, FIRST_MONTH)}-28") + timedelta(days=4)
    return f"{in_next.replace(day=1) + _MARGIN}T00:00:00Z"
