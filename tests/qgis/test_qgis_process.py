"""The command line of QGIS, with the checkout as a plugin of a profile of its own."""

from __future__ import annotations

import pytest
from qgis.core import QgsRasterLayer, QgsVectorLayer


def test_a_monthly_job_finds_hotspots_in_a_geopackage(qgis_process, points, save, run, tmp_path):
    layer = save(points, "points.gpkg")
    output = tmp_path / "hot.gpkg"
    results = qgis_process("getisord", INPUT=layer.source(), CELL_SIZE=300, WEIGHT="harm", OUTPUT=output)
    here = run("getisord", INPUT=points, CELL_SIZE=300, WEIGHT="harm")
    for name in ("COUNT", "CELLS", "CELL_SIZE", "HOT_CELLS_99", "COLD_CELLS_90"):
        assert results[name] == here[name], name
    hot = QgsVectorLayer(str(output), "hot", "ogr")
    assert hot.featureCount() == results["CELLS"]
    assert type(hot.renderer()).__name__ == "QgsCategorizedSymbolRenderer"


def test_a_monthly_job_draws_a_density(qgis_process, points, save, run, tmp_path):
    layer = save(points, "points.gpkg")
    output = tmp_path / "density.tif"
    results = qgis_process("kerneldensity", INPUT=layer.source(), BANDWIDTH=500, OUTPUT=output)
    here = run("kerneldensity", INPUT=points, BANDWIDTH=500)
    assert results["HIGHEST"] == pytest.approx(here["HIGHEST"], rel=1e-9)
    assert QgsRasterLayer(str(output), "density").isValid()
