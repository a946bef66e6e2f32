from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsRectangle, QgsVectorLayer
from safestats.safestats_core.hotspots.nearest_neighbour import nearest_neighbour_index


def test_without_correction_and_study_area_it_is_qgis_own_index(run, points, sample, qgis_processing):
    import processing

    ours = run("nearestneighbour", INPUT=points, EDGE_CORRECTION=False)
    theirs = processing.run("native:nearestneighbouranalysis", {"INPUT": points})
    assert ours["OBSERVED"] == pytest.approx(theirs["OBSERVED_MD"], rel=1e-4)  # QGIS measures on the ellipsoid
    assert ours["EXPECTED"] == pytest.approx(theirs["EXPECTED_MD"], rel=1e-3)
    assert ours["INDEX"] == pytest.approx(theirs["NN_INDEX"], rel=2e-3)
    assert ours["Z"] == pytest.approx(theirs["Z_SCORE"], rel=1e-2)
    assert ours["COUNT"] == theirs["POINT_COUNT"]


def test_the_numbers_are_those_of_the_core(run, points, sample, study_area):
    rings = [[_square(529_000, 4_000), _square(531_000, 1_000, 181_000)]]
    result = run("nearestneighbour", INPUT=points, BOUNDARY=study_area, PERMUTATIONS=39, SEED=3)
    expected = nearest_neighbour_index(sample.x, sample.y, boundary=rings, simulations=39, seed=3)
    assert result["COUNT"] == pytest.approx(expected.points, abs=3)
    assert result["INDEX"] == pytest.approx(expected.index, rel=0.01)
    assert result["Z"] == pytest.approx(expected.z, rel=0.03)
    assert result["P_SIMULATED"] == expected.p_simulated == 0.05
    assert result["COUNT"] + result["OUTSIDE"] == 1_500
    assert result["VERDICT"].startswith("The points are clustered")


def test_polygons_that_touch_or_overlap_are_one_study_area(run, points):
    whole, parts = _polygons((0, 6_000)), _polygons((0, 3_000), (3_000, 6_000), (2_000, 5_000))
    first, second = (run("nearestneighbour", INPUT=points, BOUNDARY=area) for area in (whole, parts))
    assert second["INDEX"] == pytest.approx(first["INDEX"], rel=1e-9)
    assert second["Z"] == pytest.approx(first["Z"], rel=1e-9)


def test_the_page_says_what_it_means(run, points, add, tmp_path):
    add(points, points.getFeature(1).geometry().asWkt())
    page = tmp_path / "page.html"
    result = run("nearestneighbour", INPUT=points, HTML=str(page))
    assert Path(result["HTML"]) == page
    text = page.read_text(encoding="utf-8")
    assert "clustered, more than chance explains" in text
    assert "2 of 1,501 points share their place" in text
    assert f"{result['INDEX']:.4f}" in text
    assert (result["PLACES"], result["SHARED"]) == (1_500, 2)
    assert "P_SIMULATED" not in result


def test_features_without_a_point_are_counted(run, points, add, log):
    add(points, "")
    run("nearestneighbour", INPUT=points)
    assert "1 features without a point were left out." in log.said


def test_too_few_points_or_no_area_are_refused_with_a_sentence(run, points, study_area):
    points.selectByIds([1, 2])
    few = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double", "few", "memory")
    few.dataProvider().addFeatures(list(points.getSelectedFeatures()))
    with pytest.raises(QgsProcessingException, match="too few"):
        run("nearestneighbour", INPUT=few)
    nowhere = QgsVectorLayer("Polygon?crs=EPSG:27700", "nowhere", "memory")
    with pytest.raises(QgsProcessingException, match="holds no polygon"):
        run("nearestneighbour", INPUT=points, BOUNDARY=nowhere)


def test_permutations_that_could_show_nothing_are_refused(run, points):
    with pytest.raises(QgsProcessingException, match="no p below 0.1 is possible.*at least 39"):
        run("nearestneighbour", INPUT=points, PERMUTATIONS=19)


def _square(west: float, side: float, south: float = 179_000):
    import numpy as np

    return np.array([(0, 0), (side, 0), (side, side), (0, side)], dtype=float) + (west, south)


def _polygons(*spans: tuple[float, float]) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700", "parts", "memory")
    for west, east in spans:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(528_500 + west, 178_500, 528_500 + east, 185_500)))
        assert layer.dataProvider().addFeature(feature)
    return layer
