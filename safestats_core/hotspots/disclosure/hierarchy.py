"""Counts of areas within larger areas, so protected that the totals give nothing away.

Who knows the total of a borough and all of its wards but one knows that one as well. So further counts are withheld
(secondary suppression) until nobody who takes the total and what is shown can say more of a small count than the
profile itself says: that it is 1 to 7, 1 to 4 or 1 to 9.

Areas within larger ones within the whole are a tree, and in a tree the least and the most that each count can be
follow exactly from one pass upwards and one downwards; no linear programme is needed.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (secondary suppression, feasibility
intervals); ONS (2006), Review of the Dissemination of Health Statistics: Confidentiality Guidance; Cox (1980),
Suppression methodology and statistical disclosure control, JASA 75, 377-385.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from .rules import SENSITIVE_BELOW, Bounds, bounds_of, disclose, is_sensitive


@dataclass(frozen=True)
class ProtectedCounts:
    """Counts as they may be shown, and the totals that may be shown beside them.

    shown       one per area, masked where withheld
    totals      one per larger area, masked where it must not be told
    whole       the sum of all; None where it must not be told
    small       which areas were withheld because they are small
    asked       which were withheld because the caller asked for it
    secondary   which were withheld because a total would give others away
    bounds      what anybody can work out of each area's count
    """

    shown: np.ma.MaskedArray
    totals: np.ma.MaskedArray
    whole: Optional[int]
    small: np.ndarray
    asked: np.ndarray
    secondary: np.ndarray
    bounds: Bounds


@dataclass(frozen=True)
class Hidden:
    """What is to be withheld whatever the counts are.

    areas  which areas: others shall not know them closer than to T - 1 more or less, T being the count from which on
           the profile hides none
    zeros  in which larger areas the zeros
    totals of which larger areas the total
    whole  whether the sum of all
    """

    areas: np.ndarray
    zeros: np.ndarray
    totals: np.ndarray
    whole: bool


@dataclass(frozen=True)
class Before:
    """What is known of the areas and of the larger areas from elsewhere: for example that they hold at least as much
    as in a part of the period."""

    areas: Bounds
    larger: Bounds


def protect_counts(
    counts: np.ndarray,
    profile: str,
    group: Optional[np.ndarray] = None,
    hidden: Optional[Hidden] = None,
    before: Optional[Before] = None,
) -> ProtectedCounts:
    """Counts of areas under a profile of `disclosure.PROFILES`, safe also for who knows the totals that are shown.

    counts  whole numbers, 0 or more, one per area
    group   number of the larger area that each belongs to, from 0; None: there is none but the whole
    hidden  what is to be withheld besides; None: nothing
    before  what everybody knows already; None: nothing
    The sum of all is taken as known, unless it is small itself, and so are the totals of the larger areas; each is
    shown under the same profile, from its own count. A total is withheld only where the areas themselves leave no
    other way: all that may be told is in the answer, and whoever tells more undoes it.
    Raises InvalidInput for an unknown profile, for negative or fractional counts.
    """
    exact = np.asarray(disclose(counts, "none").data)
    number = np.zeros(exact.size, dtype=np.int64) if group is None else np.asarray(group, dtype=np.int64)
    if number.shape != exact.shape or (number.size and number.min() < 0):
        raise InvalidInput("Each count needs the number, from 0, of the larger area that it belongs to.")
    if before is None:
        before = Before(_nothing_known(exact.size), _nothing_known(number.max(initial=-1) + 1))
    if hidden is None:
        groups = np.zeros(number.max(initial=-1) + 1, dtype=bool)
        hidden = Hidden(np.zeros(exact.size, dtype=bool), groups, groups, False)
    suppression = _Suppression(exact, number, profile, hidden, before)
    if SENSITIVE_BELOW[profile]:
        suppression.run()
    return suppression.result()


def spread(leaves: Bounds, totals: Bounds, whole: Bounds, group: np.ndarray) -> tuple[Bounds, Bounds]:
    """What follows for every count of a tree from the bounds of all: (of the areas, of the larger areas).

    whole  arrays of one number
    Exact: a number within the bounds that come out is possible for a count by itself, and no other is.
    """
    summed = Bounds(*(np.bincount(group, each, totals.low.size) for each in (leaves.low, leaves.high)))
    upward = both(totals, summed)
    top = both(whole, Bounds(upward.low.sum(keepdims=True), upward.high.sum(keepdims=True)))
    one = np.zeros(totals.low.size, dtype=np.int64)
    downward = within_sums(upward, top, one)
    return within_sums(leaves, downward, group), downward


def both(one: Bounds, other: Bounds) -> Bounds:
    """What two bounds of the same counts say together."""
    return Bounds(np.maximum(one.low, other.low), np.minimum(one.high, other.high))


def within_sums(parts: Bounds, totals: Bounds, group: np.ndarray) -> Bounds:
    """Bounds of parts whose sums by `group` lie within `totals`; what is bounded by nothing is infinite."""
    least = totals.low[group] - _others(parts.high, group)
    return both(parts, Bounds(least, totals.high[group] + _others(-parts.low, group)))


class _Suppression:
    """What is withheld so far, of areas, of larger areas, of the whole."""

    def __init__(self, counts: np.ndarray, group: np.ndarray, profile: str, hidden: Hidden, before: Before) -> None:
        self.counts, self.group, self.profile, self.before = counts, group, profile, before
        self.totals = np.bincount(group, counts, group.max(initial=-1) + 1).astype(np.int64)
        self.whole = self.totals.sum(keepdims=True)
        self.withheld, self.total_withheld, self.whole_withheld = (
            np.ma.getmaskarray(disclose(each, profile)).copy() for each in (counts, self.totals, self.whole)
        )
        self.small, self.small_total = is_sensitive(counts, profile), is_sensitive(self.totals, profile)
        self.asked = hidden.areas & (counts > 0) & ~self.withheld & (SENSITIVE_BELOW[profile] > 0)
        self.zeros_withheld = hidden.zeros.copy()
        self.withheld |= self.asked | (hidden.zeros[group] & (counts == 0))
        self.total_withheld |= hidden.totals
        # A total of 0 is withheld for nothing but what was shared before: then any may be 0.
        self.least_total = 0.0 if (hidden.totals & (self.totals == 0)).any() else 1.0
        self.whole_withheld |= hidden.whole

    def run(self) -> None:
        """Withhold more until nothing small can be narrowed; every round withholds something, so it ends."""
        most = SENSITIVE_BELOW[self.profile] - 1
        protected = self.small | self.asked
        # What is known already cannot be hidden any more.
        least_needed = np.maximum(np.where(self.asked, self.counts - most, 1), np.maximum(self.before.areas.low, 1))
        most_needed = np.minimum(np.where(self.asked, self.counts + most, most), self.before.areas.high)
        most_of_total = np.minimum(most, self.before.larger.high)
        for _ in range(self.counts.size + 2 * self.totals.size + 2):
            leaves, totals = self.known()
            told = protected & ((leaves.low > least_needed) | (leaves.high < most_needed))
            # A larger area holds at least what its areas are known to hold: that is no gain from totals.
            floor = np.maximum(1, np.bincount(self.group, self._leaves().low, self.totals.size))
            floor = np.maximum(floor, self.before.larger.low)
            told_total = self.small_total & ((totals.low > floor) | (totals.high < most_of_total))
            if not (told.any() or told_total.any()):
                return
            stuck = [each for each in np.unique(self.group[told]).tolist() if not self._widen(each)]
            if stuck or told_total.any():
                self._widen_whole()

    def known(self) -> tuple[Bounds, Bounds]:
        """What anybody can work out now."""
        least = np.full(self.totals.size, self.least_total)
        totals = bounds_of(self.totals, self.total_withheld, self.profile, least)
        totals = both(totals, self.before.larger)
        whole = bounds_of(self.whole, self.whole_withheld, self.profile, np.array([min(1.0, float(self.whole[0]))]))
        return spread(self._leaves(), totals, whole, self.group)

    def result(self) -> ProtectedCounts:
        """The counts and totals with what is withheld masked."""
        shown = self._masked(self.counts, self.withheld)
        totals, whole = self._masked(self.totals, self.total_withheld), self._masked(self.whole, self.whole_withheld)
        small = self.withheld & self.small
        secondary = self.withheld & ~small & ~self.asked
        told = None if whole.mask[0] else int(whole[0])
        return ProtectedCounts(shown, totals, told, small, self.asked, secondary, self.known()[0])

    def _masked(self, counts: np.ndarray, withheld: np.ndarray) -> np.ma.MaskedArray:
        shown: np.ma.MaskedArray = np.ma.masked_array(disclose(counts, self.profile).data, withheld)
        return shown

    def _leaves(self) -> Bounds:
        least = np.where(self.zeros_withheld[self.group], 0.0, 1.0)
        return both(bounds_of(self.counts, self.withheld, self.profile, least), self.before.areas)

    def _widen(self, group: int) -> bool:
        """Withhold more within one larger area, what costs least: False where nothing is left to withhold."""
        inside = np.flatnonzero(self.group == group)
        if self._withhold_smallest(inside):
            return True
        zeros = inside[self.counts[inside] == 0]
        rounds = self.profile == "nhs_round5"  # there the small counts are shown, and a withheld 0 hides none of them
        if not rounds and zeros.size and not self.zeros_withheld[group]:
            self.withheld[zeros] = self.zeros_withheld[group] = True
            return True
        changed = not self.total_withheld[group]
        self.total_withheld[group] = True
        return bool(changed)

    def _widen_whole(self) -> None:
        """Withhold the total of one larger area more, and one count in it; where none is left, the sum of all."""
        free = np.flatnonzero(~self.total_withheld & (self.totals > 0))
        if not free.size:
            self.whole_withheld[:] = True
            return
        group = free[np.argmin(self.totals[free])]
        self.total_withheld[group] = True
        inside = np.flatnonzero(self.group == group)
        if not self.withheld[inside].any():
            self._withhold_smallest(inside)

    def _withhold_smallest(self, inside: np.ndarray) -> bool:
        free = inside[(self.counts[inside] > 0) & ~self.withheld[inside] & ~self.small[inside]]
        if free.size:
            self.withheld[free[np.argmin(self.counts[free])]] = True
        return bool(free.size)


def _nothing_known(size: int) -> Bounds:
    return Bounds(np.zeros(size), np.full(size, np.inf))


def _others(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The sum over the other members of each one's group; infinite where one of them is."""
    infinite = np.isinf(values)
    finite = np.where(infinite, 0, values)
    rest = np.bincount(group, finite)[group] - finite
    return np.where(np.bincount(group, infinite)[group] - infinite > 0, np.inf, rest)
