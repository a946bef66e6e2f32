"""Servers that ask who comes, answered by an authentication configuration of QGIS."""

from __future__ import annotations

import base64
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProcessingException
from qgis.PyQt.QtNetwork import QSslCertificate
from safestats.qgis_plugin.connection.transport import AuthConfig, mount
from safestats.safestats_core.errors import InvalidInput, PortalUnreachable, SignInFailed, SignInRequired
from safestats.safestats_core.retrieval.session import HttpSession
from safestats.safestats_core.sources.ogc_server import OgcServer

WORDS = {"username": "amira", "password": "plover-under-ice"}
BASIC = "Basic " + base64.b64encode(b"amira:plover-under-ice").decode()
KEY = "d41d8cd98f00b204"


@pytest.fixture(scope="module")
def manager(qgis_app):
    """QGIS's authentication database, open."""
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip(manager.disabledMessage())
    assert manager.masterPasswordIsSet() or manager.setMasterPassword("the master password", False)
    return manager


@pytest.fixture
def authcfg(manager):
    """Stores a configuration for the time of a test; gives its id."""
    stored = []

    def store(method, **values):
        if method not in manager.authMethodsKeys():
            pytest.skip(f"this QGIS has no method '{method}'")
        config = QgsAuthMethodConfig(method)
        config.setName(f"A test of {method}")
        for name, value in values.items():
            config.setConfig(name.replace("_", "-"), value)
        assert manager.storeAuthenticationConfig(config)[0]
        stored.append(config.id())
        return config.id()

    yield store
    for each in stored:
        manager.removeAuthenticationConfig(each)


@pytest.fixture
def trusted(manager):
    """Lets QGIS trust a certificate for the time of a test."""
    given = []

    def trust(path):
        given.append(QSslCertificate.fromPath(str(path))[0])
        assert manager.storeCertAuthority(given[0])
        rebuild()

    def rebuild():
        manager.rebuildCaCertsCache()
        manager.rebuildTrustedCaCertsCache()

    yield trust
    for each in given:
        manager.removeCertAuthority(each)
    rebuild()


class _Guarded(BaseHTTPRequestHandler):
    """A server of features that answers only who shows what it `wants`, a header and its value."""

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))
        parts = urlsplit(self.path)
        name, value = self.server.wants
        if self.server.sends_on:
            self.send_response(302)
            self.send_header("Location", self.server.sends_on)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if name and self.headers.get(name) != value:
            self._answer(401, {"description": "Who are you?"})
            return
        self._answer(200, self._document(parts.path, parse_qs(parts.query)))

    def _document(self, path, given):
        if path.endswith("/items"):
            first = int(given.get("offset", ["0"])[0])
            page = [_call(number) for number in range(first, min(first + 3, 5))]
            links = [{"rel": "next", "href": f"{path}?offset={first + 3}"}] if first + 3 < 5 else []
            return {"type": "FeatureCollection", "features": page, "links": links, "numberMatched": 5}
        return {
            "/": {"links": [{"rel": "data", "href": "/collections"}]},
            "/conformance": {"conformsTo": []},
            "/collections": {"collections": [{"id": "calls", "title": "Calls", "links": []}]},
        }.get(path, {"properties": {}})

    def _answer(self, status, document) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/geo+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _call(number):
    properties = {"ref": f"R{number}", "kind": "FALL", "when": f"2024-0{1 + number}-15T10:00:00Z"}
    point = {"type": "Point", "coordinates": [-0.1 + number / 1_000, 51.5]}
    return {"type": "Feature", "id": number, "geometry": point, "properties": properties}


@pytest.fixture
def guarded() -> Iterator:
    """Starts a server that wants a header; gives its address and what it has seen."""
    running = []

    def start(wants=("", ""), certificate=None, sends_on=""):
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Guarded)
        server.wants, server.seen, server.sends_on = wants, [], sends_on
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            context.load_verify_locations(certificate)
            context.verify_mode = ssl.CERT_REQUIRED
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            server.handle_error = lambda *_: None
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}", server.seen

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


def ogc_server(address, authcfg=""):
    return OgcServer(address, mount(HttpSession(pause=lambda _: None)), AuthConfig(authcfg) if authcfg else None)


def test_a_name_and_a_password(authcfg, guarded):
    address, seen = guarded(("Authorization", BASIC))
    with pytest.raises(SignInRequired, match="asks who you are.*authentication configuration"):
        ogc_server(address).collections()
    server = ogc_server(address, authcfg("Basic", **WORDS))
    assert [each["id"] for each in server.collections()] == ["calls"]
    assert sum(len(json.loads(page.content)["features"]) for page in server.pages("calls", {})) == 5
    assert seen[-1]["Authorization"] == BASIC


