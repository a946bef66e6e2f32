"""Rows go when their time is over: no earlier, all of them, and told to everybody who held one."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select, update

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.formats.profile import Column
from safestats_core.portal import audit
from safestats_core.portal.answering import changes as told
from safestats_core.portal.databases.database import writing
from safestats_core.portal.datasets import declare_dataset, get_dataset
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle import daily, retention
from safestats_core.portal.lifecycle.coverage import list_coverage
from safestats_core.portal.lifecycle.daily import run_if_due
from safestats_core.portal.lifecycle.retention import expired, run_retention, set_retention
from safestats_core.portal.schema import tables

DAY = 86_400


def at(*moment):
    return datetime(*moment, tzinfo=timezone.utc).timestamp()


def months_left(rows):
    return sorted({row["month"] for row in rows})


@pytest.fixture
def a_year(portal, profile, offence, write):
    """Two rows in each month of 2024, in a dataset that keeps three months."""
    rows = [offence(f"{month}-{number}", f"2024-{month:02d}") for month in range(1, 13) for number in (1, 2)]
    path = write("year.csv", rows)
    ingest(portal, path, profile())
    set_retention(portal, "offences", 3)
    return path


def test_a_month_is_kept_for_as_many_months_after_it_as_were_said(portal, a_year, rows_of, cube_agrees):
    (done,) = run_retention(portal, at(2024, 8, 31, 23, 0))  # in London, September has begun by half an hour
    assert (done.dataset, done.first_kept, done.rows) == ("offences", "2024-06", 10)
    assert months_left(rows_of()) == [f"2024-{month:02d}" for month in range(6, 13)]
    assert cube_agrees()
    assert run_retention(portal, at(2024, 8, 31, 23, 0))[0].rows == 0


def test_the_month_is_that_of_the_dataset_s_clock(portal, a_year):
    assert expired(portal, at(2024, 8, 31, 22, 59))[0].first_kept == "2024-05"
    assert expired(portal, at(2024, 8, 31, 23, 0))[0].first_kept == "2024-06"


def test_a_dry_run_counts_and_removes_nothing(portal, a_year, rows_of):
    entries = len(list(audit.search(portal)))
    (would,) = expired(portal, at(2024, 12, 15))
    assert (would.first_kept, would.rows) == ("2024-09", 16)
    assert len(rows_of()) == 24
    assert len(list(audit.search(portal))) == entries


def test_who_held_an_expired_row_is_told(portal, a_year, scope_of, rows_of):
    before, since = {row["incident_id"] for row in rows_of()}, told.latest(portal)
    run_retention(portal, at(2024, 12, 15))
    found = told.changes(portal, scope_of(), since, 100)
    assert set(found.removed) == before - {row["incident_id"] for row in rows_of()}
    assert found.upserts.num_rows == 0


def test_it_is_done_in_small_transactions_each_with_its_entry(portal, a_year, monkeypatch, rows_of, cube_agrees):
    monkeypatch.setattr(retention, "_BATCH", 5)
    run_retention(portal, at(2024, 12, 15), by="operator:eve")
    entries = [each for each in audit.search(portal) if each.operation == "erasure" and each.dataset]
    assert [entry.rows for entry in entries] == [5, 5, 5, 1]
    assert {entry.person for entry in entries} == {"operator:eve"}
    assert len(rows_of()) == 8
    assert cube_agrees()


def test_a_run_that_breaks_off_keeps_what_is_done_and_the_next_does_the_rest(
    portal, a_year, monkeypatch, rows_of, cube_agrees
):
    monkeypatch.setattr(retention, "_BATCH", 5)
    entered, record = [], audit.record

    def fail_at_the_third(*entry):
        entered.append(entry)
        if len(entered) == 3:
            raise SafeStatsError("disk full")
        record(*entry)

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", fail_at_the_third)
        with pytest.raises(SafeStatsError, match="disk full"):
            run_retention(portal, at(2024, 12, 15))
    assert len(rows_of()) == 24 - 2 * 5
    assert cube_agrees()
    assert run_retention(portal, at(2024, 12, 15))[0].rows == 6
    assert len(rows_of()) == 8


def test_nothing_of_an_expired_row_stays_in_the_database_tombstones_neither(portal, profile, offence, write):
    police = profile(update="replace-months")
    ingest(portal, write("first.csv", [offence(1, outcome="MARKER one"), offence(2, outcome="MARKER two")]), police)
    ingest(portal, write("second.csv", [offence(1, outcome="MARKER one")]), police)
    set_retention(portal, "offences", 1)
    assert run_retention(portal, at(2024, 12, 15))[0].rows == 1
    with portal.engine.connect() as connection:
        left = {table.name: connection.execute(select(table)).all() for table in tables.metadata.sorted_tables}
    assert "MARKER" not in str(left)
    assert left["incidents"] == left["counts"] == left["supplier_counts"] == left["coverage"] == []


def test_a_delivery_goes_with_its_last_row_and_not_before(portal, profile, a_year, offence, write):
    ingest(portal, write("january.csv", [offence("j", "2024-01")]), profile())
    run_retention(portal, at(2024, 12, 15))
    assert [path.name for path in portal.quarantine.rglob("*.csv")] == ["year.csv"]
    run_retention(portal, at(2025, 4, 15))
    assert list(portal.quarantine.iterdir()) == []


def test_a_delivery_without_a_row_that_was_taken_goes_when_what_came_with_it_would(portal, profile, offence, write):
    refused = write("refused.csv", [offence(1, "2024-01", lon="MARKER")])
    ingest(portal, refused, profile())
    ingest(portal, write("undated.csv", [offence(2, **{"from": "MARKER"})]), profile())
    ingest(portal, write("theirs.csv", [offence(3, lon="MARKER")]), profile(name="theirs"))
    set_retention(portal, "offences", 3)
    came = datetime.now(timezone.utc).replace(day=15, hour=12)
    run_retention(portal, (came + timedelta(days=89)).timestamp())
    assert len(list(portal.quarantine.iterdir())) == 3
    run_retention(portal, (came + timedelta(days=125)).timestamp())
    assert [path.name for path in portal.quarantine.rglob("*.csv")] == ["theirs.csv"]
    with portal.engine.connect() as connection:
        assert len(connection.execute(select(tables.refusals)).all()) == 1


def test_a_file_of_which_nothing_was_taken_at_first_is_kept_for_the_rows_that_were_taken_later(
    portal, profile, offence, write
):
    path = write("december.csv", [offence(1, "2024-12")])
    wrong = replace(profile(), time=replace(profile().time, start=Column(("to",))))
    assert ingest(portal, path, wrong).refused == 1
    with writing(portal.engine) as connection:
        connection.execute(update(tables.deliveries).values(received=int(at(2024, 1, 15))))
    assert ingest(portal, path, profile()).added == 1
    set_retention(portal, "offences", 3)

    run_retention(portal, at(2025, 1, 15))
    assert len(list(portal.quarantine.iterdir())) == 1
    run_retention(portal, at(2025, 4, 15))
    assert list(portal.quarantine.iterdir()) == []


def test_a_dataset_without_a_term_is_kept_for_ever(portal, profile, offence, write, rows_of):
    ingest(portal, write("old.csv", [offence(1, "1999-01")]), profile())
    assert run_retention(portal, at(2100, 1, 1)) == expired(portal, at(2100, 1, 1)) == []
    assert len(rows_of()) == 1


def test_what_is_too_old_when_it_arrives_is_refused_and_says_why(portal, profile, offence, write, rows_of):
    recent = (datetime.now(timezone.utc) - timedelta(days=45)).strftime("%Y-%m")
    ingest(portal, write("new.csv", [offence(1, recent)]), profile())
    set_retention(portal, "offences", 24)
    receipt = ingest(portal, write("old.csv", [offence(2, recent), offence(3, "2001-01")]), profile())
    assert (receipt.read, receipt.added, receipt.refused) == (2, 1, 1)
    assert receipt.refusals[0].row == 2
    assert "24 months" in receipt.refusals[0].reason
    assert [each.month for each in list_coverage(portal, "offences")] == [recent]


def test_a_term_is_set_audited_and_taken_back(portal, a_year):
    assert get_dataset(portal, "offences").retention_months == 3
    assert set_retention(portal, "offences", None).retention_months is None
    *_, entry = audit.search(portal)
    assert (entry.operation, entry.detail) == ("alteration", {"change": "retention", "months": None})
    for months in (0, -1, 10**9):
        with pytest.raises(InvalidInput, match="cannot be kept"):
            set_retention(portal, "offences", months)
    with pytest.raises(InvalidInput, match="no dataset"):
        set_retention(portal, "nothing", 3)


def test_a_dataset_is_kept_for_as_long_as_its_profile_says(portal, profile, offence, write):
    described = replace(profile(), retention_months=18)
    ingest(portal, write("first.csv", [offence(1, "2019-01")]), described)
    assert get_dataset(portal, "offences").retention_months == 18
    assert declare_dataset(portal, replace(described, retention_months=None)).retention_months is None


def test_it_runs_once_a_day_whoever_asks(portal, a_year, rows_of):
    now = at(2024, 12, 15)
    ran = []
    threads = [threading.Thread(target=lambda: ran.append(run_if_due(portal, now))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == [False, False, False, True]
    assert len(rows_of()) == 8
    assert not run_if_due(portal, now + DAY - 1)
    assert run_if_due(portal, now + DAY)


def test_a_process_that_ends_on_the_way_leaves_the_rest_to_another(portal, a_year, monkeypatch, rows_of):
    now = at(2024, 12, 15)

    def fail(*_, **__):
        raise SafeStatsError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("safestats_core.portal.lifecycle.daily.run_retention", fail)
        with pytest.raises(SafeStatsError):
            run_if_due(portal, now)
    assert not run_if_due(portal, now + 60)
    assert run_if_due(portal, now + 3_600)
    assert len(rows_of()) == 8


def test_a_portal_that_is_served_removes_what_is_past_its_time(portal, a_year, rows_of):
    url = portal.engine.url.render_as_string(hide_password=False)
    database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)
    serve = [sys.executable, "-m", "safestats_core.cli", "portal", "serve", str(portal.folder), "--port", "0"]
    process = subprocess.Popen([*serve, *database], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout.readline().startswith(b"Listening")
        deadline = time.monotonic() + 60
        while rows_of() and time.monotonic() < deadline:  # of 2024, nothing is young enough by now
            time.sleep(0.05)
        assert rows_of() == []
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_the_daily_look_outlives_whatever_goes_wrong(portal, a_year, monkeypatch, caplog):
    looked = threading.Event()

    def fail(_portal):
        if looks.append(1) is None and len(looks) > 1:
            looked.set()
        raise OSError("MARKER")

    looks: list[int] = []
    monkeypatch.setattr(daily, "run_if_due", fail)
    monkeypatch.setattr(daily, "_LOOK_EVERY", 0.01)
    with daily.daily_retention(portal):
        assert looked.wait(10)
    assert "MARKER" not in caplog.text
    assert "OSError" in caplog.text
