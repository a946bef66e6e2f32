"""Linear binning: points become weights on the nodes of a lattice, quickly enough for ten million of them.

Source: Wand (1994), Journal of Computational and Graphical Statistics 3, 433-445.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

import numpy as np

from ..grids.grid import Grid

_POINTS_AT_ONCE = 1 << 22
"""Points per pass over the lattice: enough to make the pass worth its time, few enough to take little memory."""

_POINTS_IN_CACHE = 1 << 15
"""Points whose coordinates, and what is made of them, stay in the processor's cache."""


def share_between_nodes(nodes: Grid, x: np.ndarray, y: np.ndarray, weights: Optional[np.ndarray]) -> np.ndarray:
    """Each weight in four parts on the corners of the square of nodes round the point, the nearer the more.

    nodes    a grid of squares whose cell centres are the nodes
    x, y     coordinates in metres, shape (n,); what lies beyond the outermost nodes is left out
    weights  shape (n,); None counts each point as 1
    Returns weight per node, shape (rows, columns).

    A point at (u, v) in that square, seen from its south-western corner, gives the corners (1 - u)(1 - v), u (1 - v),
    (1 - u) v and u v of its weight. What they get from all points follows from the sums of 1, u, v and u v per square.
    """
    whole, east, both, north = sums = [np.zeros(nodes.cells) for _ in range(4)]
    room = min(x.size, _POINTS_AT_ONCE)
    places = np.empty(room, dtype=np.intp), np.empty(room), np.empty(room), np.empty(0 if weights is None else room)
    for start in range(0, x.size, _POINTS_AT_ONCE):
        portion = slice(start, start + _POINTS_AT_ONCE)
        placed = _place(nodes, x[portion], y[portion], None if weights is None else weights[portion], places)
        square, u, v, weight = (values[:placed] for values in places)
        for total, part in zip(sums, _parts(u, v, None if weights is None else weight)):
            total += np.bincount(square, part, minlength=nodes.cells)
    whole += both - east - north
    whole[1:] += (east - both)[:-1]
    whole[nodes.columns :] += (north - both)[: -nodes.columns]
    whole[nodes.columns + 1 :] += both[: -nodes.columns - 1]
    return whole.reshape(nodes.rows, nodes.columns)


def _parts(u: np.ndarray, v: np.ndarray, weight: Optional[np.ndarray]) -> Iterator[Optional[np.ndarray]]:
    """The weight itself, then u, u v and v of it, written over `u` and `v`; None is a weight of 1 for all."""
    yield weight
    if weight is not None:
        u *= weight
    yield u
    u *= v
    yield u
    if weight is not None:
        v *= weight
    yield v


def _place(
    nodes: Grid,
    x: np.ndarray,
    y: np.ndarray,
    weights: Optional[np.ndarray],
    places: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> int:
    """Write into `places`, of every point on the lattice, the node south-west of it, u, v and its weight; how many."""
    square, u, v, weight = places
    per_metre, placed = 1 / nodes.cell_size, 0
    for start in range(0, x.size, _POINTS_IN_CACHE):
        near = slice(start, start + _POINTS_IN_CACHE)
        column = x[near] * per_metre - (nodes.column + 0.5)
        row = y[near] * per_metre - (nodes.row + 0.5)
        reached = (column >= 0) & (column < nodes.columns - 1) & (row >= 0) & (row < nodes.rows - 1)
        if not reached.all():
            column, row = column[reached], row[reached]
        west, south = np.floor(column), np.floor(row)
        filled = slice(placed, placed + column.size)
        square[filled] = south * nodes.columns + west
        np.subtract(column, west, out=u[filled])
        np.subtract(row, south, out=v[filled])
        if weights is not None:
            weight[filled] = weights[near][reached]
        placed += column.size
    return placed
