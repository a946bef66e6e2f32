"""The explore panel, page by page."""

from __future__ import annotations

from qgis.utils import iface
from stage import Stage


def explore(stage: Stage) -> None:
    """When, week, what, and where with the preview on the map."""
    dock = stage.explore
    layer = stage.kept["layer"]
    stage.docks(stage.dock("Layers"), dock)
    dock.show_layer(layer)
    stage.wait(lambda: not dock.exploring.is_busy)
    stage.quiet()
    for number, name in enumerate(("when", "week", "what")):
        dock._tabs.setCurrentIndex(number)
        stage.part(dock, f"explore-{name}")
    dock.exploring.select_category("robbery")
    stage.settle(1.5)
    dock._tabs.setCurrentIndex(0)
    stage.drawn()
    stage.shot("explore-selected")
    layer.removeSelection()
    dock._tabs.setCurrentIndex(3)
    dock.controls.show_on_map(True)
    dock.controls.set_bandwidth(400)
    stage.settle(1)
    stage.wait(lambda: not dock.exploring.is_busy)
    stage.drawn()
    stage.shot("explore-where")
    stage.part(dock, "explore-where-page")
    dock.controls.show_on_map(False)
    stage.settle()
    iface.setActiveLayer(layer)


EXPLORING = (explore,)
