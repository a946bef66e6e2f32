"""The places that a vague record can mean: addresses round a point or in an area, or a lattice over an area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

import numpy as np
from scipy import spatial

from ...errors import InvalidInput
from ..grids.areas import area_index
from ..grids.boundary import Boundary, boundary_bounds, inside
from ..points import checked_points
from .drawing import Support

LATTICE_POINTS = 1_000
"""About so many places stand for an area: in an area of 600 by 600 m they are 19 m apart, far finer than any cell."""

MAXIMUM_PLACES = 10_000_000
"""More pairs of a record's place and an address within its reach are refused: they no longer fit a small machine."""

_PLACES_AT_ONCE = 2_000

Addresses = tuple[np.ndarray, np.ndarray, np.ndarray]
"""x and y in metres and a weight of 0 or more, each of shape (k,)."""

Sets = list[tuple[np.ndarray, np.ndarray, np.ndarray]]
"""x, y and weight of the places of each set."""


def checked_addresses(addresses: Optional[Addresses]) -> Optional[Addresses]:
    """Addresses whose weight is above 0; refused where none is left."""
    if addresses is None:
        return None
    x, y, weights = checked_points(*addresses)
    used = weights > 0
    if not used.any():
        raise InvalidInput(
            f"None of the {x.size:,} addresses has a weight above 0. Choose another layer or weight field, or leave "
            "the addresses out."
        )
    return x[used], y[used], weights[used]


def places_round(
    x: np.ndarray,
    y: np.ndarray,
    reach: np.ndarray,
    addresses: Addresses,
    is_square: bool,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Sets:
    """The addresses within the reach of each place; a set may be empty.

    x, y, reach  metres, shape (n,): the radius of a disc, or half the side of a square
    progress     called for every so many places
    Raises InvalidInput for more than MAXIMUM_PLACES of them.
    """
    across, up, weights = addresses
    tree, places = spatial.cKDTree(np.column_stack([across, up])), np.column_stack([x, y])
    norm = np.inf if is_square else 2.0
    found = int(tree.query_ball_point(places, reach, p=norm, return_length=True).sum()) if len(places) else 0
    if found > MAXIMUM_PLACES:
        raise InvalidInput(
            f"{found:,} addresses lie within the reach of {len(places):,} places, more than {MAXIMUM_PLACES:,}. Use "
            "fewer places with more weight each, such as postcodes or output areas with their population, or a "
            "shorter reach."
        )
    near: list[np.ndarray] = []
    for start in range(0, len(places), _PLACES_AT_ONCE):
        if progress is not None:
            progress(start, len(places), "Addresses round places")
        part = slice(start, start + _PLACES_AT_ONCE)
        near += [
            np.sort(np.array(each, dtype=np.int64)) for each in tree.query_ball_point(places[part], reach[part], p=norm)
        ]
    return [(across[each], up[each], weights[each]) for each in near]


def places_in_areas(
    areas: Sequence[Boundary],
    wanted: np.ndarray,
    addresses: Optional[Addresses],
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> tuple[Sets, int]:
    """The addresses in each wanted area, or a lattice over it where there is none.

    wanted  numbers of areas, shape (k,)
    Returns the sets in the order of `wanted`, and how many had to make do with a lattice although addresses were
    given.
    """
    held: Sets = []
    if addresses is not None:
        chosen = [areas[number] for number in wanted]
        index = area_index(chosen, addresses[0], addresses[1], progress)
        order = np.argsort(index, kind="stable")
        ends = np.searchsorted(index[order], np.arange(wanted.size + 1))
        parts = [order[start:stop] for start, stop in zip(ends[:-1], ends[1:])]
        held = [(addresses[0][part], addresses[1][part], addresses[2][part]) for part in parts]
    sets, without = [], 0
    for done, number in enumerate(wanted.tolist(), start=1):
        places = held[done - 1] if held and held[done - 1][0].size else None
        without += addresses is not None and places is None
        if places is None:
            across, up = lattice_in(areas[number])
            places = across, up, np.ones(across.size)
        sets.append(places)
        if progress is not None:
            progress(done, wanted.size, "Places in areas")
    return sets, without


def lattice_in(area: Boundary) -> tuple[np.ndarray, np.ndarray]:
    """x and y of about LATTICE_POINTS places inside an area, evenly apart."""
    west, south, east, north = boundary_bounds(area)
    points = LATTICE_POINTS
    # A thin or broken area fills little of its extent: make the lattice finer until enough of it lies inside.
    for _ in range(8):
        step = np.sqrt((east - west) * (north - south) / points)
        across = west + step * (np.arange(max(1, int(np.ceil((east - west) / step)))) + 0.5)
        up = south + step * (np.arange(max(1, int(np.ceil((north - south) / step)))) + 0.5)
        x, y = (each.ravel() for each in np.meshgrid(across, up))
        within = inside(area, x, y)
        held = np.count_nonzero(within)
        if held >= LATTICE_POINTS / 2:
            break
        points = min(int(points * LATTICE_POINTS / held) if held else points * 8, 1_000_000)
    if not held:
        raise InvalidInput("An area is so thin that no place inside it was found. Remove it, or draw it again.")
    return x[within], y[within]


def joined(sets: Sets) -> Optional[Support]:
    """One support of all sets, none of which is empty; None where there are none."""
    if not sets:
        return None
    x, y, weights = (np.concatenate(parts) for parts in zip(*sets))
    first = np.concatenate([[0], np.cumsum([each[0].size for each in sets])]).astype(np.int64)
    is_even = all(each[2].min() == each[2].max() for each in sets)
    return Support(x, y, first, None if is_even else np.cumsum(weights))
