"""Rows from before there were cells get the same ones as rows that come today."""

from __future__ import annotations

import importlib.util

from sqlalchemy import select

from safestats_core.portal.migrations import steps
from safestats_core.portal.schema.tables import incidents


def test_the_upgrade_and_the_intake_work_out_the_same_cells(portal, offences, put, scattered):
    put(portal, offences, scattered(2_000))
    put(portal, offences, scattered(200, 2, 179.9, -89.9, 180.0, 89.9, "east"))
    put(portal, offences, scattered(200, 3, -180.0, -89.9, -179.9, 89.9, "west"))
    path = steps.MIGRATIONS / "versions" / "v0004_parts_and_cells.py"
    spec = importlib.util.spec_from_file_location("step", path)
    step = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(step)
    with portal.engine.connect() as connection:
        both = connection.execute(select(incidents.c.cell, step._cell(incidents, portal.engine.dialect.name))).all()
    assert len(both) == 2_400
    assert len({cell for cell, _ in both}) > 1_000
    assert [row for row in both if row[0] != row[1]] == []
