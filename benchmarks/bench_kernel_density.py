"""Kernel density end to end in QGIS, from a GeoPackage of points to a GeoTIFF, beside QGIS's own heatmap in one run.

Prints both times per round and the median of their ratios; exits with 1 where that is below --least.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BANDWIDTH, CELL_SIZE = 500, 50


def write_points(path: Path, count: int, seed: int = 1) -> None:
    """Points scattered round 400 places of an area as large as London, in EPSG:27700."""
    import pyarrow as pa
    import pyogrio
    import shapely

    random = np.random.default_rng(seed)
    places = np.column_stack([random.uniform(505_000, 560_000, 400), random.uniform(157_000, 200_000, 400)])
    points = places[random.integers(0, 400, count)] + random.normal(0, 900, (count, 2))
    table = pa.table({"geometry": shapely.to_wkb(shapely.points(points))})
    # The version that the GDAL of QGIS 3.22 knows.
    options = {"geometry_name": "geometry", "geometry_type": "Point", "crs": "EPSG:27700", "VERSION": "1.2"}
    pyogrio.write_arrow(table, path, driver="GPKG", **options)


def start_qgis() -> tuple:
    """QGIS without a window, with Processing, its own algorithms and ours: hold on to both for as long as it runs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    spec = importlib.util.spec_from_file_location(
        "safestats", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["safestats"] = importlib.util.module_from_spec(spec)
    from safestats.processing_algorithms.provider import SafeStatsProvider

    provider = SafeStatsProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


def seconds(algorithm: str, parameters: dict) -> float:
    """How long one run takes, opening the file included."""
    import processing

    start = time.perf_counter()
    processing.run(algorithm, parameters)
    return time.perf_counter() - start


def main() -> int:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--least", type=float, default=5.0, help="times as fast as the heatmap of QGIS")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        points = Path(folder) / "points.gpkg"
        write_points(points, arguments.points)
        application, _provider = start_qgis()
        ratio = compare(points, Path(folder), arguments.rounds)
        application.exitQgis()
    print(f"median of the ratios: {ratio:.1f} (at least {arguments.least:g})")
    return 0 if ratio >= arguments.least else 1


def compare(points: Path, folder: Path, rounds: int) -> float:
    """The median over the rounds of their time divided by ours."""
    ours = {"INPUT": str(points), "BANDWIDTH": BANDWIDTH, "CELL_SIZE": CELL_SIZE, "OUTPUT": str(folder / "ours.tif")}
    theirs = {"INPUT": str(points), "RADIUS": BANDWIDTH, "PIXEL_SIZE": CELL_SIZE, "OUTPUT": str(folder / "theirs.tif")}
    print(f"{'round':>5}  {'QGIS heatmap':>12}  {'SafeStats':>12}  {'ratio':>6}")
    ratios = []
    for number in range(1, rounds + 1):
        slow = seconds("qgis:heatmapkerneldensityestimation", theirs)
        quick = seconds("safestats:kerneldensity", ours)
        ratios.append(slow / quick)
        print(f"{number:>5}  {slow:>10.2f} s  {quick:>10.2f} s  {ratios[-1]:>6.1f}")
    return statistics.median(ratios)


if __name__ == "__main__":
    sys.exit(main())
