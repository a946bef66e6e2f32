"""Rules that choose a bandwidth from the points. Each returns metres, as its source defines them."""

from __future__ import annotations

import math

import numpy as np
from scipy import spatial

from ...errors import InvalidInput
from ..points import checked_points
from .kernels import checked_kernel

_GAUSSIAN_REACH = 4
"""Standard deviations that a rule counts as the reach of a gaussian: the 4 in `nrd`, which MASS's kde2d divides by."""


def automatic_bandwidth(
    x: np.ndarray, y: np.ndarray, rule: str = "nrd", kernel: str = "quartic", neighbours: int = 20
) -> float:
    """The bandwidth in metres that a rule gives for a kernel.

    x, y        coordinates in metres, shape (n,)
    rule        "nrd", "scott", "neighbours" or "median"
    kernel      a key of KERNELS; "nrd", "neighbours" and "median" give the reach of a kernel, "scott" the standard
                deviation of a gaussian, and where the kernel needs the other, the reach is 4 standard deviations
    neighbours  k of the rule "neighbours"
    Raises InvalidInput for fewer than two points, points that are all in one place, or an unknown rule or kernel.
    """
    checked_kernel(kernel)
    if rule == "nrd":
        reach = normal_reference(x, y)
    elif rule == "scott":
        reach = scott(x, y) * _GAUSSIAN_REACH
    elif rule == "neighbours":
        reach = mean_neighbour_distance(x, y, neighbours)
    elif rule == "median":
        reach = median_distance(x, y)
    else:
        raise InvalidInput(f"There is no rule '{rule}' for the bandwidth. Choose nrd, scott, neighbours or median.")
    return reach / _GAUSSIAN_REACH if kernel == "gaussian" else reach


def normal_reference(x: np.ndarray, y: np.ndarray) -> float:
    """The normal reference rule, the mean of both axes: the reach of a compact kernel, in metres.

    x, y  coordinates in metres, shape (n,)
    Raises InvalidInput for fewer than two points, or points that are all in one place.
    Formula: per axis 4 * 1.06 * min(sd, IQR / 1.34) * n^(-1/5), sd with n - 1, quartiles interpolated linearly;
    where half of the points share a coordinate (IQR 0) the sd alone.
    Source: Scott (1992), as bandwidth.nrd in MASS (Venables & Ripley 2002), which sfhotspot takes from x alone.
    """
    x, y = _scattered(x, y)
    widths = []
    for axis in (x, y):
        lower, upper = np.quantile(axis, (0.25, 0.75))
        deviation = float(axis.std(ddof=1))
        widths.append(min(deviation, float(upper - lower) / 1.34) or deviation)
    return 4 * 1.06 * float(np.mean(widths)) * x.size ** (-1 / 5)


def scott(x: np.ndarray, y: np.ndarray) -> float:
    """Scott's rule for two dimensions: the standard deviation of a gaussian kernel, in metres.

    Parameters and errors as in `normal_reference`.
    Formula: the mean over both axes of sd * n^(-1/6).
    Source: Scott (1992), Multivariate Density Estimation, chapter 6.
    """
    x, y = _scattered(x, y)
    return float(np.mean([x.std(ddof=1), y.std(ddof=1)])) * x.size ** (-1 / 6)


def mean_neighbour_distance(x: np.ndarray, y: np.ndarray, neighbours: int = 20) -> float:
    """The mean distance in metres from a point to its k-th nearest neighbour: the reach of a compact kernel.

    x, y        coordinates in metres, shape (n,)
    neighbours  k, the point itself not counted; the default is ours, the source lets the analyst choose
    Raises InvalidInput as `normal_reference`, unless 1 <= k < n, and where every point has k twins in its place.
    Source: Williamson, McLafferty, Goldsmith, McGuire & Mollenkopf (1998), Smoothing crime incident data: new methods
    for determining the bandwidth in kernel estimation, ESRI User Conference; the same (1999), ArcUser January-March.
    """
    x, y = _scattered(x, y)
    if not 1 <= neighbours < x.size:
        raise InvalidInput(
            f"{x.size:,} points have no neighbour number {neighbours}. Use a number from 1 to {x.size - 1:,}."
        )
    points = np.column_stack([x, y])
    distance = spatial.cKDTree(points).query(points, [neighbours + 1], workers=-1)[0]
    mean = float(distance.mean())
    if mean == 0:
        raise InvalidInput(
            f"Every point has {neighbours} others in the same place, so no bandwidth follows. Use more neighbours."
        )
    return mean


def median_distance(x: np.ndarray, y: np.ndarray) -> float:
    """A rule after Silverman that a few far points cannot widen: the reach of a compact kernel, in metres.

    Parameters and errors as in `normal_reference`.
    Formula: 0.9 * min(SD, sqrt(1 / ln 2) * D) * n^(-1/5), with SD the standard distance
    sqrt(sum((x - mean x)^2 + (y - mean y)^2) / n) and D the median distance from the mean centre.
    Source: the default search radius of ArcGIS ("How Kernel Density works", since 10.2.1), which weighs each step by
    the population field; ours counts each point once. It follows Silverman (1986), section 3.4.2, 0.9 A n^(-1/5) with
    A the smaller of two measures of spread, for one dimension.
    """
    x, y = _scattered(x, y)
    distance = np.hypot(x - x.mean(), y - y.mean())
    standard = math.sqrt(float(np.mean(distance**2)))
    return 0.9 * min(standard, math.sqrt(1 / math.log(2)) * float(np.median(distance))) * x.size ** (-0.2)


def _scattered(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y, _ = checked_points(x, y)
    if x.size < 2:
        raise InvalidInput(f"{x.size} points are too few to choose a bandwidth from. Enter one in metres yourself.")
    if np.ptp(x) == 0 and np.ptp(y) == 0:
        raise InvalidInput(
            f"All {x.size:,} points are in one place, so no bandwidth follows from them. Enter one in metres yourself."
        )
    return x, y
