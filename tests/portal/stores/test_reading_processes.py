"""Whole answers from processes of their own: the same answers, let go of in time, and nothing left when one dies."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timezone
from pathlib import Path

import pyarrow as pa
import pytest
import requests
from sqlalchemy import func, select, text

from safestats_core.access import Grant, Level
from safestats_core.errors import SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.collection import Collection
from safestats_core.portal.datasets import get_dataset
from safestats_core.portal.filters.expression import Intersects
from safestats_core.portal.identity.issuer_grants import ACCESS_KIND
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.people import add_grant, add_person, get_person, person_scope
from safestats_core.portal.web.crs import CRS84, offered
from safestats_core.portal.web.reading.processes import ReadingProcesses
from safestats_core.portal.web.reading.wanted import Wanted, pieces_of

ROWS = 25_000
END_MARK = b"\xff\xff\xff\xff\x00\x00\x00\x00"
sqlite_alone = pytest.mark.parametrize("store", ["sqlite"])


@pytest.fixture
def filled(portal, offences, scattered, put):
    """A portal with 25,000 incidents, whose analyst sees no coordinates of two wards."""
    put(portal, offences, scattered(ROWS))
    add_person(portal, "asha", "Asha", "Council", "heron-velvet-quarry")
    add_grant(portal, Grant("person:asha", offences, Level.RECORD, frozenset({"W0", "W1"})))
    few = frozenset({"incident_id", "month", "category"})
    add_grant(portal, Grant("person:asha", offences, Level.RECORD, frozenset({"W2", "W3"}), fields=few))
    return portal


def wanted(portal, kind="arrow", row_filter=RowFilter(), crs=CRS84) -> Wanted:  # noqa: B008
    her = get_person(portal, "asha")
    scope = person_scope(portal, her, "offences", Level.RECORD, datetime.now(timezone.utc))
    return Wanted(kind, Collection(get_dataset(portal, "offences"), scope, her), row_filter, crs)


def wait_for(what: Callable[[], object], seconds: float = 60):
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def content(kind: str, pieces: Iterator) -> object:
    """The rows of an Arrow stream, whose cursors are sealed anew each time; the bytes of other answers."""
    made = list(pieces)
    whole = b"".join(piece for piece in made if isinstance(piece, bytes)), made[-2]
    return (pa.ipc.open_stream(whole[0]).read_all(), whole[1]) if kind == "arrow" else whole


def test_a_reading_process_makes_what_the_web_process_would_and_frees_what_nobody_wants_any_more(filled):
    shape = bytes.fromhex("0101000000000000000000e0bf3333333333b34940")
    asked = [
        wanted(filled),
        wanted(filled, "csv", RowFilter(month="2021-03", condition=Intersects(shape))),
        wanted(filled, "flatgeobuf", RowFilter(from_month="2022-05"), offered("EPSG:27700")[2]),
    ]
    with ReadingProcesses(filled, 1) as processes:
        (place,) = wait_for(processes.places)
        for each in asked:
            there, here = place.make(each), pieces_of(filled, each)
            assert content(each.format, there) == content(each.format, here)
        begun = [place.make(wanted(filled)) for _ in range(3)]
        for each in (*begun, *begun):  # by turns
            assert isinstance(next(each), bytes)
        assert transactions_held(filled)
        for each in begun:
            each.close()
        wait_for(lambda: not transactions_held(filled))
        begun[0] = place.make(wanted(filled))
        next(begun[0])
    assert processes.places() == ()
    with pytest.raises(SafeStatsError, match="ended while it made an answer"):
        list(begun[0])


def transactions_held(portal) -> bool:
    """Whether somebody holds a view of the database that is not the newest."""
    with portal.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Of this test's database: those of others are no concern of it.
            others = text(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE state = 'idle in transaction' AND datname = current_database()"
            )
            return connection.execute(others).scalar_one() > 0
        assert connection.execute(select(func.count()).select_from(text("incidents"))).scalar_one() == ROWS
    with closing(sqlite3.connect(portal.folder / "portal.db", timeout=60, isolation_level=None)) as lite:
        lite.execute("UPDATE counter SET value = value")  # whoever writes at this moment has soon done
        lite.execute("PRAGMA busy_timeout = 0")
        return bool(lite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


def children(pid: int) -> list[int]:
    """The reading processes of a web process."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended meanwhile
            found += [int(each) for each in (task / "children").read_text().split()]
    return [each for each in found if b"spawn_main" in command_of(each)]


