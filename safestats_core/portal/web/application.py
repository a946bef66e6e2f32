"""The portal on the web: which handler answers which address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ...errors import TermsNotAccepted
from ..identity import oauth_endpoints
from ..identity.signing_keys import open_signing_key
from ..portal import Portal
from . import exports, feeds, grants, items, ogc, public_areas, queries, status_elsewhere, status_page, terms
from .bearer import METADATA, who_asks
from .changes import changes
from .coverage import coverage
from .guard import Guard
from .lane import Lane, Place, place_here
from .metrics import Counted, metrics, prepare_counting, ready
from .openapi import describe_api
from .query_parameters import check_parameters
from .site import OPENAPI, Site, base_url, site_of
from .web_errors import HANDLERS


def create_app(
    portal: Portal,
    metrics_address: Optional[tuple[str, int]] = None,
    elsewhere: Callable[[], Sequence[Place]] = tuple,
) -> Starlette:
    """The web application of an open portal. Raises InvalidInput when its signing key cannot be used.

    metrics_address  host and port of the listener on which GET /metrics needs no sign-in; None: there is none
    elsewhere        gives the places outside of this process where whole answers are made; none: they are made here
    """
    handlers = {**HANDLERS, TermsNotAccepted: terms.refuse_before_terms}
    app = Starlette(routes=_ROUTES, middleware=[Middleware(Counted), Middleware(Guard)], exception_handlers=handlers)
    app.state.site = Site(portal, open_signing_key(portal.folder), Lane(place_here(portal), elsewhere))
    prepare_counting(app.state, portal, metrics_address)
    return app


def health(request: Request) -> Response:
    """GET /health."""
    return JSONResponse({"status": "ok"})


def api(request: Request) -> Response:
    """GET /api."""
    check_parameters(request)
    return JSONResponse(describe_api(site_of(request).portal.name, base_url(request)), media_type=OPENAPI)


def me(request: Request) -> Response:
    """GET /me: who is signed in, and where."""
    check_parameters(request)
    return JSONResponse({**vars(who_asks(request)), "portal": site_of(request).portal.name})


_ROUTES = [
    Route("/", ogc.landing),
    Route("/health", health),
    Route("/ready", ready),
    Route("/metrics", metrics),
    Route("/status", status_page.status_page),
    Route("/status/sign-in", status_page.status_sign_in_form, methods=["GET"]),
    Route("/status/sign-in", status_page.status_sign_in, methods=["POST"]),
    Route(status_elsewhere.BEGIN, status_elsewhere.begin, methods=["GET"]),
    Route(status_elsewhere.BACK, status_elsewhere.back, methods=["GET"]),
    Route("/status/sign-out", status_page.status_sign_out, methods=["POST"]),
    Route("/status/deliveries/{delivery:int}/refusals", status_page.status_refusals),
    Route("/api", api),
    Route("/conformance", ogc.conformance),
    Route("/.well-known/openid-configuration", oauth_endpoints.discovery),
    Route(METADATA, oauth_endpoints.protected_resource),
    Route("/oauth/jwks", oauth_endpoints.public_keys),
    Route("/oauth/authorize", oauth_endpoints.authorize, methods=["GET"]),
    Route("/oauth/authorize", oauth_endpoints.sign_in, methods=["POST"]),
    Route("/oauth/token", oauth_endpoints.issue_tokens, methods=["POST"]),
    Route("/oauth/revoke", oauth_endpoints.revoke, methods=["POST"]),
    Route("/oauth/device_authorization", oauth_endpoints.begin_device_sign_in, methods=["POST"]),
    Route("/oauth/device", oauth_endpoints.device, methods=["GET"]),
    Route("/oauth/device", oauth_endpoints.device_sign_in, methods=["POST"]),
    Route("/oauth/device/decision", oauth_endpoints.device_decision, methods=["POST"]),
    Route("/me", me),
    Route("/collections", ogc.collections),
    Route("/collections/{collection}", ogc.collection),
    Route("/collections/{collection}/queryables", ogc.queryables),
    Route("/collections/{collection}/months", items.months),
    Route("/collections/{collection}/changes", changes),
    Route("/collections/{collection}/coverage", coverage),
    Route("/collections/{collection}/items", items.items),
    Route("/collections/{collection}/items/{item:path}", items.item),
    Route("/collections/{collection}/terms", terms.show_terms, methods=["GET"]),
    Route("/collections/{collection}/terms", terms.accept, methods=["POST"]),
    Route("/queries", queries.list_queries, methods=["GET"]),
    Route("/queries", queries.keep_query, methods=["POST"]),
    Route("/queries/{id}", queries.drop_query, methods=["DELETE"]),
    Route("/exports", exports.report_export, methods=["POST"]),
    Route("/grants", grants.list_handed_on, methods=["GET"]),
    Route("/grants", grants.hand_on_grant, methods=["POST"]),
    Route("/grants/{number}", grants.take_back_grant, methods=["DELETE"]),
    Route("/feeds/{dataset}", feeds.push, methods=["POST"]),
    Route("/feeds/{dataset}/receipts/{delivery}", feeds.receipt),
    Route("/feeds/{dataset}/receipts/{delivery}/refusals", feeds.refusals),
    Route("/areas", public_areas.area_types),
    Route("/areas/{type}", public_areas.areas_of_type),
]
