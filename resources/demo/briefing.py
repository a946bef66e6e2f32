"""The QGIS half: the layer on the map, two methods of the toolbox, and what they leave behind."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import map_sheet
import pyarrow as pa
from backdrop import Backdrop, make_backdrop
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from safestats.processing_algorithms.provider import SafeStatsProvider
from safestats.qgis_plugin.layers.extract import incidents_extract
from safestats.qgis_plugin.layers.making import make_layers
from safestats.safestats_core.client import Client
from safestats.safestats_core.query import Query
from safestats.safestats_core.retrieval.catalogue import DatasetInfo
from steps import Steps

_BANDWIDTH, _DENSITY_CELL, _COUNT_CELL = 300, 25, 200
"""Metres, for an area up to the size of a borough; larger areas are looked at less closely."""


@contextmanager
def qgis() -> Iterator[QgsApplication]:
    """A QGIS without a window, with Processing and the SafeStats provider."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no window is shown, and not every machine has a screen
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    provider = SafeStatsProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        yield application
    finally:
        QgsProject.instance().clear()
        application.exitQgis()


def make(application, client: Client, dataset: DatasetInfo, table: pa.Table, demonstration, output: Path, steps: Steps):
    """Load, analyse, draw, save."""
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem(dataset.crs))
    project.setTitle(f"SafeStats: {dataset.title}")
    with steps.step("Load the layer in QGIS, from memory only") as step:
        layers = make_layers(incidents_extract(table, dataset, Query(dataset.dataset, dataset.level)))
        for layer in layers:
            project.addMapLayer(layer)
        step.result = " and ".join(f"{layer.featureCount():,} {_kind(layer)}" for layer in layers)
    backdrop = make_backdrop(client, demonstration, dataset.crs, output / "backdrop.gpkg")
    sizes = _sizes((backdrop.study_area or layers[0]).extent())
    density, hotspots = _analyse(layers[0], backdrop.study_area, sizes, output, steps)
    with steps.step("Draw the map, save the project") as step:
        _arrange(project, backdrop, density, hotspots)
        map_sheet.draw(_sheet(dataset, backdrop, hotspots, sizes), project, output / "map.png")
        # The incidents live in memory and may not be written down: the project keeps the results only.
        project.removeMapLayers([layer.id() for layer in layers])
        # Written without a window, the project would otherwise open on nothing.
        shown = QgsReferencedRectangle((backdrop.study_area or hotspots).extent(), project.crs())
        project.viewSettings().setDefaultViewExtent(shown)
        if not project.write(str(output / "safestats.qgz")):
            raise SystemExit(f"The project could not be written to {output}: {project.error()}")
        step.result = "map.png, safestats.qgz"


@dataclass(frozen=True)
class _Sizes:
    """Metres."""

    bandwidth: int
    density_cell: int
    count_cell: int


def _sizes(extent: QgsRectangle) -> _Sizes:
    """The usual sizes, times a whole number that keeps the density at about a million cells."""
    times = max(1, math.ceil(math.sqrt(extent.width() * extent.height()) / 1_000 / _DENSITY_CELL))
    return _Sizes(_BANDWIDTH * times, _DENSITY_CELL * times, _COUNT_CELL * times)


def _analyse(
    points: QgsVectorLayer, boundary: QgsVectorLayer | None, sizes: _Sizes, output: Path, steps: Steps
) -> tuple:
    import processing

    with steps.step("Kernel density (Processing)") as step:
        result = processing.run(
            "safestats:kerneldensity",
            {
                "INPUT": points,
                "BANDWIDTH": sizes.bandwidth,
                "CELL_SIZE": sizes.density_cell,
                "BOUNDARY": boundary,
                "OUTPUT": str(output / "density.tif"),
            },
        )
        density = QgsRasterLayer(result["OUTPUT"], "Incidents per km², kernel density")
        step.result = f"bandwidth {sizes.bandwidth} m, {density.width():,} x {density.height():,} cells"
    with steps.step("Getis-Ord Gi* (Processing)") as step:
        path = output / "hotspots.gpkg"
        path.unlink(missing_ok=True)
        result = processing.run(
            "safestats:getisord",
            {"INPUT": points, "CELL_SIZE": sizes.count_cell, "BOUNDARY": boundary, "OUTPUT": str(path)},
        )
        hotspots = QgsVectorLayer(result["OUTPUT"], "Hot and cold spots, Getis-Ord Gi*", "ogr")
        hot = sum(1 for feature in hotspots.getFeatures() if feature["gi_bin"] >= 2)
        step.result = (
            f"{hotspots.featureCount():,} cells of {sizes.count_cell} m, {hot:,} hot at 95 % or more after FDR"
        )
    return density, hotspots


def _arrange(project: QgsProject, backdrop: Backdrop, density: QgsRasterLayer, hotspots: QgsVectorLayer) -> None:
    """Add the results to the project, the outlines on top."""
    for layer in (*reversed(backdrop.below), density, hotspots, *reversed(backdrop.above)):
        project.addMapLayer(layer)
    project.layerTreeRoot().findLayer(density.id()).setItemVisibilityChecked(False)
    hotspots.setOpacity(0.8)


def _sheet(dataset: DatasetInfo, backdrop: Backdrop, hotspots: QgsVectorLayer, sizes: _Sizes) -> map_sheet.Sheet:
    extent = (backdrop.study_area or hotspots).extent()
    extent.scale(1.05)
    where = f" in {backdrop.place}" if backdrop.place else ""
    return map_sheet.Sheet(
        title=f"Where incidents cluster{where}",
        subtitle=f"{dataset.title}, {dataset.first_month} to {dataset.last_month}. "
        f"Getis-Ord Gi* of counts in {sizes.count_cell} m cells, false discovery rate controlled.",
        footer=f"{dataset.attribution.rstrip('.')}. Handling: {dataset.handling}. Made with SafeStats.",
        extent=extent,
        layers=[*backdrop.above, hotspots, *backdrop.below],
        legend=[hotspots, *backdrop.above],
    )


def _kind(layer: QgsVectorLayer) -> str:
    return "points" if layer.isSpatial() else "without a location"
