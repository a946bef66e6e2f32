"""fire.csv: calls to the fire service, with twelve-hour times and the codes of borough and ward."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from .flaws import Flaw, FlawColumns
from .ground import Ground
from .offences import FIRE, OFFENCES
from .text_columns import blank_where, choose, draw_words, moments, numbers, references

FLAW_COLUMNS = FlawColumns(
    date="TimeOfCall",
    impossible_date="31/11/2024 12:00:00 PM",
    x="Easting_m",
    y="Northing_m",
    impossible_y="4350000",
    category="IncidentType",
)

_PUMPS = {"1": 62, "2": 30, "3": 5, "4": 3}


def fire_table(rng: np.random.Generator, ground: Ground, events: np.ndarray) -> pa.Table:
    """The rows of fire.csv, all columns text."""
    streets, wards = ground.streets, ground.geography.wards
    ward = streets.ward[events["segment"]]
    is_blank = events["flaw"] == Flaw.BLANK_PLACE
    return pa.table(
        {
            "IncidentNumber": references(FIRE, len(events)),
            "TimeOfCall": moments(events["start"], "%d/%m/%Y %I:%M:%S %p"),
            "IncidentType": choose([offence.words for offence in OFFENCES[FIRE]], events["offence"]),
            "Easting_m": numbers(events["easting"]),
            "Northing_m": numbers(events["northing"]),
            "StreetName": choose(streets.names, streets.name[events["segment"]]),
            "BoroughCode": blank_where(is_blank, choose([each.borough for each in wards], ward)),
            "WardCode": blank_where(is_blank, choose([each.code for each in wards], ward)),
            "PumpsAttending": draw_words(rng, _PUMPS, len(events)),
        }
    )
