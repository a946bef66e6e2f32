"""The panel without a mouse, for a screen reader, in dark colours and in large letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QPoint, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from safestats.qgis_plugin.catalogue import month_cells
from safestats.qgis_plugin.catalogue.area_choice import NAMED
from safestats.qgis_plugin.catalogue.coverage_months import COMPLETE, MISSING, PARTIAL
from safestats.qgis_plugin.connection.sessions import Session

INPUTS = (QComboBox, QLineEdit, QAbstractButton, QAbstractItemView, QProgressBar)


@pytest.fixture
def filled(dock, many_datasets):
    """The panel with datasets and nobody behind it."""
    from safestats.qgis_plugin.connection.portals import KnownPortal

    dock._pages.setCurrentWidget(dock.page)
    dock.page.portal_bar.show_portals([KnownPortal("London", "https://portal.example")], None)
    dock.connection.session = Session(datasets=many_datasets(12))
    dock.page.tree.show_datasets(dock.connection.session.datasets)
    dock.page.show_signed_in(True, False)
    dock.page.status.setText("Amira Hassan, Council. 12 datasets. Data is kept encrypted on this computer.")
    QApplication.processEvents()
    return dock


def inputs(parent: QWidget) -> list[QWidget]:
    """What a person can act on, without the parts that Qt builds its own inputs from."""
    found = [each for each in parent.findChildren(QWidget) if isinstance(each, INPUTS)]
    return [
        each
        for each in found
        if not isinstance(each.parent(), (QComboBox, QLineEdit, QAbstractItemView))
        and "Popup" not in type(each).__name__
        and not each.parent().inherits("QComboBoxPrivateContainer")
    ]


def test_every_input_tells_a_screen_reader_its_name(filled):
    silent = [
        each
        for page in (filled.first_portal, filled.page)
        for each in inputs(page)
        if not each.accessibleName() and not getattr(each, "text", lambda: "")()
    ]
    assert silent == []
    assert len(inputs(filled.page)) > 20


def test_a_dataset_is_told_with_level_period_rows_and_what_is_missing(filled):
    view = filled.page.tree.view
    said = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    for words in ("Dataset number 0", "Full records", "2020-01 – 2024-12", "missing: 2024-03", "partly there: 2024-05"):
        assert words in said


def test_the_tab_key_goes_through_everything_from_top_to_bottom(filled):
    filled.activateWindow()
    filled.page.portal_bar.portals.setFocus()
    QApplication.processEvents()
    visited = []
    for _ in range(60):
        widget = QApplication.focusWidget() or filled.focusWidget()
        if widget in visited:
            break
        visited.append(widget)
        widget.nextInFocusChain()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    page = filled.page
    order = [
        page.portal_bar.portals,
        page.portal_bar.sign,
        page.tree.search_field,
        page.tree.view,
        page.form.period_choice.preset,
        page.form.period_choice.first,
        page.form.weekday_choice._buttons[0],
        page.form.hours_choice.field,
        page.form.category_choice.box,
        page.form.area_choice._kind,
        page.queries,
    ]
    places = [visited.index(widget) for widget in order if widget.isVisible() and widget.isEnabled()]
    assert len(places) >= 10
    assert places == sorted(places)


def test_labels_lead_to_their_inputs(filled):
    labels = [each for each in filled.page.form.findChildren(QLabel) if "&" in each.text()]
    assert len(labels) == 5
    assert all(each.buddy() is not None and each.buddy().focusPolicy() != Qt.FocusPolicy.NoFocus for each in labels)
    letters = [each.text().split("&")[1][0].casefold() for each in labels]
    buttons = [each.text() for each in filled.page.findChildren(QAbstractButton) if "&" in each.text()]
    letters += [text.split("&")[1][0].casefold() for text in buttons]
    assert len(set(letters)) == len(letters)
    assert not set(letters) & set("jevlsporwdmch"), "a letter of QGIS's own menus"


def test_typing_narrows_and_the_arrow_goes_on_in_the_list(filled):
    tree = filled.page.tree
    QTest.keyClicks(tree.search_field, "number 7")
    assert tree.selected().title == "Dataset number 7"
    QTest.keyClick(tree.search_field, Qt.Key.Key_Down)
    chosen = []
    tree.activated.connect(chosen.append)
    tree.view.activated.emit(tree.view.currentIndex())
    assert [info.title for info in chosen] == ["Dataset number 7"]
    QTest.keyClick(tree.search_field, Qt.Key.Key_Escape)
    assert tree.search_field.text() == ""
    assert tree.selected().title == "Dataset number 7"
    tree.search_field.setText("nothing is called so")
    assert tree.selected() is None
    assert not filled.page.load_bar.load.isEnabled()


def test_months_differ_in_shape_not_in_colour():
    drawn = {}
    for state in (COMPLETE, PARTIAL, MISSING):
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        month_cells.paint_month(painter, QRectF(0, 0, 24, 24), state, QColor("black"))
        painter.end()
        drawn[state] = [QColor(image.pixel(x, y)).lightness() for x in range(24) for y in range(24)]
    for one, other in ((COMPLETE, PARTIAL), (COMPLETE, MISSING), (PARTIAL, MISSING)):
        differing = sum(abs(a - b) > 100 for a, b in zip(drawn[one], drawn[other]))
        assert differing > 24 * 24 * 0.1, (one, other)


def test_the_calendar_says_the_month_under_the_mouse(filled):
    calendar = filled.page.details.calendar
    march = calendar._cell("2024-03").center()
    assert calendar.said_at(march) == "2024-03: missing"
    assert "60 months" in calendar.said_at(march + QRectF(0, 0, 1e4, 1e4).bottomRight())
    assert calendar.isVisible()


def test_no_size_is_written_in_pixels():
    folder = Path(month_cells.__file__).parent
    fixed = re.compile(
        r"(setFixed\w+|setMinimumWidth|setMinimumHeight|setMinimumSize|setMaximumWidth|resize)\(\s*\d+\s*[,)]"
    )
    colours = re.compile(r"setStyleSheet|QColor\(\"#|QColor\(\d")
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not fixed.search(text), path
        if path.name != "draw_polygon.py":  # that is drawn on the map, whatever the theme
            assert not colours.search(text), path


@pytest.mark.parametrize("factor", [1.25, 1.5, 2.0])
def test_larger_letters_still_fit(filled, factor):
    before = filled.font()
    letters = filled.font()
    letters.setPointSizeF(letters.pointSizeF() * factor)
    QApplication.setFont(letters)
    try:
        filled.resize(int(filled.width() * factor), int(filled.height() * factor))
        QApplication.processEvents()
        for button in filled.page.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                assert button.width() >= button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
        assert not any(
            bar.isVisible() and bar.orientation() == Qt.Orientation.Horizontal
            for bar in filled.page.findChildren(QScrollBar)
        )
    finally:
        QApplication.setFont(before)


def test_dark_colours_are_followed(filled, screenshot):
    screenshot(filled, "panel")
    before = QApplication.palette()
    dark = QPalette(QColor(45, 45, 45))
    try:
        QApplication.setPalette(dark)
        QApplication.processEvents()
        image = filled.page.details.calendar.grab().toImage()
        cell = filled.page.details.calendar._cell("2020-01").center().toPoint()
        scale = image.width() / filled.page.details.calendar.width()
        ink = QColor(image.pixel(QPoint(int(cell.x() * scale), int(cell.y() * scale))))
        assert ink.lightness() > 150
    finally:
        QApplication.setPalette(before)


def test_the_list_of_areas_is_ticked_with_the_keyboard(filled):
    from safestats.qgis_plugin.catalogue.named_areas import NamedArea

    area = filled.page.form.area_choice
    area.choose_kind(NAMED)
    area.named.show_areas([NamedArea("E1", "Abbey (ward)"), NamedArea("E2", "Barn (ward)")])
    QTest.keyClicks(area.named.field, "barn")
    area.named.list.setCurrentIndex(area.named.list.model().index(0, 0))
    QTest.keyClick(area.named.list, Qt.Key.Key_Space)
    area.named.field.clear()
    assert area.area_codes() == ("E2",)
