"""PostgreSQL keeps the incidents in parts by dataset and year, and nobody notices but by the speed."""

from __future__ import annotations

import threading
from datetime import datetime, timezone

import pyarrow as pa
import pytest
from sqlalchemy import event, func, inspect, select, text

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.answering import changes as told
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.databases.partitions import dataset_table
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.intake.publishing import SupplierMonth
from safestats_core.portal.lifecycle.erasure import erase, withdraw
from safestats_core.portal.lifecycle.retention import run_retention, set_retention
from safestats_core.portal.portal import open_portal
from safestats_core.portal.schema.tables import incidents

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
EVERYTHING = RowFilter()

pytestmark = pytest.mark.parametrize("store", ["postgresql"])


def scope_of(dataset, level=Level.RECORD):
    return compile_scope([Grant("person:ada", dataset, level)], {"person:ada"}, dataset, level, NOW)


def in_months(*months, prefix="id", outcome=None):
    """One incident for each month."""
    rows = []
    for number, month in enumerate(months):
        start = datetime(int(month[:4]), int(month[5:]), 5, 12, tzinfo=timezone.utc)
        rows.append(
            {
                "incident_id": f"{prefix}-{number}",
                "supplier": "Test Police",
                "category": "burglary",
                "start": start,
                "end": start,
                "time_precision": "exact",
                "month": month,
                "location_precision": "none",
                "outcome": outcome,
            }
        )
    return pa.Table.from_pylist(rows, INCIDENT_SCHEMA)


def parts(portal, dataset):
    names = inspect(portal.engine).get_table_names()
    table = dataset_table(dataset)
    return {name.removeprefix(table + "_") for name in names if name.startswith(table + "_")}


def ids(portal, dataset):
    page = answers.page(portal, scope_of(dataset), EVERYTHING, None, 10_000).table
    return sorted(page["incident_id"].to_pylist())


def test_a_part_is_made_for_each_dataset_and_year_that_comes(portal, offences, put, profile):
    put(portal, offences, in_months("2023-12", "2024-01", "2024-12"))
    assert parts(portal, offences) == {"2023", "2024"}
    long = declare_dataset(
        portal, profile("a-dataset-with-a-name-that-is-longer-than-postgresql-allows-for-tables")
    ).name
    put(portal, long, in_months("2024-05", "2025-05"))
    assert parts(portal, long) == {"2024", "2025"}
    assert ids(portal, offences) == ["id-0", "id-1", "id-2"]
    assert ids(portal, long) == ["id-0", "id-1"]


def test_false_dates_do_not_make_thousands_of_parts(portal, offences, put):
    months = ["0001-01", "0999-12", "1970-01", "1999-12", "2000-01", "2100-12", "2101-01", "9999-12"]
    put(portal, offences, in_months(*months))
    assert parts(portal, offences) == {"before", "2000", "2100", "after"}
    assert [month.month for month in answers.months(portal, scope_of(offences))] == months


def test_twenty_years_may_come_in_one_delivery(portal, offences, put):
    months = [f"{year}-{month:02d}" for year in range(2004, 2024) for month in range(1, 13)]
    put(portal, offences, in_months(*months))
    assert len(parts(portal, offences)) == 20
    assert ids(portal, offences) == sorted(f"id-{number}" for number in range(240))


def test_a_row_that_moves_to_another_year_stays_one_row(portal, offences, put):
    put(portal, offences, in_months("2023-12"))
    since = told.latest(portal)
    moved = put(portal, offences, in_months("2024-01"))
    assert (moved.added, moved.changed) == (0, 1)
    assert ids(portal, offences) == ["id-0"]
    found = told.changes(portal, scope_of(offences), since, 10)
    assert (found.upserts["month"].to_pylist(), found.removed) == (["2024-01"], ())


