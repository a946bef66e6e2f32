"""The items of a collection: a page of GeoJSON, one feature, or the whole answer as Arrow, FlatGeobuf or CSV.

Audit first: the entry about an answer is on disk before the first byte of it leaves.
"""

from __future__ import annotations

import json
from typing import Any, Optional

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...access import Level
from ...errors import AccessDenied, InvalidInput
from .. import audit
from ..answering import store
from ..answering.row_filter import RowFilter
from ..identity.sealed_values import seal, unseal
from .arrow_answer import arrow_answer
from .collection import Collection, asked_collection
from .crs import CRS84, Crs, read_crs
from .geojson import feature_collection, features
from .query_parameters import ITEM_FORMATS, ITEM_PARAMETERS, check_parameters, read_filter, read_limit
from .reading.wanted import Wanted
from .site import ARROW, CSV, FLATGEOBUF, GEOJSON, JSON, JSON_SCHEMA, QUERYABLES, base_url, link, site_of
from .web_errors import refusal
from .whole_answer import WholeAnswer

_WHOLE = {"arrow": (ARROW, "Arrow"), "flatgeobuf": (FLATGEOBUF, "FlatGeobuf"), "csv": (CSV, "CSV")}
"""Formats that are not paged -> their media type and name."""

_MOST_OUTLINES = 1_000
"""Counts in a page of GeoJSON: each carries the polygon of its ward."""


def items(request: Request) -> Response:
    """GET /collections/{collection}/items."""
    parameters = check_parameters(request, ITEM_PARAMETERS, ITEM_FORMATS)
    limit, collection = read_limit(parameters), asked_collection(request)
    row_filter = read_filter(parameters, collection.scope, collection.dataset.crs)
    crs = read_crs(parameters, "crs", collection.dataset.crs)
    wanted = _wanted_format(request, parameters)
    if wanted != "json":
        return _stream(request, collection, row_filter, wanted, crs)
    return _page(request, collection, row_filter, limit, crs)


def item(request: Request) -> Response:
    """GET /collections/{collection}/items/{item}."""
    parameters = check_parameters(request, ("crs", "f"))
    collection = asked_collection(request)
    crs, portal = read_crs(parameters, "crs", collection.dataset.crs), site_of(request).portal
    found = store.incident(portal, collection.scope, request.path_params["item"])
    if not found.num_rows:
        raise AccessDenied("There is no such item among those that you may see.")
    record_consultation(request, collection, {"item": request.path_params["item"]}, found.num_rows)
    feature = json.loads(features(portal, collection, found, crs)[0].as_py())
    address = f"{base_url(request)}/collections/{collection.id}"
    feature["links"] = [
        link(str(request.url), "self", GEOJSON),
        link(address, "collection", JSON, collection.dataset.title),
    ]
    return JSONResponse(feature, media_type=GEOJSON, headers=_says_crs(crs))


def months(request: Request) -> Response:
    """GET /collections/{collection}/months: what a client compares with what it has."""
    check_parameters(request)
    collection = asked_collection(request)
    found = store.months(site_of(request).portal, collection.scope)
    record_consultation(request, collection, {"months": len(found)}, None)
    return JSONResponse(
        {
            "scope_hash": collection.scope.scope_hash,
            "lease_hours": collection.dataset.lease_hours,
            "months": [vars(month) for month in found],
        }
    )


def record_consultation(request: Request, collection: Collection, asked: dict[str, Any], rows: Optional[int]) -> None:
    """Enter in the audit log who looks at what. When this raises, nothing may be given out."""
    _record("consultation", request, collection, asked, rows)


def record_disclosure(request: Request, collection: Collection, asked: dict[str, Any], rows: Optional[int]) -> None:
    """The same where what is given out makes or keeps up a copy elsewhere, with whom the copy goes to."""
    _record("disclosure", request, collection, {**asked, "recipient": collection.person.organisation}, rows)


def _record(
    operation: str, request: Request, collection: Collection, asked: dict[str, Any], rows: Optional[int]
) -> None:
    dataset, level = collection.dataset.name, collection.scope.level.value
    audit.record(site_of(request).portal, collection.person.username, operation, dataset, level, asked, rows)


