"""A sheet of A4, landscape: where things stand on it, and the words. All measures are millimetres from its corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemPage,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from ..base.translation import tr

WIDTH, HEIGHT, MARGIN = 297.0, 210.0, 12.0
TOP, BOTTOM = 31.0, 192.0
"""Between these lines stands what differs from page to page."""
INK, GREY, LINE = "#1a1a1a", "#555555", "#bdbdbd"

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_POINT = 25.4 / 72
_FINE = 20
"""Text is measured so many times as large, where hinting does not matter."""
_SLACK = 1.03
"""Words are so much larger on paper than the measure says, at most."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a page of a layout."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def content(page: int) -> Box:
    """All of a page between its head and its foot."""
    return Box(page, MARGIN, TOP, WIDTH - 2 * MARGIN, BOTTOM - TOP)


def add_page(layout: QgsPrintLayout, is_first: bool) -> int:
    """Another page, or the first of a fresh layout; its number."""
    pages = layout.pageCollection()
    if is_first:
        layout.initializeDefaults()
    else:
        page = QgsLayoutItemPage(layout)
        pages.addPage(page)
    page = pages.page(pages.pageCount() - 1)
    page.setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    return pages.pageCount() - 1


def place(layout: QgsPrintLayout, item: QgsLayoutItem, box: Box, name: str) -> None:
    """Put an item onto its page; `name` is what the list of items calls it."""
    layout.addLayoutItem(item)
    item.setId(name)
    move(item, box)


def move(item: QgsLayoutItem, box: Box) -> None:
    """Put an item elsewhere."""
    item.attemptMove(QgsLayoutPoint(box.x, box.y, _MM), True, False, box.page)
    item.attemptResize(QgsLayoutSize(box.width, box.height, _MM))


def label(
    layout: QgsPrintLayout,
    text: str,
    box: Box,
    name: str,
    size: float,
    bold: bool = False,
    colour: str = INK,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QgsLayoutItemLabel:
    """Words; `size` in points."""
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    if hasattr(item, "setTextFormat"):  # QGIS 3.24 and later
        item.setTextFormat(text_format(size, bold, colour))
    else:
        item.setFont(font(size, bold))
        item.setFontColor(QColor(colour))
    item.setHAlign(align)
    item.setVAlign(Qt.AlignmentFlag.AlignTop)
    item.setMarginX(0)
    item.setMarginY(0)
    place(layout, item, box, name)
    return item


def rule(layout: QgsPrintLayout, page: int, y: float) -> None:
    """A fine line over the whole width."""
    line(layout, Box(page, MARGIN, y, WIDTH - 2 * MARGIN, 0))


def line(layout: QgsPrintLayout, box: Box) -> None:
    """A fine line at the top of a box."""
    item = QgsLayoutItemShape(layout)
    item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    symbol = item.symbol().clone()
    symbol.setColor(QColor(LINE))
    symbol.symbolLayer(0).setStrokeStyle(Qt.PenStyle.NoPen)
    item.setSymbol(symbol)
    place(layout, item, replace(box, height=0.25), tr("line"))


def height_of(text: str, size: float, bold: bool, width: float) -> float:
    """How high words stand when their lines are broken at `width`."""
    lines = broken(text, size, bold, width).count("\n") + 1
    return lines * _measure(size, bold).lineSpacing() / _FINE * _SLACK


def broken(text: str, size: float, bold: bool, width: float) -> str:
    """Words with their lines broken at `width`: where QGIS itself breaks them differs from version to version."""
    return "\n".join(each for line in text.split("\n") for each in _lines(line, size, bold, width / _SLACK))


def _lines(text: str, size: float, bold: bool, width: float) -> list[str]:
    measure, lines = _measure(size, bold), [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure.horizontalAdvance(longer) > width * _FINE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def width_of(text: str, size: float, bold: bool) -> float:
    """How wide words in one line are."""
    return _measure(size, bold).horizontalAdvance(text) / _FINE * _SLACK


def _measure(size: float, bold: bool) -> QFontMetricsF:
    measured = font(size, bold)
    measured.setPixelSize(round(size * _POINT * _FINE))
    return QFontMetricsF(measured)


def font(size: float, bold: bool = False) -> QFont:
    """The type of all words; `size` in points."""
    made = QFont(_family())
    made.setPointSizeF(size)
    made.setBold(bold)
    return made


def text_format(size: float, bold: bool = False, colour: str = INK) -> QgsTextFormat:
    """The same for what takes a format."""
    made = QgsTextFormat.fromQFont(font(size, bold))
    made.setColor(QColor(colour))
    return made


def plain(text: str) -> str:
    """Words as they are: a label would calculate what stands between [% and %]."""
    return text.replace("[%", "[ %")


@lru_cache(maxsize=1)
def _family() -> str:
    """A plain type that this computer has; QGIS's own where it has none of them."""
    wished = ("Arial", "Helvetica", "Liberation Sans", "DejaVu Sans")
    return next((family for family in wished if QFont(family).exactMatch()), QFont().family())
