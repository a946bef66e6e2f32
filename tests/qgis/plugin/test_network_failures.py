"""Each way that the network fails under QGIS has the same sentence as without it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QThread
from safestats.qgis_plugin.connection.transport import mount
from safestats.safestats_core.errors import PortalUnreachable
from safestats.safestats_core.retrieval.session import HttpSession


class Asking(QThread):
    """A GET beside the thread of the window, as in the plugin's tasks; a new thread knows the settings of now."""

    def __init__(self, get):
        super().__init__()
        self.get = get

    def run(self):
        try:
            self.get()
        except Exception as error:
            self.error = error


@pytest.fixture
def refused(qgis_app):
    """The sentence with which a GET through QGIS fails."""
    session = mount(HttpSession(pause=lambda seconds: None))

    def refused(url, **options):
        asking = Asking(lambda: session.get(url, **options))
        asking.start()
        while not asking.wait(10):
            QgsApplication.processEvents()
        assert isinstance(asking.error, PortalUnreachable)
        return str(asking.error)

    return refused


@pytest.fixture
def through_proxy(qgis_app):
    """Has the settings of QGIS name a proxy on this computer."""

    def through(port):
        named = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": str(port)}
        for name, value in named.items():
            QgsSettings().setValue(f"proxy/{name}", value)

    yield through
    QgsSettings().remove("proxy")


def test_a_portal_that_is_not_there_and_a_name_that_nobody_knows(refused):
    assert refused("http://127.0.0.1:1/").startswith("http://127.0.0.1:1/ cannot be reached. Check the address")
    assert refused("https://no-such-portal.invalid/").startswith("The network does not know no-such-portal.invalid.")


def test_a_certificate_that_nobody_vouches_for(refused, bad_network):
    address, _ = bad_network.tls()
    assert refused(address).startswith(f"The certificate of {address} could not be verified.")


@pytest.mark.parametrize("url", ["http://portal.example/items", "https://portal.example/items"])
def test_a_proxy_that_wants_a_password(refused, bad_network, through_proxy, url):
    through_proxy(int(bad_network.proxy_with_password().rpartition(":")[2]))
    assert refused(url).startswith("The proxy on the way to portal.example asks for a user name and a password.")
    assert bad_network.asked


def test_a_proxy_that_is_not_there(refused, through_proxy):
    through_proxy(1)
    assert refused("https://portal.example/items").startswith("The proxy did not let https://portal.example/items")


def test_a_portal_that_does_not_answer(refused, bad_network):
    over = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self):
            over.wait(60)

        def log_message(self, *_):
            """Say nothing."""

    address = f"http://127.0.0.1:{bad_network._start(Slow).server_port}/"
    try:
        assert refused(address, timeout=0.1).startswith(f"{address} did not answer in time.")
    finally:
        over.set()
