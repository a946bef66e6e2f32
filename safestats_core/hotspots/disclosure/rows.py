"""The rows of a result: what is shown of them, what others will know, and what to withhold where that is too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

from ...errors import InvalidInput
from .differences import known_before
from .hierarchy import Before, Hidden, protect_counts, spread
from .rules import Bounds, bounds_of, disclose
from .shared import WHOLE, Shared, alike
from .tables import protect_table

NAMELESS = "\x1f"
"""An area or a larger area without a name: "" is that of the sum of all."""

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
class Told:
    """What gives small counts away together with earlier results: rows, totals, the whole."""

    rows: np.ndarray
    totals: np.ndarray
    whole: bool


@dataclass(frozen=True)
class Found:
    """Of the rows that are known: what is shown and why, what is told, and what can be known."""

    shown: np.ma.MaskedArray
    small: np.ndarray
    asked: np.ndarray
    told: np.ndarray
    bounds: Bounds
    totals: dict[str, Optional[int]]


class KnownRows:
    """The rows whose counts are known, as a table or as areas within larger ones."""

    def __init__(self, rows: Rows, known: np.ndarray) -> None:
        if rows.larger is not None and rows.column is not None:
            raise InvalidInput("Give either larger areas or categories: sums of both at once are not looked after.")
        self.counts = np.asarray(np.ma.getdata(rows.counts))[known]
        self.areas, self.larger, self.column = (
            None if words is None else [words[number] or NAMELESS for number in known.tolist()]
            for words in (rows.areas, rows.larger, rows.column)
        )
        column = self.column
        # What the totals are of: the larger areas, or the columns of a table.
        grouped = self.larger if column is None else column
        self.names, self.group = np.unique([WHOLE] * known.size if grouped is None else grouped, return_inverse=True)
        if column is not None:
            self.lines, self.line = np.unique(self.areas or [], return_inverse=True)
            self._refuse_doubles()

    def nothing_hidden(self) -> Hidden:
        """What is to be withheld besides, to begin with."""
        none = np.zeros(self.names.size, dtype=bool)
        return Hidden(np.zeros(self.counts.size, dtype=bool), none, none, False)

    def protect(self, profile: str, hidden: Hidden, before: Optional[Before]) -> Found:
        """Withhold and round."""
        return self._as_tree(profile, hidden, before) if self.column is None else self._as_table(profile, hidden)

    def shared(self, subject: Subject, found: Found, profile: str) -> list[Shared]:
        """What others will know: one result, or of a table one for each column, and one for all together."""
        if self.areas is None:
            return []
        told = self._told_totals(found, profile)
        everything = np.arange(self.counts.size)
        if self.column is None:
            return [self._shared(subject, found.bounds, everything, told)]
        are_months = all(_MONTH.fullmatch(name) for name in self.names.tolist())
        results = []
        for number, name in enumerate(self.names.tolist()):
            rows = np.flatnonzero(self.group == number)
            sums = {WHOLE: told[name]}
            results.append(self._shared(_of_columns(subject, are_months, [name]), found.bounds, rows, sums))
        if self.names.size < 2:
            return results
        # A table by categories has all that were counted, whether they are named or not.
        every = _of_columns(subject, True, self.names.tolist()) if are_months else subject
        return [*results, self._added_up(every, found.bounds, told)]

    def told_by(self, revealed: Sequence[frozenset[str]]) -> Told:
        """What the names that were revealed stand for; for a table there is a set for each column, and one for all."""
        rows, totals, whole = np.zeros(self.counts.size, dtype=bool), np.zeros(self.names.size, dtype=bool), False
        for number, names in enumerate(revealed):
            if not names:
                continue
            of_column = self.column is not None and number < self.names.size
            inside = self.group == number if of_column else np.ones(self.counts.size, dtype=bool)
            rows |= inside & np.array([area in names for area in self.areas or []], dtype=bool)
            if of_column:
                totals[number] |= WHOLE in names
            else:
                whole |= WHOLE in names
            if self.larger is not None:
                totals |= np.array([name in names for name in self.names.tolist()], dtype=bool)
        return Told(rows, totals, whole)

    def rows_of(self, told: Told) -> np.ndarray:
        """The rows that are told, and those of the totals that are."""
        return np.asarray(told.rows | told.totals[self.group] | told.whole)

    def hidden_besides(self, told: Told, found: Found, hidden: Hidden, others: bool) -> Optional[Hidden]:
        """What to withhold more: what is told itself, or else what it follows from; None where nothing is told or left.

        others  whether further counts are withheld before sums are
        What is withheld and told all the same follows from others: the smallest count that is shown beside it is
        withheld, then the total, then the sum of all, then the zeros.
        """
        areas, zeros, totals = hidden.areas | told.rows, hidden.zeros.copy(), hidden.totals.copy()
        withheld = np.ma.getmaskarray(found.shown)
        sums = np.array([found.totals.get(name) is not None for name in self.names.tolist()], dtype=bool) & ~totals
        stuck = np.bincount(self.group, told.rows & withheld, self.names.size) > 0
        asks_whole = told.whole
        for group in np.flatnonzero(told.totals | stuck).tolist():
            inside = self.group == group
            free = np.flatnonzero(inside & ~withheld & ~areas & (self.counts > 0))
            if free.size and others and stuck[group] and not (told.totals[group] and sums[group]):
                areas[free[np.argmin(self.counts[free])]] = True
            elif sums[group]:
                totals[group] = True
            elif not hidden.whole:
                asks_whole = True
            elif not zeros[group] and (inside & ~withheld & (self.counts == 0)).any():
                zeros[group] = True
            else:
                areas[free[np.argsort(self.counts[free])[:1]]] = True
        if told.whole and hidden.whole:  # it follows from those of its parts
            totals |= self._least(found, sums & ~totals)
        more = Hidden(areas, zeros, totals, hidden.whole or asks_whole)
        return None if _alike(more, hidden) else more

    def _least(self, found: Found, among: np.ndarray) -> np.ndarray:
        """Which of some totals is the least that is not 0."""
        chosen = np.zeros(self.names.size, dtype=bool)
        amounts = [found.totals[name] or np.inf for name in self.names[among].tolist()]
        chosen[np.flatnonzero(among)[np.argmin(amounts)] if amounts else []] = True
        return chosen

    def before(self, subject: Subject, earlier: Sequence[Shared]) -> Optional[Before]:
        """What earlier results say of the counts of this one; nothing of those of a table."""
        if self.areas is None or self.column is not None or not earlier:
            return None
        within = {} if self.larger is None else dict(zip(self.areas, self.larger))
        asked = Shared(subject.months, subject.categories, subject.only, {}, {}, within)
        names = [name or NAMELESS for name in self.names.tolist()]
        summed = [alike(asked, each) for each in earlier]
        return Before(known_before(asked, earlier, self.areas), known_before(asked, summed, names))

    def _as_tree(self, profile: str, hidden: Hidden, before: Optional[Before]) -> Found:
        found = protect_counts(self.counts, profile, self.group, hidden, before)
        totals: dict[str, Optional[int]] = {WHOLE: found.whole}
        if self.larger is not None:
            # Named like an area, a total could not be told from its count later on; without a name, of no use.
            unclear = {NAMELESS, *(self.areas or ())}
            told = zip(self.names.tolist(), found.totals.tolist())
            totals.update((name, None if name in unclear else total) for name, total in told if name != NAMELESS)
        nothing = np.zeros(self.counts.size, dtype=bool)
        return Found(found.shown, found.small, found.asked, nothing, found.bounds, totals)

    def _as_table(self, profile: str, hidden: Hidden) -> Found:
        cells = np.ma.masked_all((self.lines.size, self.names.size), dtype=self.counts.dtype)
        at = (self.line, self.group)
        cells[at] = self.counts
        asked = np.zeros(cells.shape, dtype=bool)
        asked[at] = hidden.areas
        found = protect_table(cells, profile, asked)
        zeros = hidden.zeros[self.group] & (self.counts == 0)
        withheld = np.ma.getmaskarray(found.shown)[at] | zeros
        hides_zeros = (withheld & (self.counts == 0)).any()
        whole_numbers = np.asarray(disclose(self.counts, "none").data)
        bounds = bounds_of(whole_numbers, withheld, profile, np.full(self.counts.size, 0.0 if hides_zeros else 1.0))
        shown: np.ma.MaskedArray = np.ma.masked_array(found.shown.data[at], withheld)
        whole = None if hidden.whole else found.whole.tolist()[0]
        sums = zip(self.names.tolist(), found.column_sums.tolist(), hidden.totals.tolist())
        totals = {WHOLE: whole, **{name: None if is_hidden else total for name, total, is_hidden in sums}}
        return Found(shown, found.small[at], found.asked[at], found.given_away[at], bounds, totals)

    def _told_totals(self, found: Found, profile: str) -> dict[str, tuple[float, float]]:
        """What each sum that may be told is known to be, and the sum of all in any case."""
        all_of_them = self.column is not None
        names = [name for name, total in found.totals.items() if name == WHOLE or all_of_them or total is not None]
        told = [found.totals[name] for name in names]
        counts = np.array([total or 0 for total in told], dtype=np.int64)
        ends = bounds_of(counts, np.array([total is None for total in told]), profile, np.zeros(counts.size))
        if self.column is not None:  # what one sum is follows from the others
            one = np.zeros(counts.size - 1, dtype=np.int64)
            whole, columns = (Bounds(ends.low[part], ends.high[part]) for part in (slice(0, 1), slice(1, None)))
            columns, whole = spread(columns, whole, whole, one)
            ends = Bounds(np.r_[whole.low, columns.low], np.r_[whole.high, columns.high])
        return dict(zip(names, zip(ends.low.tolist(), ends.high.tolist())))

    def _shared(
        self, subject: Subject, bounds: Bounds, which: np.ndarray, told: dict[str, tuple[float, float]]
    ) -> Shared:
        areas = [] if self.areas is None else [self.areas[row] for row in which.tolist()]
        within = {} if self.larger is None else {area: self.larger[row] for area, row in zip(areas, which.tolist())}
        totals = ({name: ends[end] for name, ends in told.items()} for end in (0, 1))
        low, high = (
            {**sums, **dict(zip(areas, each[which].tolist()))} for sums, each in zip(totals, (bounds.low, bounds.high))
        )
        return Shared(subject.months, subject.categories, subject.only, low, high, within)

    def _added_up(self, subject: Subject, bounds: Bounds, told: dict[str, tuple[float, float]]) -> Shared:
        """All columns of a table together: of its rows is known what of their cells is."""
        sums = (np.bincount(self.line, each, self.lines.size).tolist() for each in (bounds.low, bounds.high))
        low, high = (
            {WHOLE: told[WHOLE][end], **dict(zip(self.lines.tolist(), each))} for end, each in zip((0, 1), sums)
        )
        return Shared(subject.months, subject.categories, subject.only, low, high, {})

    def _refuse_doubles(self) -> None:
        if self.areas is None:
            raise InvalidInput("A table of areas by categories needs a field that names the area. Choose that as well.")
        pairs = self.line.astype(np.int64) * max(self.names.size, 1) + self.group
        _, first, number = np.unique(pairs, return_index=True, return_counts=True)
        if (number > 1).any():
            raise InvalidInput(
                f"'{self.areas[first[number > 1][0]]}' has several rows of one category, as have others perhaps. Add "
                "such rows up first, or choose another field of the area or the category."
            )


def _alike(one: Hidden, other: Hidden) -> bool:
    pairs = zip((one.areas, one.zeros, one.totals), (other.areas, other.zeros, other.totals))
    return one.whole == other.whole and all(np.array_equal(*each) for each in pairs)


def _of_columns(subject: Subject, are_months: bool, names: Sequence[str]) -> Subject:
    its = frozenset(names)
    return replace(subject, months=its) if are_months else replace(subject, categories=its)
