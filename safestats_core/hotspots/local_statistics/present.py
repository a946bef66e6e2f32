"""Cells that have a value: a local statistic is worked out among them, and spread back over all cells."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from ...errors import InvalidInput


def checked_cells(values: np.ndarray, weights: sparse.spmatrix) -> tuple[np.ndarray, sparse.csr_matrix]:
    """Values of shape (n,) as floats and finite weights of shape (n, n); refused in any other shape."""
    values = np.asarray(values, dtype=float)
    matrix = sparse.csr_matrix(weights, dtype=float)
    if values.ndim != 1 or matrix.shape != (values.size, values.size) or not np.isfinite(matrix.data).all():
        raise InvalidInput(
            f"Values of shape {values.shape} need finite weights of shape (n, n), not {matrix.shape}. "
            "Make the weights from the same cells as the values."
        )
    return values, matrix


def checked_grid(values: np.ndarray) -> np.ndarray:
    """Values of shape (rows, columns) as floats; refused in any other shape."""
    values = np.asarray(values, dtype=float)
    if values.ndim != 2:
        raise InvalidInput(f"The values have the shape {values.shape}. Give a grid of rows and columns.")
    return values


def present_cells(values: np.ndarray, minimum_cells: int) -> np.ndarray:
    """Which cells have a value, bool in the shape of `values`; refused where there is too little to test.

    values         NaN means that the cell is absent
    minimum_cells  fewer cells with a value are refused, as are fewer than 3
    Raises InvalidInput for too few cells, an infinite value, or the same value everywhere.
    """
    present = ~np.isnan(values)
    count = np.count_nonzero(present)
    if count < max(minimum_cells, 3):
        raise InvalidInput(
            f"Only {count} cells have a value; at least {max(minimum_cells, 3)} are needed for a sound test. "
            "Use smaller cells or a larger area."
        )
    if np.isinf(values).any():
        raise InvalidInput("Some cells have an infinite value. Give finite values, and NaN for cells that are absent.")
    if np.ptp(values[present]) == 0:
        raise InvalidInput(
            f"All {count:,} cells have the same value, so no cell stands out. Use larger cells, or more incidents."
        )
    return present


def among_present(values: np.ndarray, present: np.ndarray) -> np.ndarray:
    """The values of the present cells, shape (n,); quick where all are present."""
    return values.ravel() if present.all() else values[present]


def spread(values: np.ndarray, present: np.ndarray, absent: float) -> np.ndarray:
    """`values` of the present cells in the shape of `present`, and `absent` in the others."""
    if values.size == present.size:
        return values.reshape(present.shape)
    cells = np.full(present.shape, absent, dtype=float)
    cells[present] = values
    return cells
