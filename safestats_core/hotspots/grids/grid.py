"""Grids of square or hexagonal cells that every run in a CRS shares, and the count of points in their cells.

Arrays over a grid have the shape (rows, columns); row 0 is the SOUTHERN row, column 0 the western column. A raster,
which starts in the north, is `values[::-1]`. A flat cell number is `row * columns + column`, as in `values.ravel()`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import ModuleType
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import Bounds, checked_length, checked_points
from . import hexagons, squares

MAXIMUM_CELLS = 5_000_000
"""A grid of more cells is refused: nobody can look at it, and it no longer fits into a small machine."""

_FINEST_STEP = 2.0**52
"""Lattice columns beyond this cannot be told apart by a float."""

_LATTICES: dict[str, ModuleType] = {"square": squares, "hexagon": hexagons}

_PARTS = {"sfhotspot": 50, "ratcliffe": 150}


@dataclass(frozen=True)
class Grid:
    """A rectangular block of a lattice that is fixed to the origin of the CRS.

    shape          "square" or "hexagon"
    cell_size      metres: the side of a square; the width between parallel sides of a hexagon
    column, row    the block's south-western cell in the lattice
    columns, rows  size of the block in cells
    """

    shape: str
    cell_size: float
    column: int
    row: int
    columns: int
    rows: int

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.columns * self.rows

    @property
    def cell_area(self) -> float:
        """Area of one cell in square metres."""
        return float(_LATTICES[self.shape].area(self.cell_size))

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in metres round all cells."""
        last_column, last_row = self.column + self.columns - 1, self.row + self.rows - 1
        # Two rows, because every other row of hexagons stands half a cell further east.
        corners = [
            (c, r) for c in (self.column, last_column) for r in (self.row, self.row + 1, last_row) if r <= last_row
        ]
        edge = _LATTICES[self.shape].rings(*np.transpose(corners), self.cell_size)
        (west, south), (east, north) = edge.min(axis=(0, 1)), edge.max(axis=(0, 1))
        return float(west), float(south), float(east), float(north)


@dataclass(frozen=True)
class CellCounts:
    """What fell into the cells of a grid, and what did not.

    count           points per cell, int64, shape (rows, columns)
    weight          sum of their weights per cell, float64, shape (rows, columns)
    outside         points in no cell of the grid, or in a cell that the mask leaves out
    outside_weight  sum of their weights
    """

    count: np.ndarray
    weight: np.ndarray
    outside: int
    outside_weight: float


def covering_grid(bounds: Bounds, cell_size: float, shape: str = "square") -> Grid:
    """The smallest grid whose cells hold every point within `bounds`, edges included.

    bounds     west, south, east, north in metres of a projected CRS
    cell_size  metres: side of a square, width between parallel sides of a hexagon
    shape      "square" or "hexagon"
    Raises InvalidInput for bounds the wrong way round, an unusable cell size or more than MAXIMUM_CELLS cells.
    Edges lie at multiples of the cell size in the CRS, so two runs share their cells.
    """
    if shape not in _LATTICES:
        raise InvalidInput(f"There is no cell shape '{shape}'. Choose from: {', '.join(_LATTICES)}.")
    checked_length("cell size", cell_size, "Enter the side of a cell in metres, for example 100.")
    west, south, east, north = _checked_bounds(bounds)
    if max(map(abs, bounds)) / cell_size > _FINEST_STEP:
        raise InvalidInput(f"Cells of {cell_size:g} m are finer than the coordinates themselves. Use larger cells.")
    first_column, first_row, last_column, last_row = map(int, _LATTICES[shape].span(bounds, cell_size))
    grid = Grid(
        shape, float(cell_size), first_column, first_row, last_column - first_column + 1, last_row - first_row + 1
    )
    if grid.cells > MAXIMUM_CELLS:
        raise InvalidInput(
            f"Cells of {cell_size:g} m would make a grid of {grid.cells:,} cells, more than {MAXIMUM_CELLS:,}. "
            f"Use cells of at least {_sufficient_cell_size(east - west, north - south):g} m, or a smaller extent."
        )
    return grid


def automatic_cell_size(bounds: Bounds, rule: str = "sfhotspot") -> float:
    """A cell size in metres for an extent.

    bounds  west, south, east, north in metres
    rule    "sfhotspot": the short side / 50, rounded down to whole 100 m unless the short side is under 5 km;
            "ratcliffe": the short side / 150
    Raises InvalidInput where the extent has no short side: one point, or points on a line along an axis.
    Source: the R package sfhotspot (Ashby). The short side / 150 is passed on as Ratcliffe's, with Chainey & Ratcliffe
    (2005), GIS and Crime Mapping, as the source; that text could not be checked.
    """
    if rule not in _PARTS:
        raise InvalidInput(f"There is no rule '{rule}' for the cell size. Choose from: {', '.join(_PARTS)}.")
    west, south, east, north = _checked_bounds(bounds)
    size = min(east - west, north - south) / _PARTS[rule]
    if size == 0:
        raise InvalidInput("The extent has no width or no height, so no cell size follows from it. Enter one yourself.")
    return size // 100 * 100.0 if rule == "sfhotspot" and size >= 100 else size


