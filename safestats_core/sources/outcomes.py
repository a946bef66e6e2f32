"""What came of crimes, joined to the crimes: data.police.uk publishes both, with one reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..formats.harmonise import harmonise
from ..formats.profile_file import load_profile
from ..formats.supply import Skipped, open_supply

_PROFILE = "policeuk-outcomes"


@dataclass(frozen=True)
class Outcomes:
    """The supplier's reference of a crime -> the last decision on it, and the files that told."""

    latest: Mapping[str, str]
    files: frozenset[str]


def latest_outcomes(path: Path) -> Outcomes:
    """The last decisions, of all files of outcomes in a folder or zip.

    Of several decisions in one month the one that stands last in its file is taken.
    """
    latest: dict[str, tuple[str, str]] = {}
    files: set[str] = set()
    profile = load_profile(_PROFILE)
    for supply in open_supply(path, profile):
        if isinstance(supply, Skipped):
            continue
        files.add(supply.name)
        for table in supply.tables:
            found = harmonise(table, profile, supply.name).incidents
            for reference, month, outcome in zip(*(found[name].to_pylist() for name in _COLUMNS)):
                if reference and outcome and latest.get(reference, ("",))[0] <= month:
                    latest[reference] = (month, outcome)
    return Outcomes({reference: outcome for reference, (_, outcome) in latest.items()}, frozenset(files))


def with_outcomes(incidents: pa.Table, outcomes: Outcomes) -> tuple[pa.Table, int]:
    """Incidents with what came of them, and of how many that was found. Rows without a reference stay as they are."""
    found = pa.array([outcomes.latest.get(each) for each in incidents["source_id"].to_pylist()], pa.string())
    place = incidents.schema.get_field_index("outcome")
    updated = pc.coalesce(found, incidents["outcome"])
    return incidents.set_column(place, incidents.schema.field(place), updated), int(
        np.sum(found.is_valid().to_numpy(False))
    )


_COLUMNS = ("source_id", "month", "outcome")