def _page(request: Request, collection: Collection, row_filter: RowFilter, limit: int, crs: Crs) -> Response:
    portal = site_of(request).portal
    after = _read_cursor(request, collection, row_filter)
    limit = min(limit, _MOST_OUTLINES) if collection.scope.level == Level.COUNTS else limit
    page = store.page(portal, collection.scope, row_filter, after, limit)
    record_consultation(request, collection, {"query": dict(request.query_params)}, page.table.num_rows)
    links = [link(str(request.url), "self", GEOJSON), *_whole_links(request)]
    if page.next_after is not None:
        cursor = seal(portal, page.next_after, *_cursor_binding(collection, row_filter))
        links.append(link(str(request.url.include_query_params(cursor=cursor)), "next", GEOJSON))
    headers = {**_says_crs(crs), **_leads_to_queryables(request, collection)}
    return feature_collection(features(portal, collection, page.table, crs), {"links": links}, headers)


def _stream(request: Request, collection: Collection, row_filter: RowFilter, wanted: str, crs: Crs) -> Response:
    kind, headers = _WHOLE[wanted][0], _leads_to_queryables(request, collection)
    _check_whole(request, wanted, crs)
    asked = {"query": dict(request.query_params), "format": wanted}
    arrow = arrow_answer(site_of(request).portal, collection, row_filter, request.query_params.get("cursor"))
    if not arrow.may_go_on:
        words = "What was asked for has changed since the answer broke off. Ask for the whole of it again."
        return refusal(410, "Gone", words, headers)

    def begin() -> None:
        record_disclosure(request, collection, {**asked, "state": "begun"}, None)

    def finish(rows: int) -> None:
        record_disclosure(request, collection, {**asked, "state": "complete"}, rows)

    if request.method == "HEAD":
        begin()
        return Response(media_type=kind, headers=headers)
    whole = Wanted(wanted, collection, row_filter, crs, arrow.after, arrow.published)
    return WholeAnswer(site_of(request).lane, collection.person.username, whole, begin, finish, kind, headers)


def _check_whole(request: Request, wanted: str, crs: Crs) -> None:
    asked, name = request.query_params, _WHOLE[wanted][1]
    if "limit" in asked or ("cursor" in asked and wanted != "arrow"):
        raise InvalidInput(f"A {name} answer comes whole: leave out limit and cursor.")
    if wanted != "flatgeobuf" and crs != CRS84:
        raise InvalidInput(f"A {name} answer is in longitude and latitude: leave out crs, or ask f=flatgeobuf.")


def _whole_links(request: Request) -> list[dict[str, Any]]:
    """The same question answered whole, in every format that is not paged."""
    whole = request.url.remove_query_params(["limit", "cursor", "f", "crs"])
    return [
        link(str(whole.include_query_params(f=name)), "alternate", kind, f"all pages, as {title}")
        for name, (kind, title) in _WHOLE.items()
    ]


def _says_crs(crs: Crs) -> dict[str, str]:
    return {"Content-Crs": f"<{crs.uri}>"}


def _leads_to_queryables(request: Request, collection: Collection) -> dict[str, str]:
    address = f"{base_url(request)}/collections/{collection.id}/queryables"
    return {"Link": f'<{address}>; rel="{QUERYABLES}"; type="{JSON_SCHEMA}"'}


def _wanted_format(request: Request, parameters: QueryParams) -> str:
    if "f" in parameters:
        return str(parameters["f"])
    accepted = request.headers.get("accept", "")
    return next((name for name, (kind, _) in _WHOLE.items() if kind.split(";")[0] in accepted), "json")


def _read_cursor(request: Request, collection: Collection, row_filter: RowFilter) -> Optional[int]:
    if "cursor" not in request.query_params:
        return None
    binding = _cursor_binding(collection, row_filter)
    try:
        return int(unseal(site_of(request).portal, request.query_params["cursor"], *binding))
    except InvalidInput as error:
        raise InvalidInput(
            "The cursor was not issued to you for this query, or what you may see has changed. "
            "Begin again at the first page."
        ) from error


def _cursor_binding(collection: Collection, row_filter: RowFilter) -> tuple[str, ...]:
    return ("cursor", collection.person.username, collection.id, collection.scope.scope_hash, repr(row_filter))
