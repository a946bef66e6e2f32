"""Between which sequence numbers the rows of some months lie, so that a page need not pass over all those before.

PostgreSQL keeps years apart and passes over whole parts by itself; on SQLite it is looked up, month by month, in the
index on months.
"""

from __future__ import annotations

from typing import Any, Callable, Optional

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from ...access import Scope
from ..schema.tables import incidents
from .row_filter import RowFilter

_row, _later, _end = (incidents.alias(name) for name in ("first_row", "later_row", "end_row"))
"""Made once: to make them takes longer than to ask."""


def in_span(
    connection: Connection, scope: Scope, row_filter: RowFilter, after: Optional[int] = None
) -> Optional[ColumnElement[bool]]:
    """The rows of the record or point level among which those of the asked months are; None where all may be.

    after  the last row of the page before: the caller begins behind it, and SQLite takes one beginning only
    """
    first, last = _months(scope, row_filter)
    if connection.dialect.name != "sqlite" or row_filter.month is not None or first is last is None:
        return None
    lowest, highest = connection.execute(_ends(scope.dataset, first, last)).one()
    ended = incidents.c.seq <= (highest or 0)
    return and_(incidents.c.seq >= (lowest or 0), ended) if after is None else ended


def _months(scope: Scope, row_filter: RowFilter) -> tuple[Optional[str], Optional[str]]:
    """The first and the last month that any answer is of; None without end."""
    firsts = [clause.from_month for clause in scope.clauses]
    lasts = [clause.to_month for clause in scope.clauses]
    first = [row_filter.from_month, None if None in firsts else min(filter(None, firsts), default=None)]
    last = [row_filter.to_month, scope.last_month, None if None in lasts else max(filter(None, lasts), default=None)]
    return max(filter(None, first), default=None), min(filter(None, last), default=None)


def _ends(dataset: str, first: Optional[str], last: Optional[str]) -> Any:
    """Each month is found from the one before by one step in the index, and its ends by one step each."""
    begin = true() if first is None else _row.c.month >= first
    months = select(func.min(_row.c.month).label("month")).where(_row.c.dataset == dataset, begin)
    known = months.cte("months", recursive=True)
    stop = true() if last is None else _later.c.month <= last
    following = select(func.min(_later.c.month)).where(_later.c.dataset == dataset, stop)
    following = following.where(_later.c.month > known.c.month)
    known = known.union_all(select(following.scalar_subquery()).where(known.c.month.is_not(None)))

    def outermost(of: Callable[[Any], Any]) -> Any:
        its = select(of(_end.c.seq)).where(_end.c.dataset == dataset, _end.c.month == known.c.month)
        return of(its.scalar_subquery())

    within = true() if last is None else known.c.month <= last
    return select(outermost(func.min), outermost(func.max)).select_from(known).where(within)
