"""Forgetting deliveries: the files in quarantine that still hold what was erased, or is past its retention."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import Row, bindparam, delete, select

from .. import audit
from ..databases.database import writing
from ..portal import Portal
from ..schema.tables import deliveries, refusals

_GONE = ".forgotten"


@dataclass(frozen=True)
class _Held:
    """What is known of the rows of a file from taking it in once.

    number        of that delivery
    received      the month in which it came
    datasets      of its rows; none where an older portal did not note them
    months        of the rows that were taken
    other_months  of the others, and None where there is one whose month nobody can tell
    """

    number: int
    received: str
    datasets: frozenset[str]
    months: frozenset[str]
    other_months: frozenset[Optional[str]]

    def may_hold(self, dataset: str, months: set[str]) -> bool:
        """Whether a row may be in it that was in one of these months of a dataset."""
        told = self.months | self.other_months
        is_unknown = None in told or not told
        return (not self.datasets or dataset in self.datasets) and (is_unknown or bool(months & told))

    def is_over(self, first_kept: dict[str, str]) -> bool:
        """Whether none of its rows may be kept. What had no row taken is as old as the day on which it came."""
        if not self.datasets or not self.datasets <= set(first_kept):
            return False
        return max(self.months, default=self.received) < min(first_kept[each] for each in self.datasets)


_Question = Callable[[Sequence[_Held]], bool]
"""Whether a file is to go, by all that is known of it: one content may have been taken in more than once."""


def forget_deliveries(portal: Portal, dataset: str, months: Iterable[str], by: str = "operator") -> tuple[str, ...]:
    """Destroy every delivery in quarantine that may hold rows of these months of a dataset.

    months  all that the rows were ever in; where there is none, nothing is destroyed

    A delivery is destroyed as it came, with all that it holds of other rows; what was published stays, and so
    does its receipt, without the words about refused rows. Returns the SHA-256 of each.
    """
    wanted = set(months)
    if not wanted:
        return ()
    return _forget(portal, lambda known: any(each.may_hold(dataset, wanted) for each in known), dataset, by)


def forget_expired(portal: Portal, first_kept: dict[str, str], by: str) -> tuple[str, ...]:
    """Destroy every delivery in quarantine of which no row may be kept. `first_kept` is by dataset."""
    return _forget(portal, lambda known: all(each.is_over(first_kept) for each in known), None, by)


def _forget(portal: Portal, is_to_go: _Question, dataset: Optional[str], by: str) -> tuple[str, ...]:
    _destroy(portal)
    with writing(portal.engine) as connection:
        files: dict[str, list[_Held]] = {}
        for row in connection.execute(select(deliveries)):
            files.setdefault(row.digest, []).append(_held(row))
        digests = tuple(
            digest for digest in sorted(files) if is_to_go(files[digest]) and (portal.quarantine / digest).exists()
        )
        if not digests:
            return ()
        detail = {"change": "deliveries forgotten", "deliveries": digests}
        audit.record(portal, by, "erasure", dataset, None, detail, None)
        gone = [{"gone": each.number} for digest in digests for each in files[digest]]
        connection.execute(delete(refusals).where(refusals.c.delivery == bindparam("gone")), gone)
    for digest in digests:
        # What bears a digest as its name is always whole, whenever this ends.
        (portal.quarantine / digest).rename(portal.quarantine / (digest + _GONE))
    _destroy(portal)
    return digests


def _held(row: Row) -> _Held:
    kept = json.loads(row.receipt)
    # An older portal did not note of which months the rows were that it did not take.
    others = kept.get("other_months", (None,) if kept["refused"] or kept.get("deleted") else ())
    return _Held(
        number=row.id,
        received=f"{datetime.fromtimestamp(row.received, timezone.utc):%Y-%m}",
        datasets=frozenset(kept.get("datasets", ())),
        months=frozenset(kept["months"]),
        other_months=frozenset(others),
    )


def _destroy(portal: Portal) -> None:
    for each in portal.quarantine.glob("*" + _GONE):
        shutil.rmtree(each)
