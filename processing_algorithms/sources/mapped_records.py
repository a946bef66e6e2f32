"""Records with or without a place: how exactly each is placed, in which area and month it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsFeatureRequest, QgsProcessingContext, QgsProcessingFeatureSource, QgsWkbTypes

from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress
from ..base.translation import tr
from .areas import Areas
from .columns import counted, read_columns
from .points import read_points

_WITH_PLACE, _WITHOUT = "with a place", "none"


@dataclass(frozen=True)
class MappedRecords:
    """One value per record: its precision, whether it is unmapped, its area and month (None: not known).

    area and month are None as a whole where nobody asked for them.
    """

    precision: np.ndarray
    is_unmapped: np.ndarray
    area: Optional[np.ndarray]
    month: Optional[np.ndarray]


@dataclass(frozen=True)
class MappedFields:
    """The fields of precision, area and time; "" for one that was not given."""

    precision: str
    area: str
    time: str


def read_mapped(
    source: QgsProcessingFeatureSource, fields: MappedFields, words: Sequence[str], progress: Progress
) -> MappedRecords:
    """Every record of a source; `words` are the precisions that no map shows. Raises InvalidInput for no records."""
    kinds = {fields.precision: "text", fields.area: "text", fields.time: "time"}
    wanted = {field: kind for field, kind in kinds.items() if field}
    columns = read_columns(source, wanted, progress) if wanted else {}
    if fields.precision:
        precision = np.array([(word or "").strip().lower() or _WITHOUT for word in columns[fields.precision]])
    else:
        precision = np.where(_has_place(source, progress), _WITH_PLACE, _WITHOUT)
    if not precision.size:
        raise InvalidInput(
            tr("There are no records in '{layer}'. Check the layer, its filter, the selection.").format(
                layer=source.sourceName()
            )
        )
    return MappedRecords(
        precision,
        np.isin(precision, [word.strip().lower() for word in words]),
        columns[fields.area] if fields.area else None,
        _months(columns[fields.time]) if fields.time else None,
    )


def area_by_place(
    source: QgsProcessingFeatureSource,
    areas: Areas,
    names: np.ndarray,
    context: QgsProcessingContext,
    progress: Progress,
) -> np.ndarray:
    """The name of the polygon that holds each record; None where it has no point, or lies in no polygon.

    Raises InvalidInput for a source of anything but points.
    """
    from ...safestats_core.hotspots.grids.areas import area_index

    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PointGeometry:
        raise InvalidInput(tr("Only points lie in a polygon. Choose a field of the area, or a layer of points."))
    points = read_points(source, None, source.sourceCrs(), context, progress)
    found = np.full(points.features, None, dtype=object)
    if points.x.size:
        index = area_index(areas.boundaries, points.x, points.y, progress)
        inside = index >= 0
        found[points.feature[inside]] = names[index[inside]]
    return found


def _has_place(source: QgsProcessingFeatureSource, progress: Progress) -> np.ndarray:
    features = counted(source, QgsFeatureRequest().setSubsetOfAttributes([]), progress)
    return np.array([feature.hasGeometry() and not feature.geometry().isEmpty() for feature in features], dtype=bool)


def _months(times: np.ndarray) -> np.ndarray:
    texts = np.datetime_as_string(times.astype("datetime64[M]"))
    return np.array([None if text == "NaT" else text for text in texts.tolist()], dtype=object)
