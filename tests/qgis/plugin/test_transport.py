from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from safestats.qgis_plugin.connection.transport import mount


class _Echo(BaseHTTPRequestHandler):
    """Answers with the status in the path, and with what it was sent."""

    def do_GET(self) -> None:
        status = int(self.path.strip("/"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/200")
        self.send_header("X-Sent", self.headers.get("Authorization", ""))
        self.end_headers()
        self.wfile.write(b"body")

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def session(qgis_app) -> requests.Session:
    return mount(requests.Session())


@pytest.mark.parametrize("status", [200, 401, 404, 503])
def test_every_status_and_its_body_reach_the_core(session, server, status):
    answer = session.get(f"{server}/{status}", headers={"Authorization": "Bearer x"}, timeout=5)
    assert (answer.status_code, answer.content, answer.headers["x-sent"]) == (status, b"body", "Bearer x")


def test_a_form_is_sent_as_it_is(session, server):
    assert session.post(server, data={"name": "a b"}, timeout=5).text == "name=a+b"


def test_a_closed_port_is_a_connection_error(session):
    with pytest.raises(requests.exceptions.ConnectionError):
        session.get("http://127.0.0.1:1/", timeout=5)


def test_an_answer_of_another_host_is_not_taken_for_the_portals(session, server):
    with pytest.raises(requests.exceptions.RequestException):
        session.get(f"{server}/302", timeout=5)
