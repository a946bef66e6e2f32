"""The strictest handling marking of the layers shown, drawn on the map and on everything that is printed from it.

An annotation does it: QGIS draws those on its canvas, on the maps of print layouts and on images and PDF made of the
canvas, in all its versions. A decoration, or drawing on the canvas itself, would be missing on what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from qgis.core import (
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsMargins,
    QgsPrintLayout,
    QgsProject,
    QgsTextAnnotation,
)
from qgis.PyQt.QtCore import QPointF, QSizeF
from qgis.PyQt.QtGui import QTextDocument

from ...processing_algorithms.printing.furniture import ATTRIBUTION, MARKING
from ...processing_algorithms.printing.layout import MADE_OF
from ...processing_algorithms.results.provenance import joined_marks, marks_of

VARIABLE = MARKING
"""In a layout: [% @safestats_marking %]."""
_TITLE = "SafeStats marking"
_PLACE = QPointF(0.01, 0.07)
"""From the top left corner of a map, in parts of its width and height: under QGIS's message bar."""


def marks_shown(project: QgsProject) -> dict[str, str]:
    """The marks of all layers that are to be seen, on the canvas or in a layout; none where none is of SafeStats."""
    marked = [marks for marks in map(marks_of, _layers_shown(project)) if "handling" in marks]
    return joined_marks(marked)


def show_marking(project: QgsProject) -> str:
    """Bring the annotation and the variable of a project up to date; the marking, empty where there is none."""
    marks = marks_shown(project)
    handling = marks.get("handling", "")
    for name, value in ((VARIABLE, handling), (ATTRIBUTION, marks.get("attribution", ""))):
        if (QgsExpressionContextUtils.projectScope(project).variable(name) or "") != value:
            QgsExpressionContextUtils.setProjectVariable(project, name, value)
    for layout in project.layoutManager().printLayouts():
        _mark_briefing(layout)
    manager = project.annotationManager()
    ours = [each for each in manager.annotations() if _is_ours(each)]
    if [each.document().toPlainText() for each in ours] == ([handling] if handling else []):
        return handling
    for each in ours:
        manager.removeAnnotation(each)
    if handling:
        manager.addAnnotation(_annotation(handling))
    return handling


def _mark_briefing(layout: QgsPrintLayout) -> None:
    """A printed briefing has the marking of what it was made from, or that of its layers where it is stricter now."""
    made_of = layout.customProperty(MADE_OF)
    if made_of:
        marked = [marks for marks in map(marks_of, _layers_of(layout)) if "handling" in marks]
        handling = joined_marks([{"handling": made_of}, *marked])["handling"]
        if QgsExpressionContextUtils.layoutScope(layout).variable(VARIABLE) != handling:
            QgsExpressionContextUtils.setLayoutVariable(layout, VARIABLE, handling)
            layout.refresh()


def _annotation(handling: str) -> QgsTextAnnotation:
    document = QTextDocument()
    document.setHtml(f'<p align="center"><b style="font-size: 10pt; color: #000000">{escape(handling)}</b></p>')
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, _TITLE)
    annotation = QgsTextAnnotation()
    annotation.setDocument(document)
    annotation.setHasFixedMapPosition(False)
    annotation.setRelativePosition(_PLACE)
    annotation.setFrameOffsetFromReferencePointMm(QPointF(0, 0))
    annotation.setFrameSizeMm(QSizeF(12 + 2.3 * len(handling), 8))
    annotation.setContentsMargin(QgsMargins(1, 1, 1, 1))
    annotation.setFillSymbol(QgsFillSymbol.createSimple({"color": "#ffffff", "outline_color": "#000000"}))
    return annotation


def _is_ours(annotation) -> bool:
    if not isinstance(annotation, QgsTextAnnotation):
        return False
    return annotation.document().metaInformation(QTextDocument.MetaInformation.DocumentTitle) == _TITLE


def _layers_shown(project: QgsProject) -> Iterable[QgsMapLayer]:
    shown = {layer.id(): layer for layer in project.layerTreeRoot().checkedLayers() if layer is not None}
    for layout in project.layoutManager().printLayouts():
        shown.update({layer.id(): layer for layer in _layers_of(layout)})
    for theme in project.mapThemeCollection().mapThemes():
        shown.update({layer.id(): layer for layer in project.mapThemeCollection().mapThemeVisibleLayers(theme)})
    return shown.values()


def _layers_of(layout: QgsPrintLayout) -> Iterable[QgsMapLayer]:
    """Those that the maps of a layout show whatever the project shows."""
    maps = (item for item in layout.items() if isinstance(item, QgsLayoutItemMap) and item.keepLayerSet())
    return (layer for item in maps for layer in item.layers())
