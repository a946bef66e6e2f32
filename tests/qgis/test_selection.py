"""Selected features come in the order of their ids, whatever order a layer in memory has them in."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerNotesUtils,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)

CHOSEN = range(7, 1_207)


@pytest.fixture
def numbered():
    """2,000 points with a number each, in the project."""
    layer = QgsVectorLayer("Point?crs=EPSG:27700&field=number:integer", "numbered", "memory")
    random = np.random.default_rng(1)
    features = []
    for number, (x, y) in enumerate(random.uniform((530_000, 180_000), (534_000, 184_000), (2_000, 2)).tolist()):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer, False)
    layer.selectByExpression(f'"number" >= {CHOSEN.start} and "number" < {CHOSEN.stop}')
    yield layer
    QgsProject.instance().takeMapLayer(layer)


@pytest.fixture
def chosen(numbered):
    """Its selected features, as a parameter."""
    return QgsProcessingFeatureSourceDefinition(numbered.id(), selectedFeaturesOnly=True)


def test_they_are_read_and_written_in_their_order(run, numbered, chosen):
    assert [feature["number"] for feature in numbered.getSelectedFeatures()] != list(CHOSEN)
    result = run("clusters", INPUT=chosen, DISTANCE=150, MINIMUM=5, PERMUTATIONS=0, OUTPUT="memory:")
    assert [feature["number"] for feature in result["OUTPUT"].getFeatures()] == list(CHOSEN)


def test_a_filter_of_the_parameter_is_told_too(run, numbered):
    some = QgsProcessingFeatureSourceDefinition(numbered.id())
    if not hasattr(some, "filterExpression"):
        pytest.skip("from QGIS 3.32 on")
    some.filterExpression = '"number" < 900'
    result = run("countgrid", INPUT=some, OUTPUT="memory:")
    assert result["COUNT"] == 900
    assert 'filter "number" < 900' in result["OUTPUT"].metadata().abstract()


def test_what_they_are_marked_with_and_how_many_they_are_goes_with_the_result(run, numbered, chosen):
    numbered.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    layer = run("countgrid", INPUT=chosen, OUTPUT="memory:")["OUTPUT"]
    assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
    assert "Handling: OFFICIAL-SENSITIVE" in QgsLayerNotesUtils.layerNotes(layer)
    assert "1,200 selected features" in layer.metadata().abstract()
