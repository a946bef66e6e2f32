"""Where the middle of the incidents is, how far they spread, and in which direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ..errors import InvalidInput
from .points import checked_points
from .spatial_median import spatial_median

ELLIPSES = ("crimestat", "arcgis", "yuill")


@dataclass(frozen=True)
class Ellipse:
    """A deviational ellipse round the mean centre.

    major, minor  half the longer and the shorter axis, in metres
    angle         direction of the longer axis, degrees clockwise from north, 0 to under 180
    """

    major: float
    minor: float
    angle: float

    @property
    def area(self) -> float:
        """Square metres."""
        return float(np.pi * self.major * self.minor)


@dataclass(frozen=True)
class Centrography:
    """Middle and spread of a set of points; all lengths and coordinates in metres.

    points             number of points
    weight             sum of their weights
    mean               x and y of the weighted mean centre
    median             x and y of the median centre: the place with the least sum of weighted distances to the points
    standard_distance  root of the weighted mean squared distance from the mean centre; 0 for points in one place
    ellipse            None where there is none: fewer than three points, or all on a line
    """

    points: int
    weight: float
    mean: tuple[float, float]
    median: tuple[float, float]
    standard_distance: float
    ellipse: Optional[Ellipse]


def centrography(
    x: np.ndarray, y: np.ndarray, weights: Optional[np.ndarray] = None, ellipse: str = "crimestat"
) -> Centrography:
    """Mean centre, median centre, standard distance and deviational ellipse of points.

    x, y     coordinates in metres, shape (n,)
    weights  zero or more, shape (n,); None counts each point as 1
    ellipse  "crimestat", "arcgis" or "yuill": how long the axes are
    Returns a Centrography.
    Raises InvalidInput for no points, weights that add up to 0, unusable coordinates or weights, an unknown ellipse.

    Formulas, with the weights w, their sum W and the number n of points with a weight above 0:
    standard distance = sqrt(sum w d^2 / W), d from the mean centre (CrimeStat's own is sqrt(n / (n - 2)) times that).
    Ellipse: its axes are the two directions along which the weighted variance is largest and smallest, v1 and v2, of
    sum w u^2 / W; the longer one stands at the angle whose tangent Yuill gives. Half axes are
        crimestat  sqrt(2 v n / (n - 2)): holds some 63 % of points from a normal distribution; n - 2 frees it from
                   the bias of two estimated coordinates
        arcgis     sqrt(2 v): with equal spread in all directions it is the circle of the standard distance. ArcGIS Pro
                   promises 63 % in its help, which is this factor; the program itself was not at hand
        yuill      sqrt(v): the original, a standard deviation along each axis, some 39 % of such points
    Source: Bachi (1963) for the standard distance; Yuill (1971), Geografiska Annaler B 53, 28-39, for the ellipse;
    Levine, CrimeStat IV, chapter 4, for sqrt(2) and n - 2; for the median see `spatial_median`.
    """
    x, y, weights = checked_points(x, y, weights)
    if ellipse not in ELLIPSES:
        raise InvalidInput(f"There is no ellipse '{ellipse}'. Choose from: {', '.join(ELLIPSES)}.")
    weight = float(weights.sum())
    if weight == 0:
        raise InvalidInput("There are no points with a weight above 0. Choose a layer or filter that holds some.")
    used = weights > 0
    points, share = np.column_stack([x, y])[used], weights[used] / weight
    # Differences from a point among them keep the digits that coordinates far from the origin would lose.
    moved = points - points[0]
    mean = share @ moved
    deviation = moved - mean
    covariance = (deviation * share[:, None]).T @ deviation
    centre, median = mean + points[0], spatial_median(points, share)
    return Centrography(
        points=x.size,
        weight=weight,
        mean=(float(centre[0]), float(centre[1])),
        median=(float(median[0]), float(median[1])),
        standard_distance=float(np.sqrt(np.trace(covariance))),
        ellipse=_ellipse(covariance, len(points), ellipse),
    )


def centrography_by_group(
    groups: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    weights: Optional[np.ndarray] = None,
    ellipse: str = "crimestat",
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> dict[object, Centrography]:
    """`centrography` of each group of points, in the order of the groups' values.

    groups    value by which points belong together, shape (n,); points of one value are one group
    progress  called after every group
    The other parameters and the formulas are those of `centrography`. A group whose weights add up to 0 is left out.
    Raises InvalidInput as `centrography` does, and where the groups are not one per point.
    """
    x, y, weights = checked_points(x, y, weights)
    groups = np.asarray(groups)
    if groups.shape != x.shape:
        raise InvalidInput(f"{x.size:,} points have groups of shape {groups.shape}. Give one group for each point.")
    values, member = np.unique(groups, return_inverse=True)
    order = np.argsort(member, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(member, minlength=values.size))[:-1])
    found: dict[object, Centrography] = {}
    for done, (value, part) in enumerate(zip(values.tolist(), parts), start=1):
        if weights[part].any():
            found[value] = centrography(x[part], y[part], weights[part], ellipse)
        if progress is not None:
            progress(done, values.size, "Groups measured")
    if not found:
        raise InvalidInput("There are no points with a weight above 0. Choose a layer or filter that holds some.")
    return found


def ellipse_ring(centre: tuple[float, float], ellipse: Ellipse, corners: int = 72) -> np.ndarray:
    """A closed anticlockwise ring along an ellipse (a circle: both half axes alike), shape (corners + 1, 2), metres."""
    turn = np.linspace(0, 2 * np.pi, corners + 1)
    turn[-1] = 0
    angle = np.radians(ellipse.angle)
    along, across = ellipse.major * np.cos(turn), ellipse.minor * np.sin(turn)
    east = along * np.sin(angle) - across * np.cos(angle)
    north = along * np.cos(angle) + across * np.sin(angle)
    return np.column_stack([centre[0] + east, centre[1] + north])


def _ellipse(covariance: np.ndarray, points: int, kind: str) -> Optional[Ellipse]:
    variances, directions = np.linalg.eigh(covariance)
    # Points on a line leave rounding, not zero, across it.
    if points < 3 or variances[0] <= 1e-12 * variances[1]:
        return None
    scale = {"crimestat": 2 * points / (points - 2), "arcgis": 2.0, "yuill": 1.0}[kind]
    minor, major = np.sqrt(scale * variances)
    east, north = directions[:, 1]
    return Ellipse(float(major), float(minor), float(np.degrees(np.arctan2(east, north)) % 180))
