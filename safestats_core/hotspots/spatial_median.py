"""The median centre: the place from which the distances to all points add up to the least."""

from __future__ import annotations

import numpy as np

from ..errors import InvalidInput

_ROUNDS = 500
_CLOSE = 1e-10
"""Of the spread: no place is looked for more closely."""

_HALVINGS = 200
"""Far more than there are; rounding must not make a search endless."""

_ROUNDING = 1e-12
"""Of a weight: a pull that equals it but for the last digits holds the place."""


def spatial_median(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The point with the least weighted sum of distances to the points.

    points   coordinates in metres, shape (n, 2), one or more
    weights  above zero, shape (n,)
    Returns x and y in metres, shape (2,). For points on a line with an even split every place between the middle two
    is as good; then one of those.
    Raises InvalidInput where it is not found in 500 steps; 20,000 odd patterns took 64 at most.

    Formula: minimise f(m) = sum w_i |x_i - m|. A point k is the minimum itself when the pull of the others,
    |sum over i other than k of w_i (x_i - x_k) / |x_i - x_k||, is at most w_k; that is asked first for the point
    nearest to each new place. Where that point is not the minimum but lower than the place, it is the next place: no
    sequence of places that go down ends in it then. Elsewhere a Newton step is taken where it lowers f, else the lowest
    place on its way; where there is no Newton step (on a line, or on a point) the lowest place in the direction of
    Vardi & Zhang. It ends with a step shorter than 1e-10 of the spread.
    Source: Weiszfeld (1937), Tohoku Mathematical Journal 43, 355-386, whose steps stick on points; the direction that
    leaves them in Vardi & Zhang (2000), PNAS 97, 1423-1426.
    """
    points, weights = _merged(points, weights)
    origin = points[0].copy()
    points = points - origin
    scale = float(np.abs(points).max()) or 1.0
    points /= scale
    place = weights @ points / weights.sum()
    asked = -1
    for _ in range(_ROUNDS):
        distance = np.hypot(*(points - place).T)
        nearest = int(distance.argmin())
        if nearest != asked:
            asked = nearest
            if _pull(points, weights, nearest) <= weights[nearest] * (1 + _ROUNDING):
                return np.asarray(origin + scale * points[nearest])
            there = np.hypot(*(points - points[nearest]).T)
            if weights @ there < weights @ distance:
                place, distance = points[nearest], there
        following = _next(points, weights, place, distance)
        step, place = np.hypot(*(following - place)), following
        if step < _CLOSE:
            return np.asarray(origin + scale * place)
    raise InvalidInput(
        f"The median centre of {len(points):,} places was not found in {_ROUNDS} steps. Check for places far away from "
        "all others and for weights of very different size, and leave them out."
    )


def _merged(points: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points in one place become one with the sum of their weights."""
    x, y = points.T
    order = np.lexsort((y, x))
    x, y = x[order], y[order]
    is_new = np.concatenate([[True], (x[1:] != x[:-1]) | (y[1:] != y[:-1])])
    summed = np.bincount(np.cumsum(is_new) - 1, weights[order])
    return np.column_stack([x[is_new], y[is_new]]), summed / summed.sum()


def _pull(points: np.ndarray, weights: np.ndarray, k: int) -> float:
    offset = points - points[k]
    distance = np.hypot(*offset.T)
    distance[k] = 1.0
    return float(np.hypot(*((weights / distance) @ offset)))


def _next(points: np.ndarray, weights: np.ndarray, place: np.ndarray, distance: np.ndarray) -> np.ndarray:
    apart = distance > 0
    ratio = weights[apart] / distance[apart]
    offset = points[apart] - place
    pull = ratio @ offset
    unit = offset / distance[apart, None]
    own = weights[~apart].sum()
    if own == 0:
        hessian = ratio.sum() * np.eye(2) - (unit * ratio[:, None]).T @ unit
        if np.linalg.det(hessian) > 1e-12 * np.trace(hessian) ** 2:
            newton = np.linalg.solve(hessian, pull)
            is_last = np.hypot(*newton) < _CLOSE
            if is_last or weights @ np.hypot(*(points - place - newton).T) < weights @ distance:
                return np.asarray(place + newton)
            return _lowest(points, weights, place, newton)
    # On a point the step is shortened by that point's own weight.
    strength = np.hypot(*pull)
    share = max(0.0, 1 - own / strength) if strength > 0 else 0.0
    step = share * pull / ratio.sum()
    while step.any() and _slope(points, weights, place + step, step) < 0:
        step = 2 * step
    return _lowest(points, weights, place, step)


def _lowest(points: np.ndarray, weights: np.ndarray, place: np.ndarray, way: np.ndarray) -> np.ndarray:
    """The lowest place on the way from `place`, which goes down at first and up at its end."""
    low, high, length = 0.0, 1.0, np.hypot(*way)
    for _ in range(_HALVINGS):
        if (high - low) * length <= _CLOSE / 2:
            break
        middle = (low + high) / 2
        if _slope(points, weights, place + middle * way, way) < 0:
            low = middle
        else:
            high = middle
    return np.asarray(place + high * way)


def _slope(points: np.ndarray, weights: np.ndarray, place: np.ndarray, way: np.ndarray) -> float:
    """How fast the sum of distances rises at `place` along the way; a point at that very place is left out."""
    offset = place - points
    distance = np.hypot(*offset.T)
    return float(weights @ np.divide(offset @ way, distance, out=np.zeros(len(points)), where=distance > 0))
