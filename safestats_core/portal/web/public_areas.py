"""Boundaries for signed-in people: areas are open geography, the same for everybody."""

from __future__ import annotations

import shapely
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import AccessDenied
from ...incidents import AREA_TYPES
from ..areas import area_counts, areas
from .bearer import who_asks
from .query_parameters import check_parameters
from .site import GEOJSON, site_of


def area_types(request: Request) -> Response:
    """GET /areas."""
    check_parameters(request)
    who_asks(request)
    known = area_counts(site_of(request).portal)
    return JSONResponse({"types": [{"type": name, "features": features} for name, features in known.items()]})


def areas_of_type(request: Request) -> Response:
    """GET /areas/{type}."""
    check_parameters(request)
    who_asks(request)
    area_type = request.path_params["type"]
    if area_type not in AREA_TYPES:
        raise AccessDenied(f"There is no such type of area. Choose from: {', '.join(AREA_TYPES)}.")
    features = [
        {
            "type": "Feature",
            "id": area.code,
            "geometry": shapely.geometry.mapping(area.geometry),
            "properties": {"code": area.code, "name": area.name, "borough": area.parent},
        }
        for area in areas(site_of(request).portal, area_type)
    ]
    return JSONResponse({"type": "FeatureCollection", "features": features}, media_type=GEOJSON)
