"""police-open.csv: the same offences as the public sees them, by month and at anonymous map points."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..incidents import CATEGORIES
from .flaws import UNUSABLE, Flaw, FlawColumns, is_usable, scarce
from .ground import Ground
from .offences import OFFENCES, POLICE
from .police import OUTCOMES
from .text_columns import blank_where, choose, degrees, draw_words, moments

FLAW_COLUMNS = FlawColumns(
    date="Month",
    impossible_date="2024-13",
    x="Longitude",
    y="Latitude",
    impossible_y="153.75",
    category="Offence type",
)

_FORCE = "Doggerbank Police"
_ID_BYTES = 32


def publish(rng: np.random.Generator, recorded: np.ndarray) -> np.ndarray:
    """The usable events of police-recorded in random order within each month, and unusable rows of its own."""
    kept = recorded[is_usable(recorded)]
    few = scarce(len(kept))
    spoilt = rng.choice(kept[kept["flaw"] == Flaw.NONE], len(UNUSABLE) * few)
    spoilt["flaw"] = np.repeat(UNUSABLE, few)
    events = rng.permutation(np.concatenate([kept, spoilt]))
    return events[np.argsort(events["start"].astype("M8[M]"), kind="stable")]


def open_police_table(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> pa.Table:
    """The rows of police-open.csv, all columns text."""
    points, wards = ground.map_points, ground.geography.wards
    point = points.of_segment[events["segment"]]
    longitude, latitude = degrees(*points.place[point].T)
    is_blank = events["flaw"] == Flaw.BLANK_PLACE
    categories = [offence.category for offence in OFFENCES[POLICE]]
    is_nuisance = np.array([category == "antisocial-behaviour" for category in categories])[events["offence"]]
    near = pc.binary_join_element_wise("On or near", choose(ground.streets.names, points.street[point]), " ")
    force = choose([_FORCE], np.zeros(len(events), int))
    return pa.table(
        {
            "Crime ID": blank_where(is_nuisance, _crime_ids(rng, len(events))),
            "Month": moments(events["start"], "%Y-%m"),
            "Reported by": force,
            "Falls within": force,
            "Longitude": longitude,
            "Latitude": latitude,
            "Location": pc.if_else(pa.array(is_blank), "No Location", near),
            "Ward code": blank_where(is_blank, choose([ward.code for ward in wards], points.ward[point])),
            "Ward name": blank_where(is_blank, choose([ward.name for ward in wards], points.ward[point])),
            "Offence type": choose([CATEGORIES[category] for category in categories], events["offence"]),
            "Last outcome category": blank_where(is_nuisance, draw_words(rng, OUTCOMES, len(events))),
            "Context": pa.nulls(len(events), pa.string()),
        }
    )


def _crime_ids(rng: np.random.Generator, count: int) -> pa.Array:
    """Random ids of 64 hexadecimal digits."""
    digits = rng.bytes(_ID_BYTES * count).hex().encode()
    offsets = np.arange(count + 1, dtype=np.int32) * (2 * _ID_BYTES)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(digits))
