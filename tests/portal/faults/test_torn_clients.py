"""Clients that are slow, torn or absurd: the portal lives, serves the others, and grows no larger for it."""

from __future__ import annotations

import contextlib
import re
import socket
import time

import pytest

from safestats_core.portal.portal import init_portal

PATIENCE = (
    "import sys; from safestats_core.portal.web import patience, form, json_body, feed_body; "
    "patience.HEAD_SECONDS, patience.STALL_SECONDS = 2.0, 2.0; "
    "form._SECONDS = json_body._SECONDS = feed_body._IDLE_SECONDS = 1; "
    "from safestats_core.cli import main; sys.exit(main(sys.argv[1:]))"
)
"""The same portal in less of a hurry would keep these tests waiting for minutes."""

PROMPT = 2.0
"""Seconds within which the others are served meanwhile."""

GROWTH = 60 << 20
BATCH = 100 << 20


@pytest.fixture(scope="module")
def portal(tmp_path_factory, prepare):
    opened = init_portal(tmp_path_factory.mktemp("torn") / "portal", "Test portal")
    prepare(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def serving(portal, start):
    return start(portal, code=PATIENCE)


@pytest.fixture(scope="module")
def met(portal, serving, sender):
    return sender(portal, serving)


@pytest.fixture(scope="module")
def filled(serving, met, rows_csv):
    """Enough rows that an answer does not fit into what lies between two programs."""
    assert met.push(rows_csv(30_000, "x" * 400), name="many.csv").status_code == 201
    return serving


def connect(serving):
    return socket.create_connection(serving.address, timeout=20)


def ask(serving, wire, kind):
    head = f"GET /collections/offences/items?f={kind} HTTP/1.1\r\nHost: {serving.url[7:]}"
    wire.sendall(f"{head}\r\nAuthorization: Bearer {serving.access('ada')}\r\n\r\n".encode())


def is_served(serving):
    begun, waited = time.monotonic(), serving.kept_waiting
    assert serving.get("/collections/offences/items?limit=5", "ada").status_code == 200
    return time.monotonic() - begun - (serving.kept_waiting - waited) < PROMPT


def wait_until(holds, seconds=60):
    """Wait for what the portal does by itself."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)


def ends(wire, within):
    """Whether the other side closes the connection in time; what it said before."""
    wire.settimeout(within)
    said = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := wire.recv(65_536):
            said += piece
    return said


def statuses(said):
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)]


def incoming(portal):
    folder = portal.folder / "incoming"
    return list(folder.iterdir()) if folder.is_dir() else []


def test_hundreds_who_say_nothing_or_never_end_keep_nobody_waiting_and_are_let_go(serving):
    before = serving.resident
    halves = (b"", b"GET / HT", b"GET /me HTTP/1.1\r\nHost: x\r\nX-A: ", b"GET / HTTP/1.1\r\nHost: x\r\n")
    wires = [connect(serving) for _ in range(600)]
    for number, wire in enumerate(wires):
        wire.sendall(halves[number % len(halves)])
    assert is_served(serving)
    for _ in range(12):
        with contextlib.suppress(OSError):
            for wire in wires[2::4]:
                wire.sendall(b"a")
        assert is_served(serving)
        time.sleep(0.25)
    for wire in wires:
        ends(wire, 20)
        wire.close()
    assert is_served(serving)
    assert serving.resident - before < GROWTH


def test_who_is_served_once_and_then_trickles_is_let_go_too(serving):
    with connect(serving) as wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in wire.recv(4096)
        begun = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - begun < 30:
                wire.sendall(b"G")
                time.sleep(0.2)
        assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/oauth/token", "application/x-www-form-urlencoded"),
        ("/status/sign-in", "application/x-www-form-urlencoded"),
        ("/grants", "application/json"),
        ("/feeds/offences", "text/csv"),
    ],
)
def test_a_body_that_trickles_is_refused_in_words(serving, met, address, kind):
    who = met.headers()["Authorization"] if "feeds" in address else f"Bearer {serving.access('ada')}"
    with connect(serving) as wire:
        head = f"POST {address} HTTP/1.1\r\nHost: {serving.url[7:]}\r\nContent-Type: {kind}\r\nAuthorization: {who}"
        wire.sendall(f"{head}\r\nContent-Length: 1000\r\n\r\nfirst".encode())
        begun = time.monotonic()
        said = ends(wire, 20)
    assert time.monotonic() - begun < 20
    assert b"too slowly" in said
    assert b" 400 " in said or b" 408 " in said
    assert is_served(serving)


def test_a_reader_who_stops_reading_is_cut_off_and_holds_nothing(filled):
    before = filled.resident
    wires = []
    for kind in ("csv", "flatgeobuf") * 6:
        wire = connect(filled)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        ask(filled, wire, kind)
        wires.append(wire)
    assert is_served(filled)
    wait_until(lambda: filled.log.read_text().count(", broken off") >= len(wires))
    assert filled.log.read_text().count(", broken off") >= len(wires)
    wait_until(lambda: not _connections(filled))
    assert not _connections(filled)
    assert is_served(filled)
    # Each holds one batch of rows while it is written, whatever the length of its answer.
    assert filled.resident - before < len(wires) * BATCH
    for wire in wires:
        wire.close()


def test_a_connection_cut_in_the_middle_of_an_answer_or_of_a_push_leaves_nothing(filled, met, rows_csv, portal):
    body = rows_csv(5_000, "torn", first=100_000)
    head = f"POST /feeds/offences HTTP/1.1\r\nHost: {filled.url[7:]}\r\nContent-Type: text/csv\r\n"
    head += f"Authorization: {met.headers()['Authorization']}\r\nContent-Length: {len(body)}\r\n\r\n"
    for share in (0, 0.1, 0.5, 0.999):
        with connect(filled) as wire:
            wire.sendall(head.encode() + body[: int(len(body) * share)])
    for _ in range(10):
        with connect(filled) as wire:
            ask(filled, wire, "arrow")
            wire.recv(1000)
    time.sleep(0.5)
    assert is_served(filled)
    wait_until(lambda: not incoming(portal))
    assert not incoming(portal)
    answer = met.push(body)
    assert (answer.status_code, answer.json()["numbers"]["added"]) == (201, 5_000)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Large: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 30_000 + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /collections/%00/items HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /%ff%fe?%ff=%fe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 100_000,
        b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/3.0\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET http://other.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"FETCH / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n" * 3,
    ],
)
def test_absurd_requests_are_answered_without_a_5xx_and_without_a_traceback(serving, sent):
    with connect(serving) as wire:
        with contextlib.suppress(ConnectionError):
            wire.sendall(sent)
        said = ends(wire, 10)
    assert all(status < 500 for status in statuses(said))
    assert "Traceback" not in serving.log.read_text()
    assert is_served(serving)


def test_requests_one_behind_the_other_are_answered_in_their_order(serving):
    with connect(serving) as wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
        said = b""
        while said.count(b"HTTP/1.1 ") < 1_000:
            said += wire.recv(65_536)
    assert statuses(said) == [200, 404] * 500


@pytest.mark.parametrize("declared", [True, False])
def test_more_than_may_be_sent_is_refused_while_it_comes(serving, sender, declared, portal):
    met, before = sender(portal, serving, f"Small {declared}", most_bytes=1 << 20), serving.resident
    piece = b"1,Met,Burglary,2024-01-01T12:00,,-0.1,51.5,\n" * 20_000
    whole = piece * 40
    answer = met.push(whole if declared else iter([piece] * 40))
    assert answer.status_code == 413
    assert "1,048,576 bytes at most" in answer.json()["description"]
    assert serving.resident - before < GROWTH
    assert not incoming(portal)


def test_less_than_was_declared_publishes_nothing(serving, met, rows_csv):
    body = rows_csv(10, "less", first=900_000)
    with connect(serving) as wire:
        head = f"POST /feeds/offences HTTP/1.1\r\nHost: {serving.url[7:]}\r\nContent-Type: text/csv\r\n"
        head += f"Authorization: {met.headers()['Authorization']}\r\nContent-Length: {len(body) + 1}\r\n\r\n"
        wire.sendall(head.encode() + body)
        wire.shutdown(socket.SHUT_WR)
        ends(wire, 10)
    sought = serving.get("/collections/offences/items?filter=outcome='less'", "ada").json()
    assert sought["numberReturned"] == 0
    assert "the portal failed" not in serving.log.read_text().lower()
    assert "Traceback" not in serving.log.read_text()


def _connections(serving):
    """How many connections of other programs the process holds."""
    port, lines = serving.address[1], open("/proc/net/tcp").read().splitlines()[1:]
    return sum(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "01" for line in lines)
