"""Between the WGS 84 coordinates of an incident and the projected CRS that analysts work in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyproj
import shapely

from .errors import InvalidInput

WGS84 = "EPSG:4326"


def to_projected(longitude: np.ndarray, latitude: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings in `crs`, in its units, of WGS 84 degrees; shape (n,), NaN stays NaN."""
    return _in_own_thread(WGS84, crs, longitude, latitude)


def to_wgs84(x: np.ndarray, y: np.ndarray, crs: str) -> tuple[np.ndarray, np.ndarray]:
    """WGS 84 longitude and latitude in degrees of coordinates in `crs`; shape (n,), NaN stays NaN."""
    return _in_own_thread(crs, WGS84, x, y)


def shapes_to_projected(shapes: np.ndarray, crs: str) -> np.ndarray:
    """Shapely geometries in `crs`, of geometries in WGS 84 degrees; an array of any shape, None stays None."""
    return shapely.transform(shapes, lambda degrees: np.column_stack(to_projected(degrees[:, 0], degrees[:, 1], crs)))


def _in_own_thread(source: str, target: str, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Transform in a thread that Python starts and ends.

    pyproj frees its context when Python lets go of a thread, but finds it again by the native thread. The threads of
    a Qt pool outlive what Python knows of them, so the second task in one would use a freed context, and crash.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_transformed, source, target, first, second).result()


def _transformed(source: str, target: str, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    try:
        transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    except pyproj.exceptions.CRSError as error:
        raise InvalidInput(
            f"Cannot transform from '{source}' to '{target}': {error}. Use a code such as EPSG:27700."
        ) from error
    out_first, out_second = transformer.transform(np.asarray(first, dtype=float), np.asarray(second, dtype=float))
    return _finite(out_first), _finite(out_second)


def _finite(values: np.ndarray) -> np.ndarray:
    """PROJ answers inf where a coordinate lies outside what the CRS can express; that is NaN here."""
    return np.where(np.isfinite(values), values, np.nan)
