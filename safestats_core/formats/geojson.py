"""GeoJSON -> records: the properties of each feature, its id, and the point as longitude and latitude.

Coordinates are WGS 84 (RFC 7946). A feature whose geometry is no point is a row at fault, not a fault of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from ..errors import UnreadableSupply

Element = tuple[Optional[Mapping[str, Any]], Optional[str]]
"""A record, and what is wrong with it."""

_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326", "epsg:4326")
_AXES = ("longitude", "latitude")


def is_geojson(parsed: object) -> bool:
    """Whether a JSON document is a GeoJSON collection of features."""
    return isinstance(parsed, dict) and parsed.get("type") == "FeatureCollection"


def features_of(document: Mapping[str, Any]) -> list[Element]:
    """A record for each feature. Raises UnreadableSupply for a collection without a list, or in another CRS."""
    features = document.get("features")
    if not isinstance(features, list):
        raise UnreadableSupply("The FeatureCollection has no list of features. Ask the supplier for it again.")
    _check_crs(document.get("crs"))
    return [_feature(feature) for feature in features]


def _check_crs(crs: object) -> None:
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if crs is not None and not (isinstance(name, str) and name.endswith(_DEGREES)):
        raise UnreadableSupply(
            f"Its crs is {name or crs!r}, but GeoJSON is in WGS 84 degrees. Write it again in EPSG:4326."
        )


def _feature(feature: object) -> Element:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return None, "It is not a GeoJSON feature."
    properties = feature.get("properties")
    if properties is not None and not isinstance(properties, dict):
        return None, "Its properties are not named values."
    record: dict[str, Any] = dict(properties or {})
    if feature.get("id") is not None:
        record.setdefault("id", feature["id"])
    point, fault = _point(feature.get("geometry"))
    for name, value in zip(_AXES, point):
        # A property of that name is the supplier's; the point then stands beside it.
        record[f"geometry.{name}" if name in record else name] = value
    return record, fault


def _point(geometry: object) -> tuple[tuple[Any, ...], Optional[str]]:
    """Longitude and latitude, both None where there is no geometry, and why it cannot be used."""
    if geometry is None:
        return (None, None), None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind != "Point":
        shown = kind if isinstance(kind, str) else "not a geometry"
        return (None, None), f"Its geometry is {shown[:40]}, but an incident is a Point. Send one point, or none."
    position = geometry.get("coordinates")
    if position == []:
        return (None, None), None
    # Numbers were kept as they are written, so that no digit is lost.
    if not isinstance(position, list) or len(position) < 2 or not all(isinstance(part, str) for part in position[:2]):
        return (None, None), "The coordinates of its Point are not two numbers. Give longitude and latitude."
    return tuple(position[:2]), None
