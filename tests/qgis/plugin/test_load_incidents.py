"""The algorithm that loads incidents, signed in at a real portal."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from qgis.core import QgsFeature, QgsProcessingException, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QDateTime
from safestats.safestats_core.client import sign_in_client
from safestats.safestats_core.query import Period, Query

PASSPHRASE = "the passphrase of the cache"


@pytest.fixture
def client(city_portal, home, fill_in_the_form, monkeypatch):
    """The analyst has signed in before, and the job knows what opens her cache."""
    monkeypatch.setenv("SAFESTATS_PASSPHRASE", PASSPHRASE)
    return sign_in_client(city_portal.url, fill_in_the_form, passphrase=PASSPHRASE)


def incidents_of(client, dataset: str, level: str, first: str, last: str) -> dict:
    """The same rows from the client, by incident."""
    query = Query(dataset, level, Period(first, last))
    client.sync(query)
    return {row["incident_id"]: row for row in client.incidents(query).to_pylist()}


def test_records_arrive_as_typed_points_in_the_crs_of_the_dataset(run, client, city_portal):
    result = run("loadincidents", DATASET="police-recorded", FROM_MONTH="2024-03", TO_MONTH="2024-05")
    layer = result["OUTPUT"]
    expected = incidents_of(client, "police-recorded", "record", "2024-03", "2024-05")
    assert layer.crs().authid() == "EPSG:27700"
    rows = {row["incident_id"]: row for row in layer.getFeatures()}
    assert rows.keys() == expected.keys()
    assert len(rows) == result["COUNT"] > 0
    assert {row["borough"] for row in rows.values()} == {city_portal.borough}
    for key, row in rows.items():
        assert row["category"] == expected[key]["category"]
        assert isinstance(row["start"], QDateTime)
        assert row.hasGeometry() == (expected[key]["longitude"] is not None)
    assert result["WITHOUT_PLACE"] == sum(not row.hasGeometry() for row in rows.values())


def test_the_layer_tells_how_old_its_rows_are_and_how_long_they_may_be_shown(run, client):
    began = datetime.now(timezone.utc).replace(microsecond=0)
    layer = run("loadincidents", DATASET="police-recorded", FROM_MONTH="2024-03", TO_MONTH="2024-03")["OUTPUT"]
    told = client.load(Query("police-recorded", "record", Period("2024-03", "2024-03")))
    as_of, until = (datetime.fromisoformat(layer.customProperty(f"safestats/{name}")) for name in ("as_of", "until"))
    assert began <= as_of <= told.as_of
    assert abs(until - told.until) < timedelta(minutes=5)


def test_times_are_those_of_the_clock_on_the_wall(run, client):
    result = run("loadincidents", DATASET="police-recorded", FROM_MONTH="2024-07", TO_MONTH="2024-07")
    expected = incidents_of(client, "police-recorded", "record", "2024-07", "2024-07")
    for row in result["OUTPUT"].getFeatures():
        summer = expected[row["incident_id"]]["start"].astimezone(ZoneInfo("Europe/London"))
        assert row["start"].toString("yyyy-MM-dd hh:mm:ss") == summer.strftime("%Y-%m-%d %H:%M:%S")


def test_approximate_points_arrive_on_the_lattice_without_what_only_records_show(run, client):
    result = run("loadincidents", DATASET="ambulance", LEVEL="point", TO_MONTH="2024-03")
    layer = result["OUTPUT"]
    expected = incidents_of(client, "ambulance", "point", "2024-01", "2024-03")
    assert {row["incident_id"] for row in layer.getFeatures()} == expected.keys()
    assert not {field.name() for field in layer.fields()} & {"source_id", "location", "attributes", "supplier"}
    places = [row.geometry().asPoint() for row in layer.getFeatures() if row.hasGeometry()]
    # Degrees are kept to six digits, about a tenth of a metre.
    assert places
    assert max(abs(each % 250 - 125) for place in places for each in (place.x(), place.y())) < 0.2


def test_counts_arrive_as_wards(run, client):
    result = run("loadincidents", DATASET="emergency-departments", LEVEL="counts", TO_MONTH="2024-02")
    layer = result["OUTPUT"]
    assert layer.wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert result["COUNT"] == layer.featureCount() > 0
    assert all(row.hasGeometry() for row in layer.getFeatures() if row["ward"])


def test_filters_narrow_the_answer(run, client, sample):
    everything = run("loadincidents", DATASET="police-recorded")["COUNT"]
    some = run("loadincidents", DATASET="police-recorded", CATEGORIES="burglary, robbery")["OUTPUT"]
    assert {row["category"] for row in some.getFeatures()} == {"burglary", "robbery"}
    assert 0 < some.featureCount() < everything
    area = QgsVectorLayer("Polygon?crs=EPSG:27700", "area", "memory")
    place = next(row for row in some.getFeatures() if row.hasGeometry()).geometry().buffer(500, 8)
    feature = QgsFeature()
    feature.setGeometry(place)
    area.dataProvider().addFeature(feature)
    near = run("loadincidents", DATASET="police-recorded", AREA=area)["OUTPUT"]
    assert 0 < near.featureCount() < everything
    assert all(place.buffer(1, 8).contains(row.geometry()) for row in near.getFeatures())


def test_the_marking_travels_into_every_result(run, client):
    loaded = run("loadincidents", DATASET="police-recorded")
    assert loaded["HANDLING"]
    assert loaded["OUTPUT"].customProperty("safestats/handling") == loaded["HANDLING"]
    counts = run("countgrid", INPUT=loaded["OUTPUT"])
    assert counts["OUTPUT"].customProperty("safestats/handling") == loaded["HANDLING"]
    assert counts["OUTPUT"].metadata().rights() == [loaded["ATTRIBUTION"]]


def test_a_wrong_word_is_answered_with_the_right_ones(run, client):
    for parameters, sentence in (
        ({"DATASET": "police"}, "You may see: .*police-recorded"),
        ({"DATASET": "police-recorded", "CATEGORIES": "burglery"}, "Choose from: .*burglary"),
        ({"DATASET": "police-recorded", "FROM_MONTH": "March"}, "YYYY-MM"),
        ({"DATASET": "police-recorded", "LEVEL": "counts"}, "You may see"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("loadincidents", **parameters)


def test_without_a_session_the_job_is_told_to_sign_in(run, home):
    with pytest.raises(QgsProcessingException, match="[Ss]ign in"):
        run("loadincidents", DATASET="police-recorded")


def test_a_monthly_job_loads_and_counts(qgis_process, client, tmp_path):
    loaded = tmp_path / "incidents.gpkg"
    result = qgis_process("loadincidents", DATASET="police-recorded", OUTPUT=loaded)
    counted = qgis_process("countgrid", INPUT=loaded, OUTPUT=tmp_path / "counts.gpkg")
    assert counted["COUNT"] == result["COUNT"] - result["WITHOUT_PLACE"] > 0
