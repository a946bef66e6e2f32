"""GET and POST /queries, DELETE /queries/{id}: questions kept at the portal, one's own and those of colleagues."""

from __future__ import annotations

from typing import Any, Optional

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import InvalidInput
from ...query import Query
from .. import audit
from ..saved_queries import SavedQuery, forget_query, save_query, saved_queries_for
from .bearer import who_asks
from .json_body import read_object
from .query_parameters import check_parameters
from .site import base_url, site_of


def list_queries(request: Request) -> Response:
    """GET /queries: those that the person who asks may see now."""
    check_parameters(request)
    person, portal = who_asks(request), site_of(request).portal
    found = saved_queries_for(portal, person)
    detail = {"saved queries": len(found.queries)}
    audit.record(portal, person.username, "consultation", None, None, detail, None)
    return JSONResponse({"queries": [_stated(each) for each in found.queries], "left_out": found.left_out})


async def keep_query(request: Request) -> Response:
    """POST /queries: keep a question under a name, in the place of her own one of that name."""
    person = await run_in_threadpool(who_asks, request)
    body = await read_object(request, ("name", "query", "shared"))
    check_parameters(request)
    name, shared = body.get("name"), body.get("shared", False)
    if not isinstance(name, str) or not isinstance(shared, bool):
        raise InvalidInput('A saved query is {"name": TEXT, "query": {...}, "shared": true or false}.')
    query, portal = _read(body.get("query")), site_of(request).portal
    kept, is_new = await run_in_threadpool(save_query, portal, person, name, query, shared)
    headers = {"Location": f"{base_url(request)}/queries/{kept.id}"}
    return JSONResponse(_stated(kept), 201 if is_new else 200, headers)


def drop_query(request: Request) -> Response:
    """DELETE /queries/{id}: forget one of her own."""
    check_parameters(request)
    forget_query(site_of(request).portal, who_asks(request), request.path_params["id"])
    return Response(status_code=204)


def _read(note: Optional[Any]) -> Query:
    if not isinstance(note, dict):
        raise InvalidInput("'query' has to be an object with at least a dataset and a level.")
    return Query.from_note(note)


def _stated(each: SavedQuery) -> dict[str, Any]:
    return {**vars(each), "query": each.query.as_note(), "saved": f"{each.saved:%Y-%m-%dT%H:%M:%SZ}"}
