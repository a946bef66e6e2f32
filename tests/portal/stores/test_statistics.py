"""PostgreSQL plans by what it has counted: after a large delivery it has counted its rows before anybody asks."""

from __future__ import annotations

import csv

import pytest
from sqlalchemy import text

from safestats_core.portal.databases.partitions import part_of
from safestats_core.portal.intake import publishing
from safestats_core.portal.intake.ingest import ingest

COUNTED = text("SELECT reltuples FROM pg_class WHERE relname = :name")


@pytest.mark.parametrize("store", ["postgresql"])
@pytest.mark.parametrize(("rows", "known"), [(60, True), (40, False)])
def test_the_planner_knows_of_the_rows_of_a_large_delivery(portal, profile, tmp_path, monkeypatch, rows, known):
    monkeypatch.setattr(publishing, "_WORTH_COUNTING", 50)
    path = tmp_path / "rows.csv"
    with path.open("w", newline="") as file:
        offences = ((ref, "Met", "Burglary", "2024-01-05", "", "-0.1", "51.5", "") for ref in range(rows))
        csv.writer(file).writerows([("ref", "force", "what", "from", "to", "lon", "lat", "outcome"), *offences])
    ingest(portal, path, profile())
    with portal.engine.connect() as connection:
        counted = connection.scalar(COUNTED, {"name": part_of("offences", "2024-01").name})
    assert counted == (rows if known else -1)
