from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class PoliceService:
    """data.police.uk as its documentation describes it, on this computer: the service itself is not to be had here.

    crimes    (month, latitude, longitude, category), each an incident
    most      more crimes than this in one answer are 503
    too_fast  so many requests for crimes are answered by 429 before one is let through
    down      everything is 503
    """

    crimes: list[tuple[str, float, float, str]] = field(default_factory=list)
    months: list[str] = field(default_factory=lambda: ["2024-01", "2024-02", "2024-03"])
    most: int = 10_000
    too_fast: int = 0
    down: bool = False
    answer: object = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def reply(self, path: str, form: dict[str, str]) -> tuple[int, object]:
        self.asked.append((path, form))
        if path == "/crimes-street-dates":
            return 200, [{"date": month, "stop-and-search": []} for month in reversed(self.months)]
        if self.too_fast:
            self.too_fast -= 1
            return 429, "Too many requests"
        if self.down:
            return 503, "Service unavailable"
        if self.answer is not None:
            return 200, self.answer
        inside = self._inside(path.rpartition("/")[2], form)
        return (503, "") if len(inside) > self.most else (200, inside)

    def _inside(self, kind: str, form: dict[str, str]) -> list[dict]:
        corners = [tuple(map(float, pair.split(","))) for pair in form["poly"].split(":")]
        (south, west), (north, east) = min(corners), max(corners)
        return [
            crime(number, *row)
            for number, row in enumerate(self.crimes)
            if row[0] == form["date"] and south <= row[1] <= north and west <= row[2] <= east
            if kind in ("all-crime", row[3])
        ]


def crime(number: int, month: str, latitude: float, longitude: float, category: str) -> dict:
    return {
        "category": category,
        "location_type": "Force",
        "location": {
            "latitude": f"{latitude:.6f}",
            "street": {"id": 900_000 + number, "name": "On or near High Street"},
            "longitude": f"{longitude:.6f}",
        },
        "context": "",
        "outcome_status": None,
        "persistent_id": "",
        "id": 64_000_000 + number,
        "location_subtype": "",
        "month": month,
    }


Reply = tuple[int, object, str]
"""Status, body (a text, or what becomes JSON), content type."""


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, dict[str, str], Mapping[str, str]], Reply]], str]]:
    """Start a server on this computer; gives its address.

    It is handed path, parameters and headers of each request, and gives what to reply.
    """
    running = []

    def serve(reply: Callable[[str, dict[str, str], Mapping[str, str]], Reply]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(urlsplit(self.path).query)

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def _answer(self, form: str) -> None:
                given = {name: values[0] for name, values in parse_qs(form).items()}
                status, content, kind = reply(urlsplit(self.path).path, given, self.headers)
                body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def police(serve: Callable) -> PoliceService:
    service = PoliceService()
    service.address = serve(lambda path, form, headers: (*service.reply(path, form), "application/json"))
    return service
