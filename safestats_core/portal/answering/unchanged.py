"""Whether an answer that broke off may go on: only where its first part would be the same now."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table, and_, false, or_, select

from ...access import Scope
from ..databases.reading import read
from ..portal import Portal
from ..schema.tables import departures, incidents
from .narrowing import in_months, in_scope
from .row_filter import RowFilter


def is_unchanged(portal: Portal, scope: Scope, row_filter: RowFilter, since: int) -> bool:
    """Whether nothing that the scope shows in the asked months is new, different or gone after a sequence number.

    At the record and point level alone, whose rows are numbered anew when they change. By what else the answer is
    narrowed is not looked at: a row may have left it without a trace.
    """

    def ask(connection: Connection) -> bool:
        new = select(incidents.c.seq).where(_after(scope, row_filter, incidents, since), incidents.c.removed == false())
        gone = select(departures.c.seq).where(_after(scope, row_filter, departures, since))
        return not connection.scalar(select(or_(new.exists(), gone.exists())))

    return read(portal, ask)


def _after(scope: Scope, row_filter: RowFilter, table: Table, since: int) -> ColumnElement[bool]:
    return and_(table.c.seq > since, in_scope(scope, table), in_months(row_filter, table))
