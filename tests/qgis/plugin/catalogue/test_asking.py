"""What the panel lets a person ask: period, categories, area; and where portals are kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from safestats.qgis_plugin.catalogue.area_choice import DRAWN, EVERYWHERE, EXTENT, LAYER, AreaChoice
from safestats.qgis_plugin.catalogue.period_choice import PeriodChoice
from safestats.qgis_plugin.catalogue.period_presets import ALL, LAST_MONTH, LAST_YEAR, YEAR_EARLIER
from safestats.qgis_plugin.catalogue.query_form import QueryForm
from safestats.qgis_plugin.connection.portals import (
    KnownPortal,
    add_portal,
    choose_portal,
    current_portal,
    forget_portal,
    known_portals,
    remember_portal,
)
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
    area.choose_kind(EVERYWHERE)
    assert area.area() is None


def test_the_extent_of_the_map_is_an_area_in_degrees(area):
    area.choose_kind(EXTENT)
    west, south, east, north = area.area().bounds
    # Two kilometres south to north are 0.0180 degrees; the map is at least as wide as what was asked of it.
    assert north - south == pytest.approx(0.0180, abs=0.001)
    assert east - west >= 0.0288
    assert area.area().contains(shapely.Point(-0.1357, 51.5025))


def test_only_the_selected_polygons_of_a_layer_count(area):
    layer = polygons((529_000, 179_000, 529_500, 179_500), (530_500, 180_500, 531_000, 181_000))
    area.choose_kind(LAYER)
    area._layer.setLayer(layer)
    assert len(shapely.get_parts(area.area())) == 2
    layer.selectByIds([1])
    assert len(shapely.get_parts(area.area())) == 1


def test_a_drawn_polygon_is_an_area_and_asked_for_where_there_is_none(area, canvas):
    area.choose_kind(DRAWN)
    with pytest.raises(InvalidInput, match="right-click to finish"):
        area.area()
    area._start_drawing()
    area._drawing.finished.emit(QgsGeometry.fromRect(QgsRectangle(529_000, 179_000, 530_000, 180_000)))
    assert area.area().is_valid
    area.stop_drawing()
    assert canvas.mapTool() is None


def test_a_project_without_polygons_says_so(area):
    area.choose_kind(LAYER)
    area._layer.setLayer(None)
    with pytest.raises(InvalidInput, match="no polygon layer"):
        area.area()


def test_the_form_gives_the_query_as_filled_in(canvas, make_dataset):
    form = QueryForm(canvas)
    info = make_dataset(Level.RECORD, first_month="2024-01", last_month="2024-06")
    form.show_dataset(info)
    assert form.query(info).period == Period("2024-01", "2024-06")
    form.period_choice.first.setCurrentText("2024-03")
    form.category_choice.box.setCheckedItems(["Burglary"])
    query = form.query(info)
    assert (query.period, query.categories) == (Period("2024-03", "2024-06"), ("burglary",))


def test_a_period_the_wrong_way_round_is_refused_with_a_sentence(canvas, make_dataset):
    form = QueryForm(canvas)
    info = make_dataset(Level.RECORD, first_month="2024-01", last_month="2024-06")
    form.show_dataset(info)
    form.period_choice.first.setCurrentText("2024-05")
    form.period_choice.last.setCurrentText("2024-02")
    with pytest.raises(InvalidInput, match="Swap the two months"):
        form.query(info)


def test_only_selected_polygons_are_put_together_in_a_task(area):
    layer = polygons((529_000, 179_000, 529_500, 179_500), (530_500, 180_500, 531_000, 181_000))
    area.choose_kind(LAYER)
    area._layer.setLayer(layer)
    read = area.reader()
    with ThreadPoolExecutor(1) as task:
        assert len(shapely.get_parts(task.submit(read).result())) == 2


def test_a_saved_area_is_shown_and_asked_for_as_it_was(area):
    triangle = shapely.Polygon([(-0.2, 51.4), (0.0, 51.4), (-0.1, 51.6)])
    area.choose(triangle, ())
    assert area.area().equals(triangle)
    area.choose(None, ("E1", "E2"))
    assert (area.area(), area.area_codes()) == (None, ("E1", "E2"))
    area.choose(None, ())
    assert (area.area(), area.area_codes()) == (None, ())


@pytest.mark.parametrize(
    ("preset", "chosen", "months"),
    [
        (ALL, ("2024-02", "2024-02"), ("2023-03", "2024-06")),
        (LAST_MONTH, ("2023-03", "2024-06"), ("2024-06", "2024-06")),
        (LAST_YEAR, ("2023-03", "2024-06"), ("2023-07", "2024-06")),
        (YEAR_EARLIER, ("2024-04", "2024-06"), ("2023-04", "2023-06")),
        (YEAR_EARLIER, ("2024-01", "2024-04"), ("2023-03", "2023-04")),  # as far as there is something
    ],
)
def test_a_period_is_chosen_by_name(qgis_app, preset, chosen, months):
    choice = PeriodChoice()
    choice.show_months(Period("2023-03", "2024-06"))
    choice.choose(Period(*chosen))
    choice.preset.setCurrentIndex(choice.preset.findData(preset))
    choice.preset.activated.emit(choice.preset.currentIndex())
    assert choice.period() == Period(*months)


def test_a_year_before_the_first_month_is_refused_with_a_sentence(qgis_app):
    choice, said = PeriodChoice(), []
    choice.refused.connect(said.append)
    choice.show_months(Period("2024-01", "2024-06"))
    choice.preset.setCurrentIndex(choice.preset.findData(YEAR_EARLIER))
    choice.preset.activated.emit(choice.preset.currentIndex())
    assert "begins in 2024-01" in said[0]
    assert choice.period() == Period("2024-01", "2024-06")


def test_days_and_hours_are_asked_only_where_they_are_known(canvas, make_dataset):
    form = QueryForm(canvas)
    form.weekday_choice.choose((5, 6))
    form.hours_choice.choose("22-06")
    asked = {}
    for level in Level:
        info = make_dataset(level)
        form.show_dataset(info)
        query = form.query(info)
        asked[level] = (query.weekdays, query.hours)
    assert asked == {Level.RECORD: ((5, 6), "22-06"), Level.POINT: ((5, 6), ""), Level.COUNTS: ((), "")}


def test_hours_that_are_none_are_refused_with_a_sentence(canvas, make_dataset):
    form, info = QueryForm(canvas), make_dataset(Level.RECORD)
    form.show_dataset(info)
    form.hours_choice.choose("late")
    with pytest.raises(InvalidInput, match="22-06"):
        form.query(info)


@pytest.mark.parametrize("typed", ["portal.example", " https://Portal.example/ "])
def test_an_address_is_enough_to_add_a_portal(no_portals, typed):
    assert add_portal(typed) == KnownPortal("portal.example", "https://portal.example")
    assert add_portal(typed) == current_portal()
    assert add_portal("https://portal.example/second").name == "portal.example 2"
    assert len(known_portals()) == 2


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
