"""emergency-departments.csv: where and when patients say it happened; UTC, and places only as 100 m cells."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .clock import to_utc
from .flaws import Flaw, FlawColumns
from .ground import Ground
from .offences import EMERGENCY, OFFENCES
from .text_columns import blank_where, choose, draw_words, moments, numbers, references

FLAW_COLUMNS = FlawColumns(
    date="Happened At",
    impossible_date="2024-06-31T12:00:00Z",
    x="Cell Easting",
    y="Cell Northing",
    impossible_y="4350000",
    category="Reason",
)

CELL = 100.0
"""Size of the cells (metres) whose centres stand for the places in them."""

_CLOCK = "%Y-%m-%dT%H:%M:%SZ"
_PLACES = {"Street": 45, "Pub or club": 25, "Home": 18, "Transport": 6, "School or work": 6}
_MEANS = {"Body part": 62, "Blunt object": 14, "Sharp object": 9, "Other": 15}
_LOYALTY = 0.85
"""Share of patients who go to the nearest hospital; the others to any."""

_LONGEST_WAY_MINUTES = 360


def emergency_departments_table(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> pa.Table:
    """The rows of emergency-departments.csv, all columns text."""
    streets = ground.streets
    happened = to_utc(events["start"])
    arrived = happened + (60 * rng.integers(10, _LONGEST_WAY_MINUTES, len(events))).astype("m8[s]")
    street = choose(streets.names, streets.name[events["segment"]])
    where = pc.binary_join_element_wise(draw_words(rng, _PLACES, len(events)), street, ", ")
    is_assault = np.array([offence.category == "assault-injury" for offence in OFFENCES[EMERGENCY]])[events["offence"]]
    return pa.table(
        {
            "Attendance": references(EMERGENCY, len(events)),
            "Hospital": choose([hospital.name for hospital in ground.hospitals], _hospital(rng, ground, events)),
            "Happened At": moments(happened, _CLOCK),
            "Arrived At": moments(arrived, _CLOCK),
            "Reason": choose([offence.words for offence in OFFENCES[EMERGENCY]], events["offence"]),
            "Means": blank_where(~is_assault, draw_words(rng, _MEANS, len(events))),
            "Where": pc.if_else(pa.array(events["flaw"] == Flaw.BLANK_PLACE), "Not stated", where),
            "Cell Easting": numbers(_cell_centre(events["easting"])),
            "Cell Northing": numbers(_cell_centre(events["northing"])),
        }
    )


def _cell_centre(metres: np.ndarray) -> np.ndarray:
    return (np.floor(metres / CELL) + 0.5) * CELL


def _hospital(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> np.ndarray:
    away = [
        np.hypot(events["easting"] - hospital.place[0], events["northing"] - hospital.place[1])
        for hospital in ground.hospitals
    ]
    anywhere = rng.integers(0, len(ground.hospitals), len(events))
    return np.where(rng.random(len(events)) < _LOYALTY, np.argmin(away, axis=0), anywhere)
