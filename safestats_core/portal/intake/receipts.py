"""What became of a delivery: given to the data manager, and kept."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import Connection, insert, select

from ...errors import InvalidInput
from ...formats.refusal import Refusal
from ...formats.supply import Skipped
from ..portal import Portal
from ..schema import tables

_NUMBERS = ("read", "added", "changed", "unchanged", "repeated", "removed", "refused")


@dataclass(frozen=True)
class Receipt:
    """The numbers add up: read == added + changed + unchanged + repeated + refused.

    repeated   rows whose key came again later in the same delivery; the last one stands
    removed    rows published before that a replaced month no longer holds
    refusals   each row that was not taken, with the reason
    notes      what was remarked about rows that were taken -> how many
    skipped    files of the delivery that do not hold incidents, with the reason
    months     months of the rows that were taken
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
    removed: int
    refused: int
    refusals: tuple[Refusal, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    months: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    delivery: str = ""
    taken_in: Optional[datetime] = None
    number: int = field(default=0, compare=False)

    @property
    def numbers(self) -> dict[str, int]:
        """The counts by name."""
        return {name: getattr(self, name) for name in _NUMBERS}


def keep_receipt(connection: Connection, receipt: Receipt, fingerprint: str, name: str) -> int:
    """Write a receipt and its refusals beside what it brought, in the same transaction. Returns its number."""
    kept = {
        **receipt.numbers,
        "notes": receipt.notes,
        "skipped": [[each.name, each.reason] for each in receipt.skipped],
        "months": receipt.months,
        "datasets": receipt.datasets,
    }
    values = {"fingerprint": fingerprint, "digest": receipt.delivery, "name": name, "receipt": json.dumps(kept)}
    entered = insert(tables.deliveries).values(**values, received=int(time.time()))
    delivery = connection.execute(entered.returning(tables.deliveries.c.id)).scalar_one()
    rows = [
        {"delivery": delivery, "source": refusal.source, "row": refusal.row, "reason": refusal.reason}
        for refusal in receipt.refusals
    ]
    if rows:
        connection.execute(insert(tables.refusals), rows)
    return int(delivery)


def earlier_receipt(portal: Portal, fingerprint: str) -> Optional[Receipt]:
    """What taking in the same delivery once more comes to, or None where it is new."""
    deliveries = tables.deliveries.c
    wanted = select(tables.deliveries).where(deliveries.fingerprint == fingerprint).order_by(deliveries.id.desc())
    with portal.engine.connect() as connection:
        row = connection.execute(wanted.limit(1)).first()
        if row is None:
            return None
        kept = json.loads(row.receipt)
        return Receipt(
            read=kept["read"],
            added=0,
            changed=0,
            unchanged=kept["read"] - kept["repeated"] - kept["refused"],
            repeated=kept["repeated"],
            removed=0,
            refused=kept["refused"],
            refusals=tuple(_refusals(connection, row.id)),
            notes=kept["notes"],
            skipped=tuple(Skipped(name, reason) for name, reason in kept["skipped"]),
            months=tuple(kept["months"]),
            datasets=tuple(kept.get("datasets", ())),
            delivery=row.digest,
            taken_in=datetime.fromtimestamp(row.received, timezone.utc),
            number=row.id,
        )


def list_refusals(portal: Portal, digest: Optional[str] = None) -> list[Refusal]:
    """Every row that a delivery had refused, in the order of its files.

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
        return list(_refusals(connection, delivery))


def _refusals(connection: Connection, delivery: int) -> Iterator[Refusal]:
    refusals = tables.refusals.c
    wanted = select(tables.refusals).where(refusals.delivery == delivery).order_by(refusals.id)
    for row in connection.execute(wanted):
        yield Refusal(row=row.row, reason=row.reason, source=row.source)
