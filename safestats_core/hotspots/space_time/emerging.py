"""Emerging hot spots: Gi* in space and time, its trend, and a name for the history of every cell."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np
from scipy import special

from ...errors import InvalidInput
from ..false_discovery import benjamini_hochberg
from ..local_statistics.neighbours import square_stencil
from .mann_kendall import MannKendall, mann_kendall
from .patterns import classify

WINDOWS = ("cube", "neighbourhood", "step")

TRENDS = ("mapped", "step")

_LEVELS = (0.10, 0.05, 0.01)
"""Significance of the bins 1, 2 and 3: 90, 95 and 99 %."""

_DECIMALS = 9
"""Scores that agree to so many decimals are ties in the trend: sums of the same values in another order."""


@dataclass(frozen=True)
class SpaceTimeGiStar:
    """Gi* of every cell in every step, in arrays of shape (steps, rows, columns).

    z           standard score; NaN where the cell has no value in the step, or nothing can be tested
    p           two-sided p of the normal distribution; NaN where z is NaN
    p_adjusted  p after the false discovery rate over all cells and steps; equal to p where that was switched off
    bins        int8: 3, 2, 1 hot at 99, 95, 90 %; -1, -2, -3 cold; 0 neither, absent or not testable
    """

    z: np.ndarray
    p: np.ndarray
    p_adjusted: np.ndarray
    bins: np.ndarray


@dataclass(frozen=True)
class EmergingHotSpots:
    """Gi* of the cube and what became of every cell; arrays over cells have the shape (rows, columns).

    gi_star     the statistic of every cell and step
    state       int8 of shape (steps, rows, columns): 1 hot, -1 cold at the level asked for, 0 otherwise
    pattern     int8: the class, a key of `patterns.WORDS`; 0 as well where no step was tested
    share_hot   part of the tested steps that are hot, 0 to 1; NaN where no step was tested
    share_cold  part of the tested steps that are cold
    trend       Mann-Kendall trend of the cell's z; a z, p of NaN where fewer than two steps were tested
    last_z      z of the last step tested; NaN where none was
    last_p      its adjusted p; NaN where none was tested
    last_bin    int8: its bin, 3 to -3
    tested      int64: number of steps tested
    """

    gi_star: SpaceTimeGiStar
    state: np.ndarray
    pattern: np.ndarray
    share_hot: np.ndarray
    share_cold: np.ndarray
    trend: MannKendall
    last_z: np.ndarray
    last_p: np.ndarray
    last_bin: np.ndarray
    tested: np.ndarray


def emerging_hotspots(
    values: np.ndarray,
    neighbourhood: Union[str, float] = "queen",
    *,
    cell_size: Optional[float] = None,
    time_neighbours: int = 1,
    window: str = "cube",
    trend_of: str = "mapped",
    alpha: float = 0.05,
    fdr: bool = True,
    minimum_steps: int = 5,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> EmergingHotSpots:
    """Which cells are, became or were hot or cold spots.

    values         shape (steps, rows, columns), the earliest step first; NaN means no value (outside, no supply)
    trend_of       whose trend is tested: "mapped" the z of the result; "step" the z of each step without its preceding
                   steps, as with `time_neighbours=0`
    alpha          level at or below which an adjusted p makes a step hot or cold, and a p of the trend makes it one
    minimum_steps  fewer steps with a value are refused; with fewer than 5 no trend can reach p 0.05
    The other parameters are those of `space_time_gi_star`.
    Returns EmergingHotSpots.
    Raises InvalidInput as `space_time_gi_star` does, and for too few steps or an alpha outside 0 to 1.

    The trend is that of z over all tested steps, not of the counts, and its p is not adjusted for the number of cells.
    It takes the steps as independent. With preceding steps in the neighbourhood they share incidents, and the first
    steps have fewer neighbours, so that a steady hot spot starts nearer to 0: of 12 steps with one preceding step 14 in
    100 steady cells get a trend at 0.05, with two 24 to 32. With `trend_of="step"` 4 in 100 do.
    Source: ArcGIS Pro 3.x, "How Emerging Hot Spot Analysis works", for the procedure; the classes in `patterns`.
    """
    if trend_of not in TRENDS:
        raise InvalidInput(f"There is no trend of '{trend_of}'. Choose from: {', '.join(TRENDS)}.")
    if not 0 < alpha < 1:
        raise InvalidInput(f"A significance level of {alpha:g} is none. Enter one between 0 and 1, such as 0.05.")
    values = _checked_values(values, minimum_cells, minimum_steps)
    stencil = _checked_stencil(neighbourhood, cell_size, time_neighbours, window)
    found = _gi_star(values, stencil, time_neighbours, window, fdr, progress)
    tested = ~np.isnan(found.z)
    state = np.where(found.p_adjusted <= alpha, np.sign(found.z), 0).astype(np.int8)
    scores = found.z
    if trend_of == "step" and time_neighbours:
        scores = _scores(values, stencil, 0, window, progress)
    trend = mann_kendall(np.round(scores, _DECIMALS), progress)
    patterns = classify(state, np.where(trend.p <= alpha, np.sign(trend.s), 0), tested)
    last = len(tested) - 1 - np.argmax(tested[::-1], axis=0)
    last_z, last_p, last_bin = (
        np.take_along_axis(of_steps, last[None], axis=0)[0] for of_steps in (found.z, found.p_adjusted, found.bins)
    )
    return EmergingHotSpots(
        gi_star=found,
        state=state,
        pattern=patterns.code,
        share_hot=patterns.share_hot,
        share_cold=patterns.share_cold,
        trend=trend,
        last_z=last_z,
        last_p=last_p,
        last_bin=last_bin,
        tested=patterns.tested,
    )


def space_time_gi_star(
    values: np.ndarray,
    neighbourhood: Union[str, float] = "queen",
    *,
    cell_size: Optional[float] = None,
    time_neighbours: int = 1,
    window: str = "cube",
    fdr: bool = True,
    minimum_cells: int = 30,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> SpaceTimeGiStar:
    """Getis-Ord Gi* of every cell and step over its neighbours in space in this and the preceding steps.

    values           shape (steps, rows, columns) of square cells, the earliest step first; NaN means no value: it is
                     in no sum, no mean and nobody's neighbour
    neighbourhood    "queen", "rook", or a band in metres between cell centres; the cell itself always belongs to it
    cell_size        metres; needed with a band
    time_neighbours  k: the neighbourhood holds the same cells in the k preceding steps as well, where there are such
    window           whose mean, variance and number of values a sum is held against: "cube" all cells and steps,
                     "neighbourhood" all cells in this and the k preceding steps, "step" all cells in this step alone
    fdr              whether p is adjusted for the number of cells and steps tested
    minimum_cells    fewer cells with a value are refused
    progress         called after every step
    Returns a SpaceTimeGiStar.
    Raises InvalidInput for too few cells, equal or infinite values, or an unknown neighbourhood or window.

    Formula: z = (sum_j x_j - mean W) / (S sqrt((n W - W^2) / (n - 1))) over the W values j of the neighbourhood, with
    mean, S^2 = sum x^2 / n - mean^2 and n of the window; p = 2 Phi(-|z|).
    Where the window has no variance or no more values than the neighbourhood, z and p are NaN: not tested. With the
    window "step" and k above 0 the preceding steps are judged by the mean of a step they are not in: after a rise of
    the whole area every cell looks cold. Use k = 0 there.
    Source: Getis & Ord (1992), Geographical Analysis 24, 189-206; Ord & Getis (1995), Geographical Analysis 27,
    286-306; windows as in ArcGIS Pro 3.x, "Emerging Hot Spot Analysis", parameter Define Global Window.
    """
    values = _checked_values(values, minimum_cells, 1)
    stencil = _checked_stencil(neighbourhood, cell_size, time_neighbours, window)
    return _gi_star(values, stencil, time_neighbours, window, fdr, progress)


def _gi_star(
    values: np.ndarray,
    stencil: np.ndarray,
    time_neighbours: int,
    window: str,
    fdr: bool,
    progress: Optional[Callable[[int, int, str], None]],
) -> SpaceTimeGiStar:
    z = _scores(values, stencil, time_neighbours, window, progress)
    p = 2 * special.ndtr(-np.abs(z))
    adjusted = benjamini_hochberg(p) if fdr else p
    bins = np.zeros(z.shape, dtype=np.int8)
    for level in _LEVELS:
        bins += adjusted <= level
    bins[z < 0] *= -1
    return SpaceTimeGiStar(z, p, adjusted, bins)


def _scores(
    values: np.ndarray,
    stencil: np.ndarray,
    time_neighbours: int,
    window: str,
    progress: Optional[Callable[[int, int, str], None]],
) -> np.ndarray:
    """z of every cell and step, shape (steps, rows, columns); NaN where it is not tested."""
    half_widths = (np.count_nonzero(stencil, axis=1) - 1) // 2
    # Whole numbers stay whole when a whole number is taken from them: equal neighbourhoods get equal sums to the bit.
    centre = np.round(np.nanmean(values))
    n, mean, variance = _window_statistics(values, centre, time_neighbours, window)
    z = np.full(values.shape, np.nan)
    for step, (total, weight) in enumerate(_neighbour_sums(values, centre, half_widths, time_neighbours)):
        room = weight * (n[step] - weight)
        is_tested = ~np.isnan(values[step]) & (room > 0) & (variance[step] > 0)
        spread = np.sqrt(variance[step] * room[is_tested] / (n[step] - 1))
        z[step][is_tested] = (total[is_tested] - mean[step] * weight[is_tested]) / spread
        if progress is not None:
            progress(step + 1, len(values), "Hot and cold spots per step")
    return z


def _checked_values(values: np.ndarray, minimum_cells: int, minimum_steps: int) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    if values.ndim != 3:
        raise InvalidInput(f"The values have the shape {values.shape}. Give steps, rows and columns.")
    present = ~np.isnan(values)
    cells, steps = np.count_nonzero(present.any(axis=0)), np.count_nonzero(present.any(axis=(1, 2)))
    if steps < minimum_steps:
        raise InvalidInput(
            f"Only {steps} steps have a value; at least {minimum_steps} are needed for a trend, better ten or more. "
            "Use shorter steps or a longer period; an incomplete first or last step does not count."
        )
    if cells < max(minimum_cells, 3):
        raise InvalidInput(
            f"Only {cells} cells have a value; at least {max(minimum_cells, 3)} are needed for a sound test. "
            "Use smaller cells or a larger area."
        )
    if np.isinf(values).any():
        raise InvalidInput("Some cells have an infinite value. Give finite values, and NaN for cells that are absent.")
    if np.nanmin(values) == np.nanmax(values):
        raise InvalidInput(
            f"All {cells:,} cells have the same value in all steps, so none stands out. "
            "Use larger cells, longer steps, or more incidents."
        )
    return values


def _checked_stencil(
    neighbourhood: Union[str, float], cell_size: Optional[float], time_neighbours: int, window: str
) -> np.ndarray:
    """The neighbourhood in space as a 0/1 array; refused where one of the choices is none."""
    if window not in WINDOWS:
        raise InvalidInput(f"There is no window '{window}'. Choose from: {', '.join(WINDOWS)}.")
    if time_neighbours < 0:
        raise InvalidInput(f"A neighbourhood cannot hold {time_neighbours} preceding steps. Enter 0 or more.")
    return square_stencil(neighbourhood, cell_size)


def _window_statistics(
    values: np.ndarray, centre: float, time_neighbours: int, window: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number, mean (less the centre) and variance of the values in the window of every step, each of shape (steps,)."""
    sums = np.zeros((3, len(values)))
    for step, cells in enumerate(values):
        moved = cells[~np.isnan(cells)] - centre
        sums[:, step] = moved.size, moved.sum(), (moved**2).sum()
    if window == "cube":
        sums[:] = sums.sum(axis=1, keepdims=True)
    elif window == "neighbourhood":
        first = np.maximum(np.arange(len(values)) - time_neighbours, 0)
        sums = np.stack([sums[:, start : step + 1].sum(axis=1) for step, start in enumerate(first)], axis=1)
    n, total, squares = sums
    filled = np.maximum(n, 1)
    variance = (filled * squares - total**2) / filled**2
    # What is left of a variance of nothing but rounding is none.
    variance[variance <= 1e-13 * squares / filled] = 0
    return n, total / filled, variance


