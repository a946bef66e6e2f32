"""GET /metrics and GET /ready, and the counting that stands around every request."""

from __future__ import annotations

import time
from typing import Optional

from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..oversight.metrics import CONTENT_TYPE, Family, Requests, Sample, exposition
from ..oversight.portal_metrics import portal_families
from ..oversight.readiness import READY, Readiness
from ..portal import Portal
from .administrator import administrator_asking
from .site import site_of

_THIS_COMPUTER = ("127.0.0.1", "localhost")

_LONG_POLL = "changes"
"""Name of the handler that lets its askers wait."""


class Counted:
    """Middleware around all others: counts answers by the name of what answered, never by an address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and note its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 0

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        state: State = scope["app"].state
        state.under_way[id(scope)] = scope
        try:
            await self.app(scope, receive, send_counted)
        finally:
            del state.under_way[id(scope)]
            state.requests.note(_handler(scope), status, time.monotonic() - begun)


def prepare_counting(state: State, portal: Portal, metrics_address: Optional[tuple[str, int]]) -> None:
    """Give an application's state what this module keeps there.

    metrics_address  host and port of the listener on which /metrics needs no sign-in; None: there is none
    """
    state.requests, state.under_way = Requests(), {}
    state.metrics_address, state.readiness = metrics_address, Readiness(portal)


def metrics(request: Request) -> Response:
    """GET /metrics: on the listener meant for it, or for an administrator. For all others there is no such page."""
    state = request.app.state
    if not _is_on_its_listener(request) and administrator_asking(request) is None:
        raise HTTPException(404)
    waiting = sum(_handler(scope) == _LONG_POLL for scope in list(state.under_way.values()))
    polls = Family("safestats_long_polls_waiting", "gauge", "Clients that wait for changes.", (Sample(waiting),))
    families = [*state.requests.families(), polls, *portal_families(site_of(request).portal)]
    return Response(exposition(families), media_type=CONTENT_TYPE)


def ready(request: Request) -> Response:
    """GET /ready: 200 where the portal can answer with data and take it in, else 503 and the part that cannot."""
    readiness: Readiness = request.app.state.readiness
    parts = readiness.parts()
    is_ready = all(state == READY for state in parts.values())
    return JSONResponse({"status": READY if is_ready else "not ready", "parts": parts}, 200 if is_ready else 503)


def _is_on_its_listener(request: Request) -> bool:
    # The name has to be this computer's too: else a page elsewhere could have a browser here read it for her.
    came_to, meant = request.scope.get("server"), request.app.state.metrics_address
    return meant is not None and tuple(came_to or ()) == meant and request.url.hostname in _THIS_COMPUTER


def _handler(scope: Scope) -> str:
    return getattr(scope.get("endpoint"), "__name__", "nothing")
