"""What every source of incidents offers, be it a web service or a folder: datasets, and the answer to a query.

A source says of each part of a query whether it narrowed by it before it sent anything, or whether the rows were
narrowed here. The answer is the same; only the transfer is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional, Protocol

import numpy as np
import pyarrow as pa

from ..access import LEVEL_SCHEMAS, Level
from ..errors import InvalidInput
from ..formats.profile import Profile
from ..formats.refusal import Refusal
from ..progress import Progress
from ..query import Query
from ..retrieval.catalogue import DatasetInfo


@dataclass(frozen=True)
class Fetched:
    """The rows that answer a query, and how they came.

    dataset    what they are rows of, for layers and exports
    table      with the columns of the query, in the schema of its level
    by_source  parts of the query, as `Query.parts` names them, by which the source narrowed what it sent, if roughly
    here       parts by which the rows were narrowed after they had come; one that the source only does roughly is both
    read       rows that came
    refusals   rows that came and could not be read, each with its reason
    notes      what is worth knowing about the rows -> how many
    """

    dataset: DatasetInfo
    table: pa.Table
    by_source: tuple[str, ...]
    here: tuple[str, ...]
    read: int
    refusals: tuple[Refusal, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)


class Source(Protocol):
    """Anything that incidents can be had from."""

    def datasets(self) -> list[DatasetInfo]:
        """What there is."""

    def fetch(self, query: Query, progress: Progress) -> Fetched:
        """The rows that answer `query`; InvalidInput where this source cannot answer it."""


@dataclass
class Taken:
    """What has been read of an answer so far."""

    query: Query
    tables: list[pa.Table] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    read: int = 0

    def add(
        self,
        incidents: pa.Table,
        read: int,
        refusals: Iterable[Refusal] = (),
        notes: Optional[Mapping[str, int]] = None,
    ) -> np.ndarray:
        """Take in some rows: those of them that answer the query stay. Gives which these are, shape (incidents,)."""
        stayed = self.query.matches(incidents)
        self.tables.append(self.query.cut(incidents, stayed))
        self.refusals += refusals
        self.notes.update(notes or {})
        self.read += read
        return stayed

    def fetched(self, dataset: DatasetInfo, rough: Sequence[str], exact: Sequence[str]) -> Fetched:
        """All of it; the source narrowed by the parts `rough` and `exact` of the query."""
        by_source = tuple(part for part in self.query.parts if part in (*rough, *exact))
        here = tuple(part for part in self.query.parts if part not in exact)
        table = joined(self.tables, self.query)
        return Fetched(dataset, table, by_source, here, self.read, tuple(self.refusals), dict(self.notes))


def described(profile: Profile, months: Sequence[str] = (), rows: int = 0) -> DatasetInfo:
    """A dataset of incidents that no portal keeps, as its profile describes it: there are no grants, and no lease."""
    return DatasetInfo(
        collection=profile.name,
        dataset=profile.name,
        level=Level.RECORD,
        title=profile.title,
        agency=profile.agency,
        theme=profile.theme,
        description=profile.description,
        attribution=profile.attribution,
        licence=profile.licence,
        handling=profile.handling,
        time_zone=profile.time_zone,
        crs=profile.crs,
        fields=tuple(LEVEL_SCHEMAS[Level.RECORD].names),
        scope_hash="",
        lease_hours=float("inf"),
        updated=None,
        first_month=min(months, default=None),
        last_month=max(months, default=None),
        rows=rows,
    )


def found(datasets: Sequence[DatasetInfo], query: Query, whose: str) -> DatasetInfo:
    """The one that a query asks for; InvalidInput, naming what there is, where it is not among them."""
    for info in datasets:
        if (info.dataset, info.level) == (query.dataset, query.level):
            return info
    known = ", ".join(f"{info.dataset} ({info.level})" for info in datasets) or "nothing that can be read"
    raise InvalidInput(f"{whose} has no '{query.dataset}' at the level '{query.level}'. It has: {known}.")


def joined(tables: Sequence[pa.Table], query: Query) -> pa.Table:
    """The tables as one, with the columns of the query, rows or not. A field that was not given is null."""
    full = LEVEL_SCHEMAS[query.level]
    fields = [full.field(name) for name in full.names if not query.columns or name in query.columns]
    if not tables:
        return pa.schema(fields).empty_table()
    together = pa.concat_tables([_filled(table, fields) for table in tables])
    return together.cast(pa.schema([f.with_nullable(f.nullable or together[f.name].null_count > 0) for f in fields]))


def _filled(table: pa.Table, fields: Sequence[pa.Field]) -> pa.Table:
    columns = [
        table[f.name].cast(f.type) if f.name in table.column_names else pa.nulls(table.num_rows, f.type) for f in fields
    ]
    return pa.table(columns, schema=pa.schema([f.with_nullable(True) for f in fields]))


def first_of_each(table: pa.Table, seen: Optional[set[str]] = None) -> pa.Table:
    """Without the rows whose id came before: in this table, or in one for which the same `seen` was given."""
    known = set() if seen is None else seen
    fresh = []
    for key in table["incident_id"].to_pylist():
        fresh.append(key not in known)
        known.add(key)
    return table.filter(pa.array(fresh, pa.bool_()))