def test_a_wrong_password_is_told_from_none(authcfg, guarded):
    address, _ = guarded(("Authorization", "Basic bm9ib2R5"))
    with pytest.raises(SignInRequired, match="does not accept what signs in with it. Check the user name"):
        ogc_server(address, authcfg("Basic", **WORDS)).collections()


def test_a_key_in_a_header(authcfg, guarded):
    address, seen = guarded(("X-API-Key", KEY))
    server = ogc_server(address, authcfg("APIHeader", **{"X_API_Key": KEY}))
    assert [each["id"] for each in server.collections()] == ["calls"]
    assert seen[-1]["X-API-Key"] == KEY


def test_a_client_certificate(authcfg, trusted, guarded, bad_network, tmp_path):
    _, certificate = bad_network.tls()
    address, _ = guarded(certificate=certificate)
    text = certificate.read_text()
    end = text.index("-----BEGIN CERTIFICATE-----")
    for name, content in (("keypath", text[:end]), ("certpath", text[end:])):
        (tmp_path / name).write_text(content)
    trusted(tmp_path / "certpath")
    with pytest.raises(PortalUnreachable):
        ogc_server(address).collections()
    paths = {name: str(tmp_path / name) for name in ("certpath", "keypath")}
    config = authcfg("PKI-Paths", **paths)
    assert [each["id"] for each in ogc_server(address, config).collections()] == ["calls"]


def test_what_signs_in_here_is_not_sent_to_another_host(authcfg, guarded):
    elsewhere, seen = guarded()
    address, _ = guarded(sends_on=elsewhere.replace("127.0.0.1", "localhost") + "/")
    with pytest.raises(Exception, match="broke off|sends on"):
        ogc_server(address, authcfg("Basic", **WORDS)).collections()
    assert BASIC not in str(seen)


def test_it_is_not_sent_without_encryption(authcfg):
    with pytest.raises(InvalidInput, match="unencrypted"):
        OgcServer("http://features.example", auth=AuthConfig("abc1234"))


def test_a_configuration_that_is_not_there_is_named(manager, guarded):
    address, seen = guarded()
    with pytest.raises(SignInFailed, match="'gone123'.*Authentication"):
        ogc_server(address, "gone123").collections()
    assert seen == []


def test_no_secret_stands_on_the_request_or_its_errors(authcfg):
    session = mount(HttpSession(pause=lambda _: None))
    with pytest.raises(Exception, match="cannot be reached") as caught:
        session.get("http://127.0.0.1:1/", auth=AuthConfig(authcfg("Basic", **WORDS)))
    request = requests.Request("GET", "http://127.0.0.1:1/", auth=AuthConfig("abc1234")).prepare()
    shown = f"{caught.value!r} {vars(caught.value)} {request.headers}"
    assert not any(word in shown for word in (*WORDS.values(), BASIC))


@pytest.fixture
def load(run, provider, calls_profile):
    """Runs the algorithm for calls at an address."""
    provider.mount, provider.sign = mount, AuthConfig
    return lambda address, **more: run("loadfromsource", SOURCE=address, DATASET="calls", PROFILE=calls_profile, **more)


def test_the_toolbox_loads_from_a_server_that_wants_a_password(load, authcfg, guarded):
    address, _ = guarded(("Authorization", BASIC))
    config = authcfg("Basic", **WORDS)
    loaded = load(address, AUTHENTICATION=config, FROM_MONTH="2024-02", TO_MONTH="2024-04")
    layer = loaded["OUTPUT"]
    assert (loaded["COUNT"], loaded["ROWS_READ"], loaded["ROWS_REFUSED"], loaded["HANDLING"]) == (3, 5, 0, "OFFICIAL")
    assert [row["month"] for row in layer.getFeatures()] == ["2024-02", "2024-03", "2024-04"]
    assert all(row.hasGeometry() for row in layer.getFeatures())
    assert layer.customProperty("safestats/handling") == "OFFICIAL"
    history = str(layer.metadata().history())
    assert config in history
    assert not any(word in history for word in (*WORDS.values(), BASIC))
    with pytest.raises(QgsProcessingException, match="asks who you are"):
        load(address)


def test_the_toolbox_loads_from_files_and_signs_in_to_none(load, authcfg, guarded, tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("ref,kind,when,longitude,latitude\nR1,FALL,2024-01-05T10:00:00Z,-0.1,51.5\n")
    assert load(str(path))["COUNT"] == 1
    with pytest.raises(QgsProcessingException, match="Nobody signs in"):
        load(str(path), AUTHENTICATION=authcfg("Basic", **WORDS))


def test_without_the_network_of_qgis_nothing_is_asked_that_was_to_be_signed(load, provider, guarded):
    from safestats.processing_algorithms.provider import SafeStatsProvider

    address, seen = guarded()
    provider.sign = SafeStatsProvider().sign
    with pytest.raises(QgsProcessingException, match="Enable the SafeStats plugin"):
        load(address, AUTHENTICATION="abc1234")
    assert seen == []
