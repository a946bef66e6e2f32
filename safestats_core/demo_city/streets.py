"""The street network: main roads from the centre and around it, side streets in a grid of each ward's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .geography import CENTRE, Borough, Geography
from .names import street_names

SEGMENT_LENGTH = 90.0
"""No segment is longer (metres): two points on neighbouring segments are less than 200 m apart."""

MARGIN = 15.0
"""Streets keep this far (metres) from the edge of their ward, so that every address lies in its ward."""

_SHORTEST = 40.0
_LONGEST_STREET = 700.0
_REACH = 12_000.0


@dataclass(frozen=True)
class Streets:
    """Straight pieces of street, at most SEGMENT_LENGTH long, in order along each stretch; arrays of shape (n,).

    start, end  coordinates in EPSG:27700, shape (n, 2)
    ward        position in the city's wards
    stretch     neighbours in the arrays with the same number touch each other
    name        position in `names`
    is_main     whether it belongs to a main road
    """

    start: np.ndarray
    end: np.ndarray
    ward: np.ndarray
    stretch: np.ndarray
    name: np.ndarray
    is_main: np.ndarray
    names: tuple[str, ...]

    @property
    def length(self) -> np.ndarray:
        """Metres, shape (n,)."""
        return np.hypot(*(self.end - self.start).T)

    @property
    def middle(self) -> np.ndarray:
        """Coordinates of the middles, shape (n, 2)."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class _Stretches:
    """Straight stretches before they are cut: ends of shape (n, 2, 2), the others of shape (n,)."""

    ends: np.ndarray
    ward: np.ndarray
    name: np.ndarray


def lay_streets(rng: np.random.Generator, geography: Geography) -> Streets:
    """Main roads through and side streets in all wards."""
    wards = geography.wards
    insides = shapely.buffer([ward.polygon for ward in wards], -MARGIN)
    roads = [f"{borough.name} Road" for borough in geography.boroughs] + ["Inner Ring Road", "Outer Ring Road"]
    names = roads + street_names(rng)
    main = _stretches(_radials(rng, geography.boroughs) + _rings(rng), insides)
    side = [_side_streets(rng, inside) for inside in insides]
    ends = np.concatenate([main.ends, *side])
    ward = np.concatenate([main.ward, np.repeat(np.arange(len(wards)), [len(part) for part in side])])
    sides = np.arange(len(ends) - len(main.name)) % (len(names) - len(roads)) + len(roads)
    return _segments(ends, ward, np.concatenate([main.name, sides]), len(main.name), tuple(names))


def _radials(rng: np.random.Generator, boroughs: tuple[Borough, ...]) -> list[np.ndarray]:
    """A road from the centre through each borough, a bent line of shape (points, 2)."""
    outwards = np.linspace(0, _REACH, 25)
    roads = []
    for borough in boroughs:
        east, north = shapely.get_coordinates(borough.polygon.centroid)[0] - CENTRE
        angle = np.arctan2(north, east) + np.cumsum(rng.normal(0, 0.04, len(outwards)))
        roads.append(CENTRE + outwards[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]))
    return roads


def _rings(rng: np.random.Generator) -> list[np.ndarray]:
    angle = np.linspace(0, 2 * np.pi, 49)
    rings = []
    for radius in (1_400.0, 4_200.0):
        bumps = radius * (1 + 0.08 * np.cos(3 * angle + 2 * np.pi * rng.random()))
        rings.append(CENTRE + bumps[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]))
    return rings


def _stretches(roads: list[np.ndarray], insides: np.ndarray) -> _Stretches:
    """The straight stretches of each road inside each ward."""
    pieces = [np.stack([road[:-1], road[1:]], axis=1) for road in roads]
    name = np.repeat(np.arange(len(roads)), [len(piece) for piece in pieces])
    lines = shapely.linestrings(np.concatenate(pieces))
    line, ward = shapely.STRtree(insides).query(lines, predicate="intersects")
    cut, whole = shapely.get_parts(shapely.intersection(lines[line], insides[ward]), return_index=True)
    return _Stretches(_ends(cut), ward[whole], name[line][whole])


def _side_streets(rng: np.random.Generator, inside: shapely.Geometry) -> np.ndarray:
    """Parallel and crossing streets of one ward, closer together near the centre; shape (streets, 2, 2)."""
    west, south, east, north = inside.bounds
    middle, reach = np.array([west + east, south + north]) / 2, np.hypot(east - west, north - south) / 2
    spacing = 130.0 + 0.02 * np.hypot(*(middle - CENTRE))
    turn = rng.uniform(0, np.pi / 2)
    streets = []
    for angle in (turn, turn + np.pi / 2):
        along = np.array([np.cos(angle), np.sin(angle)])
        offsets = np.arange(-reach, reach, spacing)
        offsets = offsets + rng.uniform(-0.25, 0.25, len(offsets)) * spacing
        base = middle + offsets[:, None] * np.array([-along[1], along[0]])
        lines = shapely.linestrings(np.stack([base - reach * along, base + reach * along], axis=1))
        cut = shapely.intersection(lines, inside)
        streets.append(_ends(shapely.get_parts(cut[~shapely.is_empty(cut)])))
    return _cut(np.concatenate(streets), _LONGEST_STREET)[0]


def _ends(lines: np.ndarray) -> np.ndarray:
    """Both ends of straight lines, shape (n, 2, 2)."""
    first = shapely.get_coordinates(shapely.get_point(lines, 0))
    last = shapely.get_coordinates(shapely.get_point(lines, -1))
    return np.stack([first, last], axis=1)


def _cut(ends: np.ndarray, longest: float) -> tuple[np.ndarray, np.ndarray]:
    """Straight lines cut into equal pieces of at most `longest` metres, and the line that each piece is of."""
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    count = np.ceil(length / longest).astype(int)
    line = np.repeat(np.arange(len(ends)), count)
    place = np.arange(len(line)) - np.repeat(np.cumsum(count) - count, count)
    step = (ends[:, 1] - ends[:, 0])[line] / count[line, None]
    start = ends[line, 0] + place[:, None] * step
    return np.stack([start, start + step], axis=1), line


def _segments(ends: np.ndarray, ward: np.ndarray, name: np.ndarray, mains: int, names: tuple[str, ...]) -> Streets:
    long_enough = np.hypot(*(ends[:, 1] - ends[:, 0]).T) >= _SHORTEST
    ends, ward, name = ends[long_enough], ward[long_enough], name[long_enough]
    pieces, stretch = _cut(ends, SEGMENT_LENGTH)
    is_main = stretch < long_enough[:mains].sum()
    return Streets(pieces[:, 0], pieces[:, 1], ward[stretch], stretch, name[stretch], is_main, names)
