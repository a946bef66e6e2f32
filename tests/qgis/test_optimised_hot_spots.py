from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsLayerNotesUtils, QgsProcessingException, QgsVectorLayer

from safestats_core.hotspots.local_statistics.optimised import optimised_hotspots


def test_the_map_is_that_of_the_core(run, points, sample):
    result = run("optimisedhotspots", INPUT=points)
    core = optimised_hotspots(sample.x, sample.y)
    rows = list(result["OUTPUT"].getFeatures())
    assert result["CELL_SIZE"] == core.cell_size
    assert result["BAND"] == core.band
    assert result["CELLS"] == len(rows) == core.mask.sum()
    np.testing.assert_array_equal([row["gi_bin"] for row in rows], core.statistic.bins[core.mask])
    np.testing.assert_array_equal([row["gi_z"] for row in rows], core.statistic.z[core.mask])
    np.testing.assert_array_equal([row["count"] for row in rows], core.counts.count[core.mask])
    assert result["HOT_CELLS_90"] == (core.statistic.bins > 0).sum() > 0
    assert result["COUNT"] == 1_500
    assert result["OUTPUT"].renderer().classAttribute() == "gi_bin"


def test_every_choice_and_its_reason_is_in_log_notes_page_and_output(run, points, study_area, log, tmp_path, sample):
    page = tmp_path / "page.html"
    result = run("optimisedhotspots", INPUT=points, BOUNDARY=study_area, HTML=str(page))
    said, written = "\n".join(log.said), page.read_text(encoding="utf-8")
    notes = QgsLayerNotesUtils.layerNotes(result["OUTPUT"])
    for name in ("Outlying places", "Cell size", "Cells tested", "Distances tried", "Distance band"):
        for text in (said, notes, result["CHOICES"]):
            assert f"{name}: " in text
        assert f"<td>{name}</td>" in written
    assert "points outside the study area were left out." in said
    assert "<svg" in written
    assert "nan" not in written.lower().replace("nance", "")
    assert sum(row["count"] for row in result["OUTPUT"].getFeatures()) == result["COUNT"] < sample.x.size


def test_points_without_a_place_are_counted(run, points, add, log):
    add(points, "")
    run("optimisedhotspots", INPUT=points)
    assert "1 features without a point were left out." in log.said


def test_too_few_points_get_a_sentence(run, points):
    few = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double&field=name:string", "few", "memory")
    assert few.dataProvider().addFeatures(list(points.getFeatures())[:40])[0]
    with pytest.raises(QgsProcessingException, match="at least 60"):
        run("optimisedhotspots", INPUT=few)
