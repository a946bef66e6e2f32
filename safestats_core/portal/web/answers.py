"""Rows on their way out: as GeoJSON features, or as an Arrow stream written batch by batch."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...access import LEVEL_SCHEMAS, Level
from ..areas import areas
from ..portal import Portal
from .collection import Collection

_PLACE = ("longitude", "latitude")
_DECIMALS = 6
"""Of degrees in polygons: 0.1 m."""


def features(portal: Portal, collection: Collection, rows: pa.Table) -> list[dict[str, Any]]:
    """Rows of a collection as GeoJSON features: points, or at the counts level the polygons of the wards."""
    level = collection.scope.level
    id_field = LEVEL_SCHEMAS[level].names[0]
    outlines = _outlines(portal, rows) if level == Level.COUNTS else {}
    properties = _written_times(rows).drop_columns([name for name in _PLACE if name in rows.column_names])
    places = _points(rows) if level != Level.COUNTS else [outlines.get(ward) for ward in rows["ward"].to_pylist()]
    return [
        {"type": "Feature", "id": row[id_field], "geometry": place, "properties": row}
        for row, place in zip(properties.to_pylist(), places)
    ]


def arrow_stream(
    collection: Collection, batches: Iterable[pa.RecordBatch], finish: Callable[[int], None]
) -> Iterator[bytes]:
    """Batches as an Arrow IPC stream, a piece for each, never more than one in memory.

    finish  is told the number of rows when all are out, before the mark that ends the stream

    Whatever fails on the way, `finish` included, leaves the stream without its end.
    """
    about = {"dataset": collection.dataset.name, "level": collection.scope.level.value}
    about["scope_hash"] = collection.scope.scope_hash
    schema = collection.scope.schema.with_metadata({"safestats": json.dumps(about)})
    sink, rows = io.BytesIO(), 0
    # Not in a with statement: leaving one writes the end mark, after an error too.
    writer = pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(compression="zstd"))
    yield _drain(sink)
    for batch in batches:
        writer.write_batch(batch)
        rows += batch.num_rows
        yield _drain(sink)
    finish(rows)
    writer.close()
    yield _drain(sink)


def _drain(sink: io.BytesIO) -> bytes:
    piece = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return piece


def _written_times(rows: pa.Table) -> pa.Table:
    for place, field in enumerate(rows.schema):
        if pa.types.is_timestamp(field.type):
            rows = rows.set_column(place, field.name, pc.strftime(rows[field.name], "%Y-%m-%dT%H:%M:%SZ"))
    return rows


def _points(rows: pa.Table) -> list[Any]:
    if not set(_PLACE) <= set(rows.column_names):
        return [None] * rows.num_rows
    pairs = zip(*(rows[name].to_pylist() for name in _PLACE))
    return [None if None in pair else {"type": "Point", "coordinates": pair} for pair in pairs]


def _outlines(portal: Portal, rows: pa.Table) -> dict[str, Any]:
    wanted = set(rows["ward"].to_pylist())
    return {
        area.code: shapely.geometry.mapping(shapely.transform(area.geometry, lambda xy: np.round(xy, _DECIMALS)))
        for area in areas(portal, "ward")
        if area.code in wanted
    }
