from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsRectangle,
    QgsVectorLayer,
    edit,
)


def rows_of(layer) -> list:
    return list(layer.getFeatures())


def direct_gi_star(rows, near, field="count") -> np.ndarray:
    """Gi* by its definition, with `near` telling from two arrays of steps which cells are neighbours."""
    x = np.array([row[field] for row in rows], dtype=float)
    place = np.array([(row["cell_col"], row["cell_row"]) for row in rows])
    step = np.abs(place[:, None] - place[None])
    weights = near(step[..., 0], step[..., 1]).astype(float)
    n, total, squares = x.size, weights.sum(axis=1), (weights**2).sum(axis=1)
    spread = np.sqrt((x**2).mean() - x.mean() ** 2)
    return (weights @ x - x.mean() * total) / (spread * np.sqrt((n * squares - total**2) / (n - 1)))


NEIGHBOURHOODS = {
    0: lambda across, up: np.maximum(across, up) <= 1,
    1: lambda across, up: across + up <= 1,
    2: lambda across, up: np.hypot(across, up) <= 2.5,
}


@pytest.mark.parametrize("neighbourhood", NEIGHBOURHOODS)
def test_z_is_that_of_the_definition(run, points, study_area, neighbourhood):
    result = run(
        "getisord", INPUT=points, CELL_SIZE=200, NEIGHBOURHOOD=neighbourhood, DISTANCE=500, BOUNDARY=study_area
    )
    rows = rows_of(result["OUTPUT"])
    expected = direct_gi_star(rows, NEIGHBOURHOODS[neighbourhood])
    np.testing.assert_allclose([row["gi_z"] for row in rows], expected, atol=1e-9)


def test_nearest_cells_of_a_cell_inside_are_its_queen_neighbours(run, points):
    by_number = rows_of(run("getisord", INPUT=points, CELL_SIZE=300, NEIGHBOURHOOD=3, NEIGHBOURS=8)["OUTPUT"])
    by_touch = rows_of(run("getisord", INPUT=points, CELL_SIZE=300)["OUTPUT"])
    column, row = np.array([(cell["cell_col"], cell["cell_row"]) for cell in by_touch]).T
    inner = (column > column.min()) & (column < column.max()) & (row > row.min()) & (row < row.max())
    pairs = np.array([(one["gi_z"], other["gi_z"]) for one, other in zip(by_number, by_touch)])[inner]
    np.testing.assert_allclose(pairs[:, 0], pairs[:, 1], atol=1e-9)


def test_weights_take_the_place_of_counts(run, points):
    rows = rows_of(run("getisord", INPUT=points, CELL_SIZE=300, WEIGHT="harm")["OUTPUT"])
    np.testing.assert_allclose(
        [row["gi_z"] for row in rows], direct_gi_star(rows, NEIGHBOURHOODS[0], "weight"), atol=1e-9
    )


def test_bins_follow_the_adjusted_p_and_the_numbers_count_them(run, points):
    result = run("getisord", INPUT=points, CELL_SIZE=200)
    bins, p, z = np.array([(row["gi_bin"], row["gi_p_adj"], row["gi_z"]) for row in rows_of(result["OUTPUT"])]).T
    expected = np.sign(z) * ((p <= 0.1).astype(int) + (p <= 0.05) + (p <= 0.01))
    np.testing.assert_array_equal(bins, expected)
    assert result["HOT_CELLS_99"] == (bins == 3).sum() > 0
    assert result["HOT_CELLS_90"] == (bins > 0).sum()
    assert result["COLD_CELLS_90"] == (bins < 0).sum()


def test_without_the_false_discovery_rate_more_cells_stand_out(run, points):
    adjusted = run("getisord", INPUT=points, CELL_SIZE=200)
    plain = run("getisord", INPUT=points, CELL_SIZE=200, FDR=False)
    assert plain["HOT_CELLS_95"] > adjusted["HOT_CELLS_95"]
    assert all(row["gi_p"] == row["gi_p_adj"] for row in rows_of(plain["OUTPUT"]))


def test_permutations_repeat_with_their_seed(run, points):
    common = {"INPUT": points, "CELL_SIZE": 300, "PERMUTATIONS": 99}
    one, again, other = (
        [row["gi_p"] for row in rows_of(run("getisord", SEED=seed, **common)["OUTPUT"])] for seed in (1, 1, 2)
    )
    assert one == again != other
    assert min(one) >= 1 / 100


def test_no_cell_shows_a_number_that_is_none(run, points):
    rows = rows_of(run("getisord", INPUT=points, CELL_SIZE=1_000, NEIGHBOURHOOD=2, DISTANCE=20_000)["OUTPUT"])
    assert {row["gi_z"] for row in rows} == {NULL}


