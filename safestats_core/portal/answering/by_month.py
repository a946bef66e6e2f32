"""What is summed from the cells month by month for a scope, and kept until the cells of a month are made anew.

Whenever a row of a month changes, its cells take numbers that no cell had before, so the highest of them is the
version of the month. What was kept is the same that would be summed now, whoever asks. Only months that changed are
summed again: how long that takes hardly tells when a row changed that the person does not see.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Optional, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Select, func, select

from ...access import Scope
from ..databases.reading import read
from ..portal import Portal
from ..schema.tables import counts

Summed = TypeVar("Summed")

SumUp = Callable[[Connection, Scope, Optional[Sequence[str]]], Mapping[str, Summed]]
"""Sums up, for a scope, the cells of some months; None: of all of them. Month -> what was found of it."""

_Months = Mapping[str, tuple[int, Any]]
"""Month -> its version, and what was summed of it."""

_MOST_KEPT = 512
_MOST_MONTHS = 500
"""In a question; some old SQLite takes no more than 999 values."""

_cell, _later, _last = (counts.alias(name) for name in ("first_cell", "later_cell", "last_cell"))


class _Memory:
    """What was summed last; of what nobody asks for again, nothing."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, _Months] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, key: Any) -> _Months:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key, {})

    def keep(self, key: Any, months: _Months) -> None:
        with self._lock:
            self._kept[key] = months
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)


_memories: WeakKeyDictionary[Engine, _Memory] = WeakKeyDictionary()
_memories_lock = threading.Lock()


def by_month(portal: Portal, scope: Scope, sum_up: SumUp[Summed]) -> dict[str, Summed]:
    """What `sum_up` finds of every month that it finds something of, in order."""
    with _memories_lock:
        memory = _memories.setdefault(portal.engine, _Memory())
    kept = memory.recall((sum_up, scope))
    months = read(portal, lambda connection: _brought_up_to_date(connection, scope, sum_up, kept))
    memory.keep((sum_up, scope), months)
    return {month: summed for month, (_, summed) in sorted(months.items()) if summed is not None}


def _brought_up_to_date(connection: Connection, scope: Scope, sum_up: SumUp[Any], kept: _Months) -> _Months:
    versions = connection.execute(_versions(scope.dataset)).all()
    stale = {month for month, version in versions if month not in kept or kept[month][0] != version}
    wanted = sorted(stale) if len(stale) <= _MOST_MONTHS else None
    fresh = sum_up(connection, scope, wanted) if stale else {}
    return {month: (version, fresh.get(month)) if month in stale else kept[month] for month, version in versions}


def _versions(dataset: str) -> Select[Any]:
    """Every month that has cells, and the highest number of one: each found by a step or two in the index."""
    first = select(func.min(_cell.c.month).label("month")).where(_cell.c.dataset == dataset)
    known = first.cte("months", recursive=True)
    later = select(func.min(_later.c.month)).where(_later.c.dataset == dataset, _later.c.month > known.c.month)
    known = known.union_all(select(later.scalar_subquery()).where(known.c.month.is_not(None)))
    last = select(func.max(_last.c.seq)).where(_last.c.dataset == dataset, _last.c.month == known.c.month)
    return select(known.c.month, last.scalar_subquery()).where(known.c.month.is_not(None))
