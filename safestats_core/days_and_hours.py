"""Which rows happened, or could have happened, on chosen weekdays and hours of the clock on the wall."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .hotspots.calendar import shifts_from_text
from .hotspots.time_selection import select_by_time


def could_be_within(table: pa.Table, weekdays: Sequence[int], hours: str, time_zone: str) -> np.ndarray:
    """Whether each row of an incidents table could lie within the weekdays and hours; bool, shape (rows,).

    weekdays   1 Monday to 7 Sunday; none: every day
    hours      as `hotspots.calendar.shifts_from_text` reads them; a night belongs to the day on which it began
    time_zone  whose clock counts
    A row whose start is not shown could lie anywhere, and stays.
    """
    keep = np.ones(table.num_rows, dtype=bool)
    known = table["start"].is_valid().to_numpy().astype(bool)
    start, end = (_wall_clock(table[name], time_zone)[known] for name in ("start", "end"))
    chosen = select_by_time(start, end, weekdays=weekdays, shifts=shifts_from_text(hours)).chosen
    keep[known] = chosen
    return keep


def _wall_clock(instants: pa.ChunkedArray, time_zone: str) -> np.ndarray:
    local = pc.local_timestamp(instants.cast(pa.timestamp("s", tz=time_zone)))
    return local.to_numpy().astype("datetime64[s]")
