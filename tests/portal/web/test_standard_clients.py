"""Clients that nobody here wrote read the portal: GDAL's OAPIF driver and OWSLib."""

from __future__ import annotations

import pytest

from safestats_core.portal import audit


@pytest.fixture
def headers(api):
    return {person: api(person, "/me").request.headers["Authorization"] for person in ("asha", "bola", "cleo", "dina")}


@pytest.fixture
def gdal_source(server, headers, tmp_path):
    """Opens a collection with GDAL, as a person."""
    gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python bindings are not installed")
    gdal.UseExceptions()

    def open_as(person, collection):
        # GDAL 3.10 keeps an Authorization header of GDAL_HTTP_HEADERS to itself; one in a file it sends.
        header_file = tmp_path / f"{person}.txt"
        header_file.write_text(f"Authorization: {headers[person]}\n")
        gdal.SetConfigOption("GDAL_HTTP_HEADER_FILE", str(header_file))
        gdal.VSICurlClearCache()
        return gdal.OpenEx(
            f"OAPIF:{server.url}/collections/{collection}", gdal.OF_VECTOR, open_options=["PAGE_SIZE=500"]
        )

    yield open_as
    gdal.SetConfigOption("GDAL_HTTP_HEADER_FILE", None)


def test_gdal_reads_every_feature_over_several_pages(gdal_source, incidents):
    source = gdal_source("cleo", "offences")
    layer = source.GetLayer(0)
    found = {feature["id"]: feature for feature in layer}
    assert sorted(found) == incidents["incident_id"].to_pylist()
    for row in incidents.slice(0, 200).to_pylist():
        place = found[row["incident_id"]].geometry()
        assert (place is None) == (row["longitude"] is None)
        if place:
            assert (place.GetX(), place.GetY()) == pytest.approx((row["longitude"], row["latitude"]), abs=1e-9)
        assert found[row["incident_id"]]["category"] == row["category"]


def test_gdal_filters_by_box_and_time_at_the_portal(gdal_source, incidents, portal):
    source = gdal_source("cleo", "offences")
    layer = source.GetLayer(0)
    layer.SetSpatialFilterRect(-0.05, 51.45, 0.05, 51.55)
    wanted = [
        row["incident_id"]
        for row in incidents.to_pylist()
        if row["longitude"] is not None and -0.05 <= row["longitude"] <= 0.05 and 51.45 <= row["latitude"] <= 51.55
    ]
    assert sorted(feature["id"] for feature in layer) == wanted
    layer.SetSpatialFilter(None)
    layer.SetAttributeFilter("start >= '2024-03-01T00:00:00Z'")
    assert sorted(feature["id"] for feature in layer) == [
        row["incident_id"] for row in incidents.to_pylist() if row["month"] == "2024-03"
    ]
    asked = [entry.detail.get("query", {}) for entry in audit.search(portal, person="cleo")]
    assert "2024-03-01T00:00:00Z/.." in [query.get("datetime") for query in asked]
    assert any("bbox" in query for query in asked)


def test_gdal_sees_what_the_person_sees(gdal_source, incidents):
    source = gdal_source("asha", "offences")
    north = sum(borough == "B-N" for borough in incidents["borough"].to_pylist())
    assert sum(1 for _ in source.GetLayer(0)) == north
    with pytest.raises(RuntimeError):
        gdal_source("asha", "offences.counts")


def test_gdal_reads_counts_as_polygons(gdal_source):
    source = gdal_source("dina", "offences.counts")
    kinds = {feature.geometry().GetGeometryName() for feature in source.GetLayer(0) if feature.geometry()}
    assert kinds == {"POLYGON"}


def test_owslib_reads_collections_items_and_pages(server, headers, incidents):
    features = pytest.importorskip("owslib.ogcapi.features", reason="OWSLib is not installed")
    portal = features.Features(f"{server.url}/", headers={"Authorization": headers["cleo"]})
    assert portal.feature_collections() == ["offences", "offences.points", "offences.counts"]
    assert "core" in " ".join(portal.conformance()["conformsTo"])
    assert portal.collection("offences")["safestats"]["rows"] == incidents.num_rows
    assert "category" in portal.collection_queryables("offences")["properties"]
    narrowed = {"bbox": [-0.1, 51.5, 0.1, 51.6], "datetime": "2024-01-01/2024-01-31"}
    page = portal.collection_items("offences", limit=250, **narrowed)
    assert page["numberReturned"] == len(page["features"]) == 250
    assert {feature["properties"]["month"] for feature in page["features"]} == {"2024-01"}
    item = portal.collection_item("offences", "id%2F00005")
    assert item["id"] == "id/00005"
    assert "/collections/{collectionId}/items" in portal.api()["paths"]
