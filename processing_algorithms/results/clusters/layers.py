"""Clusters as layers: a row for each, the numbers of the incidents in them, and colours for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsFillSymbol, QgsMarkerSymbol, QgsRuleBasedRenderer, QgsSymbol, QgsVectorLayer

from ...base.translation import numeral, tr
from ..styles import SEQUENTIAL, class_ends
from .words import SIGNIFICANT

if TYPE_CHECKING:
    from ....safestats_core.hotspots.clusters.clustering import Clustering

_SQUARE_METRES_PER_KM2 = 1e6


def numbered(name: str, order: int) -> str:
    """The field of an order: the first has the plain name."""
    return name if order == 1 else f"{name}_{order}"


def cluster_columns(found: Clustering) -> dict[str, np.ndarray]:
    """The clusters of all orders, one row each."""
    parts = []
    for order, (labels, summary) in enumerate(zip(found.labels, found.summaries), start=1):
        size = summary.count.size
        parent = np.zeros(size + 1, dtype=np.int64)
        if order < len(found.labels):
            parent[labels] = found.labels[order]
        tested = order == 1 and found.test is not None
        columns = {
            "cluster": np.arange(1, size + 1),
            "level": np.full(size, order),
            "parent": parent[1:],
            "count": summary.count,
            "share": summary.share,
            "area_km2": summary.area / _SQUARE_METRES_PER_KM2,
            "density": summary.density,
            "x": summary.x,
            "y": summary.y,
            "p": found.test.p if tested else np.full(size, np.nan),
        }
        if summary.first is not None:
            columns.update(first=summary.first, last=summary.last)
        parts.append(columns)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def style_points(layer: QgsVectorLayer) -> None:
    """Incidents in a cluster stand out from those in none."""
    root = QgsRuleBasedRenderer.Rule(None)
    for words, expression, colour, size in (
        (tr("In no cluster"), '"cluster" = 0', "140,140,140,110", "1.2"),
        (tr("In a cluster"), '"cluster" > 0', "178,24,43,170", "1.8"),
    ):
        symbol = QgsMarkerSymbol.createSimple({"size": size, "color": colour, "outline_style": "no"})
        root.appendChild(_rule(symbol, expression, words))
    layer.setRenderer(QgsRuleBasedRenderer(root))


def style_clusters(layer: QgsVectorLayer, counts: np.ndarray) -> None:
    """Clusters by their incidents; those that chance may have made are grey, clusters of clusters an outline."""
    root = QgsRuleBasedRenderer.Rule(None)
    higher = {"style": "no", "outline_color": "60,60,60,255", "outline_width": "0.6", "outline_style": "dash"}
    root.appendChild(_rule(QgsFillSymbol.createSimple(higher), '"level" > 1', tr("Cluster of clusters")))
    grey = {"color": "190,190,190,120", "outline_color": "120,120,120,255", "outline_width": "0.3"}
    chance = f'"level" = 1 AND "p" > {SIGNIFICANT}'
    root.appendChild(_rule(QgsFillSymbol.createSimple(grey), chance, tr("Chance may explain it (p above 0.05)")))
    lowest = 0.0
    for colour, highest in zip(SEQUENTIAL, class_ends(counts)):
        between = f'"count" > {lowest:.0f} AND "count" <= {highest:.0f}'
        expression = f'"level" = 1 AND coalesce("p", 0) <= {SIGNIFICANT} AND {between}'
        words = tr("Up to {highest} incidents").format(highest=numeral(highest, ",.0f"))
        fill = {"color": colour, "outline_color": "80,0,20,255", "outline_width": "0.3"}
        symbol = QgsFillSymbol.createSimple(fill)
        symbol.setOpacity(0.75)
        root.appendChild(_rule(symbol, expression, words))
        lowest = highest
    layer.setRenderer(QgsRuleBasedRenderer(root))


def _rule(symbol: QgsSymbol, expression: str, words: str) -> QgsRuleBasedRenderer.Rule:
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, expression, words)
