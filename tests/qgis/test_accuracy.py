"""Judging a hotspot map in the toolbox: rasters and polygons, against sums by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)


@pytest.fixture
def cells():
    """Make squares of 100 m side by side from scores; None is a null."""

    def cells(*scores, crs="EPSG:27700"):
        layer = QgsVectorLayer(f"Polygon?crs={crs}&field=score:double&field=name:string", "hotspots", "memory")
        for number, score in enumerate(scores):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(number * 100, 0, number * 100 + 100, 100)))
            feature.setAttributes([score, "cell"])
            assert layer.dataProvider().addFeature(feature)
        return layer

    return cells


@pytest.fixture
def later(add):
    """Make so many incidents in each of the squares."""

    def later(*counts):
        layer = QgsVectorLayer("Point?crs=EPSG:27700&field=harm:double", "later", "memory")
        for number, count in enumerate(counts):
            for _ in range(count):
                add(layer, f"Point({number * 100 + 50} 50)")
        return layer

    return later


@pytest.fixture
def raster(tmp_path):
    """Make a GeoTIFF of one row of squares of 100 m."""

    def raster(*values, crs="EPSG:27700", kind=gdal.GDT_Float32, nodata=-1.0):
        path = str(tmp_path / "map.tif")
        made = gdal.GetDriverByName("GTiff").Create(path, len(values), 1, 1, kind)
        made.SetGeoTransform((0, 100, 0, 100, 0, -100))
        made.SetProjection(QgsCoordinateReferenceSystem(crs).toWkt())
        band = made.GetRasterBand(1)
        band.SetNoDataValue(nodata)
        band.WriteRaster(0, 0, len(values), 1, np.array(values, "<f8").tobytes(), buf_type=gdal.GDT_Float64)
        made.FlushCache()
        return path

    return raster


def rows(output):
    layer = output if isinstance(output, QgsVectorLayer) else QgsProject.instance().mapLayer(output)
    return {round(row["area_share"], 6): row for row in layer.getFeatures()}


def test_polygons_are_searched_by_their_score(run, cells, later):
    result = run("accuracy", INPUT=later(10, 40, 25, 25), AREAS=cells(3, 1, 2, 0), SCORE="score", AREA_SHARE=25)
    assert (result["COUNT"], result["FOUND"]) == (100, 10)
    assert result["STUDY_AREA"] == pytest.approx(0.04)
    assert result["HIT_RATE"] == pytest.approx(0.1)
    assert result["PAI"] == pytest.approx(0.4)
    assert result["PEI"] == pytest.approx(0.25)
    assert result["SER"] == pytest.approx(1_000)
    assert result["RRI"] is None
    table = rows(result["OUTPUT"])
    assert len(table) == 100
    assert table[0.5]["found"] == pytest.approx(35)
    assert table[1.0]["pai"] == pytest.approx(1)


def test_a_raster_gives_what_its_cells_as_polygons_give(run, cells, later, raster):
    asked = {"INPUT": later(10, 40, 25, 25), "AREA_SHARE": 25}
    by_pixel = run("accuracy", **asked, RASTER=raster(3, 1, 2, 0))
    by_polygon = run("accuracy", **asked, AREAS=cells(3, 1, 2, 0), SCORE="score")
    for name in ("COUNT", "STUDY_AREA", "HIT_RATE", "PAI", "PEI", "SER", "AUC", "BEST_AUC"):
        assert by_pixel[name] == pytest.approx(by_polygon[name]), name


def test_the_hotspots_as_they_are_drawn(run, cells, later):
    result = run("accuracy", INPUT=later(10, 40, 25, 25), AREAS=cells(3, 1, 2, 0), SCORE="score", LOWEST_SCORE=2)
    assert (result["SEARCHED"], result["HIT_RATE"]) == (pytest.approx(0.5), pytest.approx(0.35))


@pytest.mark.parametrize("kind", [gdal.GDT_Float32, gdal.GDT_Float64, gdal.GDT_Int16])
def test_no_data_is_left_out_or_searched_last(run, later, raster, kind, log):
    asked = {"INPUT": later(5, 10, 5), "RASTER": raster(2, -1, 1, kind=kind)}
    left_out = run("accuracy", **asked)
    assert (left_out["COUNT"], left_out["STUDY_AREA"]) == (10, pytest.approx(0.02))
    assert any("10 later incidents in cells without a value" in said for said in log.said)
    last = run("accuracy", **asked, NO_VALUE=1)
    assert (last["COUNT"], last["STUDY_AREA"]) == (20, pytest.approx(0.03))


def test_no_data_that_is_no_round_number_is_recognised(run, later, raster):
    result = run("accuracy", INPUT=later(5, 10, 5), RASTER=raster(2, -0.1, 1, nodata=-0.1))
    assert result["COUNT"] == 10


def test_with_a_study_area_the_rest_of_the_city_counts(run, cells, later):
    city = QgsVectorLayer("Polygon?crs=EPSG:27700", "city", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 350, 200)))
    assert city.dataProvider().addFeature(feature)
    # The fourth square lies half outside; the area to the north is no cell.
    result = run(
        "accuracy",
        INPUT=later(6, 0, 0, 0, 4),
        AREAS=cells(9, None, 1, 2),
        SCORE="score",
        BOUNDARY=city,
        LOWEST_SCORE=9,
    )
    assert result["STUDY_AREA"] == pytest.approx(0.06)  # 0.07 without the square of which nothing is known
    assert (result["COUNT"], result["FOUND"]) == (6, 6)
    assert result["SEARCHED"] == pytest.approx(1 / 6)
    assert result["PAI"] == pytest.approx(6)


def test_the_recapture_rate_needs_the_earlier_incidents(run, cells, later):
    result = run(
        "accuracy",
        INPUT=later(30, 90),
        EARLIER=later(40, 60),
        AREAS=cells(2, 1),
        SCORE="score",
        AREA_SHARE=50,
    )
    assert result["RRI"] == pytest.approx(0.25 / 0.4)
    assert rows(result["OUTPUT"])[0.5]["rri"] == pytest.approx(0.625)


def test_a_kernel_density_foresees_its_own_points_better_than_chance(run, points, study_area):
    density = run("kerneldensity", INPUT=points, BANDWIDTH=400, CELL_SIZE=100, BOUNDARY=study_area)["OUTPUT"]
    result = run("accuracy", INPUT=points, RASTER=density, BOUNDARY=study_area, AREA_SHARE=10)
    assert result["PAI"] > 2
    assert 0.5 < result["AUC"] <= result["BEST_AUC"] <= 1
    assert result["STUDY_AREA"] == pytest.approx(15, rel=1e-3)


def test_the_page_shows_the_curve_and_the_numbers(run, cells, later, tmp_path):
    path = tmp_path / "accuracy.html"
    result = run("accuracy", INPUT=later(10, 40), AREAS=cells(3, 1), SCORE="score", HTML=str(path))
    assert result["HTML"] == str(path)
    text = Path(path).read_text(encoding="utf-8")
    assert "Best map possible" in text
    assert "<svg" in text
    assert "Study area: 0.02 km², 2 cells with a score, 50 later incidents." in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Give one hotspot map"),
        ({"AREAS": "cells", "SCORE": "score", "RASTER": "raster"}, "Give one hotspot map"),
        ({"AREAS": "cells"}, "need a score"),
        ({"AREAS": "cells", "SCORE": "name"}, "not a numeric field"),
        ({"AREAS": "cells", "SCORE": "score", "LOWEST_SCORE": 99}, "the highest is 3"),
        ({"RASTER": "raster", "BAND": 7}, "no band 7"),
        ({"RASTER": "degrees"}, "no area"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_sentence(run, cells, later, raster, asked, words):
    made = {"cells": lambda: cells(3, 1), "raster": lambda: raster(3, 1), "degrees": lambda: raster(1, crs="EPSG:4326")}
    parameters = {name: made[value]() if value in made else value for name, value in asked.items()}
    with pytest.raises(QgsProcessingException, match=words):
        run("accuracy", INPUT=later(1, 2), **parameters)


def test_incidents_elsewhere_are_refused(run, cells, later):
    with pytest.raises(QgsProcessingException, match="None of the later incidents"):
        run("accuracy", INPUT=later(0, 0, 0, 5), AREAS=cells(3, 1), SCORE="score")
