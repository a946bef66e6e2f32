"""boroughs.geojson and wards.geojson, in WGS 84."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Union

import numpy as np
import shapely

from ..projection import to_wgs84
from .geography import CRS, Borough, Ward

_DECIMALS = 7


def write_boundaries(path: Path, areas: Sequence[Union[Borough, Ward]]) -> None:
    """A GeoJSON file with the properties code, name and, of wards, borough."""
    geometries = shapely.to_geojson(_to_degrees([area.polygon for area in areas]))
    features = [
        {"type": "Feature", "properties": _properties(area), "geometry": json.loads(geometry)}
        for area, geometry in zip(areas, geometries)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}) + "\n", encoding="utf-8")


def _properties(area: Union[Borough, Ward]) -> dict[str, str]:
    own = {"code": area.code, "name": area.name}
    return {**own, "borough": area.borough} if isinstance(area, Ward) else own


def _to_degrees(polygons: list[shapely.Geometry]) -> np.ndarray:
    """Polygons in WGS 84; each corner is moved and rounded by itself, so those of neighbours stay equal."""

    def degrees(metres: np.ndarray) -> np.ndarray:
        return np.column_stack(to_wgs84(metres[:, 0], metres[:, 1], CRS)).round(_DECIMALS)

    # GeoJSON wants outer rings counterclockwise: normalize() makes them clockwise.
    return shapely.reverse(shapely.normalize(shapely.transform(polygons, degrees)))
