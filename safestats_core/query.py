"""One question for every source: which dataset, at which level, when, where, what."""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from .access import LEVEL_SCHEMAS, Level
from .days_and_hours import could_be_within
from .errors import InvalidInput
from .hotspots.calendar import shifts_from_text
from .incidents import AREA_TYPES, CATEGORIES, known_true

FIRST_MONTH, LAST_MONTH = "0001-01", "9999-12"
"""What stands for an end of a period that nobody named."""

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_FARTHEST = 360.0
"""Degrees; a map that shows the whole world and more has corners beyond 180."""

PARTS_OF_NOTE = ("dataset", "level", "period", "area", "area_codes", "categories", "columns", "weekdays", "hours")


@dataclass(frozen=True)
class Period:
    """Whole months from `first` to `last`, both "YYYY-MM" and both included."""

    first: str
    last: str

    def __post_init__(self) -> None:
        for month in (self.first, self.last):
            if not _MONTH.fullmatch(month):
                raise InvalidInput(f"'{month}' is not a month. Write it as YYYY-MM, for example 2024-03.")
        if self.first > self.last:
            raise InvalidInput(f"The period starts in {self.first}, after its end in {self.last}. Swap the two months.")

    @classmethod
    def between(cls, first: Optional[str], last: Optional[str]) -> Optional[Period]:
        """From `first` to `last`, where an end that is not named is open; None where neither is."""
        return cls(first or FIRST_MONTH, last or LAST_MONTH) if first or last else None

    def __contains__(self, month: object) -> bool:
        return isinstance(month, str) and self.first <= month <= self.last

    def months(self) -> list[str]:
        """Every month of the period, in order."""
        first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (self.first, self.last))
        return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


@dataclass(frozen=True)
class Query:
    """What an analyst asks for. A field left at its default does not narrow the answer.

    period      months, or None for all that there is
    area        shapely polygon or multipolygon in WGS 84 longitude and latitude
    area_codes  codes of boroughs, wards or LSOAs; an incident in any of them answers
    categories  keys of CATEGORIES
    columns     fields of the level that the answer holds, in the order of its schema; none named: all
    weekdays    1 Monday to 7 Sunday, on the wall clock of the dataset's time zone
    hours       of the day, like "22-06" or "7:30-9:30, 16-19"; a night belongs to the day on which it began

    What happened at a time that is only known to a span answers when it could lie in the weekdays and hours.
    """

    dataset: str
    level: Level
    period: Optional[Period] = None
    area: Optional[shapely.Geometry] = None
    area_codes: tuple[str, ...] = field(default=())
    categories: tuple[str, ...] = field(default=())
    columns: tuple[str, ...] = field(default=())
    weekdays: tuple[int, ...] = field(default=())
    hours: str = ""

    def __post_init__(self) -> None:
        self._check_times()
        known = LEVEL_SCHEMAS[self.level].names
        odd = sorted(set(self.columns) - set(known))
        if odd:
            raise InvalidInput(f"The {self.level} level has no field '{odd[0]}'. Choose from: {', '.join(known)}.")
        unknown = sorted(set(self.categories) - set(CATEGORIES))
        if unknown:
            raise InvalidInput(f"Unknown category '{unknown[0]}'. Choose from: {', '.join(CATEGORIES)}.")
        if self.area is not None and not (self.area.geom_type in ("Polygon", "MultiPolygon") and self.area.is_valid):
            raise InvalidInput(
                f"The area is not a valid polygon ({shapely.is_valid_reason(self.area)}). "
                "Draw it again, or repair it with 'Fix geometries'."
            )

    def _check_times(self) -> None:
        shifts_from_text(self.hours)
        odd = [day for day in self.weekdays if day not in range(1, 8)]
        if odd:
            raise InvalidInput(f"{odd[0]} is no weekday. Give numbers from 1, Monday, to 7, Sunday.")

    @property
    def parts(self) -> tuple[str, ...]:
        """By what the query narrows the answer: period, area, area codes, categories, columns, weekdays, hours."""
        asked = {
            "period": self.period,
            "area": self.area,
            "area codes": self.area_codes or None,
            "categories": self.categories or None,
            "columns": self.columns or None,
            "weekdays": self.weekdays or None,
            "hours": self.hours.strip() or None,
        }
        return tuple(part for part, value in asked.items() if value is not None)

    def as_note(self) -> dict[str, Any]:
        """The question as JSON values, to keep in a project or at a portal: only the parts by which it narrows.

        The period is its first and last month, the area a GeoJSON geometry.
        """
        note: dict[str, Any] = {"dataset": self.dataset, "level": self.level.value}
        if self.period is not None:
            note["period"] = [self.period.first, self.period.last]
        if self.area is not None:
            note["area"] = json.loads(shapely.to_geojson(self.area))
        if self.hours.strip():
            note["hours"] = self.hours
        named = ("area_codes", "categories", "columns", "weekdays")
        return note | {name: list(getattr(self, name)) for name in named if getattr(self, name)}

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> Query:
        """The inverse of `as_note`; a part that is missing or null does not narrow. Raises InvalidInput."""
        if not isinstance(note, Mapping):
            raise InvalidInput(f"A saved query is an object with a dataset and a level, not {_shown(note)}.")
        odd = sorted(str(name) for name in note if name not in PARTS_OF_NOTE)
        if odd:  # a part that this version does not know would have narrowed the answer
            raise InvalidInput(f"A saved query has no part '{odd[0][:80]}'. It has: {', '.join(PARTS_OF_NOTE)}.")
        dataset, level, levels = note.get("dataset"), note.get("level"), [each.value for each in Level]
        if not isinstance(dataset, str) or not dataset:
            raise InvalidInput(f"A saved query names its dataset; {_shown(dataset)} is no name.")
        if level not in levels:
            raise InvalidInput(f"{_shown(level)} is not a level of detail. Choose from: {', '.join(levels)}.")
        return cls(
            dataset,
            Level(level),
            _noted_period(note.get("period")),
            _noted_area(note.get("area")),
            _noted_texts(note, "area_codes"),
            _noted_texts(note, "categories"),
            _noted_texts(note, "columns"),
            _noted_weekdays(note.get("weekdays")),
            _noted_hours(note.get("hours")),
        )

    def check_columns(self, names: Collection[str]) -> None:
        """Raises InvalidInput where the query narrows by something that rows with the columns `names` do not tell."""
        needed = (
            (self.period is not None, ("month",)),
            (bool(self.categories), ("category",)),
            (self.area is not None, ("longitude",)),
            (self.area is not None, ("latitude",)),
            (bool(self.area_codes), tuple(AREA_TYPES)),
        )
        for is_asked, any_of in needed:
            if is_asked and not set(any_of) & set(names):
                raise InvalidInput(
                    f"These rows have no column '{', '.join(any_of)}', by which they are to be narrowed. Ask for them "
                    "without that, or export them again with the column."
                )

    def select(self, table: pa.Table, time_zone: Optional[str] = None) -> pa.Table:
        """The rows and columns of `table` that answer the query, for a source that could not narrow by itself.

        time_zone  of the dataset; without it a query by weekdays or hours is InvalidInput
        """
        return self.cut(table, self.matches(table, time_zone))

    def matches(self, table: pa.Table, time_zone: Optional[str] = None) -> np.ndarray:
        """Which rows of `table` answer the query, as booleans; the first half of `select`."""
        keep = np.ones(table.num_rows, dtype=bool)
        if self.period is not None:
            month = table["month"]
            keep &= known_true(
                pc.and_(pc.greater_equal(month, self.period.first), pc.less_equal(month, self.period.last))
            )
        if self.categories:
            keep &= known_true(pc.is_in(table["category"], value_set=pa.array(self.categories)))
        if self.area_codes:
            keep &= self._in_area_codes(table)
        if self.area is not None:
            keep &= self._in_area(table)
        if self.weekdays or self.hours.strip():
            keep &= self._in_time(table, time_zone)
        return keep

    def cut(self, table: pa.Table, keep: np.ndarray) -> pa.Table:
        """These rows of `table`, with the columns of the query; the second half of `select`."""
        names = [name for name in table.column_names if not self.columns or name in self.columns]
        kept = table if keep.all() else table.filter(pa.array(keep))  # a year of London need not be there twice
        return kept.select(names)

    def _in_time(self, table: pa.Table, time_zone: Optional[str]) -> np.ndarray:
        if time_zone is None:
            raise InvalidInput("This source cannot be narrowed by weekday or hour. Narrow its layer afterwards.")
        return could_be_within(table, self.weekdays, self.hours, time_zone)

    def _in_area_codes(self, table: pa.Table) -> np.ndarray:
        codes = pa.array(self.area_codes)
        inside = np.zeros(table.num_rows, dtype=bool)
        for column in AREA_TYPES:
            if column in table.column_names:
                inside |= known_true(pc.is_in(table[column], value_set=codes))
        return inside

    def _in_area(self, table: pa.Table) -> np.ndarray:
        longitude, latitude = (
            table[column].to_numpy() if column in table.column_names else np.full(table.num_rows, np.nan)
            for column in ("longitude", "latitude")
        )
        shapely.prepare(self.area)
        return shapely.intersects_xy(self.area, longitude, latitude)


