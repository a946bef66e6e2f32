from __future__ import annotations

from datetime import datetime, timezone

import pytest
from qgis.core import QgsApplication, QgsBrowserModel
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, pyqtSignal
from safestats.qgis_plugin.browser import browsing as browsing_module
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
        self.look_ups = LookUpsByHand()

    def load(self, dataset, query):
        self.loaded.append((dataset, query))


class LookUpsByHand:
    """Keeps what is asked for until a test has it answered."""

    def __init__(self):
        self.asked = []

    def ask(self, kind, title, work, on_done, on_error):
        self.asked.append((work, on_done))

    def answer(self, number):
        work, on_done = self.asked[number]
        on_done(work(None))


class Client:
    """Somebody who is signed in, with her saved queries."""

    def __init__(self, queries):
        self._queries = queries

    def saved_queries(self):
        return self._queries


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


def tree():
    """A tree as the Browser panel has one, and as QGIS's dialogs make their own."""
    model = QgsBrowserModel()
    model.initialize()
    return model


def below_safestats(model):
    """The names that stand there. Asked of the tree: its items are QGIS's, and not to be touched from Python."""
    roots = [model.index(row, 0) for row in range(model.rowCount())]
    (root,) = [root for root in roots if root.data() == "SafeStats"]
    return [model.index(row, 0, root).data() for row in range(model.rowCount(root))]


def test_every_tree_follows_and_one_that_is_gone_does_not_matter(browsing, connection, monkeypatch, wait_until):
    panel, dialog, other_dialog = tree(), tree(), tree()
    sip.delete(other_dialog)
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    monkeypatch.setattr(browsing_module, "known_portals", lambda: [OTHER])
    connection.changed.emit()
    wait_until(lambda: below_safestats(panel) == below_safestats(dialog) == ["County"])


@pytest.fixture
def shown(browsing, connection, police, saved):
    """The provider's shelf, as its tree would show it, with the queries of Ada who is signed in."""
    connection.session = Session(Client([saved]), datasets=(police,))
    connection.changed.emit()
    connection.look_ups.answer(0)
    shelves = browsing._shelves
    assert shelves.shelf.queries == (saved,)
    return shelves


def test_saved_queries_of_one_person_are_not_shown_to_the_next(shown, connection, police):
    connection.session = Session(Client([]), datasets=(police,))
    connection.changed.emit()
    assert len(connection.look_ups.asked) == 2
    assert shown.shelf.queries == ()


def test_saved_queries_stay_while_the_session_does(shown, connection, police, saved):
    connection.session = Session(connection.session.client, datasets=(police, police))
    connection.changed.emit()
    assert shown.shelf.datasets == (police, police)
    assert shown.shelf.queries == (saved,)


def test_an_answer_that_comes_after_its_person_has_gone_is_dropped(shown, connection, police):
    connection.session = Session(object(), datasets=(police,))
    connection.changed.emit()
    connection.look_ups.answer(0)
    assert shown.shelf.queries == ()
