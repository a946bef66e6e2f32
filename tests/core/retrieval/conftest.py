"""A web server on loopback that misbehaves exactly as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional
from urllib.parse import parse_qsl, urlsplit

import pytest

from safestats_core.retrieval.session import HttpSession

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Seen:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class FaultServer:
    """`on` says what a path answers: one reply after another, the last one for good."""

    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]

    @staticmethod
    def reply(
        body: bytes = b"",
        status: int = 200,
        kind: str = "application/json",
        length: Optional[int] = None,
        **headers: str,
    ) -> Reply:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body) if length is None else length))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return answer


def _handler(server: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

        def _answer(self, form: str) -> None:
            parts = urlsplit(self.path)
            seen = Seen(
                self.command, parts.path, dict(parse_qsl(parts.query)), dict(self.headers), dict(parse_qsl(form))
            )
            server.seen.append(seen)
            replies = server.replies.get(parts.path, [server.reply(status=404)])
            (replies.pop(0) if len(replies) > 1 else replies[0])(self)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def fault_server() -> Iterator[FaultServer]:
    server = FaultServer()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(server)) as listening:
        listening.daemon_threads = True
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield server
        listening.shutdown()
        thread.join()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds for which the session would have waited."""
    return []


@pytest.fixture
def http(pauses: list[float]) -> HttpSession:
    return HttpSession(pause=pauses.append)


@pytest.fixture
def issuer(fault_server: FaultServer) -> FaultServer:
    """The fault server, with a discovery document in place."""
    document = {
        "issuer": fault_server.url,
        "authorization_endpoint": fault_server.url + "/oauth/authorize",
        "token_endpoint": fault_server.url + "/oauth/token",
        "revocation_endpoint": fault_server.url + "/oauth/revoke",
    }
    fault_server.on("/.well-known/openid-configuration", fault_server.reply(json.dumps(document).encode()))
    return fault_server


@pytest.fixture
def elsewhere(fault_server: FaultServer) -> Callable[..., None]:
    """Lets the fault server be a portal whose people sign in elsewhere: at the address /at, on the same server."""

    def name(ours: Optional[dict] = None, portal: Optional[dict] = None, **issuer: object) -> None:
        at = fault_server.url + "/at"
        told = {
            "resource": fault_server.url,
            "authorization_servers": [at],
            "safestats": {
                "client_id": "at-work",
                "scope": "openid offline_access",
                "resource": "the-data",
                **(ours or {}),
            },
            **(portal or {}),
        }
        document = {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize?tenant=1",
            "token_endpoint": f"{at}/token",
            "revocation_endpoint": f"{at}/revoke",
            "device_authorization_endpoint": f"{at}/device",
            **issuer,
        }
        fault_server.on("/.well-known/oauth-protected-resource", fault_server.reply(json.dumps(told).encode()))
        fault_server.on("/at/.well-known/openid-configuration", fault_server.reply(json.dumps(document).encode()))

    return name
