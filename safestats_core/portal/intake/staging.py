"""Bringing harmonised incidents into the database beside the published ones, ready to be compared with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Engine, insert
from sqlalchemy.schema import CreateTable

from ...incidents import INCIDENT_SCHEMA
from ..datasets import Dataset
from ..schema.tables import arrivals, matches
from .point_level import point_columns

_CHUNK = 20_000


@contextmanager
def staging(engine: Engine) -> Iterator[Connection]:
    """A connection of its own with the empty tables `arrivals` and `matches`, which end with it."""
    with engine.connect() as connection:
        connection.detach()
        with connection.begin():
            for table in (arrivals, matches):
                connection.execute(CreateTable(table))
        yield connection


def stage(connection: Connection, incidents: pa.Table, dataset: Dataset, first: int, key: bytes) -> None:
    """Add stamped incidents (INCIDENT_SCHEMA) to `arrivals`, numbered from `first`, in a transaction of the caller."""
    # One prepared statement, straight through the driver: four times faster than a dictionary a row.
    dialect = connection.dialect
    style = "qmark" if dialect.name == "sqlite" else "format"
    statement = str(insert(arrivals).compile(dialect=type(dialect)(paramstyle=style)))  # type: ignore[call-arg]
    columns = _columns(incidents, dataset, first, key)
    rows = zip(*(columns[column.name] for column in arrivals.columns))
    while chunk := list(islice(rows, _CHUNK)):
        connection.exec_driver_sql(statement, chunk)


def _columns(incidents: pa.Table, dataset: Dataset, first: int, key: bytes) -> dict[str, Any]:
    rows = incidents.num_rows
    kept: dict[str, Any] = {
        name: column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column
        for name, column in zip(incidents.column_names, incidents.columns)
    }
    kept.update(point_columns(incidents, dataset.name, dataset.crs, dataset.time_zone, key))
    lists = {name: column.to_pylist() for name, column in kept.items()}
    lists["ordinal"] = range(first, first + rows)
    lists["dataset"] = [dataset.name] * rows
    lists["digest"] = _digests([kept[name] for name in INCIDENT_SCHEMA.names], f"{dataset.crs} {dataset.time_zone}")
    return lists


def _digests(columns: Iterable[pa.ChunkedArray], context: str) -> list[bytes]:
    """16 bytes for each row that differ as soon as one value does."""
    separator, nothing = "\x1f", "\x1e"
    texts = [pc.fill_null(column.cast(pa.string()), nothing) for column in columns]
    lines = pc.binary_join_element_wise(*texts, separator).cast(pa.binary())
    start = hashlib.blake2b(context.encode(), digest_size=16)
    digests = []
    for line in lines.to_pylist():
        one = start.copy()
        one.update(line)
        digests.append(one.digest())
    return digests
