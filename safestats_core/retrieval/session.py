"""The one HTTP session that carries all traffic: timeouts, retries, and errors that say what to do.

Retries are the session's work, not its adapter's, so they still hold where QGIS mounts an adapter of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any, Optional, Union

import requests

from .failures import PROXY_WANTS_PASSWORD, AnswerTooLong, failure_of, unreachable

TIMEOUT = (10.0, 60.0)
"""Seconds to wait for a connection, and for the next bytes of an answer."""

WAITS = (0.5, 1.0, 2.0)
"""Seconds before the second, third and fourth attempt."""

LONGEST_WAIT = 30.0
"""Seconds; a server that asks for a longer pause is asked again after this one."""

MOST_BYTES = 256 << 20
"""Of one answer that is not streamed, unpacked: whoever is at the other end must not fill the memory."""

_PIECE = 64 << 10
_PASSING_STATUSES = frozenset({429, 502, 503, 504})

_Outcome = Union[requests.Response, requests.RequestException]


class HttpSession(requests.Session):
    """A `requests` session that follows no redirect and repeats a GET that failed in passing.

    pause  waits so many seconds between two attempts
    """

    def __init__(self, pause: Callable[[float], None] = time.sleep) -> None:
        super().__init__()
        self.headers["User-Agent"] = "SafeStats"
        # With an `auth` of its own, requests does not look into ~/.netrc and put another credential in.
        self.auth = _anonymous
        self.pause = pause

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """The answer to `request`, whatever its status; raises PortalUnreachable when there is none."""
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT
        # A redirect could carry the bearer header to another host; the portal's data never moves.
        kwargs["allow_redirects"] = False
        outcome = self._attempt(request, kwargs)
        for wait in WAITS if request.method == "GET" else ():
            if not _may_pass(outcome):
                break
            self.pause(_end_for_now(outcome) or wait)
            outcome = self._attempt(request, kwargs)
        # Raised here, outside any `except`, so that no request with its headers hangs on the error.
        if isinstance(outcome, requests.RequestException):
            raise unreachable(outcome, request.url or "")
        return outcome

    def _attempt(self, request: requests.PreparedRequest, kwargs: dict[str, Any]) -> _Outcome:
        try:
            answer = super().send(request, **{**kwargs, "stream": True})
            if not kwargs.get("stream"):
                _read_whole(answer)
        except requests.RequestException as error:
            return error
        if not kwargs.get("stream") and _is_cut(request, answer):
            return requests.exceptions.ChunkedEncodingError("the answer is shorter than it says")
        if answer.status_code == PROXY_WANTS_PASSWORD:
            answer.close()
            return requests.exceptions.ProxyError(str(PROXY_WANTS_PASSWORD))
        return answer


def new_http_session() -> HttpSession:
    """A session for one portal; QGIS mounts its own transport adapter on it."""
    return HttpSession()


def _read_whole(answer: requests.Response) -> None:
    """Read an answer into memory, as requests would, but not without end."""
    pieces: list[bytes] = []
    size = 0
    for piece in answer.iter_content(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            answer.close()
            raise AnswerTooLong
        pieces.append(piece)
    answer._content = b"".join(pieces)


def _is_cut(request: requests.PreparedRequest, answer: requests.Response) -> bool:
    """Whether the connection closed before the whole answer was there: requests itself does not look."""
    said = answer.headers.get("Content-Length", "")
    if request.method == "HEAD" or answer.status_code == 304 or "Content-Encoding" in answer.headers:
        return False
    return said.isascii() and said.isdigit() and len(answer.content) < int(said)


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _may_pass(outcome: _Outcome) -> bool:
    if isinstance(outcome, requests.Response):
        return outcome.status_code in _PASSING_STATUSES
    return failure_of(outcome).passes


def _end_for_now(outcome: _Outcome) -> Optional[float]:
    """Lets go of a failed answer; returns the seconds it asks to wait, as far as LONGEST_WAIT."""
    if not isinstance(outcome, requests.Response):
        return None
    outcome.close()
    asked = outcome.headers.get("Retry-After", "")
    if asked.isascii() and asked.isdigit():
        return min(float(asked), LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(asked).timestamp() - time.time()
    except (TypeError, ValueError, IndexError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)
