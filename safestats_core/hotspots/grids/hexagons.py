"""The lattice of hexagons with a corner to the north; the centre of column 0, row 0 is the origin of the CRS.

The size of a cell is the width between its two vertical sides. Centres of a row stand one width apart, rows
sqrt(3)/2 of a width; every odd row is moved half a width to the east.
"""

from __future__ import annotations

import numpy as np

from ..points import Bounds

ROW_SPACING = np.sqrt(3) / 2
"""Distance between rows of centres, in widths."""

CORNERS = np.array([(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2)])
"""A closed ring round the centre, anticlockwise; x in half widths, y in thirds of the row spacing."""

EVEN_ROW_NEIGHBOURS = ((0, -1), (0, 1), (-1, -1), (-1, 0), (1, -1), (1, 0))
"""Steps (row, column) to the six neighbours of a cell in an even row; in odd rows the slanting ones lie a column on."""

ODD_ROW_NEIGHBOURS = ((0, -1), (0, 1), (-1, 0), (-1, 1), (1, 0), (1, 1))


_NORMALS = np.array([(1, 0), (0.5, ROW_SPACING), (-0.5, ROW_SPACING)])
"""Directions from a cell to three of its neighbours; the sides stand across them."""


def cell_of(x: np.ndarray, y: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """Column and row of the nearest centre; of centres equally near the most northern, then the most eastern."""
    below = np.floor(y / (size * ROW_SPACING))
    south, south_distance = _nearest_in_row(x, y, below, size)
    north, north_distance = _nearest_in_row(x, y, below + 1, size)
    is_north = north_distance <= south_distance
    return np.where(is_north, north, south), below + is_north


def centre(column: np.ndarray, row: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """x and y of cell centres, in the unit of `size`."""
    return (column + _shift(row)) * size, row * (size * ROW_SPACING)


def rings(column: np.ndarray, row: np.ndarray, size: float) -> np.ndarray:
    """Closed rings of cells, shape (n, 7, 2); neighbours share their corners to the last bit."""
    middle = np.stack([2 * column + row % 2, 3 * row], axis=-1)
    return (middle[:, None] + CORNERS) * (size / 2, size * ROW_SPACING / 3)


def span(bounds: Bounds, size: float) -> tuple[float, float, float, float]:
    """First column, first row, last column and last row of the cells that hold the points within `bounds`."""
    west, south, east, north = bounds
    height = size * ROW_SPACING
    # A cell reaches two thirds of a row spacing north and south of its centre; the rest is room for rounding.
    reach = 2 / 3 + 1e-9
    return (
        np.floor(west / size),
        np.floor(south / height + 1 - reach),
        np.floor(east / size + 0.5),
        np.floor(north / height + reach),
    )


def border_lines(size: float) -> list[tuple[np.ndarray, float]]:
    """The families of lines that the borders of all cells lie on: normal, and distance from one line to the next."""
    return [(normal, size / 2) for normal in _NORMALS]


def depth(dx: np.ndarray, dy: np.ndarray, size: float) -> np.ndarray:
    """Distance to the border of a cell from a point in it, `dx` and `dy` from its centre."""
    return size / 2 - np.max([np.abs(dx * a + dy * b) for a, b in _NORMALS], axis=0)


def area(size: float) -> float:
    """Area of a cell, in square units of `size`."""
    return float(ROW_SPACING) * size * size


def _nearest_in_row(x: np.ndarray, y: np.ndarray, row: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    column = np.floor(x / size - _shift(row) + 0.5)
    centre_x, centre_y = centre(column, row, size)
    return column, (x - centre_x) ** 2 + (y - centre_y) ** 2


def _shift(row: np.ndarray) -> np.ndarray:
    return (row % 2) * 0.5
