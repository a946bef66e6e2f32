from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer
from scipy import stats

CORNERS = {"A": (528_500, 178_500), "B": (531_500, 178_500), "C": (528_500, 181_500), "D": (531_500, 181_500)}


def inside(sample, code) -> np.ndarray:
    west, south = CORNERS[code]
    return (sample.x >= west) & (sample.x < west + 3_000) & (sample.y >= south) & (sample.y < south + 3_000)


def test_areas_hold_what_lies_in_them(run, points, areas, sample, log):
    result = run("countareas", INPUT=points, AREAS=areas, WEIGHT="harm")
    rows = {row["code"]: row for row in result["OUTPUT"].getFeatures()}
    for code, row in rows.items():
        assert row["count"] == inside(sample, code).sum()
        assert row["weight"] == sample.weights[inside(sample, code)].sum()
        assert row["population"] == 1_000 * ("ABCD".index(code) + 1)
    held = sum(inside(sample, code).sum() for code in CORNERS)
    assert result["COUNT"] == held
    assert result["OUTSIDE"] == 1_500 - held > 0
    assert result["HIGHEST"] == max(row["count"] for row in rows.values())
    assert result["AREAS_COUNTED"] == 4
    assert f"{1_500 - held} points lie in no area and were left out." in log.said


def test_rates_come_with_their_exact_interval(run, points, areas, sample):
    layer = run("countareas", INPUT=points, AREAS=areas, POPULATION="population", LEVEL=90)["OUTPUT"]
    for row in layer.getFeatures():
        count, people = inside(sample, row["code"]).sum(), row["population"]
        assert row["rate"] == pytest.approx(1_000 * count / people)
        assert stats.poisson.sf(count - 1, row["rate_low"] * people / 1_000) == pytest.approx(0.05)
        assert stats.poisson.cdf(count, row["rate_high"] * people / 1_000) == pytest.approx(0.05)
    assert layer.renderer().classAttribute() == "rate"


def test_an_area_without_people_or_without_a_polygon_is_told(run, points, areas, log):
    for attributes, wkt in ((["E", None], "Polygon((0 0, 9 0, 9 9, 0 9, 0 0))"), (["F", 5.0], "")):
        feature = QgsFeature(areas.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(attributes)
        assert areas.dataProvider().addFeature(feature)
    result = run("countareas", INPUT=points, AREAS=areas, POPULATION="population")
    rows = {row["code"]: row for row in result["OUTPUT"].getFeatures()}
    assert list(rows) == ["A", "B", "C", "D", "E"]
    assert rows["E"]["count"] == 0
    assert not isinstance(rows["E"]["rate"], float)
    assert "1 areas have no rate: their 'population' is empty or 0." in log.said
    assert "1 features without a polygon were left out of the areas." in log.said


def test_points_in_overlapping_areas_are_counted_once_and_told(run, points, areas, log):
    feature = QgsFeature(areas.fields())
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((0 0, 900000 0, 900000 900000, 0 900000, 0 0))"))
    feature.setAttributes(["all", 9.0])
    assert areas.dataProvider().addFeature(feature)
    result = run("countareas", INPUT=points, AREAS=areas)
    assert (result["COUNT"], result["OUTSIDE"]) == (1_500, 0)
    rows = {row["code"]: row["count"] for row in result["OUTPUT"].getFeatures()}
    assert result["IN_SEVERAL"] == 1_500 - rows["all"] > 0
    assert f"{result['IN_SEVERAL']:,} points lie in several areas; each counts in the first of them." in log.said


def test_areas_in_another_crs_are_taken_into_that_of_the_points(run, points, study_area, sample):
    layer = run("countareas", INPUT=points, AREAS=study_area)["OUTPUT"]
    (row,) = layer.getFeatures()
    assert layer.crs().authid() == "EPSG:27700"
    in_square = (sample.x > 529_000) & (sample.x < 533_000) & (sample.y > 179_000) & (sample.y < 183_000)
    in_hole = (sample.x > 531_000) & (sample.x < 532_000) & (sample.y > 181_000) & (sample.y < 182_000)
    assert row["count"] == (in_square & ~in_hole).sum()


def test_what_cannot_be_counted_gets_a_sentence(run, points, areas):
    nowhere = QgsVectorLayer("Polygon?crs=EPSG:27700", "no areas", "memory")
    with pytest.raises(QgsProcessingException, match="no areas to work with in 'no areas'"):
        run("countareas", INPUT=points, AREAS=nowhere)
    with pytest.raises(QgsProcessingException, match="'code' is not a numeric field"):
        run("countareas", INPUT=points, AREAS=areas, POPULATION="code")
    areas.dataProvider().changeAttributeValues({1: {1: -5.0}})
    with pytest.raises(QgsProcessingException, match="1 of 4 areas have a negative 'population'"):
        run("countareas", INPUT=points, AREAS=areas, POPULATION="population")
