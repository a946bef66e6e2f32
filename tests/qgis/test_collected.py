from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from safestats.processing_algorithms.sources.collected import collect_points
from safestats.processing_algorithms.sources.points import read_points
from safestats.safestats_core.errors import Cancelled
from safestats.safestats_core.progress import silent


@pytest.fixture
def both(qgis_processing):
    """What QGIS collects, and what a loop over the features gives."""

    def both(layer: QgsVectorLayer, given: object = None) -> tuple:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        source = QgsProcessingFeatureSource(layer, context)
        if given is not None:
            source = QgsProcessingUtils.variantToSource(given, context)
        collect = partial(collect_points, layer if given is None else given, source, context, QgsProcessingFeedback())
        found = [collect()]
        for route in (collect, None):
            found.append(read_points(source, None, layer.crs(), context, silent, collect=route))
        return tuple(found)

    return both


def assert_same(first, second) -> None:
    for name in ("x", "y", "feature"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    assert (first.features, first.without_geometry) == (second.features, second.without_geometry)


@pytest.mark.parametrize("kind", ["Point", "PointZ", "PointM", "PointZM"])
def test_it_gives_the_points_of_the_loop_in_its_order(both, sample, kind):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:27700&field=harm:double", "points", "memory")
    tail = {"Point": "", "PointZ": " 5", "PointM": " 6", "PointZM": " 5 6"}[kind]
    add_all(layer, [f"{kind} ({x} {y}{tail})" for x, y in zip(sample.x[:200], sample.y[:200])])
    rows, collected, looped = both(layer)
    np.testing.assert_array_equal(rows.x, sample.x[:200])
    np.testing.assert_array_equal(rows.y, sample.y[:200])
    assert_same(collected, looped)


def test_edits_that_are_not_saved_are_honoured(both, points):
    points.startEditing()
    points.deleteFeatures([1, 2, 3])
    rows, collected, looped = both(points)
    assert rows.features == 1_497
    assert_same(collected, looped)
    points.rollBack()


def test_a_selection_is_honoured(both, points):
    QgsProject.instance().addMapLayer(points, False)
    points.selectByExpression('"harm" >= 4')
    definition = QgsProcessingFeatureSourceDefinition(points.id(), selectedFeaturesOnly=True)
    rows, collected, looped = both(points, definition)
    assert 0 < rows.features == points.selectedFeatureCount() < 1_500
    assert_same(collected, looped)
    QgsProject.instance().takeMapLayer(points)


@pytest.mark.parametrize("wkt", ["", "Point EMPTY"])
def test_a_feature_without_a_point_is_left_to_the_loop_and_counted(both, points, add, wkt):
    add(points, wkt)
    rows, collected, looped = both(points)
    assert rows is None or not np.isfinite(rows.x[-1])
    assert collected.without_geometry == 1
    assert_same(collected, looped)


def test_multi_points_and_no_points_are_left_to_the_loop(both, add):
    layer = QgsVectorLayer("MultiPoint?crs=EPSG:27700&field=harm:double", "parts", "memory")
    assert both(layer)[0] is None
    add(layer, "MultiPoint ((1 1), (2 2))")
    rows, collected, looped = both(layer)
    assert rows is None
    assert_same(collected, looped)


def test_a_press_on_cancel_stops_it(points, qgis_processing):
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        collect_points(points, QgsProcessingFeatureSource(points, context), context, feedback)


def add_all(layer: QgsVectorLayer, wkts: list[str]) -> None:
    from qgis.core import QgsFeature, QgsGeometry

    features = []
    for wkt in wkts:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
