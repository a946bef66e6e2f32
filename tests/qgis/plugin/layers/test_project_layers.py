"""A project keeps the question and the looks of a layer, and asks again after sign-in. It never holds an answer."""

from __future__ import annotations

import threading
import zipfile

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsConditionalStyle,
    QgsLayerNotesUtils,
    QgsMapThemeCollection,
    QgsProject,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from safestats.qgis_plugin.layers.desk import LayerDesk
from safestats.qgis_plugin.layers.placeholder import is_waiting
from safestats.safestats_core.errors import PortalUnreachable

from ..conftest import wait as wait_until
from .conftest import Source, incident


@pytest.fixture
def save(tmp_path):
    """Save the project; gives its path and everything in it."""

    def save() -> tuple[str, bytes]:
        path = tmp_path / "june.qgz"
        assert QgsProject.instance().write(str(path))
        with zipfile.ZipFile(path) as archive:
            return str(path), b"\n".join(archive.read(name) for name in archive.namelist())

    return save


@pytest.fixture
def reopen(desk, panel):
    """Open a project as another QGIS would in which nobody has signed in."""

    def reopen(path: str) -> dict[bool, QgsVectorLayer]:
        panel.leave()
        QgsProject.instance().clear()
        assert QgsProject.instance().read(path)
        return {layer.isSpatial(): layer for layer in QgsProject.instance().mapLayers().values()}

    return reopen


def test_a_project_holds_no_answer(load, save):
    points, table = sorted(load(), key=lambda layer: not layer.isSpatial())
    symbol = QgsSymbol.defaultSymbol(points.geometryType())
    by_reference = [QgsRendererCategory("crew-reference-0003", symbol.clone(), "crew-reference-0003")]
    points.styleManager().addStyleFromLayer("other")
    points.setRenderer(QgsCategorizedSymbolRenderer("source_id", by_reference))
    points.styleManager().setCurrentStyle("other")
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(symbol.clone(), filterExp="\"source_id\" = 'crew-reference-0004'"))
    points.setRenderer(QgsRuleBasedRenderer(root))
    points.setSubsetString("\"source_id\" = 'crew-reference-0005'")
    points.conditionalStyles().setRowStyles([QgsConditionalStyle("\"incident_id\" = 'incident-0006'")])
    points.selectAll()
    QgsProject.instance().mapThemeCollection().insert("theme", QgsMapThemeCollection.MapThemeRecord())
    _, content = save()
    assert b"calls" in content
    assert b"crew-reference-" not in content
    assert b"incident-0" not in content
    assert b"/vsimem" not in content
    for coordinate in (points.extent().xMinimum(), points.extent().yMinimum()):
        assert str(coordinate)[:8].encode() not in content


def test_what_a_project_shows_waits_for_the_person_and_then_looks_as_it_did(load, save, reopen, panel, source, dataset):
    points = next(layer for layer in load() if layer.isSpatial())
    points.setName("My June")
    points.setSubsetString("\"category\" = 'overdose'")
    symbol = QgsSymbol.defaultSymbol(points.geometryType())
    mine = [QgsRendererCategory("overdose", symbol, "Mine")]
    points.setRenderer(QgsCategorizedSymbolRenderer("category", mine))
    key = points.id()
    path, _ = save()
    layers = reopen(path)
    points = layers[True]
    assert (points.id(), points.isValid(), points.featureCount()) == (key, True, 0)
    assert points.name() == "My June (sign in to load)"
    assert "Sign in to SafeStats" in QgsLayerNotesUtils.layerNotes(points)
    assert points.readOnly()
    source.rows.append(incident(20))
    panel.enter(source, dataset)
    wait_until(lambda: not any(map(is_waiting, layers.values())))
    assert points.name() == "My June"
    assert points.featureCount() == 6
    assert [category.label() for category in points.renderer().categories()] == ["Mine"]
    assert points.temporalProperties().isActive()
    assert points.readOnly()
    assert "Handling: OFFICIAL-SENSITIVE" in QgsLayerNotesUtils.layerNotes(points)
    assert layers[False].featureCount() == 1


