"""Cells of a fixed grid, by whose numbers a box is looked up in an index: no spatial extension is needed.

A row has the cell of the place that the point level shows of it. Its true place is not in it, so the number tells no
more than that level does; the record level looks a little further round a box instead. A row for which that would
not be far enough, or whose places lie on two sides of the antimeridian, has the cell ANYWHERE.

A cell is half a hundredth of a degree high and a hundredth wide: about 550 by 700 m in London. Every step to a cell's
number keeps the order of the coordinates, so that whatever lies in a box lies in the cells from its corner to its
corner. The cells only narrow: the exact condition, and what a person may see, is asked of every row besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Optional

import numpy as np
import pyarrow as pa

from .row_filter import Box

ROWS_PER_DEGREE = 200
COLUMNS_PER_DEGREE = 100
COLUMNS = 360 * COLUMNS_PER_DEGREE
ROWS = 180 * ROWS_PER_DEGREE

ANYWHERE = -1
"""The cell of rows that any box may hold."""

REACH = 0.004
"""Degrees, both ways, between a row's true place and the one of the point level: 250 m up to 55 degrees north."""

_PLACE = ("longitude", "latitude")

MOST_CELLS = 2_500
"""In a question: a box of about 30 by 30 km. A wider one is answered by reading rows in their order."""


def stored_cells(columns: Mapping[str, Any]) -> pa.Array:
    """The cell of each incident, from its places as they are stored, by name: null where it has no place."""
    longitude, latitude = (_degrees(columns["point_" + name]) for name in _PLACE)
    true_longitude, true_latitude = (_degrees(columns[name]) for name in _PLACE)
    shifts = np.maximum(np.abs(longitude - true_longitude), np.abs(latitude - true_latitude))
    is_near = shifts <= REACH  # not where one of the places is missing, either
    cells = _row(np.where(is_near, latitude, 0)) * COLUMNS + _column(np.where(is_near, longitude, 0))
    numbers = np.where(is_near, cells, ANYWHERE)
    nowhere = np.isnan(true_longitude) | np.isnan(true_latitude)
    return pa.array(numbers, pa.int64(), mask=nowhere)


def cells_in(boxes: Sequence[Box], reach: float) -> Optional[list[int]]:
    """The cells of all rows whose place, or a place up to `reach` degrees from it, lies in one of the boxes.

    None where the cells are too many.
    """
    cells = {ANYWHERE}
    for west, south, east, north in boxes:
        first_row, last_row = map(int, _row(np.array([south - reach, north + reach])))
        first, last = map(int, _column(np.array([west - reach, east + reach])))
        if (last_row - first_row + 1) * (last - first + 1) > MOST_CELLS:
            return None
        for row in range(first_row, last_row + 1):
            cells.update(range(row * COLUMNS + first, row * COLUMNS + last + 1))
    return sorted(cells) if len(cells) <= MOST_CELLS else None


def _row(latitude: np.ndarray) -> np.ndarray:
    return np.clip(np.floor((latitude + 90.0) * ROWS_PER_DEGREE), 0, ROWS - 1).astype(np.int64)


def _column(longitude: np.ndarray) -> np.ndarray:
    return np.clip(np.floor((longitude + 180.0) * COLUMNS_PER_DEGREE), 0, COLUMNS - 1).astype(np.int64)


def _degrees(column: Any) -> np.ndarray:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return np.asarray(whole.to_numpy(zero_copy_only=False))
