"""What holds for every algorithm of the toolbox, whatever its method: on good input, and on ugly input."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Optional

import pytest
from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt, QVariant

FIELDS = "field=harm:double&field=name:string&field=when:datetime"
GOOD = {
    "accuracy": {"AREAS": "{areas}", "SCORE": "population"},
    "agencyconcordance": {"INPUT_2": "{input}", "CELL_SIZE": 500, "PERMUTATIONS": 19, "RESAMPLES": 19},
    "aoristic": {"START": "when", "SHIFTS": "06-14, 14-22, 22-06"},
    "clusters": {"DISTANCE": 150, "TIME_FIELD": "when"},
    "comparehotspots": {"TIME_FIELD": "when", "SPLIT": "2024-04-01", "CELL_SIZE": 500},
    "concentration": {"CELL_SIZE": 500, "PERMUTATIONS": 19},
    "countareas": {"AREAS": "{areas}", "POPULATION": "population"},
    "countgrid": {"CELL_SIZE": 500},
    "dualkerneldensity": {"INPUT_2": "{input}", "BANDWIDTH": 800, "PERMUTATIONS": 19},
    "emerginghotspots": {"TIME_FIELD": "when", "STEP": 2, "CELL_SIZE": 500},
    "getisord": {"CELL_SIZE": 300},
    "harmweights": {"CATEGORY": "name", "WEIGHTS": "{weights}"},
    "hotspotstability": {"CELL_SIZES": "300, 400", "ORIGINS": 1},
    "kerneldensity": {"BANDWIDTH": 500},
    "localmoran": {"CELL_SIZE": 300, "PERMUTATIONS": 99},
    "mappedshare": {
        "PRECISION_FIELD": "name",
        "UNMAPPED_WORDS": "west",
        "AREA_FIELD": "name",
        "AREAS": "{areas}",
        "AREA_CODE": "code",
        "TIME_FIELD": "when",
    },
    "matchincidents": {"START": "when", "INPUT_2": "{input}", "START_2": "when"},
    "nearestneighbour": {},
    "nearrepeat": {"TIME_FIELD": "when", "PERMUTATIONS": 19},
    "optimisedhotspots": {},
    "prospective": {"TIME_FIELD": "when", "CELL_SIZE": 200},
    "reportinggap": {"INPUT_2": "{input}", "CELL_SIZE": 500},
    "safetoshare": {},
    "selectbydatetime": {"TIME_FIELD": "when", "RECENT_DAYS": 30},
    "spacetimescan": {"TIME_FIELD": "when", "CELL_SIZE": 500, "PERMUTATIONS": 19},
    "standarddistance": {"GROUP": "name"},
    "toprows": {"ORDER_BY": "harm"},
    "uncertainhotspots": {"CELL_SIZE": 300, "DRAWS": 9, "START": "when"},
}
"""Parameters beside INPUT that make each algorithm run on the sample."""

NEEDS_NO_DISTANCES = {"aoristic", "harmweights", "mappedshare", "safetoshare", "selectbydatetime", "toprows"}
"""They work on columns, so any CRS will do."""


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights.csv"
    path.write_text("category,weight\neast,3\nwest,1.5\n", encoding="utf-8")
    return path


@pytest.fixture
def parameters(areas, weights, save) -> Callable:
    """The parameters of an algorithm for a layer, every output asked for."""

    def parameters(name: str, layer: QgsMapLayer) -> dict:
        # Its path: of a run that is refused QGIS keeps the parameters, and a layer of a file must not outlive QGIS.
        values = {"{areas}": save(areas, "areas.gpkg").source(), "{weights}": str(weights), "{input}": layer}
        given = {key: values.get(value, value) for key, value in GOOD[name].items()}
        algorithm = QgsApplication.processingRegistry().algorithmById(f"safestats:{name}")
        outputs = [each.name() for each in algorithm.parameterDefinitions() if each.isDestination()]
        return {"INPUT": layer, **given, **{output: "TEMPORARY_OUTPUT" for output in outputs}}

    return parameters


@pytest.fixture
def layers() -> Callable:
    """The layers among the results of a run."""

    def layers(results: dict) -> list[QgsMapLayer]:
        return [each for each in map(opened, results.values()) if each is not None]

    def opened(value: object) -> Optional[QgsMapLayer]:
        if isinstance(value, QgsMapLayer) or not (isinstance(value, str) and value.endswith(".tif")):
            return value if isinstance(value, QgsMapLayer) else None
        layer = QgsRasterLayer(value, "opened later")
        layer.loadDefaultMetadata()
        return layer

    return layers


def scattered(number: int) -> tuple[int, int]:
    return 530_000 + 53 * number % 700, 180_000 + 31 * number % 900


def ugly(*rows: tuple) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs=EPSG:27700&{FIELDS}", "ugly", "memory")
    for x, y, *values in rows:
        feature = QgsFeature(layer.fields())
        if x is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature.setAttributes(list(values))
        assert layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def noon(day: int) -> QDateTime:
    return QDateTime.fromString(f"2024-01-{day:02d}T12:00:00", Qt.DateFormat.ISODate)


UGLY = {
    "no features": [],
    "one point": [(530_000, 180_000, 1.0, "east", noon(1))],
    "two points": [(530_000, 180_000, 1.0, "east", noon(1)), (531_000, 181_000, 1.0, "west", noon(2))],
    "sixty in one place at one time": [(530_000, 180_000, 1.0, "east", noon(1))] * 60,
    "sixty in one place": [(530_000, 180_000, 1.0, "east", noon(1 + n % 28)) for n in range(60)],
    "sixty on a line": [(530_000 + 37 * n, 180_000, 1.0, "east", noon(1 + n % 28)) for n in range(60)],
    "no geometries": [(None, None, 1.0, "east", noon(1))] * 40,
    "no values": [(*scattered(n), QVariant(), QVariant(), QVariant()) for n in range(60)],
    "weights of zero": [(*scattered(n), 0.0, "east", noon(1 + n % 28)) for n in range(60)],
    "far apart": [(530_000 + 4e6 * (n % 2), 180_000 + n, 1.0, "east", noon(1 + n % 28)) for n in range(60)],
}


def test_every_algorithm_is_in_this_test(provider):
    algorithms = [each for each in provider.algorithms() if not isinstance(each, QgsProcessingModelAlgorithm)]
    assert {each.name() for each in algorithms} - {"loadincidents", "loadfromsource", "printbriefing"} == set(GOOD)


@pytest.mark.parametrize("name", GOOD)
def test_every_layer_is_styled_marked_and_without_numbers_that_are_none(run, points, parameters, layers, name):
    points.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    results = run(name, **parameters(name, points))
    for layer in layers(results):
        command, versions = layer.metadata().history()
        assert command.startswith(f'processing.run("safestats:{name}"'), layer.name()
        assert "SafeStats" in versions
        assert "1,500 features" in layer.metadata().abstract()
        assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"
        assert not any("nan" in item.label().split() for item in legend(layer))
        if isinstance(layer, QgsVectorLayer):
            assert_no_nan(layer)
    for value in results.values():
        assert not (isinstance(value, float) and math.isnan(value)), results


@pytest.mark.parametrize("name", GOOD)
def test_the_command_in_the_metadata_gives_the_same_result(run, points, parameters, layers, save, name):
    import processing  # noqa: F401 - the command names it

    layer = save(points, "points.gpkg")
    given = parameters(name, layer)
    if "OUTPUT" not in given:
        pytest.skip("it gives numbers and a page, and no layer to write a command on")
    first = layers({"OUTPUT": run(name, **given)["OUTPUT"]})[0]
    again = layers({"OUTPUT": eval(first.metadata().history()[0])["OUTPUT"]})[0]
    if isinstance(first, QgsVectorLayer):
        assert [row.attributes() for row in again.getFeatures()] == [row.attributes() for row in first.getFeatures()]
    else:
        statistics = [each.dataProvider().bandStatistics(1) for each in (first, again)]
        assert statistics[0].mean == statistics[1].mean
        assert statistics[0].maximumValue == statistics[1].maximumValue


@pytest.mark.parametrize("name", sorted(set(GOOD) - NEEDS_NO_DISTANCES))
def test_degrees_are_refused_with_the_remedy_or_reprojected_where_that_is_ticked(run, points, parameters, name):
    import processing

    given = {"INPUT": points, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
    in_degrees = processing.run("native:reprojectlayer", given)["OUTPUT"]
    with pytest.raises(QgsProcessingException, match="Reproject layer"):
        run(name, **parameters(name, in_degrees))
    results = run(name, **parameters(name, in_degrees), REPROJECT=True)
    if isinstance(results.get("OUTPUT"), QgsVectorLayer) and name not in ("countareas", "accuracy"):
        assert results["OUTPUT"].crs().authid() == "EPSG:27700"


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"accuracy", "comparehotspots"}))
@pytest.mark.parametrize("is_file", [True, False], ids=["file", "memory"])
def test_a_selection_gives_what_a_file_of_the_selected_gives(
    run, points, parameters, layers, save, qgis_new_project, name, is_file
):
    whole = save(points, "whole.gpkg") if is_file else points.materialize(QgsFeatureRequest())
    west = "\"name\" = 'west'"
    whole.selectByExpression(west)
    chosen = save(whole.materialize(QgsFeatureRequest().setFilterExpression(west)), "chosen.gpkg")
    qgis_new_project.addMapLayer(whole)
    whole.setCustomProperty("safestats/handling", "OFFICIAL-SENSITIVE")
    selection = QgsProcessingFeatureSourceDefinition(whole.id(), True)
    given = {**parameters(name, whole), "INPUT": selection}
    given = {key: chosen if value is whole else value for key, value in given.items()}  # a second input
    by_selection, by_file = run(name, **given), run(name, **parameters(name, chosen))
    numbers = [key for key, value in by_file.items() if isinstance(value, (int, float))]
    assert numbers
    assert {key: by_selection[key] for key in numbers} == {key: by_file[key] for key in numbers}
    for layer in layers(by_selection):
        assert layer.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("name", sorted(NEEDS_NO_DISTANCES))
@pytest.mark.parametrize("kind", ["Polygon", "LineString", "NoGeometry"])
def test_what_needs_no_distances_takes_features_of_any_kind_from_a_file(run, parameters, save, name, kind):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:27700&{FIELDS}", "any kind", "memory")
    for number in range(20):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([float(number), "east", noon(1 + number)])
        if kind != "NoGeometry":
            ring = "(0 0, 9 0, 9 9, 0 0)"
            feature.setGeometry(QgsGeometry.fromWkt(f"{kind}{ring if kind == 'LineString' else f'({ring})'}"))
        assert layer.dataProvider().addFeature(feature)
    assert run(name, **parameters(name, save(layer, "any.gpkg")))["COUNT"] > 0


@pytest.mark.parametrize("name", sorted(set(GOOD) - NEEDS_NO_DISTANCES))
def test_features_without_a_point_are_counted_and_told(run, points, parameters, log, name):
    add_rows(points, ([QVariant(), 1.0, "east", noon(20)] for _ in range(7)))
    run(name, **parameters(name, points))
    assert any("7 features without a point" in line or "7 have no point" in line for line in log.said), log.said


@pytest.mark.parametrize("name", sorted(name for name, given in GOOD.items() if {"TIME_FIELD", "START"} & set(given)))
def test_features_without_a_date_are_counted_and_told(run, points, parameters, log, name):
    add_rows(points, ([QgsPointXY(531_000, 181_000), 1.0, "east", QVariant()] for _ in range(7)))
    run(name, **parameters(name, points))
    told = ("without a value in 'when'", "without a start", "without a date", "no date")
    assert any(line.startswith("7 ") and any(words in line for words in told) for line in log.said), log.said


def add_rows(layer: QgsVectorLayer, rows) -> None:
    for place, *values in rows:
        feature = QgsFeature(layer.fields())
        if isinstance(place, QgsPointXY):
            feature.setGeometry(QgsGeometry.fromPointXY(place))
        feature.setAttributes(values)
        assert layer.dataProvider().addFeature(feature)


@pytest.mark.parametrize("kind", UGLY)
@pytest.mark.parametrize("name", GOOD)
def test_ugly_input_gets_a_sentence_or_a_sound_result(run, parameters, layers, name, kind):
    try:
        results = run(name, **parameters(name, ugly(*UGLY[kind])))
    except QgsProcessingException as refusal:
        said = str(refusal)
        assert "Traceback" not in said
        assert len(said.split()) >= 8, said
        assert said.rstrip().endswith((".", ")")), said
        return
    assert kind not in ("no features",)
    for layer in layers(results):
        if isinstance(layer, QgsVectorLayer):
            assert_no_nan(layer)
    for value in results.values():
        assert not (isinstance(value, float) and math.isnan(value)), results


@pytest.mark.parametrize("name", GOOD)
def test_cancelling_ends_the_work_without_a_result_and_without_an_error(provider, points, parameters, name):
    feedback = QgsProcessingFeedback(False)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"safestats:{name}")
    feedback.cancel()
    results, _ = algorithm.run(parameters(name, points), QgsProcessingContext(), feedback)
    assert not results


def legend(layer: QgsMapLayer) -> list:
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    return renderer.legendSymbolItems() if renderer is not None else []


def assert_no_nan(layer: QgsVectorLayer) -> None:
    for row in layer.getFeatures():
        for field, value in zip(layer.fields().names(), row.attributes()):
            is_number = isinstance(value, float) and value is not NULL
            assert not (is_number and not math.isfinite(value)), (layer.name(), field, value)