def command_of(pid: int) -> bytes:
    """How a process was started; nothing where it has ended meanwhile."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


@pytest.fixture
def served(filled, start_server):
    """A server whose reading processes are ready, and how it is asked for a whole answer."""
    server = start_server(filled.folder)
    claims = {"iss": server.url, "aud": server.url, "sub": "asha", "sid": "s", "exp": int(time.time()) + 600}
    signed = {"Authorization": "Bearer " + open_signing_key(filled.folder).sign(claims, ACCESS_KIND)}

    def ask(**query: str) -> requests.Response:
        address = f"{server.url}/collections/offences/items"
        return requests.get(address, query, headers=signed, stream=True, timeout=60)

    ask(f="csv", month="1999-01").close()
    wait_for(lambda: len(children(server.process.pid)) == expected())
    # Each sets about its first order as soon as it has opened the portal: it holds the database then.
    wait_for(lambda: all(has_opened(each, filled.folder) for each in children(server.process.pid)))
    time.sleep(0.5)
    yield server, ask
    if server.process.poll() is None:
        server.stop()


def expected() -> int:
    return min(4, len(os.sched_getaffinity(0)))


def has_opened(pid: int, folder: Path) -> bool:
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it has closed that one meanwhile
            if os.readlink(each) == str(folder / "audit.db"):
                return True
    return False


@sqlite_alone
def test_who_leaves_frees_her_answer_and_one_whose_process_is_killed_breaks_off_before_another_starts(filled, served):
    server, ask = served
    answer = ask(f="csv")
    assert answer.raw.read(10_000)
    assert transactions_held(filled)
    answer.close()
    wait_for(lambda: not transactions_held(filled))
    before = children(server.process.pid)
    answer = ask(f="csv")
    assert answer.raw.read(10_000)
    for each in before:
        os.kill(each, signal.SIGKILL)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        answer.content  # noqa: B018
    wait_for(lambda: len(set(children(server.process.pid)) - set(before)) == len(before))
    assert server.log.read_text().count("A reading process ended (-9)") == len(before)
    whole = ask(f="arrow")
    assert whole.content.endswith(END_MARK)
    assert pa.ipc.open_stream(whole.content).read_all().num_rows == ROWS - unplaced(filled)


def unplaced(portal) -> int:
    with portal.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM incidents WHERE ward IS NULL")).scalar_one())


@sqlite_alone
def test_the_last_piece_leaves_only_when_the_audit_log_has_the_number_of_rows(filled, served):
    _, ask = served
    assert ask(f="arrow").content.endswith(END_MARK)
    assert [each.rows for each in audit.search(filled)][-2:] == [None, ROWS]
    with closing(sqlite3.connect(filled.folder / "audit.db")) as log:
        log.execute(
            "create trigger disk_full before insert on entries when new.rows is not null "
            "begin select raise(fail, 'database or disk is full'); end"
        )
        log.commit()
    body: list[bytes] = []
    pieces = ask(f="arrow").iter_content(1_000)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        body.extend(pieces)
    assert body
    assert not b"".join(body).endswith(END_MARK)


@sqlite_alone
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_reading_processes_end_with_the_web_process(served, number):
    server, ask = served
    theirs = children(server.process.pid)
    answer = ask(f="csv")
    assert answer.raw.read(10_000)
    server.stop(number)
    wait_for(lambda: not any(Path(f"/proc/{each}/exe").exists() for each in theirs))
    assert "Traceback" not in server.log.read_text()
