"""The space-time permutation scan statistic: where and when more happened than place and time alone explain.

Cylinders of every size are tried: a circle round each place as the base, a run of days as the height. A cylinder is
remarkable when it holds more cases than its place and its days would lead one to expect, and significant when cases
with their times dealt anew seldom hold one as remarkable anywhere. Only cases are needed, no population at risk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..points import checked_points
from .cylinders import Circles, Locations, circles_round, locations_of
from .scan_best import best_of_centres
from .scan_effort import refuse_endless
from .scan_permutation import before_units, counts_of, largest_by_chance
from .scan_search import Cylinders, search_of
from .scan_time import TimeUnits, Windows, longest_window, time_units

MINIMUM_CASES = 2
"""As in SaTScan: one case alone is no cluster."""

_ROUNDING = 1e-9
"""A p that equals the largest one, but for its last bit, is not above it."""


@dataclass(frozen=True)
class Cluster:
    """One cluster: a circle and a run of days.

    x, y                 centre in metres
    radius               metres from the centre to the farthest location in the circle; 0 for a single location
    first_day, last_day  days since 1970-01-01, both within the cluster
    observed, expected   cases in it, and cases that chance would put there
    ratio                observed / expected
    llr                  log likelihood ratio, the test statistic
    p                    (permutations with as large a statistic anywhere + 1) / (permutations + 1)
    locations            locations in the circle
    members              the points in it, int64 indices into the input, ascending
    """

    x: float
    y: float
    radius: float
    first_day: int
    last_day: int
    observed: int
    expected: float
    ratio: float
    llr: float
    p: float
    locations: int
    members: np.ndarray


@dataclass(frozen=True)
class SpaceTimeScan:
    """The clusters, the most likely first, and what they were found among.

    clusters           no two of them share a location
    cases, locations   number of points, and of different places (or cells) where they lie
    centres            number of circle centres
    units              first day of every time unit and the day after the last, int64, shape (units + 1,)
    longest            units in the longest window tried
    circles, windows   number of circles and of windows tried; every circle was tried with every window
    by_chance          the largest statistic of each permutation, ascending, float64 of shape (permutations,)
    """

    clusters: tuple[Cluster, ...]
    cases: int
    locations: int
    centres: int
    units: np.ndarray
    longest: int
    circles: int
    windows: int
    by_chance: np.ndarray


def space_time_scan(
    x: np.ndarray,
    y: np.ndarray,
    days: np.ndarray,
    *,
    start: Optional[int] = None,
    end: Optional[int] = None,
    time_step: int = 1,
    months: bool = False,
    max_share: float = 0.5,
    max_radius: float = 0.0,
    max_time: float = 0.5,
    max_days: float = 0.0,
    cell_size: float = 0.0,
    centres: Optional[tuple[np.ndarray, np.ndarray]] = None,
    prospective: bool = False,
    minimum_cases: int = MINIMUM_CASES,
    permutations: int = 999,
    seed: Union[int, np.random.Generator] = 0,
    max_p: float = 1.0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> SpaceTimeScan:
    """Clusters in space and time by the space-time permutation scan statistic.

    x, y           points in metres of a projected CRS, shape (n,)
    days           the calendar day of each point, whole days since 1970-01-01 (or any whole numbers), shape (n,)
    start, end     first and last day of the study period; None takes the first and last day of the points
    time_step      days in a time unit; units are counted back from the last day
    months         True: `time_step` counts calendar months instead
    max_share      a cluster's circle holds at most this share of all cases, above 0, at most 0.5
    max_radius     a circle's largest radius in metres; 0 sets no limit
    max_time       a cluster lasts at most this share of the period, above 0, at most 0.9
    max_days       a cluster lasts at most so many days; 0 sets no limit
    cell_size      side in metres of the square cells that points are brought together in; 0 leaves them where they are
    centres        x and y of the circles' centres in metres, which are locations too, even where nothing happened;
                   None takes the locations of the points
    prospective    True: only clusters that are still going on at the last day; False: at any time in the period
    minimum_cases  fewer cases make no cluster
    permutations   how often the times are dealt anew, at least 1; with 999 the smallest p is 0.001
    seed           number or numpy Generator; the same seed gives the same result, in whatever order the points come
    max_p          clusters with a larger p are left out, but for the most likely one; below 1 / (permutations + 1) no
                   other can be left
    progress       called in every loop, with what has been done, what is to do, and a word
    Returns a SpaceTimeScan. Clusters less likely than the most likely one of every permutation (p = 1) are left out.
    Raises InvalidInput for unusable points, days or parameters, fewer than two cases or time units, and for more
    circles, windows and permutations than can be computed within hours.

    With C cases, of which c_space lie in the circle and c_time in the window, mu = c_space c_time / C are expected in
    the cylinder. Of the cylinders with c > mu the one with the largest
    LLR = c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) is the most likely cluster. Every permutation deals all times
    anew to all cases, so that the number of cases at each place and at each time remains, and yields the largest LLR of
    its own. Further clusters are the most likely cylinder of every other centre, in order of LLR, unless they share a
    location with one that was taken before; their LLR is held against the same largest ones, which is conservative.

    Where equal cylinders compete, the shorter window counts, then the circle with fewer locations, then the smaller
    one, then the centre with the smaller x, then y. Locations at the same distance from a centre enter its circles one
    at a time, the one with the smaller x first, then the smaller y.

    Source: Kulldorff, Heffernan, Hartman, Assuncao & Mostashari (2005), PLoS Medicine 2(3), e59. Limits, ties, time
    units and secondary clusters follow SaTScan (Kulldorff, SaTScan User Guide; its source at
    github.com/scanstatistics/satscan, CentroidNeighborCalculator and CSaTScanData).
    """
    x, y, _ = checked_points(x, y)
    days = _checked_days(days, x.size)
    _refuse_limits(max_share, max_time, max_p)
    _refuse_lengths(max_radius, max_days, cell_size)
    _refuse_counts(time_step, minimum_cases, permutations)
    first, last = _study_period(days, start, end)
    units = time_units(days, first, last, time_step, months)
    longest = longest_window(units, max_time, max_days, time_step, months)
    windows = Windows(longest if prospective else units.count, longest, prospective)
    given = None if centres is None else _checked_centres(*centres)
    locations = locations_of(x, y, cell_size, given)
    at = given or (locations.x, locations.y)
    circles = circles_round(*at, locations, max_share * x.size, max_radius, progress)
    per_unit = np.bincount(units.unit, minlength=units.count)
    search = search_of(circles, windows, per_unit, locations.x.size, minimum_cases)
    refuse_endless(search, permutations)
    by_chance = np.sort(largest_by_chance(search, locations.cases, per_unit, permutations, seed, progress))
    observed = before_units(search, counts_of(locations.of, units.unit, locations.x.size, units.count))
    best = best_of_centres(search, observed, _least_ratio(by_chance, max_p), progress)
    clusters = _clusters_apart(best, circles, locations, units, windows, by_chance)
    return SpaceTimeScan(
        # Others may be as likely as the most likely one.
        clusters[:1] + tuple(cluster for cluster in clusters[1:] if cluster.p <= max_p + _ROUNDING),
        x.size,
        locations.x.size,
        circles.x.size,
        units.first,
        longest,
        circles.order.size,
        windows.count,
        by_chance,
    )


def _clusters_apart(
    best: Cylinders, circles: Circles, locations: Locations, units: TimeUnits, windows: Windows, by_chance: np.ndarray
) -> tuple[Cluster, ...]:
    """The best cylinders, the most likely first, without those that share a location with one before."""
    taken = np.zeros(locations.x.size, dtype=bool)
    skipped = units.count - windows.units
    far = circles.order[best.entry]
    radius = np.hypot(locations.x[far] - circles.x[best.centre], locations.y[far] - circles.y[best.centre])
    size = best.entry - circles.first[best.centre]
    ranking = np.lexsort(
        (circles.y[best.centre], circles.x[best.centre], radius, size, best.end - best.start, -best.ratio)
    )
    clusters = []
    for i in ranking:
        centre = best.centre[i]
        places = circles.order[circles.first[centre] : best.entry[i] + 1]
        if not taken[places].any():
            taken[places] = True
            within = np.zeros(locations.x.size, dtype=bool)
            within[places] = True
            start, end = best.start[i] + skipped, best.end[i] + skipped
            in_window = (units.unit >= start) & (units.unit < end)
            expected = float(circles.reach[best.entry[i]] * np.count_nonzero(in_window) / units.unit.size)
            larger = by_chance.size - np.searchsorted(by_chance, best.ratio[i], side="left")
            clusters.append(
                Cluster(
                    x=float(circles.x[centre]),
                    y=float(circles.y[centre]),
                    radius=float(radius[i]),
                    first_day=int(units.first[start]),
                    last_day=int(units.first[end]) - 1,
                    observed=int(best.cases[i]),
                    expected=expected,
                    ratio=float(best.cases[i] / expected),
                    llr=float(best.ratio[i]),
                    p=float((larger + 1) / (by_chance.size + 1)),
                    locations=places.size,
                    members=np.flatnonzero(within[locations.of] & in_window),
                )
            )
    return tuple(clusters)


def _least_ratio(by_chance: np.ndarray, max_p: float) -> float:
    """The statistic that a cluster has to exceed for a p of at most `max_p`, and in any case for a p below 1.

    Infinite where so few permutations cannot give so small a p.
    """
    may_exceed = min(int(np.floor(max_p * (by_chance.size + 1) + _ROUNDING)) - 1, by_chance.size - 1)
    return float(by_chance[by_chance.size - 1 - may_exceed]) if may_exceed >= 0 else float("inf")


def _checked_days(days: np.ndarray, points: int) -> np.ndarray:
    days = np.asarray(days)
    if days.shape != (points,):
        raise InvalidInput(f"There are {points:,} points and days of the shape {days.shape}. Give one day per point.")
    if points < 2:
        raise InvalidInput(
            f"There are {points} points. A scan needs at least two; choose a longer period or a larger area."
        )
    whole = days.astype("datetime64[D]").astype(np.int64) if days.dtype.kind == "M" else days.astype(float)
    unusable = np.count_nonzero(np.isnat(days) if days.dtype.kind == "M" else ~(np.isfinite(whole) & (whole % 1 == 0)))
    if unusable:
        raise InvalidInput(
            f"{unusable:,} of {points:,} days are missing or not whole. Leave those points out, and say how many."
        )
    return whole.astype(np.int64)


def _study_period(days: np.ndarray, start: Optional[int], end: Optional[int]) -> tuple[int, int]:
    first = int(days.min()) if start is None else int(start)
    last = int(days.max()) if end is None else int(end)
    outside = np.count_nonzero((days < first) | (days > last))
    if outside:
        raise InvalidInput(
            f"{outside:,} of {days.size:,} points lie outside the study period from day {first} to day {last}. "
            "Leave them out, or choose a longer period."
        )
    return first, last


def _checked_centres(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y, _ = checked_points(x, y)
    if x.size == 0:
        raise InvalidInput("There are no centres. Give at least one, or none at all to use the points' own locations.")
    places = np.unique(np.stack([x, y], axis=1) + 0.0, axis=0)
    return places[:, 0], places[:, 1]


def _refuse_limits(max_share: float, max_time: float, max_p: float) -> None:
    if not 0 < max_share <= 0.5:
        raise InvalidInput(f"The largest share of cases is {max_share:g}. Choose a share above 0 and up to 0.5 (50 %).")
    if not 0 < max_time <= 0.9:
        raise InvalidInput(f"The largest share of time is {max_time:g}. Choose a share above 0 and up to 0.9 (90 %).")
    if not 0 < max_p <= 1:
        raise InvalidInput(f"The largest p is {max_p:g}. Choose a number above 0 and up to 1.")


def _refuse_lengths(max_radius: float, max_days: float, cell_size: float) -> None:
    for name, value in (("maximum radius", max_radius), ("maximum duration", max_days), ("cell size", cell_size)):
        if not (np.isfinite(value) and value >= 0):
            raise InvalidInput(f"The {name} is {value:g}. Enter a number above 0, or 0 for none.")


def _refuse_counts(time_step: int, minimum_cases: int, permutations: int) -> None:
    for name, count in (("time step", time_step), ("minimum number of cases", minimum_cases)):
        if not (count >= 1 and count == int(count)):
            raise InvalidInput(f"The {name} is {count:g}. Enter a whole number of at least 1.")
    if not (permutations >= 1 and permutations == int(permutations)):
        raise InvalidInput(f"{permutations:g} permutations cannot be made. Use a number such as 999.")
