"""Emerging hot spots as an analyst runs them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import NULL, QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QVariant

from safestats_core.hotspots.grids.grid import cell_index, covering_grid
from safestats_core.hotspots.points import bounds_of_points
from safestats_core.hotspots.space_time.emerging import emerging_hotspots
from safestats_core.hotspots.space_time.patterns import WORDS


def layer_of(output):
    return output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)


def rows_of(output) -> list:
    return list(layer_of(output).getFeatures())


def column(rows: list, name: str) -> np.ndarray:
    return np.array([np.nan if row[name] == NULL else row[name] for row in rows])


@pytest.fixture
def monthly(sample):
    """The sample's counts per month and cell of 400 m, by numpy alone, and the grid."""
    grid = covering_grid(bounds_of_points(sample.x, sample.y), 400)
    month = sample.times.astype("datetime64[M]").astype(int)
    counts = np.zeros((6, grid.rows * grid.columns))
    np.add.at(counts, (month - month.min(), cell_index(grid, sample.x, sample.y)), 1)
    return counts.reshape(6, grid.rows, grid.columns), grid


def test_cells_and_steps_are_those_of_the_core(run, points, monthly):
    values, grid = monthly
    result = run(
        "emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400, FIRST_DAY="2024-01-01",
        LAST_DAY="2024-06-30", TABLE="TEMPORARY_OUTPUT",
    )  # fmt: skip
    found = emerging_hotspots(values)
    rows = rows_of(result["OUTPUT"])
    assert len(rows) == grid.cells == result["CELLS"]
    assert [row["class"] for row in rows] == [WORDS[code] for code in found.pattern.ravel().tolist()]
    assert [row["code"] for row in rows] == found.pattern.ravel().tolist()
    np.testing.assert_array_equal(column(rows, "count"), values.sum(axis=0).ravel())
    for name, expected in (
        ("share_hot", found.share_hot), ("share_cold", found.share_cold), ("trend_z", found.trend.z),
        ("trend_p", found.trend.p), ("last_z", found.last_z), ("last_p", found.last_p), ("last_bin", found.last_bin),
        ("steps", found.tested),
    ):  # fmt: skip
        np.testing.assert_allclose(column(rows, name), expected.ravel(), atol=1e-12, err_msg=name)
    table = rows_of(result["TABLE"])
    assert len(table) == 6 * grid.cells
    order = np.lexsort((column(table, "cell_col"), column(table, "cell_row"), column(table, "step")))
    for name, expected in (
        ("count", values), ("gi_z", found.gi_star.z), ("gi_p", found.gi_star.p), ("gi_p_adj", found.gi_star.p_adjusted),
        ("gi_bin", found.gi_star.bins),
    ):  # fmt: skip
        np.testing.assert_allclose(column(table, name)[order], expected.ravel(), atol=1e-12, err_msg=name)
    assert (table[1]["first_day"].date(), table[1]["last_day"].date()) == (QDate(2024, 2, 1), QDate(2024, 2, 29))
    assert result["STEPS"] == 6
    assert result["COUNT"] == 1_500
    assert result["HOT_NOW"] == sum(0 < code < 8 for code in found.pattern.ravel())


def test_every_parameter_reaches_the_core(run, points, monthly):
    values, _grid = monthly
    asked = {"INPUT": points, "TIME_FIELD": "when", "CELL_SIZE": 400, "LAST_DAY": "2024-06-30"}
    asked["FIRST_DAY"] = "2024-01-01"
    result = run(
        "emerginghotspots", **asked, NEIGHBOURHOOD=2, DISTANCE=900, TIME_NEIGHBOURS=0, WINDOW=2, ALPHA=0.2, FDR=False
    )
    found = emerging_hotspots(values, 900.0, cell_size=400, time_neighbours=0, window="step", alpha=0.2, fdr=False)
    rows = rows_of(result["OUTPUT"])
    np.testing.assert_allclose(column(rows, "last_z"), found.last_z.ravel(), atol=1e-12)
    assert [row["code"] for row in rows] == found.pattern.ravel().tolist()
    by_step = rows_of(run("emerginghotspots", **asked, TREND=1)["OUTPUT"])
    alone = emerging_hotspots(values, trend_of="step")
    np.testing.assert_allclose(column(by_step, "trend_p"), alone.trend.p.ravel(), atol=1e-12)
    weekly = run("emerginghotspots", **asked, STEP=1, STEP_LENGTH=2)
    assert weekly["STEPS"] == 13


