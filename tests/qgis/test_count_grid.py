from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsVectorLayer


def cells(layer) -> dict:
    return {(row["cell_col"], row["cell_row"]): row for row in layer.getFeatures()}


def test_squares_hold_what_lies_in_them(run, points, sample):
    result = run("countgrid", INPUT=points, CELL_SIZE=250, WEIGHT="harm")
    found = cells(result["OUTPUT"])
    place = np.column_stack([np.floor(sample.x / 250), np.floor(sample.y / 250)]).astype(int)
    for key, row in found.items():
        here = (place == key).all(axis=1)
        assert row["count"] == here.sum()
        assert row["weight"] == sample.weights[here].sum()
        west, south = key[0] * 250, key[1] * 250
        assert row.geometry().boundingBox() == QgsRectangle(west, south, west + 250, south + 250)
    columns, rows = np.ptp(place, axis=0) + 1
    assert len(found) == columns * rows == result["CELLS"]
    assert result["COUNT"] == 1_500
    assert result["HIGHEST"] == max(row["count"] for row in found.values())


def test_every_hexagon_counts_the_points_nearest_to_its_centre(run, points, sample):
    result = run("countgrid", INPUT=points, CELL_SIZE=400, GRID=1)
    rows = list(result["OUTPUT"].getFeatures())
    centres = np.array([(c.x(), c.y()) for c in (row.geometry().centroid().asPoint() for row in rows)])
    nearest = np.hypot(sample.x[:, None] - centres[:, 0], sample.y[:, None] - centres[:, 1]).argmin(axis=1)
    assert [row["count"] for row in rows] == np.bincount(nearest, minlength=len(rows)).tolist()
    assert {len(row.geometry().asPolygon()[0]) for row in rows} == {7}


def test_cells_of_two_runs_are_the_same_cells(run, points, save):
    layer = save(points, "points.gpkg")
    whole = cells(run("countgrid", INPUT=layer, CELL_SIZE=250)["OUTPUT"])
    layer.setSubsetString('"harm" = 5')
    part = cells(run("countgrid", INPUT=layer, CELL_SIZE=250)["OUTPUT"])
    assert part.keys() < whole.keys()
    assert all(row.geometry().equals(whole[key].geometry()) for key, row in part.items())


def test_the_automatic_cell_size_is_a_fiftieth_of_the_short_side(run, points, sample):
    size = run("countgrid", INPUT=points)["CELL_SIZE"]
    short = min(np.ptp(sample.x), np.ptp(sample.y)) / 50
    assert size == pytest.approx(short // 100 * 100 if short >= 100 else short)


def test_a_study_area_in_another_crs_leaves_cells_out_rather_than_at_zero(run, points, sample, study_area, log):
    result = run("countgrid", INPUT=points, CELL_SIZE=100, BOUNDARY=study_area)
    rows = list(result["OUTPUT"].getFeatures())
    # 40 x 40 cells less a hole of 10 x 10; the millimetre by which the CRS and back errs adds no rim.
    assert len(rows) == 1_600 - 100
    area = QgsGeometry.fromWkt(
        "Polygon((529000 179000, 533000 179000, 533000 183000, 529000 183000, 529000 179000),"
        "(531000 181000, 532000 181000, 532000 182000, 531000 182000, 531000 181000))"
    )
    inside = sum(area.contains(QgsPointXY(x, y)) for x, y in zip(sample.x, sample.y))
    assert sum(row["count"] for row in rows) == result["COUNT"] == pytest.approx(inside, abs=2)
    assert any(row["count"] == 0 for row in rows)
    assert result["COUNT"] + result["OUTSIDE"] == 1_500
    assert f"{result['OUTSIDE']:,} points outside the study area were left out." in log.said


@pytest.mark.parametrize("shape", [0, 1])
def test_every_point_in_the_study_area_is_counted_and_none_beside_it(run, points, sample, shape):
    corners = [(528_911, 179_317), (533_871, 178_777), (532_333, 183_019), (531_001, 181_500)]
    ring = ", ".join(f"{x} {y}" for x, y in [*corners, corners[0]])
    area = QgsVectorLayer("Polygon?crs=EPSG:27700", "slanting", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(f"Polygon(({ring}))"))
    assert area.dataProvider().addFeature(feature)
    result = run("countgrid", INPUT=points, CELL_SIZE=500, GRID=shape, BOUNDARY=area)
    outline = feature.geometry()
    inside = sum(outline.contains(QgsPointXY(x, y)) for x, y in zip(sample.x, sample.y))
    assert result["COUNT"] == inside > 100
    assert result["OUTSIDE"] == 1_500 - inside
    cells = [row.geometry() for row in result["OUTPUT"].getFeatures()]
    assert all(cell.intersects(outline) for cell in cells)
    covered = sum(cell.intersection(outline).area() for cell in cells)
    assert covered == pytest.approx(outline.area())
