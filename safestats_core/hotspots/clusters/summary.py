"""What there is to say about each cluster: how many, how much of all, how dense, where, since when and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import checked_points
from .outline import BUFFER, outline, ring_area

_SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class ClusterSummary:
    """The clusters 1, 2, ... of a clustering, one row each.

    count          points, int64, shape (clusters,)
    share          of all points, 0 to 1
    area           square metres inside the outline
    density        points per km2 of that area
    x, y           mean centre in metres
    first, last    times of the first and the last point, datetime64[s]; None where no times were given
    outlines       closed rings in metres
    unclustered    points in no cluster
    """

    count: np.ndarray
    share: np.ndarray
    area: np.ndarray
    density: np.ndarray
    x: np.ndarray
    y: np.ndarray
    first: Optional[np.ndarray]
    last: Optional[np.ndarray]
    outlines: list[np.ndarray]
    unclustered: int


def summarise(
    labels: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    *,
    times: Optional[np.ndarray] = None,
    kind: str = "hull",
    buffer: float = BUFFER,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> ClusterSummary:
    """Describe every cluster.

    labels        cluster of each point, 1, 2, ... and 0 for none, shape (n,)
    x, y          coordinates in metres, shape (n,)
    times         datetime64, shape (n,), or None
    kind, buffer  of the outline, see `outline`
    progress      told after every cluster; may raise Cancelled
    Returns a ClusterSummary. The density is that of all points of the cluster over the area of its outline: an
    ellipse holds most of them, not all.
    Raises InvalidInput for labels or times of another length, unusable coordinates, kind or buffer.
    """
    x, y, _ = checked_points(x, y)
    labels = np.asarray(labels)
    if labels.shape != x.shape or (times is not None and np.shape(times) != x.shape):
        raise InvalidInput(f"{x.size:,} points need as many cluster numbers, and as many times where there are any.")
    order = np.argsort(labels, kind="stable")
    sizes = np.bincount(labels, minlength=1)
    members = np.split(order, np.cumsum(sizes)[:-1])[1:]
    outlines = []
    for done, one in enumerate(members, start=1):
        outlines.append(outline(x[one], y[one], kind, buffer))
        if progress is not None:
            progress(done, len(members), "Outlines drawn")
    count, area = sizes[1:], np.array([ring_area(ring) for ring in outlines], dtype=float)
    first, last = _first_and_last(members, times)
    return ClusterSummary(
        count=count,
        share=count / max(x.size, 1),
        area=area,
        density=count / area * _SQUARE_METRES_PER_KM2,
        x=np.array([x[one].mean() for one in members], dtype=float),
        y=np.array([y[one].mean() for one in members], dtype=float),
        first=first,
        last=last,
        outlines=outlines,
        unclustered=int(sizes[0]),
    )


def _first_and_last(
    members: list[np.ndarray], times: Optional[np.ndarray]
) -> tuple[Optional[np.ndarray], Optional[np.ndarray]]:
    if times is None:
        return None, None
    times = np.asarray(times).astype("datetime64[s]")
    first = np.array([times[one].min() for one in members], dtype="datetime64[s]")
    return first, np.array([times[one].max() for one in members], dtype="datetime64[s]")
