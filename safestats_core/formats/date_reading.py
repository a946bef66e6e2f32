"""Texts -> what a clock on the wall showed, by the formats that a profile declares. Vectorised, and strict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .date_formats import DateFormat
from .rows import distinct

EXACT, INTERVAL, DAY, MONTH = range(4)
"""How precise a date is, in the order from fine to coarse."""

NO_OFFSET = np.iinfo(np.int64).min
_WRONG = -1
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_MONTH_NAMES = "january february march april may june july august september october november december".split()


@dataclass(frozen=True)
class Readings:
    """What each text says; shapes (n,).

    wall       seconds since 1970 on the wall clock
    offset     seconds that this clock is ahead of UTC, NO_OFFSET where the text does not say
    precision  EXACT, DAY or MONTH
    found      how many different readings the formats gave: 1 is good, 0 is unreadable, more is ambiguous
    """

    wall: np.ndarray
    offset: np.ndarray
    precision: np.ndarray
    found: np.ndarray


def read_dates(text: pa.Array, formats: Sequence[DateFormat]) -> Readings:
    """What the texts say in any of `formats`; a text that two of them read differently is ambiguous."""
    few = distinct(text)
    if few is None:
        return _read_each(text, formats)
    values, places = few
    read = _read_each(values, formats)
    return Readings(read.wall[places], read.offset[places], read.precision[places], read.found[places])


def _read_each(text: pa.Array, formats: Sequence[DateFormat]) -> Readings:
    best = Readings(*(np.zeros(len(text), dtype=np.int64) for _ in range(4)))
    for form in formats:
        read = _read(text, form)
        new = (read.found > 0) & (best.found == 0)
        differs = (read.found > 0) & ((best.wall != read.wall) | (best.offset != read.offset))
        best = Readings(
            np.where(new, read.wall, best.wall),
            np.where(new, read.offset, best.offset),
            np.where(new, read.precision, best.precision),
            best.found + (new | differs),
        )
    return best


def _read(text: pa.Array, form: DateFormat) -> Readings:
    groups = pc.extract_regex(text, pattern=form.expression)
    year, month, day = _year(groups, form), _month(groups, form), _number(groups, form, "day", 1)
    hour, minute, second = _hour(groups, form), _number(groups, form, "minute", 0), _number(groups, form, "second", 0)
    offset = _looked_up(groups, form, "offset", _offset_seconds, NO_OFFSET)
    valid = pc.is_valid(groups).to_numpy(zero_copy_only=False)
    for number, low, high in (
        (year, _FIRST_YEAR, _LAST_YEAR),
        (month, 1, 12),
        (hour, 0, 23),
        (minute, 0, 59),
        (second, 0, 59),
    ):
        valid = valid & (low <= number) & (number <= high)
    months = (np.where(valid, (year - 1970) * 12 + month - 1, 0)).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    length = (months + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first
    valid = valid & (1 <= day) & (day <= length) & (offset != _WRONG)
    wall = (first + day - 1) * 86_400 + hour * 3_600 + minute * 60 + second
    precision = np.where(_given(groups, form, "day"), np.where(_given_hour(groups, form), EXACT, DAY), MONTH)
    return Readings(wall, offset, precision, valid.astype(np.int64))


def _year(groups: pa.Array, form: DateFormat) -> np.ndarray:
    if "year" in form.parts:
        return _number(groups, form, "year", 0)
    short = _number(groups, form, "short_year", 0)
    return short + np.where(short < 69, 2000, 1900)


def _month(groups: pa.Array, form: DateFormat) -> np.ndarray:
    if "month" in form.parts:
        return _number(groups, form, "month", 0)
    return _looked_up(groups, form, "month_name", _month_number, 0)


def _hour(groups: pa.Array, form: DateFormat) -> np.ndarray:
    if "half_day_hour" not in form.parts:
        return _number(groups, form, "hour", 0)
    hour = _number(groups, form, "half_day_hour", 0)
    afternoon = _looked_up(groups, form, "half", lambda letter: int(letter in "pP"), 0)
    return np.where((1 <= hour) & (hour <= 12), hour % 12 + 12 * afternoon, _WRONG)


def _given_hour(groups: pa.Array, form: DateFormat) -> np.ndarray:
    return _given(groups, form, "hour") | _given(groups, form, "half_day_hour")


def _given(groups: pa.Array, form: DateFormat, part: str) -> np.ndarray:
    if part not in form.parts:
        return np.zeros(len(groups), dtype=bool)
    return pc.fill_null(pc.not_equal(_group(groups, part), ""), False).to_numpy(zero_copy_only=False)


def _number(groups: pa.Array, form: DateFormat, part: str, default: int) -> np.ndarray:
    if part not in form.parts:
        return np.full(len(groups), default, dtype=np.int64)
    digits = pc.fill_null(_group(groups, part), "")
    return pc.cast(pc.if_else(pc.equal(digits, ""), str(default), digits), pa.int64()).to_numpy()


def _looked_up(
    groups: pa.Array, form: DateFormat, part: str, meaning: Callable[[str], int], default: int
) -> np.ndarray:
    """The meaning of a part that is not a number, asked once for each of its spellings."""
    if part not in form.parts:
        return np.full(len(groups), default, dtype=np.int64)
    spellings = pc.fill_null(_group(groups, part), "").dictionary_encode()
    meanings = [meaning(spelling) if spelling else default for spelling in spellings.dictionary.to_pylist()]
    return np.array(meanings, dtype=np.int64)[spellings.indices.to_numpy()]


def _group(groups: pa.Array, part: str) -> pa.Array:
    return pc.struct_field(groups, part)


def _month_number(name: str) -> int:
    matches = [number for number, full in enumerate(_MONTH_NAMES, start=1) if full.startswith(name.lower())]
    return matches[0] if matches else 0


def _offset_seconds(written: str) -> int:
    if written == "Z":
        return 0
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 15 or minutes > 59:
        return _WRONG
    return (hours * 3600 + minutes * 60) * (-1 if written[0] == "-" else 1)
