"""Sums over neighbours, the one thing that local statistics ask of weights: from a sparse matrix or by convolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import ndimage, signal, sparse

_LARGEST_DIRECT_STENCIL = 49
"""Stencils with more cells than this are quicker by Fourier transform."""


@dataclass(frozen=True)
class NeighbourSums:
    """Weights w_ij between n cells, as far as a local statistic needs them; j = i is left out of all but `own`.

    sums     values, shape (n,) -> sum over j of w_ij times value j, for every i
    between  one j for every i, shape (n,) -> w_ij
    total    sum over j of w_ij
    squares  sum over j of w_ij^2
    own      w_ii, where the statistic counts a cell as its own neighbour
    """

    sums: Callable[[np.ndarray], np.ndarray]
    between: Callable[[np.ndarray], np.ndarray]
    total: np.ndarray
    squares: np.ndarray
    own: np.ndarray


def sums_of_matrix(weights: sparse.csr_matrix) -> NeighbourSums:
    """The sums of sparse weights, shape (n, n); a diagonal of 0 makes a cell its own neighbour with weight 1."""
    diagonal = weights.diagonal()
    off = (weights - sparse.diags(diagonal)).tocsr()
    off.eliminate_zeros()
    here = np.arange(diagonal.size)
    return NeighbourSums(
        sums=off.dot,
        between=lambda there: np.asarray(off[here, there]).ravel(),
        total=np.asarray(off.sum(axis=1)).ravel(),
        squares=np.asarray(off.multiply(off).sum(axis=1)).ravel(),
        own=np.where(diagonal == 0, 1.0, diagonal),
    )


def sums_of_stencil(present: np.ndarray, stencil: np.ndarray) -> NeighbourSums:
    """The sums on a grid where `present`, bool of shape (rows, columns), by a 0/1 stencil with the cell in its middle.

    Cells are numbered as in `values[present]`.
    """
    off = stencil.copy()
    off[off.shape[0] // 2, off.shape[1] // 2] = 0
    rows, columns = np.nonzero(present)

    def sums(values: np.ndarray) -> np.ndarray:
        cells = np.zeros(present.shape)
        cells[present] = values
        return _correlate(cells, off)[present]

    def between(there: np.ndarray) -> np.ndarray:
        row = rows[there] - rows + off.shape[0] // 2
        column = columns[there] - columns + off.shape[1] // 2
        near = (row >= 0) & (row < off.shape[0]) & (column >= 0) & (column < off.shape[1])
        return np.where(near, off[np.where(near, row, 0), np.where(near, column, 0)], 0.0)

    # A count of neighbours is whole; rounding takes the noise of a Fourier transform out of it.
    total = np.rint(sums(np.ones(rows.size)))
    return NeighbourSums(sums, between, total, squares=total, own=np.ones(rows.size))


def _correlate(cells: np.ndarray, stencil: np.ndarray) -> np.ndarray:
    """Sum over the stencil round every cell; a stencil is its own mirror image, so this is a convolution as well."""
    if stencil.size <= _LARGEST_DIRECT_STENCIL:
        return ndimage.correlate(cells, stencil, mode="constant")
    return signal.oaconvolve(cells, stencil, mode="same")
