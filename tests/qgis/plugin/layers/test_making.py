from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pyarrow as pa
import pytest
import shapely
from osgeo import gdal
from qgis.core import NULL, QgsFeatureSource, QgsProject
from qgis.PyQt.QtCore import QDateTime
from safestats.qgis_plugin.layers.extract import counts_extract, incidents_extract
from safestats.qgis_plugin.layers.making import MISSING_MONTHS, make_layers
from safestats.safestats_core.access import COUNT_SCHEMA, LEVEL_SCHEMAS, Level
from safestats.safestats_core.query import Period, Query
from safestats.safestats_core.retrieval.catalogue import Area

BIG_BEN = (-0.12460, 51.50070)
"""Longitude, latitude; Ordnance Survey places the tower at easting 530268, northing 179640, give or take 5 m."""


def plain(value):
    """None for the null of QGIS."""
    return None if value == NULL else value


@pytest.fixture
def layers(make_dataset):
    moment = datetime(2024, 6, 1, 11, 30, tzinfo=timezone.utc)
    row = {
        "supplier": "Service",
        "category": "assault-injury",
        "start": moment,
        "end": moment,
        "time_precision": "exact",
        "month": "2024-06",
        "location_precision": "exact",
    }
    rows = [
        {**row, "incident_id": "a", "longitude": BIG_BEN[0], "latitude": BIG_BEN[1]},
        {**row, "incident_id": "b", "location_precision": "none"},
    ]
    table = pa.Table.from_pylist(rows, LEVEL_SCHEMAS[Level.RECORD])
    query = Query("calls", Level.RECORD, Period("2024-06", "2024-06"))
    made = make_layers(incidents_extract(table, make_dataset(Level.RECORD), query))
    yield made
    QgsProject.instance().clear()


def test_points_stand_where_they_happened_in_the_crs_of_the_dataset(layers):
    points = layers[0]
    where = next(points.getFeatures()).geometry().asPoint()
    assert points.crs().authid() == "EPSG:27700"
    assert (where.x(), where.y()) == (pytest.approx(530268, abs=8), pytest.approx(179640, abs=8))


def test_a_layer_knows_the_months_of_its_period_that_were_not_supplied(make_dataset):
    dataset = replace(make_dataset(Level.RECORD), missing_months=("2024-03", "2024-06"))
    query = Query("calls", Level.RECORD, Period("2024-05", "2024-06"))
    table = LEVEL_SCHEMAS[Level.RECORD].empty_table()
    extract = incidents_extract(table, dataset, query)
    assert extract.missing_months == ("2024-06",)
    assert [layer.customProperty(MISSING_MONTHS) for layer in make_layers(extract)] == ["2024-06"]


def test_times_are_the_wall_clock_of_the_dataset(layers):
    assert next(layers[0].getFeatures())["start"] == QDateTime(2024, 6, 1, 12, 30, 0)


def test_an_incident_without_a_location_comes_as_a_table(layers):
    assert [feature["incident_id"] for feature in layers[1].getFeatures()] == ["b"]
    assert not next(layers[1].getFeatures()).hasGeometry()


def test_layers_are_indexed_read_only_and_animated(layers):
    points = layers[0]
    assert points.readOnly()
    assert points.hasSpatialIndex() == QgsFeatureSource.SpatialIndexPresence.SpatialIndexPresent
    assert points.temporalProperties().isActive()
    assert points.temporalProperties().startField() == "start"


def test_the_temporal_controller_knows_the_period_without_reading_the_rows(layers):
    period = QgsProject.instance().timeSettings().temporalRange()
    assert period.begin() == QDateTime(2024, 6, 1, 0, 0, 0)
    assert period.end() == QDateTime(2024, 7, 1, 0, 0, 0)


def test_attribution_and_handling_travel_with_the_layer(layers):
    for layer in layers:
        assert layer.metadata().rights() == ["Made-up attribution"]
        assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
        assert layer.customProperty("safestats/level") == "record"


def test_the_legend_says_categories_in_words(layers):
    assert [category.label() for category in layers[0].renderer().categories()] == [
        "Assault injury treated",
        "Any other category",
    ]


def test_the_memory_is_given_back_with_the_layer(layers):
    project = QgsProject.instance()
    paths = [layer.source().partition("|")[0] for layer in layers]
    project.addMapLayers(layers)
    assert all(gdal.VSIStatL(path) for path in paths)
    project.removeMapLayers([layer.id() for layer in layers])
    assert not any(gdal.VSIStatL(path) for path in paths)


def test_counts_become_wards_with_their_sum_and_none_where_nothing_may_be_shown(make_dataset):
    rows = [
        {"count_id": str(number), "month": "2024-06", "borough": "B", "ward": ward, "category": "burglary", "count": n}
        for number, (ward, n) in enumerate([("W1", 5), ("W1", 10), ("W2", None), (None, 20)])
    ]
    wards = [Area("W1", "First", "B", shapely.box(0, 51, 1, 52)), Area("W2", "Second", "B", shapely.box(1, 51, 2, 52))]
    extract = counts_extract(
        pa.Table.from_pylist(rows, COUNT_SCHEMA), wards, make_dataset(Level.COUNTS), Query("calls", Level.COUNTS)
    )
    (layer,) = make_layers(extract)
    assert {feature["name"]: plain(feature["count"]) for feature in layer.getFeatures()} == {
        "First": 15,
        "Second": None,
    }
    assert "1 without an outline" in extract.summary
    told = replace(extract, dataset=replace(extract.dataset, disclosure=("threshold10",)))
    assert make_layers(told)[0].customProperty("safestats/disclosure") == "threshold10"
