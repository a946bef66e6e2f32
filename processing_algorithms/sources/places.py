"""Places that points belong to, with how many: areas, streets, spots that points share, values of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Callable, Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ...safestats_core.errors import InvalidInput
from ...safestats_core.progress import Progress
from ..base.translation import in_sentences, numeral, tr
from ..results.features import Columns
from ..results.wkb import points_wkb
from .areas import read_areas
from .lines import read_lines
from .points import Points


@dataclass(frozen=True)
class Places:
    """Places with what they hold.

    count, weight  per place, shape (k,)
    total          number of all places, those included of which nothing is known but that they are empty
    outside        points that belong to no place
    kind           of their geometries
    columns        what is known about each place, shape (k,) each
    wkb            their geometries in an order, or None where they are the features of a source
    source         the features behind the places, and their numbers; None where the places are new
    remarks        sentences on how they came about
    """

    count: np.ndarray
    weight: np.ndarray
    total: int
    outside: int
    kind: QgsWkbTypes.Type
    columns: Columns = field(default_factory=dict)
    wkb: Optional[Callable[[np.ndarray], Sequence[bytes]]] = None
    source: Optional[tuple[QgsProcessingFeatureSource, np.ndarray]] = None
    remarks: tuple[str, ...] = ()


def areas_as_places(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    points: Points,
    progress: Progress,
) -> Places:
    """Each area, with the points in it."""
    from ...safestats_core.hotspots.grids.areas import count_in_areas

    areas = read_areas(source, crs, context, progress)
    counts = count_in_areas(areas.boundaries, points.x, points.y, points.weights, progress)
    said = in_sentences(
        [
            (areas.without_geometry, tr("{number} features without a polygon were left out of the areas.")),
            (counts.outside, tr("{number} points lie in no area and were left out.")),
            (counts.in_several, tr("{number} points lie in several areas; each counts in the first of them.")),
        ]
    )
    return Places(
        count=counts.count,
        weight=counts.weight,
        total=counts.count.size,
        outside=counts.outside,
        kind=source.wkbType(),
        source=(source, areas.feature),
        remarks=tuple(said),
    )


def streets_as_places(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    points: Points,
    within: float,
    within_in_words: str,
    progress: Progress,
) -> Places:
    """Each street, with the points that are nearer to it than to any other, at most `within` away."""
    from ...safestats_core.hotspots.places import nearest_line

    lines = read_lines(source, crs, context, progress)
    index = nearest_line(lines.parts, points.x, points.y, within, progress)
    count, weight, outside = _added_up(index, points, len(lines.parts))
    far = tr("{number} points lie farther than {distance} from every street and were left out.")
    said = [
        (lines.without_geometry, tr("{number} features without a line were left out of the streets.")),
        (outside, far.replace("{distance}", within_in_words)),
    ]
    return Places(
        count=count,
        weight=weight,
        total=count.size,
        outside=outside,
        kind=source.wkbType(),
        source=(source, lines.feature),
        remarks=tuple(in_sentences(said)),
    )


def spots_as_places(points: Points, total: int) -> Places:
    """Each spot, with the points that lie upon each other there; `total` spots there are in all, 0 for only these."""
    from ...safestats_core.hotspots.places import shared_spots

    spots, index = shared_spots(points.x, points.y)
    return _of_points(points, index, spots, {}, total)


def values_as_places(points: Points, values: np.ndarray, total: int) -> Places:
    """Each value, with the points that have it, at their middle; `total` as for spots."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values.tolist()))}
    index = np.fromiter(map(numbers.__getitem__, values.tolist()), dtype=np.int64, count=len(values))
    middle = np.column_stack([np.bincount(index, axis) for axis in (points.x, points.y)])
    middle /= np.bincount(index)[:, None]
    return _of_points(points, index, middle, {"place": np.array(list(numbers), object)}, total)


def _of_points(points: Points, index: np.ndarray, middle: np.ndarray, columns: Columns, total: int) -> Places:
    """Places that are known only by their incidents."""
    count, weight, outside = _added_up(index, points, len(middle))
    total = total or count.size
    if total < count.size:
        raise InvalidInput(
            tr(
                "The points lie in {found} places, more than the {total} places that there are to be in all. "
                "Enter the number of all places, or 0."
            ).format(found=numeral(count.size), total=numeral(total))
        )
    only = tr("Only the {number} places with an incident are known; the shares are of these.")
    return Places(
        count=count,
        weight=weight,
        total=total,
        outside=outside,
        kind=QgsWkbTypes.Type.Point,
        columns=columns,
        wkb=lambda order: points_wkb(*middle[order].T),
        remarks=() if total > count.size else (only.format(number=numeral(count.size)),),
    )


def _added_up(index: np.ndarray, points: Points, places: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Count and weight of each place, and how many points belong to none (index -1)."""
    count = np.bincount(index + 1, minlength=places + 1)
    weight = count if points.weights is None else np.bincount(index + 1, points.weights, minlength=places + 1)
    return count[1:], weight[1:].astype(float), int(count[0])
