"""How vague each record's place is, and what it can mean; and how likely its time lies in a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary, inside
from ..points import Bounds, checked_points
from .drawing import Support, draw_from_support, draw_in_discs, draw_in_squares
from .support import Addresses, Sets, checked_addresses, joined, places_in_areas, places_round

EXACT, DISC, SQUARE, AREA, NOWHERE = range(5)

WORDS = {"exact": EXACT, "snapped": DISC, "cell": SQUARE, "area": AREA, "none": NOWHERE}
"""The words of `location_precision`, and what they stand for."""


@dataclass(frozen=True)
class Vague:
    """Incidents ready to be drawn again, n of them.

    x, y             the coordinates as given, in metres, shape (n,); for an area without a point a place in it
    reach            metres, shape (n,): radius of a disc, side of a square, else 0
    disc, square     numbers of the incidents drawn evenly in a disc, and in a square
    chosen           numbers of those drawn from a set of `support`; the rest is exact
    sets             the set of each of `chosen`
    kept             number of each of the n among the records that were given
    nowhere          records left out: without a place, or of an area that is not known
    outside          exact records left out because they lie outside the study area
    without_address  places or areas that have no address in them, and were drawn evenly instead
    """

    x: np.ndarray
    y: np.ndarray
    reach: np.ndarray
    disc: np.ndarray
    square: np.ndarray
    chosen: np.ndarray
    sets: np.ndarray
    support: Optional[Support]
    kept: np.ndarray
    nowhere: int
    outside: int
    without_address: int


def kinds_of(
    values: Sequence[Optional[str]], otherwise: str, radius: float, side: float
) -> tuple[np.ndarray, np.ndarray]:
    """The kind of vagueness of each record, and its reach in metres, each of shape (n,).

    values     words of WORDS, or metres as text: a disc of that radius; None or blank: `otherwise`
    otherwise  a word of WORDS
    radius     metres, of the disc for "snapped"
    side       metres, of the square for "cell"
    Raises InvalidInput for any other word, a negative number, or a radius or side that is none.
    """
    for name, length in (("radius", radius), ("side of a cell", side)):
        if not (np.isfinite(length) and length > 0):
            raise InvalidInput(f"The {name} is {length:g}; it has to be more than 0 metres. Enter one, such as 100.")
    if otherwise not in WORDS:
        raise InvalidInput(f"There is no precision '{otherwise}'. Choose from: {', '.join(WORDS)}.")
    reach = {DISC: radius, SQUARE: side}
    known = {value: _kind(value, otherwise) for value in set(values)}
    found = [known[value] for value in values]
    kind = np.array([each for each, _ in found], dtype=np.int8)
    given = [metres if metres else reach.get(each, 0.0) for each, metres in found]
    return kind, np.array(given, dtype=float)


def _kind(value: Optional[str], otherwise: str) -> tuple[int, float]:
    word = (value or "").strip().lower() or otherwise
    if word in WORDS:
        return WORDS[word], 0.0
    try:
        metres = float(word)
    except ValueError:
        metres = float("nan")
    if not (np.isfinite(metres) and metres >= 0):
        raise InvalidInput(
            f"'{value}' is no precision of a place. Give metres of 0 or more, or one of the words {', '.join(WORDS)}."
        )
    return (DISC, metres) if metres else (EXACT, 0.0)


def vague_places(
    x: np.ndarray,
    y: np.ndarray,
    kind: np.ndarray,
    reach: np.ndarray,
    *,
    area: Optional[np.ndarray] = None,
    areas: Sequence[Boundary] = (),
    addresses: Optional[Addresses] = None,
    boundary: Optional[Boundary] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> Vague:
    """Records with their vagueness, ready to be drawn.

    x, y         metres, shape (n,); of a record of kind AREA anything, NaN included
    kind, reach  as `kinds_of` gives them
    area         number of the area of each record, shape (n,); -1: not known. Needed for records of kind AREA
    areas        k boundaries
    addresses    x, y and weight of places where people are; None: places are drawn evenly
    boundary     the study area: exact records outside it are left out
    progress     called while areas are looked into
    Returns a Vague.
    Raises InvalidInput where no record is left, for non-finite coordinates, or unusable areas or addresses.
    """
    kind, addresses = np.array(kind), checked_addresses(addresses)
    number = np.full(kind.size, -1) if area is None else np.asarray(area, dtype=np.int64)
    kind[(kind == AREA) & (number < 0)] = NOWHERE
    kept = kind != NOWHERE
    nowhere = int(np.count_nonzero(~kept))
    placed = kept & (kind != AREA)
    checked_points(x[placed], y[placed])
    if boundary is not None:
        exact = np.flatnonzero(kind == EXACT)
        kept[exact] = inside(boundary, x[exact], y[exact], progress)
    outside = kind.size - nowhere - int(np.count_nonzero(kept))
    index = np.flatnonzero(kept)
    if not index.size:
        raise InvalidInput(
            f"None of the {kind.size:,} records has a place in the study area: {nowhere:,} have no place or an area "
            f"that is not known, {outside:,} lie outside. Check the field of the precision, the areas and their codes."
        )
    x, y = np.array(x[index], dtype=float), np.array(y[index], dtype=float)
    kind, reach, number = kind[index], np.asarray(reach, dtype=float)[index], number[index]
    sets, of, without = _sets(x, y, kind, reach, number, areas, addresses, progress)
    in_area = kind == AREA
    x[in_area], y[in_area] = _middles(sets, of[in_area])
    disc, square = (np.flatnonzero((kind == each) & (of < 0)) for each in (DISC, SQUARE))
    chosen = np.flatnonzero(of >= 0)
    # Set after set: then a draw looks for its places where it has just been, which is several times as quick.
    chosen = chosen[np.argsort(of[chosen], kind="stable")]
    return Vague(x, y, reach, disc, square, chosen, of[chosen], joined(sets), index, nowhere, outside, without)


def draw_places(rng: np.random.Generator, vague: Vague) -> tuple[np.ndarray, np.ndarray]:
    """One draw of x and y in metres for every incident, each of shape (n,); exact ones stay where they are."""
    x, y = vague.x.copy(), vague.y.copy()
    for draw, which in ((draw_in_discs, vague.disc), (draw_in_squares, vague.square)):
        if which.size:
            x[which], y[which] = draw(rng, vague.x[which], vague.y[which], vague.reach[which])
    if vague.support is not None:
        x[vague.chosen], y[vague.chosen] = draw_from_support(rng, vague.support, vague.sets)
    return x, y


def _sets(
    x: np.ndarray,
    y: np.ndarray,
    kind: np.ndarray,
    reach: np.ndarray,
    number: np.ndarray,
    areas: Sequence[Boundary],
    addresses: Optional[Addresses],
    progress: Optional[Callable[[int, int, str], None]],
) -> tuple[Sets, np.ndarray, int]:
    """Sets of places, the set of each incident (-1: none), and how many places have no address."""
    sets: Sets = []
    of, without = np.full(kind.size, -1, dtype=np.int64), 0
    in_area = np.flatnonzero(kind == AREA)
    if in_area.size:
        wanted, of[in_area] = np.unique(number[in_area], return_inverse=True)
        sets, without = places_in_areas(areas, wanted, addresses, progress)
    for each, half in ((DISC, 1.0), (SQUARE, 0.5)):
        which = np.flatnonzero(kind == each)
        if addresses is None or not which.size:
            continue
        spots, place = np.unique(np.column_stack([x, y, reach])[which], axis=0, return_inverse=True)
        found = places_round(spots[:, 0], spots[:, 1], half * spots[:, 2], addresses, each == SQUARE, progress)
        has = np.array([len(group[0]) > 0 for group in found])
        position = np.where(has, len(sets) + np.cumsum(has) - 1, -1)
        of[which] = position[place.ravel()]
        sets += [group for group in found if len(group[0])]
        without += int(np.count_nonzero(~has))
    return sets, of, without


def _middles(sets: Sets, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weighted middle of the set of each incident."""
    middles = np.array([[np.average(x, weights=w), np.average(y, weights=w)] for x, y, w in sets]).reshape(-1, 2)
    return middles[of, 0], middles[of, 1]


def bounds_of(vague: Vague) -> Bounds:
    """The smallest west, south, east, north in metres that hold every place that can be drawn."""
    spread = np.zeros(vague.x.size)
    spread[vague.disc], spread[vague.square] = vague.reach[vague.disc], vague.reach[vague.square] / 2
    west, south, east, north = (vague.x - spread, vague.y - spread, vague.x + spread, vague.y + spread)
    if vague.support is None:
        return float(west.min()), float(south.min()), float(east.max()), float(north.max())
    x, y = vague.support.x, vague.support.y
    return (
        float(min(west.min(), x.min())),
        float(min(south.min(), y.min())),
        float(max(east.max(), x.max())),
        float(max(north.max(), y.max())),
    )