@pytest.fixture
def wards():
    """Twelve by ten squares of 500 m with a rate; a lone one apart, one without a rate, one without a polygon."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700&field=code:integer&field=rate:double", "wards", "memory")
    rates = np.random.default_rng(3).gamma(4, 2, (10, 12))
    rates[2:5, 2:5] += 20
    rows = [(500.0 * (n % 12), 500.0 * (n // 12), float(rates.flat[n])) for n in range(120)]
    rows += [(90_000.0, 90_000.0, 7.0), (0.0, 5_000.0, None)]
    features = []
    for number, (west, south, rate) in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, west + 500, south + 500)))
        feature.setAttributes([number, rate])
        features.append(feature)
    empty = QgsFeature(layer.fields())
    empty.setAttributes([999, 1.0])
    assert layer.dataProvider().addFeatures([*features, empty])[0]
    return layer


@pytest.mark.parametrize(("neighbourhood", "distance"), [(0, 0), (1, 0), (2, 1_200), (3, 0)])
def test_polygons_are_tested_by_their_field(run, wards, log, neighbourhood, distance):
    result = run("getisord", INPUT=wards, FIELD="rate", NEIGHBOURHOOD=neighbourhood, DISTANCE=distance, NEIGHBOURS=6)
    rows = rows_of(result["OUTPUT"])
    x = np.array([row["rate"] for row in rows])
    centre = np.array([(g.x(), g.y()) for g in (row.geometry().centroid().asPoint() for row in rows)])
    steps = np.abs(centre[:, None] - centre[None]).transpose(2, 0, 1) / 500
    apart = np.hypot(*steps)
    if neighbourhood == 3:
        nearest = np.sort(apart, axis=1)[:, 6:7]
        assert all((apart <= nearest).sum(axis=1) >= 7)
        assert result["CELLS"] == 121
        return
    near = {0: np.maximum(*steps) < 1.1, 1: steps.sum(axis=0) < 1.1, 2: apart <= 2.4}[neighbourhood].astype(float)
    n, total = x.size, near.sum(axis=1)
    z = (near @ x - x.mean() * total) / (x.std() * np.sqrt((n * total - total**2) / (n - 1)))
    np.testing.assert_allclose([row["gi_z"] for row in rows], z, atol=1e-9)
    assert [row["code"] for row in rows] == list(range(121))
    assert (result["CELLS"], result["COUNT"], result["CELL_SIZE"]) == (121, 0, 0)
    assert rows[3 * 12 + 3]["gi_bin"] == 3
    assert "1 areas without a value in 'rate' were left out." in log.said
    assert "1 features without a polygon were left out." in log.said
    assert "1 areas have no neighbour." in log.said


def test_few_incidents_per_cell_are_cautioned_against_and_the_distribution_of_counts_holds(run, points, log):
    normal = run("getisord", INPUT=points, CELL_SIZE=100)
    assert any(said.startswith("Caution: the values are so uneven") for said in log.said)
    log.said.clear()
    counts = run("getisord", INPUT=points, CELL_SIZE=100, CHANCE=1)
    assert not any(said.startswith("Caution") for said in log.said)
    assert 0 < counts["HOT_CELLS_99"] < normal["HOT_CELLS_99"]


def test_too_few_permutations_for_single_cells_are_told(run, points, log):
    run("getisord", INPUT=points, CELL_SIZE=200, PERMUTATIONS=99)
    assert any("have to stand out together" in said for said in log.said)


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({}, "need a field"),
        ({"FIELD": "nothing"}, "nothing"),
        ({"FIELD": "rate", "NEIGHBOURHOOD": 2}, "needs a distance"),
        ({"FIELD": "rate", "CHANCE": 1}, "not all counts"),
    ],
)
def test_polygons_that_cannot_be_tested_get_a_sentence(run, wards, parameters, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("getisord", INPUT=wards, **parameters)


def test_a_field_of_points_is_refused_with_the_remedy(run, points):
    with pytest.raises(QgsProcessingException, match="Use it as the weight"):
        run("getisord", INPUT=points, FIELD="harm")


def test_a_study_area_for_polygons_is_refused(run, wards, study_area):
    with pytest.raises(QgsProcessingException, match="are for points"):
        run("getisord", INPUT=wards, FIELD="rate", BOUNDARY=study_area)


def test_an_all_null_field_is_refused(run, wards):
    with edit(wards):
        for row in rows_of(wards):
            wards.changeAttributeValue(row.id(), 1, None)
    with pytest.raises(QgsProcessingException, match="no areas to work with"):
        run("getisord", INPUT=wards, FIELD="rate")
