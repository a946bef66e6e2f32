"""Hot spots that survive vague places, as an analyst asks for them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from safestats_core.hotspots.density.kernel_density import kernel_density
from safestats_core.hotspots.grids.grid import covering_grid
from safestats_core.hotspots.uncertainty.uncertain_hotspots import uncertain_hotspots
from safestats_core.hotspots.uncertainty.vagueness import DISC, bounds_of, vague_places

SMALL = {"CELL_SIZE": 300, "DRAWS": 11}


def rows_of(layer) -> list:
    return list(layer.getFeatures())


def with_precision(points: QgsVectorLayer, words: list, placeless: int = 0) -> QgsVectorLayer:
    """The points with words of a precision and an area code, and some records with an area alone."""
    layer = QgsVectorLayer("Point?crs=EPSG:27700&field=precision:string&field=lsoa:string", "vague", "memory")
    features = []
    for number, row in enumerate(points.getFeatures()):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(row.geometry())
        feature.setAttributes([words[number % len(words)], "A"])
        features.append(feature)
    for number in range(placeless):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["area", "B" if number % 2 else "nowhere"])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def test_exact_points_give_the_hot_spots_of_gi_star(run, points, study_area):
    common = {"INPUT": points, "CELL_SIZE": 300, "CHANCE": 0, "BOUNDARY": study_area}
    found = run("uncertainhotspots", PRECISION=3, DRAWS=3, **common)
    plain = run("getisord", **{**common, "CHANCE": 1})
    drawn = {(row["cell_col"], row["cell_row"]): row for row in found["OUTPUT"].getFeatures()}
    cells = rows_of(plain["OUTPUT"])
    assert len(drawn) == len(cells)
    for cell in cells:
        row = drawn[cell["cell_col"], cell["cell_row"]]
        assert row["expected"] == cell["count"]
        assert row["gi_z"] == pytest.approx(cell["gi_z"], rel=1e-5)
        assert (row["hot"], row["cold"]) == (cell["gi_bin"] >= 2, cell["gi_bin"] <= -2)
    assert found["HOT_CERTAIN"] == found["HOT_AS_GIVEN"] == plain["HOT_CELLS_95"] > 0
    assert found["HOT_LOST"] == 0


def test_snapped_points_are_drawn_as_the_core_draws_them(run, points, sample):
    result = run("uncertainhotspots", INPUT=points, RADIUS=250, SEED=3, **SMALL)
    n = sample.x.size
    vague = vague_places(sample.x, sample.y, np.full(n, DISC), np.full(n, 250.0))
    expected = uncertain_hotspots(vague, covering_grid(bounds_of(vague), 300), draws=11, seed=3)
    rows = rows_of(result["OUTPUT"])
    np.testing.assert_allclose([row["hot"] for row in rows], expected.hot.ravel())
    np.testing.assert_allclose([row["gi_z_low"] for row in rows], expected.z_low.ravel())
    words = {"certain hot": 3, "likely hot": 2, "possible hot": 1, "none": 0}
    classes = [row["class"] for row in rows]
    assert [words.get(word, -1) for word in classes] == np.maximum(expected.classes.ravel(), -1).tolist()
    assert result["OUTPUT"].renderer().classAttribute() == "class"
    assert result["HOT_LIKELY"] >= result["HOT_CERTAIN"] > 0


def test_each_point_is_as_vague_as_its_field_says_and_records_of_an_area_count_in_it(run, points, areas, log):
    layer = with_precision(points, ["exact", "snapped", "cell", "area", "40", None, "none"], placeless=60)
    given = {"INPUT": layer, "PRECISION_FIELD": "precision", "AREAS": areas, "AREA_CODE": "code", "AREA_FIELD": "lsoa"}
    result = run("uncertainhotspots", **given, **SMALL)
    without = 1_500 // 7 + 30
    assert result["LEFT_OUT"] == without
    assert result["COUNT"] == 1_560 - without
    assert sum(row["expected"] for row in rows_of(result["OUTPUT"])) == pytest.approx(result["COUNT"])
    assert "Of these, 60 count in the area of their code." in log.said
    assert f"{without:,} records with no place, or an unknown area, were left out." in log.said


def test_the_density_of_exact_points_is_the_kernel_density_and_has_no_width_that_of_vague_ones_has(run, points, sample):
    given = {"INPUT": points, "CELL_SIZE": 300, "BANDWIDTH": 900, "DRAWS": 8}
    rows = rows_of(run("uncertainhotspots", **given, PRECISION=3)["OUTPUT"])
    surface = kernel_density(sample.x, sample.y, 900, 300)
    bounds = surface.grid
    for row in rows:
        expected = surface.values[row["cell_row"] - bounds.row, row["cell_col"] - bounds.column]
        assert row["density"] == pytest.approx(expected, abs=0.01 * surface.values.max())
        assert row["dens_low"] == row["density"] == row["dens_high"]
    vague = rows_of(run("uncertainhotspots", **given, RADIUS=300)["OUTPUT"])
    assert all(row["dens_low"] <= row["density"] <= row["dens_high"] for row in vague)
    wide = [row["dens_low"] < row["dens_high"] for row in vague if row["density"]]
    assert np.mean(wide) > 0.9


def test_addresses_draw_incidents_to_where_people_are(run, points):
    places = QgsVectorLayer("Point?crs=EPSG:27700&field=people:double", "homes", "memory")
    for x, people in ((530_000, 5.0), (533_000, 0.0), (531_000, None)):
        feature = QgsFeature(places.fields())
        feature.setGeometry(QgsGeometry.fromWkt(f"Point({x} 180000)"))
        feature.setAttributes([people])
        assert places.dataProvider().addFeature(feature)
    given = {"INPUT": points, "ADDRESSES": places, "ADDRESS_WEIGHT": "people", "RADIUS": 50_000}
    rows = rows_of(run("uncertainhotspots", **given, CELL_SIZE=500, DRAWS=2)["OUTPUT"])
    assert [row["expected"] for row in rows if row["expected"]] == [1_500]


def test_dates_known_to_the_month_count_by_their_share_of_the_period(run, points, sample):
    period = {"START": "when", "FROM": "2024-02-11", "TO": "2024-03-15", "PRECISION": 3}
    exact = run("uncertainhotspots", INPUT=points, **period, **SMALL)
    days = sample.times.astype("M8[D]")
    inside = (days >= np.datetime64("2024-02-11")) & (days <= np.datetime64("2024-03-15"))
    assert sum(row["expected"] for row in rows_of(exact["OUTPUT"])) == pytest.approx(inside.sum())
    vague = run("uncertainhotspots", INPUT=points, SPAN=2, **period, CELL_SIZE=300, DRAWS=60)
    months = sample.times.astype("M8[M]")
    share = (months == np.datetime64("2024-02")) * 19 / 29 + (months == np.datetime64("2024-03")) * 15 / 31
    total = sum(row["expected"] for row in rows_of(vague["OUTPUT"]))
    assert total == pytest.approx(share.sum(), abs=4 * np.sqrt((share * (1 - share)).sum() / 60))


def test_a_day_of_few_incidents_known_to_the_month_is_worked_out_and_maps_without_any_are_told(run, points, log):
    points.dataProvider().deleteFeatures([row.id() for row in points.getFeatures() if row.id() % 25])
    day = {"START": "when", "SPAN": 2, "FROM": "2024-02-11", "TO": "2024-02-11", "PRECISION": 3}
    found = run("uncertainhotspots", INPUT=points, **day, CELL_SIZE=300, DRAWS=60)
    assert 0 < found["EMPTY_DRAWS"] < 60
    assert any(line.startswith(f"In {found['EMPTY_DRAWS']} of the 60 maps no cell differs") for line in log.said)
    rows = rows_of(found["OUTPUT"])
    assert max(row["hot"] for row in rows) <= 1 - found["EMPTY_DRAWS"] / 60
    assert all(row["gi_z"] is not None for row in rows)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"PRECISION": 2}, "need the layer of these areas"),
        ({"AREA_FIELD": "name"}, "needed in both layers"),
        ({"FROM": "2024-01-01"}, "Choose 'Start'"),
        ({"START": "when", "FROM": "2030-01-01"}, "None of the 1,500 incidents can lie in the period"),
        ({"PRECISION_FIELD": "name"}, "is no precision of a place"),
        ({"DRAWS": 10_000_000}, "draws of"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(run, points, wrong, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("uncertainhotspots", INPUT=points, **{**SMALL, **wrong})


def test_a_null_date_is_counted(run, points, add, log):
    add(points, "Point(530000 180000)")
    points.dataProvider().changeAttributeValues({1_501: {2: QVariant()}})
    run("uncertainhotspots", INPUT=points, START="when", FROM="2024-01-01", **SMALL)
    assert "1 points without a value in 'when' were left out." in log.said
