from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QVariant


@pytest.fixture
def streets() -> QgsVectorLayer:
    """Three lines from south to north, one of two parts, and one without a geometry."""
    layer = QgsVectorLayer("MultiLineString?crs=EPSG:27700&field=name:string", "streets", "memory")
    shapes = [
        "MultiLineString((530000 170000, 530000 190000))",
        "MultiLineString((531000 170000, 531000 181000), (531000 181100, 531000 190000))",
        "MultiLineString((533000 170000, 533000 190000))",
        "",
    ]
    for name, wkt in zip("PQRS", shapes):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([name])
        assert layer.dataProvider().addFeature(feature)
    return layer


def rows_of(result) -> list:
    return list(result["OUTPUT"].getFeatures())


def check_order(rows, total) -> None:
    """What every kind of places has in common."""
    counts = np.array([row["count"] for row in rows])
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert (np.diff(counts) <= 0).all()
    np.testing.assert_allclose([row["share"] for row in rows], 100 * counts / total)
    np.testing.assert_allclose([row["cum_share"] for row in rows], 100 * np.cumsum(counts) / total)


def test_cells_are_ordered_with_their_shares(run, points, tmp_path):
    result = run("concentration", INPUT=points, CELL_SIZE=250, HTML=str(tmp_path / "page.html"))
    rows = rows_of(result)
    check_order(rows, 1_500)
    counts = np.array([row["count"] for row in rows])
    assert result["PLACES_COUNTED"] == len(rows)
    rising = np.sort(counts)
    gini = 2 * (np.arange(1, counts.size + 1) @ rising) / (counts.size * 1_500) - (counts.size + 1) / counts.size
    assert result["GINI"] == pytest.approx(gini)
    assert result["GENERALISED_GINI"] == pytest.approx(max(1, counts.size / 1_500) * (gini - 1) + 1)
    for share in (20, 25, 50, 80):
        fewest = np.searchsorted(np.cumsum(counts), share / 100 * 1_500) + 1
        assert result[f"PLACES_{share}"] == pytest.approx(100 * fewest / counts.size)
    assert result["P"] == 0.01
    assert result["CHANCE_GINI"] < result["GINI"]
    html = Path(result["HTML"]).read_text(encoding="utf-8")
    assert "<polyline" in html
    assert f"{result['PLACES_50'] / 100:.2%}" in html
    half = [row for row in rows if row["holds"] in (25, 50)]
    assert len(half) == round(result["PLACES_50"] / 100 * len(rows))
    assert all(row["holds"] == 0 for row in rows if row["count"] == 0)
    labels = [item.label() for item in result["OUTPUT"].renderer().legendSymbolItems()]
    assert labels[0] == "Among the fewest places that hold 25 %"


def test_areas_keep_their_fields_and_come_fullest_first(run, points, areas, log):
    counted = {row["code"]: row["count"] for row in rows_of(run("countareas", INPUT=points, AREAS=areas))}
    result = run("concentration", INPUT=points, AREAS=areas)
    rows = rows_of(result)
    check_order(rows, sum(counted.values()))
    assert {row["code"]: row["count"] for row in rows} == counted
    assert rows[0].geometry().area() == 9_000_000
    assert f"{result['OUTSIDE']} points lie in no area and were left out." in log.said


def test_each_point_belongs_to_the_nearest_street_within_reach(run, points, streets, sample, log):
    result = run("concentration", INPUT=points, STREETS=streets, DISTANCE=400)
    rows = rows_of(result)
    distance = np.abs(sample.x[:, None] - (530_000, 531_000, 533_000))
    nearest = np.where(distance.min(axis=1) <= 400, distance.argmin(axis=1), -1)
    expected = {name: int((nearest == number).sum()) for number, name in enumerate("PQR")}
    assert {row["name"]: row["count"] for row in rows} == expected
    check_order(rows, sum(expected.values()))
    assert result["OUTSIDE"] == (nearest == -1).sum()
    assert f"{result['OUTSIDE']:,} points lie farther than 400 m from every street and were left out." in log.said
    assert "1 features without a line were left out of the streets." in log.said
    assert result["OUTPUT"].wkbType() == QgsWkbTypes.Type.MultiLineString


def test_spots_are_points_that_lie_upon_each_other(run, points, add, log):
    for _ in range(9):
        add(points, "Point (530000 180000)")
    result = run("concentration", INPUT=points, PLACES=4)
    rows = rows_of(result)
    check_order(rows, 1_509)
    assert (rows[0]["count"], rows[0].geometry().asPoint().x()) == (9, 530_000)
    assert "are known; the shares are of these." in "".join(log.said)
    of_all = run("concentration", INPUT=points, PLACES=4, ALL_PLACES=10_000)
    assert of_all["PLACES_COUNTED"] == 10_000
    assert of_all["PLACES_80"] == pytest.approx(result["PLACES_80"] * len(rows) / 10_000)
    assert of_all["GENERALISED_GINI"] == pytest.approx(10_000 / 1_509 * (of_all["GINI"] - 1) + 1)
    with pytest.raises(QgsProcessingException, match="more than the 7 places that there are to be"):
        run("concentration", INPUT=points, PLACES=4, ALL_PLACES=7)


def test_values_of_a_field_are_places_and_points_without_one_are_counted(run, points, add, sample, log):
    add(points, "Point (0 0)", QVariant())
    result = run("concentration", INPUT=points, PLACE_FIELD="name")
    rows = {row["place"]: row for row in rows_of(result)}
    east = sample.x > 531_500
    assert {name: row["count"] for name, row in rows.items()} == {"east": east.sum(), "west": (~east).sum()}
    assert rows["east"].geometry().asPoint().x() == pytest.approx(sample.x[east].mean())
    assert "1 points without a value in 'name' were left out." in log.said


def test_weights_are_added_up_and_not_compared_with_chance(run, points, areas):
    result = run("concentration", INPUT=points, AREAS=areas, WEIGHT="harm")
    rows = rows_of(result)
    weights = [row["weight"] for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert rows[-1]["cum_share"] == pytest.approx(100)
    assert "P" not in result
    assert "GENERALISED_GINI" not in result


def test_the_seed_repeats_the_comparison_with_chance(run, points):
    first, again, other = (
        run("concentration", INPUT=points, CELL_SIZE=300, PERMUTATIONS=19, SEED=seed)["CHANCE_GINI"]
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_places_that_are_not_there_get_a_sentence(run, points, areas, streets):
    with pytest.raises(QgsProcessingException, match="Several kinds of places are given: areas, streets"):
        run("concentration", INPUT=points, AREAS=areas, STREETS=streets)
    with pytest.raises(QgsProcessingException, match="places of the kind 'streets'"):
        run("concentration", INPUT=points, PLACES=3)
    empty = QgsVectorLayer("LineString?crs=EPSG:27700", "no streets", "memory")
    with pytest.raises(QgsProcessingException, match="no lines to work with in 'no streets'"):
        run("concentration", INPUT=points, STREETS=empty)
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LineString(0 0, 10 10)"))
    assert empty.dataProvider().addFeature(feature)
    with pytest.raises(QgsProcessingException, match="None of the 1,500 points"):
        run("concentration", INPUT=points, STREETS=empty)
