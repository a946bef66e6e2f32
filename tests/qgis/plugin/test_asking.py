"""What the panel lets a person ask: period, categories, area; and where portals are kept."""

from __future__ import annotations

import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from safestats.qgis_plugin.catalogue.area_choice import DRAWN, EVERYWHERE, EXTENT, LAYER, AreaChoice
from safestats.qgis_plugin.catalogue.query_form import QueryForm
from safestats.qgis_plugin.options import SafeStatsOptionsPage
from safestats.qgis_plugin.portals import choose_portal, current_portal, forget_portal, known_portals, remember_portal
from safestats.safestats_core.access import Level
from safestats.safestats_core.errors import InvalidInput
from safestats.safestats_core.query import Period


@pytest.fixture
def canvas(qgis_app):
    """A map of 2 by 2 km around Westminster."""
    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:27700"))
    canvas.setExtent(QgsRectangle(529_000, 179_000, 531_000, 181_000))
    yield canvas
    QgsProject.instance().clear()


@pytest.fixture
def area(canvas):
    return AreaChoice(canvas)


def polygons(*boxes) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:27700", "beats", "memory")
    for box in boxes:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*box)))
        layer.dataProvider().addFeature(feature)
    return QgsProject.instance().addMapLayer(layer)


def test_everywhere_is_no_area(area):
    area._kind.setCurrentIndex(EVERYWHERE)
    assert area.area() is None


def test_the_extent_of_the_map_is_an_area_in_degrees(area):
    area._kind.setCurrentIndex(EXTENT)
    west, south, east, north = area.area().bounds
    # Two kilometres south to north are 0.0180 degrees; the map is at least as wide as what was asked of it.
    assert north - south == pytest.approx(0.0180, abs=0.001)
    assert east - west >= 0.0288
    assert area.area().contains(shapely.Point(-0.1357, 51.5025))


def test_only_the_selected_polygons_of_a_layer_count(area):
    layer = polygons((529_000, 179_000, 529_500, 179_500), (530_500, 180_500, 531_000, 181_000))
    area._kind.setCurrentIndex(LAYER)
    area._layer.setLayer(layer)
    assert len(shapely.get_parts(area.area())) == 2
    layer.selectByIds([1])
    assert len(shapely.get_parts(area.area())) == 1


def test_a_drawn_polygon_is_an_area_and_asked_for_where_there_is_none(area, canvas):
    area._kind.setCurrentIndex(DRAWN)
    with pytest.raises(InvalidInput, match="right-click to finish"):
        area.area()
    area._start_drawing()
    area._drawing.finished.emit(QgsGeometry.fromRect(QgsRectangle(529_000, 179_000, 530_000, 180_000)))
    assert area.area().is_valid
    area.stop_drawing()
    assert canvas.mapTool() is None


def test_a_project_without_polygons_says_so(area):
    area._kind.setCurrentIndex(LAYER)
    area._layer.setLayer(None)
    with pytest.raises(InvalidInput, match="no polygon layer"):
        area.area()


def test_the_form_gives_the_query_as_filled_in(canvas, make_dataset):
    form = QueryForm(canvas)
    info = make_dataset(Level.RECORD, first_month="2024-01", last_month="2024-06")
    form.show_dataset(info)
    assert form.query(info).period == Period("2024-01", "2024-06")
    form._first.setCurrentText("2024-03")
    form._categories.setCheckedItems(["Burglary"])
    query = form.query(info)
    assert (query.period, query.categories) == (Period("2024-03", "2024-06"), ("burglary",))


def test_a_period_the_wrong_way_round_is_refused_with_a_sentence(canvas, make_dataset):
    form = QueryForm(canvas)
    info = make_dataset(Level.RECORD, first_month="2024-01", last_month="2024-06")
    form.show_dataset(info)
    form._first.setCurrentText("2024-05")
    form._last.setCurrentText("2024-02")
    with pytest.raises(InvalidInput, match="Swap the two months"):
        form.query(info)


@pytest.fixture
def no_portals(qgis_app):
    """Settings without portals, before and after."""
    for portal in known_portals():
        forget_portal(portal.name)
    yield
    for portal in known_portals():
        forget_portal(portal.name)


def test_portals_are_remembered_by_name_and_forgotten(no_portals):
    remember_portal("London", "https://portal.example/")
    remember_portal("Local", "http://127.0.0.1:8642")
    choose_portal("London")
    assert current_portal().url == "https://portal.example"
    forget_portal("London")
    assert [portal.name for portal in known_portals()] == ["Local"]
    assert current_portal().name == "Local"


@pytest.mark.parametrize("address", ["http://portal.example", "portal.example", "ftp://portal.example", ""])
def test_an_address_that_would_send_a_sign_in_unencrypted_is_refused(no_portals, address):
    with pytest.raises(InvalidInput):
        remember_portal("London", address)
    assert known_portals() == []


def test_the_options_page_keeps_what_is_typed_and_tells_the_panel(no_portals):
    told = []
    page = SafeStatsOptionsPage(lambda: told.append(True))
    page._add_row("London", "https://portal.example")
    page._add_row("Wrong", "http://portal.example")
    assert not page.isValid()
    page._table.removeRow(1)
    page.apply()
    assert [portal.url for portal in known_portals()] == ["https://portal.example"]
    assert told
