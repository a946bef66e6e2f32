"""Requests that two programs could read in two ways, such as a web server in front and the portal: not answered.

A front that checks or counts what it passes on must see the same person, the same address and the same end of the body
as the portal does.
"""

from __future__ import annotations

import re
from typing import Optional

from starlette.types import Scope

_HOST = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?")
_ONCE = (b"authorization", b"content-length", b"transfer-encoding", b"content-type", b"host")


def ambiguity(scope: Scope) -> Optional[str]:
    """Why the head of a request is not answered; None where it can be read in one way only."""
    names = [name for name, _ in scope["headers"]]
    for name in _ONCE:
        if names.count(name) > 1:
            return f"The header {name.decode().title()} is there more than once. Send it once."
    if b"transfer-encoding" in names and b"content-length" in names:
        return "The body's end is told in two ways. Send Content-Length or Transfer-Encoding, not both."
    host = dict(scope["headers"]).get(b"host", b"")
    if host and not _HOST.fullmatch(host):
        return "The header Host is not the name of a computer. Send the one in the portal's address."
    return None
