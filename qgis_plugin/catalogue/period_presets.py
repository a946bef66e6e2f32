"""Periods that people ask for by name."""

from __future__ import annotations

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import InvalidInput
from ...safestats_core.query import Period

ALL, LAST_MONTH, LAST_YEAR, YEAR_EARLIER, CHOSEN = "all", "last month", "last 12 months", "a year earlier", "chosen"


def preset_period(preset: str, there: Period, chosen: Period) -> Period:
    """The months that `preset` names.

    there   what the dataset has; "last" is its last month, not the calendar's
    chosen  what is chosen now: the same months a year earlier are counted from it
    Raises InvalidInput where the dataset has none of those months.
    """
    if preset == LAST_MONTH:
        return Period(there.last, there.last)
    if preset == LAST_YEAR:
        return Period(max(there.first, _shifted(there.last, -11)), there.last)
    if preset == YEAR_EARLIER:
        return _clipped(Period(_shifted(chosen.first, -12), _shifted(chosen.last, -12)), there)
    return there if preset == ALL else chosen


def _clipped(period: Period, there: Period) -> Period:
    first, last = max(period.first, there.first), min(period.last, there.last)
    if first > last:
        raise InvalidInput(
            tr(
                "There is nothing from {first} to {last}: this dataset begins in {begins}. Choose a later period first."
            ).format(first=period.first, last=period.last, begins=there.first)
        )
    return Period(first, last)


def _shifted(month: str, by: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
