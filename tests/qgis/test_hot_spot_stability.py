"""Hot spots that do not depend on the choices, as an analyst asks for them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from safestats_core.hotspots.grids.grid import cell_ids
from safestats_core.hotspots.uncertainty.stability import hotspot_stability, settings_of


def rows_of(layer) -> list:
    return list(layer.getFeatures())


def test_shares_and_settings_are_those_of_the_core(run, points, sample):
    given = {"CELL_SIZES": "300, 200", "DISTANCES": "0, 600", "ORIGINS": 2, "TABLE": "TEMPORARY_OUTPUT"}
    result = run("hotspotstability", INPUT=points, **given)
    expected = hotspot_stability(sample.x, sample.y, settings_of("gi", [200, 300], [0, 600], 2), 100)
    cells = np.flatnonzero(expected.share.ravel() > 0)
    rows = rows_of(result["OUTPUT"])
    assert [(row["cell_col"], row["cell_row"]) for row in rows] == [tuple(c) for c in cell_ids(expected.grid, cells)]
    np.testing.assert_allclose([row["share"] for row in rows], expected.share.ravel()[cells])
    assert {row["class"] for row in rows if row["share"] >= 0.9} == {"stable"}
    assert {row["class"] for row in rows if row["share"] <= 0.5} == {"sometimes hot"}
    table = rows_of(result["TABLE"])
    assert len(table) == result["SETTINGS"] == 16
    overlaps = [row["overlap"] for row in table]
    assert overlaps == sorted(setting.overlap for setting in expected.settings)
    assert result["OVERLAP_LOWEST"] == overlaps[0]
    assert result["AREA_STABLE"] == sum(row["share"] >= 0.9 for row in rows) * 10_000
    assert result["OUTPUT"].renderer().classAttribute() == "class"


def test_the_highest_density_covers_the_part_of_the_study_area_that_was_asked_for(run, points, study_area):
    given = {"METHOD": 1, "CELL_SIZES": "100", "BANDWIDTHS": "500", "TOP": 10, "ORIGINS": 2, "BOUNDARY": study_area}
    result = run("hotspotstability", INPUT=points, TABLE="TEMPORARY_OUTPUT", **given)
    for row in rows_of(result["TABLE"]):
        assert (row["method"], row["reach"]) == ("density", 500)
        assert row["hot_area"] == pytest.approx(1_500_000, rel=0.05)
    assert result["OVERLAP_LOWEST"] > 0.9


def test_the_page_names_the_setting_that_disagrees_most(run, points, tmp_path: Path, log):
    path = tmp_path / "page.html"
    result = run("hotspotstability", INPUT=points, CELL_SIZES="200, 600", HTML=str(path))
    text = path.read_text(encoding="utf-8")
    assert "The settings that disagree most" in text
    assert "the setting that disagrees most (cells of" in text
    assert f") by {100 * result['OVERLAP_LOWEST']:.0f} %." in text
    assert any("8 settings (cell sizes: 200, 600;" in line for line in log.said)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"CELL_SIZES": "200; 300"}, "is no list of lengths"),
        ({"CELL_SIZES": "200", "ORIGINS": 1}, "make 1 settings"),
        ({"CELL_SIZES": "200", "DISTANCES": "100"}, "does not go with cells of 200 m"),
        ({"CELL_SIZES": "200", "REFERENCE": 400}, "could not tell apart"),
        ({"CELL_SIZES": "200, 3000"}, "With cells of 3000 m"),
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(run, points, wrong, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("hotspotstability", INPUT=points, **wrong)
