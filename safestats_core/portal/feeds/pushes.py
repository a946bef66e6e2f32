"""Which supplier sent which delivery. Only who sent it may read what became of it."""

from __future__ import annotations

import time
from typing import Optional

from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from ...errors import PortalRefused
from ..databases.database import writing
from ..intake.receipts import Receipt
from ..portal import Portal
from ..schema.tables import pushes
from .suppliers import Supplier


def note_push(portal: Portal, supplier: Supplier, dataset: str, receipt: Receipt) -> None:
    """Note that `supplier` sent the delivery that `receipt` is for.

    Raises PortalRefused (503) where the database stays busy: the rows are there, and sending again changes nothing.
    """
    if sent_delivery(portal, supplier, dataset, receipt.delivery) == receipt.number:
        return
    values = {"supplier": supplier.name, "dataset": dataset, "digest": receipt.delivery, "delivery": receipt.number}
    try:
        with writing(portal.engine) as connection:
            connection.execute(insert(pushes).values(**values, sent=int(time.time())))
    except OperationalError as error:
        raise PortalRefused(
            "The delivery is taken in, but the database is busy. Send it again for its receipt.", 503
        ) from error


def sent_delivery(portal: Portal, supplier: Supplier, dataset: str, digest: str) -> Optional[int]:
    """The portal's number of the delivery with that SHA-256, if `supplier` sent it to `dataset`."""
    mine = (pushes.c.supplier == supplier.name, pushes.c.dataset == dataset, pushes.c.digest == digest)
    wanted = select(pushes.c.delivery).where(*mine).order_by(pushes.c.id.desc()).limit(1)
    with portal.engine.connect() as connection:
        return connection.scalar(wanted)
