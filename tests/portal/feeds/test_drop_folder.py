"""Whole files in a drop folder are taken in and moved aside, each with its receipt; nothing else is touched."""

from __future__ import annotations

import gzip
import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from safestats_core.errors import InvalidInput, PortalRefused, SafeStatsError
from safestats_core.portal.feeds import drop_folder, running
from safestats_core.portal.feeds.drop_folder import Watch
from safestats_core.portal.feeds.register import add_feed, get_feed
from safestats_core.portal.feeds.turns import turn

sqlite_only = pytest.mark.parametrize("store", ["sqlite"])


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "drop"
    path.mkdir()
    return path


@pytest.fixture
def feed(portal, dataset, folder):
    return add_feed(portal, dataset, folder=folder)


@pytest.fixture
def run(portal, monkeypatch):
    """Looks twice, a moment apart, and takes in what is whole."""
    monkeypatch.setattr(drop_folder, "SETTLED_SECONDS", 0.05)

    def once(feed):
        current, watch = get_feed(portal, feed.id), Watch()
        with turn(portal, current) as is_mine:
            assert is_mine
            watch.ready(Path(current.folder))
            time.sleep(0.1)
            return running.run_feed(portal, current, watch.ready(Path(current.folder)))

    return once


def names(folder):
    return sorted(path.name.partition("-")[2] for path in folder.iterdir()) if folder.is_dir() else []


def test_a_served_folder_is_emptied_by_itself(portal, folder, feed, start, rows_csv, published):
    bad = rows_csv(2) + b"9,Met,Burglary,=yesterday,,-0.1,51.5,\n"
    (folder / "january.csv").write_bytes(bad)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    server = start()
    deadline = time.monotonic() + 90
    while len(names(folder / "refused")) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert names(folder / "done") == ["january.csv", "january.csv.receipt.json", "january.csv.refusals.csv"]
    assert names(folder / "refused") == ["picture.png", "picture.png.receipt.json"]
    assert published() == 2
    [receipt] = (json.loads(path.read_text()) for path in (folder / "done").glob("*.receipt.json"))
    assert (receipt["file"], receipt["state"], receipt["numbers"]["refused"]) == ("january.csv", "taken in", 1)
    [refusals] = (folder / "done").glob("*.refusals.csv")
    assert refusals.read_text().splitlines()[0] == "source,row,reason"
    [refused] = (json.loads(path.read_text()) for path in (folder / "refused").glob("*.receipt.json"))
    assert "Only .csv" in refused["reason"]
    assert get_feed(portal, feed.id).failures == 0
    assert server.stop() == 0


@sqlite_only
def test_a_file_that_is_still_being_written_waits(portal, folder, feed, rows_csv, monkeypatch):
    monkeypatch.setattr(drop_folder, "SETTLED_SECONDS", 0.3)
    watch, path = Watch(), folder / "slow.csv"
    for _ in range(4):
        with path.open("ab") as file:
            file.write(b"x")
        assert watch.ready(folder) == []
        time.sleep(0.15)
    time.sleep(0.25)
    assert watch.ready(folder) == [path]


@sqlite_only
def test_hidden_unfinished_and_linked_files_stay(portal, folder, feed, run, rows_csv, published, tmp_path):
    (tmp_path / "outside.csv").write_bytes(rows_csv(7))
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    for name in (".january.csv", "january.csv.part", "january.csv.tmp"):
        (folder / name).write_bytes(rows_csv(3))
    (folder / "subfolder").mkdir()
    assert run(feed) == []
    assert published() == 0
    assert {path.name for path in folder.iterdir()} >= {"link.csv", ".january.csv", "january.csv.part", "subfolder"}


@sqlite_only
def test_what_a_crash_left_is_taken_in_first(portal, folder, feed, run, rows_csv, published):
    (folder / ".taking").mkdir()
    (folder / ".taking" / "a.csv").write_bytes(rows_csv(4))
    (folder / "-a.csv").write_bytes(rows_csv(6))
    (folder / "a.csv").write_bytes(rows_csv(9))
    assert [receipt.numbers["added"] for receipt in run(feed)] == [4, 2, 3]
    assert len(names(folder / "done")) == 6
    assert list((folder / ".taking").iterdir()) == []


@sqlite_only
def test_a_busy_portal_keeps_the_file_for_the_next_try(portal, folder, feed, run, rows_csv, published, monkeypatch):
    def busy(*_args, **_more):
        raise PortalRefused("The portal's database is busy.", 503)

    (folder / "a.csv").write_bytes(rows_csv(4))
    with monkeypatch.context() as patched:
        patched.setattr(drop_folder, "take_in", busy)
        with pytest.raises(PortalRefused):
            run(feed)
    state = get_feed(portal, feed.id)
    assert (state.failures, state.last_error) == (1, "The portal's database is busy.")
    assert [receipt.numbers["added"] for receipt in run(feed)] == [4]
    assert get_feed(portal, feed.id).failures == 0


@sqlite_only
def test_bombs_are_refused_without_unpacking_them(portal, folder, dataset, run, rows_csv, published):
    feed = add_feed(portal, dataset, folder=folder, most_bytes=1 << 20)
    (folder / "bomb.csv.gz").write_bytes(gzip.compress(b"0" * (8 << 20)))
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * (8 << 20))
    (folder / "torn.zip").write_bytes(b"PK\x03\x04torn")
    (folder / "good.csv.gz").write_bytes(gzip.compress(rows_csv(3)))
    with zipfile.ZipFile(folder / "good.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("more.csv", rows_csv(5))
    assert [receipt.numbers["added"] for receipt in run(feed)] == [3, 2]
    assert [name for name in names(folder / "refused") if "receipt" not in name] == [
        "bomb.csv.gz", "bomb.zip", "torn.zip"
    ]  # fmt: skip
    assert published() == 5


@sqlite_only
def test_a_folder_that_is_gone_or_leads_elsewhere_is_said(portal, folder, feed, run, rows_csv, tmp_path):
    (folder / "a.csv").write_bytes(rows_csv(1))
    (folder / "done").symlink_to(tmp_path)
    with pytest.raises(SafeStatsError, match="not a folder of the portal's own"):
        run(feed)
    (folder / "done").unlink()
    assert len(run(feed)) == 1
    folder.rename(tmp_path / "moved")
    with pytest.raises(SafeStatsError, match="There is no folder"):
        running.run_feed(portal, get_feed(portal, feed.id), [])
    with pytest.raises(InvalidInput, match="lie inside each other"):
        add_feed(portal, feed.dataset, folder=portal.folder / "quarantine")


@sqlite_only
@pytest.mark.parametrize("name", [b"Vorf\xe4lle.csv", b"a" * 230 + b".csv"])
def test_a_name_that_cannot_be_written_down_blocks_nothing(portal, folder, feed, run, rows_csv, published, name):
    for each in (name, b"zz-good.csv"):
        with open(os.path.join(os.fsencode(folder), each), "wb") as file:
            file.write(rows_csv(3 if each == name else 5))
    run(feed)
    assert published() == 5
    assert os.listdir(folder / ".taking") == []
    assert len(list((folder / "done").glob("*.receipt.json"))) == 2
