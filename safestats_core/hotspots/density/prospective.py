"""Prospective hotspots (ProMap): where the next incidents are likely, since recent ones nearby raise the risk."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..grids.boundary import Boundary, inside, mask_cells
from ..grids.grid import Grid, covering_grid
from ..points import Bounds, checked_length, checked_points
from .kernel_density import study_extent

DISTANCES = ("half_cells", "cells")

SECONDS_PER_WEEK = 7 * 86_400

_REACH_IN_CELLS = 8
_FURTHEST_REACH_IN_CELLS = 100

_PAIRS_AT_ONCE = 1 << 21
"""Pairs of an incident and a cell that are weighed at a time."""


@dataclass(frozen=True)
class ProspectiveSurface:
    """A surface of risk, and what it rests on.

    values       shape (rows, columns), row 0 in the SOUTH: sums of weights, comparable within one surface; NaN outside
                 the study area
    grid         the square cells
    as_of        the moment that the surface is for, datetime64[s]
    reach        metres
    weeks        how far back it looks
    incidents    number of incidents that count: recent enough, and in the study area where there is one
    later        incidents at `as_of` or after it, which nobody could have known
    earlier      incidents that are too old
    outside      recent incidents outside the study area
    """

    values: np.ndarray
    grid: Grid
    as_of: np.datetime64
    reach: float
    weeks: int
    incidents: int
    later: int
    earlier: int
    outside: int


def prospective_surface(
    x: np.ndarray,
    y: np.ndarray,
    times: np.ndarray,
    as_of: np.datetime64,
    cell_size: float = 50.0,
    *,
    reach: Optional[float] = None,
    weeks: int = 8,
    distance: str = "half_cells",
    weights: Optional[np.ndarray] = None,
    extent: Optional[Bounds] = None,
    boundary: Optional[Boundary] = None,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> ProspectiveSurface:
    """The risk in every cell at a moment, from the incidents of the weeks before it.

    x, y       coordinates in metres, shape (n,)
    times      when, datetime64[s] of the wall clock, shape (n,)
    as_of      the moment that the surface is for; incidents at that moment or later are left out
    cell_size  metres; 50 in the source
    reach      metres within which an incident raises the risk; None: 8 cells, 400 m with cells of 50 m as in the source
    weeks      an incident counts while it is less than this number of weeks old; 8 in the source, which says 2 months
    distance   "half_cells" from the incident to the centre of the cell, as the paper words it; "cells" between the
               cell of the incident and the other, diagonals as one step, as PredictCode has it by default
    weights    zero or more, shape (n,); None counts each incident as 1
    extent     west, south, east, north in metres; None: the boundary, or the recent incidents and as far as they reach
    boundary   the study area: incidents outside it are left out, cells with their centre outside are NaN
    progress   called after every portion of incidents
    Returns a ProspectiveSurface.
    Raises InvalidInput for no recent incident, a missing time, an unusable size, reach or number of weeks, too many
    cells, or unusable coordinates or weights.

    Formula: risk of a cell = sum over incidents of w / ((1 + d) (1 + t)), with t the complete weeks from the incident
    to `as_of`, and d the complete half cell widths from the incident to the centre of the cell.

    Source: Bowers, Johnson & Pease (2004), British Journal of Criminology 44, 641-658; Johnson et al. (2007), Home
    Office Online Report 19/07, has another weight. The paper leaves open how distance is measured at cell edges; both
    readings are those of PredictCode (open_cp.prohotspot), whose unit tests hold "cells".
    """
    x, y, w = checked_points(x, y, weights)
    times, as_of = _checked_times(times, x.size, as_of)
    reach = _checked_choices(cell_size, reach, weeks, distance)
    age = (as_of - times).astype(np.int64)
    recent = (age > 0) & (age < weeks * SECONDS_PER_WEEK)
    counted = recent.copy()
    if boundary is not None:
        counted[recent] = inside(boundary, x[recent], y[recent])
    if not w[counted].any():
        raise InvalidInput(
            f"None of the {x.size:,} incidents counts: {np.count_nonzero(age <= 0):,} are not before {as_of}, "
            f"{np.count_nonzero(age >= weeks * SECONDS_PER_WEEK):,} are {weeks} weeks old or older, and the others "
            "lie outside the study area or weigh nothing. Choose another moment, or look further back."
        )
    grid = covering_grid(study_extent(x[counted], y[counted], reach, extent, boundary), cell_size)
    weight = w[counted] / (1 + age[counted] // SECONDS_PER_WEEK)
    values = _spread(grid, x[counted], y[counted], weight, reach, distance, progress)
    if boundary is not None:
        values[~mask_cells(grid, boundary)] = np.nan
    incidents = int(np.count_nonzero(counted))
    later, kept = int(np.count_nonzero(age <= 0)), int(np.count_nonzero(recent))
    return ProspectiveSurface(
        values, grid, as_of, reach, weeks, incidents, later, x.size - later - kept, kept - incidents
    )


def _checked_times(times: np.ndarray, points: int, as_of: np.datetime64) -> tuple[np.ndarray, np.datetime64]:
    times, as_of = np.asarray(times, dtype="datetime64[s]"), np.array([as_of], dtype="datetime64[s]")[0]
    if times.shape != (points,):
        raise InvalidInput(
            f"There are {points:,} points and times of the shape {times.shape}. Give one time per point."
        )
    missing = np.count_nonzero(np.isnat(times))
    if missing:
        raise InvalidInput(f"{missing:,} of {points:,} incidents have no time. Leave them out, and say how many.")
    if np.isnat(as_of):
        raise InvalidInput("There is no moment to predict for. Enter a date and time.")
    return times, as_of


def _checked_choices(cell_size: float, reach: Optional[float], weeks: int, distance: str) -> float:
    checked_length("cell size", cell_size, "Enter the side of a cell in metres, for example 50.")
    reach = checked_length("reach", _REACH_IN_CELLS * cell_size if reach is None else reach, "Enter, for example, 400.")
    if reach < cell_size:
        raise InvalidInput(
            f"A reach of {reach:g} m stays within a cell of {cell_size:g} m, so nothing is predicted beyond the cells "
            f"of the incidents themselves. Use a reach of at least {cell_size:g} m, or smaller cells."
        )
    if reach > _FURTHEST_REACH_IN_CELLS * cell_size:
        raise InvalidInput(
            f"A reach of {reach:g} m is more than {_FURTHEST_REACH_IN_CELLS} cells of {cell_size:g} m, where "
            "an incident hardly counts any more. Use a shorter reach or larger cells."
        )
    if weeks < 1:
        raise InvalidInput(f"A surface from the last {weeks} weeks holds nothing. Enter 1 or more; 8 is usual.")
    if distance not in DISTANCES:
        raise InvalidInput(f"There is no distance '{distance}'. Choose from: {', '.join(DISTANCES)}.")
    return reach


def _spread(
    grid: Grid,
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    reach: float,
    distance: str,
    progress: Optional[Callable[[int, int, str], None]],
) -> np.ndarray:
    """The sum of weight / (1 + d) in every cell, shape (rows, columns)."""
    column, row = x / grid.cell_size - grid.column, y / grid.cell_size - grid.row
    if distance == "cells":
        column, row = np.floor(column) + 0.5, np.floor(row) + 0.5
    # Incidents in one place, such as the snap points of published data, are one incident of their weight.
    place, which = np.unique(column + 1j * row, return_inverse=True)
    weight = np.bincount(which.ravel(), weight)
    total = np.zeros(grid.cells)
    for done, cells, risk in _risks(grid, place, weight, reach / grid.cell_size, distance):
        total += np.bincount(cells, risk, minlength=grid.cells)
        if progress is not None:
            progress(done, place.size, "Incidents spread over their surroundings")
    return total.reshape(grid.rows, grid.columns)


def _risks(
    grid: Grid, place: np.ndarray, weight: np.ndarray, reach: float, distance: str
) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """In portions: how many places are done, the cells that they reach, and what each cell gets from each."""
    steps = np.arange(-math.ceil(reach) - 1, math.ceil(reach) + 2)
    step_north, step_east = (step.ravel() for step in np.meshgrid(steps, steps, indexing="ij"))
    at_once = max(1, _PAIRS_AT_ONCE // steps.size**2)
    for start in range(0, place.size, at_once):
        here = place[start : start + at_once, None]
        column = np.floor(here.real).astype(np.int64) + step_east
        row = np.floor(here.imag).astype(np.int64) + step_north
        east, north = np.abs(column + 0.5 - here.real), np.abs(row + 0.5 - here.imag)
        apart = np.hypot(east, north) if distance == "half_cells" else np.maximum(east, north)
        near = (apart < reach) & (column >= 0) & (column < grid.columns) & (row >= 0) & (row < grid.rows)
        lost = 1 + (np.floor(2 * apart[near]) if distance == "half_cells" else apart[near])
        shared = np.broadcast_to(weight[start : start + at_once, None], near.shape)[near]
        yield min(start + at_once, place.size), (row * grid.columns + column)[near], shared / lost
