"""An area in pieces that a service can answer whole: halved both ways wherever there is too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Optional, TypeVar

import shapely

Answer = TypeVar("Answer")

Box = tuple[float, float, float, float]
"""West, south, east, north."""


def answers(
    area: shapely.Geometry, ask: Callable[[Box], Optional[Answer]], smallest: float
) -> Iterator[tuple[Box, Answer]]:
    """Boxes that cover `area`, each with its answer.

    area      polygons
    ask       the answer for a box, or None where that is too much for one
    smallest  a box whose longer side is not above this, in the units of `area`, is not cut

    Boxes that are neighbours share an edge, so that what lies on one is answered twice. Raises ValueError where even
    the smallest box is too much.
    """
    waiting = [area]
    while waiting:
        piece = waiting.pop()
        box = piece.bounds
        answer = ask(box)
        if answer is not None:
            yield box, answer
            continue
        west, south, east, north = box
        if max(east - west, north - south) <= smallest:
            raise ValueError(f"a box of {east - west:.6f} by {north - south:.6f}")
        waiting += [part for part in _quarters(piece, box) if not part.is_empty and part.area > 0]


def _quarters(piece: shapely.Geometry, box: Box) -> list[shapely.Geometry]:
    west, south, east, north = box
    middle, centre = (west + east) / 2, (south + north) / 2
    columns, rows = ((west, middle), (middle, east)), ((centre, north), (south, centre))
    return [piece & shapely.box(left, low, right, high) for low, high in rows for left, right in columns]
