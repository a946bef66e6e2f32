"""Boundaries for signed-in people: areas are open geography, the same for everybody."""

from __future__ import annotations

import shapely
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import AccessDenied
from ...incidents import AREA_TYPES
from ..boundaries.areas import area_counts, area_versions, areas
from .bearer import who_asks
from .query_parameters import check_parameters
from .site import GEOJSON, site_of


def area_types(request: Request) -> Response:
    """GET /areas."""
    check_parameters(request)
    who_asks(request)
    portal = site_of(request).portal
    types = [
        {
            "type": name,
            "features": features,
            "versions": [
                {"version": each.version, "features": each.features, "current": each.is_current}
                for each in area_versions(portal, name)
            ],
        }
        for name, features in area_counts(portal).items()
    ]
    return JSONResponse({"types": types})


def areas_of_type(request: Request) -> Response:
    """GET /areas/{type}: the current version, or the one that is asked for."""
    parameters = check_parameters(request, ("version", "f"))
    who_asks(request)
    area_type = request.path_params["type"]
    if area_type not in AREA_TYPES:
        raise AccessDenied(f"There is no such type of area. Choose from: {', '.join(AREA_TYPES)}.")
    portal, version = site_of(request).portal, parameters.get("version")
    if version is not None and version not in {each.version for each in area_versions(portal, area_type)}:
        raise AccessDenied(f"There is no such version of {area_type} boundaries. GET /areas lists them.")
    features = [
        {
            "type": "Feature",
            "id": area.code,
            "geometry": shapely.geometry.mapping(area.geometry),
            "properties": {"code": area.code, "name": area.name, "borough": area.parent},
        }
        for area in areas(portal, area_type, version)
    ]
    return JSONResponse({"type": "FeatureCollection", "features": features}, media_type=GEOJSON)
