"""What a person may see: grants, and the one scope that they compile to. Default deny.

The whole permission rule stands in this file. The portal narrows its SQL by a scope's clauses, and then every row that
leaves it, at whatever door, passes `Scope.limit`.

Rows and fields add up: a row shows what any grant shows of it. Counts do not. Who held some cells exactly and their
neighbours protected could work out the neighbours, so all numbers of a scope pass the same disclosure profiles: those
of every grant in it. A grant is left out of this only where another one alone covers its rows under no more profiles:
then nothing is protected that she does not hold anyway. So `none` for everything lifts the rounding, and `none` for
one ward among rounded ones does not.

Protected counts are told of months that have ended. Of one that still fills up, whoever looks after every delivery
would see when a cell goes from nothing to 5, which is the first incident, and from 5 to 10, which is the eighth.

A record's own id is told to those from whom no field of the level is hidden. It is the supplier's key, which may hold
a date or a station, or a digest of the row, against which guesses at a hidden field could be tried. Others get the
keyed id that the portal keeps beside it.

What an organisation's delegate hands on is never more than the organisation holds at that moment: each of its clauses
is cut with the organisation's own, at every compilation. What was handed on cannot be handed on again. And what shows
somebody nothing new is left out: no delegate of another organisation can round her numbers or rename her records.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .disclosure import DEFAULT_PROFILE, EXACT, check_profile, disclose
from .errors import InvalidInput
from .incidents import CATEGORIES, known_true
from .levels import ALWAYS_VISIBLE, COUNT_SCHEMA, GRANT_AREA_COLUMNS, LEVEL_SCHEMAS, Level

__all__ = [
    "ALWAYS_VISIBLE",
    "COUNT_SCHEMA",
    "GRANT_AREA_COLUMNS",
    "LEVEL_SCHEMAS",
    "Clause",
    "Grant",
    "HandedOn",
    "Level",
    "Scope",
    "compile_scope",
]


@dataclass(frozen=True)
class Grant:
    """One permission, as a data manager states it.

    subject     a person or an organisation, by name
    areas       codes of boroughs or wards; None means everywhere, rows without a location included
    from_month  first month, "YYYY-MM"; None means from the beginning
    to_month    last month; None means without end
    fields      names of visible fields; None means every field of the level
    expires     when it ends, with time zone; None means when it is withdrawn
    categories  keys of incidents.CATEGORIES whose rows it covers; None means all
    disclosure  the profile that its numbers pass at the counts level, a key of disclosure.PROFILES
    """

    subject: str
    dataset: str
    level: Level
    areas: Optional[frozenset[str]] = None
    from_month: Optional[str] = None
    to_month: Optional[str] = None
    fields: Optional[frozenset[str]] = None
    expires: Optional[datetime] = None
    categories: Optional[frozenset[str]] = None
    disclosure: str = DEFAULT_PROFILE

    def __post_init__(self) -> None:
        check_profile(self.disclosure)
        if self.level != Level.COUNTS and self.disclosure != DEFAULT_PROFILE:
            raise InvalidInput(f"A disclosure profile is for counts; the {self.level} level has none. Leave it out.")
        odd = sorted((self.categories or frozenset()) - set(CATEGORIES))
        if odd:
            raise InvalidInput(f"Unknown category '{odd[0]}'. Choose from: {', '.join(CATEGORIES)}.")
        known = LEVEL_SCHEMAS[self.level].names
        unknown = sorted((self.fields or frozenset()) - set(known))
        if unknown:
            raise InvalidInput(f"The {self.level} level has no field '{unknown[0]}'. Choose from: {', '.join(known)}.")


@dataclass(frozen=True)
class HandedOn:
    """A grant that a delegate gave, and the grants of her organisation that she gave it from: none once she may not."""

    grant: Grant
    source: tuple[Grant, ...]


def compile_scope(
    grants: Iterable[Grant],
    subjects: frozenset[str],
    dataset: str,
    level: Level,
    now: datetime,
    handed_on: Iterable[HandedOn] = (),
) -> Scope:
    """The scope of the person who is all of `subjects` (herself and her organisations) at the time `now`."""

    def holds(grant: Grant) -> bool:
        asked = grant.dataset == dataset and grant.level == level
        return asked and (grant.expires is None or now < grant.expires)

    granted = {_clause(grant) for grant in grants if grant.subject in subjects and holds(grant)}
    clauses, shown = set(granted), _joined(granted)
    for given in handed_on:
        if given.grant.subject in subjects and holds(given.grant):
            source = Scope(dataset, level, tuple(_clause(grant) for grant in given.source if holds(grant)))
            parts = {_both(_clause(given.grant), held, source.disclosure) for held in source.clauses}
            clauses |= {part for part in parts if not any(_shows_all(mine, part) for mine in shown)}
    if level != Level.COUNTS:  # there, which clause covers another one alone decides how numbers are told
        clauses = _joined(clauses)
    return Scope(dataset, level, tuple(sorted(clauses, key=_canonical)), _last_ended_month(now))


@dataclass(frozen=True)
class Clause:
    """The rows of one grant, and the fields that it shows of them.

    also_in     further sets of areas: the row lies in an area of each, too
    disclosure  the profiles that its counts pass; none of them: counts as they are
    """

    areas: Optional[frozenset[str]]
    from_month: Optional[str]
    to_month: Optional[str]
    fields: frozenset[str]
    categories: Optional[frozenset[str]] = None
    disclosure: frozenset[str] = frozenset()
    also_in: tuple[frozenset[str], ...] = ()

    @property
    def area_sets(self) -> tuple[frozenset[str], ...]:
        """All sets of areas, in each of which a row has to lie."""
        return self.also_in if self.areas is None else (self.areas, *self.also_in)

    def matches(self, table: pa.Table) -> np.ndarray:
        """Which rows of `table` this clause covers, as booleans."""
        inside = np.ones(table.num_rows, dtype=bool)
        if self.from_month is not None:
            inside &= known_true(pc.greater_equal(table["month"], self.from_month))
        if self.to_month is not None:
            inside &= known_true(pc.less_equal(table["month"], self.to_month))
        if self.categories is not None:
            inside &= _is_one_of(table["category"], self.categories)
        for codes in self.area_sets:
            inside &= np.logical_or.reduce([_is_one_of(table[column], codes) for column in GRANT_AREA_COLUMNS])
        return inside

    def covers(self, areas: frozenset[str], month: str, category: Optional[str]) -> bool:
        """The same of a row in these areas, in a month, in a category (None: one without a name)."""
        return (
            (self.from_month is None or self.from_month <= month)
            and (self.to_month is None or month <= self.to_month)
            and (self.categories is None or category in self.categories)
            and all(codes & areas for codes in self.area_sets)
        )


@dataclass(frozen=True)
class Scope:
    """All that one person may see of one dataset at one level. No clause: nothing.

    ended  the last month that has ended; None: not known, and nothing is held back for it
    """

    dataset: str
    level: Level
    clauses: tuple[Clause, ...] = field(default=())
    ended: Optional[str] = None

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
    def disclosure(self) -> frozenset[str]:
        """The profiles that every count passes."""
        counting = [
            clause
            for clause in self.clauses
            if not any(other.disclosure < clause.disclosure and _covers_all(other, clause) for other in self.clauses)
        ]
        return frozenset().union(*(clause.disclosure for clause in counting))

    @property
    def last_month(self) -> Optional[str]:
        """The last month of which anything is told; None: there is none."""
        return self.ended if self.level == Level.COUNTS and self.disclosure else None

    @property
    def tells_own_ids(self) -> bool:
        """Whether a record goes by its own id; else by the keyed one."""
        everything = frozenset(LEVEL_SCHEMAS[self.level].names)
        return self.level == Level.RECORD and all(clause.fields == everything for clause in self.clauses)

    @property
    def scope_hash(self) -> str:
        """A digest of the rule itself: equal for equal rights, different as soon as a right changes."""
        rule = [self.dataset, self.level.value, *sorted(_canonical(clause) for clause in self.clauses)]
        if self.level == Level.RECORD and not self.tells_own_ids:
            rule.append("keyed ids")  # so that nobody goes on with rows under ids that are told no longer
        return hashlib.sha256(json.dumps(rule).encode()).hexdigest()[:32]

    def limit(self, table: pa.Table) -> pa.Table:
        """`table` (all columns of the level) cut to the rows, and in each row to the fields, in scope."""
        matches = [clause.matches(table) for clause in self.clauses]
        seen = np.logical_or.reduce(matches) if matches else np.zeros(table.num_rows, dtype=bool)
        if self.last_month is not None:
            seen &= known_true(pc.less_equal(table["month"], self.last_month))
        if not seen.all():
            table, matches = table.filter(pa.array(seen)), [match[seen] for match in matches]
        columns = [self._visible(table, name, matches) for name in self.fields]
        if self.level == Level.COUNTS and self.fields:
            columns[self.fields.index("count")] = self._disclosed(table["count"])
        return pa.Table.from_arrays(columns, schema=self.schema)

    def _visible(self, table: pa.Table, name: str, matches: list[np.ndarray]) -> pa.ChunkedArray:
        column = table[name].cast(LEVEL_SCHEMAS[self.level].field(name).type)
        showing = [match for clause, match in zip(self.clauses, matches) if name in clause.fields]
        if len(showing) == len(matches):  # a row that is here is covered, and whatever covers it shows the field
            return column
        shown = np.logical_or.reduce(showing)
        return column if shown.all() else pc.if_else(pa.array(shown), column, pa.scalar(None, column.type))

    def _disclosed(self, counts: pa.ChunkedArray) -> pa.Array:
        unknown = ~counts.is_valid().to_numpy()
        shown = disclose(counts.fill_null(0).to_numpy(), *self.disclosure)
        return pa.array(shown.data, pa.int64(), mask=unknown | np.ma.getmaskarray(shown))


def _clause(grant: Grant) -> Clause:
    everything = frozenset(LEVEL_SCHEMAS[grant.level].names)
    fields = everything if grant.fields is None else grant.fields | ALWAYS_VISIBLE[grant.level]
    protects = grant.level == Level.COUNTS and grant.disclosure != EXACT
    disclosure = frozenset({grant.disclosure}) if protects else frozenset()
    return Clause(grant.areas, grant.from_month, grant.to_month, fields, grant.categories, disclosure)


def _joined(clauses: Iterable[Clause]) -> set[Clause]:
    """The same rows and fields in fewer clauses: of those that differ in nothing but their areas one is made."""
    alike: dict[Clause, list[frozenset[str]]] = {}
    for clause in clauses:
        if clause.areas is not None:
            alike.setdefault(replace(clause, areas=None), []).append(clause.areas)
    everywhere = {clause for clause in clauses if clause.areas is None}
    return everywhere | {replace(clause, areas=frozenset().union(*areas)) for clause, areas in alike.items()}


def _both(given: Clause, held: Clause, disclosure: frozenset[str]) -> Clause:
    """The rows that both clauses cover, the fields that both show, the counts under the profiles of both."""
    areas = _fewest([*given.area_sets, *held.area_sets])
    categories = [each.categories for each in (given, held) if each.categories is not None]
    return Clause(
        areas=areas[0] if areas else None,
        from_month=max(filter(None, (given.from_month, held.from_month)), default=None),
        to_month=min(filter(None, (given.to_month, held.to_month)), default=None),
        fields=given.fields & held.fields,
        categories=frozenset.intersection(*categories) if categories else None,
        disclosure=given.disclosure | disclosure,
        also_in=tuple(areas[1:]),
    )


def _fewest(area_sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """Without the sets that say nothing beside a smaller one."""
    kept = [each for each in set(area_sets) if not any(other < each for other in area_sets)]
    return sorted(kept, key=sorted)


def _shows_all(wider: Clause, narrower: Clause) -> bool:
    """Whether one clause alone shows all that another one does, numbers included."""
    more_exact = narrower.disclosure < wider.disclosure
    return narrower.fields <= wider.fields and not more_exact and _covers_all(wider, narrower)


def _covers_all(wider: Clause, narrower: Clause) -> bool:
    """Whether one clause alone covers every row of another one. May say no where it is so in a roundabout way."""
    return (
        (wider.from_month or "") <= (narrower.from_month or "")
        and (wider.to_month is None or (narrower.to_month is not None and narrower.to_month <= wider.to_month))
        and (wider.categories is None or (narrower.categories is not None and narrower.categories <= wider.categories))
        and all(any(inner <= outer for inner in narrower.area_sets) for outer in wider.area_sets)
    )


def _last_ended_month(now: datetime) -> str:
    """The last month that has ended everywhere on earth."""
    first = (now.astimezone(timezone.utc) - timedelta(days=1)).replace(day=1)
    return f"{first - timedelta(days=1):%Y-%m}"


def _is_one_of(column: pa.ChunkedArray, values: frozenset[str]) -> np.ndarray:
    return known_true(pc.is_in(column, value_set=pa.array(sorted(values), pa.string())))


def _canonical(clause: Clause) -> str:
    areas, categories = (None if part is None else sorted(part) for part in (clause.areas, clause.categories))
    also_in = [sorted(codes) for codes in clause.also_in]
    window = [clause.from_month, clause.to_month]
    return json.dumps([areas, also_in, *window, sorted(clause.fields), categories, sorted(clause.disclosure)])
