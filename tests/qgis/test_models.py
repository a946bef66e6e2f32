from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm

MODELS = sorted((Path(__file__).resolve().parents[2] / "resources" / "models").glob("*.model3"))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_opens_and_every_step_is_there(provider, path):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    assert model.name() == path.stem
    assert all(step.algorithm() is not None for step in model.childAlgorithms().values())
    assert model.validate()[0]


def test_the_briefing_uses_the_cells_of_the_counts_throughout(provider, points, log):
    import processing

    model = QgsApplication.processingRegistry().algorithmById("safestats:hotspotbriefing")
    destinations = [parameter.name() for parameter in model.parameterDefinitions() if parameter.isDestination()]
    parameters = {"points": points, "cell_size": 300, **{name: "TEMPORARY_OUTPUT" for name in destinations}}
    results = processing.run(model, parameters, feedback=log)
    steps = results["CHILD_RESULTS"]
    assert steps["count"]["CELL_SIZE"] == steps["hotspots"]["CELL_SIZE"] == 300
    assert steps["density"]["BANDWIDTH"] == 600
    assert steps["count"]["COUNT"] == steps["hotspots"]["COUNT"] == steps["density"]["COUNT"] == 1_500
    assert len(destinations) == 3
