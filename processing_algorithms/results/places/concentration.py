"""Concentration as a layer of ordered places: its columns, its look, its sentences, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsVectorLayer,
)

from ....safestats_core.progress import Progress
from ...base.translation import numeral, tr
from ..features import Columns, write_extended
from ..styles import NOTHING, SEQUENTIAL, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.concentration import Chance, Concentration

_HOLDS = (25, 50, 80)


def ordered_columns(found: Concentration, count: np.ndarray, values: np.ndarray, weighted: bool) -> Columns:
    """Per place, in order: rank, what it holds, shares in per cent."""
    holds = np.full(found.order.size, 100, dtype=np.int64)
    for share in reversed(_HOLDS):
        holds[: int(round(found.share_of_places(share / 100) * found.places))] = share
    ordered = np.asarray(values)[found.order]
    holds[ordered == 0] = 0
    columns: Columns = {"rank": np.arange(1, found.order.size + 1), "count": count[found.order]}
    if weighted:
        columns["weight"] = ordered.astype(float)
    return {
        **columns,
        "share": 100 * ordered / found.total,
        "cum_share": 100 * found.incidents_share,
        "cum_places": 100 * found.places_share,
        "holds": holds,
    }


def style_places(layer: QgsVectorLayer) -> None:
    """Places by how much of the incidents they and all fuller ones hold."""
    words = tr("Among the fewest places that hold {share} %")
    dark = (SEQUENTIAL[4], SEQUENTIAL[2], SEQUENTIAL[1])
    classes = [(share, colour, words.format(share=share)) for share, colour in zip(_HOLDS, dark)]
    style_classes(layer, "holds", [*classes, (100, SEQUENTIAL[0], tr("The other places")), (0, NOTHING, tr("None"))])


def concentration_remarks(found: Concentration, chance: Optional[Chance], weighted: bool) -> list[str]:
    """What was found, in sentences; `chance` is None where nothing was compared."""
    holds = tr("{part} of the {places} places hold {share} % of the {what}.")
    what = tr("weight") if weighted else tr("incidents")
    said = [
        holds.format(
            part=numeral(found.share_of_places(share / 100), ".2%"),
            places=numeral(found.places),
            share=share,
            what=what,
        )
        for share in (25, 50, 80)
    ]
    if weighted:
        return [*said, tr("Gini coefficient of the weights: {gini}.").format(gini=numeral(found.gini, ".3f"))]
    both = tr("Gini coefficient {gini}, generalised {generalised}.")
    said.append(both.format(gini=numeral(found.gini, ".3f"), generalised=numeral(found.generalised_gini, ".3f")))
    if chance:
        expected = tr(
            "Chance alone would give a Gini coefficient of {gini} ({low} to {high}); p = {p} with {number} simulations."
        )
        numbers = {name: numeral(getattr(chance, name), ".3f") for name in ("gini", "low", "high")}
        said.append(expected.format(**numbers, p=numeral(chance.p, ".3g"), number=chance.simulations))
    return said


def write_in_order(
    sink: QgsFeatureSink,
    source: QgsProcessingFeatureSource,
    feature: np.ndarray,
    order: np.ndarray,
    columns: Columns,
    context: QgsProcessingContext,
    progress: Progress,
    crs: QgsCoordinateReferenceSystem,
) -> None:
    """Add copies of the source's features in an order of their own, each with its row of `columns`.

    feature  numbers of the source's features, rising
    order    which of them each row of `columns` belongs to
    """
    held, back = _Held(), np.argsort(order)
    in_source_order = {name: values[back] for name, values in columns.items()}
    write_extended(held, source, feature, in_source_order, context, progress, crs)
    for number in order.tolist():
        sink.addFeature(held.features[number])


class _Held:
    """Takes features as a sink does, until they are put in order."""

    def __init__(self) -> None:
        self.features: list[QgsFeature] = []

    def addFeatures(self, features: list[QgsFeature], flags: object = None) -> bool:
        self.features += features
        return True
