"""What somebody who opens an answer in a GIS relies on: every feature where it is, in the system that was asked for."""

from __future__ import annotations

import io
import tracemalloc
from datetime import datetime, timezone

import geopandas
import pyarrow as pa
import pyogrio
import pytest

from safestats_core.access import Level
from safestats_core.portal import audit
from safestats_core.portal.collection import Collection
from safestats_core.portal.datasets import get_dataset
from safestats_core.portal.people import get_person, person_scope
from safestats_core.portal.web.crs import CRS84, offered
from safestats_core.portal.web.flatgeobuf_answer import flatgeobuf_stream

ITEMS = "/collections/offences/items"
GRID = "http://www.opengis.net/def/crs/EPSG/0/27700"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"


def read(answer) -> geopandas.GeoDataFrame:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/vnd.flatgeobuf"
    return pyogrio.read_dataframe(io.BytesIO(answer.content))


def test_the_file_holds_every_feature_where_it_is(api, incidents):
    found = read(api("cleo", ITEMS, f="flatgeobuf")).sort_values("incident_id")
    assert list(found["incident_id"]) == incidents["incident_id"].to_pylist()
    assert found.crs.to_authority() == ("OGC", "CRS84") or found.crs.to_epsg() == 4326
    for place, start, row in zip(found.geometry, found["start"], incidents.to_pylist()):
        assert (None if place is None else (place.x, place.y)) == (
            None if row["longitude"] is None else (row["longitude"], row["latitude"])
        )
        assert start == row["start"]


@pytest.mark.parametrize(("crs", "code"), [(GRID, 27700), (LATITUDE_FIRST, 4326)])
def test_it_comes_in_the_system_that_is_asked_for_with_east_before_north(api, crs, code):
    found = read(api("cleo", ITEMS, f="flatgeobuf", crs=crs)).set_index("incident_id").geometry
    assert found.crs.to_epsg() == code
    features = api("cleo", ITEMS, crs=crs, limit=10_000).json()["features"]
    for feature in features:
        place = feature["geometry"] and feature["geometry"]["coordinates"]
        wanted = place and (place if code == 27700 else place[::-1])
        at = found[feature["id"]]
        assert (at and [at.x, at.y]) == wanted


def test_no_row_or_field_outside_the_scope_is_in_the_file(api):
    assert set(read(api("asha", ITEMS, f="flatgeobuf"))["borough"]) == {"B-N"}
    south = read(api("bola", ITEMS, f="flatgeobuf"))
    hidden = south["month"] >= "2024-02"
    assert (south.geometry.isna() == hidden).sum() > 0.9 * len(south)
    assert south[hidden].geometry.isna().all()
    assert south[hidden]["longitude"].isna().all()
    assert "location" not in read(api("dina", "/collections/offences.points/items", f="flatgeobuf")).columns


def test_counts_come_with_the_outlines_of_their_wards(api):
    found = read(api("dina", "/collections/offences.counts/items", f="flatgeobuf"))
    assert len(found) == 45
    assert (found.geometry.isna() == found["ward"].isna()).all()
    assert set(found.geometry.dropna().geom_type) == {"Polygon"}


def test_it_answers_the_same_question_as_pages_and_may_be_empty(api):
    query = {"filter": "category = 'robbery' AND latitude > 51.5", "month": "2024-01"}
    paged = [each["id"] for each in api("bola", ITEMS, limit=10_000, **query).json()["features"]]
    assert list(read(api("bola", ITEMS, f="flatgeobuf", **query))["incident_id"]) == paged
    assert len(read(api("cleo", ITEMS, f="flatgeobuf", month="1999-01"))) == 0


def test_gdal_opens_the_file(api, tmp_path, incidents):
    gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python bindings are not installed")
    path = tmp_path / "offences.fgb"
    path.write_bytes(api("cleo", ITEMS, f="flatgeobuf").content)
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)  # a layer does not outlive it
    layer = source.GetLayer(0)
    assert layer.GetName() == "offences"
    assert sum(1 for _ in layer) == incidents.num_rows
    layer.SetSpatialFilterRect(-0.05, 51.45, 0.05, 51.55)
    assert 0 < sum(1 for _ in layer) < incidents.num_rows


@pytest.fixture
def collection(portal) -> Collection:
    person = get_person(portal, "cleo")
    scope = person_scope(portal, person, "offences", Level.RECORD, datetime.now(timezone.utc))
    return Collection(get_dataset(portal, "offences"), scope, person)


def test_memory_does_not_grow_with_the_answer(portal, collection, incidents):
    def peak(batches: int) -> int:
        many = (batch for _ in range(batches) for batch in incidents.to_batches(max_chunksize=2_600))
        grid = offered("EPSG:27700")[2]
        tracemalloc.start()
        for _ in flatgeobuf_stream(portal, collection, grid, many):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    assert peak(12) < 1.5 * peak(3)


def test_their_number_comes_before_the_last_features(portal, collection, incidents):
    batches: list[pa.RecordBatch] = incidents.to_batches(max_chunksize=1_000)
    *pieces, number, _ = flatgeobuf_stream(portal, collection, CRS84, batches)
    assert number == 2_600
    assert len(pyogrio.read_dataframe(io.BytesIO(b"".join(pieces)))) == 2_000


def test_a_file_is_audited_and_not_paged(portal, api):
    api("cleo", ITEMS, f="flatgeobuf", month="2024-02").raise_for_status()
    begun, complete = list(audit.search(portal, person="cleo"))[-2:]
    assert (begun.detail["format"], begun.detail["state"], begun.rows) == ("flatgeobuf", "begun", None)
    assert (complete.detail["state"], complete.rows) == ("complete", 815)
    assert api("cleo", ITEMS, f="flatgeobuf", limit=5).status_code == 400
    head = api("cleo", ITEMS, method="HEAD", f="flatgeobuf")
    assert (head.status_code, head.content) == (200, b"")
