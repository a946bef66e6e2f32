"""What stands on loopback between a client and a real portal, and breaks, delays or changes answers as a test says.

It takes the portal's place: to the client it is no proxy of her network, whose faults have words of their own.
"""

from __future__ import annotations

import http.client
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

PIECE = 4_096


@dataclass
class Answered:
    """What the portal said: to be sent on as it is, or as a fault makes it."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Line:
    """The connection to a client: what is written to it has left."""

    handler: BaseHTTPRequestHandler
    pause: float = 0.0

    def write(self, content: bytes) -> None:
        for at in range(0, len(content), PIECE):
            self.handler.wfile.write(content[at : at + PIECE])
            if self.pause:
                time.sleep(self.pause)

    def head(self, answered: Answered, **headers: str) -> None:
        lines = [f"HTTP/1.1 {answered.status} As It Is"]
        said = {**answered.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.write("\r\n".join([*lines, *(f"{name}: {value}" for name, value in said.items()), "", ""]).encode())

    def chunk(self, content: bytes) -> None:
        if content:  # none would be the end of the body
            self.write(b"%x\r\n%s\r\n" % (len(content), content))

    def cut(self) -> None:
        """Reset the connection: no farewell is said."""
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.handler.connection.close()


Fault = Callable[[Line, Answered], None]


def honest(line: Line, answered: Answered) -> None:
    line.head(answered, Transfer_Encoding="chunked")
    line.chunk(answered.body)
    line.write(b"0\r\n\r\n")


def cut_before_headers(line: Line, answered: Answered) -> None:
    line.cut()


def cut_inside_headers(line: Line, answered: Answered) -> None:
    line.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.apa")
    line.cut()


def cut_after(size: Callable[[bytes], int]) -> Fault:
    """So many bytes of the body, and no more; in chunks, as a portal sends them, of which the last is wanting."""

    def fault(line: Line, answered: Answered) -> None:
        line.head(answered, Transfer_Encoding="chunked")
        line.chunk(answered.body[: size(answered.body)])  # a reset could overtake what has not been read yet

    return fault


def ends_after(size: Callable[[bytes], int]) -> Fault:
    """The same, but as if it were all: without a length, the end of a connection is the end of the answer."""

    def fault(line: Line, answered: Answered) -> None:
        line.head(answered, Connection="close")
        line.write(answered.body[: size(answered.body)])

    return fault


def lies(change: Callable[[Answered], Answered], length: Optional[int] = None) -> Fault:
    """Another answer in place of the portal's; `length` is what the header says, whatever there is."""

    def fault(line: Line, answered: Answered) -> None:
        said = change(answered)
        line.head(said, Content_Length=str(len(said.body) if length is None else length))
        line.write(said.body)

    return fault


def slow(seconds: float) -> Fault:
    """So long for each 4 kB."""

    def fault(line: Line, answered: Answered) -> None:
        line.pause = seconds
        honest(line, answered)

    return fault


@dataclass
class FaultProxy:
    """Mount its `adapter` on a session.

    on  what to do with answers to paths that end in a word, and how often: honest otherwise
    """

    port: int = 0
    asked: list[str] = field(default_factory=list)
    _faults: list[tuple[str, list[Fault]]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def on(self, ending: str, *faults: Fault, times: int = 1_000_000) -> None:
        """The faults by turns, each `times` often."""
        with self._lock:
            self._faults.append((ending, [fault for fault in faults for _ in range(min(times, 10_000))]))

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()
            self.asked.clear()

    def fault_for(self, path: str) -> Fault:
        with self._lock:
            self.asked.append(path)
            for ending, faults in self._faults:
                if faults and path.partition("?")[0].endswith(ending):
                    return faults.pop(0)
        return honest


class Adapter(HTTPAdapter):
    """Sends to the proxy what is meant for a portal."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def send(self, request: requests.PreparedRequest, **options: object) -> requests.Response:
        sent, parts = request.copy(), urlsplit(request.url)
        sent.headers["Host"] = parts.netloc
        sent.url = urlunsplit(parts._replace(netloc=f"127.0.0.1:{self._port}"))
        answer = super().send(sent, **options)
        answer.url, answer.request = request.url, request
        return answer


@contextmanager
def fault_proxy() -> Iterator[FaultProxy]:
    proxy = FaultProxy()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(proxy))
    server.daemon_threads = True
    proxy.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()


def _handler(proxy: FaultProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass_on()

        do_POST = do_GET

        def _pass_on(self) -> None:
            fault = proxy.fault_for(self.path)
            self.close_connection = True
            try:
                fault(Line(self), self._ask(self.headers["Host"], self.path))
                self.wfile.flush()
            except OSError:
                pass  # the client has gone away, as some tests make it do

        def _ask(self, portal: str, path: str) -> Answered:
            length = int(self.headers.get("Content-Length", 0))
            upstream = http.client.HTTPConnection(portal, timeout=60)
            try:
                upstream.request(self.command, path, self.rfile.read(length), dict(self.headers))
                answer = upstream.getresponse()
                hop = ("transfer-encoding", "connection", "content-length")
                headers = {name: value for name, value in answer.getheaders() if name.lower() not in hop}
                return Answered(answer.status, {**headers, "Connection": "close"}, answer.read())
            finally:
                upstream.close()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
