"""The made-up city, from its seed to the files of its suppliers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Union

import numpy as np

from ..errors import InvalidInput
from ..progress import Progress, silent
from .boundaries import write_boundaries
from .clock import FIRST_MONTH, LAST_MONTH, TIME_ZONE
from .files import write_supplies
from .geography import CRS, Borough, Ward
from .ground import Ground, lay_ground
from .names import CITY
from .planned_hotspots import place_hotspots
from .streets import Streets
from .truth import Truth

_FEWEST = 100
_TRUTH_FILE = "truth.json"


@dataclass(frozen=True)
class City:
    """A city: its areas and streets in EPSG:27700, and what is planted in its files."""

    name: str
    seed: int
    boroughs: tuple[Borough, ...]
    wards: tuple[Ward, ...]
    streets: Streets
    truth: Truth


def make_city(seed: int = 2024) -> City:
    """The city of a seed (0 or more) with the places of its hotspots; nothing has happened in it yet."""
    return _found(seed)[0]


def write_city(
    folder: Union[str, Path], incidents: int = 200_000, seed: int = 2024, progress: Progress = silent
) -> City:
    """Write what the agencies of the city supply over two years.

    folder     made if missing; files of these names are replaced: police-recorded.csv, police-open.csv,
               ambulance.csv, emergency-departments.csv, fire.csv, boroughs.geojson, wards.geojson, truth.json
    incidents  usable incidents in the four record-level files together, 100 or more; police-open.csv publishes
               those of the police once more
    seed       equal seeds and numbers give equal files, byte for byte
    progress   called before each file

    Returns the city with the whole truth. Raises InvalidInput for fewer than 100 incidents, a negative seed and a
    folder that cannot be made.
    """
    if incidents < _FEWEST:
        raise InvalidInput(f"A city cannot have {incidents} incidents. Ask for {_FEWEST} or more.")
    city, ground = _found(seed)
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(f"Cannot make the folder {folder}: {error.strerror}. Choose another one.") from error
    # Stopped half-way, no older truth may stand beside newer files.
    (folder / _TRUTH_FILE).unlink(missing_ok=True)
    rng = np.random.default_rng([seed, incidents])
    truth = write_supplies(folder, rng, ground, city.truth.hotspots, incidents, progress)
    city = replace(city, truth=truth)
    write_boundaries(folder / "boroughs.geojson", city.boroughs)
    write_boundaries(folder / "wards.geojson", city.wards)
    (folder / _TRUTH_FILE).write_text(json.dumps(_document(city, incidents), indent=1) + "\n", encoding="utf-8")
    return city


def _found(seed: int) -> tuple[City, Ground]:
    if seed < 0:
        raise InvalidInput(f"The seed {seed} is negative. Give 0 or more.")
    rng = np.random.default_rng(seed)
    ground = lay_ground(rng)
    hotspots = place_hotspots(rng, ground.streets)
    geography = ground.geography
    return City(CITY, seed, geography.boroughs, geography.wards, ground.streets, Truth(hotspots)), ground


def _document(city: City, incidents: int) -> dict[str, Any]:
    """What truth.json says: the truth, and which city it is of."""
    about = {
        "city": city.name,
        "seed": city.seed,
        "incidents": incidents,
        "crs": CRS,
        "time_zone": TIME_ZONE,
        "first_month": FIRST_MONTH,
        "last_month": LAST_MONTH,
    }
    truth = asdict(city.truth)
    for written, file in zip(truth["files"], city.truth.files):
        written.update(refused=file.refused, rows=file.rows)
    return {**about, **truth}
