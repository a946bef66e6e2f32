"""The audit log: complete, in order, durable before anything leaves, and seen through when it is touched."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.audit import AuditReport
from safestats_core.portal.oversight import chain
from safestats_core.portal.oversight.audit_mark import mark, marked, marking
from safestats_core.portal.portal import init_portal, open_audit_engine, open_portal

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
    with pytest.raises(InvalidInput, match="peeking"):
        audit.find(portal, audit.Wanted(operation="peeking"))


def test_the_six_operations_of_the_law_and_sign_ins_are_recorded_and_found(portal):
    six = ("consultation", "disclosure", "collection", "alteration", "combination", "erasure")
    for operation in (*six, "sign-in"):
        audit.record(portal, "ada", operation, None, None, {}, None)
    assert six == audit.OPERATIONS
    for operation in (*six, "sign-in"):
        assert [entry.operation for entry in audit.find(portal, audit.Wanted(operation=operation))] == [operation]


def test_entries_are_found_by_everything_that_they_say(portal):
    audit.record(portal, "ada", "consultation", "offences", "record", {"query": {"area": "Llŷn"}}, 7)
    middle = datetime.now(timezone.utc)
    audit.record(portal, "bob", "consultation", "offences", "point", {"query": {"area": "100%_'\""}}, 70)
    audit.record(portal, "bob", "collection", "calls", None, {"file": "Calls.csv"}, None)

    def found(**wanted):
        return [entry.number for entry in audit.find(portal, audit.Wanted(**wanted))]

    assert found() == [1, 2, 3]
    assert found(person="bob", dataset="offences") == [2]
    assert found(level="record") == [1]
    assert found(since=middle) == [2, 3]
    assert found(until=middle) == [1]
    assert found(rows=7) == [1, 2]
    assert found(rows=8) == [2]
    assert found(after=1, operation="collection") == [3]
    assert found(text="Llŷn") == [1]
    assert found(text="calls.CSV") == [3]
    assert found(text="100%_'\"") == [2]
    assert found(text="1%0") == []
    latest_first = audit.find(portal, audit.Wanted(), latest_first=True)
    assert [entry.number for entry in latest_first] == [3, 2, 1]


def test_an_entry_that_somebody_made_unreadable_is_named(five):
    tamper(five, "UPDATE entries SET detail = 'not JSON' WHERE number = 3")
    with pytest.raises(SafeStatsError, match="Entry 3 .* audit verify"):
        list(audit.search(five))


def as_it_was_sealed_before(portal):
    """Turn a log into one from before it had a key and indexes of its own."""
    with sqlite3.connect(portal.folder / "audit.db") as connection:
        for change in ("UPDATE", "DELETE"):
            connection.execute(f"DROP TRIGGER entries_no_{change}")
        connection.execute("DROP INDEX entries_by_time")
        names = ("number", "time", "person", "operation", "dataset", "level", "detail", "rows")
        seal = ""
        for row in connection.execute(f"SELECT {', '.join(names)} FROM entries ORDER BY number").fetchall():
            seal = chain._seal(portal.key, seal, dict(zip(names, row)))
            connection.execute("UPDATE entries SET seal = ? WHERE number = ?", (seal, row[0]))
        connection.execute("UPDATE head SET seal = ?", (chain._seal(portal.key, seal, {"last": row[0]}),))
    connection.close()


def test_a_log_from_before_it_had_its_own_key_stays_intact_and_goes_on(five):
    as_it_was_sealed_before(five)
    portal = open_portal(five.folder)
    assert audit.verify(portal) == audit.AuditReport(5)
    look(portal)
    assert audit.verify(portal) == audit.AuditReport(6)
    with portal.audit_engine.connect() as connection:
        indexes = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index'")).all()
    assert "entries_by_time" in indexes
    portal.close()


def test_only_what_came_since_is_checked_when_asked_so(five):
    assert audit.verify(five, after=3) == audit.AuditReport(5)
    tamper(five, "UPDATE entries SET person = 'bob' WHERE number = 2")
    assert audit.verify(five, after=3).is_intact
    assert audit.verify(five, after=1).entries == 1
    assert not audit.verify(five, after=9).is_intact


@pytest.mark.parametrize(
    "statement", ["DELETE FROM entries WHERE number = 5", "DELETE FROM entries", "DELETE FROM head"]
)
def test_nothing_is_written_on_to_a_log_that_was_cut_off(five, statement):
    tamper(five, statement)
    with pytest.raises(SafeStatsError, match="was cut off"):
        look(five)
    assert not audit.verify(five).is_intact


def test_a_portal_that_runs_notices_that_its_log_was_emptied_or_put_back(five, tmp_path):
    with sqlite3.connect(five.folder / "audit.db") as log, sqlite3.connect(tmp_path / "old.db") as old:
        log.backup(old)
    look(five)
    with sqlite3.connect(tmp_path / "old.db") as old, sqlite3.connect(five.folder / "audit.db") as log:
        old.backup(log)
    with pytest.raises(SafeStatsError, match="was cut off after entry 5"):
        look(five)
    tamper(five, "DELETE FROM entries; DELETE FROM head")
    with pytest.raises(SafeStatsError, match="was cut off after entry 0"):
        look(five)


def test_a_log_that_was_emptied_between_two_runs_is_noticed_and_a_new_one_is_begun_on_purpose(five, tmp_path):
    mark(five, 5)
    tamper(five, "DELETE FROM entries; DELETE FROM head")
    fresh = replace(five, audit_engine=open_audit_engine(five.folder))
    assert audit.verify(fresh).problem == "entries after 0 are missing"
    with pytest.raises(SafeStatsError, match="was cut off after entry 0"):
        look(fresh)
    assert chain.begin_anew(fresh) == 5
    look(fresh)
    assert audit.verify(fresh) == AuditReport(1)
    with pytest.raises(InvalidInput, match="has 1 entries. Move it away"):
        chain.begin_anew(fresh)
    fresh.audit_engine.dispose()


def test_a_portal_that_is_served_notes_how_far_its_log_went(five):
    with marking(five, chain.last_number):
        end = time.monotonic() + 10
        while marked(five) < 5:
            assert time.monotonic() < end
            time.sleep(0.01)
    mark(five, 3)
    assert marked(five) == 5, "never less than before"


_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from threading import Thread
from safestats_core.portal import audit
from safestats_core.portal.oversight import chain
from safestats_core.portal.portal import open_portal
portal = open_portal(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
def look(who):
    for page in range(25):
        audit.record(portal, who, "consultation", "offences", "record", {"page": page}, 1)
writers = [Thread(target=look, args=(f"{sys.argv[2]}-{number}",)) for number in range(4)]
for writer in writers: writer.start()
for writer in writers: writer.join()
"""


def test_two_processes_with_several_writers_each_keep_one_chain(portal):
    command = [sys.executable, "-c", _ANOTHER_PROCESS, str(portal.folder)]
    processes = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("east", "west")
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        process.stdin.close()
        process.stdout.close()

    assert audit.verify(portal) == audit.AuditReport(200)
    pages = {}
    for entry in audit.search(portal):
        pages.setdefault(entry.person, []).append(entry.detail["page"])
    assert len(pages) == 8
    assert all(each == list(range(25)) for each in pages.values())


def test_writers_who_wait_share_a_flush_to_disk(portal):
    commits = []

    @event.listens_for(portal.audit_engine, "commit")
    def slow_disk(connection):
        commits.append(connection)
        time.sleep(0.005)  # else one who writes could be done before the next has begun

    writers = [threading.Thread(target=lambda: [look(portal) for _ in range(25)]) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert audit.verify(portal) == audit.AuditReport(200)
    assert len(commits) < 150
