"""A small JSON object as the body of a request."""

from __future__ import annotations

import json
from typing import Any

import anyio
from starlette.requests import Request

from ...errors import InvalidInput

_MOST_BYTES = 1_000_000
_SECONDS = 10


async def read_object(request: Request, known: tuple[str, ...]) -> dict[str, Any]:
    """The object that the body is.

    known  the names that it may have

    Raises InvalidInput for anything else, and for a body that is too long or too slow.
    """
    found = _parsed(await _read(request))
    if not isinstance(found, dict):
        raise InvalidInput(f"The body is not a JSON object. Send one with: {', '.join(known)}.")
    for name in found:
        if name not in known:
            raise InvalidInput(f"Unknown member '{name[:60]}' in the body. Known here: {', '.join(known)}.")
    return found


async def _read(request: Request) -> bytearray:
    body = bytearray()
    try:
        with anyio.fail_after(_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > _MOST_BYTES:
                    raise InvalidInput(f"The body is longer than {_MOST_BYTES:,} bytes. Send less.")
    except TimeoutError as error:
        raise InvalidInput("The body came too slowly. Send it again over a better line.") from error
    return body


def _parsed(body: bytearray) -> Any:
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:  # no answer could quote it, and no database keep it
        raise InvalidInput("The body holds half a character (a lone surrogate). Send whole ones.") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput("The body is not JSON. Send an object with Content-Type: application/json.") from error
    return found
