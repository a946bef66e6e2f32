"""Dates and times of QGIS as numpy times: what the clock on the wall showed, without a zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Optional

import numpy as np
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

_NOT_A_TIME = np.iinfo(np.int64).min
"""What numpy stores for NaT."""

_JULIAN_DAY_OF_1970 = 2_440_588
_DAY = 86_400
_ISO = re.compile(r"(\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?)?)(?:\.\d*)?(?:Z|[+-]\d{2}:?\d{2})?")


def seconds_of(value: object) -> int:
    """Seconds since 1970 of a date or date and time as it reads on the wall; for a null what numpy takes for NaT."""
    if isinstance(value, QDateTime) and value.isValid():
        return _day(value.date()) * _DAY + value.time().msecsSinceStartOfDay() // 1_000
    return _day(value) * _DAY if isinstance(value, QDate) and value.isValid() else _NOT_A_TIME


def times_of(seconds: Sequence[int]) -> np.ndarray:
    """Results of `seconds_of` as datetime64[s]."""
    return np.array(seconds, dtype=np.int64).view("datetime64[s]")


def parse_times(texts: Sequence[Optional[str]], field: str) -> np.ndarray:
    """ISO texts such as 2024-01-31, 2024-01-31 22:15 or 2024-01 (taken as its first day) as datetime64[s].

    A null or blank text gives NaT; a zone behind the time is left away, for the clock on the wall is what counts.
    Raises InvalidInput for any other text: nothing is guessed.
    """
    found = [_iso(text, field) for text in texts]
    try:
        return np.array(found, dtype="datetime64[s]")
    except ValueError:
        raise _no_date(next(text for text, iso in zip(texts, found) if not _is_there(iso)), field) from None


def qdatetime_of(time: np.datetime64) -> Optional[QDateTime]:
    """A numpy time for an attribute; None for NaT."""
    if np.isnat(time):
        return None
    days, seconds = divmod(int(time.astype("datetime64[s]").astype(np.int64)), _DAY)
    return QDateTime(QDate.fromJulianDay(days + _JULIAN_DAY_OF_1970), QTime.fromMSecsSinceStartOfDay(seconds * 1_000))


def _day(date: QDate) -> int:
    return int(date.toJulianDay()) - _JULIAN_DAY_OF_1970


def _iso(text: Optional[str], field: str) -> str:
    stripped = (text or "").strip()
    if not stripped:
        return "NaT"
    found = _ISO.fullmatch(stripped)
    if not found:
        raise _no_date(text, field)
    return found[1]


def _is_there(iso: str) -> bool:
    """Whether there is such a day, and such a time of it."""
    try:
        np.datetime64(iso, "s")
    except ValueError:
        return False
    return True


def _no_date(text: Optional[str], field: str) -> InvalidInput:
    return InvalidInput(
        tr(
            "'{text}' in the field '{field}' is no date as 2024-01-31 or 2024-01-31 22:15. Make a date field of "
            "it with the field calculator, for example to_datetime(\"field\", 'dd/MM/yyyy HH:mm')."
        ).format(text=text, field=field)
    )
