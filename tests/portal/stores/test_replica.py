"""Data is read from a replica while it holds everything, and from the database itself as soon as it does not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from itertools import count
from pathlib import Path
from typing import Optional

import pytest
from sqlalchemy import event

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.errors import InvalidInput
from safestats_core.portal.answering import changes as told
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.databases.replicas import open_replica
from safestats_core.portal.portal import init_portal

psycopg = pytest.importorskip("psycopg", reason="no PostgreSQL driver; pip install psycopg[binary]")

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
EVERYTHING = RowFilter()
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
ACCOUNT = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []

pytestmark = pytest.mark.parametrize("store", ["postgresql"])


@dataclass
class Cluster:
    """A PostgreSQL server of our own, whose sockets lie in its folder."""

    folder: Path
    process: Optional[subprocess.Popen] = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tool(self, name: str, *options: str) -> None:
        command = [*ACCOUNT, str(BINARIES[-1] / name), "-D", str(self.folder / "data"), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        options = ["-k", str(self.folder), "-p", "5432", "-c", "listen_addresses=", "-c", "fsync=off"]
        command = [*ACCOUNT, str(BINARIES[-1] / "postgres"), "-D", str(self.folder / "data"), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        deadline = time.monotonic() + 90
        while True:
            try:
                self.run("SELECT 1")
                return
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "PostgreSQL does not start"
                time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast: whoever is connected is cut off
            self.process.wait(30)

    def run(self, statement: str) -> object:
        where = f"host={self.folder} port=5432 user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}&port=5432"

    def new_database(self) -> str:
        name = f"portal_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)


@pytest.fixture(scope="module")
def clusters() -> Iterator[tuple[Cluster, Cluster]]:
    """A cluster and its replica, made by pg_basebackup as operators make it."""
    if not BINARIES:
        pytest.skip("no PostgreSQL under /usr/lib/postgresql; install the package postgresql to test on it")
    folders = [Path(tempfile.mkdtemp(prefix="safestats-replica-")) for _ in range(2)]
    primary, standby = map(Cluster, folders)
    try:
        for folder in folders if ACCOUNT else ():
            shutil.chown(folder, "postgres")
        primary.tool("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        primary.start()
        where = ["-h", str(primary.folder), "-p", "5432", "-U", "postgres"]
        standby.tool("pg_basebackup", "-R", "--no-sync", "-c", "fast", *where)
        standby.start()
        yield primary, standby
    finally:
        for each in (standby, primary):
            each.stop()
            shutil.rmtree(each.folder, ignore_errors=True)


@pytest.fixture
def new_database(clusters: tuple[Cluster, Cluster]) -> Callable[[], str]:
    """Of the cluster that has a replica."""
    return clusters[0].new_database


@pytest.fixture
def standby(clusters: tuple[Cluster, Cluster]) -> Cluster:
    """The replica, however the test before has left it."""
    clusters[1].start()
    clusters[1].run("SELECT pg_wal_replay_resume()")
    return clusters[1]


@pytest.fixture
def catch_up(clusters: tuple[Cluster, Cluster]) -> Callable[[], None]:
    """Waits until the replica holds everything."""

    def wait() -> None:
        primary, standby = clusters
        position, deadline = primary.run("SELECT pg_current_wal_lsn()::text"), time.monotonic() + 90
        while not standby.run(f"SELECT pg_last_wal_replay_lsn() >= '{position}'::pg_lsn"):
            assert time.monotonic() < deadline, "the replica does not catch up"
            time.sleep(0.02)

    return wait


def scope_of(dataset, level=Level.RECORD):
    return compile_scope([Grant("person:ada", dataset, level)], {"person:ada"}, dataset, level, NOW)


def count_data_queries(engine):
    asked = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, context, executemany):
        if "FROM incidents" in statement or "FROM counts" in statement:
            asked.append(statement)

    return asked


@pytest.fixture
def both(portal, offences, put, scattered, standby, catch_up):
    """A portal with a replica, and which data was asked of which."""
    put(portal, offences, scattered(200))
    catch_up()
    replica = open_replica(standby.url(portal.engine.url.database), portal.key)
    with_replica = replace(portal, replica=replica)
    yield with_replica, count_data_queries(portal.engine), count_data_queries(replica.engine)
    replica.close()


def everything_asked(portal, dataset):
    scope = scope_of(dataset)
    pages = answers.page(portal, scope, EVERYTHING, None, 1_000).table.num_rows
    streamed = sum(batch.num_rows for batch in answers.batches(portal, scope, EVERYTHING))
    months = sum(month.rows for month in answers.months(portal, scope))
    found = answers.incident(portal, scope, "id-1").num_rows
    assert answers.extent(portal, scope) is not None
    changed = told.changes(portal, scope, 0, 1_000).upserts.num_rows
    return pages, streamed, months, found, changed


def test_a_replica_that_holds_everything_answers_for_all_data(both, offences):
    portal, primary, replica = both
    assert everything_asked(portal, offences) == (200, 200, 200, 1, 200)
    assert len(replica) >= 6
    assert primary == []


def test_what_was_just_published_is_seen_however_far_behind_the_replica_is(
    both, offences, put, scattered, standby, catch_up
):
    portal, primary, replica = both
    scope = scope_of(offences)
    standby.run("SELECT pg_wal_replay_pause()")
    token = told.latest(portal)
    put(portal, offences, scattered(50, seed=2, prefix="new"))
    primary.clear()
    assert everything_asked(portal, offences) == (250, 250, 250, 1, 250)
    assert replica == []
    assert len(primary) >= 6
    page = told.changes(portal, scope, token, 1_000)
    assert page.upserts.num_rows == 50

    standby.run("SELECT pg_wal_replay_resume()")
    catch_up()
    primary.clear()
    following = told.changes(portal, scope, page.last, 1_000)
    assert following.is_empty
    assert following.last >= page.last
    assert everything_asked(portal, offences) == (250, 250, 250, 1, 250)
    assert primary == []
    assert len(replica) >= 6


def test_a_replica_that_stops_is_not_missed_and_taken_up_again(both, offences, standby, catch_up):
    portal, primary, replica = both
    assert everything_asked(portal, offences) == (200, 200, 200, 1, 200)
    standby.stop()
    for _ in range(3):
        assert everything_asked(portal, offences) == (200, 200, 200, 1, 200)
    assert len(primary) >= 6
    standby.start()
    catch_up()  # it lets people in before it has read again all that it had
    primary.clear(), replica.clear()
    portal.replica.rests_until = 0
    assert everything_asked(portal, offences) == (200, 200, 200, 1, 200)
    assert primary == []
    assert len(replica) >= 6


def test_an_answer_under_way_when_the_replica_stops_breaks_off_and_the_next_is_whole(
    both, offences, standby, put, scattered, catch_up, monkeypatch
):
    portal, _, _ = both
    put(portal, offences, scattered(40_000, seed=4, prefix="many"))
    catch_up()
    monkeypatch.setattr(answers, "_BATCH", 50)
    stream = answers.batches(portal, scope_of(offences), EVERYTHING)
    next(stream)
    standby.stop()
    with pytest.raises(Exception, match="(?i)terminat|closed|connection"):
        list(stream)
    assert sum(batch.num_rows for batch in answers.batches(portal, scope_of(offences), EVERYTHING)) == 40_200


def test_a_database_that_is_not_a_replica_of_this_portal_is_not_read(both, offences, tmp_path, new_database):
    portal, primary, _ = both
    url = new_database()
    other = init_portal(tmp_path / "other", "Another portal", url)
    stranger = replace(portal, replica=open_replica(url, portal.key))
    assert everything_asked(stranger, offences) == (200, 200, 200, 1, 200)
    assert len(primary) >= 6
    stranger.replica.close()
    other.close()


def test_nothing_can_be_written_through_the_replica_and_sqlite_has_none(both):
    portal, _, _ = both
    with portal.replica.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on"
    with pytest.raises(InvalidInput, match="no replicas"):
        open_replica("sqlite:///other.db", portal.key)
    assert portal.key.hex() not in repr(portal.replica)
