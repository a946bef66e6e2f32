"""Which areas touch: neighbours from the corners, or the edges, that their polygons share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse, spatial
from scipy.sparse import csgraph

from ...errors import InvalidInput
from ..grids.boundary import Boundary

DEFAULT_TOLERANCE = 0.001
"""Metres. Corners this near to each other are one: enough for rounding, too little to bridge a street."""


def contiguity(
    areas: Sequence[Boundary],
    rule: str = "queen",
    tolerance: float = DEFAULT_TOLERANCE,
    include_self: bool = False,
) -> sparse.csr_matrix:
    """Areas that touch each other, from the corners they have in common.

    areas         one entry per area: its polygons, each a list of rings, each an array of corners in metres of shape
                  (k, 2), closed or not
    rule          "queen": at least one corner in common; "rook": at least one edge, with both its corners
    tolerance     metres; corners no further apart, directly or through others, count as one; 0 takes equal ones only
    include_self  whether an area is its own neighbour
    Returns 0/1 weights, sparse of shape (areas, areas). An area that touches no other has an empty row.
    Raises InvalidInput for an unknown rule, a negative tolerance, an area without polygons or a corner without finite
    coordinates.

    Only corners count, as in libpysal: where a corner of one area lies in the middle of another's edge, the two are
    not neighbours by it. Boundaries of one publisher share their corners; those of two seldom do.
    """
    if rule not in ("queen", "rook"):
        raise InvalidInput(f"There is no contiguity '{rule}'. Choose queen (a corner in common) or rook (an edge).")
    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise InvalidInput(f"The tolerance is {tolerance:g} m; it has to be 0 or more.")
    corners, area, following = _corners(areas)
    place = _places(corners, tolerance)
    if rule == "rook":
        first, second = np.minimum(place, place[following]), np.maximum(place, place[following])
        is_edge = first != second
        area, place = (
            area[is_edge],
            np.unique(first[is_edge] * (place.max() + 1) + second[is_edge], return_inverse=True)[1],
        )
    touching = _sharing(area, place, len(areas))
    return touching + sparse.identity(len(areas), format="csr") if include_self else touching


def centroids(areas: Sequence[Boundary]) -> tuple[np.ndarray, np.ndarray]:
    """x and y of the centre of gravity of each area in metres, each of shape (areas,); parts and holes count.

    areas  as in `contiguity`, the exterior of each polygon first
    Raises InvalidInput as `contiguity`. An area without extent gets the mean of its corners.
    """
    corners, area, following = _corners(areas)
    middle = corners.mean(axis=0)
    # Near the origin the products below keep their digits.
    start, end = corners - middle, (corners - middle)[following]
    cross = (start[:, 0] * end[:, 1] - end[:, 0] * start[:, 1]) * _windings(areas)
    total = np.bincount(area, cross, minlength=len(areas))
    number = np.bincount(area, minlength=len(areas))
    found = []
    for axis in (0, 1):
        moment = np.bincount(area, cross * (start[:, axis] + end[:, axis]), minlength=len(areas))
        mean = np.bincount(area, start[:, axis], minlength=len(areas)) / number
        found.append(np.where(total != 0, moment / np.where(total != 0, 3 * total, 1), mean) + middle[axis])
    return found[0], found[1]


def _windings(areas: Sequence[Boundary]) -> np.ndarray:
    """For each corner, 1 or -1: what makes exteriors count as positive and holes as negative, however drawn."""
    signs = []
    for ring, is_exterior in ((r, n == 0) for area in areas for polygon in area for n, r in enumerate(polygon)):
        x, y = (np.asarray(ring, dtype=float) - np.asarray(ring, dtype=float)[0]).T
        is_left = (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0
        signs.append(np.full(len(x), 1.0 if is_left == is_exterior else -1.0))
    return np.concatenate(signs)


def _corners(areas: Sequence[Boundary]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All corners, shape (n, 2); the area of each; and the number of the corner that follows it in its ring."""
    rings = [
        (number, np.asarray(ring, dtype=float))
        for number, area in enumerate(areas)
        for polygon in area
        for ring in polygon
    ]
    if len({number for number, _ in rings}) < len(areas) or not rings:
        raise InvalidInput("An area has no polygon. Leave out the features without a geometry, and say how many.")
    corners = np.concatenate([ring.reshape(-1, 2) for _, ring in rings])
    if not np.isfinite(corners).all():
        raise InvalidInput("A corner of an area has no finite coordinates. Repair the polygons with 'Fix geometries'.")
    sizes = np.array([len(ring) for _, ring in rings])
    following = np.arange(1, len(corners) + 1)
    ends = np.cumsum(sizes)
    following[ends - 1] = ends - sizes
    return corners, np.repeat([number for number, _ in rings], sizes), following


def _places(corners: np.ndarray, tolerance: float) -> np.ndarray:
    """A number per place, shape (n,): corners in one place have the same."""
    # Adding 0.0 makes -0.0 the same as 0.0.
    distinct, place = np.unique(corners[:, 0] + 1j * corners[:, 1] + 0.0, return_inverse=True)
    place = place.ravel()
    if tolerance == 0:
        return place
    near = spatial.cKDTree(np.column_stack([distinct.real, distinct.imag])).query_pairs(
        tolerance, output_type="ndarray"
    )
    links = sparse.coo_matrix((np.ones(len(near)), near.T), shape=(distinct.size, distinct.size))
    return csgraph.connected_components(links, directed=False)[1][place].astype(np.int64)


def _sharing(area: np.ndarray, place: np.ndarray, areas: int) -> sparse.csr_matrix:
    """0/1 weights between areas that share a place."""
    holds = sparse.csr_matrix((np.ones(area.size), (area, place)), shape=(areas, int(place.max(initial=-1)) + 1))
    shared = (holds @ holds.T).tocsr()
    shared = (shared - sparse.diags(shared.diagonal())).tocsr()
    shared.eliminate_zeros()
    shared.data[:] = 1
    return shared
