"""Joining many terms by halves: an expression is then as wide as they are many, but not as deep.

SQLite gives up at a depth of 1,000, and would go a step deeper for each term of a chain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, false, or_

Term = TypeVar("Term")

_CHAIN = 50
"""Conditions that may stand in a chain."""


def by_halves(terms: Sequence[Term], join: Callable[[Term, Term], Term]) -> Term:
    """All of the terms, of which there is one or more, joined two by two."""
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    return join(by_halves(terms[:middle], join), by_halves(terms[middle:], join))


def any_of(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether one of the conditions holds, of which there may be thousands or none."""
    chains = [or_(false(), *conditions[first : first + _CHAIN]) for first in range(0, len(conditions), _CHAIN)]
    return by_halves(chains or [false()], _or)


def _or(left: ColumnElement[bool], right: ColumnElement[bool]) -> ColumnElement[bool]:
    # An operator of its own to SQLAlchemy, which would make one chain of what or_ joins.
    return left.bool_op("OR")(right)
