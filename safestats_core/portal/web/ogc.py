"""OGC API - Features, part 1: what the portal is, and which collections a person sees."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .collection import asked_collection, visible_collections
from .descriptions import describe, describe_fields
from .query_parameters import check_parameters
from .site import JSON, JSON_SCHEMA, OPENAPI, base_url, link, site_of

_PART_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMANCE = (f"{_PART_1}/core", f"{_PART_1}/geojson", f"{_PART_1}/oas30")


def landing(request: Request) -> Response:
    """GET /."""
    check_parameters(request)
    url, name = base_url(request), site_of(request).portal.name
    return JSONResponse(
        {
            "title": name,
            "description": f"{name}: incidents of many agencies, as far as each signed-in person may see them.",
            "links": [
                link(f"{url}/", "self", JSON),
                link(f"{url}/api", "service-desc", OPENAPI, "The API"),
                link(f"{url}/conformance", "conformance", JSON, "The standards that it keeps to"),
                link(f"{url}/collections", "data", JSON, "The collections (sign-in needed)"),
            ],
        }
    )


def conformance(request: Request) -> Response:
    """GET /conformance."""
    check_parameters(request)
    return JSONResponse({"conformsTo": CONFORMANCE})


def collections(request: Request) -> Response:
    """GET /collections: those that the person who asks may see."""
    check_parameters(request)
    url, portal = base_url(request), site_of(request).portal
    return JSONResponse(
        {
            "links": [link(f"{url}/collections", "self", JSON)],
            "collections": [describe(portal, each, url) for each in visible_collections(request)],
        }
    )


def collection(request: Request) -> Response:
    """GET /collections/{collection}."""
    check_parameters(request)
    return JSONResponse(describe(site_of(request).portal, asked_collection(request), base_url(request)))


def queryables(request: Request) -> Response:
    """GET /collections/{collection}/queryables."""
    check_parameters(request)
    return JSONResponse(describe_fields(asked_collection(request), base_url(request)), media_type=JSON_SCHEMA)
