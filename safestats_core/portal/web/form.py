"""A form that a browser sends, read within limits and answered in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional
from urllib.parse import parse_qsl

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from ...errors import InvalidInput

_MOST_BYTES = 65_536
_SECONDS = 10

Form = list[tuple[str, str]]
"""Names and values as they came: a name may come twice, which OAuth forbids and has to see."""

_KIND = "application/x-www-form-urlencoded"


async def with_form(
    request: Request, answer: Callable[[Form], Response], limiter: Optional[CapacityLimiter] = None
) -> Response:
    """What `answer` makes of the form. Raises InvalidInput for a body that is none, or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _KIND:
        raise InvalidInput(f"'{kind[:60]}' cannot be read here. Send a form: {_KIND}.")
    body = b""
    try:
        with anyio.fail_after(_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > _MOST_BYTES:
                    raise InvalidInput(f"The form is longer than {_MOST_BYTES} bytes. Send only what is asked for.")
    except TimeoutError as error:
        raise InvalidInput("The form came too slowly. Send it again over a better line.") from error
    form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return await to_thread.run_sync(answer, form, limiter=limiter)
