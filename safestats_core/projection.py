"""Between the WGS 84 coordinates of an incident and the projected CRS that analysts work in."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyproj

from .errors import InvalidInput

WGS84 = "EPSG:4326"


def to_projected(longitude: np.ndarray, latitude: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings in `crs`, in its units, of WGS 84 degrees; shape (n,), NaN stays NaN."""
    return _transformed(_transformer(WGS84, crs), longitude, latitude)


def to_wgs84(x: np.ndarray, y: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """WGS 84 longitude and latitude in degrees of coordinates in `crs`; shape (n,), NaN stays NaN."""
    return _transformed(_transformer(crs, WGS84), x, y)


def _transformed(transformer: pyproj.Transformer, first: np.ndarray, second: np.ndarray) -> tuple:
    out = transformer.transform(np.asarray(first, dtype=float), np.asarray(second, dtype=float))
    # PROJ answers inf where a coordinate lies outside what the CRS can express.
    return tuple(np.where(np.isfinite(values), values, np.nan) for values in out)


@lru_cache(maxsize=32)
def _transformer(source: str, target: str) -> pyproj.Transformer:
    try:
        return pyproj.Transformer.from_crs(source, target, always_xy=True)
    except pyproj.exceptions.CRSError as error:
        raise InvalidInput(
            f"Cannot transform from '{source}' to '{target}': {error}. Use a code such as EPSG:27700."
        ) from error
