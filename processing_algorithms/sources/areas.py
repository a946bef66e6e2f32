"""A layer of polygons as areas that the core understands: one boundary each, with the fields that are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeatureSource

from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress
from ..base.translation import numeral, tr
from .columns import ColumnReader, Wanted, counted, is_null, subset_request
from .study_area import Rings, polygons_of


@dataclass(frozen=True)
class Areas:
    """The usable polygons of a source, and what had to be left out.

    boundaries        the polygons of each area, in the CRS asked for
    columns           the fields that were wanted, by name, each of shape (areas,)
    feature           number of the feature behind each area, counted in the order of the source; rises
    features          number of features read
    without_geometry  number of features without a polygon
    without_value     number of areas left out because a needed field is null, by field
    """

    boundaries: list[list[Rings]]
    columns: dict[str, np.ndarray]
    feature: np.ndarray
    features: int
    without_geometry: int
    without_value: dict[str, int]


def read_areas(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    progress: Progress,
    wanted: Optional[Wanted] = None,
    needed: Collection[str] = (),
) -> Areas:
    """Every feature with a polygon; parameters as those of `read_points`.

    Raises InvalidInput where there is no polygon to work with.
    """
    reader = ColumnReader(source.fields(), wanted or {})
    request = subset_request(source.fields(), wanted or {}).setDestinationCrs(crs, context.transformContext())
    polygons = []
    for feature in counted(source, request, progress):
        polygons.append(polygons_of(feature.geometry()))
        reader.add(feature)
    columns = reader.arrays()
    kept = np.array([bool(parts) for parts in polygons], dtype=bool)
    without_geometry = int(np.count_nonzero(~kept))
    without_value = {}
    for name in needed:
        null = kept & is_null(columns[name])
        without_value[name] = int(np.count_nonzero(null))
        kept &= ~null
    if not kept.any():
        raise _no_areas(source.sourceName(), len(polygons), without_geometry)
    feature = np.flatnonzero(kept)
    return Areas(
        boundaries=[polygons[number] for number in feature],
        columns={name: values[kept] for name, values in columns.items()},
        feature=feature,
        features=len(polygons),
        without_geometry=without_geometry,
        without_value=without_value,
    )


def _no_areas(layer: str, features: int, without_geometry: int) -> InvalidInput:
    words = tr(
        "There are no areas to work with in '{layer}': of {features} features {without_geometry} have no "
        "polygon. Check the layer, its filter, the selection."
    )
    return InvalidInput(
        words.format(layer=layer, features=numeral(features), without_geometry=numeral(without_geometry))
    )
