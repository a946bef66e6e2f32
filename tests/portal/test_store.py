"""What an answer is made of: pages, streams, versions, and the level that it is given at."""

from __future__ import annotations

import threading
from datetime import datetime, timezone

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from sqlalchemy import event

from safestats_core.access import Grant, Level, Scope, compile_scope
from safestats_core.errors import InvalidInput
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.store import RowFilter
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.intake.publishing import SupplierMonth
from safestats_core.portal.portal import init_portal

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
EVERYTHING = RowFilter()


def scope_of(dataset, level=Level.RECORD, **narrowed):
    return compile_scope([Grant("person:ada", dataset, level, **narrowed)], {"person:ada"}, dataset, level, NOW)


def some_incidents(rows, ward=None, prefix="id"):
    """A burglary an hour from 1 January 2024 on, in wards W0 to W4 by turns."""
    start = pa.array(1704067200 + 3600 * np.arange(rows)).cast(pa.timestamp("s", tz="UTC"))
    columns = {
        "incident_id": [f"{prefix}-{number}" for number in range(rows)],
        "supplier": ["Test Police"] * rows,
        "source_id": [f"REF {number}" for number in range(rows)],
        "category": ["burglary"] * rows,
        "start": start,
        "end": start,
        "time_precision": ["exact"] * rows,
        "month": pc.strftime(start, "%Y-%m"),
        "longitude": -0.1 + 0.0001 * np.arange(rows),
        "latitude": np.full(rows, 51.5),
        "location_precision": ["exact"] * rows,
        "borough": ["B1"] * rows,
        "ward": [ward or f"W{number % 5}" for number in range(rows)],
    }
    nothing = pa.nulls(rows, pa.string())
    return pa.table([columns.get(name, nothing) for name in INCIDENT_SCHEMA.names], schema=INCIDENT_SCHEMA)


def changed(table, row, **values):
    """`table` with other values in one row."""
    rows = table.to_pylist()
    rows[row].update(values)
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


def versions(portal, scope):
    return {each.month: (each.rows, each.version) for each in answers.months(portal, scope)}


def test_a_person_without_a_grant_sees_nothing(portal, offences, put):
    put(portal, offences, some_incidents(10))
    for level in Level:
        nothing = Scope(offences, level)
        assert answers.page(portal, nothing, EVERYTHING, None, 100).table.num_rows == 0
        assert list(answers.batches(portal, nothing, EVERYTHING)) == []
        assert answers.months(portal, nothing) == []
        assert answers.extent(portal, nothing) is None
        assert answers.incident(portal, nothing, "id-1").num_rows == 0


def test_a_scope_of_one_dataset_says_nothing_about_another(portal, offences, profile, put):
    put(portal, offences, some_incidents(10))
    for level in Level:
        other = scope_of("nightlife", level)
        assert answers.page(portal, other, EVERYTHING, None, 100).table.num_rows == 0
        assert answers.months(portal, other) == []


def test_pages_follow_one_another_without_gap_or_repeat(portal, offences, put):
    put(portal, offences, some_incidents(25))
    scope = scope_of(offences)

    first = answers.page(portal, scope, EVERYTHING, None, 10)
    second = answers.page(portal, scope, EVERYTHING, first.next_after, 10)
    third = answers.page(portal, scope, EVERYTHING, second.next_after, 10)

    ids = [each for page in (first, second, third) for each in page.table["incident_id"].to_pylist()]
    assert sorted(ids) == sorted(f"id-{number}" for number in range(25))
    assert third.next_after is None
    whole = answers.page(portal, scope, EVERYTHING, None, 25)
    assert (whole.table["incident_id"].to_pylist(), whole.next_after) == (ids, None)


def test_what_changes_while_somebody_pages_comes_at_the_end(portal, offences, put):
    table = some_incidents(6)
    put(portal, offences, table)
    scope = scope_of(offences)
    whole = answers.page(portal, scope, EVERYTHING, None, 6).table["incident_id"].to_pylist()
    first = answers.page(portal, scope, EVERYTHING, None, 3)
    put(portal, offences, changed(table, int(whole[1].removeprefix("id-")), outcome="Charged"))
    rest = answers.page(portal, scope, EVERYTHING, first.next_after, 10)

    assert rest.table["incident_id"].to_pylist() == [*whole[3:], whole[1]]


def test_a_stream_shows_one_moment_whatever_is_published_meanwhile(portal, offences, put, monkeypatch):
    monkeypatch.setattr(answers, "_BATCH", 10)
    put(portal, offences, some_incidents(30))
    stream = answers.batches(portal, scope_of(offences), EVERYTHING)
    read = [next(stream)]
    meanwhile = threading.Thread(target=put, args=(portal, offences, some_incidents(30, ward="W9")))
    meanwhile.start()
    meanwhile.join()
    read += stream

    seen = pa.Table.from_batches(read)
    assert sorted(seen["ward"].to_pylist()) == sorted(f"W{number % 5}" for number in range(30))
    assert len(set(seen["incident_id"].to_pylist())) == 30


def test_hidden_changes_leave_the_versions_as_they_are(portal, offences, put):
    table = some_incidents(40)
    put(portal, offences, table)
    mine, theirs = (scope_of(offences, areas=frozenset({ward})) for ward in ("W0", "W1"))
    before = versions(portal, mine), versions(portal, theirs)

    put(portal, offences, changed(table, 1, outcome="Charged"))  # in W1

    assert versions(portal, mine) == before[0]
    assert versions(portal, theirs) != before[1]


