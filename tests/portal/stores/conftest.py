"""Rows enough for an index to be worth it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.incidents import INCIDENT_SCHEMA


@pytest.fixture(scope="session")
def scattered() -> Callable[..., pa.Table]:
    """Makes incidents of random places, months and categories, one in twenty without a place."""

    def make(rows: int, seed: int = 1, west=-0.5, south=51.3, east=0.3, north=51.7, prefix="id") -> pa.Table:
        rng = np.random.default_rng(seed)
        months = rng.integers(0, 36, rows)
        names = [f"{2021 + month // 12}-{month % 12 + 1:02d}" for month in months]
        start = pa.array(np.array([f"{name}-05T12:00" for name in names], "datetime64[s]")).cast(
            pa.timestamp("s", "UTC")
        )
        lost = rng.random(rows) < 0.05
        longitude, latitude = rng.uniform(west, east, rows).round(6), rng.uniform(south, north, rows).round(6)
        columns = {
            "incident_id": [f"{prefix}-{number}" for number in range(rows)],
            "supplier": ["Test Police"] * rows,
            "category": rng.choice(["burglary", "robbery", "violence"], rows),
            "start": start,
            "end": start,
            "time_precision": ["exact"] * rows,
            "month": names,
            "longitude": pa.array(longitude, mask=lost),
            "latitude": pa.array(latitude, mask=lost),
            "location_precision": np.where(lost, "none", "exact"),
            "borough": rng.choice(["B0", "B1", "B2"], rows),
            "ward": rng.choice(["W0", "W1", "W2", "W3"], rows),
        }
        arrays = [pa.array(columns.get(name, pa.nulls(rows, pa.string()))) for name in INCIDENT_SCHEMA.names]
        arrays = [array.cast(each.type) for array, each in zip(arrays, INCIDENT_SCHEMA)]
        return pa.table(arrays, schema=INCIDENT_SCHEMA)

    return make
