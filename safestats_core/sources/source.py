"""What every source of incidents offers, be it a web service or a folder: datasets, and the answer to a query.

A source says of each part of a query whether it narrowed by it before it sent anything, or whether the rows were
narrowed here. The answer is the same; only the transfer is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional, Protocol

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
    """The tables as one, with the columns of the query, rows or not."""
    full = LEVEL_SCHEMAS[query.level]
    names = [name for name in full.names if not query.columns or name in query.columns]
    schema = pa.schema([full.field(name) for name in names])
    return pa.concat_tables(tables).cast(schema) if tables else schema.empty_table()


def split(query: Query, rough: Sequence[str], exact: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of a query that a source narrowed by, roughly or exactly, and those that are left to do here."""
    by_source = tuple(part for part in query.parts if part in (*rough, *exact))
    return by_source, tuple(part for part in query.parts if part not in exact)


def first_of_each(table: pa.Table, seen: Optional[set[str]] = None) -> pa.Table:
    """Without the rows whose id came before: in this table, or in one for which the same `seen` was given."""
    known = set() if seen is None else seen
    fresh = []
    for key in table["incident_id"].to_pylist():
        fresh.append(key not in known)
        known.add(key)
    return table.filter(pa.array(fresh, pa.bool_()))
