"""A packed Hilbert R-tree over points: the order that they are kept in, and the nodes that find them by a rectangle.

Source: the FlatGeobuf specification, version 3 (flatgeobuf.org), after V. Agafonkin's flatbush; the curve by the
rotations of its square, after D. Hilbert (1891), Mathematische Annalen 38.
"""

from __future__ import annotations

import numpy as np

NODE_SIZE = 16
"""Children of a node."""
_BITS = 16
_NODE = np.dtype([("west", "<f8"), ("south", "<f8"), ("east", "<f8"), ("north", "<f8"), ("offset", "<u8")])


def hilbert_order(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Positions of the points, shape (n,), in the order in which a Hilbert curve over their extent meets them."""
    return np.argsort(along_curve(_lattice(x), _lattice(y)), kind="stable")


def along_curve(column: np.ndarray, row: np.ndarray) -> np.ndarray:
    """How far along a Hilbert curve through a lattice of 2^16 by 2^16 the cells lie: uint32, shape (n,)."""
    column, row = column.astype(np.uint32), row.astype(np.uint32)
    distance: np.ndarray = np.zeros(len(column), np.uint32)
    for bit in range(_BITS - 1, -1, -1):
        right, upper = (column >> bit) & 1, (row >> bit) & 1
        distance = (distance << 2) | ((3 * right) ^ upper)
        # In the lower half the curve is turned: mirrored on the right, and its axes swapped on both sides.
        mirror = np.uint32(0) - (right & (upper ^ 1))
        column, row = column ^ mirror, row ^ mirror
        swap = (column ^ row) & (upper - np.uint32(1))
        column, row = column ^ swap, row ^ swap
    return distance


def packed_tree(x: np.ndarray, y: np.ndarray, offsets: np.ndarray) -> list[memoryview]:
    """The nodes of the tree level by level, root first, of points that stand in the order of `hilbert_order`.

    x, y     coordinates, shape (n,), n at least 1
    offsets  where each point's feature begins, in bytes from the first
    """
    leaves = np.empty(len(x), _NODE)
    leaves["west"] = leaves["east"] = x
    leaves["south"] = leaves["north"] = y
    leaves["offset"] = offsets
    levels = [_parents(leaves), leaves]
    while len(levels[0]) > 1:
        levels.insert(0, _parents(levels[0]))
    first = 0
    for level in levels[:-1]:
        first += len(level)
        level["offset"] = first + NODE_SIZE * np.arange(len(level))
    return [level.view(np.uint8).data for level in levels]


def _parents(level: np.ndarray) -> np.ndarray:
    """A node round every 16 of a level, without their offsets."""
    starts = np.arange(0, len(level), NODE_SIZE)
    parents = np.empty(len(starts), _NODE)
    # fmin and fmax leave out the coordinates that are not numbers: of places that the CRS cannot express.
    for lower, upper in (("west", "east"), ("south", "north")):
        parents[lower] = np.fmin.reduceat(level[lower], starts)
        parents[upper] = np.fmax.reduceat(level[upper], starts)
    return parents


def _lattice(values: np.ndarray) -> np.ndarray:
    """Coordinates as whole numbers from 0 to 2^16 - 1 over their extent."""
    low, high = np.nanmin(values), np.nanmax(values)
    share = (values - low) / (high - low) if high > low else np.zeros(len(values))
    return np.nan_to_num(share * (2**_BITS - 1)).astype(np.uint32)
