"""A whole result made fit to be shared: its counts under a profile, and held against what was shared before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from .differences import Shared, by_larger_area, differences, known_before
from .hierarchy import Before, protect_counts
from .rules import SENSITIVE_BELOW, Bounds, bounds_of, disclose
from .tables import protect_table

AS_IT_IS, ROUNDED, SMALL, SECONDARY, DIFFERENCE, UNKNOWN = range(6)
"""Why a count is shown as it is: unchanged; rounded; withheld because it is small, because sums would give others away,
because earlier results would; or not known from the start."""

_ROUNDS = 12
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Subject:
    """What a result counts; see `differences.Shared`."""

    months: Optional[frozenset[str]] = None
    categories: Optional[frozenset[str]] = None
    only: str = ""


@dataclass(frozen=True)
class Rows:
    """A result row by row.

    counts  whole numbers, masked where not known
    areas   the area or cell of each row; None where that is not known
    larger  the larger area that each lies in, where totals of such are known
    column  the category or month of each row, where a row is one cell of a table
    """

    counts: np.ma.MaskedArray
    areas: Optional[Sequence[str]] = None
    larger: Optional[Sequence[str]] = None
    column: Optional[Sequence[str]] = None


@dataclass(frozen=True)
class ProtectedResult:
    """A result as it may be shown.

    shown     one count per row, masked where nothing may be told
    why       one of the words above per row
    is_told   rows whose count can still be worked out: while there is one, the result is not safe
    totals    sums by name that may be told beside it, None for those that must not be; "" is the sum of all
    shared    what others will know, to be kept for the next check
    compared, left_out  earlier results that were looked at, and those that were too many
    """

    shown: np.ma.MaskedArray
    why: np.ndarray
    is_told: np.ndarray
    totals: dict[str, Optional[int]]
    shared: tuple[Shared, ...]
    compared: int
    left_out: int


@dataclass(frozen=True)
class _Found:
    """Of the rows that are known: what is shown and why, what is told, and what can be known."""

    shown: np.ma.MaskedArray
    small: np.ndarray
    asked: np.ndarray
    told: np.ndarray
    bounds: Bounds
    totals: dict[str, Optional[int]]


def protect_result(rows: Rows, profile: str, subject: Subject, earlier: Sequence[Shared] = ()) -> ProtectedResult:
    """Counts under a profile of `disclosure.PROFILES`, with what sums and earlier results would give away withheld.

    earlier  results of the same dataset that were shared before, the oldest first
    Raises InvalidInput for counts that are none, for larger areas and columns at once, and for a table in which an
    area has two rows of one column.
    """
    known = np.flatnonzero(~np.ma.getmaskarray(rows.counts))
    table = _Rows(rows, known)
    also = np.zeros(known.size, dtype=bool)
    for _ in range(_ROUNDS):
        found = table.protect(profile, also, subject, earlier)
        shared = table.shared(subject, found, profile) if profile != "none" else []
        checks = [differences(each, earlier, SENSITIVE_BELOW[profile]) for each in shared] if earlier else []
        told = table.rows_of([check.revealed for check in checks])
        more = told & ~also | table.siblings(told, found.shown)
        if not (more & ~also).any():
            break
        also |= more
    # A total that tells a difference is kept back, and so is the sum of all, from which it would follow.
    back = {name for check in checks for name in check.revealed if found.totals.get(name) is not None}
    totals = {name: None if name in back or (back and not name) else total for name, total in found.totals.items()}
    shown: np.ma.MaskedArray = np.ma.masked_all(rows.counts.shape, dtype=np.int64)
    why, is_told = np.full(rows.counts.shape, UNKNOWN), np.zeros(rows.counts.shape, dtype=bool)
    shown[known], is_told[known] = found.shown, found.told | told
    why[known] = _reasons(found, table.counts)
    return ProtectedResult(
        shown,
        why,
        is_told,
        totals,
        tuple(_without(each, back) for each in shared),
        max((check.compared for check in checks), default=0),
        max((check.left_out for check in checks), default=0),
    )


class _Rows:
    """The rows whose counts are known, as a table or as areas within larger ones."""

    def __init__(self, rows: Rows, known: np.ndarray) -> None:
        if rows.larger is not None and rows.column is not None:
            raise InvalidInput("Give either larger areas or categories: sums of both at once are not looked after.")
        self.counts = np.asarray(np.ma.getdata(rows.counts))[known]
        self.areas, larger, column = (
            None if words is None else [words[number] for number in known.tolist()]
            for words in (rows.areas, rows.larger, rows.column)
        )
        self.larger, self.column = larger, column
        self.names, self.group = np.unique([""] * known.size if larger is None else larger, return_inverse=True)
        if column is not None:
            self.columns, self.column_number = np.unique(column, return_inverse=True)
            self.lines, self.line = np.unique(self.areas or [], return_inverse=True)
            self._refuse_doubles()

    def protect(self, profile: str, also: np.ndarray, subject: Subject, earlier: Sequence[Shared]) -> _Found:
        """Withhold and round."""
        if self.column is not None:
            return self._as_table(profile, also)
        return self._as_tree(profile, also, self._before(subject, earlier))

    def shared(self, subject: Subject, found: _Found, profile: str) -> list[Shared]:
        """What others will know, one result for each column."""
        if self.areas is None:
            return []
        if self.column is None:
            whole = self._shared(subject, found.bounds, np.arange(self.counts.size))
            told = {name: total for name, total in found.totals.items() if name and total is not None}
            totals = np.array(list(told.values()), dtype=np.int64)
            ends = bounds_of(totals, np.zeros(totals.size, dtype=bool), profile, np.ones(totals.size))
            low, high = (dict(zip(told, each.tolist())) for each in (ends.low, ends.high))
            return [replace(whole, low={**low, **whole.low}, high={**high, **whole.high})]
        are_months = all(_MONTH.fullmatch(name) for name in self.columns.tolist())
        results = []
        for number, name in enumerate(self.columns.tolist()):
            its = frozenset({name})
            own = (
                Subject(its, subject.categories, subject.only)
                if are_months
                else Subject(subject.months, its, subject.only)
            )
            results.append(self._shared(own, found.bounds, np.flatnonzero(self.column_number == number)))
        return results

    def rows_of(self, revealed: Sequence[frozenset[str]]) -> np.ndarray:
        """Which rows lie in areas that were revealed, for each column its own."""
        told = np.zeros(self.counts.size, dtype=bool)
        for number, areas in enumerate(revealed):
            for row in range(self.counts.size) if areas else ():
                its_column = self.column is None or self.column_number[row] == number
                told[row] |= its_column and self.areas is not None and self.areas[row] in areas
        return told

    def siblings(self, told: np.ndarray, shown: np.ma.MaskedArray) -> np.ndarray:
        """For what is told although it is withheld: the smallest count that is shown beside it, to be withheld, too."""
        chosen = np.zeros(told.size, dtype=bool)
        withheld = np.ma.getmaskarray(shown)
        for group in np.unique(self.group[told & withheld]) if self.column is None else ():
            free = np.flatnonzero((self.group == group) & ~withheld & (self.counts > 0))
            if free.size:
                chosen[free[np.argmin(self.counts[free])]] = True
        return chosen

    def _before(self, subject: Subject, earlier: Sequence[Shared]) -> Optional[Before]:
        """What earlier results say of the counts of this one."""
        if self.areas is None or not earlier:
            return None
        asked = Shared(subject.months, subject.categories, subject.only, {}, {}, {})
        areas = known_before(asked, earlier, self.areas)
        return Before(areas, known_before(asked, [by_larger_area(each) for each in earlier], self.names.tolist()))

    def _as_tree(self, profile: str, also: np.ndarray, before: Optional[Before]) -> _Found:
        found = protect_counts(self.counts, profile, self.group, also, before)
        totals: dict[str, Optional[int]] = {"": found.whole}
        if self.larger is not None:
            totals.update(zip(self.names.tolist(), found.totals.tolist()))
        nothing = np.zeros(self.counts.size, dtype=bool)
        return _Found(found.shown, found.small, found.asked, nothing, found.bounds, totals)

    def _as_table(self, profile: str, also: np.ndarray) -> _Found:
        cells = np.ma.masked_all((self.lines.size, self.columns.size), dtype=self.counts.dtype)
        at = (self.line, self.column_number)
        cells[at] = self.counts
        asked = np.zeros(cells.shape, dtype=bool)
        asked[at] = also
        found = protect_table(cells, profile, asked)
        withheld = np.ma.getmaskarray(found.shown)[at]
        hides_zeros = (withheld & (self.counts == 0)).any()
        whole_numbers = np.asarray(disclose(self.counts, "none").data)
        bounds = bounds_of(whole_numbers, withheld, profile, np.full(self.counts.size, 0.0 if hides_zeros else 1.0))
        totals = {"": found.whole.tolist()[0], **dict(zip(self.columns.tolist(), found.column_sums.tolist()))}
        return _Found(found.shown[at], found.small[at], found.asked[at], found.given_away[at], bounds, totals)

    def _shared(self, subject: Subject, bounds: Bounds, which: np.ndarray) -> Shared:
        areas = [] if self.areas is None else [self.areas[row] for row in which.tolist()]
        within = {} if self.larger is None else {area: self.larger[row] for area, row in zip(areas, which.tolist())}
        low, high = (dict(zip(areas, each[which].tolist())) for each in (bounds.low, bounds.high))
        return Shared(subject.months, subject.categories, subject.only, low, high, within)

    def _refuse_doubles(self) -> None:
        if self.areas is None:
            raise InvalidInput("A table of areas by categories needs a field that names the area. Choose that as well.")
        pairs = self.line.astype(np.int64) * max(self.columns.size, 1) + self.column_number
        _, first, number = np.unique(pairs, return_index=True, return_counts=True)
        if (number > 1).any():
            raise InvalidInput(
                f"'{self.areas[first[number > 1][0]]}' has several rows of one category, as have others perhaps. Add "
                "such rows up first, or choose another field of the area or the category."
            )


def _without(shared: Shared, names: set[str]) -> Shared:
    low, high = ({name: each for name, each in ends.items() if name not in names} for ends in (shared.low, shared.high))
    return replace(shared, low=low, high=high)


def _reasons(found: _Found, counts: np.ndarray) -> np.ndarray:
    why = np.where(np.asarray(found.shown.data) != counts, ROUNDED, AS_IT_IS)
    why[np.ma.getmaskarray(found.shown)] = SECONDARY
    why[found.asked] = DIFFERENCE
    why[found.small] = SMALL
    return why
