"""The items of a collection: a page of GeoJSON, one feature, or the whole answer as an Arrow stream.

Audit first: the entry about an answer is on disk before the first byte of it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any, Optional

import pyarrow as pa
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from ...access import Level
from ...errors import AccessDenied, InvalidInput
from .. import audit, store
from ..identity.sealed_values import seal, unseal
from ..narrowing import RowFilter
from .answers import arrow_stream, features
from .collection import Collection, asked_collection
from .query_parameters import ITEM_FORMATS, ITEM_PARAMETERS, check_parameters, read_filter, read_limit
from .site import ARROW, GEOJSON, JSON, base_url, link, site_of

_MOST_OUTLINES = 1_000
"""Counts in a page of GeoJSON: each carries the polygon of its ward."""


def items(request: Request) -> Response:
    """GET /collections/{collection}/items."""
    parameters = check_parameters(request, ITEM_PARAMETERS, ITEM_FORMATS)
    row_filter, limit = read_filter(parameters), read_limit(parameters)
    collection = asked_collection(request)
    if _wants_arrow(request, parameters):
        return _stream(request, collection, row_filter)
    return _page(request, collection, row_filter, limit)


def item(request: Request) -> Response:
    """GET /collections/{collection}/items/{item}."""
    check_parameters(request)
    collection = asked_collection(request)
    portal = site_of(request).portal
    found = store.incident(portal, collection.scope, request.path_params["item"])
    if not found.num_rows:
        raise AccessDenied("There is no such item among those that you may see.")
    record_consultation(request, collection, {"item": request.path_params["item"]}, found.num_rows)
    feature = features(portal, collection, found)[0]
    address = f"{base_url(request)}/collections/{collection.id}"
    feature["links"] = [
        link(str(request.url), "self", GEOJSON),
        link(address, "collection", JSON, collection.dataset.title),
    ]
    return JSONResponse(feature, media_type=GEOJSON)


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
    """Enter in the audit log who asks for what. When this raises, nothing may be given out."""
    dataset, level = collection.dataset.name, collection.scope.level.value
    audit.record(site_of(request).portal, collection.person.username, "consultation", dataset, level, asked, rows)


def _page(request: Request, collection: Collection, row_filter: RowFilter, limit: int) -> Response:
    portal = site_of(request).portal
    after = _read_cursor(request, collection, row_filter)
    limit = min(limit, _MOST_OUTLINES) if collection.scope.level == Level.COUNTS else limit
    page = store.page(portal, collection.scope, row_filter, after, limit)
    record_consultation(request, collection, {"query": dict(request.query_params)}, page.table.num_rows)
    whole = request.url.remove_query_params(["limit", "cursor", "f"]).include_query_params(f="arrow")
    links = [link(str(request.url), "self", GEOJSON), link(str(whole), "alternate", ARROW, "all pages, as Arrow")]
    if page.next_after is not None:
        cursor = seal(portal, page.next_after, *_cursor_binding(collection, row_filter))
        links.append(link(str(request.url.include_query_params(cursor=cursor)), "next", GEOJSON))
    return JSONResponse(
        {
            "type": "FeatureCollection",
            "timeStamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "numberReturned": page.table.num_rows,
            "links": links,
            "features": features(portal, collection, page.table),
        },
        media_type=GEOJSON,
    )


def _stream(request: Request, collection: Collection, row_filter: RowFilter) -> Response:
    if "cursor" in request.query_params or "limit" in request.query_params:
        raise InvalidInput("An Arrow answer comes whole: leave out limit and cursor.")
    asked = {"query": dict(request.query_params), "format": "arrow"}
    record_consultation(request, collection, {**asked, "state": "begun"}, None)
    if request.method == "HEAD":
        return Response(media_type=ARROW)

    def finish(rows: int) -> None:
        record_consultation(request, collection, {**asked, "state": "complete"}, rows)

    batches: Iterator[pa.RecordBatch] = store.batches(site_of(request).portal, collection.scope, row_filter)
    return StreamingResponse(arrow_stream(collection, batches, finish), media_type=ARROW)


def _wants_arrow(request: Request, parameters: QueryParams) -> bool:
    if "f" in parameters:
        return parameters["f"] == "arrow"
    return ARROW in request.headers.get("accept", "")


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
