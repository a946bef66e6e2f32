"""Make a picture of a window small: at most 256 colours, chosen from those that it has, without dots."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.PyQt.QtGui import QImage
from scipy.spatial import cKDTree

_COLOURS = 256


def reduce(source: Path, target: Path) -> int:
    """Write `source` to `target` with a palette; gives the bytes of the new file. Raises OSError."""
    image = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise OSError(f"{source} is no picture.")
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint32).reshape(height, -1)[:, :width]
    colours, which, counts = np.unique(pixels & 0xFFFFFF, return_inverse=True, return_counts=True)
    palette, chosen = _palette(colours, counts)
    small = QImage(width, height, QImage.Format.Format_Indexed8)
    small.setColorTable([0xFF000000 | int(colour) for colour in palette])
    rows = np.zeros((height, small.bytesPerLine()), np.uint8)
    rows[:, :width] = chosen[which].reshape(height, width)
    memory = small.bits()
    memory.setsize(rows.size)
    memory[:] = rows.tobytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not small.save(str(target), "PNG", 0):
        raise OSError(f"{target} could not be written. Is the folder writable, and the disk not full?")
    return target.stat().st_size


def _palette(colours: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The colours to keep, and for each of `colours` which of them stands for it."""
    if colours.size <= _COLOURS:
        return colours, np.arange(colours.size)
    channels = np.stack([colours >> shift & 0xFF for shift in (16, 8, 0)], axis=1)
    # The commonest of each of 16 x 16 x 16 boxes first, so that rare colours far from all others are kept too.
    boxes = (channels >> 4) @ np.array([256, 16, 1])
    order = np.argsort(-counts)
    _, firsts = np.unique(boxes[order], return_index=True)
    leading = order[np.sort(firsts)][:_COLOURS]
    rest = np.setdiff1d(order, leading)[np.argsort(-counts[np.setdiff1d(order, leading)])]
    kept = np.concatenate([leading, rest[: _COLOURS - leading.size]])
    _, chosen = cKDTree(channels[kept]).query(channels)
    return colours[kept], chosen
