"""The cells that an edge runs through.

The borders of all cells lie on a few families of parallel lines: two for squares, three for hexagons. Cut at every
such line, each piece of an edge lies in one cell, which the middle of the piece tells.
"""

from __future__ import annotations

import numpy as np

from . import edges as rings
from .grid import Grid, lattice_of

_SLIVER = 1e-4
"""Of the cell size. A piece no deeper in its cell runs along the border; rounding, or the millimetre by which a change
of the CRS and back errs, put it in."""

_PIECES_AT_ONCE = 1_000_000


def touched_cells(grid: Grid, edges: np.ndarray) -> np.ndarray:
    """Flat numbers of the cells of `grid` that the edges run through, int64, sorted, each once.

    edges  x1, y1, x2, y2 in metres, shape (k, 4)
    A piece that only runs along the border of a cell, within a ten-thousandth of the cell size, does not count.
    """
    start, step = _clipped(edges, grid.bounds)
    lines = lattice_of(grid).border_lines(grid.cell_size)
    cuts = sum(np.abs(step @ normal) / spacing for normal, spacing in lines)
    portions = np.flatnonzero(np.diff(np.cumsum(cuts + 1) // _PIECES_AT_ONCE)) + 1
    parts = zip(np.split(start, portions), np.split(step, portions))
    return np.unique(np.concatenate([_cells_of_pieces(*part, grid) for part in parts]))


def _cells_of_pieces(start: np.ndarray, step: np.ndarray, grid: Grid) -> np.ndarray:
    edge, middle = _middles_of_pieces(start, step, grid)
    x, y = (start[edge] + middle[:, None] * step[edge]).T
    lattice = lattice_of(grid)
    column, row = lattice.cell_of(x, y, grid.cell_size)
    centre_x, centre_y = lattice.centre(column, row, grid.cell_size)
    deep = lattice.depth(x - centre_x, y - centre_y, grid.cell_size) > _SLIVER * grid.cell_size
    column, row = column - grid.column, row - grid.row
    in_grid = (column >= 0) & (column < grid.columns) & (row >= 0) & (row < grid.rows)
    return np.unique((row * grid.columns + column)[deep & in_grid].astype(np.int64))


def _clipped(edges: np.ndarray, bounds: tuple[float, float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """First points and directions of the parts of the edges within the bounds: what lies beyond need not be cut."""
    start, step = edges[:, :2], edges[:, 2:] - edges[:, :2]
    lower, upper = np.array(bounds[:2]), np.array(bounds[2:])
    with np.errstate(divide="ignore", invalid="ignore"):
        to_lower, to_upper = (lower - start) / step, (upper - start) / step
    level = step == 0
    enters = np.where(level, 0, np.minimum(to_lower, to_upper)).max(axis=1)
    leaves = np.where(level, 1, np.maximum(to_lower, to_upper)).min(axis=1)
    enters, leaves = np.clip(enters, 0, 1), np.clip(leaves, 0, 1)
    beside = (level & ((start < lower) | (start > upper))).any(axis=1)
    seen = ~beside & (enters < leaves)
    length = (leaves - enters)[seen, None]
    return (start[seen] + enters[seen, None] * step[seen]), step[seen] * length


def _middles_of_pieces(start: np.ndarray, step: np.ndarray, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Number of the edge, and the share of its length gone, for the middle of every piece between cuts."""
    every = np.arange(len(start))
    edge, share = [every, every], [np.zeros(len(start)), np.ones(len(start))]
    for normal, spacing in lattice_of(grid).border_lines(grid.cell_size):
        begin, along = start @ normal / spacing, step @ normal / spacing
        first, last = np.ceil(np.minimum(begin, begin + along)), np.floor(np.maximum(begin, begin + along))
        # An edge along a line lies on it as a whole, and is not cut by it.
        counts = np.where(along != 0, last - first + 1, 0).astype(np.int64)
        cut = np.repeat(every, counts)
        line = rings.runs(first.astype(np.int64), counts)
        edge.append(cut)
        share.append(np.clip((line - begin[cut]) / along[cut], 0, 1))
    edges, shares = np.concatenate(edge), np.concatenate(share)
    order = np.lexsort((shares, edges))
    edges, shares = edges[order], shares[order]
    piece = np.flatnonzero((edges[1:] == edges[:-1]) & (shares[1:] > shares[:-1]))
    return edges[piece], (shares[piece] + shares[piece + 1]) / 2
