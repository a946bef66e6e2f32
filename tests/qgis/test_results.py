from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView

WORDS = [
    "Hot spot, 99 % confidence",
    "Hot spot, 95 % confidence",
    "Hot spot, 90 % confidence",
    "Not significant",
    "Cold spot, 90 % confidence",
    "Cold spot, 95 % confidence",
    "Cold spot, 99 % confidence",
]


def legend(layer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


def test_hot_and_cold_spots_come_with_a_legend_in_plain_words(run, points):
    assert legend(run("getisord", INPUT=points, CELL_SIZE=300)["OUTPUT"]) == WORDS


def test_counts_come_graded_and_every_cell_has_a_class(run, points):
    layer = run("countgrid", INPUT=points, CELL_SIZE=300)["OUTPUT"]
    ranges = layer.renderer().ranges()
    assert ranges[0].label() == "None"
    for row in layer.getFeatures():
        assert any(step.lowerValue() <= row["count"] <= step.upperValue() for step in ranges)


def test_a_density_shows_nothing_where_there_is_nothing(run, points, tmp_path):
    result = run("kerneldensity", INPUT=points, BANDWIDTH=500, OUTPUT=str(tmp_path / "density.tif"))
    layer = QgsRasterLayer(result["OUTPUT"], "density")
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert items[0].value == 0
    assert items[0].color.alpha() == 0
    assert [item.value for item in items] == sorted(item.value for item in items)
    assert items[-1].value == pytest.approx(result["HIGHEST"])
    assert layer.crs().authid() == "EPSG:27700"


def test_a_page_made_from_a_result_file_says_how_to_handle_it(run, points, tmp_path):
    points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    grid, page = str(tmp_path / "grid.gpkg"), tmp_path / "places.html"
    run("countgrid", INPUT=points, CELL_SIZE=300, OUTPUT=grid)
    run("toprows", INPUT=grid, ORDER_BY="count", HTML=str(page))
    assert "Handling: OFFICIAL-SENSITIVE." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("algorithm", ["concentration", "nearestneighbour", "optimisedhotspots"])
def test_every_page_says_how_to_handle_it_once(run, points, tmp_path, algorithm):
    points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    page = tmp_path / "page.html"
    run(algorithm, INPUT=points, HTML=str(page))
    assert page.read_text(encoding="utf-8").count("Handling: OFFICIAL-SENSITIVE.") == 1


@pytest.mark.parametrize(("algorithm", "name"), [("getisord", "hot.gpkg"), ("kerneldensity", "density.tif")])
def test_a_result_file_opened_later_is_styled_and_says_where_it_comes_from(run, points, tmp_path, algorithm, name):
    points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    points.setCustomProperty("safestats/attribution", "Contains data of the test force")
    path = str(tmp_path / name)
    run(algorithm, INPUT=points, OUTPUT=path)
    layer = QgsRasterLayer(path, "later") if name.endswith("tif") else QgsVectorLayer(path, "later", "ogr")
    layer.loadDefaultMetadata()
    assert type(layer.renderer()).__name__ in ("QgsCategorizedSymbolRenderer", "QgsSingleBandPseudoColorRenderer")
    assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
    metadata = layer.metadata()
    command, versions = metadata.history()
    assert command.startswith(f'processing.run("safestats:{algorithm}", {{')
    assert "numpy" in versions
    assert [constraint.constraint for constraint in metadata.constraints()] == ["OFFICIAL-SENSITIVE"]
    assert metadata.rights() == ["Contains data of the test force"]
    assert "1,500 features read." in metadata.abstract()


def test_the_command_in_the_metadata_repeats_the_result(run, points, save, qgis_processing):
    import processing  # noqa: F401 - the command names it

    layer = save(points, "points.gpkg")
    first = run("getisord", INPUT=layer, CELL_SIZE=300, PERMUTATIONS=19, SEED=5)["OUTPUT"]
    command = first.metadata().history()[0]
    assert "'SEED':5" in command
    again = eval(command)["OUTPUT"]
    assert [row.attributes() for row in again.getFeatures()] == [row.attributes() for row in first.getFeatures()]


def test_the_layer_that_the_project_shows_is_the_styled_one(provider, points, qgis_new_project, log, monkeypatch):
    from processing.gui.Postprocessing import handleAlgorithmResults
    from qgis.utils import iface

    # QGIS 3.44 adds results beside what is chosen in the window's tree of layers, of which there is none here.
    monkeypatch.setattr(iface, "layerTreeView", QgsLayerTreeView)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("safestats:getisord")
    context = QgsProcessingContext()
    context.setProject(qgis_new_project)
    details = QgsProcessingContext.LayerDetails("Hot and cold spots", qgis_new_project, "OUTPUT")
    parameters = {"INPUT": points, "CELL_SIZE": 300, "OUTPUT": QgsProcessingUtils.generateTempFilename("hot.gpkg")}
    context.addLayerToLoadOnCompletion(parameters["OUTPUT"], details)
    _, succeeded = algorithm.run(parameters, context, log)
    assert succeeded
    assert handleAlgorithmResults(algorithm, context, log)
    (shown,) = qgis_new_project.mapLayers().values()
    assert legend(shown) == WORDS
    assert shown.metadata().history()


def test_cancelling_stops_the_work(provider, points):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("safestats:getisord")
    feedback.cancel()
    results, _ = algorithm.run({"INPUT": points, "OUTPUT": "TEMPORARY_OUTPUT"}, QgsProcessingContext(), feedback)
    assert results == {}
