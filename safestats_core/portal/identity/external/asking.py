"""One question to the issuer: checked address, no redirects, little time, a small JSON object as the answer."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any, Optional
from urllib.parse import urlsplit

from ....errors import IssuerUnreachable, SafeStatsError
from ...feeds.addresses import connect, port_of, without_query
from .register import ExternalIssuer, check_address

_SECONDS = 5.0
"""Of silence."""

_WHOLE_SECONDS = 10.0
_MOST_BYTES = 512_000


def ask(
    issuer: ExternalIssuer, url: str, form: Optional[str] = None, headers: Optional[Mapping[str, str]] = None
) -> dict[str, Any]:
    """The JSON object at `url`, by GET, or by POST of `form`.

    The address that the connection goes to is checked each time, as for feeds: a name, or a document of the issuer,
    must not lead the portal to machines that only it can reach.

    Raises IssuerUnreachable, saying why, where there is none to be had.
    """
    try:
        check_address(url, issuer.is_on_loopback)
        return _answer(issuer, url, form, headers or {})
    except IssuerUnreachable:
        raise
    except (OSError, ValueError, RecursionError, http.client.HTTPException, SafeStatsError) as error:
        words = str(error)[:200] or type(error).__name__
        raise IssuerUnreachable(f"The issuer's {without_query(url)} gives no good answer: {words}") from error


def _answer(issuer: ExternalIssuer, url: str, form: Optional[str], headers: Mapping[str, str]) -> dict[str, Any]:
    parts = urlsplit(url)
    line = _Line(issuer, str(parts.hostname), port_of(parts), parts.scheme == "https")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = {"User-Agent": "SafeStats", "Accept": "application/json", "Accept-Encoding": "identity", **headers}
    if form is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    late = threading.Timer(_WHOLE_SECONDS, line.cut)
    late.daemon = True
    late.start()
    try:
        line.request("GET" if form is None else "POST", target, form, sent)
        answer = line.getresponse()
        if answer.status != 200:
            raise IssuerUnreachable(f"The issuer's {without_query(url)} answers with status {answer.status}.")
        body = answer.read(_MOST_BYTES + 1)
    finally:
        late.cancel()
        line.close()
    if len(body) > _MOST_BYTES:
        raise IssuerUnreachable(f"The answer of {without_query(url)} is longer than {_MOST_BYTES:,} bytes.")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise IssuerUnreachable(f"The answer of {without_query(url)} is not a JSON object.")
    return found


class _Line(http.client.HTTPConnection):
    """A connection to a checked address, under TLS with the certificate checked where the address says https."""

    def __init__(self, issuer: ExternalIssuer, host: str, port: int, is_secure: bool) -> None:
        super().__init__(host, port, timeout=_SECONDS)
        self.is_secure = is_secure
        self.allow_private = issuer.allow_private or issuer.is_on_loopback
        self.line: Optional[socket.socket] = None

    def connect(self) -> None:
        """Called by http.client when a request is about to be sent."""
        self.sock = self.line = connect(self.host, self.port, _SECONDS, self.allow_private)
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = self.line = context.wrap_socket(self.line, server_hostname=self.host)

    def cut(self) -> None:
        """End it from another thread, whatever it is waiting for."""
        if self.line is not None and self.line.fileno() != -1:
            socket.socket.shutdown(self.line, socket.SHUT_RDWR)
