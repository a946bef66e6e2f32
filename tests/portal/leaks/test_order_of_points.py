"""The attacker asks: which of two points of one day came first in it? Their order must not say."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone

import numpy as np
import pyarrow as pa
import pytest
from sqlalchemy import select

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.portal.answering import changes, store
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.intake import straight
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.schema.tables import incidents

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)
COLUMNS = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")


def by_the_clock(path, days, first=0, outcome=""):
    """A file in the order of the clock: a call every ten minutes, in an order of keys that is the same."""
    begun = datetime(2024, 1, 5)
    with path.open("w", newline="") as file:
        rows = [
            (ref, "Met", "Burglary", (begun + timedelta(minutes=10 * ref)).isoformat(), "", -0.1, 51.5, outcome)
            for ref in range(first, 144 * days)
        ]
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def points(portal):
    grant = Grant("person:ada", "offences", Level.POINT)
    scope = compile_scope([grant], {"person:ada"}, "offences", Level.POINT, NOW)
    shown = store.page(portal, scope, RowFilter(), None, 10_000).table["incident_id"].to_pylist()
    changed = changes.changes(portal, scope, 0, 10_000).upserts["incident_id"].to_pylist()
    assert shown == changed
    return shown


def test_points_of_a_delivery_come_in_the_order_of_names_that_say_nothing(portal, profile, tmp_path):
    ingest(portal, by_the_clock(tmp_path / "a.csv", 2), profile())
    first = points(portal)
    assert (len(first), first) == (288, sorted(first))
    ingest(portal, by_the_clock(tmp_path / "b.csv", 3, first=144, outcome="Charged"), profile())
    later = points(portal)
    assert (len(later), later[:144], later[144:]) == (432, sorted(later[:144]), sorted(later[144:]))


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_delivery_too_large_to_be_put_in_order_at_once_is_parted_between_two_days(
    portal, profile, tmp_path, monkeypatch
):
    monkeypatch.setattr(straight, "_RUN", 200)
    delivery = by_the_clock(tmp_path / "a.csv", 5)
    monkeypatch.setattr("safestats_core.formats.delimited._BATCH_ROWS", 50, raising=False)
    ingest(portal, delivery, profile())
    row = incidents.c
    with portal.engine.connect() as connection:
        held = connection.execute(select(row.point_id, row.point_start).order_by(row.seq)).all()
    days = np.array([each.point_start for each in held])
    assert len(held) == 720
    for day in np.unique(days):
        of_day = [each.point_id for each in held if each.point_start == day]
        assert of_day == sorted(of_day)


def test_where_a_run_ends():
    def rows(days):
        return pa.table({"point_start": days})

    assert straight._last_day(rows([1, 1, 2, 2, 3])) == 4
    assert straight._last_day(rows([1, 1, 1])) == 3
    assert straight._last_day(rows([2, 1])) == 1
