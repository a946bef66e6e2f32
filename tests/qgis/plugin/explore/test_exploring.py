from __future__ import annotations

import time

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, QPoint, Qt, QTime
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from safestats.qgis_plugin.explore import exploring as exploring_module
from safestats.qgis_plugin.explore.dock import ExploreDock
from safestats.qgis_plugin.layers.making import MISSING_MONTHS
from safestats.safestats_core.errors import InvalidInput

FIELDS = "field=start:datetime&field=end:datetime&field=category:string"


@pytest.fixture
def layer(qgis_new_project) -> QgsVectorLayer:
    """40 burglaries on Mondays in January between 22:00 and 24:00, and 20 robberies on Fridays in March at 18:30."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:27700&{FIELDS}", "incidents", "memory")
    layer.setCustomProperty(MISSING_MONTHS, "2024-02")
    for number in range(60):
        burglary = number < 40
        day = QDate(2024, 1, 1 + 7 * (number % 4)) if burglary else QDate(2024, 3, 1 + 7 * (number % 4))
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(530_000 + 37 * number, 180_000 + 11 * (number % 13))))
        start = QDateTime(day, QTime(22, 0) if burglary else QTime(18, 30))
        end = start.addSecs(7_200) if burglary else QDateTime()
        feature.setAttributes([start, end, "burglary" if burglary else "robbery"])
        assert layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def dock(qgis_iface, qgis_canvas, layer):
    dock = ExploreDock(qgis_iface)
    dock.show_layer(layer)
    settle(dock)
    yield dock
    dock.close_down()


@pytest.fixture
def drawn(dock):
    """What the panel draws on the map, the density being asked for."""
    drawn = []
    dock.exploring.drawn.connect(drawn.append)
    dock.controls.show_on_map(True)
    return drawn


def refuse(*_):
    raise InvalidInput("It cannot be read.")


def settle(dock):
    end = time.monotonic() + 60
    while dock.exploring.is_busy:
        assert time.monotonic() < end
        QApplication.processEvents()


def by_label(chart):
    return {bar.label: bar.value for bar in chart.bars()}


def is_empty(dock):
    """Whether neither the charts nor what is copied from them hold a number."""
    copied = [dock.charts.table(page) for page in range(3)]
    charts = dock.charts
    return (
        copied == [""] * 3
        and charts.months.bars() == charts.categories.bars() == []
        and not charts.clock.totals().any()
    )


def test_counts_over_time_show_a_month_that_nobody_supplied_as_unknown(dock):
    assert by_label(dock.charts.months) == {"2024-01": 40, "2024-02": None, "2024-03": 20}
    assert "2024-02: not supplied" in dock.charts.months.accessibleDescription()


def test_the_clock_spreads_what_happened_between_two_times(dock):
    totals = dock.charts.clock.totals()
    assert totals[0, 22] == pytest.approx(20)
    assert totals[0, 23] == pytest.approx(20)
    assert totals[4, 18] == pytest.approx(20)
    assert totals.sum() == pytest.approx(60)


def test_categories_are_counted_and_named(dock):
    assert by_label(dock.charts.categories) == {"Burglary": 40, "Robbery": 20}


def test_a_bar_that_is_pressed_selects_on_the_map(dock, layer):
    chart = dock.charts.months
    chart.resize(300, 100)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(290, 50))
    settle(dock)
    assert layer.selectedFeatureCount() == 20
    assert {feature["category"] for feature in layer.selectedFeatures()} == {"robbery"}


def test_an_hour_of_the_week_selects_what_may_have_happened_in_it(dock, layer):
    dock.exploring.select_hour(0, 23)
    settle(dock)
    assert {feature["category"] for feature in layer.selectedFeatures()} == {"burglary"}
    assert layer.selectedFeatureCount() == 40


def test_the_second_of_two_quick_clicks_counts(dock, layer):
    dock.exploring.select_month("2024-01")
    dock.exploring.select_month("2024-03")  # before the first is answered
    settle(dock)
    assert {feature["category"] for feature in layer.selectedFeatures()} == {"robbery"}
    assert {bar.label: bar.selected for bar in dock.charts.categories.bars()} == {"Burglary": 0, "Robbery": 20}


def test_a_selection_that_ends_while_it_is_counted_leaves_the_charts(dock, layer):
    layer.selectByExpression("category = 'robbery'")
    layer.removeSelection()
    settle(dock)
    assert {bar.label: bar.selected for bar in dock.charts.categories.bars()} == {"Burglary": 0, "Robbery": 0}
    assert dock.charts.clock.totals().sum() == pytest.approx(60)


def test_what_is_selected_on_the_map_shows_in_the_charts(dock, layer):
    layer.selectByExpression("category = 'robbery'")
    settle(dock)
    assert {bar.label: bar.selected for bar in dock.charts.categories.bars()} == {"Burglary": 0, "Robbery": 20}
    assert dock.charts.clock.totals().sum() == pytest.approx(20)
    layer.removeSelection()
    settle(dock)
    assert dock.charts.clock.totals().sum() == pytest.approx(60)


def test_a_filter_of_the_layer_is_followed(dock, layer):
    layer.setSubsetString("category = 'robbery'")
    settle(dock)
    assert by_label(dock.charts.categories) == {"Robbery": 20}


def test_the_preview_draws_on_the_map_and_goes_with_its_box(dock, qgis_canvas, layer):
    canvas = dock._canvas
    drawn = []
    dock.exploring.drawn.connect(drawn.append)
    dock.controls.show_on_map(True)
    settle(dock)
    picture = drawn[-1]
    assert picture.extent.contains(layer.extent())
    assert picture.image.width() > 10
    assert isinstance(canvas, QgsMapCanvas)
    dock.controls.show_on_map(False)
    settle(dock)
    assert drawn[-1] is None


def test_a_density_that_is_unticked_while_it_is_drawn_does_not_come_after_all(dock, drawn):
    assert dock.exploring.is_busy
    dock.controls.show_on_map(False)
    settle(dock)
    assert drawn[-1] is None
    assert dock.controls._said.text() == ""


def test_a_layer_that_is_filtered_to_nothing_has_no_density(dock, drawn, layer):
    settle(dock)
    assert drawn[-1] is not None
    layer.setSubsetString("category = 'arson'")
    settle(dock)
    assert drawn[-1] is None
    assert dock.controls._said.text() == ""


def test_a_density_that_cannot_be_drawn_takes_away_the_one_before(dock, drawn, monkeypatch):
    settle(dock)
    assert drawn[-1] is not None
    monkeypatch.setattr(exploring_module, "draw_density", refuse)
    dock.controls.set_bandwidth(1_000)
    dock._redraw()
    settle(dock)
    assert drawn[-1] is None
    assert dock.controls._said.text() == "It cannot be read."


@pytest.mark.parametrize("step", ["__init__", "read"])
def test_a_layer_that_can_no_longer_be_read_leaves_an_empty_panel(dock, drawn, layer, monkeypatch, step):
    settle(dock)
    assert drawn[-1] is not None
    monkeypatch.setattr(exploring_module.RowSource, step, refuse)
    layer.setSubsetString("category = 'robbery'")
    settle(dock)
    dock._redraw()
    settle(dock)
    assert drawn[-1] is None
    assert is_empty(dock)
    assert dock._said.text() == "It cannot be read."


def test_the_density_stands_where_the_incidents_are():
    from qgis.core import QgsCoordinateReferenceSystem
    from safestats.qgis_plugin.explore.preview import draw_density

    random = np.random.default_rng(1)
    x, y = 530_000 + random.normal(0, 50, 500), 180_000 + random.normal(0, 50, 500)
    x, y = np.append(x, 535_000), np.append(y, 183_000)  # one far to the north-east
    picture = draw_density(x, y, 500, 100, QgsCoordinateReferenceSystem("EPSG:27700"))
    image = picture.image

    def alpha_at(east, north):
        column = int((east - picture.extent.xMinimum()) / picture.extent.width() * image.width())
        row = int((picture.extent.yMaximum() - north) / picture.extent.height() * image.height())
        return image.pixelColor(column, row).alpha()

    assert alpha_at(530_000, 180_000) > 200
    assert alpha_at(532_500, 181_500) == 0


def test_the_numbers_can_be_pasted_into_a_sheet(dock):
    dock._tabs.setCurrentIndex(0)
    dock.copy_table()
    assert QApplication.clipboard().text() == "2024-01\t40\n2024-02\t\n2024-03\t20"
    dock.copy_picture()
    assert not QApplication.clipboard().pixmap().isNull()


def test_a_layer_that_is_taken_away_leaves_an_empty_panel(dock, layer):
    QgsProject.instance().removeMapLayer(layer.id())
    settle(dock)
    assert is_empty(dock)
    dock.exploring.select_month("2024-01")
    settle(dock)
    assert "Choose a layer" in dock._said.text()


def test_another_layer_begins_with_empty_charts(dock, layer):
    other = layer.clone()
    QgsProject.instance().addMapLayer(other)
    dock.show_layer(other)
    assert dock.exploring.is_busy
    assert is_empty(dock)
    settle(dock)
    assert not is_empty(dock)


def test_keys_alone_choose_a_bar(dock, layer):
    chart = dock.charts.categories
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    settle(dock)
    assert layer.selectedFeatureCount() == 20
