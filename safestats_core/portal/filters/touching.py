"""Whether a point touches a shape, in arithmetic that every database does: no spatial extension is needed.

A point lies inside a polygon where a ray from it to the west crosses the edges of all its rings an odd number of times.
A point on an edge touches too.
"""

from __future__ import annotations

from operator import add
from typing import Any

import numpy as np
import shapely
from sqlalchemy import ColumnElement, and_, case, literal, or_

from .halves import any_of, by_halves

Number = ColumnElement[Any]
Edge = tuple[float, ...]

_EDGES_IN_A_SLAB = 4


def touches(shape: shapely.Geometry, x: Number, y: Number) -> ColumnElement[bool]:
    """Whether the point x, y touches a shape; where one of them is null the answer means nothing."""
    return any_of([_touches_part(part, x, y) for part in simple_parts(shape)])


def simple_parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """The points, lines and polygons of a shape, without those that are empty."""
    if shape.geom_type.startswith("Multi") or shape.geom_type == "GeometryCollection":
        return [part for member in shape.geoms for part in simple_parts(member)]
    return [] if shape.is_empty else [shape]


def _touches_part(part: shapely.Geometry, x: Number, y: Number) -> ColumnElement[bool]:
    if part.geom_type == "Point":
        return and_(x == part.x, y == part.y)
    west, south, east, north = part.bounds
    in_box = and_(x.between(west, east), y.between(south, north))
    if part.geom_type == "LineString":
        return and_(in_box, or_(*(_on_edge(edge, x, y) for edge in _edges(part))))
    if part.equals(shapely.box(west, south, east, north)):
        return in_box
    edges = [edge for ring in (part.exterior, *part.interiors) for edge in _edges(ring)]
    slabs = _slabs(edges)
    if len(slabs) == 1:
        return and_(in_box, _within(edges, x, y))
    lower = [(y < top, _within(there, x, y)) for top, there in slabs[:-1]]
    return and_(in_box, case(*lower, else_=_within(slabs[-1][1], x, y)))


def _within(edges: list[Edge], x: Number, y: Number) -> ColumnElement[bool]:
    crossings = [_crosses(edge, x, y) for edge in edges if edge[1] != edge[3]] or [literal(0)]
    return or_(by_halves(crossings, add) % 2 == 1, *(_on_edge(edge, x, y) for edge in edges))


def _slabs(edges: list[Edge]) -> list[tuple[float, list[Edge]]]:
    """The outline cut into level bands, lowest first: the top of each, and the edges that reach into it.

    A point is then compared with few edges instead of all. As many bands as leave at most twice the edges in all.
    """
    heights = np.unique([edge[1] for edge in edges])
    pieces = len(edges) // _EDGES_IN_A_SLAB
    while pieces > 1:
        tops = np.unique(np.quantile(heights, np.linspace(0, 1, pieces + 1)))
        slabs = [
            (float(top), [edge for edge in edges if min(edge[1], edge[3]) <= top and max(edge[1], edge[3]) >= bottom])
            for bottom, top in zip(tops[:-1], tops[1:])
        ]
        if slabs and sum(len(there) for _, there in slabs) <= 2 * len(edges):
            return slabs
        pieces //= 2
    return [(float(heights[-1]), edges)]


def _edges(line: shapely.Geometry) -> list[Edge]:
    # No two that are nearer than 0.1 mm: PostgreSQL takes a product that rounds to nothing for an error.
    corners = np.round(shapely.get_coordinates(line), 9)
    ends = np.hstack([corners[:-1], corners[1:]])
    return [(float(x1), float(y1), float(x2), float(y2)) for x1, y1, x2, y2 in ends]


def _crosses(edge: Edge, x: Number, y: Number) -> ColumnElement[int]:
    """1 where the ray to the west crosses an edge that is not level, else 0. Its lower end counts, its upper not."""
    left, bottom, right, top = edge if edge[1] < edge[3] else (*edge[2:], *edge[:2])
    slope = (right - left) / (top - bottom)
    return case((and_(y >= bottom, y < top, x >= left + (y - bottom) * slope), 1), else_=0)


def _on_edge(edge: Edge, x: Number, y: Number) -> ColumnElement[bool]:
    left, bottom, right, top = edge
    within = and_(x.between(min(left, right), max(left, right)), y.between(min(bottom, top), max(bottom, top)))
    return within if left == right or bottom == top else and_(within, _in_line(edge, x, y))


def _in_line(edge: Edge, x: Number, y: Number) -> ColumnElement[bool]:
    left, bottom, right, top = edge
    return (x - left) * (top - bottom) == (y - bottom) * (right - left)
