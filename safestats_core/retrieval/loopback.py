"""The listener that the browser comes back to after the sign-in (RFC 8252): this computer only, one answer only."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import parse_qsl, urlsplit

from ..errors import Cancelled, SignInFailed

_PATH = "/callback"
_POLL_SECONDS = 0.1

BY_CODE = "`safestats login URL --device`"
"""The way in that needs neither a browser nor a port on this computer."""

# The same for every answer: whether the sign-in is good is only known once SafeStats has checked it.
_PAGE = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>SafeStats</title>
<body style="font: 1.2em/1.6 sans-serif; max-width: 30em; margin: 15vh auto; padding: 0 1em">
<h1>Back to SafeStats</h1><p>You can close this window. SafeStats shows whether you are signed in.</p></body></html>
"""


class _Redirect(BaseHTTPRequestHandler):
    """Takes the redirect; anything else that a browser asks for does not exist."""

    server: RedirectListener
    timeout = 10

    def do_GET(self) -> None:
        """Answers with the closing page and hands the parameters on."""
        parts = urlsplit(self.path)
        if parts.path != _PATH:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(_PAGE)
        self.server.answers.put(dict(parse_qsl(parts.query)))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the request line holds the code."""


class RedirectListener(ThreadingTCPServer):
    """Listens on 127.0.0.1 at a free port, for the time of a `with` block.

    It answers in threads of its own: opening a browser may not return before the person has signed in, and
    browsers open connections ahead that they may never use.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        try:
            super().__init__(("127.0.0.1", 0), _Redirect)
        except OSError as error:
            raise SignInFailed(
                f"The browser could not come back to SafeStats: no port of 127.0.0.1 can be opened ({error}). Let "
                f"your firewall allow it, or sign in with a code, {BY_CODE}."
            ) from error
        self.answers: queue.SimpleQueue[dict[str, str]] = queue.SimpleQueue()

    def __enter__(self) -> RedirectListener:
        """Starts to listen."""
        threading.Thread(target=self.serve_forever, args=(_POLL_SECONDS,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        """Closes the port."""
        self.shutdown()
        self.server_close()

    @property
    def redirect_uri(self) -> str:
        """The address to give to the portal."""
        return f"http://127.0.0.1:{self.server_address[1]}{_PATH}"

    def wait(self, seconds: float, is_cancelled: Callable[[], bool]) -> dict[str, str]:
        """The parameters that the first redirect brings; SignInFailed after `seconds`, Cancelled when asked to stop."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_cancelled():
                raise Cancelled("The sign-in was cancelled.")
            try:
                return self.answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
        raise SignInFailed(
            f"Nobody signed in within {seconds:.0f} seconds. Start the sign-in again; if the browser could not open "
            f"the page of 127.0.0.1, a firewall or proxy keeps it from this computer: sign in with a code, {BY_CODE}."
        )
