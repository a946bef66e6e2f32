"""One question for every source: which dataset, at which level, when, where, what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from .access import LEVEL_SCHEMAS, Level
from .errors import InvalidInput
from .incidents import AREA_TYPES, CATEGORIES, known_true

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


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
    """

    dataset: str
    level: Level
    period: Optional[Period] = None
    area: Optional[shapely.Geometry] = None
    area_codes: tuple[str, ...] = field(default=())
    categories: tuple[str, ...] = field(default=())
    columns: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
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

    @property
    def parts(self) -> tuple[str, ...]:
        """By what the query narrows the answer: period, area, area codes, categories, columns."""
        asked = {
            "period": self.period,
            "area": self.area,
            "area codes": self.area_codes or None,
            "categories": self.categories or None,
            "columns": self.columns or None,
        }
        return tuple(part for part, value in asked.items() if value is not None)

    def select(self, table: pa.Table) -> pa.Table:
        """The rows and columns of `table` that answer the query, for a source that could not narrow by itself."""
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
        names = [name for name in table.column_names if not self.columns or name in self.columns]
        return table.filter(pa.array(keep)).select(names)

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
