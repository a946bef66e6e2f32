"""The point level: fixed points and whole days, worked out once."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
import pyproj
import pytest

from safestats_core.portal.intake.point_level import LATTICE, point_columns, snapped

KEY = bytes(32)


def columns_of(start, end, time_zone="Europe/London", **values):
    moments = pa.timestamp("s", "UTC")
    row = {
        "incident_id": "id-1",
        "start": start,
        "end": end,
        "time_precision": "exact",
        "longitude": -0.1,
        "latitude": 51.5,
        "location_precision": "exact",
        **values,
    }
    kinds = {"start": moments, "end": moments, "longitude": pa.float64(), "latitude": pa.float64()}
    table = pa.table({name: pa.array([value], kinds.get(name, pa.string())) for name, value in row.items()})
    found = point_columns(table, "offences", "EPSG:27700", time_zone, KEY)
    return {name: column.to_pylist()[0] for name, column in found.items()}


def utc(*moment):
    return datetime(*moment, tzinfo=timezone.utc)


def test_a_point_lies_in_the_middle_of_its_square_and_within_half_a_diagonal():
    rng = np.random.default_rng(1)
    to_grid = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    longitude, latitude = rng.uniform(-0.5, 0.3, 2000), rng.uniform(51.3, 51.7, 2000)

    east, north = to_grid.transform(*snapped(longitude, latitude, "EPSG:27700"))
    x, y = to_grid.transform(longitude, latitude)

    # Degrees are kept to six decimals: 0.1 m.
    assert np.allclose(east % LATTICE, LATTICE / 2, atol=0.2)
    assert np.allclose(north % LATTICE, LATTICE / 2, atol=0.2)
    assert np.hypot(east - x, north - y).max() < LATTICE / np.sqrt(2) + 0.2


def test_the_same_place_is_always_the_same_point_and_neighbours_share_it():
    longitude, latitude = snapped(np.full(3, -0.1), np.array([51.5, 51.5, 51.50001]), "EPSG:27700")
    assert len(set(zip(longitude, latitude))) == 1


def test_a_place_that_is_not_known_stays_unknown():
    found = columns_of(utc(2024, 1, 5), utc(2024, 1, 5), longitude=None, latitude=None, location_precision="none")
    assert (found["point_longitude"], found["point_latitude"]) == (None, None)
    assert found["point_location_precision"] == "none"


@pytest.mark.parametrize(
    ("start", "end", "time_zone", "first", "last", "precision"),
    [
        (
            utc(2024, 1, 5, 12),
            utc(2024, 1, 5, 12),
            "Europe/London",
            utc(2024, 1, 5),
            utc(2024, 1, 5, 23, 59, 59),
            "day",
        ),
        # Half past eleven in the evening UTC is the next day in summer.
        (
            utc(2024, 6, 1, 23, 30),
            utc(2024, 6, 1, 23, 30),
            "Europe/London",
            utc(2024, 6, 1, 23),
            utc(2024, 6, 2, 22, 59, 59),
            "day",
        ),
        # The day on which the clocks go back has 25 hours.
        (
            utc(2024, 10, 27, 12),
            utc(2024, 10, 27, 12),
            "Europe/London",
            utc(2024, 10, 26, 23),
            utc(2024, 10, 27, 23, 59, 59),
            "day",
        ),
        # In Chile the clocks go forward at midnight: the day begins at one o'clock.
        (
            utc(2024, 9, 8, 12),
            utc(2024, 9, 8, 12),
            "America/Santiago",
            utc(2024, 9, 8, 4),
            utc(2024, 9, 9, 2, 59, 59),
            "day",
        ),
        (
            utc(2024, 1, 5, 22),
            utc(2024, 1, 6, 2),
            "Europe/London",
            utc(2024, 1, 5),
            utc(2024, 1, 6, 23, 59, 59),
            "interval",
        ),
    ],
)
def test_times_are_cut_to_whole_days_of_the_local_clock(start, end, time_zone, first, last, precision):
    found = columns_of(start, end, time_zone, time_precision="exact" if start == end else "interval")
    assert found["point_start"] == first.timestamp()
    assert found["point_end"] == last.timestamp()
    assert found["point_time_precision"] == precision


def test_a_month_stays_a_month():
    found = columns_of(utc(2024, 1, 1), utc(2024, 1, 31, 23, 59, 59), time_precision="month")
    assert (found["point_start"], found["point_end"]) == (utc(2024, 1, 1).timestamp(), 1706745599)
    assert found["point_time_precision"] == "month"


def test_an_id_depends_on_the_portal_s_key_and_the_dataset():
    moment = utc(2024, 1, 5)
    moments = pa.array([moment], pa.timestamp("s", "UTC"))
    table = pa.table(
        {
            "incident_id": ["CAD 17"],
            "start": moments,
            "end": moments,
            "time_precision": ["exact"],
            "longitude": [-0.1],
            "latitude": [51.5],
            "location_precision": ["exact"],
        }
    )
    ids = {
        point_columns(table, dataset, "EPSG:27700", "UTC", key)["point_id"][0].as_py()
        for dataset in ("a", "b")
        for key in (bytes(32), b"1" * 32)
    }
    assert len(ids) == 4
    assert not any("17" in each and "CAD" in each for each in ids)
