"""A client that follows the changes ends with what it would get by asking anew, and hears of nothing else."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
import pytest

from safestats_core.access import LEVEL_SCHEMAS, Grant, Level, compile_scope
from safestats_core.errors import InvalidInput
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import changes as told
from safestats_core.portal.answering import store
from safestats_core.portal.intake.publishing import SupplierMonth

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
GRANTS = {
    "everything": {},
    "one borough": {"areas": frozenset({"B0"})},
    "one ward from February": {"areas": frozenset({"W1"}), "from_month": "2024-02"},
}


def scope_of(dataset, level, **narrowed):
    return compile_scope([Grant("person:ada", dataset, level, **narrowed)], {"person:ada"}, dataset, level, NOW)


def delivery(random, rows):
    """Some of 40 incidents, each in any of four wards of two boroughs and three months, with any outcome."""
    numbers = random.choice(40, rows, replace=False)
    ward, month = random.integers(0, 4, rows), random.integers(1, 4, rows)
    start = [datetime(2024, value, 5, 12, tzinfo=timezone.utc) for value in month]
    columns = {
        "incident_id": [f"id-{number}" for number in numbers],
        "supplier": ["Test Police"] * rows,
        "category": random.choice(["burglary", "robbery"], rows),
        "start": start,
        "end": start,
        "time_precision": ["exact"] * rows,
        "month": [f"2024-{value:02d}" for value in month],
        "longitude": -0.1 + 0.001 * ward,
        "latitude": np.full(rows, 51.5),
        "location_precision": ["exact"] * rows,
        "borough": [f"B{number // 2}" for number in ward],
        "ward": [f"W{number}" for number in ward],
        "outcome": random.choice(["open", "closed"], rows),
    }
    nothing = pa.nulls(rows, pa.string())
    arrays = [pa.array(columns.get(name, nothing)) for name in INCIDENT_SCHEMA.names]
    return pa.table([array.cast(field.type) for array, field in zip(arrays, INCIDENT_SCHEMA)], schema=INCIDENT_SCHEMA)


def by_id(table):
    name = table.column_names[0]
    return {row[name]: row for row in table.to_pylist()}


def everything(portal, scope):
    return by_id(store.page(portal, scope, store.RowFilter(), None, 10_000).table)


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
@pytest.mark.parametrize("narrowed", GRANTS.values(), ids=GRANTS)
def test_following_the_changes_is_as_good_as_asking_anew(portal, offences, put, level, narrowed):
    random = np.random.default_rng(3)
    scope = scope_of(offences, level, **narrowed)
    held, since, ever_seen = {}, 0, set()
    for round_number in range(12):
        replaced = [SupplierMonth(offences, f"2024-{random.integers(1, 4):02d}", "Test Police")]
        put(portal, offences, delivery(random, int(random.integers(1, 30))), replaced if round_number % 3 else ())
        while True:
            found = told.changes(portal, scope, since, limit=7)
            held = {name: row for name, row in held.items() if name not in found.removed}
            held.update(by_id(found.upserts))
            assert set(found.removed) <= ever_seen, "told of a row that was never hers"
            ever_seen |= set(held)
            since = found.last
            if not found.more:
                break
        assert held == everything(portal, scope)
    assert ever_seen > set(held)
    assert told.changes(portal, scope, since, 100).is_empty


def test_what_happens_elsewhere_is_not_heard_of(portal, offences, put):
    random = np.random.default_rng(5)
    first = delivery(random, 30)
    put(portal, offences, first)
    inside = scope_of(offences, Level.RECORD, areas=frozenset({"B0"}))
    since = told.latest(portal)
    rows = [{**row, "outcome": "changed"} for row in first.to_pylist() if row["borough"] == "B1"]
    put(portal, offences, pa.Table.from_pylist(rows, INCIDENT_SCHEMA))
    assert told.latest(portal) > since
    assert told.changes(portal, inside, since, 100).is_empty


def test_nothing_is_told_of_the_future_or_of_counts(portal, offences, put):
    put(portal, offences, delivery(np.random.default_rng(1), 5))
    with pytest.raises(InvalidInput, match="not published|was published up to"):
        told.changes(portal, scope_of(offences, Level.RECORD), told.latest(portal) + 1, 10)
    with pytest.raises(InvalidInput, match="Compare the versions of their months"):
        told.changes(portal, scope_of(offences, Level.COUNTS), 0, 10)


def test_an_upsert_has_the_columns_of_the_scope_and_no_others(portal, offences, put):
    put(portal, offences, delivery(np.random.default_rng(2), 10))
    shown = frozenset(INCIDENT_SCHEMA.names) - {"outcome", "attributes"}
    scope = scope_of(offences, Level.RECORD, fields=shown)
    found = told.changes(portal, scope, 0, 100)
    assert found.upserts.schema == scope.schema
    assert "outcome" not in found.upserts.column_names
    assert LEVEL_SCHEMAS[Level.RECORD].field("outcome").nullable
