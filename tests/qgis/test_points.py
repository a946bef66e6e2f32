from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsField, QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant
from safestats.processing_algorithms.sources.point_file import file_behind
from safestats.processing_algorithms.sources.points import read_points
from safestats.safestats_core.errors import InvalidInput
from safestats.safestats_core.progress import silent

FILES = ["a.gpkg", "a.fgb", "a.shp", "a.geojson", "/vsimem/safestats-test.fgb"]


def both_routes(layer: QgsVectorLayer, weight: str = "harm", wanted: dict = {}, needed: tuple = ()) -> tuple:  # noqa: B006
    """What the file gives and what QGIS gives."""
    file = file_behind(layer, {**wanted, **({weight: "number"} if weight else {})})
    assert file is not None
    context = QgsProcessingContext()
    source = QgsProcessingFeatureSource(layer, context)
    return tuple(
        read_points(source, route, layer.crs(), context, silent, weight, wanted, needed) for route in (file, None)
    )


def assert_same(first, second) -> None:
    np.testing.assert_array_equal(first.x, second.x)
    np.testing.assert_array_equal(first.y, second.y)
    np.testing.assert_array_equal(first.weights, second.weights)  # both may be None
    for name in ("features", "without_geometry", "without_weight", "negative_weight"):
        assert getattr(first, name) == getattr(second, name), name


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_the_same_points_as_the_layer(points, sample, save, add, name):
    add(points, "Point (530000 180000)", None)
    add(points, "Point (530000 180000)", -2.0)
    layer = save(points, name)
    from_file, from_layer = both_routes(layer)
    assert_same(from_file, from_layer)
    assert from_file.features == 1_502
    assert (from_file.without_weight, from_file.negative_weight) == (1, 1)
    without_weights = both_routes(layer, "")
    assert_same(*without_weights)
    assert sorted(without_weights[0].x) == pytest.approx(sorted([*sample.x, 530_000, 530_000]), abs=1e-6)


def test_features_without_a_point_are_counted(points, save, add):
    for wkt in ("", "Point EMPTY"):
        add(points, wkt)
    from_file, from_layer = both_routes(save(points, "a.gpkg"))
    assert_same(from_file, from_layer)
    assert (from_file.features, from_file.without_geometry, len(from_file.x)) == (1_502, 2, 1_500)


@pytest.mark.parametrize("kind", ["MultiPoint", "PointZ", "MultiPointZ"])
def test_every_part_of_a_multi_point_counts_with_its_weight(save, add, kind):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:27700&field=harm:double", "parts", "memory")
    tail = {"MultiPoint": "", "PointZ": " 7", "MultiPointZ": " 7"}[kind]
    ends = [f"({x} {x}{tail})" for x in (1, 2, 3)]
    name = kind.replace("Z", " Z")
    for number, end in enumerate(ends if kind == "PointZ" else [f"({ends[0]}, {ends[1]})", f"({ends[2]})"]):
        add(layer, f"{name} {end}", float(number))
    from_file, from_layer = both_routes(save(layer, "parts.gpkg"))
    assert_same(from_file, from_layer)
    assert from_file.x.tolist() == [1, 2, 3]
    assert from_file.weights.tolist() == ([0, 1, 2] if kind == "PointZ" else [0, 0, 1])


@pytest.mark.parametrize("weight", ["", "harm"])
@pytest.mark.parametrize("name", FILES)
def test_a_filter_is_passed_on_to_the_file(points, sample, save, name, weight):
    layer = save(points, name)
    layer.setSubsetString('"harm" >= 4')
    from_file, from_layer = both_routes(layer, weight)
    assert_same(from_file, from_layer)
    assert from_file.features == (sample.weights >= 4).sum()


def test_only_the_layer_itself_knows_edits_joins_and_sql(points, save):
    layer = save(points, "a.gpkg")
    assert file_behind(points, {}) is None
    layer.startEditing()
    assert file_behind(layer, {}) is None
    layer.rollBack()
    layer.addExpressionField('"harm" * 2', QgsField("twice", QVariant.Double))
    assert file_behind(layer, {"twice": "number"}) is None
    layer.setSubsetString("SELECT * FROM a WHERE harm > 3")
    assert file_behind(layer, {}) is None
    layer.setSubsetString("")
    assert file_behind(layer, {"fid": "number"}) is None
    assert file_behind(layer, {"harm": "number"}) is not None


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.fgb"])
def test_times_and_texts_come_with_their_points(points, sample, save, add, name):
    add(points, "Point (530000 180000)")
    layer = save(points, name)
    context = QgsProcessingContext()
    source = QgsProcessingFeatureSource(layer, context)
    wanted = {"when": "time", "name": "text"}
    file = file_behind(layer, wanted)
    assert (file is not None) == (name == "a.gpkg")  # elsewhere Arrow may move times into another zone
    for route in {file, None}:
        read = read_points(source, route, layer.crs(), context, silent, "", wanted, ["when"])
        assert sorted(read.columns["when"]) == sorted(sample.times)  # FlatGeobuf puts neighbours together
        assert set(read.columns["name"]) == {"east", "west"}
        assert (read.x.size, read.without_value) == (1_500, {"when": 1})


def test_texts_that_say_when_are_times(add):
    layer = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:string", "texts", "memory")
    texts = ["2024-02-29", "2024-02-29 23:15", "2024-02-29T23:15:30Z", "2024-02", " ", None]
    for text in texts:
        add(layer, "Point (1 2)", text)
    context = QgsProcessingContext()
    source = QgsProcessingFeatureSource(layer, context)
    read = read_points(source, None, layer.crs(), context, silent, "", {"harm": "time"}, ["harm"])
    expected = ["2024-02-29T00:00:00", "2024-02-29T23:15:00", "2024-02-29T23:15:30", "2024-02-01T00:00:00"]
    assert [str(time) for time in read.columns["harm"]] == expected
    assert read.without_value == {"harm": 2}
    add(layer, "Point (1 2)", "29/02/2024")
    with pytest.raises(InvalidInput, match="'29/02/2024' in the field 'harm' is no date"):
        read_points(source, None, layer.crs(), context, silent, "", {"harm": "time"})


def test_points_in_degrees_are_put_into_metres_where_that_is_asked_for(run, points, sample, qgis_processing):
    import processing

    in_degrees = processing.run(
        "native:reprojectlayer", {"INPUT": points, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
    )["OUTPUT"]
    here = run("countgrid", INPUT=points, CELL_SIZE=500)
    there = run("countgrid", INPUT=in_degrees, CELL_SIZE=500, REPROJECT=True)
    assert there["OUTPUT"].crs().authid() == "EPSG:27700"
    assert there["COUNT"] == here["COUNT"] == sample.x.size
    counts = [[row["count"] for row in result["OUTPUT"].getFeatures()] for result in (here, there)]
    assert np.abs(np.subtract(*counts)).sum() <= 4  # a point on an edge may move by a millimetre
