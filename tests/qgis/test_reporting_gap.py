"""Treated against reported as an analyst does it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

from safestats_core.hotspots.agencies.reporting_gap import reporting_gap
from safestats_core.hotspots.rates import poisson_rates

WEST, SOUTH, CELL, SIDE = 530_000, 180_000, 500, 8
CORNER, WHOLE = (WEST, SOUTH), (WEST, SOUTH, WEST + SIDE * CELL, SOUTH + SIDE * CELL)


@pytest.fixture
def counts() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    treated, reported = rng.poisson(6, (SIDE, SIDE)), rng.poisson(20, (SIDE, SIDE))
    treated[2, 3] = 60
    treated[6, 6], reported[6, 6] = 1, 2
    return treated, reported


@pytest.fixture
def given(counts, in_cells) -> dict:
    """What both agencies know."""
    treated, reported = (in_cells(*each, CORNER, CELL) for each in zip(("hospital", "police"), counts))
    return {"INPUT": treated, "INPUT_2": reported}


def by_cell(layer: QgsVectorLayer) -> dict:
    return {(row["cell_row"] - SOUTH // CELL, row["cell_col"] - WEST // CELL): row for row in layer.getFeatures()}


def test_cells_have_the_gap_of_the_core_and_the_planted_one_is_found(run, given, counts, log, boxes):
    result = run("reportinggap", **given, CELL_SIZE=CELL, BOUNDARY=boxes(WHOLE))
    expected = reporting_gap(*(each.ravel() for each in counts))
    rows = by_cell(result["OUTPUT"])
    for number, place in enumerate(np.ndindex(SIDE, SIDE)):
        row = rows[place]
        assert (row["treated"], row["reported"]) == (counts[0][place], counts[1][place])
        assert row["shrunk"] == pytest.approx(expected.shrunk[number])
        assert row["times"] == pytest.approx(np.exp(expected.shrunk[number]))
        if expected.tested[number]:
            assert row["p"] == pytest.approx(expected.p[number])
    assert rows[2, 3]["class"] == "more treated"
    assert rows[2, 3]["gap_low"] > 0
    assert (rows[6, 6]["class"], rows[6, 6]["p"]) == ("too few", NULL)
    assert result["MORE_TREATED"] == 1
    assert result["RATIO"] == pytest.approx(counts[0].sum() / counts[1].sum())
    assert any("have the 10 incidents that are needed and were tested" in line for line in log.said)


def test_where_an_agency_supplies_nothing_there_is_no_number_and_no_class(run, given, counts, log, boxes):
    covered = boxes((WEST, SOUTH, WEST + 5 * CELL, SOUTH + SIDE * CELL))
    result = run("reportinggap", **given, CELL_SIZE=CELL, BOUNDARY=boxes(WHOLE), COVERAGE_2=covered)
    rows = by_cell(result["OUTPUT"])
    assert result["NOT_COVERED"] == 3 * SIDE
    for (row, column), each in rows.items():
        assert each["treated"] == counts[0][row, column]
        if column >= 5:
            assert {each[name] for name in ("reported", "gap", "shrunk", "p", "p_adj", "class")} == {NULL}
    assert result["REPORTED"] == counts[1][:, :5].sum()
    assert any(line.startswith("police: 24 of 64 places are not covered") for line in log.said)
    labels = {category.value(): category.label() for category in result["OUTPUT"].renderer().categories()}
    assert labels[""] == "Not covered by both"


def test_areas_keep_their_fields_and_have_exact_rates(run, given, counts, boxes):
    halves = [(WEST + 2_000 * k, SOUTH, WEST + 2_000 * (k + 1), SOUTH + 4_000, "WE"[k], 1_000.0 * k) for k in (0, 1)]
    areas = boxes(*halves, fields="&field=code:string&field=people:double")
    west, east = run("reportinggap", **given, AREAS=areas, POPULATION="people")["OUTPUT"].getFeatures()
    assert (west["code"], east["code"]) == ("W", "E")
    assert (west["treat_rate"], west["rep_low"]) == (NULL, NULL)
    treated = counts[0][:, 4:].sum()
    rates = poisson_rates(np.array([treated]), np.array([1_000.0]))
    assert (east["treated"], east["treat_rate"], east["treat_low"]) == (
        treated,
        pytest.approx(rates.rate[0]),
        pytest.approx(rates.low[0]),
    )


def test_what_cannot_be_compared_is_refused_with_a_sentence(run, given, boxes):
    for more, words in (
        ({"MINIMUM": 5_000}, "No place has 5,000 incidents"),
        ({"ALPHA": 0}, "significance level of 0"),
        ({"POPULATION": "people"}, "no areas were given"),
        ({"AREAS": boxes(WHOLE), "BOUNDARY": boxes(WHOLE)}, "both given"),
        ({"COVERAGE": boxes((0, 0, 10, 10))}, "no place that both agencies cover"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("reportinggap", **given, CELL_SIZE=CELL, **more)


def test_the_page_lists_where_most_is_treated_and_says_how_to_handle_it(run, given, tmp_path):
    given["INPUT"].setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    page = tmp_path / "gap.html"
    run("reportinggap", **given, CELL_SIZE=CELL, HTML=str(page))
    text = page.read_text(encoding="utf-8")
    assert "Handling: OFFICIAL-SENSITIVE." in text
    assert f"<td>cell round {WEST + 3.5 * CELL:.0f}, {SOUTH + 2.5 * CELL:.0f}</td><td>60</td>" in text


def test_the_page_calls_areas_by_their_name(run, given, boxes, tmp_path):
    south, north = (SOUTH + k * 2 * CELL for k in (0, 2))
    strips = [
        (WEST, south, WEST + SIDE * CELL, north, "Bankside"),
        (WEST, north, WEST + SIDE * CELL, SOUTH + 4_000, "?"),
    ]
    areas, page = boxes(*strips, fields="&field=ward:string"), tmp_path / "gap.html"
    run("reportinggap", **given, AREAS=areas, NAME_FIELD="ward", HTML=str(page))
    assert "<td>Bankside</td>" in page.read_text(encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="'ward' is a field of areas, but no areas were given"):
        run("reportinggap", **given, NAME_FIELD="ward")
