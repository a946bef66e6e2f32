"""The SafeStats page of QGIS's options."""

from __future__ import annotations

import os

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtWidgets import QLabel, QPushButton
from safestats.qgis_plugin.connection.portals import known_portals
from safestats.qgis_plugin.layers.extract import incidents_extract
from safestats.qgis_plugin.layers.question import Question
from safestats.qgis_plugin.options import on_this_computer
from safestats.qgis_plugin.options.page import SafeStatsOptionsPage
from safestats.qgis_plugin.options.preferences import use_cache_limit
from safestats.safestats_core.access import Level
from safestats.safestats_core.cache.eviction import read_size
from safestats.safestats_core.query import Query


def test_the_options_page_keeps_what_is_typed_and_tells_the_panel(no_portals, home):
    told = []
    page = SafeStatsOptionsPage(lambda: told.append(True))
    table = page.portals
    table._add_row("London", "https://portal.example")
    for name, address, problem in (
        ("Wrong", "http://portal.example", "unencrypted"),
        ("North/South", "https://portal.example", "North/South"),
    ):
        table._add_row(name, address)
        assert not page.isValid()
        assert problem in table.problem.text()
        assert known_portals() == []
        table.table.removeRow(1)
    assert page.isValid()
    page.apply()
    assert [portal.url for portal in known_portals()] == ["https://portal.example"]
    assert told


def test_the_options_page_says_where_everything_lies(home, monkeypatch, screenshot):
    opened = []
    monkeypatch.setattr(on_this_computer.QDesktopServices, "openUrl", lambda address: opened.append(address.path()))
    home.mkdir()
    page = SafeStatsOptionsPage(lambda: None)
    screenshot(page, "options")
    said = [label.text() for label in page.computer.findChildren(QLabel)]
    assert str(home) in said
    assert any("safestats-packages" in text for text in said)
    page.computer.findChildren(QPushButton)[0].click()
    assert opened == [str(home)]


def test_what_is_kept_has_a_limit_that_is_gone_by_at_once_and_after_a_restart(home, monkeypatch):
    monkeypatch.delenv("SAFESTATS_CACHE_BUDGET", raising=False)
    use_cache_limit()
    assert "SAFESTATS_CACHE_BUDGET" not in os.environ
    page = SafeStatsOptionsPage(lambda: None)
    page.computer.limit.setValue(2)
    page.apply()
    assert read_size(os.environ["SAFESTATS_CACHE_BUDGET"]) == 2_000_000_000
    monkeypatch.delenv("SAFESTATS_CACHE_BUDGET")
    use_cache_limit()
    assert read_size(os.environ["SAFESTATS_CACHE_BUDGET"]) == 2_000_000_000
    page = SafeStatsOptionsPage(lambda: None)
    assert page.computer.limit.value() == 2
    page.computer.limit.setValue(0)
    page.apply()
    assert "SAFESTATS_CACHE_BUDGET" not in os.environ


def test_layers_are_refreshed_as_the_options_say(dock, incidents_of_a_month, make_dataset, home):
    page = SafeStatsOptionsPage(lambda: None)
    page.computer.every.setCurrentText("every hour")
    page.apply()
    info = make_dataset(Level.POINT)
    dock.add_extract(incidents_extract(incidents_of_a_month(10), info, Query(info.dataset, info.level)))
    (layer,) = QgsProject.instance().mapLayers().values()
    assert Question.read(layer).every == 60
    assert SafeStatsOptionsPage(lambda: None).computer.every.currentText() == "every hour"
    QgsSettings().remove("safestats/refresh_every")
