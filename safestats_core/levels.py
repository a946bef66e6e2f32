"""The three levels of detail, and the columns that exist at each."""

from __future__ import annotations

from enum import Enum

import pyarrow as pa

from .incidents import INCIDENT_SCHEMA


class Level(str, Enum):
    """How much of an incident a person sees."""

    RECORD = "record"
    POINT = "point"
    COUNTS = "counts"

    def __str__(self) -> str:
        return self.value


COUNT_SCHEMA = pa.schema(
    [
        pa.field("count_id", pa.string(), nullable=False),
        pa.field("month", pa.string(), nullable=False),
        pa.field("borough", pa.string()),
        pa.field("ward", pa.string()),
        pa.field("category", pa.string(), nullable=False),
        pa.field("count", pa.int64()),
    ]
)
"""A row of the counts level: incidents per month, ward and category; `count` null where it may not be shown."""

_POINT_FIELDS = (
    "incident_id",
    "category",
    "start",
    "end",
    "time_precision",
    "month",
    "longitude",
    "latitude",
    "location_precision",
    "borough",
    "ward",
)

LEVEL_SCHEMAS = {
    Level.RECORD: INCIDENT_SCHEMA,
    Level.POINT: pa.schema([INCIDENT_SCHEMA.field(name) for name in _POINT_FIELDS]),
    Level.COUNTS: COUNT_SCHEMA,
}
"""The columns that exist at a level. At the point level coordinates are snapped and times cut to the day."""

ALWAYS_VISIBLE = {
    Level.RECORD: frozenset({"incident_id", "month"}),
    Level.POINT: frozenset({"incident_id", "month"}),
    Level.COUNTS: frozenset({"count_id", "month", "borough", "ward", "category", "count"}),
}
"""Fields without which a row could not be paged, cached or replaced; a field mask cannot take them away."""

GRANT_AREA_COLUMNS = ("borough", "ward")
"""The stamped areas that a grant can name by code."""
