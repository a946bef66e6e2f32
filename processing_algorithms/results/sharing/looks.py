"""How a result that may be shared looks on the map."""

from __future__ import annotations

from typing import Optional

import numpy as np
from qgis.core import QgsFillSymbol, QgsRuleBasedRenderer, QgsVectorLayer, QgsWkbTypes

from ...base.translation import tr
from ..styles import NOTHING, SEQUENTIAL, style_classes, style_counts
from .answer import AS_IT_IS, RECORD, ROUNDED, TOLD, WITHHELD

_HATCH = {
    "style": "b_diagonal",
    "color": "120,120,120,255",
    "outline_color": "120,120,120,160",
    "outline_width": "0.1",
}


def style_shared(layer: QgsVectorLayer, field: str, values: Optional[np.ndarray]) -> None:
    """Areas by what is shown of them; what is no area, or shows no number, by its reason."""
    if values is not None and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
        style_counts(layer, field, values)
        _draw_withheld(layer, field)
    elif layer.isSpatial():
        classes = [
            (RECORD, SEQUENTIAL[3], tr("A record")),
            (TOLD, SEQUENTIAL[4], tr("Can be worked out")),
            (WITHHELD, "120,120,120,160", tr("Withheld")),
            (ROUNDED, SEQUENTIAL[1], tr("Rounded")),
            (AS_IT_IS, NOTHING, tr("As it is")),
        ]
        style_classes(layer, "reason", classes)


def _draw_withheld(layer: QgsVectorLayer, field: str) -> None:
    """Hatch what has no number: a hole in the map would pass for nobody's land."""
    renderer = QgsRuleBasedRenderer.convertFromRenderer(layer.renderer())
    rule = QgsRuleBasedRenderer.Rule(QgsFillSymbol.createSimple(_HATCH), 0, 0, f'"{field}" IS NULL', tr("Withheld"))
    renderer.rootRule().appendChild(rule)
    layer.setRenderer(renderer)
