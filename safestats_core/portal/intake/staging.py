"""Bringing harmonised incidents into the database beside the published ones, ready to be compared with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
from sqlalchemy import Connection, Engine
from sqlalchemy.schema import CreateTable

from ...incidents import INCIDENT_SCHEMA
from ..answering.cells import stored_cells
from ..datasets import Dataset
from ..schema.tables import arrivals, matches, numbers
from .bulk_insert import insert_table
from .digests import digests
from .point_level import point_columns
from .recalled import recalled
from .refused import refused


@contextmanager
def staging(engine: Engine) -> Iterator[Connection]:
    """A connection of its own with empty tables for one delivery, which end with it."""
    with engine.connect() as connection:
        connection.detach()
        if connection.dialect.name == "sqlite":
            _give_room(connection)
        with connection.begin():
            for table in (arrivals, matches, numbers, refused, recalled):
                connection.execute(CreateTable(table))
        yield connection


def stage(connection: Connection, rows: pa.Table) -> None:
    """Add rows, as `staged_columns` makes them, to `arrivals`, in a transaction of the caller."""
    insert_table(connection, arrivals, rows)


def staged_columns(incidents: pa.Table, dataset: Dataset, ordinals: np.ndarray, key: bytes) -> pa.Table:
    """Stamped incidents (INCIDENT_SCHEMA) as `arrivals` holds them, numbered by `ordinals`, int64 of shape (rows,)."""
    rows = incidents.num_rows
    kept = {
        name: column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column
        for name, column in zip(incidents.column_names, incidents.columns)
    }
    said = [kept[name] for name in INCIDENT_SCHEMA.names]
    kept.update(point_columns(incidents, dataset.name, dataset.crs, dataset.time_zone, key))
    kept["cell"] = stored_cells(kept)
    kept["ordinal"] = pa.array(ordinals, pa.int64())
    kept["dataset"] = pa.repeat(dataset.name, rows)
    kept["digest"] = digests(said, f"{dataset.crs} {dataset.time_zone}")
    return pa.table({column.name: kept[column.name] for column in arrivals.columns})


def _give_room(connection: Connection) -> None:
    # The tables of a delivery are sorted and searched: with 2 MB, which is usual, they would be read over and over.
    cursor = connection.connection.cursor()
    for pragma in ("PRAGMA temp.cache_size = -65536", "PRAGMA threads = 2"):
        cursor.execute(pragma)
    cursor.close()
