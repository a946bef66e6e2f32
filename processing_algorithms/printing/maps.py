"""Maps on a sheet: the layers that they show, with legend, scale bar and north arrow."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor

from ..base.translation import tr
from .briefing import Map
from .paper_styles import crowd
from .sheet import INK, LINE, Box, font, move, place, text_format

_PAPER = "#f7f7f5"
_ARROW = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="28" viewBox="0 0 20 28">'
    b'<path d="M10 8 L17 27 L10 22 L3 27 Z" fill="#1a1a1a"/>'
    b'<path d="M6.6 7 V0.6 L13.4 7 V0.6" fill="none" stroke="#1a1a1a" stroke-width="1.6"/></svg>'
).decode("ascii")
_LEGEND_SIZE = 8.5
_MARGIN_OF_EXTENT = 1.04


def map_item(
    layout: QgsPrintLayout,
    box: Box,
    layers: Sequence[QgsMapLayer],
    styles: dict[str, str],
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    name: str,
) -> QgsLayoutItemMap:
    """A map of just these layers, the topmost first; without any it shows what the project shows.

    styles  how a layer looks on this map and nowhere else, by its id
    extent  what has to be seen, in `crs`
    """
    item = QgsLayoutItemMap(layout)
    # A map item without a size cannot be resized: its extent would become not-a-number and stay so.
    item.setRect(0, 0, 1, 1)
    place(layout, item, box, name)
    if layers:
        item.setCrs(crs)
        item.setLayers(list(layers))
        item.setKeepLayerSet(True)
        for layer in layers:
            styles = {**crowd(layer, box.width * box.height), **styles}
        item.setLayerStyleOverrides(styles)
        item.setKeepLayerStyles(bool(styles))
        item.setDrawAnnotations(False)  # the marking stands at head and foot, and once is enough on a map as well
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(LINE))
    item.setBackgroundColor(QColor(_PAPER))
    seen = QgsRectangle(extent)
    seen.scale(_MARGIN_OF_EXTENT)
    item.zoomToExtent(seen)
    return item


def scale_bar(layout: QgsPrintLayout, item: QgsLayoutItemMap, box: Box) -> None:
    """In the lower left corner of a map that fills `box`."""
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Line Ticks Up")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
    bar.setUnitLabel(tr("m"))
    bar.setMapUnitsPerScaleBarUnit(1)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    # As long as fits, in round numbers: the scale differs from area to area.
    bar.setMinimumBarWidth(0.16 * box.width)
    bar.setMaximumBarWidth(0.34 * box.width)
    bar.setSegmentSizeMode(_fit_width())
    bar.setTextFormat(text_format(7))
    bar.setHeight(1.6)
    bar.setLabelBarSpace(0.8)
    bar.setBoxContentSpace(1.2)
    bar.setBackgroundEnabled(True)
    bar.setBackgroundColor(QColor(255, 255, 255, 200))
    bar.setLinkedMap(item)  # last: from then on it measures itself anew at every change
    place(layout, bar, replace(box, x=box.x + 1.5, y=box.bottom - 10.5, width=30, height=9), tr("scale bar"))


def north_arrow(layout: QgsPrintLayout, item: QgsLayoutItemMap, box: Box) -> None:
    """In the lower right corner of a map that fills `box`."""
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(f"base64:{_ARROW}")
    arrow.setLinkedMap(item)
    place(
        layout, arrow, replace(box, x=box.x + box.width - 9, y=box.bottom - 12, width=7, height=10), tr("north arrow")
    )


def legend(layout: QgsPrintLayout, shown: Map, box: Box, columns: int = 1) -> QgsLayoutItemLegend:
    """The classes of a map, at the top of `box`, as high as they are; in one column where more are too wide."""
    drawn = QgsLayoutItemLegend(layout)
    drawn.setAutoUpdateModel(shown.layer is None)
    if shown.layer is not None:
        _show_classes(drawn, shown)
    _style_legend(drawn)
    drawn.setSplitLayer(True)
    place(layout, drawn, box, tr("legend"))
    drawn.setColumnCount(columns)
    size = _size_of(drawn)
    if size.width() > box.width:
        drawn.setColumnCount(1)
        size = _size_of(drawn)
    move(drawn, replace(box, width=size.width(), height=size.height()))
    return drawn


def _size_of(drawn: QgsLayoutItemLegend) -> QSizeF:
    """Its own adjustBoxSize measures the classes that it had before."""
    return QgsLegendRenderer(drawn.model(), drawn.legendSettings()).minimumSize()


def _show_classes(drawn: QgsLayoutItemLegend, shown: Map) -> None:
    root = drawn.model().rootGroup()
    root.removeAllChildren()
    node = root.addLayer(shown.layer)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
    if shown.classes is not None:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(shown.classes))
        drawn.model().refreshLayerLegend(node)


def _style_legend(drawn: QgsLayoutItemLegend) -> None:
    """Type, sizes and distances of a legend."""
    for style in (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        entry = drawn.rstyle(style)
        bold = style != QgsLegendStyle.Style.SymbolLabel
        if hasattr(entry, "setTextFormat"):  # QGIS 3.30 and later
            entry.setTextFormat(text_format(_LEGEND_SIZE, bold))
        else:
            entry.setFont(font(_LEGEND_SIZE, bold))
    drawn.setFontColor(QColor(INK))
    drawn.setSymbolWidth(5)
    drawn.setSymbolHeight(3.2)
    drawn.setBoxSpace(0)
    drawn.setColumnSpace(6)
    drawn.setBackgroundEnabled(False)


def extent_of(layers: Sequence[QgsMapLayer], crs: QgsCoordinateReferenceSystem, context) -> QgsRectangle:
    """The extent of all of `layers` in `crs`; `context` knows how to transform."""
    whole = QgsRectangle()
    for layer in layers:
        extent = QgsCoordinateTransform(layer.crs(), crs, context).transformBoundingBox(layer.extent())
        whole.combineExtentWith(extent)
    return whole


def _fit_width() -> QgsScaleBarSettings.SegmentSizeMode:
    """Its name has changed between the versions of QGIS."""
    modes = QgsScaleBarSettings.SegmentSizeMode
    return modes.SegmentSizeFitWidth if hasattr(modes, "SegmentSizeFitWidth") else modes.FitWidth
