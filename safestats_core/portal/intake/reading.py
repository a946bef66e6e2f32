"""What arrived, a table at a time: read, harmonised, stamped, and in the columns of the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Union

import numpy as np
import pyarrow as pa

from ...formats.harmonise import Harmonised, harmonise
from ...formats.marks import FILE, marked, row_numbers
from ...formats.profile import Profile
from ...formats.supply import Skipped, Supply, open_supply
from ..boundaries.areas import AreasByType, stamp
from ..datasets import Dataset, dataset_of
from .staging import staged_columns
from .unpublished import Months, refused_months


@dataclass(frozen=True)
class Part:
    """Some rows of a file.

    first     the number, within the delivery, of the first of its rows; refused rows have numbers too
    rows      those that can be published, as `arrivals` holds them
    recalled  those whose supplier wants them gone, as `recalled` holds them
    refused   source, row and reason of the others
    numbers   of each row in its file, and `files` the file where it is not `name`
    takes_back  whether its supplier can say of rows that they are to go
    refused_months  of the refused rows
    """

    name: str
    months: Optional[tuple[str, ...]]
    dataset: Dataset
    first: int
    rows: pa.Table
    recalled: pa.Table
    refused: pa.Table
    read: int
    notes: dict[str, int]
    numbers: np.ndarray
    files: Optional[pa.Array]
    takes_back: bool
    refused_months: Months


@dataclass
class Datasets:
    """The datasets that rows go to: as they were declared, else as their profiles describe them."""

    known: dict[str, Dataset]
    used: dict[str, Dataset] = field(default_factory=dict)

    def of(self, profile: Profile) -> Dataset:
        """The dataset of rows that `profile` reads."""
        if profile.name not in self.used:
            self.used[profile.name] = self.known.get(profile.name) or dataset_of(profile)
        return self.used[profile.name]


def read_parts(
    path: Path, profile: Optional[Profile], datasets: Datasets, boundaries: AreasByType, key: bytes
) -> Iterator[Union[Skipped, Part]]:
    """Every row of a delivery, in order. Raises UnreadableSupply for a file that cannot be read as a whole."""
    first = 1
    for supply in open_supply(path, profile):
        if isinstance(supply, Skipped):
            yield supply
            continue
        for table in supply.tables:
            harmonised = harmonise(table, supply.profile, supply.name)
            yield _part(supply, table, harmonised, datasets.of(supply.profile), first, boundaries, key)
            first += table.num_rows


def _part(
    supply: Supply,
    table: pa.Table,
    harmonised: Harmonised,
    dataset: Dataset,
    first: int,
    boundaries: AreasByType,
    key: bytes,
) -> Part:
    incidents = stamp(harmonised.incidents, boundaries)
    recalled = {
        "ordinal": pa.array(harmonised.deleted_at + first),
        "dataset": pa.repeat(dataset.name, len(harmonised.deleted)),
        "incident_id": harmonised.deleted,
    }
    return Part(
        name=supply.name,
        months=supply.months,
        dataset=dataset,
        first=first,
        rows=staged_columns(incidents, dataset, harmonised.kept_at + first, key),
        recalled=pa.table(recalled),
        refused=harmonised.refused,
        read=harmonised.read,
        notes=harmonised.notes,
        numbers=row_numbers(table),
        files=marked(table, FILE) if FILE in table.column_names else None,
        takes_back=supply.profile.delete is not None,
        refused_months=refused_months(table, harmonised, supply.profile),
    )