def test_a_version_changes_with_a_row_added_changed_or_removed(portal, offences, profile, put):
    scope, table = scope_of(offences, areas=frozenset({"W0"})), some_incidents(40)
    seen = []
    january = (SupplierMonth(offences, "2024-01", "Test Police"),)
    added = pa.concat_tables([table, some_incidents(1, prefix="new")])
    for incidents in (table, changed(table, 5, outcome="Charged"), added, table, table.slice(1), table):
        put(portal, offences, incidents, january)
        seen.append(versions(portal, scope)["2024-01"])

    assert [rows for rows, _ in seen] == [8, 8, 9, 8, 7, 8]
    assert len({version for _, version in seen}) == len(seen)


def test_a_count_that_is_rounded_to_the_same_has_the_same_version(portal, offences, put):
    put(portal, offences, some_incidents(2, ward="W0"))
    scope = scope_of(offences, Level.COUNTS)
    before = versions(portal, scope)

    put(portal, offences, some_incidents(5, ward="W0"))
    assert versions(portal, scope) == before
    assert answers.page(portal, scope, EVERYTHING, None, 9).table["count"].to_pylist() == [5]

    put(portal, offences, some_incidents(9, ward="W0"))
    assert versions(portal, scope) != before
    assert answers.page(portal, scope, EVERYTHING, None, 9).table["count"].to_pylist() == [10]


def test_an_incident_is_found_by_its_id_at_each_level(portal, offences, put):
    put(portal, offences, some_incidents(10))
    for level, name in ((Level.RECORD, "incident_id"), (Level.POINT, "incident_id"), (Level.COUNTS, "count_id")):
        scope = scope_of(offences, level)
        for row in answers.page(portal, scope, EVERYTHING, None, 100).table.to_pylist():
            assert answers.incident(portal, scope, row[name]).to_pylist() == [row]
        assert answers.incident(portal, scope, "nobody").num_rows == 0


def test_an_incident_outside_the_scope_is_not_found(portal, offences, put):
    put(portal, offences, some_incidents(10))
    scope = scope_of(offences, areas=frozenset({"W0"}))

    assert answers.incident(portal, scope, "id-5").num_rows == 1
    assert answers.incident(portal, scope, "id-6").num_rows == 0


def test_a_point_does_not_give_away_the_record(portal, offences, put):
    put(portal, offences, some_incidents(10))
    table = answers.page(portal, scope_of(offences, Level.POINT), EVERYTHING, None, 100).table

    assert "source_id" not in table.column_names
    assert not set(table["incident_id"].to_pylist()) & {f"id-{number}" for number in range(10)}
    assert answers.incident(portal, scope_of(offences, Level.POINT), "id-3").num_rows == 0
    assert set(pc.strftime(table["start"], "%H:%M:%S").to_pylist()) == {"00:00:00"}
    assert set(pc.strftime(table["end"], "%H:%M:%S").to_pylist()) == {"23:59:59"}


def test_the_same_incident_has_different_ids_in_different_portals(portal, offences, put, tmp_path, profile):
    other = init_portal(tmp_path / "other", "Another portal")
    declare_dataset(other, profile())
    ids = []
    for each in (portal, other):
        put(each, offences, some_incidents(1))
        ids += answers.page(each, scope_of(offences, Level.POINT), EVERYTHING, None, 9).table["incident_id"].to_pylist()
    other.close()

    assert ids[0] != ids[1]


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_page_is_read_through_an_index_and_not_sorted(portal, offences, put):
    put(portal, offences, some_incidents(100))
    plans = []

    @event.listens_for(portal.engine, "before_cursor_execute")
    def explain(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("SELECT incidents."):
            rows = connection.connection.execute("EXPLAIN QUERY PLAN " + statement, parameters).fetchall()
            plans.append(" ".join(row[3] for row in rows))

    for scope in (scope_of(offences), scope_of(offences, areas=frozenset({"W1", "W2"}), from_month="2024-01")):
        for asked in (EVERYTHING, RowFilter(from_month="2024-01", to_month="2024-03"), RowFilter(month="2024-01")):
            answers.page(portal, scope, asked, 50, 10)

    for level in (Level.RECORD, Level.POINT):
        answers.incident(portal, scope_of(offences, level), "id-1")

    *plans, record, point = plans
    assert "incidents_by_id" in record
    assert "incidents_by_point_id" in point
    assert len(plans) == 6
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]
    assert all("dataset=? AND seq>?" in plan or "dataset=? AND month=? AND seq>?" in plan for plan in plans)


@pytest.mark.parametrize(
    "question",
    [
        {"bbox": (0, 52, 1, 51)},
        {"bbox": (0, float("nan"), 1, 51)},
        {"bbox": (0, 51, 1)},
        {"month": "2024-13"},
        {"from_month": "March"},
        {"categories": ("burglry",)},
        {"starts_before": datetime(2024, 1, 1)},
        {"ends_after": datetime.max.replace(tzinfo=timezone.utc)},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(question):
    with pytest.raises(InvalidInput):
        RowFilter(**question)
