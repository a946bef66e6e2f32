"""What became of a delivery: given to the data manager, and kept."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import Connection, insert, select

from ...errors import InvalidInput
from ...formats.refusal import Refusal
from ...formats.supply import Skipped
from ..portal import Portal
from ..schema import tables

NUMBERS = ("read", "added", "changed", "unchanged", "repeated", "deleted", "removed", "refused")
"""The counts of a receipt, in the order in which they are told."""

MOST_SHOWN = 100
"""Refusals that a receipt holds by itself; the database keeps all."""


@dataclass(frozen=True)
class Receipt:
    """The numbers add up: read == added + changed + unchanged + repeated + deleted + refused.

    repeated   rows whose key came again later in the same delivery; the last one stands
    deleted    rows that say of one sent before that it is to go
    removed    rows published before that are gone: deleted, or no longer in a month that is replaced
    refusals   the first rows that were not taken, with the reason: MOST_SHOWN; `refusals_of` gives all
    notes      what was remarked about rows that were taken -> how many
    skipped    files of the delivery that do not hold incidents, with the reason
    months     months of the rows that were taken
    other_months  months of those that were refused or say that one is to go; None among them: of a row nobody can tell
    datasets   what its rows belong to
    delivery   SHA-256 of what arrived, its name in quarantine
    taken_in   when the same delivery had been taken in before, so that nothing was changed now; None for a new one
    number     the portal's own number of the delivery, which tells equal content for two datasets apart
    """

    read: int
    added: int
    changed: int
    unchanged: int
    repeated: int
    deleted: int
    removed: int
    refused: int
    refusals: tuple[Refusal, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    months: tuple[str, ...] = ()
    other_months: tuple[Optional[str], ...] = ()
    datasets: tuple[str, ...] = ()
    delivery: str = ""
    taken_in: Optional[datetime] = None
    number: int = field(default=0, compare=False)

    @property
    def numbers(self) -> dict[str, int]:
        """The counts by name."""
        return {name: getattr(self, name) for name in NUMBERS}


def keep_receipt(connection: Connection, receipt: Receipt, fingerprint: str, name: str) -> int:
    """Write a receipt, without its refusals, beside what it brought, in the same transaction. Returns its number."""
    kept = {
        **receipt.numbers,
        "notes": receipt.notes,
        "skipped": [[each.name, each.reason] for each in receipt.skipped],
        "months": receipt.months,
        "other_months": receipt.other_months,
        "datasets": receipt.datasets,
        "kept_for": _kept_for(connection, receipt.datasets),
    }
    values = {"fingerprint": fingerprint, "digest": receipt.delivery, "name": name, "receipt": json.dumps(kept)}
    entered = insert(tables.deliveries).values(**values, received=int(time.time()))
    return int(connection.execute(entered.returning(tables.deliveries.c.id)).scalar_one())


def earlier_receipt(portal: Portal, fingerprint: str, by_content: bool) -> Optional[Receipt]:
    """What taking in the same delivery once more comes to.

    None where it is new, where rows are kept for another time than then, and, but for `by_content`, where another one
    of its name came since.
    """
    deliveries = tables.deliveries.c
    wanted = select(tables.deliveries).where(deliveries.fingerprint == fingerprint).order_by(deliveries.id.desc())
    with portal.engine.connect() as connection:
        row = connection.execute(wanted.limit(1)).first()
        if row is None:
            return None
        later = select(deliveries.id).where(deliveries.id > row.id, deliveries.name == row.name)
        kept = json.loads(row.receipt)
        datasets = kept.get("datasets", ())
        is_as_then = kept.get("kept_for") in (None, _kept_for(connection, datasets))
        is_newest = by_content or connection.execute(later.limit(1)).first() is None
        if not (is_as_then and is_newest):
            return None
        deleted = kept.get("deleted", 0)
        return Receipt(
            read=kept["read"],
            added=0,
            changed=0,
            unchanged=kept["read"] - kept["repeated"] - deleted - kept["refused"],
            repeated=kept["repeated"],
            deleted=deleted,
            removed=0,
            refused=kept["refused"],
            refusals=tuple(_refusals(connection, row.id, MOST_SHOWN)),
            notes=kept["notes"],
            skipped=tuple(Skipped(name, reason) for name, reason in kept["skipped"]),
            months=tuple(kept["months"]),
            other_months=tuple(kept.get("other_months", ())),
            datasets=tuple(datasets),
            delivery=row.digest,
            taken_in=datetime.fromtimestamp(row.received, timezone.utc),
            number=row.id,
        )


def list_refusals(portal: Portal, digest: Optional[str] = None) -> Iterator[Refusal]:
    """Every row that a delivery had refused, in the order of its files, a thousand in memory at most.

    digest  the SHA-256 of the delivery, as its receipt states it; None means the last one

    Raises InvalidInput where there is no such delivery.
    """
    deliveries = tables.deliveries.c
    wanted = select(deliveries.id).order_by(deliveries.id.desc()).limit(1)
    if digest is not None:
        wanted = wanted.where(deliveries.digest == digest)
    with portal.engine.connect() as connection:
        delivery = connection.scalar(wanted)
    if delivery is None:
        raise InvalidInput(f"No delivery {digest or ''} was taken in. Its SHA-256 stands on its receipt.")
    return refusals_of(portal, delivery)


def refusals_of(portal: Portal, delivery: int) -> Iterator[Refusal]:
    """The rows that the delivery of that number had refused, a thousand in memory at most."""
    with portal.engine.connect() as connection:
        yield from _refusals(connection.execution_options(yield_per=1000), delivery)


def _refusals(connection: Connection, delivery: int, most: Optional[int] = None) -> Iterator[Refusal]:
    refusals = tables.refusals.c
    wanted = select(tables.refusals).where(refusals.delivery == delivery).order_by(refusals.id).limit(most)
    for row in connection.execute(wanted):
        yield Refusal(row=row.row, reason=row.reason, source=row.source)


def _kept_for(connection: Connection, names: Iterable[str]) -> dict[str, Optional[int]]:
    """For how many months rows of these datasets are kept."""
    datasets = tables.datasets.c
    wanted = select(datasets.name, datasets.retention_months).where(datasets.name.in_(list(names)))
    return {name: months for name, months in connection.execute(wanted)}
