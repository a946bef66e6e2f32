from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsRasterLayer
from safestats.safestats_core.hotspots.density.prospective import prospective_surface

AS_OF = "2024-05-01T12:00:00"


def surface(path: str) -> np.ndarray:
    """Values of a raster, southern row first as in the core."""
    raster = gdal.Open(path)
    values = raster.GetRasterBand(1).ReadRaster(buf_type=gdal.GDT_Float32)
    return np.frombuffer(values, "<f4").reshape(raster.RasterYSize, raster.RasterXSize)[::-1].astype(float)


def test_the_raster_is_what_the_core_gives(run, points, sample):
    result = run(
        "prospective", INPUT=points, TIME_FIELD="when", AS_OF=AS_OF, CELL_SIZE=80, REACH=500, WEEKS=5, WEIGHT="harm"
    )
    expected = prospective_surface(
        sample.x, sample.y, sample.times, np.datetime64(AS_OF), 80, reach=500, weeks=5, weights=sample.weights
    )
    np.testing.assert_allclose(surface(result["OUTPUT"]), expected.values, rtol=1e-6)
    assert (result["COUNT"], result["LATER"], result["EARLIER"]) == (
        expected.incidents, expected.later, expected.earlier,
    )  # fmt: skip
    assert result["COUNT"] + result["LATER"] + result["EARLIER"] + result["OUTSIDE"] == 1_500
    assert result["HIGHEST"] == pytest.approx(expected.values.max())


def test_without_choices_it_is_the_method_of_the_paper_for_the_moment_after_the_last_incident(run, points, sample):
    result = run("prospective", INPUT=points, TIME_FIELD="when")
    last = sample.times.max() + np.timedelta64(1, "s")
    assert (result["CELL_SIZE"], result["REACH"]) == (50, 400)
    assert result["AS_OF"] == str(last).replace("T", " ")
    recent = sample.times > last - np.timedelta64(56, "D")
    assert (result["COUNT"], result["LATER"]) == (recent.sum(), 0)
    expected = prospective_surface(sample.x, sample.y, sample.times, last)
    np.testing.assert_allclose(surface(result["OUTPUT"]), expected.values, rtol=1e-6)


def test_incidents_without_a_time_are_left_out_and_counted(run, points, sample, add, log):
    add(points, "Point (530000 180000)", 1.0)
    result = run("prospective", INPUT=points, TIME_FIELD="when", AS_OF=AS_OF)
    assert "1 points without a value in 'when' were left out." in log.said
    assert result["COUNT"] + result["LATER"] + result["EARLIER"] == 1_500


def test_the_study_area_bounds_the_surface(run, points, study_area, log):
    result = run("prospective", INPUT=points, TIME_FIELD="when", AS_OF=AS_OF, BOUNDARY=study_area, DISTANCE=1)
    values = surface(result["OUTPUT"])
    assert 0.9 < np.isfinite(values).sum() * 2_500 / 15e6 < 1.1
    assert result["OUTSIDE"] > 0
    assert any("recent incidents outside the study area" in said for said in log.said)


def test_the_legend_picks_out_what_patrols_can_cover(run, points):
    result = run("prospective", INPUT=points, TIME_FIELD="when", AS_OF=AS_OF)
    layer = QgsRasterLayer(result["OUTPUT"])
    layer.loadNamedStyle(result["OUTPUT"].replace(".tif", ".qml"))
    words = [label for label, _ in layer.renderer().legendSymbologyItems()]
    assert words == ["None", "Raised", "Highest 10 % of cells", "Highest 5 % of cells", "Highest 1 % of cells"]
    ends = [item.value for item in layer.renderer().shader().rasterShaderFunction().colorRampItemList()]
    values = surface(result["OUTPUT"])
    assert (values > ends[-2]).mean() == pytest.approx(0.01, abs=0.002)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"AS_OF": "2020-01-01T00:00:00"}, "1,500 are not before 2020-01-01"),
        ({"AS_OF": "2030-01-01T00:00:00"}, "8 weeks old or older"),
        ({"TIME_FIELD": "harm"}, "harm"),
        ({"REACH": 20}, "at least 50 m"),
        ({"CELL_SIZE": 0.3}, "cells"),
    ],
)
def test_what_would_mean_nothing_is_refused_with_a_sentence(run, points, change, why):
    with pytest.raises(QgsProcessingException, match=why):
        run("prospective", INPUT=points, **{"TIME_FIELD": "when", **change})
