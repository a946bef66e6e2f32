"""What a briefing says of each area: its own count, its rank, and how much of each class of the map lies in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Optional

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsSpatialIndex,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...safestats_core.progress import Progress
from ..base.translation import numeral, tr


def ranks_of(counts: np.ndarray) -> np.ndarray:
    """The rank of each count, the highest first; equals share one, and a null (NaN) has none (NaN)."""
    known = np.sort(-counts[~np.isnan(counts)])
    ranks = np.searchsorted(known, -counts, side="left") + 1.0
    return np.where(np.isnan(counts), np.nan, ranks)


def classes_present(layer: QgsMapLayer) -> Optional[tuple[int, ...]]:
    """Positions of the classes of a layer that a feature of it has; None where it is not drawn in categories."""
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return None
    position = layer.fields().lookupField(renderer.classAttribute())
    # As texts: of a style that was read from a file, QGIS gives the number of a class as one.
    values = set(map(str, layer.uniqueValues(position))) if position >= 0 else set()
    found = tuple(number for number, each in enumerate(renderer.categories()) if str(each.value()) in values)
    return found or None


def classes_in_areas(
    layer: QgsMapLayer, areas: QgsProcessingFeatureSource, context: QgsProcessingContext, progress: Progress
) -> Optional[list[Counter]]:
    """For each area, how many features of each class of `layer` have their middle in it.

    The classes go by their words in the legend. None where the layer is not drawn in categories.
    """
    renderer = layer.renderer() if isinstance(layer, QgsVectorLayer) else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return None
    words = {str(category.value()): category.label() for category in renderer.categories() if category.label()}
    field = renderer.classAttribute()
    shapes = list(areas.getFeatures(QgsFeatureRequest().setSubsetOfAttributes([])))
    index = QgsSpatialIndex()
    for number, each in enumerate(shapes):
        each.setId(number)
        index.addFeature(each)
    to_areas = QgsCoordinateTransform(layer.crs(), areas.sourceCrs(), context.transformContext())
    found = [Counter(dict.fromkeys(words.values(), 0)) for _ in shapes]
    total = max(1, layer.featureCount())
    for done, feature in enumerate(
        layer.getFeatures(QgsFeatureRequest().setSubsetOfAttributes([field], layer.fields()))
    ):
        if done % 1_000 == 0:
            progress(done, total, tr("finding what lies in which area"))
        value = str(feature[field])
        if value not in words or not feature.hasGeometry():
            continue
        middle = feature.geometry().pointOnSurface()
        middle.transform(to_areas)
        for number in index.intersects(middle.boundingBox()):
            if shapes[number].geometry().contains(middle):
                found[number][words[value]] += 1
                break
    return found


def sentences_on_areas(
    counts: Optional[np.ndarray], ranks: np.ndarray, classes: Optional[Sequence[Counter]], kind: str, title: str
) -> list[str]:
    """The words of each area.

    counts   incidents in each area, NaN where that is not known; None where nobody counted
    classes  what of the map lies in each
    kind     what a feature of the map is, in the plural
    """
    said = [[] for _ in ranks]
    if counts is not None:
        for number, sentence in enumerate(_on_counts(counts, ranks)):
            said[number].append(sentence)
    for number, held in enumerate(classes or ()):
        said[number].append(_on_classes(held, kind, title))
    if counts is not None:
        caution = tr("A rank is one of counts, not of risk: where more people are, more happens.")
        for sentences in said:
            sentences.append(caution)
    return ["\n\n".join(sentences) for sentences in said]


def sentences_on_all(
    names: Sequence[str], counts: Optional[np.ndarray], classes: Optional[Sequence[Counter]], kind: str
) -> list[str]:
    """The words of the whole: where most is counted, and how much there is of each class of the map."""
    said = []
    if counts is not None and np.nansum(counts) > 0:
        first = np.argsort(-np.nan_to_num(counts), kind="stable")[:3]
        told = tr("Most incidents are counted in {areas}.")
        each = tr("{name} ({count})")
        listed = [each.format(name=names[number], count=numeral(counts[number], ",.6g")) for number in first]
        said.append(told.format(areas=", ".join(listed)))
    total: Counter = Counter()
    for held in classes or ():
        total.update(held)
    if any(total.values()):
        told = tr("Of the {total} {kind} in these areas are:").format(total=numeral(sum(total.values())), kind=kind)
        said.append("\n".join([told, *_listed(total)]))
    return said


def kind_of(layer: QgsMapLayer) -> str:
    """What a feature of a layer is called, in the plural."""
    if not isinstance(layer, QgsVectorLayer):
        return tr("cells")
    if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
        return tr("points")
    return tr("cells") if layer.fields().lookupField("cell_col") >= 0 else tr("areas")


def _on_counts(counts: np.ndarray, ranks: np.ndarray) -> list[str]:
    total, known = float(np.nansum(counts)), int(np.count_nonzero(~np.isnan(counts)))
    told = tr("{count} incidents: {share} % of the {total} in all {areas} areas. Rank {rank} of {areas}.")
    alike = tr("{count} incidents: {share} % of the {total} in all {areas} areas. Rank {rank} of {areas}, shared.")
    unknown = tr("How many incidents there are is not known, or may not be shown.")
    occurring = Counter(ranks[~np.isnan(ranks)].tolist())
    return [
        unknown
        if np.isnan(count)
        else (alike if occurring[rank] > 1 else told).format(
            count=numeral(count, ",.6g"),
            share=numeral(100 * count / total if total else 0.0, ".1f"),
            total=numeral(total, ",.6g"),
            areas=numeral(known),
            rank=numeral(rank, ",.0f"),
        )
        for count, rank in zip(counts.tolist(), ranks.tolist())
    ]


def _on_classes(held: Counter, kind: str, title: str) -> str:
    if not any(held.values()):
        return tr("On the map '{title}' nothing lies here.").format(title=title)
    told = tr("{total} of the map's {kind} have their middle here:")
    return "\n".join([told.format(kind=kind, total=numeral(sum(held.values()))), *_listed(held)])


def _listed(held: Counter) -> list[str]:
    """A line for each class, in the order of the legend."""
    line = tr("- {number}: {words}")
    return [line.format(number=numeral(n), words=_in_a_sentence(words)) for words, n in held.items() if n]


def _in_a_sentence(words: str) -> str:
    """The words of a legend without their capital, unless that belongs to a name such as GP."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
