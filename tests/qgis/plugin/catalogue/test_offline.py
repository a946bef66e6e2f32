"""Without the portal: the panel goes on with what is on this computer, and says how old it is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import QgsProject


@pytest.fixture
def second_portal(city_portal):
    """The city's portal served once more, by a process that a test can end."""
    process = subprocess.Popen(
        [sys.executable, "-c", city_portal.serve, str(city_portal.folder)], stdout=subprocess.PIPE, text=True
    )
    process.url = process.stdout.readline().split()[-1]
    yield process
    process.terminate()
    process.wait(60)
    process.stdout.close()


def test_rows_come_from_this_computer_while_the_portal_is_away(
    dock, second_portal, fill_in_the_form, wait_until, monkeypatch, screenshot
):
    from safestats.qgis_plugin.connection import connection as connection_module
    from safestats.qgis_plugin.connection.portals import add_portal
    from safestats.safestats_core.retrieval import session

    monkeypatch.setattr(session, "WAITS", (0.01,))
    monkeypatch.setattr(
        connection_module.QDesktopServices, "openUrl", lambda address: fill_in_the_form(address.toString()) or True
    )
    portal = add_portal(second_portal.url)
    dock.show_portals()
    wait_until(lambda: not dock.connection.is_busy)
    dock.connection.sign_in("the cache's passphrase")
    wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
    dock.page.tree.search_field.setText("recorded")
    wait_until(lambda: not dock.connection.look_ups._running)
    dock.load_chosen()
    wait_until(lambda: QgsProject.instance().mapLayers())
    wait_until(lambda: not dock.connection.look_ups._running)
    rows = sum(layer.featureCount() for layer in QgsProject.instance().mapLayers().values())
    second_portal.terminate()
    second_portal.wait(60)
    QgsProject.instance().clear()
    dock.connection.use(portal)
    wait_until(lambda: not dock.connection.is_busy)
    dock.connection.sign_in("the cache's passphrase")
    wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
    wait_until(lambda: not dock.connection.look_ups._running)
    status = dock.page.status.text()
    assert "cannot be reached. You see what it said on" in status
    assert "may use it until" in status
    assert dock.page.load_bar.estimate.text() == f"{rows:,} rows in 24 months; all on this computer."
    screenshot(dock, "offline")
    dock.load_chosen()
    wait_until(lambda: QgsProject.instance().mapLayers())
    assert sum(layer.featureCount() for layer in QgsProject.instance().mapLayers().values()) == rows
    assert any("these rows come from this computer. They are as they were on" in words for words in dock.said)
