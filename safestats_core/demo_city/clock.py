"""When things happen: two years of wall-clock hours in the time zone Europe/London, and their rhythms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .drawing import draw_indices

TIME_ZONE = "Europe/London"
FIRST_MONTH, LAST_MONTH = "2024-01", "2025-12"
BEGIN = np.datetime64("2024-01-01T00:00:00")
END = np.datetime64("2026-01-01T00:00:00")
"""The first moment after the two years."""

# Summer time begins on the last Sunday of March at 01:00 and ends on the last of October at 02:00, wall clock.
_SUMMERS = (("2024-03-31T01", "2024-10-27T02"), ("2025-03-30T01", "2025-10-26T02"))

_NIGHT_ENDS = 6
"""A weekday lasts until six in the morning: Saturday's small hours belong to Friday night."""


@dataclass(frozen=True)
class Rhythm:
    """How likely each hour of the two years is.

    peaks     (hour of the day, spread in hours, weight) of each peak, over a constant of 0.1
    weekdays  weight of Monday to Sunday, each from six o'clock to six o'clock
    summer    relative swing over the year: above 0 July is the peak, below 0 January
    """

    peaks: tuple[tuple[float, float, float], ...]
    weekdays: tuple[float, ...] = (1, 1, 1, 1, 1, 1, 1)
    summer: float = 0.0


RHYTHMS = {
    "night out": Rhythm(((23.0, 2.5, 1.0), (2.0, 1.5, 0.5)), (0.5, 0.5, 0.6, 0.8, 1.8, 2.2, 0.7), 0.10),
    "evening": Rhythm(((19.5, 3.0, 1.0),), (0.9, 0.9, 0.9, 1.0, 1.2, 1.2, 1.0), 0.25),
    "shopping": Rhythm(((14.5, 3.0, 1.0),), (1.0, 1.0, 1.0, 1.0, 1.2, 1.3, 0.6), -0.05),
    "commuting": Rhythm(((8.3, 1.2, 1.0), (17.5, 1.5, 1.2)), (1.1, 1.1, 1.1, 1.1, 1.1, 0.6, 0.5), -0.05),
    "workday": Rhythm(((8.5, 1.2, 1.0),), (1.1, 1.1, 1.1, 1.1, 1.2, 0.8, 0.6), -0.20),
    "bedtime": Rhythm(((20.5, 2.0, 1.0),), (1.0, 1.0, 1.0, 1.0, 1.1, 1.1, 1.0), -0.10),
    "all day": Rhythm(((12.0, 5.0, 0.6), (18.0, 3.0, 0.4))),
}


def hour_weights(rhythm: Rhythm) -> np.ndarray:
    """Relative likelihood of each hour from BEGIN to END, shape (hours,)."""
    hour = _hours()
    of_day = (hour - hour.astype("M8[D]")).astype(int)
    level = np.full(24, 0.1)
    for peak, spread, weight in rhythm.peaks:
        away = np.abs((np.arange(24) + 0.5 - peak + 12) % 24 - 12)
        level += weight * np.exp(-0.5 * (away / spread) ** 2)
    # 1970-01-01, day 0, was a Thursday.
    weekday = ((hour - np.timedelta64(_NIGHT_ENDS, "h")).astype("M8[D]").astype(int) + 3) % 7
    of_year = (hour - hour.astype("M8[Y]")).astype(int) / (365.25 * 24)
    season = 1 - rhythm.summer * np.cos(2 * np.pi * (of_year - 0.04))
    return level[of_day] * np.asarray(rhythm.weekdays)[weekday] * season


def hours_between(first_month: str, last_month: str, growing: bool = False) -> np.ndarray:
    """1 for each hour of the months, both included, else 0, shape (hours,); growing: a ramp from 0.1 to 1."""
    month = _hours().astype("M8[M]")
    inside = (month >= np.datetime64(first_month)) & (month <= np.datetime64(last_month))
    weight = inside.astype(float)
    if growing:
        weight[inside] = np.linspace(0.1, 1.0, int(inside.sum()))
    return weight


def draw_moments(rng: np.random.Generator, weights: np.ndarray, count: int) -> np.ndarray:
    """`count` moments to the second, datetime64[s], hours in proportion to `weights`."""
    seconds = draw_indices(rng, weights, count) * 3600 + rng.integers(0, 3600, count)
    return BEGIN + seconds.astype("m8[s]")


def as_remembered(rng: np.random.Generator, moments: np.ndarray) -> np.ndarray:
    """The moments as people report them: cut to the minute, often to five or fifteen."""
    step = 60 * np.array([1, 5, 15])[draw_indices(rng, np.array([0.3, 0.4, 0.3]), len(moments))]
    seconds = moments.astype("M8[s]").astype(np.int64)
    return (seconds - seconds % step).astype("M8[s]")


def on_the_clock(moments: np.ndarray) -> np.ndarray:
    """The moments without the hour that the wall clock skips each spring; they move an hour on."""
    skipped = [moments.astype("M8[h]") == np.datetime64(begin) for begin, _ in _SUMMERS]
    return moments + np.logical_or.reduce(skipped) * np.timedelta64(1, "h")


def to_utc(moments: np.ndarray) -> np.ndarray:
    """Wall-clock moments in UTC; of the hour that comes twice each autumn, the first."""
    summer = [(moments >= np.datetime64(begin)) & (moments < np.datetime64(end)) for begin, end in _SUMMERS]
    return moments - np.logical_or.reduce(summer) * np.timedelta64(1, "h")


def _hours() -> np.ndarray:
    return np.arange(BEGIN, END, dtype="M8[h]")
