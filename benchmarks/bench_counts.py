"""Counts end to end in QGIS, from a GeoPackage of points to polygons, beside QGIS's own tools in one run.

On a grid: create grid + count points in polygon. In areas: count points in polygon, on as many areas as London has
wards. Results are temporary layers, as the window makes them. Prints a row for each and exits with 1 where a goal is
missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from qgis_session import start_qgis, write_points
from timing import compare

CELL_SIZE = 250
WEST, SOUTH, WIDTH, HEIGHT = 502_000, 154_000, 61_000, 49_000
COLUMNS, ROWS, CORNERS_PER_SIDE = 28, 23, 50
"""As many areas as London has wards, about, with as many corners."""


def main() -> int:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        points = Path(folder) / "points.gpkg"
        write_points(points, arguments.points)
        application, _provider = start_qgis()
        print("| end to end in QGIS | seen | at least | reached |\n|---|---|---|---|")
        reached = [measure(points, Path(folder), arguments.rounds) for measure in (on_a_grid, in_areas)]
        application.exitQgis()
    return 0 if all(reached) else 1


def on_a_grid(points: Path, folder: Path, rounds: int) -> bool:
    """Squares of 250 m over an area as large as London."""
    import processing

    extent = f"{WEST},{WEST + WIDTH},{SOUTH},{SOUTH + HEIGHT} [EPSG:27700]"

    def theirs() -> None:
        grid = {"TYPE": 2, "EXTENT": extent, "HSPACING": CELL_SIZE, "VSPACING": CELL_SIZE, "CRS": "EPSG:27700"}
        cells = processing.run("native:creategrid", {**grid, "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]
        count = {"POLYGONS": cells, "POINTS": str(points), "OUTPUT": "TEMPORARY_OUTPUT"}
        processing.run("native:countpointsinpolygon", count)

    def ours() -> None:
        count = {"INPUT": str(points), "CELL_SIZE": CELL_SIZE, "OUTPUT": "TEMPORARY_OUTPUT"}
        processing.run("safestats:countgrid", count)

    return compare("counts on a grid of 250 m", theirs, ours, 10, rounds)


def write_areas(path: Path) -> str:
    """Areas side by side whose edges wind like those of wards."""
    import pyarrow as pa
    import pyogrio
    import shapely

    side = np.linspace(0, 1, CORNERS_PER_SIDE, endpoint=False)
    zero = np.zeros_like(side)
    ring = np.column_stack(
        [np.concatenate([side, zero + 1, 1 - side, zero]), np.concatenate([zero, side, zero + 1, 1 - side])]
    )
    column, row = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))
    corners = (np.stack([column, row], axis=-1).reshape(-1, 1, 2) + ring) * (WIDTH / COLUMNS, HEIGHT / ROWS)
    x, y = np.moveaxis(corners, -1, 0)
    # A wave that depends on the place alone keeps shared edges shared.
    winding = np.stack([x + 60 * np.sin(y / 90), y + 60 * np.sin(x / 110)], axis=-1) + (WEST, SOUTH)
    table = pa.table({"geometry": shapely.to_wkb(shapely.polygons(winding))})
    # The version that the GDAL of QGIS 3.22 knows.
    options = {"geometry_name": "geometry", "geometry_type": "Polygon", "crs": "EPSG:27700", "VERSION": "1.2"}
    pyogrio.write_arrow(table, path, driver="GPKG", **options)
    return str(path)


def in_areas(points: Path, folder: Path, rounds: int) -> bool:
    """As many areas as London has wards."""
    import processing

    areas = write_areas(folder / "areas.gpkg")

    def theirs() -> None:
        count = {"POLYGONS": areas, "POINTS": str(points), "OUTPUT": "TEMPORARY_OUTPUT"}
        processing.run("native:countpointsinpolygon", count)

    def ours() -> None:
        count = {"INPUT": str(points), "AREAS": areas, "OUTPUT": "TEMPORARY_OUTPUT"}
        processing.run("safestats:countareas", count)

    return compare(f"counts in {COLUMNS * ROWS} areas", theirs, ours, 2, rounds)


if __name__ == "__main__":
    sys.exit(main())
