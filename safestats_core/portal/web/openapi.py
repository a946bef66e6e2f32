"""The OpenAPI 3.0 description of the portal. It is public, so it names no dataset."""

from __future__ import annotations

from typing import Any, Optional

from ...incidents import AREA_TYPES, CATEGORIES
from ..filters.limits import MOST_BYTES
from ..filters.reading import LANGUAGES
from .changes import CHANGE_FORMATS
from .crs import CRS84
from .feeds_api import SECURITY, feeds_paths, feeds_security
from .queries_api import queries_paths
from .query_parameters import DEFAULT_LIMIT, ITEM_FORMATS, ITEM_PARAMETERS, MOST_ITEMS
from .rights_api import NO_ROWS_YET, NOT_ADMITTED, NOT_ADMITTED_HERE, rights_paths
from .site import ARROW, FLATGEOBUF, GEOJSON, JSON, JSON_SCHEMA

_MONTH = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBERS = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
_URI = {"type": "string", "format": "uri", "default": CRS84.uri}
_OBJECT = {"type": "object"}
PROMETHEUS = "text/plain"
_BINARY = {"type": "string", "format": "binary"}


def describe_api(portal_name: str, url: str) -> dict[str, Any]:
    """The document that GET /api answers, for the portal at `url`."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": portal_name,
            "version": "1.0",
            "description": "OGC API - Features: GeoJSON in pages; Arrow, FlatGeobuf and CSV whole. "
            "Each person sees what her grants cover.",
        },
        "servers": [{"url": url}],
        "paths": _paths(),
        "components": {
            "parameters": _parameters(),
            "responses": {
                "Refusal": {"description": "What is wrong, and what to do", "content": _content(JSON, _REFUSAL)},
                "NotAdmitted": NOT_ADMITTED,
                "NoRowsYet": NO_ROWS_YET,
            },
            "securitySchemes": {
                "signIn": {"type": "openIdConnect", "openIdConnectUrl": f"{url}/.well-known/openid-configuration"},
                SECURITY: feeds_security(url),
            },
        },
    }


_REFUSAL = {
    "type": "object",
    "required": ["code", "description"],
    "properties": {"code": _TEXT, "description": _TEXT},
}

_PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "bbox": (_NUMBERS, "west,south,east,north in WGS 84 degrees: features whose geometry touches the box"),
    "bbox-crs": (_URI, "the reference system of bbox, one of the collection's `crs`; default CRS84"),
    "crs": (_URI, "the reference system of the answer (json, flatgeobuf), one of the collection's `crs`"),
    "filter": (
        {"type": "string", "minLength": 1, "maxLength": MOST_BYTES},
        "a CQL2 expression over the fields that /queryables names: features of which it is true",
    ),
    "filter-lang": ({"type": "string", "enum": list(LANGUAGES), "default": "cql2-text"}, "the language of filter"),
    "filter-crs": (_URI, "the reference system of shapes in filter, one of the collection's `crs`; default CRS84"),
    "datetime": (_TEXT, "a moment, or an interval START/END with .. for an open end (RFC 3339)"),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": DEFAULT_LIMIT},
        "features on a page; more than the maximum is taken as the maximum",
    ),
    "cursor": (_TEXT, "where to go on: as given in the link `next`, or with a batch of an Arrow stream"),
    "since": (_TEXT, "`next` of the answer before; without it the answer is a token for this moment"),
    "wait": (
        {"type": "integer", "minimum": 0, "maximum": 60, "default": 0},
        "seconds to wait where nothing has changed",
    ),
    "month": (_MONTH, "one month"),
    "from_month": (_MONTH, "first month"),
    "to_month": (_MONTH, "last month"),
    "category": ({"type": "array", "items": {"type": "string", "enum": list(CATEGORIES)}}, "any of these categories"),
    "area": (_TEXTS, "codes of boroughs, wards or LSOAs: features in any of them"),
    "version": (_TEXT, "a version of the boundaries, as GET /areas lists them; default: the current one"),
    "f": ({"type": "string", "enum": list(ITEM_FORMATS), "default": "json"}, "the format of the answer"),
}


_F_OF_CHANGES = "f-of-changes"
"""Where the parameter f of /changes is described: it has fewer formats than that of /items."""


def _parameters() -> dict[str, Any]:
    described = {name: _parameter(name, *about) for name, about in _PARAMETERS.items()}
    formats = {"type": "string", "enum": list(CHANGE_FORMATS), "default": "json"}
    return {**described, _F_OF_CHANGES: _parameter("f", formats, "the format of the answer")}


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    exploded = {"style": "form", "explode": False}
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description, **exploded}


def _paths() -> dict[str, Any]:
    whole = {ARROW: {"schema": _BINARY}, FLATGEOBUF: {"schema": _BINARY}, "text/csv": {"schema": _TEXT}}
    items = {**_content(GEOJSON, _OBJECT), **whole}
    one = _get("One feature", _content(GEOJSON, _OBJECT), ["collectionId", "featureId"], ("crs",), rows=True)
    path = "/collections/{collectionId}"
    return {
        "/": _get("What this portal is", _content(JSON, _OBJECT), public=True),
        "/conformance": _get("The standards that it keeps to", _content(JSON, _OBJECT), public=True),
        "/health": _get("Whether it is up", _content(JSON, _OBJECT), public=True),
        "/ready": _ready(),
        "/metrics": _get("Numbers for Prometheus; for administrators", _content(PROMETHEUS, _TEXT)),
        "/me": _get("Who is signed in", _content(JSON, _OBJECT)),
        "/collections": _get("The collections that the person may see", _content(JSON, _OBJECT)),
        path: _get("One collection", _content(JSON, _OBJECT), ["collectionId"]),
        f"{path}/queryables": _get(
            "The fields that a filter may name", _content(JSON_SCHEMA, _OBJECT), ["collectionId"]
        ),
        f"{path}/months": _get("Its months, each with a version", _content(JSON, _OBJECT), ["collectionId"], rows=True),
        f"{path}/coverage": _get("Which months of which supplier are there", _content(JSON, _OBJECT), ["collectionId"]),
        f"{path}/changes": _get(
            "What is new, different or gone",
            {**_content(GEOJSON, _OBJECT), **_content(ARROW, _BINARY)},
            ["collectionId"],
            ("since", "wait", "limit", _F_OF_CHANGES),
            rows=True,
        ),
        f"{path}/items": _get("Its features", items, ["collectionId"], ITEM_PARAMETERS, rows=True),
        f"{path}/items/{{featureId}}": one,
        **feeds_paths(),
        **rights_paths(),
        **queries_paths(),
        "/areas": _get("The types of areas with boundaries", _content(JSON, _OBJECT)),
        "/areas/{type}": _get(
            f"Boundaries: {', '.join(AREA_TYPES)}", _content(GEOJSON, _OBJECT), ["type"], ("version",)
        ),
    }


def _ready() -> dict[str, Any]:
    described = _get("Whether data can be read and written", _content(JSON, _OBJECT), public=True)
    described["get"]["responses"]["503"] = {"description": "A part cannot be used", "content": _content(JSON, _OBJECT)}
    return described


def _get(
    summary: str,
    content: dict[str, Any],
    in_path: Optional[list[str]] = None,
    in_query: tuple[str, ...] = (),
    public: bool = False,
    rows: bool = False,
) -> dict[str, Any]:
    named = [{"name": name, "in": "path", "required": True, "schema": _TEXT} for name in in_path or []]
    shared = [{"$ref": f"#/components/parameters/{name}"} for name in in_query]
    refused = {"$ref": "#/components/responses/Refusal"}
    answers = dict.fromkeys(["400"] if public else ["400", "401", "403", "404", "503"], refused)
    if not public:
        answers["403"] = {"$ref": "#/components/responses/NoRowsYet"} if rows else NOT_ADMITTED_HERE
    return {
        "get": {
            "summary": summary,
            "parameters": [*named, *shared],
            "security": [] if public else [{"signIn": ["openid"]}],
            "responses": {"200": {"description": summary, "content": content}, **answers},
        }
    }


def _content(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {kind: {"schema": schema}}
