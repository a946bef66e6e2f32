from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)
from safestats.safestats_core.hotspots.density.dual_density import dual_density

BANDWIDTH, CELL_SIZE = 600, 100


def surface(path: str) -> np.ndarray:
    """Values of a raster, southern row first as in the core."""
    raster = gdal.Open(path)
    values = raster.GetRasterBand(1).ReadRaster(buf_type=gdal.GDT_Float32)
    return np.frombuffer(values, "<f4").reshape(raster.RasterYSize, raster.RasterXSize)[::-1].astype(float)


@pytest.fixture
def half(points):
    """The eastern half of the sample, as a selection of its layer, and whether each point is in it."""
    points.selectByExpression("\"name\" = 'east'")
    definition = QgsProcessingFeatureSourceDefinition(points.id(), selectedFeaturesOnly=True)
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(points, False)
    yield definition
    QgsProject.instance().takeMapLayer(points)


@pytest.mark.parametrize("mode", ["ratio", "log_ratio", "difference", "sum"])
def test_the_raster_is_what_the_core_gives(run, points, half, sample, mode):
    modes = ["ratio", "log_ratio", "difference", "sum"]
    result = run(
        "dualkerneldensity", INPUT=half, INPUT_2=points, MODE=modes.index(mode), BANDWIDTH=BANDWIDTH,
        CELL_SIZE=CELL_SIZE, WEIGHT_2="harm", PERMUTATIONS=0,
    )  # fmt: skip
    east = sample.x > 531_500
    expected = dual_density(
        (sample.x[east], sample.y[east], None), (sample.x, sample.y, sample.weights), BANDWIDTH, CELL_SIZE, mode=mode
    )
    np.testing.assert_allclose(surface(result["OUTPUT"]), expected.values, rtol=1e-5, atol=1e-5)
    assert (result["COUNT"], result["COUNT_2"]) == (east.sum(), 1_500)
    assert result["HIGHEST"] == pytest.approx(expected.values.max())
    assert result["LOWEST"] == pytest.approx(expected.values.min())
    assert result["FLOOR_DENSITY"] == pytest.approx(sample.weights.mean() / (np.pi * 0.36))


def test_units_and_lengths_reach_the_core(run, points, half, sample):
    share, per_cell, per_km2 = (
        run("dualkerneldensity", INPUT=half, INPUT_2=points, MODE=2, BANDWIDTH=BANDWIDTH, CELL_SIZE=CELL_SIZE,
            UNITS=units, LENGTH=2, LENGTH_2=3, PERMUTATIONS=0)["OUTPUT"]
        for units in (2, 1, 0)
    )  # fmt: skip
    np.testing.assert_allclose(surface(per_cell), surface(per_km2) * 0.01, rtol=1e-4, atol=1e-7)
    assert surface(share).sum() == pytest.approx(0, abs=1e-4)  # a share is one of all, whatever the length
    assert surface(share).max() > 1e-3
    east = (sample.x > 531_500).sum()
    assert surface(per_cell).sum() == pytest.approx(east / 2 - 1_500 / 3, rel=1e-4)


def test_where_the_layers_differ_by_more_than_chance_is_shown_and_counted(run, points, half, sample, log):
    result = run(
        "dualkerneldensity", INPUT=half, INPUT_2=points, BANDWIDTH=BANDWIDTH, CELL_SIZE=200, PERMUTATIONS=199,
        SIGNIFICANCE="TEMPORARY_OUTPUT", UNITS=2,
    )  # fmt: skip
    classes = surface(result["SIGNIFICANCE"])
    assert set(np.unique(classes)) <= {-3, -2, -1, 0, 1, 2, 3}
    assert result["CELLS_MORE"] == (classes >= 2).sum() > 20
    assert result["CELLS_LESS"] == (classes <= -2).sum() > 20
    ratio = surface(result["OUTPUT"])
    assert ratio[classes >= 2].min() > 1 > ratio[classes <= -2].max()
    assert any("after the false discovery rate" in said for said in log.said)


def test_a_layer_against_itself_differs_nowhere(run, points):
    result = run(
        "dualkerneldensity", INPUT=points, INPUT_2=points, MODE=1, BANDWIDTH=BANDWIDTH, CELL_SIZE=200, PERMUTATIONS=19,
        FDR=False,
    )  # fmt: skip
    assert (result["LOWEST"], result["HIGHEST"]) == (0, 0)
    assert (result["CELLS_MORE"], result["CELLS_LESS"]) == (0, 0)


def test_the_bandwidth_comes_from_both_layers_and_the_log_says_so(run, points, half, sample, log):
    result = run("dualkerneldensity", INPUT=half, INPUT_2=points, PERMUTATIONS=0)
    east = sample.x > 531_500
    widths = []
    for axis in (np.append(sample.x[east], sample.x), np.append(sample.y[east], sample.y)):
        lower, upper = np.percentile(axis, (25, 75))
        widths.append(min(axis.std(ddof=1), (upper - lower) / 1.34))
    n = 1_500 + east.sum()
    assert result["BANDWIDTH"] == pytest.approx(4 * 1.06 * np.mean(widths) * n**-0.2)
    assert any("by the rule" in said for said in log.said)
    assert any(said.startswith("A ratio counts with 1 second points") for said in log.said)
    assert any("No significance" in said for said in log.said)


@pytest.mark.parametrize("mode", range(4))
def test_the_results_have_a_legend_in_words(run, points, half, mode):
    result = run("dualkerneldensity", INPUT=half, INPUT_2=points, MODE=mode, BANDWIDTH=BANDWIDTH, CELL_SIZE=200,
                 PERMUTATIONS=19, SIGNIFICANCE="TEMPORARY_OUTPUT")  # fmt: skip
    for name in ("OUTPUT", "SIGNIFICANCE"):
        layer = QgsRasterLayer(result[name])
        assert layer.isValid()
        assert layer.loadNamedStyle(result[name].replace(".tif", ".qml"))[1]
        renderer = layer.renderer()
        assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
        words = [label for label, _ in renderer.legendSymbologyItems()]
        assert len(words) >= 5
        assert not any("nan" in word.lower() or "inf" in word.lower() for word in words)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"LENGTH": 0}, "LENGTH|length"),
        ({"BANDWIDTH": 50}, "smaller than a cell"),
        ({"CELL_SIZE": 0.5}, "cells"),
    ],
)
def test_what_would_mean_nothing_is_refused_with_a_sentence(run, points, half, change, why):
    given = {"BANDWIDTH": BANDWIDTH, "CELL_SIZE": CELL_SIZE, "PERMUTATIONS": 0, **change}
    with pytest.raises(QgsProcessingException, match=why):
        run("dualkerneldensity", INPUT=half, INPUT_2=points, **given)


def test_features_without_a_point_are_counted_for_each_layer(run, points, half, add, log):
    add(points, "", 1.0)
    run("dualkerneldensity", INPUT=half, INPUT_2=points, BANDWIDTH=BANDWIDTH, CELL_SIZE=200, PERMUTATIONS=0)
    assert "Second points: 1 features without a point were left out." in log.said
    assert not any(said.startswith("First points: 1 features without") for said in log.said)
