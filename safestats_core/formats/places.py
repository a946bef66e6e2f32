"""Where it happened: the supplier's coordinates -> WGS 84, and what is wrong with those that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyproj

from ..projection import WGS84, to_wgs84
from .profile import LocationRule
from .rows import Rows, distinct, first_reason, reasons_where

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_PAIR = rf"^[^\d.+-]*(?P<first>{_NUMBER})[\s,;]+(?P<second>{_NUMBER})[^\d]*$"


@dataclass(frozen=True)
class Places:
    """Coordinates in degrees, NaN where the supplier gave none; shapes (n,).

    precision  what a known place is: a member of LOCATION_PRECISIONS
    given      which rows have anything in their columns of coordinates, be it good or bad
    reason     why the coordinates of a row cannot be used, else null
    """

    longitude: np.ndarray
    latitude: np.ndarray
    precision: np.ndarray
    given: np.ndarray
    reason: pa.Array

    @property
    def known(self) -> np.ndarray:
        """Which rows have coordinates."""
        return np.isfinite(self.longitude)


def read_places(rows: Rows, rule: LocationRule) -> Places:
    """The coordinates of each row. Two blank cells are no location; anything else has to be a place on Earth.

    Refused are half a coordinate, a text that is not a number, (0, 0), degrees where the CRS is in metres, and
    a point outside the area that the CRS is made for or outside the profile's extent. Where both cells are blank
    the rule's other columns, if it has any, are read in the same way.
    """
    first = _read(rows, rule)
    if rule.otherwise is None:
        return first
    second = _read(rows, rule.otherwise)
    return Places(
        np.where(first.given, first.longitude, second.longitude),
        np.where(first.given, first.latitude, second.latitude),
        np.where(first.given, first.precision, second.precision),
        first.given | second.given,
        pc.if_else(pa.array(first.given), first.reason, second.reason),
    )


def _read(rows: Rows, rule: LocationRule) -> Places:
    x, x_given, y, y_given = _written(rows, rule)
    half = x_given != y_given
    unreadable = (x_given & np.isnan(x)) | (y_given & np.isnan(y))
    usable = x_given & y_given & ~unreadable
    zero = usable & (x == 0) & (y == 0)
    # The first 180 by 90 metres of a grid lie off its edge; a pair of degrees would be taken for a place there.
    degrees = usable & ~zero & _is_projected(rule.crs) & (np.abs(x) <= 180) & (np.abs(y) <= 90)
    longitude, latitude = _to_degrees(np.where(usable, x, np.nan), np.where(usable, y, np.nan), rule.crs)
    outside = usable & ~_inside(longitude, latitude, rule)
    wrongs = (
        (half, "are half a point. Give both, or neither."),
        (unreadable, "are not numbers. Correct them, or leave both blank."),
        (zero, "stand for 'not known'. Leave both blank instead."),
        (degrees, f"look like degrees, not like {rule.crs}. Correct them, or the profile's crs."),
        (outside, f"lie outside the area of {_area_name(rule)}. Check order, sign and CRS."),
    )
    good = usable & ~np.logical_or.reduce([wrong for wrong, _ in wrongs])
    reason = _reasons(rows, rule, wrongs)
    return Places(
        np.where(good, longitude, np.nan),
        np.where(good, latitude, np.nan),
        np.full(rows.count, rule.precision, dtype=object),
        x_given | y_given,
        reason,
    )


def _reasons(rows: Rows, rule: LocationRule, wrongs: Sequence[tuple[np.ndarray, str]]) -> pa.Array:
    """For each row the first thing wrong with its point, with the point as it is written."""
    if not any(wrong.any() for wrong, _ in wrongs):
        return pa.nulls(rows.count, pa.string())
    x_text, y_text = _texts(rows, rule)
    point = ("The coordinates (", x_text, ", ", y_text, ") ")
    return first_reason(*(reasons_where(wrong, *point, why) for wrong, why in wrongs))


def _written(rows: Rows, rule: LocationRule) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Both coordinates, NaN where they are no numbers, each with which rows give it at all."""
    x, y = (None, None) if rule.pair else (rows.numbers(rule.x), rows.numbers(rule.y))
    if x is not None and y is not None:
        return x, ~np.isnan(x), y, ~np.isnan(y)
    x_text, y_text = _texts(rows, rule)
    x_given, y_given = (pc.is_valid(text).to_numpy(zero_copy_only=False) for text in (x_text, y_text))
    return read_numbers(x_text), x_given, read_numbers(y_text), y_given


def _texts(rows: Rows, rule: LocationRule) -> tuple[pa.Array, pa.Array]:
    if rule.pair is None:
        return rows.text(rule.x), rows.text(rule.y)
    text = rows.text(rule.pair)
    pair = pc.extract_regex(text, pattern=_PAIR)
    # Where no two numbers stand in it, the whole text goes on as one, to be refused by its own words.
    first, second = (pc.coalesce(pc.struct_field(pair, part), text) for part in ("first", "second"))
    return (first, second) if rule.pair_order == "xy" else (second, first)


def read_numbers(text: pa.Array) -> np.ndarray:
    """The numbers that the texts are, NaN for those that are none."""
    few = distinct(text)
    return _read_each(text) if few is None else _read_each(few[0])[few[1]]


def _read_each(text: pa.Array) -> np.ndarray:
    number = pc.match_substring_regex(text, pattern=f"^{_NUMBER}$")
    plain = pc.if_else(number, pc.utf8_ltrim(text, characters="+"), pa.scalar(None, pa.string()))
    return pc.fill_null(pc.cast(plain, pa.float64()), np.nan).to_numpy(zero_copy_only=False)


def _to_degrees(x: np.ndarray, y: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    if crs == WGS84:
        return x, y
    return to_wgs84(x, y, crs)


def _inside(longitude: np.ndarray, latitude: np.ndarray, rule: LocationRule) -> np.ndarray:
    west, south, east, north = rule.extent or _area_of_use(rule.crs)
    return (west <= longitude) & (longitude <= east) & (south <= latitude) & (latitude <= north)


@lru_cache(maxsize=32)
def _is_projected(crs: str) -> bool:
    return pyproj.CRS.from_user_input(crs).is_projected


@lru_cache(maxsize=32)
def _area_of_use(crs: str) -> tuple[float, float, float, float]:
    area = pyproj.CRS.from_user_input(crs).area_of_use
    # An area that crosses the date line, or is not known, narrows nothing.
    return area.bounds if area and area.west < area.east else (-180.0, -90.0, 180.0, 90.0)


def _area_name(rule: LocationRule) -> str:
    if rule.extent:
        west, south, east, north = rule.extent
        return f"this dataset ({west} to {east} east, {south} to {north} north)"
    return rule.crs