def test_the_same_keys_from_two_at_once_are_one_row_each_whatever_their_months(portal, offences, put, new_database):
    """No index spans the parts: the counter does it, which whoever publishes holds."""
    other = open_portal(portal.folder, portal.engine.url.render_as_string(hide_password=False))
    failures = []

    def publish(where, months, outcome):
        try:
            put(where, offences, in_months(*months, outcome=outcome))
        except Exception as error:
            failures.append(error)

    for round_number in range(6):
        years = (f"{2001 + 2 * round_number}", f"{2002 + 2 * round_number}")  # parts that neither has yet
        both = [
            threading.Thread(
                target=publish,
                args=(where, [f"{year}-{month:02d}" for month in range(1, 13)], f"{round_number} {year}"),
            )
            for where, year in zip((portal, other), years)
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join(60)
        assert not failures
        with portal.engine.connect() as connection:
            per_key = select(func.count()).select_from(incidents).group_by(incidents.c.incident_id)
            assert connection.scalars(per_key).all() == [1] * 12
        assert len({month.month[:4] for month in answers.months(portal, scope_of(offences))}) == 1
    other.close()


def test_neither_readers_nor_a_new_year_wait_for_each_other(portal, offences, put, monkeypatch):
    monkeypatch.setattr(answers, "_BATCH", 5)
    put(portal, offences, in_months(*[f"2023-{month:02d}" for month in range(1, 13)]))
    stream = answers.batches(portal, scope_of(offences), EVERYTHING)
    read = [next(stream)]
    publishing = threading.Thread(target=put, args=(portal, offences, in_months("2024-01", "2025-01", prefix="new")))
    publishing.start()
    publishing.join(10)
    assert not publishing.is_alive(), "the ingest waits for a reader"
    assert len(ids(portal, offences)) == 14
    read += stream
    assert sum(batch.num_rows for batch in read) == 12


def test_replacing_erasing_withdrawing_and_retention_reach_every_part(portal, offences, put):
    months = ["2020-06", "2021-06", "2022-06", "2023-06", "2024-06"]
    put(portal, offences, in_months(*months))
    put(portal, offences, in_months(), (SupplierMonth(offences, "2020-06", "Test Police"),))
    assert ids(portal, offences) == ["id-1", "id-2", "id-3", "id-4"]
    erase(portal, offences, ["id-2"], "asked for")
    withdraw(portal, offences, ["id-3"], "to be put right")
    assert ids(portal, offences) == ["id-1", "id-4"]
    put(portal, offences, in_months("2020-06"), ())
    put(portal, offences, in_months(*months).slice(3, 1))
    assert set(ids(portal, offences)) == {"id-0", "id-1", "id-3", "id-4"}
    set_retention(portal, offences, 24)
    run_retention(portal, datetime(2025, 6, 15, tzinfo=timezone.utc).timestamp())
    assert set(ids(portal, offences)) == {"id-3", "id-4"}


def test_an_id_is_looked_up_by_an_index_in_every_part(portal, offences, put):
    put(portal, offences, in_months("2022-01", "2023-01", "2024-01"))
    point = answers.page(portal, scope_of(offences, Level.POINT), EVERYTHING, None, 9).table["incident_id"][1].as_py()
    assert answers.incident(portal, scope_of(offences), "id-2").num_rows == 1
    assert answers.incident(portal, scope_of(offences, Level.POINT), point).num_rows == 1
    with portal.engine.connect() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.scalars(
            text("EXPLAIN SELECT * FROM incidents WHERE dataset = 'offences' AND incident_id = 'x'")
        )
        plan = " ".join(plan)
    assert plan.count("Index") >= 3
    assert "Seq Scan" not in plan


@pytest.fixture
def planned(portal):
    """What PostgreSQL plans for each statement that is asked from now on, about incidents and one at a time."""
    plans = []

    def explain(connection, cursor, statement, parameters, context, executemany):
        if "incidents" in statement and statement.startswith(("SELECT", "INSERT", "DELETE")) and not executemany:
            found = connection.connection.cursor().execute("EXPLAIN " + statement, parameters).fetchall()
            plans.append("\n".join(line for (line,) in found))

    event.listen(portal.engine, "before_cursor_execute", explain)
    yield plans
    event.remove(portal.engine, "before_cursor_execute", explain)


def test_a_delivery_is_planned_for_the_parts_of_its_dataset_alone(portal, offences, put, profile, planned):
    """To plan for all of them takes a second and more where there are many agencies."""
    other = declare_dataset(portal, profile("other")).name
    put(portal, other, in_months("2023-01", "2024-01"))
    put(portal, offences, in_months("2023-01", "2024-01"))
    planned.clear()
    for outcome, months in (("Charged", ["2023-01", "2024-01"]), ("Cautioned", ["2023-01"])):
        replaced = tuple(SupplierMonth(offences, month, "Test Police") for month in ("2023-01", "2024-01"))
        changes = put(portal, offences, in_months(*months, outcome=outcome), replaced)
        assert changes.changed == len(months)
    assert changes.removed == 1
    assert sum(dataset_table(offences) in plan for plan in planned) >= 8
    assert [plan for plan in planned if dataset_table(other) in plan] == []
