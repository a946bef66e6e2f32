"""What a portal tells Prometheus about itself beside its requests. Nobody is named; datasets are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from sqlalchemy import func, select

from ..portal import Portal
from ..schema.tables import deliveries, refusals
from .chain import last_number, written
from .datasets import dataset_states
from .metrics import Family, Number, Sample

_SERVED = ("consultation", "disclosure")
"""Audited operations whose rows have left the portal."""


def portal_families(portal: Portal) -> Iterator[Family]:
    """Numbers of this process since it started, and states that every process sees alike."""
    log = written(portal)
    entries = tuple(Sample(n, {"operation": kind}) for kind, n in sorted(log.entries.copy().items()))
    yield Family("safestats_audited_total", "counter", "Audit entries written by this process.", entries)
    rows = sum(log.rows[kind] for kind in _SERVED)
    yield _one("safestats_rows_served_total", "counter", "Rows that this process gave out.", rows)
    yield _one("safestats_audit_entries", "gauge", "Entries in the audit log.", last_number(portal))
    room = shutil.disk_usage(portal.folder).free
    yield _one("safestats_disk_free_bytes", "gauge", "Room on the disk of the portal's folder.", room)
    with portal.engine.connect() as connection:
        arrived = int(connection.scalar(select(func.count()).select_from(deliveries)) or 0)
        refused = int(connection.scalar(select(func.count()).select_from(refusals)) or 0)
    yield _one("safestats_deliveries", "gauge", "Deliveries taken in and still on record.", arrived)
    yield _one("safestats_refused_rows", "gauge", "Refused rows of those deliveries.", refused)
    states = [({"dataset": each.dataset.name}, each) for each in dataset_states(portal)]
    held = tuple(Sample(each.rows, label) for label, each in states)
    yield Family("safestats_dataset_rows", "gauge", "Published rows.", held)
    supplied = tuple(Sample(each.last_supply.timestamp(), label) for label, each in states if each.last_supply)
    words = "When something last arrived, seconds since 1970."
    yield Family("safestats_dataset_last_supply_seconds", "gauge", words, supplied)


def _one(name: str, kind: str, words: str, value: Number) -> Family:
    return Family(name, kind, words, (Sample(value),))
