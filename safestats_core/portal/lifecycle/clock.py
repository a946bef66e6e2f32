"""Whether the computer's clock can be believed: what is removed for its age, on a wrong day, does not come back."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import Connection, func, insert, select, update

from ...errors import SafeStatsError
from ..schema.tables import chores, deliveries

RETENTION = "retention"
"""The chore that is done every day."""

DAY = 86_400

LONGEST_PAUSE = 31 * DAY
"""Seconds after the last daily run from which a clock is doubted: it may be ahead, or the portal was off."""


def check_clock(connection: Connection, now: float) -> None:
    """Raises SafeStatsError where the clock cannot be believed: see `doubt`."""
    doubted = doubt(connection, now)
    if doubted is not None:
        raise SafeStatsError(doubted)


def doubt(connection: Connection, now: float) -> Optional[str]:
    """Why `now`, in seconds since 1970, is not believed, and what to do: it is far ahead of what the portal knows of
    time. None where it is believed.

    It knows when its daily chore was to run next, or before the first one when a delivery last came. The audit log
    knows more, but after a jump of the clock that is wrong, too.
    """
    known = connection.scalar(select(chores.c.next_run).where(chores.c.name == RETENTION))
    if known is None:
        known = connection.scalar(select(func.max(deliveries.c.received)))
    if known is None or now - known <= LONGEST_PAUSE:
        return None
    return (
        f"The clock says {_day(now)}, but this portal last did its daily work on {_day(known)}: nothing is removed "
        "or refused for its age until somebody confirms the clock. If it is right, run "
        "`safestats portal retention run DIR --clock-is-right`; else set it."
    )


def note_run(connection: Connection, now: int) -> None:
    """Retention was run at `now`: the next time is a day later."""
    later = update(chores).where(chores.c.name == RETENTION).values(next_run=now + DAY)
    if not connection.execute(later).rowcount:
        connection.execute(insert(chores).values(name=RETENTION, next_run=now + DAY))


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%d")
