"""Clusters as they may be shown: those of few are left out, and no corner of an outline is an incident."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsGeometry, QgsWkbTypes

from ...base.translation import numeral, tr
from ...sources.result_rows import ResultRows
from ..features import Columns
from .answer import AS_IT_IS, ROUNDED, Answer, flags
from .densities import FEW


def answer_of_clusters(rows: ResultRows, members: np.ndarray, width: float, profile: str) -> Answer:
    """Clusters with so many members each.

    width  of the lattice that the corners of outlines move to, in the units of the CRS; 0: they stay
    """
    from ....safestats_core.disclosure import disclose
    from ....safestats_core.hotspots.disclosure.rules import is_sensitive

    known = np.nan_to_num(members)
    protects = profile != "none"
    few = (is_sensitive(known, profile) | np.isnan(members)) & protects
    kept = rows.without(few)
    said = [tr("{number} clusters of too few incidents are left out.").format(number=numeral(int(few.sum())))]
    unsafe = []
    if protects and width > 0:
        kept = ResultRows([each and _coarse(each, width) for each in kept.geometries], kept.columns)
        said.append(tr("The outlines are coarsened to {width}.").format(width=numeral(width, ",.6g")))
    elif protects:
        unsafe = [tr("the corners of the outlines are places of incidents")]
    shown = np.asarray(disclose(known[~few], profile).data).astype(float)
    words = np.where(shown != known[~few], ROUNDED, AS_IT_IS)
    columns: Columns = {"count": shown, **flags(words, np.full(shown.size, not unsafe))}
    changes = np.where(few, FEW, "").astype(object)
    changes[~few] = np.where(words == ROUNDED, ROUNDED, "")
    return Answer(kept, columns, shown, changes, tuple(said), tuple(unsafe))


def _coarse(geometry: QgsGeometry, width: float) -> QgsGeometry:
    """An outline whose corners lie on a lattice; one that shrinks to nothing becomes a square of the lattice."""
    snapped = geometry.snappedToGrid(width, width).makeValid()
    if snapped.isEmpty() or snapped.type() != QgsWkbTypes.GeometryType.PolygonGeometry or not snapped.area():
        centre = geometry.centroid().snappedToGrid(width, width)
        return QgsGeometry.fromRect(centre.boundingBox().buffered(width / 2))
    return snapped
