"""Time units of a scan, and the windows of whole units that it looks through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import InvalidInput


@dataclass(frozen=True)
class TimeUnits:
    """The study period, cut into units.

    first  the first day of every unit and the day after the last, int64 days since 1970-01-01, shape (units + 1,)
    unit   the unit of every case, int64, shape (n,)
    """

    first: np.ndarray
    unit: np.ndarray

    @property
    def count(self) -> int:
        """Number of units."""
        return self.first.size - 1


@dataclass(frozen=True)
class Windows:
    """All windows of 1 to `longest` units: anywhere in the period, or only those that end with it.

    units        number of units that matter: a scan of windows that end with the period never looks further back
    longest      units in the longest window
    prospective  whether only windows that end with the period count
    """

    units: int
    longest: int
    prospective: bool

    @property
    def count(self) -> int:
        """Number of windows."""
        if self.prospective:
            return self.longest
        return self.longest * (self.units + 1) - self.longest * (self.longest + 1) // 2

    def groups(self) -> list[tuple[slice, slice]]:
        """Windows as slices of their starts and of their ends (the unit after the last), which pair up by position."""
        if self.prospective:
            return [(slice(self.units - self.longest, self.units), slice(self.units, self.units + 1))]
        return [
            (slice(0, self.units + 1 - length), slice(length, self.units + 1)) for length in range(1, self.longest + 1)
        ]


def time_units(days: np.ndarray, start: int, end: int, step: int, months: bool) -> TimeUnits:
    """The units of a study period, counted back from its last day, and the unit of each case.

    days        the day of each case, int64, shape (n,), none outside the period
    start, end  first and last day of the period
    step        days (or calendar months) in a unit
    months      whether `step` counts calendar months
    Raises InvalidInput for a period of fewer than two units.

    Where the period is not a whole number of units, the first is longer than the others: the rest at the beginning
    belongs to it. So does SaTScan from version 10 on (9.4 made a shorter unit of that rest).
    """
    if months:
        after = (np.datetime64(end, "D") + 1).astype("datetime64[M]").astype(np.int64)
        if (np.datetime64(end, "D") + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) != end + 1:
            after += 1
        before = np.datetime64(start, "D").astype("datetime64[M]").astype(np.int64)
        edges = np.arange(after, before - 1, -step)[::-1].astype("datetime64[M]").astype("datetime64[D]")
        first = edges.astype(np.int64)
    else:
        first = np.arange(end + 1, start - 1, -step, dtype=np.int64)[::-1]
    if first.size < 3:
        raise InvalidInput(
            f"The study period of {end - start + 1:,} days holds fewer than two time units. "
            "Use a shorter time step, or a longer period."
        )
    first[0], first[-1] = start, end + 1
    return TimeUnits(first, np.searchsorted(first, days, side="right") - 1)


def longest_window(units: TimeUnits, share: float, days: float, step: int, months: bool) -> int:
    """The units in the longest window: at most `share` of the period, and at most `days` days (0: no such limit).

    As in SaTScan: the share of the period's days is rounded down to whole days, then to whole units.
    """
    if months:
        units_in_share = int(np.floor(units.count * share + 1e-9))
        lengths = np.diff(units.first)[::-1].cumsum()
        units_in_days = int(np.searchsorted(lengths, days, side="right")) if days else units.count
    else:
        period = int(units.first[-1] - units.first[0])
        units_in_share = int(np.floor(period * share + 1e-9)) // step
        units_in_days = int(days // step) if days else units.count
    longest = min(units_in_share, units_in_days, units.count - 1)
    if longest < 1:
        raise InvalidInput(
            f"No window is short enough: {units.count:,} time units, of which a cluster may last at most "
            f"{share:.0%} of the period{f' and {days:g} days' if days else ''}. "
            "Allow longer clusters, or use a shorter time step."
        )
    return longest
