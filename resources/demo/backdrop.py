"""What lies around the hotspots on the map: the study area, its wards, and the streets of the made-up city."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import shapely
from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsSingleSymbolRenderer, QgsVectorLayer
from safestats.safestats_core.client import Client

_WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class Backdrop:
    """Layers `above` and `below` the results; the `study_area` is the analyst's borough, where one is known."""

    above: tuple[QgsVectorLayer, ...]
    below: tuple[QgsVectorLayer, ...]
    study_area: QgsVectorLayer | None
    place: str


def make_backdrop(client: Client, demonstration, crs: str, path: Path) -> Backdrop:
    """Write boundaries and streets into the GeoPackage `path`, and open them as layers."""
    path.unlink(missing_ok=True)
    boroughs = [area for area in client.areas("borough") if area.code == demonstration.borough]
    wards = [area for area in client.areas("ward") if area.borough == demonstration.borough]
    home, inside = (_layer(path, name, _frame(rows, crs)) for name, rows in (("borough", boroughs), ("ward", wards)))
    below = ()
    if demonstration.supplies.city is not None:
        below = (_style(_layer(path, "street", _streets(demonstration.supplies.city.streets)), _line("#c9ced3", 0.3)),)
    above = tuple(
        _style(layer, _outline(colour, width))
        for layer, colour, width in ((home, "#222222", 0.6), (inside, "#555555", 0.2))
        if layer is not None
    )
    return Backdrop(above, below, home, boroughs[0].name if boroughs else "")


def _frame(areas: list, crs: str) -> geopandas.GeoDataFrame:
    columns = {"code": [area.code for area in areas], "name": [area.name for area in areas]}
    return geopandas.GeoDataFrame(columns, geometry=[area.geometry for area in areas], crs=_WGS84).to_crs(crs)


def _streets(streets) -> geopandas.GeoDataFrame:
    lines = shapely.linestrings(np.stack([streets.start, streets.end], axis=1))
    return geopandas.GeoDataFrame({"name": np.asarray(streets.names)[streets.name]}, geometry=lines, crs="EPSG:27700")


def _layer(path: Path, name: str, frame: geopandas.GeoDataFrame) -> QgsVectorLayer | None:
    if frame.empty:
        return None
    # The version that the GDAL of QGIS 3.22 knows.
    frame.to_file(path, layer=name, driver="GPKG", VERSION="1.2")
    return QgsVectorLayer(f"{path}|layername={name}", name.capitalize(), "ogr")


def _style(layer: QgsVectorLayer, symbol) -> QgsVectorLayer:
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def _outline(colour: str, width: float) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": str(width)})


def _line(colour: str, width: float) -> QgsLineSymbol:
    return QgsLineSymbol.createSimple({"line_color": colour, "line_width": str(width)})
