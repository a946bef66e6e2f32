"""What the agencies of the demonstration city know, ready to be matched: for tests and for the reliability curve."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from safestats_core.demo_city.city import City
from safestats_core.demo_city.files import profile_path
from safestats_core.formats.harmonise import harmonise
from safestats_core.formats.profile_file import load_profile
from safestats_core.formats.supply import open_supply
from safestats_core.hotspots.agencies.matching.matching import Matching, match_records
from safestats_core.hotspots.agencies.matching.precision import precisions
from safestats_core.hotspots.agencies.matching.records import Records, records
from safestats_core.projection import to_projected

AGENCIES = POLICE, AMBULANCE, EMERGENCY = "police-recorded", "ambulance", "emergency-departments"
PAIRS = [(POLICE, AMBULANCE), (POLICE, EMERGENCY), (AMBULANCE, EMERGENCY)]

Known = dict[str, tuple[Records, np.ndarray]]
"""Records and their references, by agency."""


def read_agency(folder: Path, dataset: str) -> tuple[Records, np.ndarray]:
    """The incidents of a file that have a place, each once, and their references."""
    (supply,) = open_supply(folder / f"{dataset}.csv", load_profile(profile_path(dataset)))
    table = pa.concat_tables(harmonise(part, supply.profile, supply.name).incidents for part in supply.tables)
    _, first = np.unique(table["incident_id"].to_numpy(), return_index=True)
    table = table.take(pa.array(first))
    precision = precisions(table["location_precision"].to_pylist(), 50.0)
    table, precision = table.filter(pa.array(np.isfinite(precision))), precision[np.isfinite(precision)]
    x, y = to_projected(table["longitude"].to_numpy(), table["latitude"].to_numpy(), "EPSG:27700")
    start, end = (table[name].cast("int64").to_numpy().astype("datetime64[s]") for name in ("start", "end"))
    made = records(x, y, start, end, precision, table["category"].to_pylist())
    return made, np.array(table["source_id"].to_pylist(), dtype=object)


def matched(city: City, known: Known, first: str, second: str) -> tuple[Matching, np.ndarray, int]:
    """The matching of two agencies, which of its pairs are one event, and how many such events are planted."""
    (a, ids), (b, others) = known[first], known[second]
    matching = match_records(a, b)
    truth = {
        (pair.first_id, pair.second_id)
        for pair in city.truth.shared_events.pairs
        if (pair.first_dataset, pair.second_dataset) == (first, second)
    }
    pairs = zip(ids[matching.pairs.first], others[matching.pairs.second])
    return matching, np.array([pair in truth for pair in pairs]), len(truth)
