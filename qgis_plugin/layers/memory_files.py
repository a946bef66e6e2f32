"""Files that exist in memory only: bytes under a path of GDAL's /vsimem that QGIS opens like any other."""

from __future__ import annotations

import uuid
import weakref
from collections.abc import Iterable

from osgeo import gdal
from qgis.core import QgsMapLayer

FOLDER = "/vsimem/safestats"


class MemoryFile:
    """Bytes in GDAL's memory under a path of their own; they are given back when nobody holds this any more.

    Putting many there takes a while: make it in a task.
    """

    def __init__(self, pieces: Iterable[bytes], extension: str = "fgb") -> None:
        self.path = f"{FOLDER}/{uuid.uuid4().hex}.{extension}"
        weakref.finalize(self, gdal.Unlink, self.path)
        views = [memoryview(piece) for piece in pieces]
        handle = gdal.VSIFOpenL(self.path, "wb")
        try:
            gdal.VSIFTruncateL(handle, sum(view.nbytes for view in views))  # else it would grow, and move, many times
            for view in views:
                gdal.VSIFWriteL(view, 1, view.nbytes, handle)
        finally:
            gdal.VSIFCloseL(handle)

    def content(self) -> bytes:
        """The bytes, copied."""
        size = gdal.VSIStatL(self.path).size
        handle = gdal.VSIFOpenL(self.path, "rb")
        try:
            return bytes(gdal.VSIFReadL(1, size, handle))
        finally:
            gdal.VSIFCloseL(handle)


_held: dict[str, MemoryFile] = {}
"""The file of each layer, by the layer's id: a file lasts as long as its layer."""


def hold(layer: QgsMapLayer, file: MemoryFile) -> None:
    """Keep `file` as long as `layer` lives, instead of one that it had before."""
    key = layer.id()
    if key not in _held:
        layer.willBeDeleted.connect(lambda: _held.pop(key, None))
    _held[key] = file


def file_of(layer: QgsMapLayer) -> MemoryFile | None:
    """The file that `layer` shows; None where it is not one of ours, or waits to be loaded."""
    return _held.get(layer.id())


def let_go(layer: QgsMapLayer) -> None:
    """The layer does not show its file any more."""
    _held.pop(layer.id(), None)


def share(layer: QgsMapLayer) -> None:
    """Let a copy of one of our layers keep the file that both show."""
    path = layer.source().partition("|")[0]
    file = next((each for each in _held.values() if each.path == path), None)
    if file is not None and layer.id() not in _held:
        hold(layer, file)