def test_only_the_study_area_has_cells(run, points, study_area, log):
    result = run("emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=200, BOUNDARY=study_area)
    # 4 km square less the hole of 1 km, in cells of 200 m.
    assert result["CELLS"] == len(rows_of(result["OUTPUT"])) == 400 - 25
    assert 0 < result["COUNT"] < 1_500
    outside = [said for said in log.said if "outside the study area" in said]
    assert outside == [f"{1_500 - result['COUNT']:,} points outside the study area were left out."]


def test_an_incomplete_first_step_is_left_out_and_said(run, points, log):
    left = run("emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400, STEP=1, STEP_LENGTH=4)
    assert any("is incomplete, and was left out" in said for said in log.said)
    dropped = next(said for said in log.said if "points in incomplete steps" in said)
    kept = run(
        "emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400, STEP=1, STEP_LENGTH=4, INCOMPLETE=False
    )
    assert any("counted nevertheless" in said for said in log.said)
    assert kept["STEPS"] == left["STEPS"] + 1
    assert kept["COUNT"] == 1_500 == left["COUNT"] + int(dropped.split()[0])


def test_a_month_without_any_incident_is_a_gap_not_a_zero(run, points, log):
    quiet = points.materialize(request_without("2024-03"))
    asked = {"INPUT": quiet, "TIME_FIELD": "when", "CELL_SIZE": 400, "LAST_DAY": "2024-06-30"}
    asked["FIRST_DAY"] = "2024-01-01"
    result = run("emerginghotspots", **asked, TABLE="TEMPORARY_OUTPUT")
    assert result["STEPS"] == 5
    assert any("Step 3, 2024-03-01 to 2024-03-31, holds no incident at all" in said for said in log.said)
    march = [row for row in rows_of(result["TABLE"]) if row["step"] == 3]
    assert {row["count"] for row in march} == {row["gi_z"] for row in march} == {NULL}
    zeros = run("emerginghotspots", **asked, EMPTY_STEPS=False)
    assert zeros["STEPS"] == 6


def request_without(month: str):
    from qgis.core import QgsFeatureRequest

    return QgsFeatureRequest().setFilterExpression(f"format_date(\"when\", 'yyyy-MM') <> '{month}'")


def test_points_without_a_date_are_left_out_and_counted(run, points, log):
    feature = QgsFeature(points.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530_000, 180_000)))
    feature.setAttributes([1.0, "west", QVariant(QVariant.DateTime)])
    points.dataProvider().addFeature(feature)
    result = run("emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400, INCOMPLETE=False)
    assert result["COUNT"] == 1_500
    assert "1 points without a value in 'when' were left out." in log.said


def test_the_legend_names_the_classes_in_words(run, points):
    layer = layer_of(run("emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400)["OUTPUT"])
    present = {row["class"] for row in layer.getFeatures()}
    categories = layer.renderer().categories()
    assert {category.value() for category in categories} == present
    assert all(category.label() == category.value().capitalize() for category in categories)
    assert len(present) > 2


def test_the_result_says_how_it_was_made(run, points):
    layer = layer_of(run("emerginghotspots", INPUT=points, TIME_FIELD="when", CELL_SIZE=400)["OUTPUT"])
    told = layer.metadata().abstract() + " ".join(layer.metadata().history())
    for said in ("the data cover 2024-01-01 to 2024-06-30", "'WINDOW':0", "cells: no pattern", "only a very steady"):
        assert said in told, said


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"NEIGHBOURHOOD": 2}, "needs a distance"),
        ({"NEIGHBOURHOOD": 2, "DISTANCE": 100}, "reaches no other cell"),
        ({"ALPHA": 0}, "such as 0.05"),
        ({"ALPHA": 1}, "such as 0.05"),
        ({"STEP_LENGTH": 3}, "Only 2 steps have a value; at least 5"),
        ({"FIRST_DAY": "2024-05-01", "LAST_DAY": "2024-02-01"}, "Swap them"),
        ({"FIRST_DAY": "2025-05-01", "LAST_DAY": "2025-12-01"}, "Enter a period that holds them"),
        ({"FIRST_DAY": "soon"}, "FIRST_DAY"),
        ({"CELL_SIZE": 2_000}, "Only [0-9]+ cells"),
        ({"CELL_SIZE": 10, "STEP": 2}, "longer steps"),
        ({"TIME_FIELD": "harm"}, "not a date field"),
    ],
)
def test_what_cannot_work_is_refused_with_the_remedy(run, points, parameters, why):
    asked = {"INPUT": points, "TIME_FIELD": "when", "CELL_SIZE": 400, **parameters}
    with pytest.raises(QgsProcessingException, match=why):
        run("emerginghotspots", **asked)


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
        (lambda: ugly(1), "no width or no height"),
        (lambda: ugly(40), "no width or no height"),
        (lambda: ugly(40, step=100), "Only 0 steps have a value.*incomplete"),
        (lambda: ugly(40, None, 100), "40 a null in a field that is needed"),
    ],
)
def test_ugly_points_are_refused_with_a_sentence(run, layer, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("emerginghotspots", INPUT=layer(), TIME_FIELD="when")
