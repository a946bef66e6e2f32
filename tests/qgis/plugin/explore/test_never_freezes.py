"""The main thread answers within 50 ms while the explore panel reads, counts, draws and selects 200,000 incidents."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication
from safestats.qgis_plugin.explore.dock import ExploreDock
from safestats.qgis_plugin.layers import memory_files
from safestats.qgis_plugin.layers.memory_files import MemoryFile
from safestats.safestats_core.flatgeobuf import point_pieces

LONGEST = 0.05
ROWS = 200_000


@pytest.fixture
def layer(qgis_new_project, incidents_of_a_month) -> Iterator[QgsVectorLayer]:
    """200,000 incidents all over London, as a load leaves them."""
    table = incidents_of_a_month(ROWS)
    file = MemoryFile(point_pieces(table, "EPSG:27700", "Europe/London"))
    layer = QgsVectorLayer(file.path, "incidents", "ogr")
    memory_files.hold(layer, file)
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().clear()


@pytest.fixture
def dock(qgis_iface, qgis_canvas, layer):
    dock = ExploreDock(qgis_iface)
    dock.setParent(None)
    dock.resize(500, 700)
    dock.show()
    QApplication.processEvents()
    yield dock
    dock.close_down()
    dock.hide()
    dock.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_reading_counting_and_drawing(dock, layer, watchdog, wait_until):
    def explore() -> None:
        dock.exploring.use(None)
        dock.show_layer(layer)
        dock.exploring.use(layer)
        wait_until(lambda: not dock.exploring.is_busy)
        dock.controls.show_on_map(True)
        wait_until(lambda: not dock.exploring.is_busy)
        dock.controls.show_on_map(False)

    longest = watchdog.least(explore)
    assert sum(bar.value for bar in dock.charts.categories.bars()) == ROWS
    # Midnight in UTC is one in the morning of a Saturday in June in London, and each took two hours.
    assert dock.charts.clock.totals()[5, 1:3].sum() == pytest.approx(ROWS)
    assert longest < LONGEST, (longest, "\n".join(watchdog.busy))


def test_selecting_on_the_map_and_in_the_charts(dock, layer, watchdog, wait_until):
    dock.show_layer(layer)
    wait_until(lambda: not dock.exploring.is_busy)
    some = np.arange(1, ROWS, 20).tolist()

    def select() -> None:
        layer.selectByIds(some)
        wait_until(lambda: not dock.exploring.is_busy)
        dock.exploring.select_category("burglary")
        wait_until(lambda: not dock.exploring.is_busy)
        layer.removeSelection()
        wait_until(lambda: not dock.exploring.is_busy)

    longest = watchdog.least(select)
    dock.exploring.select_category("burglary")
    wait_until(lambda: not dock.exploring.is_busy)
    assert {feature["category"] for feature in layer.selectedFeatures()} == {"burglary"}
    assert longest < LONGEST, (longest, "\n".join(watchdog.busy))