def test_a_layer_that_waits_can_be_saved_again(load, save, reopen, panel, source, dataset):
    points = next(layer for layer in load() if layer.isSpatial())
    points.setSubsetString("\"category\" = 'overdose'")
    path, _ = save()
    reopen(path)
    path, content = save()
    assert b"sign in to load" not in content.split(b"<layername>")[1].split(b"</layername>")[0]
    layers = reopen(path)
    panel.enter(source, dataset)
    wait_until(lambda: not any(map(is_waiting, layers.values())))
    assert layers[True].featureCount() == 5


def test_who_holds_no_grant_any_more_is_told_and_sees_nothing(load, save, reopen, window, panel, source):
    load()
    path, _ = save()
    layers = reopen(path)
    window.said.clear()
    panel.enter(source)  # no dataset at all
    wait_until(lambda: len(window.said) == 1)
    assert "You may not see 'calls' any more" in window.said[0]
    assert all(layer.name().endswith("(not available)") for layer in layers.values())
    assert all(layer.featureCount() == 0 for layer in layers.values())


@pytest.fixture
def slow(source):
    """`source`, which answers only while `may_answer` is set; `is_asked` says that it was asked."""
    source.is_asked, source.may_answer, at_once = threading.Event(), threading.Event(), source.load
    source.may_answer.set()

    def load(query, progress=None):
        source.is_asked.set()
        source.may_answer.wait(60)
        return at_once(query)

    source.load = load
    yield source
    source.may_answer.set()


@pytest.fixture
def half_open(slow, load, save, reopen, panel, dataset, window):
    """The map of a project just opened; its rows are being asked for, for the person who has signed in."""
    points = next(layer for layer in load() if layer.isSpatial())
    others = [key for key in QgsProject.instance().mapLayers() if key != points.id()]
    QgsProject.instance().removeMapLayers(others)
    path, _ = save()
    points = reopen(path)[True]
    window.said.clear()
    slow.is_asked.clear()
    slow.may_answer.clear()
    panel.enter(slow, dataset)
    wait_until(slow.is_asked.is_set)
    return points


def test_rows_that_come_after_signing_out_do_not_reach_the_map(half_open, slow, desk, panel, window):
    panel.leave()
    slow.may_answer.set()
    wait_until(lambda: not desk._busy)
    assert is_waiting(half_open)
    assert half_open.name().endswith("(sign in to load)")
    assert window.said == []


@pytest.mark.parametrize("refusal", [None, PortalUnreachable("No answer from the portal.")])
def test_who_signs_in_while_rows_come_for_somebody_else_gets_her_own(
    half_open, slow, desk, panel, window, dataset, refusal
):
    panel.leave()
    panel.enter(Source([incident(0)]), dataset)
    slow.refusal = refusal
    slow.may_answer.set()
    wait_until(lambda: not is_waiting(half_open))
    assert half_open.featureCount() == 1
    wait_until(lambda: not desk._busy)
    assert len(window.said) == 1
    assert "1 incidents" in window.said[0]


def test_a_project_of_another_portal_waits_for_that_one(load, save, reopen, panel, source, dataset):
    from safestats.qgis_plugin.connection.portals import KnownPortal

    load()
    path, _ = save()
    layers = reopen(path)
    panel.portal = KnownPortal("Other", "https://other.example")
    panel.enter(source, dataset)
    assert all(map(is_waiting, layers.values()))


def test_pasting_our_style_onto_a_layer_of_the_user_leaves_its_data_in_the_project(load, save, points):
    ours = next(layer for layer in load() if layer.isSpatial())
    QgsProject.instance().addMapLayer(points)
    for name in ours.customPropertyKeys():
        points.setCustomProperty(name, ours.customProperty(name))
    _, content = save()
    assert b"field=harm:double" in content


def test_a_copy_of_a_layer_outlives_it(load):
    points = next(layer for layer in load() if layer.isSpatial())
    copy = QgsProject.instance().addMapLayer(points.clone())
    QgsProject.instance().removeMapLayer(points.id())
    assert len(list(copy.getFeatures())) == 9


def test_loading_and_unloading_leaves_the_project_alone(window, panel, qgis_new_project):
    for _ in range(5):
        LayerDesk(window, panel).stop()
    assert window.actions == []
    assert QgsProject.instance().mapLayers() == {}
