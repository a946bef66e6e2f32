"""A clock that jumps by hours or to another century: nobody is locked out for long, and nothing is erased for it."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select, update

from safestats_core.portal import audit
from safestats_core.portal.feeds.register import add_feed, list_feeds
from safestats_core.portal.feeds.turns import HOLD_SECONDS, turn
from safestats_core.portal.lifecycle.retention import set_retention
from safestats_core.portal.schema import tables

FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
IN_A_HURRY = (
    "import sys; from safestats_core.portal.lifecycle import daily; daily._LOOK_EVERY = 0.2; "
    "from safestats_core.cli import main; sys.exit(main(sys.argv[1:]))"
)
YEAR = 365 * 86_400
THIS_MONTH = datetime.now(timezone.utc).strftime("%Y-%m")


@pytest.fixture
def clock(tmp_path):
    """Moves the clock of a process while it runs, by seconds."""
    if FAKETIME is None:
        pytest.skip("no clock that can be moved; install the package libfaketime")
    path = tmp_path / "clock"

    def move(seconds):
        path.with_suffix(".new").write_text(f"{seconds:+d}\n")
        path.with_suffix(".new").rename(path)
        time.sleep(0.2)

    move(0)
    said = (f"FAKETIME_TIMESTAMP_FILE={path}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1")
    move.before = ("env", f"LD_PRELOAD={FAKETIME}", *said)
    return move


def rows_of(portal):
    with portal.engine.connect() as connection:
        return connection.scalar(select(func.count()).where(~tables.incidents.c.removed))


def poll(serving, ahead):
    """Wait a second for changes; how long that took."""
    path, now = "/collections/offences/changes", time.time() + ahead
    headers = {"Authorization": f"Bearer {serving.access('ada', now=now)}"}
    token = requests.get(serving.url + path, headers=headers, timeout=10).json()["next"]
    begun = time.monotonic()
    answer = requests.get(f"{serving.url}{path}?since={token}&wait=1", headers=headers, timeout=10)
    assert answer.status_code == 200
    return time.monotonic() - begun


def test_a_clock_that_jumps_keeps_the_portal_working_and_erases_nothing(
    portal, prepare, start, sender, rows_csv, clock, monkeypatch
):
    prepare(portal)
    set_retention(portal, "offences", 12)
    serving = start(portal, before=clock.before, code=IN_A_HURRY)
    met = sender(portal, serving)
    assert met.push(rows_csv(50, month=THIS_MONTH), name="first.csv").status_code == 201
    time.sleep(0.5)  # the daily chore of today is done
    for step, seconds in enumerate((26 * 3_600, -5 * 3_600, 75 * YEAR)):
        clock(seconds)
        time.sleep(0.5)
        assert rows_of(portal) == 50 + step
        assert 0.9 < poll(serving, seconds) < 9, "a second, and not the hours of the jump"
        met.access = ""  # a new token; that of another time may have ended
        answer = met.push(rows_csv(1, month=THIS_MONTH, first=100 + step), name=f"{step}.csv")
        assert answer.status_code == (503 if seconds > YEAR else 201)
    assert rows_of(portal) == 52
    log, end = "", time.monotonic() + 60
    while "The clock says 2" not in log and time.monotonic() < end:
        time.sleep(0.1)
        log = serving.log.read_text()
    assert "The clock says 2" in log
    assert "run `safestats portal retention run DIR --clock-is-right`" in log

    clock(0)
    time.sleep(0.5)
    met.access = ""
    assert met.push(rows_csv(1, month=THIS_MONTH, first=102), name="2.csv").status_code == 201
    assert rows_of(portal) == 53
    assert audit.verify(portal).is_intact
    assert "Traceback" not in serving.log.read_text()


def test_an_operator_confirms_a_clock_that_is_right_after_a_long_rest(
    portal, prepare, put_old, capsys, run_cli, offences_profile
):
    prepare(portal)
    set_retention(portal, "offences", 1)
    put_old(portal)
    url = portal.engine.url.render_as_string(hide_password=False)
    database = () if portal.engine.dialect.name == "sqlite" else ("--database", url)
    words = ("portal", "retention", "run", str(portal.folder), *database)
    assert run_cli(*words) == 1
    assert "--clock-is-right" in capsys.readouterr().err
    assert rows_of(portal) == 20
    assert run_cli(*words, "--dry-run") == 0
    assert run_cli(*words, "--clock-is-right") == 0
    assert rows_of(portal) == 0
    assert run_cli(*words) == 0


@pytest.fixture
def run_cli():
    from safestats_core.cli import main

    return lambda *words: main(list(words))


@pytest.fixture
def put_old(offences_profile, rows_csv, tmp_path, monkeypatch):
    """Takes in rows of two months ago, as if on that day, and nothing since."""
    from safestats_core.formats.profile_file import load_profile
    from safestats_core.portal.intake.ingest import ingest

    def take_in(portal):
        then = time.time() - 62 * 86_400
        path = tmp_path / "old.csv"
        path.write_bytes(rows_csv(20, month=datetime.fromtimestamp(then, timezone.utc).strftime("%Y-%m")))
        with monkeypatch.context() as on_that_day:
            on_that_day.setattr(time, "time", lambda: then)
            ingest(portal, path, load_profile(offences_profile))

    return take_in


def test_a_feed_that_was_held_or_put_off_by_a_clock_ahead_is_run_again(portal, prepare, tmp_path):
    prepare(portal)
    feed = add_feed(portal, "offences", url="http://127.0.0.1:9/offences.csv", allow_private=True)
    far = int(time.time()) + 75 * YEAR
    with portal.engine.begin() as connection:
        connection.execute(update(tables.feeds).values(held_until=far, held_by="a process of then", next_run=far))
    (feed,) = list_feeds(portal)
    from safestats_core.portal.feeds.schedule import Schedule

    assert Schedule(portal)._ready(feed) == []
    with turn(portal, feed) as is_mine:
        assert is_mine
        with turn(portal, feed) as is_mine_too:
            assert not is_mine_too
    with portal.engine.begin() as connection:
        connection.execute(update(tables.feeds).values(held_until=int(time.time()) + HOLD_SECONDS))
    with turn(portal, feed) as is_mine:
        assert not is_mine
