from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal
from safestats.qgis_plugin.browser.browsing import Browsing
from safestats.qgis_plugin.browser.items import PortalItem, RootItem, Shelf, Shelves
from safestats.qgis_plugin.browser.wish import Wish
from safestats.qgis_plugin.connection.connection import Session
from safestats.qgis_plugin.connection.portals import KnownPortal
from safestats.safestats_core.access import Level
from safestats.safestats_core.errors import InvalidInput
from safestats.safestats_core.query import Period, Query
from safestats.safestats_core.retrieval.saved_queries import SavedQuery

PORTAL = KnownPortal("City", "https://portal.example")
OTHER = KnownPortal("County", "https://county.example")


@pytest.fixture
def police(make_dataset):
    return make_dataset(Level.RECORD)


@pytest.fixture
def saved(police):
    query = Query(police.dataset, police.level, Period("2024-06", "2024-06"), categories=("burglary",))
    return SavedQuery("q1", "June burglaries", query.as_note(), True, False, "Ada", datetime.now(timezone.utc))


@pytest.fixture
def shelf(police, saved):
    return Shelf((PORTAL, OTHER), PORTAL.url, (police,), (saved,))


def test_datasets_and_queries_stand_below_the_portal_that_is_signed_in_to(qgis_app, shelf, police):
    root = RootItem(Shelves(shelf))
    city, county = root.createChildren()
    assert [city.name(), county.name()] == ["City", "County"]
    assert [child.name() for child in city.createChildren()] == [
        f"{police.title} (Full records)",
        "June burglaries, saved by Ada",
    ]
    assert [child.name() for child in county.createChildren()] == ["Sign in with the SafeStats panel"]


def test_without_a_portal_it_says_where_to_add_one(qgis_app):
    assert [child.name() for child in RootItem(Shelves()).createChildren()] == ["Add a portal in the SafeStats panel"]


def test_what_is_dragged_is_the_question_and_nothing_else(qgis_app, shelf, saved):
    root = RootItem(Shelves(shelf))
    city = PortalItem(root, PORTAL, shelf)
    _, query = city.createChildren()
    (uri,) = query.mimeUris()
    assert (uri.layerType, uri.providerKey) == ("custom", "safestats")
    wish = Wish.from_text(uri.uri)
    assert wish.portal == PORTAL.url
    assert wish.query == saved.query


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"portal": "x"}', '{"portal": "x", "query": 3}'])
def test_what_somebody_else_dropped_is_refused_in_words(text):
    with pytest.raises(InvalidInput, match="Drag it from the Browser"):
        Wish.from_text(text)


class StandingConnection(QObject):
    """What the Browser needs of the panel's connection."""

    changed = pyqtSignal()

    def __init__(self, datasets):
        super().__init__()
        self.portal, self.is_busy, self.is_signed_in = PORTAL, False, True
        self.session = Session(datasets=datasets)
        self.loaded = []

    def load(self, dataset, query):
        self.loaded.append((dataset, query))


class Iface:
    handlers: list = []

    def registerCustomDropHandler(self, handler):
        self.handlers.append(handler)

    def unregisterCustomDropHandler(self, handler):
        self.handlers.remove(handler)


@pytest.fixture
def connection(police):
    return StandingConnection((police,))


@pytest.fixture
def said():
    return []


@pytest.fixture
def browsing(qgis_app, connection, said):
    browsing = Browsing(Iface(), connection, said.append)
    yield browsing
    browsing.stop()
    assert Iface.handlers == []
    assert "SafeStats" not in [each.name() for each in QgsApplication.dataItemProviderRegistry().providers()]


def test_what_is_dropped_on_the_map_is_loaded(browsing, connection, police, saved):
    browsing.load(Wish(PORTAL.url, saved.note).as_text())
    assert connection.loaded == [(police, saved.query)]


def test_what_belongs_to_another_portal_asks_to_sign_in_there(browsing, connection, saved, said):
    browsing.load(Wish(OTHER.url, saved.note).as_text())
    assert connection.loaded == []
    assert said == ["Sign in to https://county.example in the SafeStats panel first."]
