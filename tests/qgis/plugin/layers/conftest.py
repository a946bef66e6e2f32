"""A small source of incidents that a test can change, and a desk that looks after the layers made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone

import pyarrow as pa
import pytest
from qgis.core import QgsApplication, QgsLayerTreeModel, QgsProject
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QEvent, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMainWindow
from safestats.qgis_plugin.connection import loading
from safestats.qgis_plugin.connection.portals import KnownPortal
from safestats.qgis_plugin.connection.sessions import Session
from safestats.qgis_plugin.layers.desk import LayerDesk
from safestats.qgis_plugin.layers.making import make_layers
from safestats.safestats_core.access import LEVEL_SCHEMAS, Level
from safestats.safestats_core.client import Answer
from safestats.safestats_core.progress import silent
from safestats.safestats_core.query import Period, Query

PORTAL = "https://portal.example"
BIG_BEN = (-0.12460, 51.50070)
"""Longitude, latitude; Ordnance Survey places the tower at easting 530268, northing 179640, give or take 5 m."""


def incident(number: int, **changes: object) -> dict:
    """One row at the record level, at a place of its own near Big Ben."""
    moment = datetime(2024, 6, 1, 11, 30, tzinfo=timezone.utc)
    row = {
        "incident_id": f"incident-{number:04d}",
        "source_id": f"crew-reference-{number:04d}",
        "supplier": "Service",
        "category": "assault-injury" if number % 2 else "overdose",
        "start": moment,
        "end": moment,
        "time_precision": "exact",
        "month": "2024-06",
        "longitude": BIG_BEN[0] + number / 1e4,
        "latitude": BIG_BEN[1],
        "location_precision": "exact",
    }
    return {**row, **changes}


class Source:
    """Answers as a client does, with the rows that a test puts there."""

    def __init__(self, rows: list[dict]) -> None:
        self.rows, self.reports, self.refusal = rows, [], None
        self.source, self.portal_url = self, PORTAL

    def load(self, query: Query, progress: Callable = silent) -> Answer:
        if self.refusal is not None:
            raise self.refusal
        table = pa.Table.from_pylist(self.rows, LEVEL_SCHEMAS[query.level])
        now = datetime.now(timezone.utc)
        return Answer(query.select(table), object(), now, now)

    def report_export(self, dataset, rows: int, form: str, purpose: str) -> bool:
        self.reports.append((dataset.dataset, rows, form, purpose))
        return True


class Panel(QObject):
    """What a desk sees of the connection."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.portal, self.session = KnownPortal("Example", PORTAL), Session()

    @property
    def is_signed_in(self) -> bool:
        return self.session.client is not None

    def enter(self, client, *datasets) -> None:
        self.session = Session(client, datasets=datasets)
        self.changed.emit()

    def leave(self) -> None:
        self.session = Session()
        self.changed.emit()


class Window(QObject):
    """The parts of QGIS's window that the layers touch; the layer tree is QGIS's own."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self.said, self.actions = QMainWindow(), [], []
        self.copy = QAction(self.main)
        self.tree = QgsLayerTreeView(self.main)
        self.tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), self.tree))
        self.active = None

    def mainWindow(self):
        return self.main

    def actionCopyFeatures(self):
        return self.copy

    def activeLayer(self):
        return self.active

    def layerTreeView(self):
        return self.tree

    def messageBar(self):
        return self

    def pushMessage(self, _title, sentence, level):
        self.said.append(sentence)

    def addCustomActionForLayerType(self, action, menu, kind, all_layers):
        self.actions.append(action)

    def addCustomActionForLayer(self, action, layer):
        assert action in self.actions

    def removeCustomActionForLayerType(self, action):
        self.actions.remove(action)


@pytest.fixture
def source() -> Source:
    """Ten incidents, of which the last has no location."""
    rows = [incident(number) for number in range(9)]
    return Source([*rows, incident(9, longitude=None, latitude=None, location_precision="none")])


@pytest.fixture
def window(qgis_app, qgis_new_project) -> Iterator[Window]:
    """QGIS's window, with an empty project."""
    window = Window()
    yield window
    QgsProject.instance().clear()
    window.main.deleteLater()
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def panel(window) -> Panel:
    """Nobody is signed in yet."""
    return Panel()


@pytest.fixture
def desk(window, panel) -> Iterator[LayerDesk]:
    """Looks after the layers of the project."""
    desk = LayerDesk(window, panel)
    yield desk
    desk.stop()


@pytest.fixture
def dataset(make_dataset):
    """Calls, at the record level."""
    return make_dataset(Level.RECORD)


@pytest.fixture
def load(desk, panel, source, dataset) -> Callable[[], list]:
    """Sign in, and load June onto the map."""

    def load(**narrower: object) -> list:
        panel.enter(source, dataset)
        query = Query("calls", Level.RECORD, Period("2024-06", "2024-06"), **narrower)
        extract = loading.load(source, loading.Asked(dataset, lambda: query), silent).extract
        return QgsProject.instance().addMapLayers(make_layers(extract))

    return load