def _noted_period(months: Any) -> Optional[Period]:
    if months is None:
        return None
    if not (isinstance(months, (list, tuple)) and len(months) == 2 and all(isinstance(each, str) for each in months)):
        raise InvalidInput(f"The period of a saved query is its first and its last month, not {_shown(months)}.")
    return Period(*months)


def _noted_area(geometry: Any) -> Optional[shapely.Geometry]:
    if geometry is None:
        return None
    try:
        area = shapely.from_geojson(json.dumps(geometry))
        is_place = not area.is_empty and bool((np.abs(shapely.get_coordinates(area)) <= _FARTHEST).all())
    except (shapely.errors.GEOSException, ValueError, TypeError, RecursionError) as error:
        raise InvalidInput(f"The area of a saved query is a GeoJSON geometry, not {_shown(geometry)}.") from error
    if not is_place or isinstance(geometry, str):
        raise InvalidInput(f"The area of a saved query has corners that are no place: {_shown(geometry)}.")
    return area


def _noted_texts(note: Mapping[str, Any], name: str) -> tuple[str, ...]:
    texts = note.get(name)
    if texts is None:
        return ()
    if not isinstance(texts, (list, tuple)) or not all(isinstance(each, str) for each in texts):
        raise InvalidInput(f"The {name} of a saved query are a list of texts, not {_shown(texts)}.")
    return tuple(texts)


def _noted_weekdays(days: Any) -> tuple[int, ...]:
    if days is None:
        return ()
    if not isinstance(days, (list, tuple)) or not all(type(each) is int for each in days):
        raise InvalidInput(f"The weekdays of a saved query are numbers from 1 to 7, not {_shown(days)}.")
    return tuple(days)


def _noted_hours(hours: Any) -> str:
    if hours is None:
        return ""
    if not isinstance(hours, str):
        raise InvalidInput(f'The hours of a saved query are a text like "22-06", not {_shown(hours)}.')
    return hours


def _shown(value: Any) -> str:
    """The beginning of what was given, for a sentence."""
    return "nothing" if value is None else reprlib.repr(value)
