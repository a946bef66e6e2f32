"""The median centre: the place from which the distances to all points add up to the least."""

from __future__ import annotations

import numpy as np

_ROUNDS = 500
_CLOSE = 1e-10


def spatial_median(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The point with the least weighted sum of distances to the points.

    points   coordinates in metres, shape (n, 2), one or more
    weights  above zero, shape (n,)
    Returns x and y in metres, shape (2,). For points on a line with an even split every place between the middle two
    is as good; then one of those.

    Formula: minimise f(m) = sum w_i |x_i - m|. A point k is the minimum itself when the pull of the others,
    |sum over i other than k of w_i (x_i - x_k) / |x_i - x_k||, is at most w_k; that is asked first for the point
    nearest to each new place, as the plain steps of Weiszfeld stick there. Elsewhere a Newton step is taken where it
    lowers f, else the step of Vardi & Zhang, which always does. It ends with a step shorter than 1e-10 of the spread.
    Source: Weiszfeld (1937), Tohoku Mathematical Journal 43, 355-386; the cure for places on a point in Vardi & Zhang
    (2000), PNAS 97, 1423-1426.
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
            if _pull(points, weights, nearest) <= weights[nearest]:
                place = points[nearest]
                break
            asked = nearest
        following = _next(points, weights, place, distance)
        step, place = np.hypot(*(following - place)), following
        if step < _CLOSE:
            break
    return np.asarray(origin + scale * place)


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
    hessian = ratio.sum() * np.eye(2) - (unit * ratio[:, None]).T @ unit
    own = weights[~apart].sum()
    if own == 0 and np.linalg.det(hessian) > 1e-12 * np.trace(hessian) ** 2:
        newton = place + np.linalg.solve(hessian, pull)
        if weights @ np.hypot(*(points - newton).T) < weights @ distance:
            return newton
    # On a point the step is shortened by that point's own weight.
    strength = np.hypot(*pull)
    share = max(0.0, 1 - own / strength) if strength > 0 else 0.0
    return np.asarray(place + share * pull / ratio.sum())
