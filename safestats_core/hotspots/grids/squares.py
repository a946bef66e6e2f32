"""The lattice of squares: column c, row r covers [c, c + 1) x [r, r + 1) cell sizes of the CRS, from its origin."""

from __future__ import annotations

import numpy as np

from ..points import Bounds

CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
"""A closed ring in cell sizes from the south-west corner, anticlockwise."""


def cell_of(x: np.ndarray, y: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """Column and row of each point; a point on an edge lies in the cell to its east or north."""
    return _steps(x, size), _steps(y, size)


def centre(column: np.ndarray, row: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """x and y of cell centres, in the unit of `size`."""
    return (column + 0.5) * size, (row + 0.5) * size


def rings(column: np.ndarray, row: np.ndarray, size: float) -> np.ndarray:
    """Closed rings of cells, shape (n, 5, 2); neighbours share their corners to the last bit."""
    return (np.stack([column, row], axis=-1)[:, None] + CORNERS) * size


def span(bounds: Bounds, size: float) -> tuple[float, float, float, float]:
    """First column, first row, last column and last row of the cells that hold the points within `bounds`."""
    west, south, east, north = bounds
    columns, rows = cell_of(np.array([west, east]), np.array([south, north]), size)
    return columns[0], rows[0], columns[1], rows[1]


def border_lines(size: float) -> list[tuple[np.ndarray, float]]:
    """The families of lines that the borders of all cells lie on: normal, and distance from one line to the next."""
    return [(np.array([1.0, 0.0]), size), (np.array([0.0, 1.0]), size)]


def depth(dx: np.ndarray, dy: np.ndarray, size: float) -> np.ndarray:
    """Distance to the border of a cell from a point in it, `dx` and `dy` from its centre."""
    return size / 2 - np.maximum(np.abs(dx), np.abs(dy))


def area(size: float) -> float:
    """Area of a cell, in square units of `size`."""
    return size * size


def _steps(coordinate: np.ndarray, size: float) -> np.ndarray:
    # A quotient may round across an edge that `rings` draws; the two corrections hold the cell to its drawn edges.
    step = np.floor(coordinate / size)
    step -= coordinate < step * size
    step += coordinate >= (step + 1) * size
    return step
