"""Points as FlatGeobuf bytes: every value, in the order of a Hilbert curve, found again by a rectangle."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import numpy as np
import pyarrow as pa
import pyogrio
import pytest

from safestats_core import flatgeobuf_rows
from safestats_core.errors import InvalidInput
from safestats_core.flatgeobuf import encode_points, encode_rows, point_pieces, wall_clock
from safestats_core.hilbert_tree import along_curve, hilbert_order
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.projection import to_projected

ROWS = 40_000
"""More than two batches, and more than two levels of the tree."""


def incidents(count: int, seed: int = 1) -> pa.Table:
    """Scattered over London, with nulls, markup and letters of more than one byte."""
    chance = np.random.default_rng(seed)
    first = datetime(2023, 12, 31, 22, tzinfo=timezone.utc)
    rows = [
        {
            "incident_id": f"i{number}",
            "supplier": "Service",
            "source_id": None if number % 3 else f"<b>Llanfair & Sïan ’{number}</b>",
            "category": "burglary",
            "start": first + timedelta(seconds=int(chance.integers(0, 366 * 86_400))),
            "end": first + timedelta(days=400),
            "time_precision": "interval",
            "month": "2024-01",
            "longitude": chance.uniform(-0.5, 0.3),
            "latitude": chance.uniform(51.3, 51.7),
            "location_precision": "exact",
            "attributes": "" if number % 7 == 0 else None,
        }
        for number in range(count)
    ]
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return incidents(ROWS)


@pytest.fixture(scope="module")
def encoded(table: pa.Table) -> bytes:
    return encode_points(table, "EPSG:27700", "Europe/London")


def read(content: bytes, **options: object) -> pa.Table:
    return pyogrio.read_arrow(io.BytesIO(content), **options)[1]


def test_every_value_arrives(table, encoded):
    info = pyogrio.read_info(io.BytesIO(encoded))
    assert (info["features"], info["crs"], info["geometry_type"]) == (ROWS, "EPSG:27700", "Point")
    found = read(encoded).sort_by("incident_id")
    expected = wall_clock(table, "Europe/London").sort_by("incident_id")
    for name in expected.column_names:
        assert found[name].to_pylist() == expected[name].to_pylist(), name


@pytest.mark.parametrize("combinations", [1, 12, 20_000])
def test_values_that_repeat_arrive_as_well_together_and_apart(monkeypatch, combinations):
    monkeypatch.setattr(flatgeobuf_rows, "_COMBINATIONS", combinations)
    rows = np.arange(9_000)
    day = datetime(2024, 3, 30, tzinfo=timezone.utc)
    changed = {
        "category": np.array(["burglary", "robbery", "drugs"])[rows % 3],
        "source_category": [None if row % 5 == 0 else f"Wörter {row % 5}" for row in rows],
        "borough": np.array(["B1", "", "B3", "B4"])[rows % 4],
        "start": [day + timedelta(days=int(row % 3)) for row in rows],
        "outcome": [None] * len(rows),
    }
    table = incidents(len(rows))
    for name, values in changed.items():
        table = table.set_column(
            table.schema.get_field_index(name), name, pa.array(values, table.schema.field(name).type)
        )
    table = pa.concat_tables([table.slice(0, 4_000), table.slice(4_000)])
    found = read(encode_points(table, "EPSG:27700", "Europe/London")).sort_by("incident_id")
    expected = wall_clock(table, "Europe/London").sort_by("incident_id")
    for name in expected.column_names:
        assert found[name].to_pylist() == expected[name].to_pylist(), name


def test_points_stand_where_they_should_and_only_those_of_a_rectangle_answer(table, encoded):
    x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), "EPSG:27700")
    ids = np.array(table["incident_id"].to_pylist())
    for west, south, east, north in ((530_000, 180_000, 531_000, 181_000), (0, 0, 1, 1), (500_000, 150_000, 9e5, 9e5)):
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        fields = pyogrio.raw.read(io.BytesIO(encoded), bbox=(west, south, east, north), columns=["incident_id"])[3]
        assert sorted(fields[0]) == sorted(ids[inside])
    where = np.frombuffer(b"".join(read(encoded)["wkb_geometry"].to_pylist()), np.dtype("u1, <u4, <f8, <f8"))
    order = hilbert_order(x, y)
    np.testing.assert_array_equal(where["f2"], x[order])
    np.testing.assert_array_equal(where["f3"], y[order])


@pytest.mark.parametrize("count", [1, 2, 16, 17, 257])
def test_trees_of_every_height_are_read(count):
    content = encode_points(incidents(count), "EPSG:27700", "Europe/London")
    assert read(content, bbox=(0, 0, 1e6, 1e6)).num_rows == count


def test_points_on_one_spot_are_all_kept():
    table = incidents(100)
    spot = pa.array(np.full(100, 51.5))
    content = encode_points(
        table.set_column(9, "longitude", pa.array(np.zeros(100))).set_column(10, "latitude", spot), "EPSG:27700", "UTC"
    )
    assert read(content, bbox=(0, 0, 1e6, 1e6)).num_rows == 100


def test_no_points_make_a_file_without_any():
    assert read(encode_points(incidents(0), "EPSG:27700", "UTC")).num_rows == 0


def test_incidents_without_a_location_have_no_geometry():
    content = encode_rows(incidents(3), "Europe/London")
    assert pyogrio.read_info(io.BytesIO(content))["features"] == 3
    assert not any(read(content)["wkb_geometry"].to_pylist())


def test_the_curve_meets_every_cell_once_and_only_steps_to_a_neighbour():
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(64), np.arange(64)))
    far = along_curve(column * 1024, row * 1024)
    order = np.argsort(far)
    assert len(np.unique(far)) == 64 * 64
    steps = np.abs(np.diff(column[order])) + np.abs(np.diff(row[order]))
    assert set(steps.tolist()) == {1}


def test_times_before_1970_and_around_a_leap_day_are_written_as_they_are():
    table = incidents(3)
    moments = [datetime(1969, 12, 31, 23, 59, 59), datetime(2024, 2, 29, 0, 0, 0), datetime(2024, 12, 31, 23, 59, 59)]
    start = pa.array(moments, pa.timestamp("s", tz="UTC"))
    content = encode_points(table.set_column(5, INCIDENT_SCHEMA.field("start"), start), "EPSG:27700", "UTC")
    assert sorted(str(each) for each in read(content)["start"].to_pylist()) == [str(each) for each in moments]


def test_progress_is_told_and_can_stop_the_work(table):
    told = []
    point_pieces(table, "EPSG:27700", "UTC", lambda done, total, what: told.append((done, total)))
    assert told[-1] == (ROWS, ROWS)
    with pytest.raises(RuntimeError, match="enough"):
        point_pieces(table, "EPSG:27700", "UTC", lambda done, total, what: stop())


def stop() -> None:
    raise RuntimeError("enough")


def test_an_unknown_zone_and_an_unknown_crs_are_refused():
    with pytest.raises(InvalidInput, match="EPSG:27700"):
        encode_points(incidents(1), "EPSG:0", "UTC")
    with pytest.raises(KeyError, match="Nowhere"):
        encode_points(incidents(1), "EPSG:27700", "Nowhere/City")
