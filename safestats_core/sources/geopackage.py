"""A GeoPackage that SafeStats did not write: a layer of points, read by a profile like any file of the same columns."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Optional

import numpy as np
import pyarrow as pa
import shapely

from ..errors import UnreadableSupply
from ..formats.columnar import open_arrow, read_columnar
from ..formats.profile import Profile
from ..formats.recognise import recognised
from ..formats.supply import Supply, table_supply
from ..projection import to_wgs84

_LIKE = "geojson"
"""A profile reads it as it reads GeoJSON: the point is the columns longitude and latitude, in WGS 84."""


def geopackage_supply(path: Path, profile: Optional[Profile]) -> Supply:
    """The points of a GeoPackage. Raises UnreadableSupply where it has no layer of points, or several."""
    sink = io.BytesIO()
    table = _points(path)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    file = open_arrow(sink)
    return table_supply(path.name, recognised(file.columns, _LIKE, profile), read_columnar(file))


def _points(path: Path) -> pa.Table:
    import pyogrio

    try:
        layer = _only_layer_of_points(path, [tuple(each) for each in pyogrio.list_layers(path)])
        meta, table = pyogrio.read_arrow(path, layer=layer)
    except pyogrio.errors.DataSourceError as error:
        raise UnreadableSupply(f"{path.name} is not a GeoPackage: {error}. Ask for it again.") from error
    place = meta["geometry_name"] or "wkb_geometry"
    shapes = shapely.from_wkb(table[place].to_numpy(zero_copy_only=False))
    if not np.isin(shapely.get_type_id(shapes), (shapely.GeometryType.POINT, shapely.GeometryType.MISSING)).all():
        raise UnreadableSupply(
            f"The layer {layer} holds more than single points. Use 'Multipart to singleparts' first."
        )
    longitude, latitude = to_wgs84(shapely.get_x(shapes), shapely.get_y(shapes), meta["crs"] or "EPSG:4326")
    named = {"longitude": longitude, "latitude": latitude}
    plain = table.drop_columns([place, *(name for name in named if name in table.column_names)])
    for name, degrees in named.items():
        plain = plain.append_column(name, pa.array(degrees, from_pandas=True))
    return plain


def _only_layer_of_points(path: Path, layers: list[tuple[str, Optional[str]]]) -> str:
    points = [name for name, kind in layers if kind is not None and "Point" in kind]
    if len(points) == 1:
        return points[0]
    listed = ", ".join(f"{name} ({kind or 'no geometry'})" for name, kind in layers) or "nothing"
    raise UnreadableSupply(
        f"{path.name} has {len(points) or 'no'} layers of points: {listed}. Save the one that is meant by itself."
    )
