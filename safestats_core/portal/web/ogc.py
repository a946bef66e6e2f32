"""OGC API - Features: what the portal is, the standards that it keeps to, and which collections a person sees."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .collection import described_collection, visible_collections
from .descriptions import describe, describe_fields
from .query_parameters import check_parameters
from .site import JSON, JSON_SCHEMA, OPENAPI, base_url, link, site_of

_SPEC = "http://www.opengis.net/spec"
CONFORMANCE = (
    *(f"{_SPEC}/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "oas30")),
    f"{_SPEC}/ogcapi-features-2/1.0/conf/crs",
    *(f"{_SPEC}/ogcapi-features-3/1.0/conf/{name}" for name in ("queryables", "filter", "features-filter")),
    *(f"{_SPEC}/cql2/1.0/conf/{name}" for name in ("cql2-text", "cql2-json", "basic-cql2")),
    *(f"{_SPEC}/cql2/1.0/conf/{name}" for name in ("advanced-comparison-operators", "basic-spatial-functions")),
    f"{_SPEC}/cql2/1.0/conf/basic-spatial-functions-plus",
)


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
    return JSONResponse(describe(site_of(request).portal, described_collection(request), base_url(request)))


def queryables(request: Request) -> Response:
    """GET /collections/{collection}/queryables."""
    check_parameters(request)
    return JSONResponse(describe_fields(described_collection(request), base_url(request)), media_type=JSON_SCHEMA)
