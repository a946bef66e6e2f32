"""Reading JSON and base64 so that what was changed shows, even where the change would mean the same."""

from __future__ import annotations

import base64
import json
from typing import Any


def read_json(content: bytes) -> Any:
    """The value of ASCII JSON. Raises ValueError or RecursionError for what is none, or has a member twice."""
    return json.loads(content.decode("ascii"), object_pairs_hook=_without_repeats)


def read_base64(text: Any) -> bytes:
    """The bytes of base64 as an encoder writes it. Raises ValueError for anything else.

    The last letter may have bits to spare, which decoders ignore: here they have to be zero.
    """
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is no base64")
    content = base64.b64decode(text, validate=True)
    if write_base64(content) != text:
        raise ValueError("base64 is not as it is written")
    return content


def write_base64(content: bytes) -> str:
    """Bytes as base64, in the standard alphabet with padding."""
    return base64.b64encode(content).decode("ascii")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        raise ValueError("an object has a member twice")
    return entry
