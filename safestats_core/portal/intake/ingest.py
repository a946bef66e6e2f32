"""Taking in what a supplier sends: quarantine, contract check, harmonise, stamp, and publish in one transaction."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass, field
from dataclasses import replace as with_values
from pathlib import Path
from typing import Optional

import pyarrow as pa
from sqlalchemy import Connection

from ...errors import InvalidInput
from ...formats.harmonise import harmonise
from ...formats.profile import Profile
from ...formats.refusal import Refusal
from ...formats.supply import Skipped, Supply, open_supply
from ...progress import Progress, silent
from ...query import Period
from .. import audit
from ..areas import areas_by_type, boundaries_digest, stamp
from ..database import writing_on
from ..datasets import Dataset, dataset_of, enter_dataset, list_datasets
from ..portal import Portal
from ..schema.tables import arrivals_by_id
from .barred import drop_barred, first_kept
from .publishing import Changes, SupplierMonth, publish
from .quarantine import Arrived, keep
from .receipts import Receipt, earlier_receipt, keep_receipt
from .row_places import RowPlaces
from .staging import stage, staging
from .supplied import note_supplied

MOST_REPLACED = 240
"""Months that one delivery can be the whole of: 20 years."""


@dataclass
class _Reading:
    """What was met while a delivery was read. `known` are the datasets that the portal had before."""

    known: dict[str, Dataset]
    read: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    months: set[str] = field(default_factory=set)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    came: set[SupplierMonth] = field(default_factory=set)
    replaced: set[SupplierMonth] = field(default_factory=set)
    places: RowPlaces = field(default_factory=RowPlaces)

    def dataset_of(self, profile: Profile) -> Dataset:
        """The dataset that rows of `profile` go to: as it was declared, else as the profile describes it."""
        if profile.name not in self.datasets:
            self.datasets[profile.name] = self.known.get(profile.name) or dataset_of(profile)
        return self.datasets[profile.name]


def ingest(
    portal: Portal,
    path: Path,
    profile: Optional[Profile] = None,
    progress: Progress = silent,
    again: bool = False,
    by: str = "operator",
    replace: Optional[Period] = None,
) -> Receipt:
    """Take in a file, or a folder of files, as one delivery: all of it is published, or nothing.

    profile   how to read it; None recognises each file by its header
    progress  told how many rows were read; may raise Cancelled, which leaves the portal as it was
    again     read a delivery even where the same was taken in before
    by        who does it, for the audit log
    replace   months that the delivery is the whole of, for each supplier in it: rows of theirs that were
              published and are not in it go. Some datasets are replaced so in any case: see Dataset.update

    A dataset that was not declared before is declared as its profile describes it; nobody sees it
    without a grant. Raises UnreadableSupply for a file that cannot be read as a whole, InvalidInput where it is
    to replace more than MOST_REPLACED months.
    """
    if replace is not None and len(replace.months()) > MOST_REPLACED:
        raise InvalidInput(f"{replace.first} to {replace.last} is longer than {MOST_REPLACED} months. Replace fewer.")
    path = Path(path)
    arrived = keep(portal, path)
    fingerprint = _fingerprint(portal, path, arrived, profile, replace)
    earlier = None if again else earlier_receipt(portal, fingerprint)
    if earlier is not None:
        return earlier
    with staging(portal.engine) as connection:
        with connection.begin():
            reading = _read(portal, connection, arrived, profile, progress)
        if replace is not None:
            suppliers = {(each.dataset, each.supplier) for each in reading.came}
            reading.replaced |= {
                SupplierMonth(name, month, who) for name, who in suppliers for month in replace.months()
            }
        progress(reading.read, reading.read, "publishing")
        with writing_on(connection):
            changes = _publish(connection, reading)
            receipt = _receipt(reading, changes, arrived)
            receipt = with_values(receipt, number=keep_receipt(connection, receipt, fingerprint, path.name))
            _audit(portal, receipt, path.name, by)
    return receipt


def _publish(connection: Connection, reading: _Reading) -> Changes:
    """Publish what was staged, but what may not be, and note which months of which supplier are there now."""
    for name in sorted(set(reading.datasets) - set(reading.known)):
        enter_dataset(connection, reading.datasets[name])
    now = time.time()
    floors = {name: first_kept(each, now) for name, each in reading.datasets.items()}
    barred = drop_barred(connection, reading.datasets.values(), now)
    reading.refusals += [reading.places.refusal(ordinal, reason) for ordinal, reason in sorted(barred.items())]
    came, whole = (
        {each for each in months if each.month >= (floors[each.dataset] or "")}
        for months in (reading.came, reading.replaced)
    )
    recount = note_supplied(connection, came, whole)
    return publish(connection, reading.replaced, int(now), recount)


def _read(
    portal: Portal, connection: Connection, arrived: Arrived, profile: Optional[Profile], progress: Progress
) -> _Reading:
    """Harmonise, stamp and stage every row of a delivery."""
    reading = _Reading({dataset.name: dataset for dataset in list_datasets(portal)})
    boundaries = areas_by_type(portal)
    for supply in open_supply(arrived.path, profile):
        if isinstance(supply, Skipped):
            reading.skipped.append(supply)
            continue
        for table in supply.tables:
            harmonised = harmonise(table, supply.profile, supply.name)
            incidents = stamp(harmonised.incidents, boundaries)
            stage(connection, incidents, reading.dataset_of(supply.profile), reading.places.staged + 1, portal.key)
            reading.places.add(table, harmonised, supply.name)
            _remember(reading, supply, incidents)
            reading.read += harmonised.read
            reading.refusals += harmonised.refusals
            for note, rows in harmonised.notes.items():
                reading.notes[note] = reading.notes.get(note, 0) + rows
            progress(reading.read, 0, supply.name)
    arrivals_by_id.create(connection)
    return reading


def _remember(reading: _Reading, supply: Supply, incidents: pa.Table) -> None:
    """Which months came, and of which of them this supply is the whole.

    Where a file says which months it is about, a stray row of another month replaces nothing.
    """
    dataset = reading.dataset_of(supply.profile)
    for pair in incidents.group_by(["supplier", "month"]).aggregate([]).to_pylist():
        reading.months.add(pair["month"])
        month = SupplierMonth(dataset.name, pair["month"], pair["supplier"])
        reading.came.add(month)
        if dataset.update == "replace-months" and (supply.months is None or pair["month"] in supply.months):
            reading.replaced.add(month)


def _receipt(reading: _Reading, changes: Changes, arrived: Arrived) -> Receipt:
    return Receipt(
        read=reading.read,
        refused=len(reading.refusals),
        refusals=tuple(reading.refusals),
        notes=reading.notes,
        skipped=tuple(reading.skipped),
        months=tuple(sorted(reading.months)),
        datasets=tuple(sorted(reading.datasets)),
        delivery=arrived.digest,
        **asdict(changes),
    )


def _audit(portal: Portal, receipt: Receipt, name: str, by: str) -> None:
    detail = {"file": name, "delivery": receipt.delivery, **receipt.numbers}
    concerned: list[Optional[str]] = [*receipt.datasets] or [None]
    for dataset in concerned:
        audit.record(portal, by, "collection", dataset, None, detail, receipt.read)


def _fingerprint(
    portal: Portal, path: Path, arrived: Arrived, profile: Optional[Profile], replace: Optional[Period]
) -> str:
    """What the outcome of an ingest depends on: what arrived, how it is read, what it replaces, the boundaries."""
    parts = [arrived.digest, path.name, repr(profile), boundaries_digest(portal)]
    if replace is not None:
        parts.append(repr(replace))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
