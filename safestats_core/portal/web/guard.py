"""What stands around every request: safe headers, one log line without secrets, and no traceback for anybody."""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType
from typing import Optional

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .ambiguous import ambiguity
from .web_errors import refusal

_log = logging.getLogger(__name__)

_FRAMES = 5
"""Of a failure's traceback: the innermost ones, which are ours."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Middleware. An answer that breaks off is left without its end, so that no one takes it for whole."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and watch over its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, whole = time.monotonic(), 0, False

        async def send_guarded(message: Message) -> None:
            nonlocal status, whole
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(_HEADERS)
            whole = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        odd = ambiguity(scope)
        try:
            if odd is not None:  # what follows on this connection is not believed either
                await refusal(400, "BadRequest", odd, {"Connection": "close"})(scope, receive, send_guarded)
            else:
                await self.app(scope, receive, send_guarded)
        except Exception as error:  # whatever a handler did not foresee
            _log.error("%s at\n%s", type(error).__name__, _places(error.__traceback__))
            if not status:
                words = "The portal failed to answer. Tell the people who run it; its log says where."
                await refusal(500, "InternalError", words)(scope, receive, send_guarded)
        # The name of what answered, not the address: addresses hold coordinates, codes and ids.
        name = getattr(scope.get("endpoint"), "__name__", "nothing")
        outcome = "" if whole else ", broken off"
        _log.info("%s %s %d %.0f ms%s", scope["method"], name, status, 1000 * (time.monotonic() - begun), outcome)


def _places(where: Optional[TracebackType]) -> str:
    # Only where it happened: the text of an exception may quote data.
    return "".join(traceback.format_tb(where, limit=-_FRAMES))
