"""The file behind a point layer, read as Arrow by QGIS's own GDAL: many times quicker than feature by feature."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Optional

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsFields, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QVariant

from ...safestats_core.errors import InvalidInput
from ..base.translation import tr
from .columns import Wanted
from .point_wkb import is_little_endian, points_of
from .times import parse_times

if TYPE_CHECKING:
    import pyarrow as pa

_UNDERSTOOD_PARTS = {"path", "layerName", "subset", "vsiPrefix", "vsiSuffix", "openOptions"}


@dataclass(frozen=True)
class PointFile:
    """A file to read instead of its layer; `where` is the layer's filter in the file's own SQL."""

    path: str
    layer: Optional[str]
    where: Optional[str]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointRows:
    """Points as read.

    x, y      coordinates, float64, shape (points,), NaN for an empty point
    feature   number of the feature that each point belongs to, int64, shape (points,)
    columns   the wanted fields, by name, each of shape (features,)
    features  number of features read
    """

    x: np.ndarray
    y: np.ndarray
    feature: np.ndarray
    columns: dict[str, np.ndarray]
    features: int


def file_behind(layer: Optional[QgsVectorLayer], wanted: Wanted) -> Optional[PointFile]:
    """The file that holds just the features which `layer` shows, or None where only the layer knows them."""
    if layer is None or layer.providerType() != "ogr" or layer.isEditable() or not _reads_arrow():
        return None
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        return None
    if not all(_is_stored(layer, name) and _reads_alike(layer, name, kind) for name, kind in wanted.items()):
        return None
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    parts = {key: value for key, value in uri.items() if value}
    where = layer.subsetString()
    if set(parts) - _UNDERSTOOD_PARTS or where.lstrip().upper().startswith("SELECT"):
        return None
    path = parts.get("vsiPrefix", "") + parts["path"] + parts.get("vsiSuffix", "")
    # Anything else is remote, or a name that only a driver understands.
    if not (path.startswith("/vsimem/") or os.path.exists(parts["path"])):
        return None
    return PointFile(path, parts.get("layerName"), where or None, tuple(parts.get("openOptions", ())))


def read_file(file: PointFile, wanted: Wanted) -> Optional[PointRows]:
    """Every point of `file` with the wanted fields, in its order; None where GDAL does not give them as cut here."""
    data = gdal.OpenEx(file.path, gdal.OF_VECTOR, open_options=list(file.options))
    if data is None:
        raise InvalidInput(
            tr("'{path}' can no longer be opened. Check that the file is still there.").format(path=file.path)
        )
    layer = data.GetLayerByName(file.layer) if file.layer else data.GetLayer(0)
    if file.where:
        layer.SetAttributeFilter(file.where)
    else:  # a filter may need any field: some formats find nothing where it is ignored
        layer.SetIgnoredFields([field.name for field in layer.schema if field.name not in wanted])
    xy, feature, features = [np.empty((0, 2))], [np.empty(0, int)], 0
    columns = {name: [_NO_VALUES[kind]] for name, kind in wanted.items()}
    # With the row number left out and every field ignored, GDAL 3.6 gives empty geometries.
    for batch in layer.GetArrowStreamAsPyArrow(["INCLUDE_FID=YES"]):
        geometry = batch.field(layer.GetGeometryColumn() or "wkb_geometry")
        if not (is_whole(geometry) and is_little_endian(geometry)):
            return None
        batch_xy, row = points_of(geometry)
        xy.append(batch_xy)
        feature.append(row + features)
        for name, kind in wanted.items():
            columns[name].append(_values(batch.field(name), kind, name))
        features += len(batch)
    x, y = np.concatenate(xy).T.copy()
    return PointRows(
        x, y, np.concatenate(feature), {name: np.concatenate(parts) for name, parts in columns.items()}, features
    )


def is_whole(geometry: pa.Array) -> bool:
    """Whether every value that is there has bytes: GDAL 3.10 gave, once in a thousand runs, a batch without any."""
    import pyarrow.compute as pc

    shortest = pc.min(pc.binary_length(geometry)).as_py()
    return shortest is None or shortest > 0


_NO_VALUES = {"number": np.empty(0), "text": np.empty(0, object), "time": np.empty(0, "datetime64[s]")}


def _values(column: pa.Array, kind: str, name: str) -> np.ndarray:
    if kind == "number":
        return column.cast("float64", safe=False).to_numpy(zero_copy_only=False)
    if kind == "text":
        return np.array(column.to_pylist(), dtype=object)
    if str(column.type) in ("string", "large_string"):
        return parse_times(column.to_pylist(), name)
    return column.cast("timestamp[s]", safe=False).to_numpy(zero_copy_only=False).astype("datetime64[s]")


def _reads_arrow() -> bool:
    """Whether this GDAL (3.6 or later) gives Arrow, and pyarrow is there to take it."""
    return hasattr(ogr.Layer, "GetArrowStreamAsPyArrow") and find_spec("pyarrow") is not None


def _is_stored(layer: QgsVectorLayer, name: str) -> bool:
    """Whether the field stands in the file: not a join, not computed, not the row number."""
    field = layer.fields().lookupField(name)
    from_file = layer.fields().fieldOrigin(field) == QgsFields.FieldOrigin.OriginProvider
    return from_file and field not in layer.primaryKeyAttributes()


def _reads_alike(layer: QgsVectorLayer, name: str, kind: str) -> bool:
    """Whether Arrow gives what the layer shows: of times only those of a GeoPackage, which knows no zones."""
    type_of_field = layer.fields().field(name).type()
    if kind == "number" or type_of_field == QVariant.String:
        return True
    return kind == "time" and layer.dataProvider().storageType() == "GPKG"
