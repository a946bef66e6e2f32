"""What a person may see: levels, grants, and the one scope that they compile to. Default deny.

The whole permission rule stands in this file. The portal narrows its SQL by a scope's clauses and
then passes every row through `Scope.limit`; the client passes what it cached through the same call.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .errors import InvalidInput
from .incidents import INCIDENT_SCHEMA, known_true


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


@dataclass(frozen=True)
class Grant:
    """One permission, as a data manager states it.

    subject     a person or an organisation, by name
    areas       codes of boroughs or wards; None means everywhere, rows without a location included
    from_month  first month, "YYYY-MM"; None means from the beginning
    to_month    last month; None means without end
    fields      names of visible fields; None means every field of the level
    expires     when it ends, with time zone; None means when it is withdrawn
    """

    subject: str
    dataset: str
    level: Level
    areas: Optional[frozenset[str]] = None
    from_month: Optional[str] = None
    to_month: Optional[str] = None
    fields: Optional[frozenset[str]] = None
    expires: Optional[datetime] = None

    def __post_init__(self) -> None:
        known = LEVEL_SCHEMAS[self.level].names
        unknown = sorted((self.fields or frozenset()) - set(known))
        if unknown:
            raise InvalidInput(f"The {self.level} level has no field '{unknown[0]}'. Choose from: {', '.join(known)}.")


@dataclass(frozen=True)
class Clause:
    """The rows of one grant, and the fields that it shows of them."""

    areas: Optional[frozenset[str]]
    from_month: Optional[str]
    to_month: Optional[str]
    fields: frozenset[str]

    def matches(self, table: pa.Table) -> np.ndarray:
        """Which rows of `table` this clause covers, as booleans."""
        inside = np.ones(table.num_rows, dtype=bool)
        if self.from_month is not None:
            inside &= known_true(pc.greater_equal(table["month"], self.from_month))
        if self.to_month is not None:
            inside &= known_true(pc.less_equal(table["month"], self.to_month))
        if self.areas is not None:
            codes = pa.array(sorted(self.areas), pa.string())
            in_areas = np.zeros(table.num_rows, dtype=bool)
            for column in GRANT_AREA_COLUMNS:
                in_areas |= known_true(pc.is_in(table[column], value_set=codes))
            inside &= in_areas
        return inside


@dataclass(frozen=True)
class Scope:
    """All that one person may see of one dataset at one level. No clause: nothing."""

    dataset: str
    level: Level
    clauses: tuple[Clause, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether the person may see nothing at all here."""
        return not self.clauses

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields visible in at least some rows, in the order of the level's schema."""
        visible = frozenset().union(*(clause.fields for clause in self.clauses))
        return tuple(name for name in LEVEL_SCHEMAS[self.level].names if name in visible)

    @property
    def schema(self) -> pa.Schema:
        """The columns of an answer; a field that some rows hide is nullable."""
        full = LEVEL_SCHEMAS[self.level]
        shared = frozenset(full.names).intersection(*(clause.fields for clause in self.clauses))
        return pa.schema([f if f.name in shared else f.with_nullable(True) for f in map(full.field, self.fields)])

    @property
    def scope_hash(self) -> str:
        """A digest of the rule itself: equal for equal rights, different as soon as a right changes."""
        rule = [self.dataset, self.level.value, *sorted(_canonical(clause) for clause in self.clauses)]
        return hashlib.sha256(json.dumps(rule).encode()).hexdigest()[:32]

    def limit(self, table: pa.Table) -> pa.Table:
        """`table` (all columns of the level) cut to the rows, and in each row to the fields, in scope."""
        matches = [clause.matches(table) for clause in self.clauses]
        seen = np.logical_or.reduce(matches) if matches else np.zeros(table.num_rows, dtype=bool)
        kept = table.filter(pa.array(seen))
        matches = [match[seen] for match in matches]
        columns = [self._visible(kept, name, matches) for name in self.fields]
        return pa.Table.from_arrays(columns, schema=self.schema)

    def _visible(self, table: pa.Table, name: str, matches: list[np.ndarray]) -> pa.ChunkedArray:
        column = table[name].cast(LEVEL_SCHEMAS[self.level].field(name).type)
        showing = [match for clause, match in zip(self.clauses, matches) if name in clause.fields]
        shown = np.logical_or.reduce(showing)
        return column if shown.all() else pc.if_else(pa.array(shown), column, pa.scalar(None, column.type))


def compile_scope(
    grants: Iterable[Grant], subjects: frozenset[str], dataset: str, level: Level, now: datetime
) -> Scope:
    """The scope of the person who is all of `subjects` (herself and her organisations) at the time `now`."""
    held = [
        grant
        for grant in grants
        if grant.subject in subjects
        and grant.dataset == dataset
        and grant.level == level
        and (grant.expires is None or now < grant.expires)
    ]
    return Scope(dataset, level, tuple(sorted({_clause(grant) for grant in held}, key=_canonical)))


def _clause(grant: Grant) -> Clause:
    everything = frozenset(LEVEL_SCHEMAS[grant.level].names)
    fields = everything if grant.fields is None else grant.fields | ALWAYS_VISIBLE[grant.level]
    return Clause(grant.areas, grant.from_month, grant.to_month, fields)


def _canonical(clause: Clause) -> str:
    areas = None if clause.areas is None else sorted(clause.areas)
    return json.dumps([areas, clause.from_month, clause.to_month, sorted(clause.fields)])
