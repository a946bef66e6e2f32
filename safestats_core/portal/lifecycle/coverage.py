"""What the operator says of a supplier's months, and what of the coverage each person is told."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Optional

from sqlalchemy import and_, delete, insert, select, update

from ...access import Clause, Scope
from ...errors import InvalidInput
from ...incidents import COVERAGE_STATES
from ...query import Period
from .. import audit
from ..answering.month_summaries import suppliers_in
from ..databases.database import writing
from ..datasets import get_dataset
from ..intake.publishing import hold_counter, settle
from ..intake.supplied import Supplied, gaps, supplied
from ..portal import Portal
from ..schema import tables

AUTOMATIC = "automatic"
"""Instead of a state: the operator's word is taken back, and what arrived counts again."""

MOST_MONTHS = 240


def state_coverage(
    portal: Portal,
    dataset: str,
    supplier: str,
    period: Period,
    state: str,
    note: Optional[str] = None,
    by: str = "operator",
) -> None:
    """Say what is there of a supplier's months. It wins over what arrived; the cells are counted again.

    state  a key of COVERAGE_STATES, or AUTOMATIC

    Raises InvalidInput for an unknown dataset or state, a nameless supplier, or more than MOST_MONTHS months.
    """
    _check(portal, dataset, supplier, period, state)
    with writing(portal.engine) as connection:
        last = hold_counter(connection)
        before = gaps(connection, dataset)
        row, now = tables.coverage.c, int(time.time())
        said = {"stated": state, "note": note, "stated_by": by, "stated_at": now}
        values = dict.fromkeys(said) if state == AUTOMATIC else said
        theirs = and_(row.dataset == dataset, row.supplier == supplier, row.month.in_(period.months()))
        known = set(connection.scalars(select(row.month).where(theirs)))
        connection.execute(update(tables.coverage).where(theirs).values(**values))
        fresh = [month for month in period.months() if month not in known]
        if fresh and state != AUTOMATIC:
            rows = [{"dataset": dataset, "supplier": supplier, "month": month, **values} for month in fresh]
            connection.execute(insert(tables.coverage), rows)
        connection.execute(delete(tables.coverage).where(row.is_whole.is_(None), row.stated.is_(None)))
        changed = {(dataset, month) for _, month in before ^ gaps(connection, dataset)}
        settle(connection, changed, last, now)
        detail = {"change": "coverage stated", "supplier": supplier, "months": [period.first, period.last]}
        audit.record(portal, by, "alteration", dataset, None, {**detail, "state": state, "note": note}, None)


def list_coverage(portal: Portal, dataset: str) -> list[Supplied]:
    """What is known of every supplier and month of a dataset. Raises InvalidInput for an unknown dataset."""
    get_dataset(portal, dataset)
    with portal.engine.connect() as connection:
        return supplied(connection, dataset)


def coverage_in(portal: Portal, scope: Scope) -> list[Supplied]:
    """The part of it that a person may know: of suppliers with rows in her scope, the months that she may see.

    Whether a supplier has rows there is asked of the months that she may see, and of what is missing in them.
    Where her grant is not narrowed to areas or categories, every supplier is hers.
    """
    with portal.engine.connect() as connection:
        everything = supplied(connection, scope.dataset)
    visible: set[tuple[str, str]] = set()
    for clause in scope.clauses:
        is_everywhere = not clause.area_sets and clause.categories is None
        theirs = frozenset() if is_everywhere else suppliers_in(portal, replace(scope, clauses=(clause,)))
        visible |= {
            (each.supplier, each.month)
            for each in everything
            if (is_everywhere or each.supplier in theirs) and _is_in_window(clause, each.month)
        }
    return [each for each in everything if (each.supplier, each.month) in visible]


def _is_in_window(clause: Clause, month: str) -> bool:
    return (clause.from_month or "") <= month and (clause.to_month is None or month <= clause.to_month)


def _check(portal: Portal, dataset: str, supplier: str, period: Period, state: str) -> None:
    get_dataset(portal, dataset)
    if state not in (*COVERAGE_STATES, AUTOMATIC):
        raise InvalidInput(f"'{state}' is not a state. Choose from: {', '.join((*COVERAGE_STATES, AUTOMATIC))}.")
    if not supplier.strip():
        raise InvalidInput("The supplier has no name. Write it as its files do.")
    if len(period.months()) > MOST_MONTHS:
        raise InvalidInput(f"{period.first} to {period.last} is longer than {MOST_MONTHS} months. Give a shorter time.")
