from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

ALGORITHMS = ("countgrid", "getisord", "kerneldensity")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_degrees_are_refused_with_the_remedy_before_work_starts(provider, algorithm):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "in degrees", "memory")
    found = QgsApplication.processingRegistry().algorithmById(f"safestats:{algorithm}")
    usable, reason = found.checkParameterValues({"INPUT": layer, "OUTPUT": "TEMPORARY_OUTPUT"}, QgsProcessingContext())
    assert not usable
    assert "'in degrees' is in EPSG:4326" in reason
    assert "'Reproject layer'" in reason
    assert "EPSG:27700" in reason


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_script_that_skips_the_check_is_refused_as_well(provider, algorithm, log):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "in degrees", "memory")
    found = QgsApplication.processingRegistry().createAlgorithmById(f"safestats:{algorithm}")
    with pytest.raises(QgsProcessingException, match="Reproject layer"):
        found.run({"INPUT": layer, "OUTPUT": "TEMPORARY_OUTPUT"}, QgsProcessingContext(), log, catchExceptions=False)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_ugly_input_gets_a_sentence(run, algorithm, add, points):
    empty = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double", "empty", "memory")
    lone = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double", "one place", "memory")
    for _ in range(50):
        add(lone, "Point (530000 180000)")
    nowhere = QgsVectorLayer("Polygon?crs=EPSG:27700", "empty area", "memory")
    for parameters, sentence in (
        ({"INPUT": empty}, "There are no points"),
        ({"INPUT": lone}, "no cell size follows|one place, so no bandwidth"),
        ({"INPUT": points, "WEIGHT": "name"}, "'name' is not a numeric field"),
        ({"INPUT": points, "BOUNDARY": nowhere}, "no polygon"),
        ({"INPUT": points, "CELL_SIZE": 0.5, "BANDWIDTH": 5000}, "cells"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run(algorithm, **parameters)


def test_nobody_in_the_study_area_is_said(run, points, add):
    elsewhere = QgsVectorLayer("Polygon?crs=EPSG:27700&field=harm:double", "elsewhere", "memory")
    add(elsewhere, "Polygon((0 0, 5000 0, 5000 5000, 0 5000, 0 0))")
    for algorithm in ALGORITHMS:
        with pytest.raises(QgsProcessingException, match="study area"):
            run(algorithm, INPUT=points, BOUNDARY=elsewhere)


def test_a_band_needs_a_distance(run, points):
    with pytest.raises(QgsProcessingException, match="A distance band needs a distance"):
        run("getisord", INPUT=points, NEIGHBOURHOOD=2)


def test_what_cannot_be_used_is_left_out_and_said(run, points, add, log):
    add(points, "", 1.0)
    add(points, "Point (530000 180000)", QVariant())
    add(points, "Point (530000 180000)", -1.0)
    result = run("countgrid", INPUT=points, WEIGHT="harm")
    assert result["COUNT"] == 1_500
    assert log.said[:4] == [
        "1,503 features read.",
        "1 features without a point were left out.",
        "1 points with a null weight were left out.",
        "1 points with a negative weight were left out.",
    ]


def test_selection_and_filter_are_honoured(run, points, save, qgis_new_project):
    layer = save(points, "points.gpkg")
    qgis_new_project.addMapLayer(layer)
    layer.setSubsetString('"harm" >= 3')
    assert 0 < run("countgrid", INPUT=layer)["COUNT"] == layer.featureCount() < 1_500
    layer.selectByExpression('"harm" = 5')
    chosen = run("countgrid", INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), True))
    assert chosen["COUNT"] == layer.selectedFeatureCount() > 0
    layer.removeSelection()
    with pytest.raises(QgsProcessingException, match="There are no points"):
        run("countgrid", INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), True))


def test_unsaved_edits_count(run, points, save, qgis_new_project):
    layer = save(points, "points.gpkg")
    qgis_new_project.addMapLayer(layer)
    assert layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert run("countgrid", INPUT=layer)["COUNT"] == 1_499
    layer.rollBack()
    assert run("countgrid", INPUT=layer)["COUNT"] == 1_500


def test_missing_packages_are_named_with_the_command(provider, monkeypatch):
    algorithm = QgsApplication.processingRegistry().algorithmById("safestats:getisord")
    monkeypatch.setattr(type(algorithm), "packages", ("numpy", "a_package_nobody_has"))
    able, reason = algorithm.canExecute()
    assert not able
    assert "pip install 'a_package_nobody_has" in reason
