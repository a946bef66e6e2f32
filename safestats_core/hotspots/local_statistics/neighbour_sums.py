"""Sums over neighbours, the one thing that local statistics ask of weights: from a sparse matrix or by convolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import ndimage, signal, sparse

from .present import among_present, spread

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
    count    number of neighbours, int64
    """

    sums: Callable[[np.ndarray], np.ndarray]
    between: Callable[[np.ndarray], np.ndarray]
    total: np.ndarray
    squares: np.ndarray
    own: np.ndarray
    count: np.ndarray

    @property
    def is_even(self) -> bool:
        """Whether each cell's neighbours weigh the same among themselves, as 0/1 or row-standardised weights do."""
        # By Cauchy and Schwarz the two sides are equal only then.
        return bool(np.all(self.total >= 0) and np.all(self.total**2 >= (1 - 1e-12) * self.squares * self.count))


def row_standardised(near: NeighbourSums) -> NeighbourSums:
    """The same neighbours with the weights of each cell divided by their sum; a cell without neighbours keeps 0."""
    share = np.divide(1, near.total, out=np.zeros(near.total.shape), where=near.total != 0)
    return NeighbourSums(
        sums=lambda values: near.sums(values) * share,
        between=lambda there: near.between(there) * share,
        total=near.total * share,
        squares=near.squares * share**2,
        own=near.own * share,
        count=near.count,
    )


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
        count=np.diff(off.indptr).astype(np.int64),
    )


def sums_of_stencil(present: np.ndarray, stencil: np.ndarray) -> NeighbourSums:
    """The sums on a grid where `present`, bool of shape (rows, columns), by a 0/1 stencil with the cell in its middle.

    Cells are numbered as in `values[present]`.
    """
    off = stencil.copy()
    off[off.shape[0] // 2, off.shape[1] // 2] = 0

    def sums(values: np.ndarray) -> np.ndarray:
        return among_present(_correlate(spread(values, present, 0), off), present)

    def between(there: np.ndarray) -> np.ndarray:
        rows, columns = np.nonzero(present)
        row = rows[there] - rows + off.shape[0] // 2
        column = columns[there] - columns + off.shape[1] // 2
        near = (row >= 0) & (row < off.shape[0]) & (column >= 0) & (column < off.shape[1])
        return np.where(near, off[np.where(near, row, 0), np.where(near, column, 0)], 0.0)

    # A count of neighbours is whole; rounding takes the noise of a Fourier transform out of it.
    one = np.ones(np.count_nonzero(present))
    total = np.rint(sums(one))
    return NeighbourSums(sums, between, total, squares=total, own=one, count=total.astype(np.int64))


def _correlate(cells: np.ndarray, stencil: np.ndarray) -> np.ndarray:
    """Sum over the stencil round every cell; a stencil is its own mirror image, so this is a convolution as well."""
    if stencil.size <= _LARGEST_DIRECT_STENCIL:
        return ndimage.correlate(cells, stencil, mode="constant")
    return signal.oaconvolve(cells, stencil, mode="same")
