"""The panel in a window, with and without a portal behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication


@pytest.fixture
def no_portals(qgis_app) -> Iterator[None]:
    """Settings without portals, before and after."""
    from safestats.qgis_plugin.connection.portals import forget_portal, known_portals

    for portal in known_portals():
        forget_portal(portal.name)
    yield
    for portal in known_portals():
        forget_portal(portal.name)


@pytest.fixture
def dock(qgis_iface, no_portals, home, monkeypatch) -> Iterator[object]:
    """The panel of somebody who has never used it; what it says in the message bar is kept in `said`."""
    from safestats.qgis_plugin.catalogue import dock as module

    QgsProject.instance().clear()  # whatever another test has left there is not what the panel loaded
    monkeypatch.setattr(module, "ask_passphrase", lambda parent: (None, True))
    said: list[str] = []
    monkeypatch.setattr(module.SafeStatsDock, "_say", lambda self, sentence, level: said.append(sentence))
    panel = module.SafeStatsDock(qgis_iface)
    panel.said = said
    panel.setParent(None)  # the window of the tests is never shown, and what is in it neither
    letters = panel.fontMetrics()
    panel.resize(letters.horizontalAdvance("n") * 56, letters.lineSpacing() * 56)
    panel.show()
    QApplication.processEvents()
    yield panel
    panel.close_down()
    panel.hide()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QgsProject.instance().clear()


@pytest.fixture
def sign_in(request, dock, fill_in_the_form_as, wait_until, monkeypatch) -> Callable[..., object]:
    """Adds the city's portal, or another, and signs somebody in through her browser; the panel is ready then."""
    from safestats.qgis_plugin.connection import connection as connection_module
    from safestats.qgis_plugin.connection.portals import add_portal

    def enter(username: str, portal: str = "city_portal") -> object:
        browser = fill_in_the_form_as(username)
        monkeypatch.setattr(
            connection_module.QDesktopServices, "openUrl", lambda address: browser(address.toString()) or True
        )
        add_portal(request.getfixturevalue(portal).url)
        dock.show_portals()
        wait_until(lambda: not dock.connection.is_busy)
        dock.page.portal_bar.sign.click()
        wait_until(lambda: dock.connection.is_signed_in and not dock.connection.is_busy)
        return dock

    return enter


@pytest.fixture
def many_datasets(make_dataset) -> Callable[[int], tuple]:
    """Datasets of ten agencies and five themes, each with five years and a gap."""
    from safestats.safestats_core.access import Level

    def make(number: int) -> tuple:
        info = make_dataset(Level.RECORD, first_month="2020-01", last_month="2024-12")
        return tuple(
            replace(
                info,
                collection=f"set-{index}",
                dataset=f"set-{index}",
                title=f"Dataset number {index}",
                agency=f"agency-{index % 10}",
                theme=f"Theme {index % 5}",
                rows=1_000 * index,
                missing_months=("2024-03",),
                partial_months=("2024-05", "2024-06"),
            )
            for index in range(number)
        )

    return make
