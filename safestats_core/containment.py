"""The proof that one scope shows nothing beyond another one: asked before a delegate may hand a right on.

It is worked out from the rules alone, without looking at a row, so that it holds of rows that are yet to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Optional

from .access import Clause, Scope
from .levels import Level

_Row = tuple[frozenset[str], str, Optional[str]]
"""What a clause looks at of a row: its areas, its month, its category (None: one that no clause names)."""

_FIRST_MONTH, _LAST_MONTH = "0000-01", "9999-12"


def contains(wider: Scope, narrower: Scope, lies_in: Optional[Mapping[str, frozenset[str]]] = None) -> bool:
    """Whether `narrower` shows no row, no field and no number that `wider` does not show, of any table whatever.

    lies_in  code of an area -> codes of areas that every row in it lies in as well; None: nothing is known of it

    A number is no more than another one where it passes all profiles that the other one passes.
    """
    if (wider.dataset, wider.level) != (narrower.dataset, narrower.level):
        return False
    shows_rows = False
    for clause in narrower.clauses:
        for areas, month, category in _least_rows(clause, wider, lies_in or {}):
            shows_rows = True
            covering = (each.fields for each in wider.clauses if each.covers(areas, month, category))
            if not clause.fields <= frozenset().union(*covering):
                return False
    return not shows_rows or narrower.level != Level.COUNTS or wider.disclosure <= narrower.disclosure


def _least_rows(clause: Clause, wider: Scope, lies_in: Mapping[str, frozenset[str]]) -> Iterator[_Row]:
    """Rows of the clause such that `wider` covers all of its rows if it covers these.

    A row in more areas is covered by more clauses, so the fewest will do: a row has two, its borough and its ward.
    Between the ends of clauses one month is like the other.
    """
    months = _months_to_look_at(clause, wider)
    named = frozenset().union(*(each.categories or frozenset() for each in wider.clauses))
    categories = [None, *sorted(named)] if clause.categories is None else sorted(clause.categories)
    places = {code for codes in clause.area_sets for code in codes}
    fewest = range(3) if len(clause.area_sets) > 1 else range(1 + len(clause.area_sets))
    for number in fewest:
        for codes in map(frozenset, product(sorted(places), repeat=number)):
            if all(codes & each for each in clause.area_sets):
                areas = codes.union(*(lies_in.get(code, frozenset()) for code in codes))
                yield from ((areas, month, category) for month in months for category in categories)


def _months_to_look_at(clause: Clause, wider: Scope) -> list[str]:
    """The clause's first month, and those in it at which a clause of `wider` begins, or has just ended."""
    first, last = clause.from_month or _FIRST_MONTH, clause.to_month or _LAST_MONTH
    if first > last:
        return []
    ends = {each.from_month or _FIRST_MONTH for each in wider.clauses}
    ends |= {_month_after(end) for end in (each.to_month for each in wider.clauses) if end not in (None, _LAST_MONTH)}
    return [first, *sorted(end for end in ends if first < end <= last)]


def _month_after(month: str) -> str:
    number = int(month[:4]) * 12 + int(month[5:])
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
