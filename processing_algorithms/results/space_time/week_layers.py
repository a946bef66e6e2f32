"""The hours of the week as layers: a row for each hour or shift, or columns of the incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np

from ...base.translation import locale_of_words
from ..features import Columns

if TYPE_CHECKING:
    from ....safestats_core.hotspots.aoristic import AoristicWeek
    from ....safestats_core.hotspots.calendar import Shift
    from ...base.span_algorithm import Spans

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def week_columns(week: AoristicWeek) -> Columns:
    """A row for each weekday and hour."""
    return {
        "weekday": np.repeat(np.arange(1, 8), 24),
        "day": np.repeat(np.array([locale_of_words().dayName(day + 1) for day in range(7)], dtype=object), 24),
        "hour": np.tile(np.arange(24), 7),
        "weight": week.totals.ravel(),
        "share": week.totals.ravel() / week.incidents,
    }


def shift_columns(week: AoristicWeek, shifts: list[Shift]) -> Columns:
    """A row for each shift and weekday on which it begins."""
    from ....safestats_core.hotspots.aoristic import shift_name, shift_totals

    totals = shift_totals(week.totals, shifts)
    return {
        "shift": np.repeat(np.array([shift_name(shift) for shift in shifts], dtype=object), 7),
        "weekday": np.tile(np.arange(1, 8), len(shifts)),
        "day": np.tile(np.array([locale_of_words().dayName(day + 1) for day in range(7)], dtype=object), len(shifts)),
        "weight": totals.ravel(),
        "share": totals.ravel() / week.incidents,
    }


def incident_columns(spans: Spans, shifts: list[Shift], by_shift: bool) -> dict:
    """A column for each shift, or else for each of the 168 hours, with the weight of every incident in it."""
    from ....safestats_core.hotspots.aoristic import in_shifts, shift_name

    if by_shift:
        names = [f"s_{shift_name(shift).replace('-', '_')}" for shift in shifts]
        columns = _HourColumns(spans, in_shifts(shifts))
    else:
        names = [f"{day}_{hour:02d}" for day in _DAYS for hour in range(24)]
        columns = _HourColumns(spans, None)
    return {name: _Column(columns, number) for number, name in enumerate(names)}


class _HourColumns:
    """The weights of the incidents, worked out for the rows that are about to be written: a million take 1.3 GB."""

    def __init__(self, spans: Spans, shares: Optional[np.ndarray]) -> None:
        self.spans, self.shares = spans, shares
        self.rows, self.weights = slice(0, 0), np.empty((0, 0))

    def of(self, rows: slice) -> np.ndarray:
        """Weights of these rows, shape (rows, columns)."""
        from ....safestats_core.hotspots.aoristic import aoristic_weights

        if rows != self.rows:
            ends = None if self.spans.end is None else self.spans.end[rows]
            weights = aoristic_weights(self.spans.start[rows], ends)
            self.rows, self.weights = rows, weights if self.shares is None else weights @ self.shares
        return self.weights


@dataclass(frozen=True)
class _Column:
    """One of the columns, in so far as the writer needs an array."""

    columns: _HourColumns
    number: int
    dtype = np.dtype(float)

    def __len__(self) -> int:
        return self.columns.spans.start.size

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.columns.of(rows)[:, self.number]
