"""Rows go in by the thousand and past SQLAlchemy: nothing about them may change on the way."""

from __future__ import annotations

import csv
import time

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DataError
from sqlalchemy.schema import DropIndex

from safestats_core.formats.refusal import Refusal
from safestats_core.portal.intake import bulk_indexes, bulk_insert
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.intake.read_ahead import read_ahead
from safestats_core.portal.intake.refused import refusal_table, set_aside
from safestats_core.portal.intake.staging import staging
from safestats_core.portal.schema import tables

COLUMNS = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")
WORDS = ['say "no"', "two\nlines", "a,b;c\t'", "\\N", "\\.", "\\x41", "NULL", "ünïcödé 🚓", "", "x" * 5_000]


def write(path, outcomes):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = ((ref, "Met", "Burglary", "2024-01-05", "", "-0.1", "51.5", words) for ref, words in enumerate(outcomes))
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def outcomes(portal):
    row = tables.incidents.c
    with portal.engine.connect() as connection:
        rows = connection.execute(select(row.source_id, row.outcome)).all()
    return [each.outcome for each in sorted(rows, key=lambda each: int(each.source_id))]


@pytest.mark.parametrize("rows", [1, 15, 16, 17, 40])
def test_no_word_changes_on_its_way_into_the_database(portal, profile, tmp_path, rows, monkeypatch):
    monkeypatch.setattr(bulk_insert, "_CHUNK", 20)
    said = (WORDS * 4)[:rows]
    receipt = ingest(portal, write(tmp_path / "rows.csv", said), profile())
    assert receipt.added == rows
    assert outcomes(portal) == [words or None for words in said]


@pytest.mark.parametrize("store", ["sqlite"])
def test_indexes_are_as_they_were_after_a_portal_was_filled(portal, profile, tmp_path, monkeypatch):
    dropped = []
    monkeypatch.setattr(bulk_indexes, "_WORTH", 1)
    monkeypatch.setattr(bulk_indexes, "DropIndex", lambda index: dropped.append(index.name) or DropIndex(index))
    made = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")
    with portal.engine.connect() as connection:
        before = connection.execute(made).all()

    ingest(portal, write(tmp_path / "rows.csv", ["Charged"] * 50), profile())

    with portal.engine.connect() as connection:
        assert connection.execute(made).all() == before
    assert len(dropped) >= 4
    assert set(dropped) <= {name for name, _ in before}


@pytest.mark.parametrize("store", ["postgresql"])
def test_what_the_database_does_not_keep_is_an_error_that_the_feeds_know(portal):
    rows = refusal_table([Refusal(1, "a\0b", "rows.csv")])
    with staging(portal.engine) as connection, pytest.raises(DataError):
        set_aside(connection, rows, 0)


def test_what_goes_wrong_ahead_is_raised_in_its_turn():
    def items():
        yield 1
        yield 2
        raise ValueError("third")

    ready = read_ahead(items())
    assert [next(ready), next(ready)] == [1, 2]
    with pytest.raises(ValueError, match="third"):
        next(ready)


def test_who_leaves_early_leaves_no_thread_behind():
    ended = []

    def items():
        try:
            yield from range(1_000)
        finally:
            ended.append(True)

    source = items()
    ready = read_ahead(source)
    assert next(ready) == 0
    began = time.monotonic()
    ready.close()
    source.close()
    assert ended == [True]
    assert time.monotonic() - began < 5
