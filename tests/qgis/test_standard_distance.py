from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant


def by_group(layer, kind: str) -> dict:
    return {(row["group"], row[kind]): row for row in layer.getFeatures()}


def test_the_middle_and_the_spread_are_those_of_a_direct_sum(run, points, sample):
    result = run("standarddistance", INPUT=points, WEIGHT="harm", CENTRES="TEMPORARY_OUTPUT")
    share = sample.weights / sample.weights.sum()
    x, y = share @ sample.x, share @ sample.y
    assert (result["MEAN_X"], result["MEAN_Y"]) == pytest.approx((x, y))
    assert result["STANDARD_DISTANCE"] == pytest.approx(np.sqrt(share @ ((sample.x - x) ** 2 + (sample.y - y) ** 2)))
    assert result["COUNT"] == 1_500
    rows = list(result["OUTPUT"].getFeatures())
    assert [row["shape"] for row in rows] == ["standard distance", "ellipse"]
    circle, ellipse = rows
    assert circle.geometry().area() == pytest.approx(np.pi * result["STANDARD_DISTANCE"] ** 2, rel=2e-3)
    assert ellipse.geometry().area() == pytest.approx(np.pi * result["MAJOR"] * result["MINOR"], rel=2e-3)
    assert ellipse["area_km2"] == pytest.approx(np.pi * result["MAJOR"] * result["MINOR"] / 1e6)
    assert ellipse["angle"] == result["ANGLE"]
    centres = {row["centre"]: row.geometry().asPoint() for row in result["CENTRES"].getFeatures()}
    assert (centres["mean centre"].x(), centres["mean centre"].y()) == pytest.approx((x, y))
    median = centres["median centre"]
    assert (median.x(), median.y()) == (result["MEDIAN_X"], result["MEDIAN_Y"])

    def far(at_x, at_y):
        return share @ np.hypot(sample.x - at_x, sample.y - at_y)

    assert all(far(median.x(), median.y()) <= far(median.x() + dx, median.y() + dy) for dx in (-1, 1) for dy in (-1, 1))


def test_each_group_has_its_own_and_points_without_one_are_counted(run, points, sample, add, log):
    add(points, "Point (0 0)")
    result = run("standarddistance", INPUT=points, GROUP="name", CENTRES="TEMPORARY_OUTPUT")
    assert result["COUNT"] == 1_500
    assert "1 points without a value in 'name' were left out." in log.said
    rows = by_group(result["OUTPUT"], "shape")
    centres = by_group(result["CENTRES"], "centre")
    for name, chosen in (("east", sample.x > 531_500), ("west", sample.x <= 531_500)):
        assert rows[name, "ellipse"]["count"] == chosen.sum()
        assert centres[name, "mean centre"]["x"] == pytest.approx(sample.x[chosen].mean())
        spread = np.sqrt(sample.x[chosen].var() + sample.y[chosen].var())
        assert rows[name, "standard distance"]["std_dist"] == pytest.approx(spread)
        assert isinstance(rows[name, "standard distance"]["angle"], QVariant)
    assert len(rows) == 4
    words = [item.label() for item in result["OUTPUT"].renderer().legendSymbolItems()]
    assert words == ["Standard distance", "Ellipse"]


def test_a_group_without_a_width_has_no_ellipse_and_that_is_said(run, points, add, log):
    for place in ("Point (530000 180000)", "Point (530100 180100)"):
        add(points, place)
        row = max(points.getFeatures(), key=lambda feature: feature.id())
        points.dataProvider().changeAttributeValues({row.id(): {points.fields().lookupField("name"): "two"}})
    result = run("standarddistance", INPUT=points, GROUP="name", CENTRES="TEMPORARY_OUTPUT")
    assert ("two", "standard distance") in by_group(result["OUTPUT"], "shape")
    assert ("two", "ellipse") not in by_group(result["OUTPUT"], "shape")
    assert "Fewer than three points or all on a line, so without an ellipse: two." in log.said


def test_the_formula_of_the_ellipse_can_be_chosen(run, points):
    sizes = [
        run("standarddistance", INPUT=points, ELLIPSE=kind, CENTRES="TEMPORARY_OUTPUT")["MAJOR"] for kind in range(3)
    ]
    assert sizes[0] == pytest.approx(sizes[1] * np.sqrt(1_500 / 1_498))
    assert sizes[1] == pytest.approx(sizes[2] * np.sqrt(2))


def test_points_without_a_spread_get_a_sentence(run, add):
    lone = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double", "one place", "memory")
    for _ in range(5):
        add(lone, "Point (530000 180000)", 0.0)
    with pytest.raises(QgsProcessingException, match="All 5 points lie in one place"):
        run("standarddistance", INPUT=lone, CENTRES="TEMPORARY_OUTPUT")
    with pytest.raises(QgsProcessingException, match="weight above 0"):
        run("standarddistance", INPUT=lone, WEIGHT="harm", CENTRES="TEMPORARY_OUTPUT")
