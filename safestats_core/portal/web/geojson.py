"""Rows on their way out as GeoJSON: points, or at the counts level the polygons of the wards.

The text is put together by Arrow, column by column: to make a dictionary of each row and to write that takes five
times as long, all of it under Python's lock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from starlette.responses import Response

from ...access import LEVEL_SCHEMAS, Level
from ..collection import Collection
from ..portal import Portal
from .answers import PLACE, coordinates, outlines, written_times
from .crs import CRS84, Crs
from .site import GEOJSON


def features(portal: Portal, collection: Collection, rows: pa.Table, crs: Crs = CRS84) -> pa.Array:
    """Each row of a collection as the text of a GeoJSON feature."""
    level = collection.scope.level
    properties = written_times(rows).drop_columns([name for name in PLACE if name in rows.column_names])
    columns = {name: _texts(properties[name].combine_chunks()) for name in properties.column_names}
    places = _polygons(portal, rows, crs) if level == Level.COUNTS else _points(rows, level, crs)
    parts = ['{"type":"Feature","id":', columns[LEVEL_SCHEMAS[level].names[0]], ',"geometry":', places]
    for number, (name, texts) in enumerate(columns.items()):
        parts += [f',"{name}":' if number else f',"properties":{{"{name}":', texts]
    return _joined(*parts, "}}")


def feature_collection(
    features: pa.Array, members: Mapping[str, Any], headers: Optional[Mapping[str, str]] = None
) -> Response:
    """The answer with these features.

    members  what else stands in it
    """
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"type": "FeatureCollection", "timeStamp": now, "numberReturned": len(features), **members}
    listed = pc.binary_join(pa.ListArray.from_arrays([0, len(features)], features), ",")[0]
    content = b"".join((_json(head)[:-1].encode(), b',"features":[', listed.as_buffer(), b"]}"))
    return Response(content, media_type=GEOJSON, headers=headers)


def _points(rows: pa.Table, level: Level, crs: Crs) -> pa.Array:
    first, second = coordinates(rows, level, crs)
    is_nowhere = ~np.isfinite(first)
    x, y = (pa.array(each, mask=is_nowhere).cast(pa.string()) for each in (first, second))
    return _joined('{"type":"Point","coordinates":[', x, ",", y, "]}").fill_null("null")


def _polygons(portal: Portal, rows: pa.Table, crs: Crs) -> pa.Array:
    shapes = outlines(portal, rows, crs)
    distinct = {id(shape): shape for shape in shapes if shape is not None}
    written = {number: _json(shapely.geometry.mapping(shape)) for number, shape in distinct.items()}
    return pa.array([written.get(id(shape), "null") for shape in shapes], pa.string())


def _texts(column: pa.Array) -> pa.Array:
    """Values as JSON."""
    if pa.types.is_integer(column.type):
        return column.cast(pa.string()).fill_null("null")
    if pa.types.is_string(column.type) and _is_plain(column):
        return _joined('"', column, '"').fill_null("null")
    return pa.array(list(map(_json, column.to_pylist())), pa.string())


def _is_plain(column: pa.Array) -> bool:
    """Whether texts hold nothing that JSON writes otherwise. May say no of what lies beside them in memory."""
    held = column.buffers()[2]
    letters = np.frombuffer(held, np.uint8) if held is not None else np.zeros(0, np.uint8)
    return not ((letters < ord(" ")) | (letters == ord('"')) | (letters == ord("\\"))).any()


def _joined(*parts: Any) -> pa.Array:
    """Texts one behind the other, row by row; null where one of them is."""
    return pc.binary_join_element_wise(*parts, "")


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
