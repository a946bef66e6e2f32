"""Distinct places with the number of incidents at each: thousands of crimes on one map point are one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Places:
    """The distinct places of points, from west to east, then from south to north, then from early to late.

    x, y   coordinates in metres, shape (places,)
    t      time in seconds, shape (places,); all 0 where time plays no part
    count  points at the place, int64, shape (places,)
    of     the place of each point, int64, shape (points,)
    """

    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    count: np.ndarray
    of: np.ndarray


def distinct_places(x: np.ndarray, y: np.ndarray, t: np.ndarray) -> Places:
    """The places of points whose coordinates and times agree to the last bit; all of shape (points,)."""
    order = np.lexsort((t, y, x))
    x, y, t = x[order], y[order], t[order]
    is_new = np.ones(x.size, dtype=bool)
    is_new[1:] = (x[1:] != x[:-1]) | (y[1:] != y[:-1]) | (t[1:] != t[:-1])
    first = np.flatnonzero(is_new)
    of = np.empty(x.size, dtype=np.int64)
    of[order] = np.cumsum(is_new) - 1
    return Places(x[first], y[first], t[first], np.diff(np.append(first, x.size)), of)
