"""The audit log: complete, in order, durable before anything leaves, and seen through when it is touched."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.portal import init_portal, open_portal

pytestmark = pytest.mark.parametrize("store", ["sqlite"])


def look(portal, person="ada", rows=10, **detail):
    audit.record(portal, person, "consultation", "offences", "record", detail, rows)


@pytest.fixture
def five(portal):
    for number in range(5):
        look(portal, rows=number, page=number)
    return portal


def tamper(portal, statement):
    """What somebody does who can write to audit.db, and knows of the triggers."""
    with sqlite3.connect(portal.folder / "audit.db") as connection:
        for change in ("UPDATE", "DELETE"):
            connection.execute(f"DROP TRIGGER entries_no_{change}")
        connection.executescript(statement)
    connection.close()


def test_an_entry_says_who_did_what_with_which_data(portal):
    audit.record(portal, "ada", "disclosure", "offences", "point", {"query": {"month": "2024-01"}}, 12)

    (entry,) = audit.search(portal)
    assert (entry.person, entry.operation, entry.dataset, entry.level) == ("ada", "disclosure", "offences", "point")
    assert (entry.detail, entry.rows) == ({"query": {"month": "2024-01"}}, 12)
    assert datetime.now(timezone.utc) - entry.time < timedelta(minutes=1)


def test_any_words_are_kept(portal):
    look(portal, query={"area": "Llŷn \udcff \x00 '; DROP TABLE entries"}, since=datetime(2024, 1, 1))

    (entry,) = audit.search(portal)
    assert entry.detail == {
        "query": {"area": "Llŷn \udcff \x00 '; DROP TABLE entries"},
        "since": "2024-01-01 00:00:00",
    }
    assert audit.verify(portal).is_intact


def test_entries_are_found_by_person_dataset_and_time(portal):
    look(portal, "ada")
    audit.record(portal, "bob", "alteration", None, None, {}, None)
    moment = datetime.now(timezone.utc)
    look(portal, "bob")

    assert [entry.number for entry in audit.search(portal)] == [1, 2, 3]
    assert [entry.number for entry in audit.search(portal, person="bob")] == [2, 3]
    assert [entry.number for entry in audit.search(portal, dataset="offences")] == [1, 3]
    assert [entry.number for entry in audit.search(portal, since=moment)] == [3]


def test_an_entry_is_on_disk_before_record_returns(portal, tmp_path):
    look(portal)
    for name in ("audit.db", "audit.db-wal"):
        shutil.copy(portal.folder / name, tmp_path / name)
    with sqlite3.connect(tmp_path / "audit.db") as copy:
        assert copy.execute("SELECT person FROM entries").fetchall() == [("ada",)]
    copy.close()
    with portal.audit_engine.connect() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL: every commit reaches the disk


def test_what_nobody_touched_is_intact(five):
    assert audit.verify(five) == audit.AuditReport(5)
    assert audit.verify(open_portal(five.folder)).is_intact


@pytest.mark.parametrize(
    ("statement", "intact"),
    [
        ("UPDATE entries SET person = 'bob' WHERE number = 3", 2),
        ("UPDATE entries SET rows = NULL WHERE number = 3", 2),
        ("UPDATE entries SET detail = '{}' WHERE number = 5", 4),
        ("UPDATE entries SET time = '2020-01-01T00:00:00+00:00' WHERE number = 1", 0),
        ("UPDATE entries SET seal = (SELECT seal FROM entries WHERE number = 2) WHERE number = 3", 2),
        ("UPDATE entries SET seal = 'é' WHERE number = 3", 2),
        ("UPDATE entries SET person = x'00' WHERE number = 3", 2),
        ("DELETE FROM entries WHERE number = 3", 2),
        ("DELETE FROM entries WHERE number = 1", 0),
        ("DELETE FROM entries WHERE number = 5", 4),
        ("DELETE FROM entries", 0),
        ("DELETE FROM entries WHERE number = 3; UPDATE entries SET number = number - 1 WHERE number > 3", 2),
        (
            "UPDATE entries SET number = 9 WHERE number = 2; UPDATE entries SET number = 2 WHERE number = 3;"
            "UPDATE entries SET number = 3 WHERE number = 9",
            1,
        ),
        (
            "INSERT INTO entries SELECT 6, time, person, operation, dataset, level, detail, rows, seal FROM entries "
            "WHERE number = 5",
            5,
        ),
        ("DELETE FROM entries WHERE number = 5; UPDATE head SET number = 4, seal = (SELECT max(seal) FROM entries)", 4),
        ("DELETE FROM head", 5),
    ],
)
def test_every_kind_of_tampering_is_found_and_placed(five, statement, intact):
    tamper(five, statement)
    report = audit.verify(five)
    assert not report.is_intact
    assert report.entries == intact


def test_a_chain_forged_without_the_portal_s_key_is_found(five, tmp_path):
    forger = init_portal(tmp_path / "forger", "Forger")
    look(forger)
    forger.close()
    for name in ("audit.db", "audit.db-wal", "audit.db-shm"):
        (five.folder / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "forger" / "audit.db", five.folder / "audit.db")

    assert not audit.verify(open_portal(five.folder)).is_intact


@pytest.mark.parametrize("statement", ["UPDATE entries SET person = 'bob'", "DELETE FROM entries"])
def test_the_log_can_only_grow(five, statement):
    with five.audit_engine.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(statement))
    assert audit.verify(five).is_intact


def test_people_at_the_same_time_make_one_chain(portal):
    threads = [threading.Thread(target=look, args=(portal, f"person-{number}")) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert audit.verify(portal) == audit.AuditReport(8)


def test_a_full_disk_is_an_error_and_nothing_half_written(portal):
    look(portal)
    portal.audit_engine.dispose()

    @event.listens_for(portal.audit_engine, "connect")
    def no_room(connection, _):
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(SafeStatsError, match="cannot be written"):
        look(portal, note="x" * 100_000)
    event.remove(portal.audit_engine, "connect", no_room)
    portal.audit_engine.dispose()
    look(portal)
    assert audit.verify(portal).is_intact


def test_a_read_only_log_is_an_error(portal):
    look(portal)
    portal.audit_engine.dispose()

    @event.listens_for(portal.audit_engine, "connect")
    def read_only(connection, _):
        connection.execute("PRAGMA query_only = ON")

    with pytest.raises(SafeStatsError, match="no data is given out"):
        look(portal)


def test_an_operation_that_the_law_does_not_name_is_refused(portal):
    with pytest.raises(InvalidInput, match="consultation"):
        audit.record(portal, "ada", "peeking", None, None, {}, None)
