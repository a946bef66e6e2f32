from __future__ import annotations

import numpy as np
import pytest
from qgis.core import NULL


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
