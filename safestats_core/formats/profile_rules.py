"""The sections of a profile that say how rows are read: TOML values -> rules."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from ..incidents import AREA_TYPES, CATEGORIES, LOCATION_PRECISIONS
from .date_formats import compile_format
from .gazetteer import CONFIDENCES, Gazetteer
from .gazetteer_file import parse_gazetteer, read_gazetteer
from .headers import plain_words
from .profile import CategoryRule, Column, DeleteRule, LocationRule, SourceRule, SupplierRule, TimeRule
from .profile_section import Extent, Section

_FORMATS = ("csv", "json", "geojson", "parquet", "arrow")


def read_source(section: Section) -> SourceRule:
    """How files of this profile are recognised and read."""
    formats = section.texts("format")
    for name in formats:
        section.check("format", name, _FORMATS)
    return SourceRule(
        formats=formats,
        header=section.texts("header"),
        columns=section.texts("columns"),
        preamble=section.texts("preamble"),
        rename=section.table("rename"),
        blank=section.texts("blank"),
        recognised=section.truth("recognised", True),
    )


def read_supplier(section: Section) -> SupplierRule:
    """Who recorded the rows."""
    rule = SupplierRule(
        column=section.column("column", section.text("strip")),
        file_name=section.pattern("file_name"),
        value=section.text("value"),
        crosswalk=section.table("crosswalk"),
    )
    if not (rule.column or rule.file_name or rule.value):
        raise section.error("column", "is missing", "Name the column that says who recorded the row, or give a value.")
    return rule


def read_category(section: Section) -> CategoryRule:
    """What happened, in the categories of all datasets."""
    rule = CategoryRule(
        column=section.column("column", section.text("strip")),
        value=section.text("value"),
        crosswalk=section.table("crosswalk"),
    )
    for category in (*rule.crosswalk.values(), *filter(None, [rule.value])):
        section.check("crosswalk", category, CATEGORIES)
    if not (rule.column or rule.value):
        raise section.error("column", "is missing", "Name the column that says what happened, or give a value.")
    return rule


def read_time(section: Section, time_zone: str) -> TimeRule:
    """When it happened; `time_zone` is the dataset's, where the section names none."""
    month = section.column("month")
    start = month or section.column("start")
    if start is None:
        raise section.error("start", "is missing", "Name the column that says when it happened, as month or start.")
    formats = section.texts("formats") or ("iso",)
    for written in formats:
        compile_format(written)
    precision = section.choice("precision", ("exact", "day", "month"), "month" if month else "exact")
    return TimeRule(
        start=start,
        end=section.column("end"),
        formats=formats,
        time_zone=section.zone("time_zone", time_zone),
        precision=precision,
    )


def read_location(section: Section, folder: Path, gazetteer: Optional[str] = None) -> LocationRule:
    """Where it happened; `folder` is where the path of a gazetteer starts, `gazetteer` its text if that was kept."""
    x, y, pair = (section.column(key) for key in ("x", "y", "pair"))
    if (x is None) != (y is None):
        raise section.error("x" if x is None else "y", "is missing", "Name both coordinates, or neither.")
    crs = section.crs("crs", "EPSG:4326")
    extent = section.extent("extent")
    return LocationRule(
        x=x,
        y=y,
        pair=pair,
        pair_order=section.choice("pair_order", ("xy", "yx"), "xy"),
        crs=crs,
        precision=section.choice("precision", tuple(LOCATION_PRECISIONS), "exact"),
        description=section.column("description"),
        extent=extent,
        otherwise=_read_otherwise(section, x, crs, extent),
        gazetteer=_read_gazetteer(section, folder, gazetteer),
        confidence=section.choice("confidence", CONFIDENCES, "medium"),
    )


def _read_otherwise(
    section: Section, x: Optional[Column], crs: str, extent: Optional[Extent]
) -> Optional[LocationRule]:
    """The second choice of columns, in the same CRS and extent unless it names a CRS of its own."""
    if "otherwise" not in section.values:
        return None
    second = section.section("otherwise", ("x", "y", "crs", "precision"))
    columns = second.column("x"), second.column("y")
    if x is None or None in columns:
        raise section.error("otherwise", "is half a choice", "Name x and y here, and x and y under [location] too.")
    return LocationRule(
        x=columns[0],
        y=columns[1],
        crs=second.crs("crs", crs),
        precision=second.choice("precision", tuple(LOCATION_PRECISIONS), "exact"),
        extent=extent,
    )


def _read_gazetteer(section: Section, folder: Path, kept: Optional[str]) -> Optional[Gazetteer]:
    written = section.text("gazetteer")
    if not written:
        return None
    if section.column("description") is None:
        raise section.error("gazetteer", f"is '{written}'", "Name the column of place names too, as description.")
    return read_gazetteer(folder / written) if kept is None else parse_gazetteer(kept, Path(written))


def read_areas(section: Section) -> dict[str, Column]:
    """The areas that the supplier knows the incident to lie in."""
    columns: dict[str, Optional[Column]] = {area: section.column(area) for area in AREA_TYPES}
    return {area: column for area, column in columns.items() if column is not None}


def read_delete(section: Section, key: tuple[str, ...]) -> Optional[DeleteRule]:
    """Which rows take back what was sent before under `key`, the columns that identify a row."""
    column, values = section.column("column", section.text("strip")), section.texts("values")
    if column is None:
        if section.values:
            raise section.error("column", "is missing", "Name the column that says that a row is deleted.")
        return None
    if not key:
        remedy = "Name the columns that tell a row from all others, as [key] columns: a row is deleted by its key."
        raise section.error("column", f"is '{' '.join(column.names)}', but there is no key", remedy)
    if set(column.names) & set(key):
        raise section.error("column", "is part of the key", "Name another column: the key must stay as it was.")
    if not values or not all(plain_words(value) for value in values):
        remedy = 'Write the words that say so, as in ["deleted"]; a blank cell never does.'
        raise section.error("values", f"is {list(values)!r}", remedy)
    return DeleteRule(column, values)
