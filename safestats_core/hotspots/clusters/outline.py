"""The outline of a cluster as a closed ring: its convex hull, or the deviational ellipse round its middle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial import ConvexHull

from ...errors import InvalidInput
from ..centrography import centrography, ellipse_ring
from ..points import checked_length, checked_points

OUTLINES = ("hull", "ellipse")

BUFFER = 10.0
"""Metres round a cluster that has no area of its own, where nothing else was asked for."""

_CORNERS_OF_A_CIRCLE = 16
_THINNEST = 1e-6
"""A hull narrower than this share of its length is a line."""


def outline(x: np.ndarray, y: np.ndarray, kind: str = "hull", buffer: float = BUFFER) -> np.ndarray:
    """A ring round the points of one cluster.

    x, y    coordinates in metres, shape (n,)
    kind    "hull": the convex hull; "ellipse": the deviational ellipse as CrimeStat has it (see `centrography`)
    buffer  metres: points in one place, on a line, or with a hull smaller than a circle of that radius get a ring so
            far around them, as a density per km2 of nearly nothing says nothing; an ellipse is nowhere narrower than
            twice as much
    Returns a closed anticlockwise ring in metres, shape (k, 2), that has an area.
    Raises InvalidInput for no points, unusable coordinates, an unknown kind or a buffer that is not above 0.
    Source: the hull by Barber, Dobkin & Huhdanpaa (1996), ACM TOMS 22, 469-483; ellipse: Yuill (1971).
    """
    x, y, _ = checked_points(x, y)
    checked_length("buffer", buffer, "Enter a few metres, for example 10.")
    if not x.size:
        raise InvalidInput("A cluster without points has no outline. Leave it out.")
    if kind not in OUTLINES:
        raise InvalidInput(f"There is no outline '{kind}'. Choose from: {', '.join(OUTLINES)}.")
    if kind == "ellipse":
        middle = centrography(x, y)
        if middle.ellipse is not None:
            wide = replace(
                middle.ellipse, major=max(middle.ellipse.major, buffer), minor=max(middle.ellipse.minor, buffer)
            )
            return ellipse_ring(middle.mean, wide)
    return _hull(np.column_stack([x, y]), buffer)


def _hull(points: np.ndarray, buffer: float) -> np.ndarray:
    origin = points.mean(axis=0)
    corners = points - origin
    variances, directions = np.linalg.eigh(corners.T @ corners)
    if variances[0] <= _THINNEST**2 * variances[1]:
        return _round_line(corners, directions[:, 1], buffer) + origin
    ring = corners[ConvexHull(corners).vertices]
    if ring_area(ring) < np.pi * buffer**2:
        around = (ring[:, None] + _arc(0, 2 * np.pi, buffer)).reshape(-1, 2)
        ring = around[ConvexHull(around).vertices]
    return np.concatenate([ring, ring[:1]]) + origin


def _round_line(points: np.ndarray, direction: np.ndarray, buffer: float) -> np.ndarray:
    """The ring so far around points on a line, half a circle at either end; a circle where they are in one place."""
    along = points @ direction
    turned = np.arctan2(direction[1], direction[0])
    cap = _arc(turned - np.pi / 2, turned + np.pi / 2, buffer)
    ring = np.concatenate([points[along.argmax()] + cap, points[along.argmin()] - cap])
    return np.concatenate([ring, ring[:1]])


def _arc(first: float, last: float, radius: float) -> np.ndarray:
    """Corners along a part of a circle round the origin, from one angle to another."""
    angle = np.linspace(first, last, round(_CORNERS_OF_A_CIRCLE * (last - first) / (2 * np.pi)) + 1)
    return radius * np.column_stack([np.cos(angle), np.sin(angle)])


def ring_area(ring: np.ndarray) -> float:
    """Square metres inside a ring of corners, closed or not, shape (k, 2)."""
    x, y = (np.asarray(ring, dtype=float) - ring[0]).T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
