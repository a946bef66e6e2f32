"""Incidents given to places: to the nearest street segment, or to the spot that they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from scipy.spatial import cKDTree

from ..errors import InvalidInput
from .grids.edges import runs
from .points import checked_length, checked_points

_AT_ONCE = 50_000
_LONGEST_PIECE = 2.0
"""In reaches: pieces of lines no longer than this keep the number of candidates for a point small."""

_MOST_PIECES = 5_000_000

_ROUNDING = 1e-6
"""Metres: distances that differ by less are equal but for the last digits of coordinates in a national grid."""


@dataclass(frozen=True)
class _Pieces:
    """Straight pieces of all lines: start and step in metres, the number of their line, and half the longest piece."""

    start: np.ndarray
    step: np.ndarray
    line: np.ndarray
    half: float


def nearest_line(
    lines: Sequence[Sequence[np.ndarray]],
    x: np.ndarray,
    y: np.ndarray,
    within: float,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> np.ndarray:
    """The line nearest to each point, int64 of shape (n,); -1 where none lies within a distance.

    lines     k lines, each a list of parts, a part an array of vertices in metres, shape (m, 2)
    x, y      coordinates in metres, shape (n,)
    within    the farthest a point may lie from its line, in metres; that far counts as within
    progress  called after every 50,000 distinct points
    Of lines equally near, to a micrometre, the first. Distances are to the line itself, not to its vertices.
    Raises InvalidInput for no lines, a line without two vertices, non-finite coordinates or an unusable distance.
    How: lines are cut into pieces; the middles of the pieces stand in a KD-tree, and for each point all pieces whose
    middle is near enough are measured.
    """
    x, y, _ = checked_points(x, y)
    checked_length("distance", within, "Enter how far an incident may lie from its street, for example 50.")
    pieces = _pieces(lines, within)
    tree = cKDTree(pieces.start + pieces.step / 2)
    spots, spot = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    found = np.full(len(spots), -1, dtype=np.int64)
    for first in range(0, len(spots), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        found[part] = _nearest(pieces, tree, spots[part], within)
        if progress is not None:
            progress(min(first + _AT_ONCE, len(spots)), len(spots), "Points given to their nearest line")
    return found[spot.ravel()]


def shared_spots(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places where points lie exactly upon each other.

    x, y  coordinates in metres, shape (n,)
    Returns the places, shape (k, 2), from west to east and south to north, and the place of each point, int64 (n,).
    Raises InvalidInput for non-finite coordinates.
    """
    x, y, _ = checked_points(x, y)
    spots, spot = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    return spots, spot.ravel().astype(np.int64)


def _pieces(lines: Sequence[Sequence[np.ndarray]], within: float) -> _Pieces:
    if not len(lines):
        raise InvalidInput("There are no lines. Choose a layer with at least one.")
    starts, steps, numbers = [], [], []
    for number, line in enumerate(lines):
        for part in line:
            vertices = np.asarray(part, dtype=float)
            if vertices.ndim != 2 or vertices.shape[1] != 2 or len(vertices) < 2 or not np.isfinite(vertices).all():
                raise InvalidInput(f"Line {number + 1:,} has a part without two finite vertices. Repair or remove it.")
            starts.append(vertices[:-1])
            steps.append(np.diff(vertices, axis=0))
            numbers.append(np.full(len(vertices) - 1, number))
    if not starts:
        raise InvalidInput("None of the lines has a part. Choose a layer with lines that are not empty.")
    start, step, line_of = np.concatenate(starts), np.concatenate(steps), np.concatenate(numbers)
    length = np.hypot(*step.T)
    longest = max(_LONGEST_PIECE * within, length.sum() / _MOST_PIECES)
    counts = np.maximum(np.ceil(length / longest), 1).astype(np.int64)
    edge, place = np.repeat(np.arange(len(start)), counts), runs(np.zeros_like(counts), counts)
    piece = step / counts[:, None]
    start = start[edge] + place[:, None] * piece[edge]
    return _Pieces(start, piece[edge], line_of[edge], float((length / counts).max() / 2))


def _nearest(pieces: _Pieces, tree: cKDTree, points: np.ndarray, within: float) -> np.ndarray:
    """A piece within reach of a point has its middle within the reach and half its own length."""
    reach = within + pieces.half + _ROUNDING
    pairs = cKDTree(points).sparse_distance_matrix(tree, reach, output_type="ndarray")
    point, piece = pairs["i"], pairs["j"]
    distance = _distance(points[point] - pieces.start[piece], pieces.step[piece])
    least = np.full(len(points), float(within))
    np.minimum.at(least, point, distance)
    near = distance <= least[point] + _ROUNDING
    found = np.full(len(points), len(pieces.line), dtype=np.int64)
    np.minimum.at(found, point[near], pieces.line[piece[near]])
    return np.where(found < len(pieces.line), found, -1)


def _distance(offset: np.ndarray, step: np.ndarray) -> np.ndarray:
    squared = (step**2).sum(axis=1)
    along = np.divide((offset * step).sum(axis=1), squared, out=np.zeros(len(step)), where=squared > 0)
    return np.asarray(np.hypot(*(offset - np.clip(along, 0, 1)[:, None] * step).T))
