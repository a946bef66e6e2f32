"""police-recorded.csv: every recorded offence, with the interval in which it happened."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .flaws import FlawColumns
from .ground import Ground
from .offences import OFFENCES, POLICE
from .text_columns import blank_where, choose, degrees, draw_words, iso_moments, references

FLAW_COLUMNS = FlawColumns(
    date="Committed From",
    impossible_date="2024-02-30 12:00:00",
    x="Longitude",
    y="Latitude",
    impossible_y="153.75",
    category="Offence",
)

OUTCOMES = {
    "Investigation complete; no suspect identified": 45,
    "Unable to prosecute suspect": 28,
    "Under investigation": 12,
    "Awaiting court outcome": 8,
    "Offender given a caution": 4,
    "Local resolution": 3,
}


def police_table(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> pa.Table:
    """The rows of police-recorded.csv, all columns text."""
    longitude, latitude = degrees(events["easting"], events["northing"])
    streets = ground.streets
    is_moment = events["start"] == events["end"]
    return pa.table(
        {
            "Crime Reference": references(POLICE, len(events)),
            "Offence": choose([offence.words for offence in OFFENCES[POLICE]], events["offence"]),
            "Committed From": iso_moments(events["start"]),
            "Committed To": blank_where(is_moment, iso_moments(events["end"])),
            "Longitude": longitude,
            "Latitude": latitude,
            "Street": choose(streets.names, streets.name[events["segment"]]),
            "Outcome": draw_words(rng, OUTCOMES, len(events)),
        }
    )
