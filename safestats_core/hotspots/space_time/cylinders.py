"""The circles of a scan: round every centre the locations, nearest first, until they hold too many cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..grids.grid import cell_centres, cell_index, covering_grid
from ..points import bounds_of_points

MAXIMUM_LOCATIONS = 10_000
"""More locations are refused: their distances to each other alone take minutes, and their circles more memory than
a small machine has."""

MAXIMUM_ENTRIES = 30_000_000
"""Locations in all circles together; about 12 bytes each."""

_GOOD_CELLS = 50
"""Cells along a side of the map that are proposed: 2,500 at most."""

_SAME_DISTANCE = 1e-9
"""Distances that differ by less than this share of the extent are equal but for rounding."""

_BATCH = 4_000_000
"""Distances that are sorted at a time."""


@dataclass(frozen=True)
class Locations:
    """Where cases happened, or could have, ordered by x, then y.

    x, y   metres, float64, shape (locations,)
    cases  cases at each, int64, shape (locations,)
    of     the location of each case, int64, shape (n,)
    """

    x: np.ndarray
    y: np.ndarray
    cases: np.ndarray
    of: np.ndarray


@dataclass(frozen=True)
class Circles:
    """Locations round each centre, nearest first; the first k of a centre are its k-th circle.

    x, y   the centres in metres, float64, shape (centres,)
    first  where each centre's entries begin, and where the last one's end, int64, shape (centres + 1,)
    order  locations, int32, shape (entries,)
    reach  cases in the circle up to and including each entry, int64, shape (entries,)
    """

    x: np.ndarray
    y: np.ndarray
    first: np.ndarray
    order: np.ndarray
    reach: np.ndarray


def locations_of(
    x: np.ndarray, y: np.ndarray, cell_size: float, further: Optional[tuple[np.ndarray, np.ndarray]] = None
) -> Locations:
    """Points with equal coordinates as one location or, with a cell size above 0, points in one cell as its centre.

    x, y       metres, shape (n,)
    cell_size  side of the square cells in metres; 0 keeps the points where they are
    further    x and y of locations that count even where nothing happened
    """
    if cell_size:
        grid = covering_grid(bounds_of_points(x, y), cell_size)
        centre_x, centre_y = cell_centres(grid)
        cell = cell_index(grid, x, y)
        x, y = centre_x.ravel()[cell], centre_y.ravel()[cell]
    more_x, more_y = further or (np.empty(0), np.empty(0))
    every = np.stack([np.append(x, more_x), np.append(y, more_y)], axis=1)
    # Adding 0 makes -0.0 a 0.0: the same place.
    places, of = np.unique(every + 0.0, axis=0, return_inverse=True)
    of = of.ravel()[: x.size].astype(np.int64)
    return Locations(places[:, 0], places[:, 1], np.bincount(of, minlength=len(places)), of)


def circles_round(
    centre_x: np.ndarray,
    centre_y: np.ndarray,
    locations: Locations,
    most_cases: float,
    max_radius: float,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Circles:
    """The circles round each centre that hold at most `most_cases` cases and reach at most `max_radius` (0: no limit).

    Locations at the same distance enter one at a time, the one with the smaller x first, then the smaller y, as in
    SaTScan. The first location that would make a circle hold too many cases ends its growth.
    Raises InvalidInput for a single location, for circles that would not fit into memory, and where no circle is small
    enough.
    """
    if locations.x.size == 1:
        raise InvalidInput(
            f"All {locations.cases[0]:,} points lie at one place or in one cell: there is nothing to compare it with. "
            "Use smaller cells, or a larger area."
        )
    _refuse_too_many(locations, centre_x.size)
    extent = np.hypot(np.ptp(locations.x), np.ptp(locations.y))
    step = max(extent * _SAME_DISTANCE, _SAME_DISTANCE)
    batch = max(_BATCH // locations.x.size, 1)
    orders, reaches, counts, entries = [], [], [], 0
    for begin in range(0, centre_x.size, batch):
        if progress is not None:
            progress(begin, centre_x.size, "Drawing circles")
        part = slice(begin, begin + batch)
        distance = np.hypot(centre_x[part, None] - locations.x, centre_y[part, None] - locations.y)
        # Locations are ordered by x, then y, and a stable sort keeps that order among equal distances.
        order = np.argsort(np.rint(distance / step), axis=1, kind="stable")
        reach = np.cumsum(locations.cases[order], axis=1)
        within = reach <= most_cases
        if max_radius:
            within &= np.take_along_axis(distance, order, axis=1) <= max_radius * (1 + _SAME_DISTANCE)
        orders.append(order[within].astype(np.int32))
        reaches.append(reach[within])
        counts.append(np.count_nonzero(within, axis=1))
        entries += orders[-1].size
        if entries > MAXIMUM_ENTRIES:
            raise InvalidInput(
                f"The circles round {centre_x.size:,} centres hold more than {MAXIMUM_ENTRIES:,} locations together. "
                "Use larger cells, a smaller maximum share of cases or a smaller maximum radius."
            )
    if not any(reach.any() for reach in reaches):
        raise InvalidInput(
            f"No circle holds {most_cases:g} cases or fewer. Allow a larger share of cases, or use smaller cells."
        )
    first = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return Circles(centre_x, centre_y, first, np.concatenate(orders), np.concatenate(reaches))


def _refuse_too_many(locations: Locations, centres: int) -> None:
    most = max(locations.x.size, centres)
    if most > MAXIMUM_LOCATIONS:
        side = np.sqrt(max(np.ptp(locations.x) * np.ptp(locations.y), np.ptp(locations.x + locations.y) ** 2 / 1e4))
        digit = 10.0 ** np.floor(np.log10(side / _GOOD_CELLS))
        raise InvalidInput(
            f"{most:,} different locations are more than the {MAXIMUM_LOCATIONS:,} that can be scanned. Bring them "
            f"together in cells: enter a cell size, for example {np.ceil(side / _GOOD_CELLS / digit) * digit:g} m. "
            "Or choose a smaller area."
        )
