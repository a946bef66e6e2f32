"""The main thread answers within 50 ms, whatever the panel is doing."""

from __future__ import annotations

import threading
from datetime import datetime, timezone
from types import SimpleNamespace

import pyarrow as pa
import pytest
from qgis.core import QgsProject
from safestats.qgis_plugin.connection.sessions import Session
from safestats.safestats_core.access import Level
from safestats.safestats_core.client import Answer
from safestats.safestats_core.errors import Cancelled
from safestats.safestats_core.query import Period, Query
from safestats.safestats_core.retrieval.catalogue import Me, MonthInfo
from safestats.safestats_core.workspace.estimate import Estimate

LONGEST = 0.05
ROWS = 200_000


class Prepared:
    """A client whose answer is there at once, so that only the panel's own work is measured."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self.source = SimpleNamespace(portal_url="https://portal.example")
        self.cache = SimpleNamespace(vault=SimpleNamespace(key=SimpleNamespace(kept="memory")))

    def load(self, query, progress):
        return Answer(self._table, None, datetime.now(timezone.utc), datetime.now(timezone.utc))

    def months(self, dataset):
        return [MonthInfo("2024-06", self._table.num_rows, "1")]

    def coverage(self, dataset):
        return []

    def cached_categories(self, dataset):
        return 1, None

    def estimate(self, dataset, months, query):
        return Estimate(self._table.num_rows, True, 1, 0)

    def saved_queries(self):
        return []


class Stuck(Prepared):
    """A client whose portal never answers, and which hears of a cancellation only after two seconds."""

    is_asked = False

    def load(self, query, progress):
        self.is_asked = True
        threading.Event().wait(2)
        raise Cancelled("Stopped at last.")


@pytest.fixture
def with_client(dock, wait_until):
    """Puts a client and its datasets behind the panel, as a task that signed in would."""

    def enter(client, datasets):
        dock._pages.setCurrentWidget(dock.page)
        dock.connection._entered(Session(client, Me("amira", "Amira Hassan", "Council", "London"), datasets))
        dock.connection.changed.emit()
        return dock

    return enter


def test_five_hundred_datasets_are_listed_and_searched(
    with_client, many_datasets, incidents_of_a_month, watchdog, wait_until, screenshot
):
    datasets, dock = many_datasets(500), with_client(None, ())

    def list_and_search() -> None:
        dock.page.tree.show_datasets(())
        with_client(Prepared(incidents_of_a_month(10)), datasets)
        wait_until(lambda: not dock.connection.look_ups._running)
        for typed in ("d", "da", "dat", "data 4", "data 49", "theme 3", ""):
            dock.page.tree.search_field.setText(typed)
            wait_until(lambda: not dock.connection.look_ups._running)

    longest = watchdog.least(list_and_search)
    screenshot(dock, "five-hundred-datasets")
    assert dock.page.tree.view.model().rowCount() == 10
    assert longest < LONGEST, (longest, "\n".join(watchdog.busy))


def test_two_hundred_thousand_rows_are_loaded(with_client, make_dataset, incidents_of_a_month, watchdog, wait_until):
    info = make_dataset(Level.POINT)
    dock = with_client(Prepared(incidents_of_a_month(ROWS)), (info,))
    wait_until(lambda: not dock.connection.look_ups._running)

    def load() -> None:
        QgsProject.instance().clear()
        dock.connection.load(info, Query(info.dataset, info.level, Period("2024-06", "2024-06")))
        wait_until(lambda: QgsProject.instance().mapLayers())
        wait_until(lambda: not dock.connection.look_ups._running)

    longest = watchdog.least(load)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.featureCount() == ROWS
    assert longest < LONGEST, (longest, "\n".join(watchdog.busy))


def test_signing_in_leaves_the_window_alone(dock, city_portal, fill_in_the_form, watchdog, wait_until, monkeypatch):
    from safestats.qgis_plugin.connection import connection as connection_module
    from safestats.qgis_plugin.connection.portals import add_portal

    monkeypatch.setattr(
        connection_module.QDesktopServices, "openUrl", lambda address: fill_in_the_form(address.toString()) or True
    )
    add_portal(city_portal.url)
    dock.show_portals()
    wait_until(lambda: not dock.connection.is_busy)

    def sign_in() -> None:
        dock.connection.sign_in("the cache's passphrase", afresh=True)
        wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
        wait_until(lambda: not dock.connection.look_ups._running)

    longest = watchdog.least(sign_in)
    assert longest < LONGEST, (longest, "\n".join(watchdog.busy))


def test_work_that_does_not_stop_is_left_behind_within_a_second(
    with_client, make_dataset, incidents_of_a_month, wait_until
):
    info = make_dataset(Level.POINT)
    client = Stuck(incidents_of_a_month(10))
    dock = with_client(client, (info,))
    wait_until(lambda: not dock.connection.look_ups._running)
    dock.connection.load(info, Query(info.dataset, info.level))
    wait_until(lambda: client.is_asked)
    dock.connection.cancel()
    wait_until(lambda: not dock.connection.is_busy, seconds=1)
    assert dock.said[-1] == "Stopped: Loading Calls."
    assert dock.page.load_bar.load.isEnabled()
