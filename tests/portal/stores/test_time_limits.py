"""A question that nobody waits for any more ends, says what to narrow, and leaves the connection as it was."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from sqlalchemy import text

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.errors import TooSlow
from safestats_core.portal.answering import store as answers
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.databases import reading
from safestats_core.portal.web.web_errors import refuse

NOW = datetime(2024, 6, 1, tzinfo=timezone.utc)
SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 1000000000)",
}


def scope_of(dataset, level=Level.RECORD):
    return compile_scope([Grant("person:ada", dataset, level)], {"person:ada"}, dataset, level, NOW)


def test_a_question_that_takes_too_long_is_ended_with_words_that_help(portal, offences, put, scattered):
    put(portal, offences, scattered(100))
    hurried = replace(portal, query_seconds=0.3)
    slow = text(SLOW[portal.engine.dialect.name])
    begun = time.monotonic()
    for _ in range(3):  # every connection of the pool is as good as new afterwards
        with pytest.raises(TooSlow, match="0.3 seconds at most.*fewer months, a smaller box"):
            reading.read(hurried, lambda connection: connection.scalar(slow))
    assert time.monotonic() - begun < 30  # unhurried, it would take minutes, or never end
    assert answers.page(portal, scope_of(offences), RowFilter(), None, 10).table.num_rows == 10
    with portal.engine.connect() as connection:
        if portal.engine.dialect.name == "postgresql":
            assert connection.scalar(text("SHOW statement_timeout")) == "0"


def test_whoever_asked_is_told_so_with_503():
    answer = refuse(None, TooSlow("Narrow it: fewer months."))
    assert (answer.status_code, json.loads(answer.body)) == (
        503,
        {"code": "TooSlow", "description": "Narrow it: fewer months."},
    )


def test_publishing_has_no_such_limit(portal, offences, put, scattered):
    put(replace(portal, query_seconds=0.001), offences, scattered(3_000))
    assert answers.page(portal, scope_of(offences), RowFilter(), None, 10).table.num_rows == 10


def test_a_whole_answer_may_take_long_but_none_of_its_pieces(portal, offences, put, scattered, monkeypatch):
    put(portal, offences, scattered(300))
    monkeypatch.setattr(answers, "_BATCH", 100)
    monkeypatch.setattr(reading, "_STREAM", 1)
    hurried = replace(portal, query_seconds=2)  # more than a piece needs on a busy machine, less than all of them
    rows = 0
    for batch in answers.batches(hurried, scope_of(offences), RowFilter()):
        rows += batch.num_rows
        time.sleep(1)  # a client that takes its time
    assert rows == 300
    with pytest.raises(TooSlow):
        with reading.reading(hurried) as (connection, _):
            connection.scalar(text(SLOW[portal.engine.dialect.name]))
