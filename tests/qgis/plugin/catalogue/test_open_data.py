"""Open data without a portal: somebody who has no name anywhere gets crimes onto her map."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QApplication
from safestats.safestats_core.sources.police_uk import PoliceUk
from shapely import box

CRIMES = [("anti-social-behaviour", 51.5001), ("burglary", 51.5002), ("burglary", 51.9)]


class _Police(BaseHTTPRequestHandler):
    """Answers as data.police.uk documents it, with three crimes, of which one lies outside."""

    def do_GET(self) -> None:
        self._answer([{"date": "2024-02", "stop-and-search": []}, {"date": "2024-01", "stop-and-search": []}])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer([_crime(number, *crime) for number, crime in enumerate(CRIMES)])

    def _answer(self, content: object) -> None:
        body = dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def _crime(number: int, category: str, latitude: float) -> dict:
    street = {"id": 1, "name": "On or near High Street"}
    return {
        "category": category,
        "location_type": "Force",
        "location": {"latitude": f"{latitude:.6f}", "longitude": "-0.100000", "street": street},
        "context": "",
        "outcome_status": None,
        "persistent_id": "",
        "id": number,
        "location_subtype": "",
        "month": "2024-02",
    }


@pytest.fixture
def service(qgis_app) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Police)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_somebody_without_a_portal_begins_with_open_data(dock, service, wait_until, monkeypatch, screenshot):
    from safestats.qgis_plugin.connection import sessions, transport
    from safestats.qgis_plugin.connection.open_data import OpenData
    from safestats.safestats_core.retrieval.session import new_http_session

    def open_data() -> OpenData:
        return OpenData(PoliceUk(transport.mount(new_http_session()), service, lambda seconds: None))

    monkeypatch.setattr(sessions, "OpenData", open_data)
    monkeypatch.setattr(sessions.Session, "is_open_data", property(lambda session: session.client is not None))
    dock.first_portal.open_data.click()
    wait_until(lambda: not dock.connection.is_busy and not dock.connection.look_ups._running)
    assert "without signing in" in dock.page.status.text()
    assert dock.page.tree.selected().last_month == "2024-02"
    assert "Only the month is known here" in dock.page.form.hours_choice.field.accessibleDescription()
    screenshot(dock, "open-data")
    dock.page.form.period_choice.first.setCurrentText("2024-02")
    dock.load_chosen()
    wait_until(lambda: dock.said)
    assert "one place at a time" in dock.said[-1]
    dock.page.form.area_choice.choose(box(-0.2, 51.4, 0.0, 51.6), ())
    QApplication.processEvents()
    wait_until(lambda: not dock.connection.is_busy)
    dock.load_chosen()
    wait_until(lambda: QgsProject.instance().mapLayers())
    (layer,) = QgsProject.instance().mapLayers().values()
    assert sorted(row["category"] for row in layer.getFeatures()) == ["antisocial-behaviour", "burglary"]
    assert dock.page.queries.isHidden()
