"""What QGIS offers for a briefing while the plugin is there: a template, a project, and a marking that keeps up."""

from __future__ import annotations

import time

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpressionContextUtils,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QMenu
from safestats.qgis_plugin.briefing.menu import Briefings
from safestats.qgis_plugin.briefing.project import set_up
from safestats.qgis_plugin.briefing.template import template_file
from safestats.qgis_plugin.layers.marking import show_marking


@pytest.fixture
def menu(qgis_iface) -> QMenu:
    return QMenu()


def layer(handling: str) -> QgsVectorLayer:
    made = QgsVectorLayer("Polygon?crs=EPSG:27700&field=name:string", "cells", "memory")
    made.setCustomProperty("safestats/handling", handling)
    return made


def test_the_template_is_there_while_the_plugin_is_and_gone_with_it(qgis_iface, menu, project, wait_until):
    had_folder = template_file().parent.exists()
    briefings = Briefings(qgis_iface, menu)
    wait_until(template_file().exists)
    assert [action.text() for action in menu.actions()] == ["New briefing project", "Print a briefing…"]
    project.read(str(template_file()))
    assert project.crs().authid() == "EPSG:27700"
    assert project.mapLayers() == {}
    groups = [group.name() for group in project.layerTreeRoot().children()]
    assert groups == ["Areas", "Results", "Incidents", "Background"]
    briefings.stop()
    assert not template_file().exists()
    assert template_file().parent.exists() == had_folder
    assert menu.actions() == []


def test_unloaded_before_it_is_made_it_leaves_nothing(qgis_iface, menu):
    Briefings(qgis_iface, menu).stop()
    for _ in range(50):
        QgsApplication.processEvents()
    assert not template_file().exists()


def test_a_template_of_that_name_that_is_the_users_own_is_left_alone(qgis_iface, menu):
    template_file().parent.mkdir(parents=True, exist_ok=True)
    template_file().write_bytes(b"mine")
    briefings = Briefings(qgis_iface, menu)
    for _ in range(50):
        QgsApplication.processEvents()
    briefings.stop()
    assert template_file().read_bytes() == b"mine"
    template_file().unlink()


def test_the_sheet_of_a_new_project_shows_what_the_map_shows_with_its_marking(qgis_iface, menu, project, monkeypatch):
    briefings = Briefings(qgis_iface, menu)
    monkeypatch.setattr(qgis_iface, "newProject", lambda prompt: True, raising=False)
    menu.actions()[0].trigger()
    briefings.stop()
    (layout,) = project.layoutManager().printLayouts()
    (shown,) = (item for item in layout.items() if isinstance(item, QgsLayoutItemMap))
    (legend,) = (item for item in layout.items() if isinstance(item, QgsLayoutItemLegend))
    assert not shown.keepLayerSet()
    assert legend.autoUpdateModel()
    project.addMapLayer(layer("OFFICIAL-SENSITIVE"))
    show_marking(project)
    marked = [item for item in layout.items() if isinstance(item, QgsLayoutItemLabel) and "marking" in item.id()]
    assert [item.currentText() for item in marked] == ["OFFICIAL-SENSITIVE"] * 2


def test_a_printed_briefing_takes_the_stricter_marking_of_its_layers_and_keeps_its_own(
    qgis_iface, project, provider, areas
):
    import processing

    mild = project.addMapLayer(layer("OFFICIAL"))
    processing.run("safestats:printbriefing", {"LAYERS": [mild], "HEADING": "Sheet"})
    scope = QgsExpressionContextUtils.layoutScope
    layout = project.layoutManager().layoutByName("Sheet")
    mild.setCustomProperty("safestats/handling", "SECRET")
    show_marking(project)
    assert scope(layout).variable("safestats_marking") == "SECRET"
    mild.removeCustomProperty("safestats/handling")
    show_marking(project)
    assert scope(layout).variable("safestats_marking") == "OFFICIAL"


def test_no_step_of_making_the_template_takes_the_main_thread_for_long(qgis_app):
    """By the processor's time: the window can answer between any two steps."""

    def timed() -> float:
        steps, found, is_over = set_up(QgsProject()), 0.0, False
        while not is_over:
            begin = time.thread_time()
            is_over = next(steps, "end") == "end"
            found = max(found, time.thread_time() - begin)
        return found

    timed()  # the first time loads the types of this computer
    assert min(timed() for _ in range(3)) < 0.05
