"""A map for the wall, drawn by QGIS: title, map, legend, scale bar, attribution and handling marking."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QColor, QFont

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_FONT = "DejaVu Sans"
_DPI = 130
_MARGIN, _WIDTH, _HEIGHT, _SIDE = 8, 297, 210, 74


@dataclass(frozen=True)
class Sheet:
    """What a map sheet shows. `layers` run from top to bottom; those in `legend` are explained."""

    title: str
    subtitle: str
    footer: str
    extent: QgsRectangle
    layers: list[QgsMapLayer]
    legend: list[QgsMapLayer]


def draw(sheet: Sheet, project: QgsProject, path: Path) -> None:
    """Lay the sheet out on A4 landscape, keep the layout in `project`, and write a PNG."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Hotspot briefing")
    map_item = _map(layout, sheet)
    _label(layout, sheet.title, 15, (_MARGIN, 6, _WIDTH - 2 * _MARGIN, 9), bold=True)
    _label(layout, sheet.subtitle, 9, (_MARGIN, 15, _WIDTH - 2 * _MARGIN, 7))
    _label(layout, sheet.footer, 7, (_MARGIN, _HEIGHT - 11, _WIDTH - 2 * _MARGIN, 8))
    _legend(layout, sheet, map_item)
    _scale_bar(layout, map_item)
    project.layoutManager().addLayout(layout)
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=_DPI)
    if not image.save(str(path)):
        raise OSError(f"The map could not be written to {path}. Is the folder writable, and the disk not full?")


def _map(layout: QgsPrintLayout, sheet: Sheet) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    # A map item without a size cannot be resized: its extent would become not-a-number and stay so.
    item.setRect(0, 0, 1, 1)
    item.setExtent(sheet.extent)
    _place(layout, item, (_MARGIN, 23, _WIDTH - 3 * _MARGIN - _SIDE, _HEIGHT - 36))
    item.setLayers(sheet.layers)
    item.setKeepLayerSet(True)
    item.setCrs(sheet.layers[0].crs())
    item.zoomToExtent(sheet.extent)
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#888888"))
    item.setBackgroundColor(QColor("#eef3f6"))
    return item


def _label(layout: QgsPrintLayout, text: str, size: int, box: tuple, bold: bool = False) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(QFont(_FONT, size, QFont.Weight.Bold if bold else QFont.Weight.Normal))
    _place(layout, label, box)


def _legend(layout: QgsPrintLayout, sheet: Sheet, map_item: QgsLayoutItemMap) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(map_item)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.removeAllChildren()
    for layer in sheet.legend:
        root.addLayer(layer)
    _place(layout, legend, (_WIDTH - _MARGIN - _SIDE, 23, _SIDE, 120))


def _scale_bar(layout: QgsPrintLayout, map_item: QgsLayoutItemMap) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(map_item)
    bar.applyDefaultSize()
    bar.setTextFormat(QgsTextFormat.fromQFont(QFont(_FONT, 8)))
    _place(layout, bar, (_WIDTH - _MARGIN - _SIDE, _HEIGHT - 30, _SIDE, 14))


def _place(layout: QgsPrintLayout, item, box: tuple) -> None:
    x, y, width, height = box
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, _MM))
    item.attemptResize(QgsLayoutSize(width, height, _MM))
