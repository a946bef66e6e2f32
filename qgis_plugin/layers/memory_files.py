"""Files that exist in memory only: bytes under a path of GDAL's /vsimem that QGIS opens like any other."""

from __future__ import annotations

import uuid

from osgeo import gdal
from qgis.core import QgsMapLayer

FOLDER = "/vsimem/safestats"


def keep(content: bytes, extension: str) -> str:
    """Put `content` into memory under a new path, and give the path."""
    path = f"{FOLDER}/{uuid.uuid4().hex}.{extension}"
    gdal.FileFromMemBuffer(path, content)
    return path


def free_with(layer: QgsMapLayer, path: str) -> None:
    """Give the memory back when `layer` goes."""
    layer.willBeDeleted.connect(lambda: gdal.Unlink(path))
