"""Points cut straight out of well-known binary: no geometry object is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr

if TYPE_CHECKING:
    import pyarrow as pa

_HEADER = 5  # a byte for the byte order, four for the type
_COUNT = 4
_XY = 16
_NUMBERS = (2, 3, 3, 4)  # with neither, z, m, both, by the thousands of the type


def points_of(geometry: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """x and y of every point in a column of points and multi-points, and the row that each stands in.

    geometry  little-endian (see `is_little_endian`) ISO well-known binary, as GDAL gives it; a null has no point
    Returns float64 of shape (points, 2), and int64 of shape (points,) that never falls.
    Raises InvalidInput for a geometry of another kind.
    """
    rows = np.flatnonzero(geometry.is_valid().to_numpy(zero_copy_only=False))
    starts, sizes, data = _layout(geometry.drop_null())
    kinds = data[starts[:, None] + np.arange(1, _HEADER)].view("<u4")[:, 0] if rows.size else np.empty(0, int)
    alike = sizes << 32 | kinds
    found = [(np.empty((0, 2)), np.empty(0, np.int64))]
    for group in np.unique(alike):
        same = np.flatnonzero(alike == group)
        size, kind = divmod(int(group), 1 << 32)
        xy = _equal_points(_matrix(data, starts[same], size), kind)
        found.append((xy, np.repeat(rows[same], len(xy) // len(same))))
    xy, row = (np.concatenate(part) for part in zip(*found))
    order = np.argsort(row, kind="stable") if len(found) > 2 else slice(None)
    return xy[order], row[order]


def is_little_endian(geometry: pa.Array) -> bool:
    """Whether every value that is there has its bytes in the order in which they are cut here; a file may differ."""
    starts, _, data = _layout(geometry.drop_null())
    return bool((data[starts] == 1).all())


def _layout(geometry: pa.Array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each value starts and how long it is, and the bytes of all values."""
    _, offsets, data = geometry.buffers()
    width = np.int64 if geometry.type == "large_binary" else np.int32
    ends = np.frombuffer(offsets, width)[geometry.offset : geometry.offset + len(geometry) + 1].astype(np.int64)
    return ends[:-1], np.diff(ends), np.frombuffer(data or b"", np.uint8)


def _matrix(data: np.ndarray, starts: np.ndarray, size: int) -> np.ndarray:
    """The bytes of equally long values, shape (values, size); without a copy where they lie side by side."""
    first, end = starts[0], starts[-1] + size
    if end - first == len(starts) * size:
        return data[first:end].reshape(-1, size)
    return data[starts[:, None] + np.arange(size)]


def _equal_points(values: np.ndarray, kind: int) -> np.ndarray:
    """x and y of all parts of geometries of one kind and length, part after part, shape (points, 2)."""
    thousands, shape = divmod(kind, 1_000)
    if shape not in (1, 4) or thousands >= len(_NUMBERS):
        raise InvalidInput(
            tr("A geometry is of the type {kind}, which is no point. Choose a layer of points.").format(kind=kind)
        )
    step = _HEADER + 8 * _NUMBERS[thousands]
    first = _HEADER if shape == 1 else _HEADER + _COUNT + _HEADER
    parts = [values[:, at : at + _XY] for at in range(first, values.shape[1], step)]
    return np.concatenate(parts, axis=1).view("<f8").reshape(-1, 2) if parts else np.empty((0, 2))
