"""Taking in what a supplier sends: quarantine, contract check, harmonise, stamp, and publish in one transaction."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from dataclasses import replace as with_values
from itertools import chain
from pathlib import Path
from typing import Optional, Union

from sqlalchemy import Connection

from ...errors import InvalidInput
from ...formats.profile import Profile
from ...formats.supply import Skipped
from ...progress import Progress, silent
from ...query import Period
from .. import audit
from ..boundaries.areas import areas_by_type, boundaries_digest
from ..databases.database import writing_on
from ..datasets import enter_dataset, list_datasets
from ..portal import Portal
from ..schema.tables import arrivals_by_id
from .barred import drop_barred, first_kept
from .bulk_insert import insert_table
from .publishing import Changes, SupplierMonth, publish
from .quarantine import Arrived, keep
from .read_ahead import read_ahead
from .reading import Datasets, Part, read_parts
from .recalled import NOT_THERE, recalled
from .receipts import MOST_SHOWN, NUMBERS, Receipt, earlier_receipt, keep_receipt
from .refused import first_refusals, keep_refusals, refusal_table, set_aside
from .row_places import RowPlaces
from .staging import stage, staging
from .straight import Straight, may_go_straight
from .supplied import note_supplied
from .unpublished import recalled_months

MOST_REPLACED = 240
"""Months that one delivery can be the whole of: 20 years."""


@dataclass
class _Reading:
    """What was met while a delivery was read."""

    datasets: Datasets
    read: int = 0
    refused: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    months: set[str] = field(default_factory=set)
    other_months: set[Optional[str]] = field(default_factory=set)
    came: set[SupplierMonth] = field(default_factory=set)
    replaced: set[SupplierMonth] = field(default_factory=set)
    places: RowPlaces = field(default_factory=RowPlaces)
    straight: Optional[Straight] = None
    now: float = field(default_factory=lambda: time.time())

    def note(self, remark: str, rows: int) -> None:
        """Count what is remarked about rows."""
        if rows:
            self.notes[remark] = self.notes.get(remark, 0) + rows


def ingest(
    portal: Portal,
    path: Path,
    profile: Optional[Profile] = None,
    progress: Progress = silent,
    again: bool = False,
    by: str = "operator",
    replace: Optional[Period] = None,
    by_content: bool = False,
) -> Receipt:
    """Take in a file, or a folder of files, as one delivery: all of it is published, or nothing.

    profile   how to read it; None recognises each file by its header
    progress  told how many rows were read; may raise Cancelled, which leaves the portal as it was
    again     read a delivery even where the same was taken in before
    by        who does it, for the audit log
    by_content  whether the same counts as taken in before even where other content of its name came since: for a sender
              who repeats what it had no answer to. Else that is taken for a change back
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
    earlier = None if again else earlier_receipt(portal, fingerprint, by_content)
    if earlier is not None:
        return earlier
    reading = _Reading(Datasets({dataset.name: dataset for dataset in list_datasets(portal)}))
    parts = read_parts(arrived.path, profile, reading.datasets, areas_by_type(portal), portal.key)
    with staging(portal.engine) as connection, closing(read_ahead(parts)) as ready:
        opening = list(_opening(ready))
        is_straight = _can_go_straight(connection, opening)
        if not is_straight:
            with connection.begin():
                _read(connection, reading, chain(opening, ready), progress)
            progress(reading.read, reading.read, "publishing")
        with writing_on(connection):
            if is_straight:
                reading.straight = Straight(connection, reading.now)
                _read(connection, reading, chain(opening, ready), progress)
                progress(reading.read, reading.read, "publishing")
            _note_replaced(reading, replace)
            changes = _publish(connection, reading)
            receipt = _receipt(connection, reading, changes, arrived)
            receipt = with_values(receipt, number=keep_receipt(connection, receipt, fingerprint, path.name))
            keep_refusals(connection, receipt.number)
            _audit(portal, receipt, path.name, by)
    return receipt


def _opening(ready: Iterator[Union[Skipped, Part]]) -> Iterator[Union[Skipped, Part]]:
    """All up to the first rows."""
    for part in ready:
        yield part
        if isinstance(part, Part):
            return


