from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsField, QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant
from safestats.processing_algorithms.sources.point_file import file_behind
from safestats.processing_algorithms.sources.points import read_points
from safestats.safestats_core.progress import silent

FILES = ["a.gpkg", "a.fgb", "a.shp", "a.geojson", "/vsimem/safestats-test.fgb"]


def both_routes(layer: QgsVectorLayer, weight: str = "harm") -> tuple:
    """What the file gives and what QGIS gives."""
    file = file_behind(layer, weight)
    assert file is not None
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    return read_points(source, file, weight, silent), read_points(source, None, weight, silent)


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
    assert file_behind(points, "") is None
    layer.startEditing()
    assert file_behind(layer, "") is None
    layer.rollBack()
    layer.addExpressionField('"harm" * 2', QgsField("twice", QVariant.Double))
    assert file_behind(layer, "twice") is None
    layer.setSubsetString("SELECT * FROM a WHERE harm > 3")
    assert file_behind(layer, "") is None
    layer.setSubsetString("")
    assert file_behind(layer, "fid") is None
    assert file_behind(layer, "harm") is not None
