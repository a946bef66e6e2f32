"""The space-time cube: how many incidents lie in each cell in each step of days, weeks or calendar months.

Arrays over a cube have the shape (steps, rows, columns): the earliest step first, row 0 in the south.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from ..calendar import Period, checked_times
from ..grids.grid import Grid, cell_index, checked_mask
from ..points import checked_points

MAXIMUM_CELL_STEPS = 25_000_000
"""A cube of more cells times steps is refused: counting and testing it takes about 2 GB of memory."""

UNITS = ("days", "weeks", "months")


@dataclass(frozen=True)
class TimeSteps:
    """Steps of time that follow each other without a gap; a time on an edge belongs to the later step.

    edges     midnights between the steps, datetime64[D] of shape (steps + 1,)
    covered   the days for which there are data
    complete  whether the data cover the whole of a step, bool of shape (steps,)
    """

    edges: np.ndarray
    covered: Period
    complete: np.ndarray

    @property
    def count(self) -> int:
        """Number of steps."""
        return len(self.edges) - 1


@dataclass(frozen=True)
class Cube:
    """Incidents per step and cell, and those that are in none.

    grid            the cells
    steps           the steps of time
    count           incidents, int32 of shape (steps, rows, columns); 0 where `present` is False
    present         whether the cell is in the study area and the step has supply, bool of the same shape
    outside         incidents outside the grid or in a cell that the mask leaves out
    outside_period  of the others, those before the first step, after the last, or not on a covered day
    without_supply  of the others, those where or when there should have been no supply
    """

    grid: Grid
    steps: TimeSteps
    count: np.ndarray
    present: np.ndarray
    outside: int
    outside_period: int
    without_supply: int

    @property
    def values(self) -> np.ndarray:
        """Counts as float64, NaN where a cell has no value in a step: absence of supply is not a zero."""
        return np.where(self.present, self.count, np.nan)


def covered_period(times: np.ndarray) -> Period:
    """The days that the incidents cover, as far as their times tell.

    times  datetime64, shape (n,), wall clock
    Returns the days from the earliest to the latest time. Where every time is midnight of the first of a month, the
    supplier gave months, and the last day is that of the latest month.
    Raises InvalidInput where there is no time, or a time is missing.
    """
    times = _checked_times(times)
    first, last = times.min().astype("datetime64[D]"), times.max().astype("datetime64[D]")
    if _only_months(times):
        last = (last.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return Period(first, last)


def time_steps(
    times: np.ndarray, unit: str = "months", length: int = 1, align: str = "end", period: Optional[Period] = None
) -> TimeSteps:
    """Cut the period of the incidents into steps of whole calendar days.

    times   datetime64, shape (n,), wall clock
    unit    "days", "weeks" (7 days, starting on whichever weekday the alignment brings) or "months" (of the calendar)
    length  units per step, 1 or more
    align   "end": the last step ends with the last day covered, and the first step may be incomplete;
            "start": the first step begins with the first day, and the last may be incomplete.
            Steps of months end, or begin, with the calendar month of that day: either may be incomplete
    period  the days that the data cover; None takes `covered_period`
    Returns TimeSteps.
    Raises InvalidInput for missing times, an unknown unit or alignment, a length below 1, a period
    without incidents, or days and weeks where all times are midnight of the first of a month.
    """
    times = _checked_times(times)
    if unit not in UNITS or align not in ("start", "end"):
        raise InvalidInput(
            f"There are no steps of '{unit}' aligned to the '{align}'. Choose from {', '.join(UNITS)}; start or end."
        )
    if length < 1:
        raise InvalidInput(f"A step of {length} {unit} has no length. Enter 1 or more.")
    if unit != "months" and _only_months(times):
        raise InvalidInput(
            f"All times are the first of a month, as where only the month is known: steps of {unit} would mean "
            "nothing. Use steps of months."
        )
    covered = covered_period(times) if period is None else _checked_period(times, period)
    calendar = "datetime64[M]" if unit == "months" else "datetime64[D]"
    width = int(length) * (7 if unit == "weeks" else 1)
    begin, end = covered.first.astype(calendar), covered.last.astype(calendar) + 1
    steps = -int((begin - end).astype(np.int64) // width)
    offsets = width * np.arange(steps + 1)
    edges = (begin + offsets if align == "start" else end - offsets[::-1]).astype("datetime64[D]")
    return TimeSteps(edges, covered, (edges[:-1] >= covered.first) & (edges[1:] <= covered.last + 1))


def count_cube(
    grid: Grid,
    x: np.ndarray,
    y: np.ndarray,
    times: np.ndarray,
    steps: TimeSteps,
    mask: Optional[np.ndarray] = None,
    supplied: Optional[np.ndarray] = None,
) -> Cube:
    """Count incidents per cell and step.

    grid      cells, as from `covering_grid`
    x, y      coordinates in metres, shape (n,)
    times     datetime64, shape (n,), wall clock
    steps     as from `time_steps`
    mask      which cells belong to the study area, bool of shape (rows, columns); None means all
    supplied  for which steps there are data, bool of shape (steps,), or (steps, rows, columns) where a part of the
              area has a gap; None means all. A step without supply has no value, which is not 0
    Returns a Cube. Nothing is lost: count.sum() + outside + outside_period + without_supply == n.
    Raises InvalidInput for more than MAXIMUM_CELL_STEPS cells times steps, unusable points or times, or a mask or
    supply of another shape.
    """
    shape = (steps.count, grid.rows, grid.columns)
    if grid.cells * steps.count > MAXIMUM_CELL_STEPS:
        raise InvalidInput(
            f"{grid.cells:,} cells in {steps.count:,} steps are more than {MAXIMUM_CELL_STEPS:,} counts. "
            "Use larger cells, longer steps, or a shorter period."
        )
    present = _present(shape, grid, mask, supplied)
    x, y, _ = checked_points(x, y)
    times = _checked_times(times)
    if times.shape != x.shape:
        raise InvalidInput(f"{x.size:,} points have {times.size:,} times. Give every point one time.")
    cell = cell_index(grid, x, y)
    is_in_area = cell >= 0
    if mask is not None:
        is_in_area &= checked_mask(grid, mask).ravel()[cell]
    # The first and the last step may reach beyond the days covered, and what lies there is not to be counted.
    is_in_time = (times >= steps.covered.first) & (times < steps.covered.last + 1)
    counted = is_in_area & is_in_time
    step = np.searchsorted(steps.edges, times[counted].astype("datetime64[D]"), side="right") - 1
    index = step * grid.cells + cell[counted]
    has_supply = present.ravel()[index]
    count = np.bincount(index[has_supply], minlength=grid.cells * steps.count).astype(np.int32).reshape(shape)
    return Cube(
        grid,
        steps,
        count,
        present,
        outside=int(np.count_nonzero(~is_in_area)),
        outside_period=int(np.count_nonzero(is_in_area & ~is_in_time)),
        without_supply=int(np.count_nonzero(~has_supply)),
    )


def without_empty_steps(cube: Cube) -> Cube:
    """The cube with steps that hold no incident in any cell taken as gaps in the supply, which have no value.

    Where a step usually holds many incidents, a month without one says that nothing was delivered, not that nothing
    happened.
    """
    is_empty = np.asarray(~cube.count.any(axis=(1, 2)))
    return replace(cube, present=cube.present & ~is_empty[:, None, None])


def _present(
    shape: tuple[int, int, int], grid: Grid, mask: Optional[np.ndarray], supplied: Optional[np.ndarray]
) -> np.ndarray:
    present = np.ones(shape, dtype=bool)
    if mask is not None:
        present &= checked_mask(grid, mask)
    if supplied is None:
        return present
    supplied = np.asarray(supplied, dtype=bool)
    if supplied.shape not in (shape, shape[:1]):
        raise InvalidInput(
            f"The supply has the shape {supplied.shape}, the cube {shape}. Say it for every step, or step and cell."
        )
    return present & (supplied[:, None, None] if supplied.ndim == 1 else supplied)


def _checked_times(times: np.ndarray) -> np.ndarray:
    times = checked_times(times)
    if times.size == 0:
        raise InvalidInput("There are no points. Choose a layer, period or filter that holds at least one.")
    return times


def _checked_period(times: np.ndarray, period: Period) -> Period:
    days = times.astype("datetime64[D]")
    if not np.any((days >= period.first) & (days <= period.last)):
        raise InvalidInput(
            f"None of {times.size:,} points lies in the period {period}: they run from {days.min()} to {days.max()}. "
            "Enter a period that holds them."
        )
    return period


def _only_months(times: np.ndarray) -> bool:
    return bool(times.min() < times.max() and np.all(times == times.astype("datetime64[M]")))
