from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem


class Sample(NamedTuple):
    x: np.ndarray
    y: np.ndarray
    weights: np.ndarray


def surface(path: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values of a raster, northern row first, and x and y of its cell centres; no numpy bridge of GDAL needed."""
    raster = gdal.Open(path)
    west, width, _, north, _, height = raster.GetGeoTransform()
    columns, rows = raster.RasterXSize, raster.RasterYSize
    band = raster.GetRasterBand(1)
    assert np.isnan(band.GetNoDataValue())
    values = np.frombuffer(band.ReadRaster(buf_type=gdal.GDT_Float32), "<f4").reshape(rows, columns)
    x, y = np.meshgrid(west + (np.arange(columns) + 0.5) * width, north + (np.arange(rows) + 0.5) * height)
    return values.astype(float), x, y


def direct_quartic(x, y, sample, bandwidth, weights) -> np.ndarray:
    squared = ((x[..., None] - sample.x) ** 2 + (y[..., None] - sample.y) ** 2) / bandwidth**2
    kernel = np.where(squared < 1, 3 / (np.pi * bandwidth**2) * (1 - squared) ** 2, 0)
    return 1e6 * (kernel * weights).sum(axis=-1)


@pytest.mark.parametrize("weight", [None, "harm"])
def test_the_raster_is_the_direct_sum_of_the_kernels(run, points, sample, weight):
    result = run("kerneldensity", INPUT=points, BANDWIDTH=600, CELL_SIZE=100, WEIGHT=weight)
    values, x, y = surface(result["OUTPUT"])
    weights = np.ones(1_500) if weight is None else sample.weights
    expected = direct_quartic(x, y, sample, 600, weights)
    np.testing.assert_allclose(values, expected, atol=2e-3 * expected.max())
    assert values.sum() * 0.01 == pytest.approx(weights.sum(), rel=1e-5)
    assert result["HIGHEST"] == pytest.approx(values.max(), rel=1e-6)


def test_the_rule_chooses_the_bandwidth_and_a_tenth_of_it_the_cells(run, points, sample):
    result = run("kerneldensity", INPUT=points)
    widths = []
    for axis in (sample.x, sample.y):
        lower, upper = np.percentile(axis, (25, 75))
        widths.append(min(axis.std(ddof=1), (upper - lower) / 1.34))
    assert result["BANDWIDTH"] == pytest.approx(4 * 1.06 * np.mean(widths) * 1_500**-0.2)
    assert result["CELL_SIZE"] == pytest.approx(result["BANDWIDTH"] / 10)


def test_units_differ_by_the_area_of_a_cell_and_the_number_of_points(run, points):
    per_km2, per_cell, share = (
        surface(run("kerneldensity", INPUT=points, BANDWIDTH=500, CELL_SIZE=100, UNITS=units)["OUTPUT"])[0]
        for units in range(3)
    )
    np.testing.assert_allclose(per_cell, per_km2 * 0.01, rtol=1e-5)
    np.testing.assert_allclose(share, per_cell / per_cell.sum(), rtol=1e-5, atol=1e-9)


def test_a_crs_in_feet_still_gives_incidents_per_square_kilometre(run, points, qgis_processing):
    import processing

    feet = processing.run(
        "native:affinetransform",
        {"INPUT": points, "SCALE_X": 1 / 0.3048, "SCALE_Y": 1 / 0.3048, "OUTPUT": "TEMPORARY_OUTPUT"},
    )["OUTPUT"]
    feet.setCrs(QgsCoordinateReferenceSystem("EPSG:2263"))
    in_metres = run("kerneldensity", INPUT=points, BANDWIDTH=609.6, CELL_SIZE=60.96)
    in_feet = run("kerneldensity", INPUT=feet, BANDWIDTH=2000, CELL_SIZE=200)
    assert in_feet["HIGHEST"] == pytest.approx(in_metres["HIGHEST"], rel=1e-3)


def in_study_area(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    in_square = (abs(x - 531_000) < 2_000) & (abs(y - 181_000) < 2_000)
    return in_square & ~((abs(x - 531_500) < 500) & (abs(y - 181_500) < 500))


def test_the_study_area_bounds_the_surface_and_the_edge_is_made_up_for(run, points, sample, study_area, log):
    result = run("kerneldensity", INPUT=points, BANDWIDTH=800, CELL_SIZE=100, BOUNDARY=study_area)
    values, x, y = surface(result["OUTPUT"])
    inside = in_study_area(x, y)
    np.testing.assert_array_equal(np.isfinite(values), inside)
    weights = in_study_area(sample.x, sample.y).astype(float)
    assert result["COUNT"] == pytest.approx(weights.sum(), abs=2)
    assert f"{1_500 - result['COUNT']:,} points outside the study area were left out." in log.said
    fine = Sample(*np.meshgrid(np.arange(528_990, 533_000, 20.0), np.arange(178_990, 183_000, 20.0)), weights=None)
    fine = Sample(fine.x.ravel(), fine.y.ravel(), in_study_area(fine.x, fine.y).ravel() * 20.0**2)
    some = np.flatnonzero(inside)[::37]
    density = direct_quartic(x.flat[some], y.flat[some], sample, 800, weights)
    share = direct_quartic(x.flat[some], y.flat[some], fine, 800, fine.weights) / 1e6
    assert share.min() < 0.4
    np.testing.assert_allclose(values.flat[some], density / share, atol=5e-3 * np.nanmax(values))
