"""What the benchmarks in QGIS share: QGIS without a window, and a file of points as large as a city's."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


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
