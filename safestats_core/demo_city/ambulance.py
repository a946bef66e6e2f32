"""ambulance.csv: emergency calls by the control room's clock, eastings and northings to the metre."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .flaws import FlawColumns
from .ground import Ground
from .offences import AMBULANCE, OFFENCES
from .text_columns import choose, draw_words, moments, numbers, references

FLAW_COLUMNS = FlawColumns(
    date="Call Connected",
    impossible_date="31/04/2024 12:00",
    x="Easting",
    y="Northing",
    impossible_y="4350000",
    category="Nature of Call",
)

_RESPONSES = {"Category 1": 12, "Category 2": 55, "Category 3": 28, "Category 4": 5}


def ambulance_table(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> pa.Table:
    """The rows of ambulance.csv, all columns text."""
    streets = ground.streets
    return pa.table(
        {
            "Incident Number": references(AMBULANCE, len(events)),
            "Call Connected": moments(events["start"], "%d/%m/%Y %H:%M"),
            "Nature of Call": choose([offence.words for offence in OFFENCES[AMBULANCE]], events["offence"]),
            "Response": draw_words(rng, _RESPONSES, len(events)),
            "Easting": numbers(events["easting"]),
            "Northing": numbers(events["northing"]),
            "Street": choose(streets.names, streets.name[events["segment"]]),
        }
    )