def _neighbour_sums(
    values: np.ndarray, centre: float, half_widths: np.ndarray, time_neighbours: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Sum, less the centre each, and number of the values in the neighbourhood of every cell, step by step."""
    sums: deque[np.ndarray] = deque(maxlen=time_neighbours + 1)
    numbers: deque[np.ndarray] = deque(maxlen=time_neighbours + 1)
    last_present, number = np.zeros(0), np.zeros(0)
    for cells in values:
        present = ~np.isnan(cells)
        # The study area hardly ever changes from step to step, and then neither do the numbers of neighbours.
        if not np.array_equal(present, last_present):
            last_present, number = present, _stencil_sum(present.astype(float), half_widths)
        sums.append(_stencil_sum(np.where(present, cells - centre, 0), half_widths))
        numbers.append(number)
        yield sum(sums), sum(numbers)  # type: ignore[misc]


def _stencil_sum(cells: np.ndarray, half_widths: np.ndarray) -> np.ndarray:
    """Sum over the stencil round every cell: row by row of the stencil, whose cells are one run about the middle.

    The sum of a run is the difference of two cumulated sums, however long it is.
    """
    rows, columns = cells.shape
    cumulated = np.zeros((rows, columns + 1))
    np.cumsum(cells, axis=1, out=cumulated[:, 1:])
    reach = len(half_widths) // 2
    result = np.zeros(cells.shape)
    column = np.arange(columns)
    for half_width in np.unique(half_widths):
        runs = cumulated[:, np.minimum(column + half_width + 1, columns)]
        runs -= cumulated[:, np.maximum(column - half_width, 0)]
        for offset in np.flatnonzero(half_widths == half_width) - reach:
            if abs(offset) < rows:
                result[max(-offset, 0) : rows - max(offset, 0)] += runs[max(offset, 0) : rows + min(offset, 0)]
    return result
