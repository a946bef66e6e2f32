"""The one check that points and their weights pass before a method counts on them."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..errors import InvalidInput

Bounds = tuple[float, float, float, float]
"""West, south, east, north in metres; a point on any of the four edges is within."""


def checked_points(
    x: np.ndarray, y: np.ndarray, weights: Optional[np.ndarray] = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Coordinates and weights as float arrays of one length.

    x, y     coordinates in metres, shape (n,)
    weights  one per point, zero or more, shape (n,); None counts each point as 1
    Returns x, y and weights, each float64 of shape (n,).
    Raises InvalidInput for unequal lengths, a coordinate that is not finite, a weight that is negative or not finite.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    given = np.ones(x.shape) if weights is None else np.asarray(weights, dtype=float)
    if x.ndim != 1 or not x.shape == y.shape == given.shape:
        raise InvalidInput(
            f"x, y and weights have the shapes {x.shape}, {y.shape} and {given.shape}. Give one value each per point."
        )
    missing = x.size - np.count_nonzero(np.isfinite(x) & np.isfinite(y))
    if missing:
        raise InvalidInput(
            f"{missing:,} of {x.size:,} points have no finite coordinates. Leave those points out, and say how many."
        )
    unusable = 0 if weights is None else x.size - np.count_nonzero(np.isfinite(given) & (given >= 0))
    if unusable:
        raise InvalidInput(
            f"{unusable:,} of {x.size:,} weights are negative or not a number. "
            "Give every point a weight of zero or more, or leave those points out."
        )
    return x, y, given


def bounds_of_points(x: np.ndarray, y: np.ndarray) -> Bounds:
    """The smallest west, south, east, north in metres that hold all points; refused where there is no point."""
    if np.size(x) == 0:
        raise InvalidInput("There are no points. Choose a layer, period or filter that holds at least one.")
    return float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y))


def checked_length(name: str, value: float, remedy: str) -> float:
    """`value` if it is a finite number above zero; otherwise the error says so and adds the remedy."""
    if not (np.isfinite(value) and value > 0):
        raise InvalidInput(f"The {name} is {value:g}; it has to be more than 0 metres. {remedy}")
    return float(value)
