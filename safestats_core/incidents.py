"""The harmonised incident: one Arrow schema, one list of categories and precisions for all suppliers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

INCIDENT_SCHEMA = pa.schema(
    [
        pa.field("incident_id", pa.string(), nullable=False),
        pa.field("supplier", pa.string(), nullable=False),
        pa.field("source_id", pa.string()),
        pa.field("category", pa.string(), nullable=False),
        pa.field("source_category", pa.string()),
        pa.field("start", pa.timestamp("s", tz="UTC"), nullable=False),
        pa.field("end", pa.timestamp("s", tz="UTC"), nullable=False),
        pa.field("time_precision", pa.string(), nullable=False),
        pa.field("month", pa.string(), nullable=False),
        pa.field("longitude", pa.float64()),
        pa.field("latitude", pa.float64()),
        pa.field("location_precision", pa.string(), nullable=False),
        pa.field("location", pa.string()),
        pa.field("borough", pa.string()),
        pa.field("ward", pa.string()),
        pa.field("lsoa", pa.string()),
        pa.field("outcome", pa.string()),
        pa.field("attributes", pa.string()),
    ]
)
"""One row is one incident.

incident_id        stable within its dataset: a supplier's key, or a digest of the row where there is none
supplier           who recorded it, which is not where it happened
source_id          the supplier's own reference; may repeat and may be missing
category           a key of CATEGORIES
source_category    the supplier's words
start, end         the closed interval in which it happened, UTC; equal where the moment is known
time_precision     a member of TIME_PRECISIONS
month              "YYYY-MM" of `start` on the wall clock of the dataset's time zone
longitude,         WGS 84 degrees, both null where the supplier gave no place
latitude
location_precision a member of LOCATION_PRECISIONS
location           the supplier's words for the place
borough, ward,     codes of the areas it lies in, stamped when the portal takes it in
lsoa
outcome            the supplier's words for what came of it
attributes         the supplier's other columns as a JSON object, or null
"""

CATEGORIES = {
    "violence": "Violence and sexual offences",
    "robbery": "Robbery",
    "weapons": "Possession of weapons",
    "burglary": "Burglary",
    "bicycle-theft": "Bicycle theft",
    "theft-from-person": "Theft from the person",
    "shoplifting": "Shoplifting",
    "other-theft": "Other theft",
    "vehicle-crime": "Vehicle crime",
    "criminal-damage": "Criminal damage and arson",
    "drugs": "Drugs",
    "public-order": "Public order",
    "antisocial-behaviour": "Anti-social behaviour",
    "other-crime": "Other crime",
    "assault-injury": "Assault injury treated",
    "overdose": "Overdose or poisoning",
    "mental-health": "Mental health crisis",
    "medical": "Other medical call",
    "deliberate-fire": "Deliberate fire",
    "accidental-fire": "Accidental fire",
    "fire": "Fire, cause not stated",
    "false-alarm": "False alarm",
    "special-service": "Rescue or special service",
    "road-collision": "Road collision",
    "unclassified": "Unclassified",
}
"""Harmonised category -> the words that people read."""

TIME_PRECISIONS = {
    "exact": "the moment is known",
    "interval": "known to lie between start and end",
    "day": "only the day is known",
    "month": "only the month is known",
}

LOCATION_PRECISIONS = {
    "exact": "coordinates as recorded",
    "snapped": "moved to the nearest of a fixed set of anonymous points",
    "cell": "centre of a grid cell",
    "area": "only the area is known",
    "none": "no location given",
}

COVERAGE_STATES = {
    "complete": "the supplier has sent everything for the period",
    "partial": "something is known to be missing",
    "missing": "nothing was supplied: absence is not zero",
}

AREA_TYPES = {
    "borough": "Borough or local authority district",
    "ward": "Electoral ward",
    "lsoa": "Lower-layer super output area",
}
"""Area columns of an incident, coarse to fine -> the words that people read."""


def empty_incidents() -> pa.Table:
    """An incidents table without rows."""
    return INCIDENT_SCHEMA.empty_table()


def known_true(condition: pa.ChunkedArray) -> np.ndarray:
    """A condition over rows as numpy booleans, shape (rows,); an unknown (null) value does not pass."""
    return pc.fill_null(condition, False).to_numpy().astype(bool)
