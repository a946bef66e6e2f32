"""The suppliers' files: each agency's incidents in its own columns, with its own blemishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from ..progress import Progress
from . import ambulance, emergency_departments, fire, open_police, police
from .chronicle import draw_chronicle
from .flaws import UNUSABLE, Flaw, FlawColumns, is_usable, repeats_among, send_again, spoil
from .ground import Ground
from .offences import AMBULANCE, EMERGENCY, FIRE, OPEN_POLICE, POLICE
from .planted_pairs import planted_pairs
from .truth import FileTruth, Hotspot, Truth


@dataclass(frozen=True)
class _Supplier:
    """How one file is made of events; `repeats` says whether rows have a reference, so that one can come twice."""

    table: Callable[[np.random.Generator, Ground, np.ndarray], pa.Table]
    flaw_columns: FlawColumns
    repeats: bool = True


_SUPPLIERS = {
    POLICE: _Supplier(police.police_table, police.FLAW_COLUMNS),
    OPEN_POLICE: _Supplier(open_police.open_police_table, open_police.FLAW_COLUMNS, repeats=False),
    AMBULANCE: _Supplier(ambulance.ambulance_table, ambulance.FLAW_COLUMNS),
    EMERGENCY: _Supplier(emergency_departments.emergency_departments_table, emergency_departments.FLAW_COLUMNS),
    FIRE: _Supplier(fire.fire_table, fire.FLAW_COLUMNS),
}


DATASETS = tuple(_SUPPLIERS)
"""Names of the datasets; the file of one is its name with .csv."""


def profile_path(dataset: str) -> Path:
    """The profile that reads the file of a dataset."""
    return Path(__file__).with_name("profiles") / f"{dataset}.toml"


def write_supplies(
    folder: Path,
    rng: np.random.Generator,
    ground: Ground,
    hotspots: tuple[Hotspot, ...],
    incidents: int,
    progress: Progress,
) -> Truth:
    """Write a CSV file for each dataset; returns what is planted in them."""
    progress(0, len(_SUPPLIERS), "Two years pass")
    chronicle = draw_chronicle(rng, ground, hotspots, incidents)
    events = {**chronicle.events, OPEN_POLICE: open_police.publish(rng, chronicle.events[POLICE])}
    files = []
    for done, (dataset, supplier) in enumerate(_SUPPLIERS.items()):
        truth = _file_truth(dataset, supplier, events[dataset]["flaw"])
        progress(done, len(_SUPPLIERS), f"Writing {truth.file}")
        table = spoil(supplier.table(rng, ground, events[dataset]), events[dataset]["flaw"], supplier.flaw_columns)
        table = send_again(rng, table, np.flatnonzero(is_usable(events[dataset])), truth.repeats)
        pa.csv.write_csv(table, folder / truth.file)
        files.append(truth)
    progress(len(_SUPPLIERS), len(_SUPPLIERS), "All files are written")
    shared_events, near_repeats = planted_pairs(chronicle)
    return Truth(chronicle.hotspots, near_repeats, shared_events, tuple(files))


def _file_truth(dataset: str, supplier: _Supplier, flaws: np.ndarray) -> FileTruth:
    count = {flaw: int(np.count_nonzero(flaws == flaw)) for flaw in Flaw}
    incidents = sum(count[flaw] for flaw in Flaw if flaw not in UNUSABLE)
    return FileTruth(
        dataset=dataset,
        file=f"{dataset}.csv",
        incidents=incidents,
        blank_places=count[Flaw.BLANK_PLACE],
        blank_categories=count[Flaw.BLANK_CATEGORY],
        repeats=repeats_among(incidents) if supplier.repeats else 0,
        bad_dates=count[Flaw.BAD_DATE],
        bad_places=count[Flaw.BAD_PLACE],
    )
