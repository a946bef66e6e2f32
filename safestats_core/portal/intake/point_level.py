"""What the point level shows of an incident: a fixed lattice point, the day, and a name of its own.

It is worked out once, at ingest, and kept: a point never moves between two answers.
"""

from __future__ import annotations

import hashlib

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...formats.digests import DIGEST_BYTES, hex_texts, joined_digests
from ...projection import to_projected, to_wgs84

LATTICE = 250.0
"""Distance between neighbouring lattice points, in metres of the dataset's reference system."""

_LONGEST_DAY = 26 * 3600


def point_columns(incidents: pa.Table, dataset: str, crs: str, time_zone: str, key: bytes) -> dict[str, pa.Array]:
    """The stored columns of the point level, by name.

    incidents  in INCIDENT_SCHEMA
    crs        projected reference system of the lattice, which has a point in the middle of every
               square of LATTICE metres counted from the system's origin
    time_zone  days are cut on its wall clock
    key        bytes without which an id of this level cannot be worked out from the record that it stands for
    """
    longitude, latitude = snapped(incidents["longitude"].to_numpy(), incidents["latitude"].to_numpy(), crs)
    start, end = _first_second(incidents["start"], time_zone), _last_second(incidents["end"], time_zone)
    time_precision, location_precision = incidents["time_precision"], incidents["location_precision"]
    in_one_day = pc.less(pc.subtract(end, start), _LONGEST_DAY)
    finer_than_area = pc.and_(pa.array(np.isfinite(longitude)), pc.not_equal(location_precision, "area"))
    return {
        "point_id": hex_texts(_joined_ids(incidents["incident_id"].to_pylist(), dataset, key)),
        "point_start": start,
        "point_end": end,
        "point_time_precision": pc.if_else(in_one_day, "day", time_precision),
        "point_longitude": pa.array(longitude, from_pandas=True),
        "point_latitude": pa.array(latitude, from_pandas=True),
        "point_location_precision": pc.if_else(finer_than_area, "snapped", location_precision),
    }


def snapped(longitude: np.ndarray, latitude: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """The lattice point of each WGS 84 location, as longitude and latitude; shape (n,), NaN stays NaN."""
    easting, northing = to_projected(longitude, latitude, crs)
    # Many rows share a point: each is worked out once.
    points, back = np.unique(_middle(easting) + 1j * _middle(northing), return_inverse=True)
    longitude, latitude = to_wgs84(points.real, points.imag, crs)
    back = back.reshape(-1)
    return longitude.round(6)[back], latitude.round(6)[back]


def _middle(coordinate: np.ndarray) -> np.ndarray:
    return (np.floor(coordinate / LATTICE) + 0.5) * LATTICE


def _first_second(moments: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    """When the local day of each moment began, in seconds since 1970."""
    return _seconds(pc.floor_temporal(_wall_clock(moments, time_zone), unit="day"), time_zone)


def _last_second(moments: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    """The last second of the local day of each moment, in seconds since 1970."""
    next_day = pc.ceil_temporal(_wall_clock(moments, time_zone), unit="day", ceil_is_strictly_greater=True)
    return pc.subtract(_seconds(next_day, time_zone), 1)


def _wall_clock(moments: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    return pc.local_timestamp(moments.cast(pa.timestamp("s", tz=time_zone)))


def _seconds(wall_clock: pa.ChunkedArray, time_zone: str) -> pa.ChunkedArray:
    # Some zones move their clocks at midnight: a day may begin at one o'clock.
    return pc.assume_timezone(wall_clock, time_zone, ambiguous="earliest", nonexistent="latest").cast(pa.int64())


def point_ids(incident_ids: list[str], dataset: str, key: bytes) -> list[str]:
    """A keyed digest of each id: its name at the point level, and what is kept of it when its row is erased."""
    return list(hex_texts(_joined_ids(incident_ids, dataset, key)).to_pylist())


def _joined_ids(incident_ids: list[str], dataset: str, key: bytes) -> bytes:
    keyed = hashlib.blake2b(dataset.encode() + b"\0", digest_size=DIGEST_BYTES, key=key)
    return joined_digests([each.encode() for each in incident_ids], keyed)
