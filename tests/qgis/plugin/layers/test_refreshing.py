"""A refresh brings new rows into the same layer, and keeps what the user did to it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from qgis.core import QgsProject, QgsSingleSymbolRenderer, QgsSymbol
from safestats.qgis_plugin import tasks
from safestats.qgis_plugin.layers import news as news_module
from safestats.qgis_plugin.layers.differences import Differences
from safestats.qgis_plugin.layers.layer_menu import LIVE
from safestats.qgis_plugin.layers.news import News
from safestats.qgis_plugin.layers.question import Question
from safestats.safestats_core.errors import AccessDenied, PortalUnreachable

from ..conftest import wait as wait_until
from .conftest import incident


def ids(features) -> list[str]:
    return sorted(feature["incident_id"] for feature in features)


@pytest.fixture
def points(load):
    """The map of June, as its user has made it her own."""
    points = next(layer for layer in load() if layer.isSpatial())
    points.setRenderer(QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(points.geometryType())))
    points.setName("My June")
    points.setSubsetString("\"category\" = 'overdose'")
    group = QgsProject.instance().layerTreeRoot().addGroup("Mine")
    node = QgsProject.instance().layerTreeRoot().findLayer(points.id())
    group.addChildNode(node.clone())
    QgsProject.instance().layerTreeRoot().removeChildNode(node)
    points.selectByExpression("\"incident_id\" IN ('incident-0002', 'incident-0004')")
    return points


def test_new_rows_arrive_and_everything_that_the_user_did_stays(desk, window, points, source):
    key, place = points.id(), QgsProject.instance().layerTreeRoot().findLayer(points.id()).parent().name()
    # Another order, one gone, one changed, two new, one of them outside of her filter.
    source.rows = [incident(12), incident(11), *source.rows[:4:-1], *source.rows[4:0:-1]]
    source.rows[-1] = incident(1, outcome="Taken to hospital")
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 1)
    assert "2 new, 1 changed, 1 gone" in window.said[0]
    assert points.id() == key
    assert points.name() == "My June"
    assert isinstance(points.renderer(), QgsSingleSymbolRenderer)
    assert ids(points.getFeatures()) == [f"incident-{number:04d}" for number in (2, 4, 6, 8, 12)]
    assert ids(points.selectedFeatures()) == ["incident-0002", "incident-0004"]
    assert place == QgsProject.instance().layerTreeRoot().findLayer(key).parent().name() == "Mine"
    assert points.readOnly()


def test_a_refresh_that_brings_nothing_new_says_so(desk, window, points):
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 1)
    assert "nothing has changed" in window.said[0]
    assert ids(points.selectedFeatures()) == ["incident-0002", "incident-0004"]


def test_a_portal_out_of_reach_leaves_the_layer_as_it_was(desk, window, points, source):
    source.refusal = PortalUnreachable("No answer from the portal.")
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 1)
    assert window.said == ["No answer from the portal."]
    assert points.featureCount() == 5


def test_who_may_not_see_it_any_more_sees_it_no_more(desk, window, points, source):
    source.refusal = AccessDenied("You may not see calls at the level 'record'.")
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 1)
    assert points.featureCount() == 0
    assert points.name() == "My June (not available)"
    source.refusal = None
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 2)
    assert points.name() == "My June"
    assert points.featureCount() == 5


def test_why_she_may_not_see_it_is_said_in_her_language(desk, window, points, source, french):
    source.refusal = AccessDenied("You may not see calls at the level 'record'. You may see: fire.")
    desk.refresh([points])
    wait_until(lambda: window.said)
    assert window.said[0].startswith("Vous ne pouvez pas voir calls")


def test_a_live_layer_is_refreshed_as_soon_as_something_is_published(desk, window, points, source):
    waits = []

    def await_changes(dataset, seconds, cancelled):
        waits.append(dataset.dataset)
        return len(waits) == 1 or time.sleep(0.05)

    source.await_changes = await_changes
    window.tree.setCurrentLayer(points)
    source.rows.append(incident(20))
    desk.refresh_every(LIVE)
    assert Question.read(points).every == LIVE
    wait_until(lambda: len(window.said) == 1)
    assert "1 new" in window.said[0]


@pytest.fixture
def live(desk, window, points, source):
    """`points` as a live layer of a portal that has news until they have been brought; nobody has asked it yet."""
    source.await_changes = lambda dataset, seconds, cancelled: True
    window.tree.setCurrentLayer(points)
    return points


def test_a_live_layer_that_cannot_be_refreshed_is_tried_again_after_a_pause(desk, window, live, source, monkeypatch):
    monkeypatch.setattr(news_module, "_PAUSE", 0.5)
    begun = []

    def load(query, progress):
        begun.append(time.monotonic())
        raise PortalUnreachable("No answer from the portal.")

    source.load = load
    desk.refresh_every(LIVE)
    wait_until(lambda: len(window.said) == 3)
    assert min(later - earlier for earlier, later in zip(begun, begun[1:])) >= 0.5
    assert live.featureCount() == 5


def test_a_live_refresh_that_is_cancelled_begins_again_after_a_pause(desk, window, live, source, monkeypatch):
    monkeypatch.setattr(news_module, "_PAUSE", 0.5)
    begun, cancelled = [], []

    def load(query, progress):
        begun.append(time.monotonic())
        end = time.monotonic() + 10
        while time.monotonic() < end:
            progress(0, 0, "")
            time.sleep(0.002)

    source.load = load
    desk.refresh_every(LIVE)
    for number in (1, 2):
        wait_until(lambda number=number: len(begun) == number)
        cancelled.append(time.monotonic())
        for task in list(tasks._running):
            task.cancel()
        wait_until(lambda number=number: len(window.said) == number)
    assert begun[1] - cancelled[0] >= 0.5


def test_who_waits_after_a_failure_stops_at_once(qgis_app, source, dataset):
    asked = []
    source.await_changes = lambda *_: asked.append(1)
    news = News(source, dataset)
    news.failed()
    waiting = threading.Thread(target=news._wait, daemon=True)
    waiting.start()
    news.stop()
    waiting.join(10)
    assert not waiting.is_alive()
    assert asked == []


def test_a_refresh_that_finds_the_same_rows_brings_the_marking_of_today(desk, window, points, panel, source, dataset):
    points.setCustomProperty("safestats/as_of", "2020-01-01T00:00:00+00:00")
    source_before, renderer = points.source(), points.renderer()
    panel.enter(source, replace(dataset, handling="OFFICIAL-SENSITIVE: STRICTER", missing_months=("2024-06",)))
    desk.refresh([points])
    wait_until(lambda: len(window.said) == 1)
    assert "nothing has changed" in window.said[0]
    assert points.customProperty("safestats/handling") == "OFFICIAL-SENSITIVE: STRICTER"
    assert points.customProperty("safestats/as_of") > "2024"
    assert points.customProperty("safestats/missing_months") == "2024-06"
    assert points.source() == source_before
    assert points.renderer() is renderer
    assert points.name() == "My June"
    assert ids(points.selectedFeatures()) == ["incident-0002", "incident-0004"]


def test_differences_are_told_in_words():
    assert Differences(1_200, 3, 0).in_words() == "1,200 new, 3 changed, 0 gone"
    assert Differences(0, 0, 0).in_words() == "nothing has changed"