def cell_index(grid: Grid, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The flat cell number of each point, int64 of shape (n,); -1 for a point in no cell of the grid.

    x, y  coordinates in metres, shape (n,)
    Raises InvalidInput for a coordinate that is not finite.
    Every point lies in exactly one cell of the lattice. Squares are half-open: a point on an edge lies in the cell to
    its east or north. A hexagon holds the points nearest to its centre; of centres equally near the most northern,
    then the most eastern.
    """
    x, y, _ = checked_points(x, y)
    column, row = _LATTICES[grid.shape].cell_of(x, y, grid.cell_size)
    column, row = column - grid.column, row - grid.row
    inside = (column >= 0) & (column < grid.columns) & (row >= 0) & (row < grid.rows)
    return np.where(inside, row * grid.columns + column, -1).astype(np.int64)


def count_points(
    grid: Grid,
    x: np.ndarray,
    y: np.ndarray,
    weights: Optional[np.ndarray] = None,
    mask: Optional[np.ndarray] = None,
) -> CellCounts:
    """Points and sums of weights per cell.

    x, y     coordinates in metres, shape (n,)
    weights  zero or more, shape (n,); None counts each point as 1
    mask     which cells belong to the study area, bool of shape (rows, columns); None means all
    Raises InvalidInput for non-finite coordinates, unusable weights or a mask of another shape.
    Nothing is lost: `count.sum() + outside == n`, and the same for the weights.
    """
    x, y, weights = checked_points(x, y, weights)
    index = cell_index(grid, x, y)
    if mask is not None:
        index = np.where((index >= 0) & checked_mask(grid, mask).ravel()[index], index, -1)
    # Cell -1 becomes the first bin: what fell outside.
    count = np.bincount(index + 1, minlength=grid.cells + 1)
    weight = np.bincount(index + 1, weights, minlength=grid.cells + 1)
    shape = (grid.rows, grid.columns)
    return CellCounts(count[1:].reshape(shape), weight[1:].reshape(shape), int(count[0]), float(weight[0]))


def lattice_of(grid: Grid) -> ModuleType:
    """The module of the grid's lattice: squares or hexagons."""
    return _LATTICES[grid.shape]


def cell_centres(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """x and y of every cell centre in metres, each of shape (rows, columns)."""
    column = np.arange(grid.column, grid.column + grid.columns)[None, :]
    row = np.arange(grid.row, grid.row + grid.rows)[:, None]
    x, y = _LATTICES[grid.shape].centre(column, row, grid.cell_size)
    return np.broadcast_to(x, (grid.rows, grid.columns)), np.broadcast_to(y, (grid.rows, grid.columns))


def cell_ids(grid: Grid, cells: Optional[np.ndarray] = None) -> np.ndarray:
    """Column and row in the endless lattice, int64 of shape (n, 2): the same place has the same id in every run.

    cells  flat cell numbers, shape (n,); None means all
    """
    cells = np.arange(grid.cells) if cells is None else np.asarray(cells, dtype=np.int64)
    return np.stack([cells % grid.columns + grid.column, cells // grid.columns + grid.row], axis=-1)


def cell_polygons(grid: Grid, cells: Optional[np.ndarray] = None) -> np.ndarray:
    """Closed anticlockwise rings in metres, shape (n, 5, 2) for squares and (n, 7, 2) for hexagons.

    cells  flat cell numbers, shape (n,); None means all
    Cells that touch share their corners to the last bit.
    """
    column, row = cell_ids(grid, cells).T
    return np.asarray(_LATTICES[grid.shape].rings(column, row, grid.cell_size))


def checked_mask(grid: Grid, mask: np.ndarray) -> np.ndarray:
    """`mask` as booleans of shape (rows, columns); refused in any other shape."""
    mask = np.asarray(mask, dtype=bool)
    if mask.shape != (grid.rows, grid.columns):
        raise InvalidInput(
            f"The mask has the shape {mask.shape}, the grid {(grid.rows, grid.columns)}. Make the mask for this grid."
        )
    return mask


def _checked_bounds(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    if not (np.all(np.isfinite(bounds)) and west <= east and south <= north):
        raise InvalidInput(f"{tuple(bounds)} is not an extent. Give west, south, east, north in metres, in this order.")
    return west, south, east, north


def _sufficient_cell_size(width: float, height: float) -> float:
    """A cell size, two digits rounded up, with which neither shape of cell exceeds the limit.

    A grid of either shape has at most (width / s + 3) columns and (height / (0.866 s) + 3) rows.
    """
    height /= float(hexagons.ROW_SPACING)
    rest = MAXIMUM_CELLS - 9
    per_size = 3 * (width + height)
    size = (per_size + math.sqrt(per_size**2 + 4 * width * height * rest)) / (2 * rest)
    digit = 10.0 ** (math.floor(math.log10(size)) - 1)
    return math.ceil(size / digit) * digit
