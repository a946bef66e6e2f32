"""GET /collections/{collection}/changes: what is new, different or gone, and a wait for the next of it.

The token that a client carries holds the sequence number up to which it was told, and the scope under which: both
sealed. When the person's rights have changed since, the answer is 410 and the client starts afresh.
"""

from __future__ import annotations

import re
import time
from typing import Optional

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ...access import Level
from ...errors import InvalidInput
from ..answering import changes as told
from ..identity.sealed_values import seal, unseal
from .arrow_answer import arrow_table
from .collection import Collection, asked_collection
from .geojson import feature_collection, features
from .items import record_disclosure
from .query_parameters import check_parameters, read_limit
from .site import ARROW, GEOJSON, base_url, link, site_of
from .web_errors import refusal

CHANGE_PARAMETERS = ("since", "wait", "limit", "f")
CHANGE_FORMATS = ("json", "arrow")
LONGEST_WAIT = 60
_LOOK_EVERY = 0.5
"""Seconds between two looks of a waiting client: well within the 5 s in which what is published is to be seen."""


async def changes(request: Request) -> Response:
    """Answer at once where there is something to tell, and else after `wait` seconds at the latest."""
    parameters = check_parameters(request, CHANGE_PARAMETERS, CHANGE_FORMATS)
    limit, deadline = read_limit(parameters), time.monotonic() + _wait(parameters.get("wait"))
    if "since" not in parameters:
        return await run_in_threadpool(_begin, request)
    while True:
        # Who asks, and what she may see, is found anew at every look: a grant that ends also ends the wait.
        answer = await run_in_threadpool(_look, request, limit, deadline <= time.monotonic())
        if answer is not None:
            return answer
        await anyio.sleep(min(_LOOK_EVERY, max(deadline - time.monotonic(), 0)))
        if await request.is_disconnected():
            return Response(status_code=204)


def _begin(request: Request) -> Response:
    """Without a token: one for this moment. What is there now, the client gets from `items`."""
    collection = asked_collection(request)
    _refuse_counts(collection)
    return _answer(request, collection, _nothing_since(collection, told.latest(site_of(request).portal)))


def _look(request: Request, limit: int, is_over: bool) -> Optional[Response]:
    """What there is to tell; None where there is nothing yet and time is left."""
    collection = asked_collection(request)
    _refuse_counts(collection)
    portal = site_of(request).portal
    since, scope_hash = unseal(portal, request.query_params["since"], "changes", collection.id)
    if scope_hash != collection.scope.scope_hash or since > told.latest(portal):
        words = "What you may see has changed since this token was given. Fetch the items anew, then the changes."
        return refusal(410, "Gone", words)
    found = told.changes(portal, collection.scope, since, limit)
    if found.is_empty and not found.more and not is_over:
        return None
    if not found.is_empty:
        asked = {"changes": True, "removed": len(found.removed)}
        record_disclosure(request, collection, asked, found.upserts.num_rows)
    return _answer(request, collection, found)


def _answer(request: Request, collection: Collection, found: told.Changes) -> Response:
    portal = site_of(request).portal
    token = seal(portal, [found.last, collection.scope.scope_hash], "changes", collection.id)
    if request.query_params.get("f") == "arrow":
        told_too = {"changes": {"removed": found.removed, "next": token, "more": found.more}}
        return Response(arrow_table(collection, found.upserts, told_too), media_type=ARROW)
    following = f"{base_url(request)}/collections/{collection.id}/changes?since={token}"
    links = [link(following, "next", GEOJSON)]
    members = {"removed": found.removed, "more": found.more, "next": token, "links": links}
    return feature_collection(features(portal, collection, found.upserts), members)


def _nothing_since(collection: Collection, last: int) -> told.Changes:
    return told.Changes(collection.scope.schema.empty_table(), (), last, False)


def _refuse_counts(collection: Collection) -> None:
    if collection.scope.level == Level.COUNTS:
        raise InvalidInput("Counts have no changes row by row. Compare the versions that .../months answers instead.")


def _wait(text: Optional[str]) -> float:
    if text is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) > LONGEST_WAIT:
        raise InvalidInput(f"wait={text} is not a number of seconds from 0 to {LONGEST_WAIT}.")
    return int(text)
