"""Hot spots that agencies share, as an analyst looks for them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer
from scipy import stats

from safestats_core.hotspots.local_statistics.bivariate_moran import bivariate_local_moran_grid
from safestats_core.hotspots.local_statistics.getis_ord import getis_ord_grid

WEST, SOUTH, CELL, SIDE = 530_000, 180_000, 250, 16
CORNER, WHOLE = (WEST, SOUTH), (WEST, SOUTH, WEST + SIDE * CELL, SOUTH + SIDE * CELL)


@pytest.fixture
def counts() -> np.ndarray:
    """Police, hospital and ambulance: one hot spot of all, one of two, one that only the hospital sees."""
    counts = np.random.default_rng(4).poisson([[[4]], [[1.5]], [[3]]], (3, SIDE, SIDE))
    counts[:, 3:5, 3:5] += 14
    counts[:2, 3:5, 11:13] += 14
    counts[1, 11:13, 6:8] += 14
    return counts


@pytest.fixture
def given(counts, in_cells, boxes) -> dict:
    """Police and hospital."""
    layers = {
        "INPUT": in_cells("police", counts[0], CORNER, CELL),
        "INPUT_2": in_cells("hospital", counts[1], CORNER, CELL),
    }
    return {**layers, "CELL_SIZE": CELL, "BOUNDARY": boxes(WHOLE), "RESAMPLES": 99, "PERMUTATIONS": 99}


def by_cell(layer: QgsVectorLayer) -> dict:
    return {(row["cell_row"] - SOUTH // CELL, row["cell_col"] - WEST // CELL): row for row in layer.getFeatures()}


def test_each_agency_has_the_gi_star_of_the_core_and_places_say_who_sees_them(run, counts, given):
    result = run("agencyconcordance", **given)
    rows = by_cell(result["OUTPUT"])
    tests = [getis_ord_grid(each.astype(float), chance="counts") for each in counts[:2]]
    moran = bivariate_local_moran_grid(*counts[:2].astype(float), permutations=99)
    for place, row in rows.items():
        for number, test in enumerate(tests, start=1):
            assert row[f"z_{number}"] == pytest.approx(test.z[place])
            assert row[f"hot_{number}"] == int(test.bins[place] >= 2)
        assert row["bv_i"] == pytest.approx(moran.i[place])
        assert row["bv_p"] == pytest.approx(moran.p[place])
    assert rows[3, 3]["class"] == rows[4, 12]["class"] == "all"
    assert rows[11, 6]["class"] == "only hospital"
    assert rows[14, 1]["class"] == "none"
    assert result["HOT_ONLY_2"] == sum(row["class"] == "only hospital" for row in rows.values())
    assert result["RANK"] == pytest.approx(stats.spearmanr(counts[0].ravel(), counts[1].ravel())[0])
    assert result["RANK_LOW"] < result["RANK"] < result["RANK_HIGH"]
    hot = [test.bins >= 2 for test in tests]
    assert result["OVERLAP"] == pytest.approx((hot[0] & hot[1]).sum() / (hot[0] | hot[1]).sum())


def test_a_third_agency_adds_several_and_a_row_for_each_two(run, counts, given, log, in_cells):
    third = in_cells("ambulance", counts[2], CORNER, CELL)
    result = run("agencyconcordance", **given, INPUT_3=third, TABLE="TEMPORARY_OUTPUT", NAMES="Met, A&E, LAS")
    rows = by_cell(result["OUTPUT"])
    assert rows[3, 3]["class"] == "all"
    assert rows[4, 12]["class"] == "several"
    assert rows[11, 6]["class"] == "only A&E"
    table = [(row["agency_1"], row["agency_2"]) for row in result["TABLE"].getFeatures()]
    assert table == [("Met", "A&E"), ("Met", "LAS"), ("A&E", "LAS")]
    assert any("Met and LAS: rank correlation of the counts" in line for line in log.said)
    labels = [category.label() for category in result["OUTPUT"].renderer().categories()]
    assert labels[:3] == ["Hot for all agencies", "Hot for several agencies", "Hot only for Met"]


def test_a_place_that_an_agency_does_not_cover_has_no_class_and_is_nobody_s_neighbour(run, given, counts, boxes):
    covered = boxes((WEST, SOUTH, WEST + SIDE * CELL, SOUTH + 8 * CELL))
    result = run("agencyconcordance", **given, COVERAGE_2=covered)
    rows = by_cell(result["OUTPUT"])
    assert result["NOT_COVERED"] == 8 * SIDE
    for (row, _), each in rows.items():
        is_null = {each[name] == NULL for name in ("count_2", "z_2", "hot_2", "class", "agencies", "bv_i")}
        assert is_null == {row >= 8}
        assert each["count_1"] != NULL
    alone = getis_ord_grid(np.where(np.arange(SIDE)[:, None] < 8, counts[1], np.nan), chance="counts")
    assert rows[7, 6]["z_2"] == pytest.approx(alone.z[7, 6])


def test_areas_and_a_distance_work_as_cells_do(run, given, counts, boxes):
    squares = [
        (WEST + column * CELL, SOUTH + row * CELL, WEST + (column + 1) * CELL, SOUTH + (row + 1) * CELL)
        for row in range(SIDE)
        for column in range(SIDE)
    ]
    cells = run("agencyconcordance", **given)
    areas = run("agencyconcordance", **{**given, "BOUNDARY": None}, AREAS=boxes(*squares))
    assert areas["HOT_ALL"] == cells["HOT_ALL"]
    assert [row["class"] for row in areas["OUTPUT"].getFeatures()] == [
        row["class"] for row in cells["OUTPUT"].getFeatures()
    ]
    far = run("agencyconcordance", **given, DISTANCE=1.5 * CELL)
    assert far["HOT_ALL"] == cells["HOT_ALL"]


def test_what_cannot_be_compared_is_refused_with_a_sentence(run, given, in_cells):
    nobody = in_cells("nobody", np.zeros((2, 2)), CORNER, CELL)
    for more, words in (
        ({"NAMES": "only one"}, "2 agencies were given, but the names are: only one"),
        ({"INPUT_2": nobody}, "no points to work with in 'nobody'"),
        ({"CELL_SIZE": 2_000}, "police: Only"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("agencyconcordance", **{**given, **more})


def test_the_page_says_who_sees_what_and_carries_the_marking(run, given, tmp_path):
    given["INPUT_2"].setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    page = tmp_path / "concordance.html"
    run("agencyconcordance", **given, HTML=str(page))
    text = page.read_text(encoding="utf-8")
    assert "Handling: OFFICIAL-SENSITIVE." in text
    assert "Seen by no other agency" in text
    assert "police + hospital" in text
