"""What those who run the portal rely on: it starts fast, ends cleanly, and its log keeps no secret."""

from __future__ import annotations

import concurrent.futures
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from safestats_core.errors import InvalidInput
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.portal import init_portal
from safestats_core.portal.web.server import serve

ITEMS = "/collections/offences/items"


@pytest.fixture
def folder(tmp_path):
    init_portal(tmp_path / "portal", "Short-lived").close()
    return tmp_path / "portal"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_within_two_seconds_and_ends_cleanly(start_server, folder, number):
    begun, others = time.monotonic(), kept_waiting("self")
    server = start_server(folder)
    assert requests.get(f"{server.url}/health", timeout=10).json() == {"status": "ok"}
    started = time.monotonic() - begun - (kept_waiting("self") - others) - kept_waiting(server.process.pid)
    assert server.stop(number) == 0
    assert server.process.stdout.read() == b""  # one line, and that was read
    assert "Traceback" not in server.log.read_text()
    # Of a machine that is not busy otherwise; what it does besides also takes from the processor while this works.
    assert started < 2 * max(1.0, os.getloadavg()[0] / os.cpu_count())


def kept_waiting(process):
    """Seconds in which the main thread of a process could have worked, and the machine worked for others."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9


def test_tokens_outlive_a_restart(start_server, portal, visitor):
    tokens = visitor.sign_in("asha")
    other = start_server(portal.folder)
    again = type(visitor)(other.url)
    assert again.refresh(tokens["refresh_token"]).status_code == 200
    other.stop()


def test_a_taken_port_is_said_in_words(portal):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InvalidInput, match="Choose another port"):
        serve(portal, port=taken.getsockname()[1])


def test_answers_on_a_connection_that_stays_open_are_not_held_back(server):
    times = []
    with requests.Session() as http:
        for _ in range(30):
            begun = time.monotonic()
            http.get(f"{server.url}/health", timeout=10)
            times.append(time.monotonic() - begun)
    assert min(times[15:]) < 0.035  # Nagle's algorithm would make each wait for 40 ms


def test_many_people_read_at_once(api, incidents):
    api("asha", "/me"), api("cleo", "/me")
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(api, person, ITEMS, limit=10_000) for person in ("asha", "cleo") * 24]
        sizes = {future.result().json()["numberReturned"] for future in asked}
    assert sizes == {2_600, sum(borough == "B-N" for borough in incidents["borough"].to_pylist())}


def test_the_log_says_what_was_asked_but_no_secret_place_or_name(server, api, visitor):
    tokens = visitor.sign_in("asha")
    api("cleo", ITEMS, bbox="-0.0512345,51.4,0.1,51.6", limit=5)
    api("cleo", f"{ITEMS}/id%2F00005")
    api("cleo", ITEMS, bbox="secretplace")
    visitor.submit(visitor.open_page(), "asha", "a-mistyped-phrase")
    requests.get(f"{server.url}/me", headers={"Authorization": "Bearer not.a.token"}, timeout=10)
    log = server.log.read_text()
    assert "GET items 200" in log
    assert "POST sign_in 302" in log
    told = [tokens["access_token"], tokens["refresh_token"], "heron-velvet-quarry", "a-mistyped-phrase", "not.a.token"]
    for secret in (*told, "0512345", "secretplace", "id/00005", "id%2F00005", "MARKER", "code=", "cursor", "?"):
        assert secret not in log


def test_the_signing_key_is_for_the_portal_alone(folder):
    first = open_signing_key(folder)
    path = folder / "signing-key.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_signing_key(folder).name == first.name
    assert first.key.as_dict(private=True)["d"] not in repr(first)
    path.chmod(0o644)
    with pytest.raises(InvalidInput, match="chmod 600"):
        open_signing_key(folder)


@pytest.mark.parametrize("content", ["", "{}", '{"kty": "oct", "k": "c2VjcmV0"}'])
def test_a_damaged_signing_key_is_said_in_words(folder, content):
    path = folder / "signing-key.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(InvalidInput, match="Restore it"):
        open_signing_key(folder)


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx",
        b"GET /me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
    ],
)
def test_odd_requests_get_an_answer_and_no_traceback(server, request_line):
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(request_line)
        status = int(wire.recv(4096).split()[1])
    assert status < 500
    assert "Traceback" not in server.log.read_text()


def test_a_form_without_end_is_refused(visitor):
    answer = visitor.post("token", grant_type="x" * 100_000)
    assert answer.status_code == 400
    assert "65536 bytes" in answer.json()["description"]


def test_plain_http_beyond_this_computer_is_refused_for_sign_in(visitor):
    page = visitor.http.get(
        f"{visitor.url}/oauth/authorize?client_id=safestats-desktop", headers={"Host": "portal.example"}, timeout=10
    )
    assert page.status_code == 400


def test_it_listens_on_loopback_unless_told_otherwise(server):
    port = int(server.url.rsplit(":", 1)[1])
    listening = subprocess.run(
        [sys.executable, "-c", "import sys; print(open('/proc/net/tcp').read())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    line = next(line for line in listening.splitlines() if f":{port:04X} " in line and " 0A " in line)
    assert line.split()[1].startswith("0100007F")


def test_a_database_that_fails_is_an_honest_503_without_its_words(start_server, tmp_path):
    init_portal(tmp_path / "portal", "Failing").close()
    server = start_server(tmp_path / "portal")
    with closing(sqlite3.connect(tmp_path / "portal" / "portal.db")) as connection:
        connection.execute("DROP TABLE refresh_tokens")
    form = {"grant_type": "refresh_token", "refresh_token": "MARKER-token", "client_id": "safestats-desktop"}
    answer = requests.post(f"{server.url}/oauth/token", data=form, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (503, "Unavailable")
    assert "refresh_tokens" not in answer.text
    assert "MARKER" not in server.log.read_text()
    assert requests.get(f"{server.url}/health", timeout=10).status_code == 200


def test_a_second_request_hidden_in_the_body_of_the_first_is_not_answered(server):
    host, port = server.url.removeprefix("http://").split(":")
    head = f"POST /queries HTTP/1.1\r\nHost: {host}:{port}\r\n"
    hidden = f"GET /health HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(f"{head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}".encode())
        said = b"".join(iter(lambda: line.recv(65536), b""))  # until the portal closes it
    assert said.count(b"HTTP/1.1 ") == 1
    assert said.startswith(b"HTTP/1.1 400")
