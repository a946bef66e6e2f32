"""ST-DBSCAN: clusters of points that are near each other in space and in time at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..points import checked_length, checked_points
from .dbscan import DensityClusters, checked_minimum, silent
from .density_clusters import density_groups
from .numbering import number_by_size
from .places import distinct_places
from .reach_cells import Reach

SECONDS_PER_DAY = 86_400


def space_time_dbscan(
    x: np.ndarray,
    y: np.ndarray,
    times: np.ndarray,
    radius: float,
    days: float,
    minimum: int,
    *,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> DensityClusters:
    """Clusters of points with at least `minimum` points within `radius` metres and `days` days, chained.

    x, y      coordinates in metres, shape (n,)
    times     when each point happened, datetime64, shape (n,)
    radius    metres, edge included (Eps1)
    days      days, edge included; fractions are fine (Eps2)
    minimum   points within both that make a point a core point, the point itself counted (MinPts)
    progress  told as the work goes on; may raise Cancelled
    Returns DensityClusters.
    Raises InvalidInput for no points, unusable coordinates or times, a radius, time or minimum that is not above 0.

    Definition: as `dbscan`, with two points as neighbours when they lie within the radius AND within the days of each
    other. A border point belongs to the core point within both that is nearest in space; of equally near ones the
    nearest in time, then the one further west, further south, earlier. A cluster may last longer than `days`, as it
    may reach further than `radius`: it chains.

    Source: Birant & Kut (2007), Data & Knowledge Engineering 60, 208-221. This is the variant that most software
    calls ST-DBSCAN: the second threshold of the paper holds time itself. The paper uses it for a measured value,
    takes time by a filter before the search, and stops a cluster where that value strays from its mean (delta
    epsilon); incidents carry no such value, so that part is left out.
    """
    x, y, _ = checked_points(x, y)
    seconds = checked_seconds(times, x.size)
    checked_length("radius", radius, "Enter how near points of a cluster lie to each other, for example 200.")
    if not (np.isfinite(days) and days > 0):
        raise InvalidInput(f"The time is {days:g} days; it has to be more than 0. Enter for example 14.")
    checked_minimum(minimum, x.size)
    places = distinct_places(x, y, seconds)
    reach = Reach(float(radius), float(days) * SECONDS_PER_DAY)
    group, is_core = density_groups(places, reach, int(minimum), progress or silent)
    labels = number_by_size(group[places.of], x, y)
    return DensityClusters(labels, is_core[places.of], int(labels.max()))


def checked_seconds(times: np.ndarray, points: int) -> np.ndarray:
    """Times as float64 seconds since the earliest, shape (points,); refused where one is missing."""
    times = np.asarray(times)
    if times.shape != (points,) or times.dtype.kind != "M":
        raise InvalidInput(
            f"The times have the shape {times.shape} and the type {times.dtype}. "
            f"Give one datetime64 for each of the {points:,} points."
        )
    missing = int(np.count_nonzero(np.isnat(times)))
    if missing:
        raise InvalidInput(f"{missing:,} of {points:,} points have no time. Leave them out, and say how many.")
    seconds = times.astype("datetime64[s]").astype(np.int64)
    return (seconds - seconds.min(initial=0 if not points else seconds[0])).astype(float)
