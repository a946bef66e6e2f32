"""Where an incident may have been: places drawn evenly in a disc or a square, or from a set of places by weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np


@dataclass(frozen=True)
class Support:
    """Sets of places to draw from, one set after the other.

    x, y        coordinates in metres, shape (k,)
    first       set s holds the places from first[s] to first[s + 1], int64 of shape (sets + 1,); no set is empty
    cumulative  running total of the weights over all sets, shape (k,); None: the places of a set weigh the same
    """

    x: np.ndarray
    y: np.ndarray
    first: np.ndarray
    cumulative: Optional[np.ndarray] = None


def draw_in_discs(
    rng: np.random.Generator, x: np.ndarray, y: np.ndarray, radius: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A place for each incident, evenly over the disc round it; all of shape (n,), in metres.

    Formula: with u and v uniform on 0 to 1, the distance is radius sqrt(u) and the bearing 2 pi v; the root because
    the area of a ring grows with its radius.
    """
    away = radius * np.sqrt(rng.random(x.size))
    bearing = rng.random(x.size)
    bearing *= 2 * np.pi
    return x + away * np.cos(bearing), y + away * np.sin(bearing)


def draw_in_squares(
    rng: np.random.Generator, x: np.ndarray, y: np.ndarray, side: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A place for each incident, evenly over the square of that side whose middle it is; shape (n,), in metres."""
    return x + side * (rng.random(x.size) - 0.5), y + side * (rng.random(x.size) - 0.5)


def draw_from_support(rng: np.random.Generator, support: Support, sets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A place for each incident out of its set, each place with the probability of its share of the set's weight.

    sets  number of each incident's set, int64 of shape (n,)
    Returns x and y of shape (n,). A place of weight 0 is never drawn where the set has another.
    """
    first, last = support.first[sets], support.first[sets + 1]
    uniform = rng.random(sets.size)
    if support.cumulative is None:
        chosen = first + (uniform * (last - first)).astype(np.int64)
    else:
        before = np.where(first > 0, support.cumulative[first - 1], 0.0)
        aim = before + uniform * (support.cumulative[last - 1] - before)
        # Rounding may put the aim on the very end of a set.
        chosen = np.clip(np.searchsorted(support.cumulative, aim, side="right"), first, last - 1)
    return support.x[chosen], support.y[chosen]
