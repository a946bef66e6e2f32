"""Taking in a delivery that came by itself: by the profile kept with its dataset, with every failure in words."""

from __future__ import annotations

import json
from datetime import timezone
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DataError, OperationalError

from ...errors import PortalRefused, SafeStatsError, UnreadableSupply
from ...progress import Progress, silent
from .. import audit
from ..intake.ingest import ingest
from ..intake.receipts import NUMBERS, Receipt
from ..portal import Portal
from ..schema.tables import deliveries
from .feed_profiles import profile_of
from .unpacking import check_unpacked


def take_in(
    portal: Portal,
    dataset: str,
    path: Path,
    most_bytes: int,
    by: str,
    progress: Progress = silent,
    by_content: bool = False,
) -> Receipt:
    """Publish a file in `dataset`, all of it or nothing.

    by          who sent it, for the audit log
    by_content  as `ingest` has it

    Raises UnreadableSupply for a file that cannot be read, PortalRefused (413) for one that is too large or (503)
    while the database is busy, SafeStatsError where the disk or the audit log is full.
    """
    profile = profile_of(portal, dataset)
    try:
        check_unpacked(path, most_bytes)
        return ingest(portal, path, profile, progress, by=by, by_content=by_content)
    except UnreadableSupply:
        _audit_refused(portal, dataset, path, by)
        raise
    except DataError as error:
        _audit_refused(portal, dataset, path, by)
        raise UnreadableSupply(
            f"{path.name}: It holds characters that the database does not keep, such as the byte 0. Take them out."
        ) from error
    except OperationalError as error:
        raise PortalRefused("The portal's database is busy or has no room. Send it again later.", 503) from error
    except OSError as error:
        raise SafeStatsError(
            f"The delivery cannot be kept: {error.strerror}. See whether the disk has room."
        ) from error


def state_receipt(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON holds it, without the rows that were refused."""
    before = receipt.taken_in
    return {
        "delivery": receipt.delivery,
        "state": "taken in before" if before else "taken in",
        "taken_in": before.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if before else None,
        "numbers": receipt.numbers,
        "months": list(receipt.months),
        "notes": receipt.notes,
        "skipped": [{"file": each.name, "reason": each.reason} for each in receipt.skipped],
    }


def kept_receipt(portal: Portal, number: int) -> dict[str, Any]:
    """The receipt of the delivery of that number, as it was when the delivery was taken in."""
    wanted = select(deliveries.c.digest, deliveries.c.receipt).where(deliveries.c.id == number)
    with portal.engine.connect() as connection:
        digest, text = connection.execute(wanted).one()
    kept = json.loads(text)
    return {
        "delivery": digest,
        "state": "taken in",
        "taken_in": None,
        "numbers": {name: kept.get(name, 0) for name in NUMBERS},
        "months": kept["months"],
        "notes": kept["notes"],
        "skipped": [{"file": name, "reason": reason} for name, reason in kept["skipped"]],
    }


def _audit_refused(portal: Portal, dataset: str, path: Path, by: str) -> None:
    audit.record(portal, by, "collection", dataset, None, {"file": path.name, "state": "refused"}, 0)
