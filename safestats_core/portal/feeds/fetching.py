"""Fetching a file over HTTP: only where it may be fetched from, only if it is new, and whole or not at all."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional
from urllib.parse import quote, unquote, urljoin

from ...errors import SafeStatsError
from .addresses import check_url, connect, port_of, without_query
from .file_names import fetched_name, stated_name
from .unpacking import Inflow, too_large

_SECONDS = 30.0
"""Of silence, before a server is given up."""

_WHOLE_SECONDS = 1_800.0
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 1 << 16
_LONGEST_MARK = 300


@dataclass(frozen=True)
class Wanted:
    """What to fetch.

    headers        sent to this address only, not to one that it redirects to
    etag, last_modified  of what was fetched last
    """

    url: str = field(repr=False)
    dataset: str
    headers: Mapping[str, str] = field(repr=False)
    etag: Optional[str]
    last_modified: Optional[str]
    most_bytes: int
    allow_private: bool


@dataclass(frozen=True)
class Fetched:
    """A file that was fetched, and by what to ask for the next one."""

    path: Path
    etag: Optional[str]
    last_modified: Optional[str]


def fetch(wanted: Wanted, folder: Path, tick: Callable[[], None]) -> Optional[Fetched]:
    """Fetch a file into `folder`; None where it is the same as before.

    tick  called now and then; may raise Cancelled

    Raises SafeStatsError, saying why, where there is none to be had.
    """
    url = wanted.url
    for _ in range(_MOST_REDIRECTS + 1):
        with _asked(wanted, url) as answer:
            if answer.status == 304 and (wanted.etag or wanted.last_modified):
                return None
            if answer.status == 200:
                return _received(wanted, url, answer, folder, tick)
            url = _next(url, answer)
    raise SafeStatsError(
        f"{without_query(wanted.url)} redirects more than {_MOST_REDIRECTS} times. Give its end address."
    )


class _Line(http.client.HTTPConnection):
    """A connection to a checked address."""

    def __init__(self, host: str, port: int, allow_private: bool) -> None:
        super().__init__(host, port, timeout=_SECONDS)
        self.allow_private = allow_private
        self.line: Optional[socket.socket] = None

    def connect(self) -> None:
        """Called by http.client when a request is about to be sent."""
        self.sock = self.line = connect(self.host, self.port, _SECONDS, self.allow_private)

    def cut(self) -> None:
        """End it from another thread, whatever it is waiting for."""
        if self.line is not None and self.line.fileno() != -1:
            socket.socket.shutdown(self.line, socket.SHUT_RDWR)


class _SecureLine(_Line):
    """The same under TLS, with the server's certificate checked."""

    default_port = 443

    def connect(self) -> None:
        """Called by http.client when a request is about to be sent."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = self.line = context.wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _asked(wanted: Wanted, url: str) -> Iterator[http.client.HTTPResponse]:
    """The answer to one request; a server that drags it out is cut off."""
    parts = check_url(url)
    kind = _SecureLine if parts.scheme == "https" else _Line
    line = kind(str(parts.hostname), port_of(parts), wanted.allow_private)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts.query)}" if parts.query else "")
    late = threading.Timer(_WHOLE_SECONDS, line.cut)
    late.daemon = True
    late.start()
    try:
        line.request("GET", target, headers=_headers(wanted, url))
        yield line.getresponse()
    except (OSError, http.client.HTTPException) as error:
        words = _fit(str(error)) or type(error).__name__
        raise SafeStatsError(f"{without_query(url)} does not answer as it should: {words}.") from error
    finally:
        late.cancel()
        line.close()


def _received(
    wanted: Wanted, url: str, answer: http.client.HTTPResponse, folder: Path, tick: Callable[[], None]
) -> Fetched:
    stated = answer.length
    if stated is None and not answer.chunked:
        # Its end would look like a broken connection, and half a month would stand for the whole.
        raise SafeStatsError(f"{without_query(url)} does not state how long its answer is, so it may be cut off.")
    if stated is not None and stated > wanted.most_bytes:
        raise too_large(wanted.most_bytes)
    packed = _is_packed(answer)
    path = folder / _name(wanted, url, answer, packed)
    came = 0
    with path.open("wb") as file:
        inflow = Inflow(file, packed, wanted.most_bytes)
        while piece := answer.read(_PIECE):
            came += len(piece)
            inflow.write(piece)
            tick()
        if stated is not None and came != stated:
            raise SafeStatsError(f"{without_query(url)} broke off after {came:,} of {stated:,} bytes.")
        inflow.finish()
    return Fetched(path, *(_mark(answer.headers.get(name)) for name in ("etag", "last-modified")))


def _next(url: str, answer: http.client.HTTPResponse) -> str:
    """Where a redirect leads."""
    place = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not place:
        raise SafeStatsError(f"{without_query(url)} answers {answer.status} {_fit(answer.reason)}.")
    target = urljoin(url, place)
    if check_url(url).scheme == "https" and check_url(target).scheme != "https":
        raise SafeStatsError(f"{without_query(url)} redirects from https to http, where anybody can read along.")
    return target


def _headers(wanted: Wanted, url: str) -> dict[str, str]:
    headers = {"User-Agent": "SafeStats", "Accept": "*/*", "Accept-Encoding": "gzip"}
    if _origin(url) == _origin(wanted.url):
        headers.update(wanted.headers)
    if wanted.etag:
        headers["If-None-Match"] = wanted.etag
    if wanted.last_modified:
        headers["If-Modified-Since"] = wanted.last_modified
    return headers


def _is_packed(answer: http.client.HTTPResponse) -> bool:
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise SafeStatsError(f"The server packs its answer as '{packing[:60]}', which was not asked for.")
    return packing != "identity"


def _name(wanted: Wanted, url: str, answer: http.client.HTTPResponse, packed: bool) -> str:
    stated = stated_name(answer.headers.get("content-disposition", "")) or unquote(check_url(url).path)
    return fetched_name(wanted.dataset, answer.headers.get("content-type", ""), stated, packed)


def _mark(value: Optional[str]) -> Optional[str]:
    """A mark to send back next time, if it can be sent."""
    return value if value and len(value) <= _LONGEST_MARK and value == _fit(value) else None


def _fit(words: str) -> str:
    """A server's words as they may be shown on a terminal."""
    return "".join(letter if letter.isascii() and letter.isprintable() else "?" for letter in words[:_LONGEST_MARK])


def _query(query: str) -> str:
    return quote(query, safe="/%:@!$&'()*+,;=~-._?")


def _origin(url: str) -> tuple[str, Optional[str], int]:
    parts = check_url(url)
    return parts.scheme, parts.hostname, port_of(parts)
