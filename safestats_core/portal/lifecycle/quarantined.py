"""Forgetting deliveries: the files in quarantine that still hold what was erased, or is past its retention."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from typing import Any, Callable

from sqlalchemy import delete, select

from .. import audit
from ..databases.database import writing
from ..portal import Portal
from ..schema.tables import deliveries, refusals

_GONE = ".forgotten"


def forget_deliveries(portal: Portal, dataset: str, months: Iterable[str], by: str = "operator") -> tuple[str, ...]:
    """Destroy every delivery in quarantine that may hold rows of these months of a dataset.

    A delivery is destroyed as it came, with all that it holds of other rows; what was published stays, and so
    does its receipt, without the words about refused rows. Returns the SHA-256 of each.
    """
    wanted = set(months)

    def concerned(datasets: Sequence[str], held: Sequence[str]) -> bool:
        return bool(wanted.intersection(held)) and (not datasets or dataset in datasets)

    return _forget(portal, concerned, dataset, by)


def forget_expired(portal: Portal, first_kept: dict[str, str], by: str) -> tuple[str, ...]:
    """Destroy every delivery in quarantine of which no row may be kept. `first_kept` is by dataset."""

    def concerned(datasets: Sequence[str], held: Sequence[str]) -> bool:
        if not datasets or not held or not set(datasets) <= set(first_kept):
            return False
        return max(held) < min(first_kept[each] for each in datasets)

    return _forget(portal, concerned, None, by)


def _forget(portal: Portal, concerned: Callable[[Sequence[str], Sequence[str]], bool], dataset: Any, by: str) -> Any:
    _destroy(portal)
    with writing(portal.engine) as connection:
        rows = connection.execute(select(deliveries.c.id, deliveries.c.digest, deliveries.c.receipt)).all()
        receipts = [(row.id, row.digest, json.loads(row.receipt)) for row in rows]
        chosen = {digest for _, digest, kept in receipts if concerned(kept.get("datasets", ()), kept["months"])}
        digests = tuple(sorted(digest for digest in chosen if (portal.quarantine / digest).exists()))
        if not digests:
            return ()
        detail = {"change": "deliveries forgotten", "deliveries": digests}
        audit.record(portal, by, "erasure", dataset, None, detail, None)
        gone = [number for number, digest, _ in receipts if digest in digests]
        connection.execute(delete(refusals).where(refusals.c.delivery.in_(gone)))
    for digest in digests:
        # What bears a digest as its name is always whole, whenever this ends.
        (portal.quarantine / digest).rename(portal.quarantine / (digest + _GONE))
    _destroy(portal)
    return digests


def _destroy(portal: Portal) -> None:
    for each in portal.quarantine.glob("*" + _GONE):
        shutil.rmtree(each)
