"""Cells of a grid as columns and polygons for a vector sink."""

from __future__ import annotations

import numpy as np

from ...safestats_core.hotspots.grids.grid import Grid, cell_ids, cell_polygons
from .wkb import polygons_wkb


def cell_columns(grid: Grid, cells: np.ndarray, columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Where each cell lies in the lattice (`cell_col`, `cell_row`: the same in every run), then `columns`.

    cells  flat cell numbers, shape (n,)
    """
    column, row = cell_ids(grid, cells).T
    return {"cell_col": column, "cell_row": row, **columns}


def cells_wkb(grid: Grid, cells: np.ndarray) -> list[bytes]:
    """The polygons of cells."""
    return polygons_wkb(cell_polygons(grid, cells))
