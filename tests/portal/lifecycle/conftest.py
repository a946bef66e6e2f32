"""What the tests of the life of the data share: files of offences, and looks at what is there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import store
from safestats_core.portal.portal import Portal
from safestats_core.portal.schema import tables

COLUMNS = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")
NOW = datetime(2024, 8, 1, tzinfo=timezone.utc)


@pytest.fixture
def offence() -> Callable[..., dict[str, str]]:
    """Makes a row: its reference, its month, and whatever is to be different about it."""

    def make(ref: object, month: str = "2024-01", **values: str) -> dict[str, str]:
        row = {"force": "Met", "what": "Burglary", "from": f"{month}-05T12:00", "to": "", "lon": "-0.1", "lat": "51.5"}
        return {"ref": str(ref), "outcome": "", **row, **values}

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows to a file of the supplier's."""

    def to_file(name: str, rows: list[dict[str, str]]) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return to_file


@pytest.fixture
def scope_of() -> Callable[..., object]:
    """What somebody may see by one grant."""

    def compiled(level: Level = Level.RECORD, dataset: str = "offences", **narrowed: object) -> object:
        return compile_scope([Grant("person:ada", dataset, level, **narrowed)], {"person:ada"}, dataset, level, NOW)

    return compiled


@pytest.fixture
def rows_of(portal: Portal, scope_of: Callable[..., object]) -> Callable[..., list[dict]]:
    """All that she gets to see by one grant."""

    def read(level: Level = Level.RECORD, **narrowed: object) -> list[dict]:
        scope = scope_of(level, **narrowed)
        return [row for batch in store.batches(portal, scope, store.RowFilter()) for row in batch.to_pylist()]

    return read


@pytest.fixture
def cube_agrees(portal: Portal) -> Callable[[], bool]:
    """Whether the cells hold as many rows as there are."""

    def compare() -> bool:
        incidents, cube = tables.incidents.c, tables.counts.c
        counted = select(incidents.month, incidents.category, func.count())
        counted = counted.where(incidents.removed.is_(False)).group_by(incidents.month, incidents.category)
        kept = select(cube.month, cube.category, func.sum(cube.rows)).where(cube.rows > 0)
        with portal.engine.connect() as connection:
            cells = connection.execute(kept.group_by(cube.month, cube.category)).all()
            return sorted(map(tuple, cells)) == sorted(map(tuple, connection.execute(counted).all()))

    return compare
