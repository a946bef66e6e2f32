"""What each section of a profile says about a column, in the words of a Table Schema.

Every part is a dict with a description, perhaps a type and a format, and perhaps constraints.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any, Optional

import pyproj

from ..incidents import AREA_TYPES
from .date_formats import compile_format
from .profile import Column, LocationRule, Profile

_PARTS_OF_DAY = {"hour", "half_day_hour"}
_MOMENT = datetime(2024, 7, 25, 22, 15, tzinfo=timezone.utc)
_WRITTEN = {"iso": "2024-07-25T22:15:00+01:00, shorter down to 2024-07", "prose": "10:15pm, 25th July 2024"}


Parts = Iterator[dict[str, Any]]


def _key(profile: Profile, name: str) -> Parts:
    if name in profile.key:
        alone = "Tells the row from all others" if len(profile.key) == 1 else "One of the columns that tell rows apart"
        yield {"description": f"{alone}, and stays the same when it is sent again.", "constraints": {"required": True}}
    if _has(profile.source_id, name):
        yield {"description": "The supplier's reference; it may repeat."}


def _supplier(profile: Profile, name: str) -> Parts:
    rule = profile.supplier
    if _has(rule.column, name):
        fallback = f" Blank stands for {rule.value}." if rule.value else ""
        needed = {} if rule.value or rule.file_name else {"required": True}
        yield {"description": f"Who recorded it.{fallback}", "constraints": needed}


def _category(profile: Profile, name: str) -> Parts:
    rule = profile.category
    if not _has(rule.column, name):
        return
    if not rule.crosswalk:
        yield {"description": "What happened, in the supplier's words."}
        return
    other = "are refused" if profile.rules.known_category else f"become '{rule.value or 'unclassified'}'"
    # A part of a column, or several joined, is not the column's value.
    whole = rule.column is not None and rule.column.names == (name,) and not rule.column.strip
    needed = {"required": True} if profile.rules.known_category and not rule.value else {}
    words = {"enum": list(rule.crosswalk)} if whole else {}
    yield {"description": f"What happened. Other words {other}.", "constraints": {**needed, **words}}


def _time(profile: Profile, name: str) -> Parts:
    rule = profile.time
    for column, meaning in ((rule.start, "When it happened, or began"), (rule.end, "When it ended, if that is known")):
        if column is None or not _has(column, name):
            continue
        ways = " or ".join(_WRITTEN.get(written) or _MOMENT.strftime(written) for written in rule.formats)
        if len(column.names) == 1:
            needed = {"required": True} if column is rule.start else {}
            told = f"{meaning}: written as {ways}, on the clock of {rule.time_zone} unless it names an offset."
            part = _written(rule.formats) if not column.strip else {}
            yield {**part, "description": told, "constraints": {**needed, **part.get("constraints", {})}}
        else:
            joined = " and ".join(column.names)
            yield {"description": f"{meaning}: {joined}, joined by a space, are written as {ways}."}


def _written(formats: tuple[str, ...]) -> dict[str, Any]:
    """The type of a date in one strptime pattern; where there are several ways, or a named one, a text's pattern."""
    compiled = [compile_format(written) for written in formats]
    if len(formats) == 1 and formats[0] not in _WRITTEN and "day" in compiled[0].parts:
        return {"type": "datetime" if compiled[0].parts & _PARTS_OF_DAY else "date", "format": formats[0]}
    bodies = (form.expression.removeprefix("^").removesuffix("$") for form in compiled)
    return {"constraints": {"pattern": plain_pattern("|".join(bodies))}}


def plain_pattern(pattern: str) -> str:
    """`pattern` as the standard has it, like XML Schema: whole values, groups without names and without (?:."""
    plain = re.sub(r"\(\?(P<\w+>|:)", "(", pattern)
    return f"({plain})" if "|" in plain else plain


def _place(profile: Profile, name: str) -> Parts:
    rule = profile.location
    for each in (rule, rule.otherwise):
        if each is None:
            continue
        instead = "" if each is rule else " Used where the other coordinates are blank."
        for axis, column in enumerate((each.x, each.y)):
            if column is not None and column.names == (name,) and not column.strip:
                least, most = _limits(each)[axis]
                said = (
                    f"{_axis_name(each, axis)} in {each.crs}. Blank, like its partner, for an unknown place.{instead}"
                )
                yield {"type": "number", "description": said, "constraints": {"minimum": least, "maximum": most}}
    if _has(rule.pair, name):
        order = "east before north" if rule.pair_order == "xy" else "north before east"
        yield {"description": f"Both coordinates in {rule.crs}, {order}, divided by a comma or a space."}
    if _has(rule.description, name):
        looked_up = " It is looked up in the portal's gazetteer." if rule.gazetteer else ""
        yield {"description": f"Where it happened, in words.{looked_up}"}


def _axis_name(rule: LocationRule, axis: int) -> str:
    names = ("Easting", "Northing") if pyproj.CRS.from_user_input(rule.crs).is_projected else ("Longitude", "Latitude")
    return names[axis]


def _limits(rule: LocationRule) -> tuple[tuple[float, float], tuple[float, float]]:
    """The least and greatest x and y that can lie in the extent, or in the area that the CRS is made for."""
    crs = pyproj.CRS.from_user_input(rule.crs)
    area = crs.area_of_use
    usual = area.bounds if area is not None and area.west < area.east else (-180.0, -90.0, 180.0, 90.0)
    west, south, east, north = rule.extent or usual
    to_crs = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    left, low, right, high = to_crs.transform_bounds(west, south, east, north)
    if crs.is_projected:
        left, low, right, high = math.floor(left), math.floor(low), math.ceil(right), math.ceil(high)
    return (left, right), (low, high)


def _other(profile: Profile, name: str) -> Parts:
    for area, column in profile.areas.items():
        if _has(column, name):
            yield {"description": f"{AREA_TYPES[area]} that it lies in."}
    if _has(profile.outcome, name):
        yield {"description": "What came of it, as far as is known; it may change."}
    if profile.delete and _has(profile.delete.column, name):
        words = " or ".join(f"'{word}'" for word in profile.delete.values)
        yield {"description": f"{words} says that the row with this key is to go."}
    if name in profile.source.preamble:
        yield {"description": "The same for all rows: it may stand above the header, its value in the next cell."}


def _has(column: Optional[Column], name: str) -> bool:
    return column is not None and name in column.names


SECTIONS = (_key, _supplier, _category, _time, _place, _other)
"""What each section says of the column of that name, in the order in which a supplier reads it."""
