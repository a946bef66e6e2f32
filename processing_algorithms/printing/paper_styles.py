"""How layers look on paper and nowhere else: areas as outlines with names, and a crowd of features so that it prints.

A map of a layout keeps such a look as a style of its own; none of them holds a value of the layer.
"""

from __future__ import annotations

import math

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import Qt

from .sheet import text_format

_MANY = 3_000
_COVERED, _SMALLEST = 0.25, 0.4
"""Points cover so much of a map at most, unless they would be smaller than so many millimetres."""
_AS_A_PICTURE = 0.99
"""QGIS draws a layer that is not wholly opaque as a picture."""
_THIN = {"style": "no", "outline_color": "#6b6b6b", "outline_width": "0.15"}
_THICK = {"style": "no", "outline_color": "#000000", "outline_width": "0.7"}
_FILLED = {"color": "#d7191c", "outline_color": "#7a0026", "outline_width": "0.3"}


def plain_outlines(layer: QgsVectorLayer, name: str) -> str:
    """All areas the same; the `name` of each where it fits."""
    return _style(layer, name, {"TRUE": _THIN})


def outlines_round_the_page(layer: QgsVectorLayer, name: str) -> str:
    """The area of the page has a thick outline."""
    return _style(layer, name, {"$id <> @atlas_featureid": _THIN, "$id = @atlas_featureid": _THICK})


def where_the_page_is(layer: QgsVectorLayer) -> str:
    """The area of the page is filled: for the small map of the whole."""
    return _style(layer, "", {"$id <> @atlas_featureid": _THIN, "$id = @atlas_featureid": _FILLED})


def crowd(layer: QgsMapLayer, square_millimetres: float) -> dict[str, str]:
    """The look of a layer with many features, by its id: drawn as a picture, and its points no larger than fit.

    Empty for a layer that prints well as it is. As shapes, tens of thousands of points would make a PDF of many
    megabytes; as large as on the screen they would cover the map and tell nothing.
    """
    if not isinstance(layer, QgsVectorLayer) or layer.featureCount() <= _MANY or layer.renderer() is None:
        return {}
    renderer = layer.renderer().clone()
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        largest = max(_SMALLEST, math.sqrt(_COVERED * square_millimetres / layer.featureCount()))
        _shrink(renderer, largest)
    dressed = QgsVectorLayer(f"{QgsWkbTypes.displayString(layer.wkbType())}?crs={layer.crs().authid()}", "", "memory")
    dressed.setRenderer(renderer)
    dressed.setOpacity(min(layer.opacity(), _AS_A_PICTURE))
    return {layer.id(): _xml(dressed)}


def _shrink(renderer: QgsFeatureRenderer, largest: float) -> None:
    """Let no point be larger than so many millimetres; renderers of other kinds keep theirs."""
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        for number, category in enumerate(renderer.categories()):
            symbol = category.symbol().clone()
            _shrink_symbol(symbol, largest)
            renderer.updateCategorySymbol(number, symbol)
    elif isinstance(renderer, QgsSingleSymbolRenderer):
        _shrink_symbol(renderer.symbol(), largest)


def _shrink_symbol(symbol: QgsMarkerSymbol, largest: float) -> None:
    symbol.setSize(min(symbol.size(), largest))
    for number in range(symbol.symbolLayerCount()):
        part = symbol.symbolLayer(number)
        if isinstance(part, QgsSimpleMarkerSymbolLayer):
            part.setStrokeStyle(Qt.PenStyle.NoPen)  # of so small a point little else would be left


def _style(layer: QgsVectorLayer, name: str, rules: dict[str, dict[str, str]]) -> str:
    dressed = QgsVectorLayer(f"Polygon?crs={layer.crs().authid()}", "", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, look in rules.items():
        root.appendChild(QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple(look), 0, 0, condition))
    dressed.setRenderer(QgsRuleBasedRenderer(root))
    if name:
        dressed.setLabeling(QgsVectorLayerSimpleLabeling(_names(name)))
        dressed.setLabelsEnabled(True)
    return _xml(dressed)


def _xml(dressed: QgsVectorLayer) -> str:
    style = QgsMapLayerStyle()
    style.readFromLayer(dressed)
    return style.xmlData()


def _names(name: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = name
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.fitInPolygonOnly = True
    written = text_format(6.5)
    around = QgsTextBufferSettings()
    around.setEnabled(True)
    around.setSize(0.6)
    written.setBuffer(around)
    settings.setFormat(written)
    return settings
