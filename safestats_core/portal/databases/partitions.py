"""PostgreSQL keeps the incidents in parts: a table for each dataset, and in it one for each year.

Parts are made when the first row for them comes, in the transaction that publishes it. Whoever publishes holds the
counter, so no two make the same part. A part is made beside the table and then attached: that waits for no reader,
and no reader waits for it.

A year and not a month: a page is read in the order of sequence numbers, which goes on through all parts of a dataset,
and a row is found by its id in any of them. docs/portal/stores.md has the figures.

PostgreSQL can keep a key unique within a part only. Over all parts it is kept by publishing, which compares what
arrives with what is there while it holds the counter: see intake/publishing.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Optional

from sqlalchemy import ColumnElement, Connection, Text, inspect, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement

from ..schema.tables import incidents

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Of what lies before and behind them there is one part each: a file of false dates must not make thousands."""


@dataclass(frozen=True)
class Part:
    """A table that holds the rows of a dataset from one month on and before another one: None without end."""

    name: str
    dataset: str
    first: Optional[str]
    end: Optional[str]


def make_room(connection: Connection, months: Iterable[tuple[str, str]]) -> None:
    """Make the parts in which rows of these months of datasets, as (dataset, month), will lie.

    In the transaction that publishes, by who holds the counter. On SQLite there is nothing to make.
    """
    if connection.dialect.name != "postgresql":
        return
    wanted = {part_of(dataset, month) for dataset, month in months}
    if not wanted:
        return
    known = set(inspect(connection).get_table_names())
    for dataset in sorted({part.dataset for part in wanted}):
        if dataset_table(dataset) not in known:
            connection.execute(_CreateDatasetTable(dataset))
            connection.execute(_AttachDatasetTable(dataset))
    for part in sorted(wanted, key=lambda each: each.name):
        if part.name not in known:
            for step in (_CreatePart, _KeepUnique, _AttachPart):
                connection.execute(step(part))


def within(connection: Connection, datasets: Iterable[str]) -> ColumnElement[bool]:
    """The rows of these datasets, where a statement finds them by another table's rows in any case.

    PostgreSQL then plans for the parts of these alone: for hundreds of parts planning takes longer than the work.
    SQLite has no parts, and would take the condition for its way in.
    """
    if connection.dialect.name != "postgresql":
        return true()
    return incidents.c.dataset.in_(sorted(datasets))


def refresh_statistics(connection: Connection, months: Iterable[tuple[str, str]]) -> None:
    """Let the planner count anew in the parts in which these months of datasets lie, as (dataset, month).

    PostgreSQL does so by itself, but minutes after the rows came; until then it takes a part for as good as empty. In
    the transaction that publishes. SQLite plans by the indexes alone.
    """
    if connection.dialect.name == "postgresql":
        for name in sorted({part_of(dataset, month).name for dataset, month in months}):
            connection.execute(_Analyze(name))


def dataset_table(dataset: str) -> str:
    """The name of the table that holds a dataset, however long the dataset's own name is."""
    return f"incidents_{dataset[:30]}_{hashlib.sha256(dataset.encode()).hexdigest()[:8]}"


def part_of(dataset: str, month: str) -> Part:
    """The part in which the rows of a month of a dataset lie."""
    year, table = int(month[:4]), dataset_table(dataset)
    if year < FIRST_YEAR:
        return Part(f"{table}_before", dataset, None, f"{FIRST_YEAR}-01")
    if year > LAST_YEAR:
        return Part(f"{table}_after", dataset, f"{LAST_YEAR + 1}-01", None)
    return Part(f"{table}_{year}", dataset, f"{year}-01", f"{year + 1}-01")


class _OfDataset(ExecutableDDLElement):
    def __init__(self, dataset: str) -> None:
        self.dataset = dataset


class _CreateDatasetTable(_OfDataset):
    pass


class _AttachDatasetTable(_OfDataset):
    pass


class _OfPart(ExecutableDDLElement):
    def __init__(self, part: Part) -> None:
        self.part = part


class _CreatePart(_OfPart):
    pass


class _KeepUnique(_OfPart):
    pass


class _AttachPart(_OfPart):
    pass


class _Analyze(ExecutableDDLElement):
    def __init__(self, table: str) -> None:
        self.table = table


@compiles(_Analyze)
def _analyze(element: _Analyze, compiler: Any, **_options: Any) -> str:
    return "ANALYZE " + str(compiler.preparer.quote(element.table))


@compiles(_CreateDatasetTable)
def _dataset_table(element: _CreateDatasetTable, compiler: Any, **_options: Any) -> str:
    like = _like(compiler, dataset_table(element.dataset))
    return like + " PARTITION BY RANGE (month)"


@compiles(_AttachDatasetTable)
def _attached_dataset(element: _AttachDatasetTable, compiler: Any, **_options: Any) -> str:
    table = compiler.preparer.quote(dataset_table(element.dataset))
    attach = _attach(compiler, incidents.name, table)
    return attach + " IN (" + _text(compiler, element.dataset) + ")"


@compiles(_CreatePart)
def _part_table(element: _CreatePart, compiler: Any, **_options: Any) -> str:
    return _like(compiler, element.part.name)


@compiles(_KeepUnique)
def _unique(element: _KeepUnique, compiler: Any, **_options: Any) -> str:
    quote = compiler.preparer.quote
    return "CREATE UNIQUE INDEX ON " + quote(element.part.name) + " (incident_id)"


@compiles(_AttachPart)
def _attached_part(element: _AttachPart, compiler: Any, **_options: Any) -> str:
    part = element.part
    first = "MINVALUE" if part.first is None else _text(compiler, part.first)
    end = "MAXVALUE" if part.end is None else _text(compiler, part.end)
    attach = _attach(compiler, dataset_table(part.dataset), compiler.preparer.quote(part.name))
    return attach + " FROM (" + first + ") TO (" + end + ")"


def _like(compiler: Any, name: str) -> str:
    quote = compiler.preparer.quote
    return "CREATE TABLE " + quote(name) + " (LIKE " + quote(incidents.name) + " INCLUDING DEFAULTS)"


def _attach(compiler: Any, parent: str, quoted: str) -> str:
    return "ALTER TABLE " + compiler.preparer.quote(parent) + " ATTACH PARTITION " + quoted + " FOR VALUES"


def _text(compiler: Any, value: str) -> str:
    return str(compiler.sql_compiler.render_literal_value(value, Text()))
