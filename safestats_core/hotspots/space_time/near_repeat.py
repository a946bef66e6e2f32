"""Near repeat: does one crime bring others close by within days, more than chance would?

The test of Knox (1964) in bands of distance and days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ...errors import InvalidInput
from ..points import checked_points
from .knox import knox_counts, pairs_within
from .near_repeat_bands import Bands
from .near_repeat_pairs import Places, count_pairs, places_of

MAXIMUM_COMPARISONS = 10**12
"""Pairs times permutations; about half an hour on two cores."""


@dataclass(frozen=True)
class NearRepeat:
    """One row per band of distance, one column per band of days; every array has the shape (space bands, time bands).

    space, time     the bands
    observed        pairs of events
    expected        mean number of pairs over the permutations
    expected_exact  the mean over all permutations there are: pairs in the space band x pairs in the time band / pairs
    ratio           observed / expected; NaN where the expected number is 0
    ratio_median    observed / median of the permutations, as the R package NearRepeat gives it; NaN where that is 0
    p               (permutations with as many pairs or more + 1) / (permutations + 1), one-sided
    permutations    number of permutations behind them
    events          number of events
    """

    space: Bands
    time: Bands
    observed: np.ndarray
    expected: np.ndarray
    expected_exact: np.ndarray
    ratio: np.ndarray
    ratio_median: np.ndarray
    p: np.ndarray
    permutations: int
    events: int

    def over_represented(self, p: float = 0.05, ratio: float = 1.2) -> np.ndarray:
        """Which bands hold more pairs than chance: p or below, and `ratio` times the expected number or more; bool.

        The ratio keeps trifles out: among millions of pairs a hundredth more than expected is significant too.
        """
        return (self.p <= p) & (np.nan_to_num(self.ratio) >= ratio)

    def linking(self, p: float = 0.05, ratio: float = 1.2) -> np.ndarray:
        """Those of the over-represented bands that end at a distance and at a number of days; bool."""
        ends = np.isfinite(self.space.edges[1:])[:, None] & np.isfinite(self.time.edges[1:])
        return self.over_represented(p, ratio) & ends


def near_repeat(
    x: np.ndarray,
    y: np.ndarray,
    times: np.ndarray,
    space: Bands,
    time: Bands,
    *,
    metric: str = "euclidean",
    permutations: int = 999,
    seed: Union[int, np.random.Generator] = 0,
    progress: Optional[Callable[[int, int, str], None]] = None,
) -> NearRepeat:
    """Count the pairs of events per band of distance and days, and compare with the days dealt anew to the events.

    x, y          metres, shape (n,)
    times         when: datetime64, or whole calendar days as integers, shape (n,). The hour of the day is dropped:
                  events of one day lie 0 days apart, 23:50 and 00:10 the next day 1 day
    space, time   bands in metres and in days, from `bands`
    metric        "euclidean", or "manhattan": metres east or west plus metres north or south
    permutations  how often the days are dealt anew, at least 1
    seed          number or numpy Generator; the same seed gives the same result, in whatever order the events come
    progress      called several times a second
    Returns a NearRepeat.
    Raises InvalidInput for fewer than two events, a missing time, all events in one place or on one day (dealing the
    days anew would change nothing), and where pairs times permutations go beyond MAXIMUM_COMPARISONS.

    Formula: observed O(s, t) is the number of pairs i < j whose distance lies in band s and whose |day_i - day_j| lies
    in band t. The days are dealt to the events at random R times: expected is the mean of the R counts, the ratio is
    O / expected, and p = (number of the R counts >= O, + 1) / (R + 1).
    Source: Knox (1964), Applied Statistics 13, 25-29; Besag & Diggle (1977), Applied Statistics 26, 327-333, for the
    permutation; Johnson et al. (2007), Journal of Quantitative Criminology 23, 201-219; Ratcliffe & Rengert (2008),
    Security Journal 21, 58-76.
    """
    x, y, days = checked_events(x, y, times)
    if permutations < 1:
        raise InvalidInput(f"{permutations} permutations cannot be made. Use a number such as 999.")
    places = places_of(x, y, metric)
    _require_variation(places, days)
    pairs = checked_work(places, space.reach, permutations + 1)
    rng = np.random.default_rng(seed)
    days = days[places.order]
    counts, in_space = knox_counts(places, days, space, time, permutations, rng, pairs, progress)
    in_time = np.diff([pairs_within(days, limit) for limit in time.whole_limits()])
    observed, dealt = counts[:, :, 0], counts[:, :, 1:]
    expected = dealt.mean(axis=2)
    return NearRepeat(
        space=space,
        time=time,
        observed=observed,
        expected=expected,
        expected_exact=np.outer(in_space, in_time / pairs_within(days, np.inf)),
        ratio=_ratio(observed, expected),
        ratio_median=_ratio(observed, np.median(dealt, axis=2)),
        p=((dealt >= observed[:, :, None]).sum(axis=2) + 1) / (permutations + 1),
        permutations=permutations,
        events=days.size,
    )


def checked_events(x: np.ndarray, y: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Coordinates, and the calendar day of each event as int64; refused where there are fewer than two events."""
    x, y, _ = checked_points(x, y)
    times = np.asarray(times)
    if times.shape != x.shape:
        raise InvalidInput(f"{x.size:,} points have {times.size:,} times. Give one time for each point.")
    if x.size < 2:
        raise InvalidInput(f"There are {x.size} events; a pair needs two. Choose a longer period or a larger area.")
    if np.issubdtype(times.dtype, np.datetime64):
        missing = np.count_nonzero(np.isnat(times))
        if missing:
            raise InvalidInput(f"{missing:,} of {times.size:,} events have no time. Leave them out, and say how many.")
        return x, y, times.astype("datetime64[D]").astype(np.int64)
    if not np.issubdtype(times.dtype, np.integer):
        raise InvalidInput(f"The times are of type {times.dtype}. Give dates, or whole days as integers.")
    return x, y, times.astype(np.int64)


def are_months(times: np.ndarray) -> bool:
    """Whether all times fall on the first of a month, as where no more than the month is known."""
    days = np.asarray(times).astype("datetime64[D]")
    return bool((days == days.astype("datetime64[M]").astype("datetime64[D]")).all())


def checked_work(places: Places, distance: float, rounds: int) -> int:
    """Number of pairs within a distance, or a little more; refused where so many rounds over them would take hours."""
    pairs = count_pairs(places, distance)
    if pairs * rounds > MAXIMUM_COMPARISONS:
        raise InvalidInput(
            f"{places.order.size:,} events make up to {pairs:,} pairs within {distance:g} m, and {rounds:,} rounds "
            f"over them more than {MAXIMUM_COMPARISONS:,} comparisons. Use shorter distance bands (the last may be "
            "inf, which costs nothing), fewer permutations, a shorter period, or one kind of crime."
        )
    return pairs


def _require_variation(places: Places, days: np.ndarray) -> None:
    if np.ptp(days) == 0:
        raise InvalidInput(
            f"All {days.size:,} events fall on the same day, so there is nothing to compare. Choose a longer period, "
            "and a field that holds the day."
        )
    if places.x.size == 1:
        raise InvalidInput(
            f"All {days.size:,} events stand at the same place, so there is nothing to compare. Choose a larger area."
        )


def _ratio(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return np.divide(observed, expected, out=np.full(expected.shape, np.nan), where=expected > 0)
