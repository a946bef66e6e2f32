"""GET and POST /collections/{collection}/terms: what a dataset may be used for, and that somebody agrees."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...errors import AccessDenied, InvalidInput, TermsNotAccepted
from ..person import is_program
from ..rights.terms import Terms, accept_terms, current_terms, missing_terms
from .collection import Collection, described_collection
from .json_body import read_object
from .query_parameters import check_parameters
from .site import JSON, base_url, link, site_of

CODE = "TermsNotAccepted"
"""The schema of this answer stands in rights_api.py."""


def show_terms(request: Request) -> Response:
    """GET: the text, its version, and whether the person who asks has accepted it."""
    check_parameters(request)
    return _answer(request, described_collection(request))


async def accept(request: Request) -> Response:
    """POST {"version": N}: accept the version that was read."""
    body = await read_object(request, ("version",))
    return await run_in_threadpool(_accept, request, body)


def refuse_before_terms(request: Request, error: Exception) -> Response:
    """The answer to whoever wants data before she has accepted the terms: where they are."""
    if not isinstance(error, TermsNotAccepted):
        raise error
    links = [link(f"{base_url(request)}/collections/{error.collection}/terms", "terms-of-service", JSON)]
    return JSONResponse({"code": CODE, "description": str(error), "links": links}, 403)


def _accept(request: Request, body: dict[str, Any]) -> Response:
    check_parameters(request)
    collection = described_collection(request)
    _held(request, collection)
    if is_program(collection.person.username):
        raise InvalidInput(
            "A person accepts terms of use for a program. Ask those who run the portal: "
            "`safestats portal program accept` enters it."
        )
    version = body.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 0 < version < 2**31:
        raise InvalidInput('Name the version that you accept: {"version": 1}, as GET on this address states it.')
    accept_terms(site_of(request).portal, collection.person, collection.dataset.name, version)
    return _answer(request, collection)


def _held(request: Request, collection: Collection) -> Terms:
    held = current_terms(site_of(request).portal, collection.dataset.name)
    if held is None:
        raise AccessDenied("This dataset has no terms of use. Its items can be read.")
    return held


def _answer(request: Request, collection: Collection) -> Response:
    held = _held(request, collection)
    missing = missing_terms(site_of(request).portal, collection.person, collection.dataset.name)
    address = f"{base_url(request)}/collections/{collection.id}"
    return JSONResponse(
        {
            **vars(held),
            "accepted": missing is None,
            "links": [
                link(f"{address}/terms", "self", JSON),
                link(address, "collection", JSON, collection.dataset.title),
            ],
        }
    )
