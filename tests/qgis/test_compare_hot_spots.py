"""Two periods compared as an analyst does it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from scipy import stats

from safestats_core.hotspots.false_discovery import benjamini_hochberg

SPLIT = {"TIME_FIELD": "when", "SPLIT": "2024-04-01"}


def layer_of(output):
    return output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)


def rows_of(output) -> list:
    return list(layer_of(output).getFeatures())


def column(rows: list, name: str) -> np.ndarray:
    return np.array([np.nan if row[name] == NULL else row[name] for row in rows], dtype=float)


def half(points, sign: str):
    """The incidents before, or since, 1 April."""
    return points.materialize(QgsFeatureRequest().setFilterExpression(f"\"when\" {sign} to_datetime('2024-04-01')"))


def test_cells_have_the_exact_p_of_scipy(run, points, log):
    result = run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=400)
    rows = rows_of(result["OUTPUT"])
    first, second = column(rows, "count_1"), column(rows, "count_2")
    # From 1 January to 31 March 2024 are 91 days, and to 30 June as many again.
    assert any("91 days (from the times); second: 91 days" in said for said in log.said)
    p = np.array([stats.binomtest(int(b), int(a + b)).pvalue if a + b else np.nan for a, b in zip(first, second)])
    np.testing.assert_allclose(column(rows, "p"), p, rtol=1e-7)
    np.testing.assert_allclose(column(rows, "p_adj"), benjamini_hochberg(p), rtol=1e-7)
    with np.errstate(divide="ignore", invalid="ignore"):
        np.testing.assert_allclose(column(rows, "ratio"), np.where(first > 0, second / first, np.nan))
    assert result["COUNT_1"] == first.sum()
    assert result["COUNT_2"] == second.sum() == 1_500 - first.sum()
    assert result["OVERALL_RATIO"] == pytest.approx(second.sum() / first.sum())


def test_a_change_that_was_planted_is_found_and_named(run, points):
    extra = [("2024-05-05T12:00:00", 535_050, 186_050), ("2024-02-05T12:00:00", 529_050, 186_050)]
    features = []
    for when, x, y in extra * 25:
        feature = QgsFeature(points.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature.setAttributes([1.0, "east", when])
        features.append(feature)
    points.dataProvider().addFeatures(features)
    result = run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=100)
    by_place = {(row["cell_col"], row["cell_row"]): row for row in rows_of(result["OUTPUT"])}
    rise, fall = by_place[5350, 1860], by_place[5290, 1860]
    assert (rise["change"], rise["direction"], rise["ratio"]) == ("rise", 1, NULL)
    assert rise["ratio_low"] > 5
    assert (fall["change"], fall["direction"], fall["ratio"]) == ("fall", -1, 0)
    assert (result["RISES"], result["FALLS"]) == (1, 1)
    assert {row["change"] for row in by_place.values()} == {"rise", "fall", "no evidence of change", "no incidents"}


def test_two_layers_are_as_good_as_a_date(run, points):
    one = run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=400)
    two = run(
        "comparehotspots", INPUT=half(points, "<"), INPUT_2=half(points, ">="), TIME_FIELD="when", TIME_FIELD_2="when",
        CELL_SIZE=400,
    )  # fmt: skip
    for name in ("count_1", "count_2", "ratio", "ratio_low", "ratio_high", "p"):
        np.testing.assert_array_equal(column(rows_of(two["OUTPUT"]), name), column(rows_of(one["OUTPUT"]), name))


def test_lengths_that_are_entered_count(run, points, log):
    layers = {"INPUT": half(points, "<"), "INPUT_2": half(points, ">="), "CELL_SIZE": 400}
    plain = rows_of(run("comparehotspots", **layers)["OUTPUT"])
    assert any("taken as equally long" in said for said in log.said)
    longer = rows_of(run("comparehotspots", **layers, DAYS_1=90, DAYS_2=270)["OUTPUT"])
    np.testing.assert_allclose(column(longer, "ratio"), column(plain, "ratio") / 3)
    np.testing.assert_allclose(column(longer, "ratio_high"), column(plain, "ratio_high") / 3)
    assert any("90 days (entered); second: 270 days (entered)" in said for said in log.said)
    first, second = column(longer, "count_1"), column(longer, "count_2")
    busy = np.argmax(first + second)
    expected = stats.binomtest(int(second[busy]), int(first[busy] + second[busy]), 0.75).pvalue
    assert longer[busy]["p"] == pytest.approx(expected)


def test_against_the_overall_change_the_lengths_do_not_matter(run, points):
    layers = {"INPUT": half(points, "<"), "INPUT_2": half(points, ">="), "CELL_SIZE": 400, "EXPECTED": 1}
    one = rows_of(run("comparehotspots", **layers)["OUTPUT"])
    other = rows_of(run("comparehotspots", **layers, DAYS_1=10, DAYS_2=400)["OUTPUT"])
    np.testing.assert_allclose(column(one, "p"), column(other, "p"))


def test_areas_keep_their_fields(run, points, areas, sample, log):
    result = run("comparehotspots", INPUT=points, **SPLIT, AREAS=areas)
    rows = rows_of(result["OUTPUT"])
    assert [row["code"] for row in rows] == ["A", "B", "C", "D"]
    assert [row["population"] for row in rows] == [1_000, 2_000, 3_000, 4_000]
    early = sample.times < np.datetime64("2024-04-01")
    for number, row in enumerate(rows):
        west, south = 528_500 + number % 2 * 3_000, 178_500 + number // 2 * 3_000
        inside = (sample.x >= west) & (sample.x < west + 3_000) & (sample.y >= south) & (sample.y < south + 3_000)
        assert (row["count_1"], row["count_2"]) == ((inside & early).sum(), (inside & ~early).sum())
    assert any("lie in no cell or area" in said for said in log.said)


def test_only_the_study_area_counts(run, points, study_area):
    result = run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=200, BOUNDARY=study_area)
    assert len(rows_of(result["OUTPUT"])) == 400 - 25
    assert 0 < result["COUNT_1"] + result["COUNT_2"] < 1_500


def test_points_without_a_date_are_left_out_and_counted(run, points, log):
    feature = QgsFeature(points.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530_000, 180_000)))
    feature.setAttributes([1.0, "west", QVariant(QVariant.DateTime)])
    points.dataProvider().addFeature(feature)
    result = run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=400)
    assert result["COUNT_1"] + result["COUNT_2"] == 1_500
    assert "1 points without a value in 'when' were left out." in log.said


def test_the_legend_and_the_log_are_in_words_with_an_interval(run, points, log):
    layer = layer_of(run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=400)["OUTPUT"])
    labels = {category.value(): category.label() for category in layer.renderer().categories()}
    assert labels["rise"] == "Rise"
    assert labels["no evidence of change"] == "No evidence of change"
    overall = next(said for said in log.said if said.startswith("All together"))
    assert "95 % interval" in overall
    assert "p " in overall
    assert "%)" not in overall.replace("95 % interval", "")


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({}, "not told apart"),
        ({"INPUT_2": True, **SPLIT}, "not both"),
        ({"SPLIT": "2024-04-01"}, "choose the field"),
        ({"TIME_FIELD": "when", "SPLIT": "2023-04-01"}, "does not split them"),
        ({"TIME_FIELD": "when", "SPLIT": "2024-07-01"}, "does not split them"),
        ({"TIME_FIELD": "harm", "SPLIT": "2024-04-01"}, "not a date field"),
        ({"INPUT_2": True, "DAYS_1": 30}, "Only one of the periods has a length"),
        ({**SPLIT, "AREAS": True, "BOUNDARY": True}, "Choose one"),
        ({**SPLIT, "ALPHA": 1}, "such as 0.05"),
        ({**SPLIT, "CELL_SIZE": 0.5}, "Use cells of at least"),
    ],
)
def test_what_cannot_work_is_refused_with_the_remedy(run, points, areas, parameters, why):
    layers = {"INPUT_2": points, "AREAS": areas, "BOUNDARY": areas}
    asked = {name: layers.get(name, value) if value is True else value for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException, match=why):
        run("comparehotspots", INPUT=points, **asked)


def test_two_periods_elsewhere_are_refused(run, points, areas):
    far = QgsVectorLayer("Polygon?crs=EPSG:27700", "far", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((0 0, 100 0, 100 100, 0 100, 0 0))"))
    far.dataProvider().addFeature(feature)
    for name in ("AREAS", "BOUNDARY"):
        with pytest.raises(QgsProcessingException, match="lies in the study area"):
            run("comparehotspots", INPUT=points, **SPLIT, CELL_SIZE=50, **{name: far})


def ugly(count: int, when: object = "2024-01-01T10:00:00", step: float = 0.0) -> QgsVectorLayer:
    """So many points, so far apart, all at one time."""
    layer = QgsVectorLayer("Point?crs=EPSG:27700&field=when:datetime", "ugly", "memory")
    for number in range(count):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530_000 + number * step, 180_000 + number * step)))
        feature.setAttributes([when])
        layer.dataProvider().addFeature(feature)
    return layer


@pytest.mark.parametrize(
    ("layer", "why"),
    [
        (lambda: ugly(0), "There are no points"),
        (lambda: ugly(40, None, 100), "40 a null in a field that is needed"),
        (lambda: ugly(40, step=100), "does not split them"),
    ],
)
def test_ugly_points_are_refused_with_a_sentence(run, layer, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("comparehotspots", INPUT=layer(), **SPLIT)


def test_points_in_one_place_are_compared_in_a_cell_of_a_given_size(run):
    one, two = ugly(3), ugly(12)
    row = rows_of(run("comparehotspots", INPUT=one, INPUT_2=two, CELL_SIZE=100)["OUTPUT"])[0]
    assert (row["count_1"], row["count_2"], row["ratio"]) == (3, 12, 4)
    assert row["p"] == pytest.approx(stats.binomtest(3, 15).pvalue)
    with pytest.raises(QgsProcessingException, match="no width or no height"):
        run("comparehotspots", INPUT=one, INPUT_2=two)
