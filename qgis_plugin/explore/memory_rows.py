"""The rows of a layer that SafeStats loaded, read from its file in memory by GDAL: no thread waits meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from osgeo import gdal

from ...processing_algorithms.base.translation import tr
from ...processing_algorithms.sources.point_file import PointFile, is_whole
from ...processing_algorithms.sources.point_wkb import points_of
from ...safestats_core.progress import Progress


def read_memory_file(file: PointFile, names: Mapping[str, str], progress: Progress) -> tuple[np.ndarray, ...] | None:
    """Ids, x, y, and the fields of `names` in their order: times as datetime64[s], a category as text or None.

    names  "start", "end" and "category" -> the field that holds it, "" for none
    None where GDAL does not give the points whole, or gives several to a row. Raises Cancelled where `progress` does.
    """
    layer = gdal.OpenEx(file.path, gdal.OF_VECTOR)
    rows = layer.GetLayer(0)
    if file.where:
        rows.SetAttributeFilter(file.where)
    pieces = [tuple(np.empty(0, kind) for kind in (np.int64, float, float, *map(_kind, names)))]
    for batch in rows.GetArrowStreamAsPyArrow(["INCLUDE_FID=YES"]):
        progress(sum(piece[0].size for piece in pieces), 0, tr("Reading the layer"))
        geometry = batch.field(rows.GetGeometryColumn() or "wkb_geometry")
        xy, row = points_of(geometry)
        if not is_whole(geometry) or row.size != len(batch):
            return None
        x, y = xy.T
        pieces.append((batch.field(0).to_numpy(), x, y, *(_column(batch, kind, name) for kind, name in names.items())))
    return tuple(np.concatenate(parts) for parts in zip(*pieces))


def _kind(column: str) -> str:
    return "O" if column == "category" else "datetime64[s]"


def _column(batch, column: str, name: str) -> np.ndarray:
    if not name:
        return np.full(len(batch), None if column == "category" else np.datetime64("NaT", "s"), _kind(column))
    if column == "category":
        return np.array(batch.field(name).to_pylist(), dtype=object)
    return batch.field(name).cast("timestamp[s]", safe=False).to_numpy(zero_copy_only=False).astype("datetime64[s]")
