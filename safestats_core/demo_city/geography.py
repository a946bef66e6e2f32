"""The land of the made-up city: an island with a river, tiled by wards that make up boroughs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .names import BOROUGHS, ward_names

CRS = "EPSG:27700"
CENTRE = np.array([648_000.0, 435_000.0])
"""Open sea, east of any land; west of easting 658,000, where the transformation of EPSG:27700 to WGS 84 ends."""

_RADIUS = 7_000.0
_RIVER_WIDTH = 160.0
_BLOCK = 320.0
_SIDES = 2
_WARDS_IN_BOROUGH = 8


@dataclass(frozen=True)
class Borough:
    """A borough; `polygon` in EPSG:27700."""

    code: str
    name: str
    polygon: shapely.Geometry


@dataclass(frozen=True)
class Ward:
    """A ward; `borough` is the code of the borough it belongs to, `polygon` in EPSG:27700."""

    code: str
    name: str
    borough: str
    polygon: shapely.Geometry


@dataclass(frozen=True)
class Geography:
    """The land without its river, and the areas that tile it exactly."""

    land: shapely.Geometry
    boroughs: tuple[Borough, ...]
    wards: tuple[Ward, ...]


def lay_out(rng: np.random.Generator) -> Geography:
    """Draw coast, river, boroughs and wards.

    Blocks (Voronoi cells of jittered points) are noded with coast and river on a grid of one metre,
    so that neighbours share their edges exactly; wards are clusters of blocks, boroughs of wards.
    """
    river = _river(rng)
    blocks, land = _blocks(rng, _coast(rng), river)
    middles = shapely.get_coordinates(shapely.centroid(blocks))
    north = middles[:, 1] > np.interp(middles[:, 0], river[:, 0], river[:, 1])
    names = iter(ward_names(rng))
    boroughs: list[Borough] = []
    wards: list[Ward] = []
    for side in (north, ~north):
        for members in _clusters(rng, middles, np.flatnonzero(side), len(BOROUGHS) // _SIDES):
            code = f"D09{len(boroughs) + 1:06d}"
            boroughs.append(Borough(code, BOROUGHS[len(boroughs)], shapely.coverage_union_all(blocks[members])))
            for own in _clusters(rng, middles, members, _WARDS_IN_BOROUGH):
                polygon = shapely.coverage_union_all(blocks[own])
                wards.append(Ward(f"D05{len(wards) + 1:06d}", next(names), code, polygon))
    return Geography(land, tuple(boroughs), tuple(wards))


def _coast(rng: np.random.Generator) -> shapely.Geometry:
    angle = np.linspace(0.0, 2 * np.pi, 360, endpoint=False)
    wave = np.arange(2, 40)[:, None]
    height = 0.22 * rng.random(wave.shape) / wave**1.3
    radius = _RADIUS * (1 + (height * np.cos(wave * angle + 2 * np.pi * rng.random(wave.shape))).sum(axis=0))
    return shapely.Polygon(CENTRE + radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]))


def _river(rng: np.random.Generator) -> np.ndarray:
    """The middle of the river from west to east, shape (points, 2); it passes south of the centre."""
    along = np.linspace(-2 * _RADIUS, 2 * _RADIUS, 160)
    phase = 2 * np.pi * rng.random(2)
    across = 500 * np.sin(along / 1_500 + phase[0]) + 250 * np.sin(along / 600 + phase[1]) - 900
    return CENTRE + np.column_stack([along, across])


def _blocks(
    rng: np.random.Generator, coast: shapely.Geometry, river: np.ndarray
) -> tuple[np.ndarray, shapely.Geometry]:
    """Polygons that tile the land, and the land as their union."""
    steps = np.arange(-2 * _RADIUS, 2 * _RADIUS, _BLOCK)
    seeds = CENTRE + np.stack(np.meshgrid(steps, steps), axis=-1)
    seeds[1::2, :, 0] += _BLOCK / 2
    seeds = (seeds + rng.uniform(-0.42, 0.42, seeds.shape) * _BLOCK).reshape(-1, 2)
    near = shapely.contains_xy(shapely.buffer(coast, 3 * _BLOCK), seeds)
    edges = shapely.voronoi_polygons(shapely.multipoints(seeds[near]), only_edges=True)
    shore = shapely.difference(coast, shapely.LineString(river).buffer(_RIVER_WIDTH / 2))
    lines = shapely.union_all([edges, shapely.boundary(shore)], grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = faces[shapely.contains(shore, shapely.point_on_surface(faces))]
    return inside, shapely.coverage_union_all(inside)


def _clusters(rng: np.random.Generator, points: np.ndarray, members: np.ndarray, count: int) -> list[np.ndarray]:
    """`members` (row numbers of `points`) in `count` compact groups, smaller towards the centre (k-means)."""
    own = points[members]
    weight = np.exp(-np.hypot(*(own - CENTRE).T) / 4_000)
    middles = own[rng.choice(len(own), count, replace=False)]
    for _ in range(40):
        nearest = np.argmin(((own[:, None] - middles) ** 2).sum(axis=2), axis=1)
        total = np.bincount(nearest, weight, count)
        middles = np.column_stack([np.bincount(nearest, weight * own[:, axis], count) / total for axis in (0, 1)])
    order = np.argsort(middles[:, 0])
    return [members[nearest == number] for number in order]
