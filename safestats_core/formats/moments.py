"""When it happened: the supplier's dates and times -> closed intervals in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .clock import to_utc, to_wall
from .date_formats import compile_format
from .date_reading import DAY, EXACT, INTERVAL, MONTH, NO_OFFSET, Readings, read_dates
from .profile import Column, TimeRule
from .rows import Rows, first_reason, reasons_where

_PRECISION_NAMES = np.array(["exact", "interval", "day", "month"], dtype=object)
"""The TIME_PRECISIONS of incidents, at the places that date_reading numbers."""

_FILLER, _FIRST, _END = (
    int(np.datetime64(day, "s").astype(np.int64)) for day in ("1900-01-01", "1900-01-02", "2100-01-01")
)
"""The day that many systems write where no date is known; the first that counts; the first that lies too far ahead."""


@dataclass(frozen=True)
class Times:
    """When each row happened; shapes (n,).

    start, end  UTC seconds since 1970, a closed interval
    precision   a name in TIME_PRECISIONS
    reason      why a row has no usable time, else null
    unsettled   which rows name a time that clocks skip or pass twice: it becomes the interval of both readings
    latest      the first second that the later of start and end can mean: what of a row must have been over by now
    """

    start: np.ndarray
    end: np.ndarray
    precision: pa.Array
    reason: pa.Array
    unsettled: np.ndarray
    latest: np.ndarray


@dataclass(frozen=True)
class _Window:
    """The first and last UTC second that a text can mean."""

    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    given: np.ndarray
    reason: pa.Array


def read_times(rows: Rows, rule: TimeRule) -> Times:
    """The interval of each row. A row without an end ends at once, or when the day or month of its start does."""
    start, end = _window(rows, rule.start, rule), _window(rows, rule.end, rule)
    last = np.where(end.given, end.last, start.last)
    in_one_window = (last == start.last) & (~end.given | (end.precision == start.precision))
    settled = (start.first == last) | (start.precision != EXACT)
    precision = np.where(in_one_window & settled, start.precision, INTERVAL)
    missing = reasons_where(
        ~start.given, f"No time in {_name(rule.start)}: an incident needs one; ask the supplier for it."
    )
    reversed_ = reasons_where(
        end.given & (last < start.first),
        f"The {_name(rule.end)} '", rows.text(rule.end), f"' is before the {_name(rule.start)} '",
        rows.text(rule.start), "'. Check both.",
    )  # fmt: skip
    return Times(
        start.first,
        last,
        pa.array(_PRECISION_NAMES[precision], pa.string()),
        first_reason(missing, start.reason, end.reason, reversed_),
        (start.precision == EXACT) & (start.first != start.last),
        np.where(end.given, np.maximum(start.first, end.first), start.first),
    )


def local_months(utc: np.ndarray, zone: str) -> pa.Array:
    """The month, "YYYY-MM", that calendars in `zone` show at UTC seconds of shape (n,)."""
    months = to_wall(utc, zone).astype("datetime64[s]").astype("datetime64[M]")
    distinct, position = np.unique(months, return_inverse=True)
    return pa.array(distinct.astype(str), pa.string()).take(pa.array(position.reshape(-1)))


def _window(rows: Rows, column: Column | None, rule: TimeRule) -> _Window:
    seconds = _seconds_of(rows, column, rule)
    if seconds is not None:
        given = ~np.isnan(seconds)
        moments = np.where(given, seconds, 0).astype(np.int64)
        exact = np.full(len(moments), EXACT, dtype=np.int64)
        return _Window(moments, moments, exact, given, pa.nulls(len(moments), pa.string()))
    return _read_window(rows, column, rule)


def _seconds_of(rows: Rows, column: Column | None, rule: TimeRule) -> np.ndarray | None:
    """The seconds since 1970 of a column that came as moments, NaN where it is blank.

    None where it did not, or where its text would not be read as these same moments.
    """
    moments = rows.moments(column)
    if (
        moments is None
        or rule.precision in ("day", "month")
        or not _means_itself(str(moments.type.unit), tuple(rule.formats))
    ):
        return None
    units = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[moments.type.unit]
    numbers = moments.cast(pa.int64())
    seconds = np.floor_divide(pc.fill_null(numbers, 0).to_numpy(), units).astype(np.float64)
    if not ((_FIRST <= seconds) & (seconds < _END)).all():
        return None
    seconds[pc.is_null(numbers).to_numpy()] = np.nan
    return seconds


@lru_cache(maxsize=64)
def _means_itself(unit: str, formats: tuple[str, ...]) -> bool:
    """Whether one of the formats, and no other, reads a moment as it is written."""
    zeros = {"s": "", "ms": ".000", "us": ".000000", "ns": ".000000000"}[unit]
    text = pa.array([f"2001-02-03 04:05:06{zeros}Z", f"2001-01-01 01:01:01{zeros}Z"], pa.string())
    each = [read_dates(text, [compile_format(written)]) for written in formats]
    readers = [read for read in each if read.found.any()]
    wanted = np.array([981_173_106, 978_310_861])
    return len(readers) == 1 and bool(
        (readers[0].wall == wanted).all()
        and (readers[0].offset == 0).all()
        and (readers[0].precision == EXACT).all()
        and (readers[0].found == 1).all()
    )


def _read_window(rows: Rows, column: Column | None, rule: TimeRule) -> _Window:
    text = rows.text(column)
    read = read_dates(text, [compile_format(written) for written in rule.formats])
    precision = np.maximum(read.precision, {"day": DAY, "month": MONTH}.get(rule.precision or "", EXACT))
    opening, closing = _cut(read.wall, precision)
    first, last = to_utc(opening, rule.time_zone)[0], to_utc(closing, rule.time_zone)[1]
    fixed = (read.offset != NO_OFFSET) & (precision == EXACT)
    first, last = (np.where(fixed, read.wall - read.offset, utc) for utc in (first, last))
    given = pc.is_valid(text).to_numpy(zero_copy_only=False)
    return _Window(first, last, precision, given, _reason(text, given, read, column, rule))


def _reason(text: pa.Array, given: np.ndarray, read: Readings, column: Column | None, rule: TimeRule) -> pa.Array:
    declared = ", ".join(rule.formats)
    start = f"The {_name(column)} '"
    unreadable = f"' is not a date as declared ({declared}). Correct it, or add its format to the profile."
    ambiguous = f"' means different dates in the declared formats ({declared}). Declare only the one in use."
    filler = "' is what many systems write where no date is known. Give the date, or leave the cell empty."
    return first_reason(
        reasons_where(given & (read.found == 0), start, text, unreadable),
        reasons_where(given & (read.found == 1) & (_FILLER <= read.wall) & (read.wall < _FIRST), start, text, filler),
        reasons_where(given & (read.found > 1), start, text, ambiguous),
    )


def _cut(wall: np.ndarray, precision: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and last second of the moment, day or month that a text names."""
    days = wall // 86_400 * 86_400
    months = wall.astype("datetime64[s]").astype("datetime64[M]")
    month_starts = months.astype("datetime64[s]").astype(np.int64)
    month_ends = (months + np.timedelta64(1, "M")).astype("datetime64[s]").astype(np.int64) - 1
    which = [precision == DAY, precision == MONTH]
    return (
        np.select(which, [days, month_starts], wall),
        np.select(which, [days + 86_399, month_ends], wall),
    )


def _name(column: Column | None) -> str:
    return " and ".join(column.names) if column else ""
