"""Erasing and withdrawing rows by their ids: at once, whole or not at all, with a reason in the audit log.

What is erased never comes back: a keyed digest of its id stays, and whatever arrives under that id is refused.
What is withdrawn may come again, for example once its supplier has put it right.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from ...errors import InvalidInput
from .. import audit
from ..databases.database import writing
from ..datasets import get_dataset
from ..intake.point_level import point_ids
from ..intake.publishing import hold_counter
from ..portal import Portal
from ..schema.tables import departures, erased, incidents
from .removal import empty_log, found_rows, remove

MOST_IDS = 100_000
"""At once: they are all removed in one transaction."""

_LONGEST_REASON = 500
_CHUNK = 500


@dataclass(frozen=True)
class Erasure:
    """What became of some ids.

    rows     how many rows were published under them, and are gone
    unknown  ids under which there was nothing
    months   the months that the rows were in; of what is erased also those from which it was removed or moved before
    """

    rows: int
    unknown: tuple[str, ...]
    months: tuple[str, ...]


def erase(
    portal: Portal, dataset: str, ids: Iterable[str], reason: str, by: str = "operator", source_ids: bool = False
) -> Erasure:
    """Erase the rows with these ids, for good.

    ids         incident ids, or with `source_ids` the suppliers' own references, each of which may name several rows
    reason      why, for the audit log; it must not say anything about the person

    An incident id that is not there is barred all the same, in case its row is still to come.
    Raises InvalidInput for an unknown dataset, no id, no reason, or references none of which is there.
    """
    return _take_out(portal, dataset, ids, reason, by, source_ids, for_good=True)


def withdraw(
    portal: Portal, dataset: str, ids: Iterable[str], reason: str, by: str = "operator", source_ids: bool = False
) -> Erasure:
    """Take out the rows with these ids until they are sent again. Parameters and errors as for `erase`."""
    return _take_out(portal, dataset, ids, reason, by, source_ids, for_good=False)


def _take_out(
    portal: Portal, dataset: str, ids: Iterable[str], reason: str, by: str, source_ids: bool, for_good: bool
) -> Erasure:
    wanted = _checked(ids, reason)
    get_dataset(portal, dataset)
    now = int(time.time())
    with writing(portal.engine) as connection:
        last = hold_counter(connection)
        named = incidents.c.source_id if source_ids else incidents.c.incident_id
        rows = [row for chunk in _chunks(wanted) for row in _rows(connection, dataset, named, chunk)]
        if not rows and (source_ids or not for_good):
            raise InvalidInput(f"{dataset} has none of these ids, for example '{wanted[0]}'. Look them up first.")
        known = {row.found for row in rows}
        unknown = tuple(each for each in wanted if each not in known)
        if for_good:
            barred = {row.point_id for row in rows}
            barred.update(() if source_ids else point_ids(list(unknown), dataset, portal.key))
            _bar(connection, dataset, barred, now)
        removed = remove(connection, rows, last, now)
        change = "rows erased" if for_good else "rows withdrawn"
        detail = {"change": change, "reason": reason, "unknown": len(unknown), "months": removed.months}
        audit.record(portal, by, "erasure" if for_good else "alteration", dataset, None, detail, removed.rows)
    empty_log(portal.engine)
    ids = [row.incident_id for row in rows] if source_ids else wanted
    left = _months_left(portal, dataset, ids) if for_good else set()
    return Erasure(removed.rows, unknown, tuple(sorted({*removed.months, *left})))


def _checked(ids: Iterable[str], reason: str) -> list[str]:
    wanted = list(dict.fromkeys(ids))
    if not wanted or not all(wanted):
        raise InvalidInput("There is no id to remove, or an empty one. Give one id or more.")
    if len(wanted) > MOST_IDS:
        raise InvalidInput(f"{len(wanted):,} ids are too many at once. Give {MOST_IDS:,} at most.")
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise InvalidInput(f"The reason is empty or too long. Say why in 1 to {_LONGEST_REASON} characters.")
    return wanted


def _rows(connection: Connection, dataset: str, named: Any, chunk: Sequence[str]) -> Sequence[Row[Any]]:
    wanted = found_rows().add_columns(named.label("found"))
    return connection.execute(wanted.where(incidents.c.dataset == dataset, named.in_(chunk))).all()


def _months_left(portal: Portal, dataset: str, ids: Sequence[str]) -> set[str]:
    """The months from which rows with these incident ids were removed or moved, at any time."""
    months = select(departures.c.month).where(departures.c.dataset == dataset).distinct()
    with portal.engine.connect() as connection:
        found = (connection.scalars(months.where(departures.c.incident_id.in_(chunk))) for chunk in _chunks(ids))
        return {month for some in found for month in some}


def _bar(connection: Connection, dataset: str, digests: set[str], now: int) -> None:
    for chunk in _chunks(sorted(digests)):
        already = select(erased.c.point_id).where(erased.c.dataset == dataset, erased.c.point_id.in_(chunk))
        fresh = set(chunk) - set(connection.scalars(already))
        if fresh:
            rows = [{"dataset": dataset, "point_id": each, "erased": now} for each in sorted(fresh)]
            connection.execute(insert(erased), rows)


def _chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    each = iter(ids)
    while chunk := list(islice(each, _CHUNK)):
        yield chunk