def _can_go_straight(connection: Connection, opening: Sequence[Union[Skipped, Part]]) -> bool:
    """Whether it is worth it to publish the rows as they are read: judged by the first of them."""
    if not opening or isinstance(opening[-1], Skipped):
        return False
    with connection.begin():
        return may_go_straight(connection, opening[-1].dataset, opening[-1].takes_back)


def _note_replaced(reading: _Reading, replace: Optional[Period]) -> None:
    """Of every supplier in the delivery, the months that it is the whole of by the operator's word."""
    suppliers = {(each.dataset, each.supplier) for each in reading.came}
    months = replace.months() if replace else []
    reading.replaced |= {SupplierMonth(name, month, who) for name, who in suppliers for month in months}


def _publish(connection: Connection, reading: _Reading) -> Changes:
    """Publish what was staged, but what may not be, and note which months of which supplier are there now."""
    straight = reading.straight.finish() if reading.straight else None
    datasets = reading.datasets
    for name in sorted(set(datasets.used) - set(datasets.known)):
        enter_dataset(connection, datasets.used[name])
    floors = {name: first_kept(each, reading.now) for name, each in datasets.used.items()}
    for barred in drop_barred(connection, datasets.used.values(), reading.now):
        refusals = [reading.places.refusal(ordinal, reason) for ordinal, reason in barred]
        reading.refused = set_aside(connection, refusal_table(refusals), reading.refused)
    reading.other_months |= recalled_months(connection)
    came, whole = (
        {each for each in months if each.month >= (floors[each.dataset] or "")}
        for months in (reading.came, reading.replaced)
    )
    recount = note_supplied(connection, came, whole)
    changes = publish(connection, reading.replaced, int(time.time()), recount, straight)
    reading.note(NOT_THERE, changes.not_there)
    return changes


def _read(connection: Connection, reading: _Reading, parts: Iterable[Union[Skipped, Part]], progress: Progress) -> None:
    """Bring every row into the database. A thread harmonises and stamps the next part while one is brought in."""
    for part in parts:
        if isinstance(part, Skipped):
            reading.skipped.append(part)
            continue
        _bring(connection, reading, part)
        insert_table(connection, recalled, part.recalled)
        reading.refused = set_aside(connection, part.refused, reading.refused)
        _remember(reading, part)
        progress(reading.read, 0, part.name)
    arrivals_by_id.create(connection)


def _bring(connection: Connection, reading: _Reading, part: Part) -> None:
    rows = part.rows
    if reading.straight is not None:
        rows = reading.straight.take(rows, part.dataset, part.takes_back)
    stage(connection, rows)


def _remember(reading: _Reading, part: Part) -> None:
    """Which rows and months came, and of which months this file is the whole.

    Where a file says which months it is about, a stray row of another month replaces nothing.
    """
    reading.places.add(part)
    reading.read += part.read
    reading.other_months |= part.refused_months
    for remark, rows in part.notes.items():
        reading.note(remark, rows)
    for pair in part.rows.group_by(["supplier", "month"]).aggregate([]).to_pylist():
        reading.months.add(pair["month"])
        month = SupplierMonth(part.dataset.name, pair["month"], pair["supplier"])
        reading.came.add(month)
        if part.dataset.update == "replace-months" and (part.months is None or pair["month"] in part.months):
            reading.replaced.add(month)


def _receipt(connection: Connection, reading: _Reading, changes: Changes, arrived: Arrived) -> Receipt:
    return Receipt(
        read=reading.read,
        refused=reading.refused,
        refusals=first_refusals(connection, MOST_SHOWN),
        notes=reading.notes,
        skipped=tuple(reading.skipped),
        months=tuple(sorted(reading.months)),
        other_months=tuple(sorted(reading.other_months, key=lambda month: month or "")),
        datasets=tuple(sorted(reading.datasets.used)),
        delivery=arrived.digest,
        **{name: getattr(changes, name) for name in NUMBERS if name not in ("read", "refused")},
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
