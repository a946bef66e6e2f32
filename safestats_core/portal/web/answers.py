"""Rows on their way out: their times as text, their places, the outlines of their wards."""

from __future__ import annotations

from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from ...access import Level
from ..boundaries.areas import drawn_areas
from ..portal import Portal
from .crs import Crs

PLACE = ("longitude", "latitude")
_DECIMALS = 6
"""Of degrees in polygons: 0.1 m."""


def written_times(rows: pa.Table) -> pa.Table:
    """`rows` with its times as text: UTC, to the second."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_timestamp(field.type):
            rows = rows.set_column(place, field.name, _written(rows[field.name]))
    return rows


def _written(times: pa.ChunkedArray) -> pa.ChunkedArray:
    # As "2024-01-31 23:59:59", which Arrow writes seven times as fast as any form that is asked for.
    words = times.cast(pa.timestamp("s")).cast(pa.string())
    return pc.binary_join_element_wise(pc.utf8_replace_slice(words, 10, 11, "T"), "Z", "")


def coordinates(rows: pa.Table, level: Level, crs: Crs) -> tuple[np.ndarray, np.ndarray]:
    """Where the rows of a level are, in a reference system; shape (rows,), NaN where a place is not to be seen."""
    if not set(PLACE) <= set(rows.column_names):
        return np.full(rows.num_rows, np.nan), np.full(rows.num_rows, np.nan)
    longitude, latitude = (rows[name].to_numpy() for name in PLACE)
    first, second = crs.places(longitude, latitude, level)
    is_placed = np.isfinite(first) & np.isfinite(second)
    return np.where(is_placed, first, np.nan), np.where(is_placed, second, np.nan)


def outlines(portal: Portal, rows: pa.Table, crs: Crs) -> list[Optional[shapely.Geometry]]:
    """The ward of each row of counts, in a reference system; None where it has no outline."""
    wanted = sorted({ward for ward in rows["ward"].to_pylist() if ward is not None})
    known = {
        area.code: crs.outline(shapely.transform(area.geometry, lambda xy: np.round(xy, _DECIMALS)), Level.COUNTS)
        for area in drawn_areas(portal, "ward", wanted)
    }
    return [known.get(ward) for ward in rows["ward"].to_pylist()]
