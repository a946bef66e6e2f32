"""What somebody who opens an answer in a spreadsheet relies on: every row, plain cells, and nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timezone

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from safestats_core.access import Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.collection import Collection
from safestats_core.portal.datasets import get_dataset
from safestats_core.portal.people import get_person, person_scope
from safestats_core.portal.web.csv_answer import csv_stream

ITEMS = "/collections/offences/items"


def read(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def written(value):
    if value is None:
        return ""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else str(value)


def test_the_file_holds_every_row_and_field_that_the_person_sees(api, incidents):
    rows = read(api("cleo", ITEMS, f="csv"))
    wanted = [{name: written(value) for name, value in row.items()} for row in incidents.to_pylist()]
    for row in (*rows, *wanted):
        for name in ("longitude", "latitude"):
            row[name] = row[name] and float(row[name])
    assert sorted(rows, key=lambda row: row["incident_id"]) == wanted


def test_no_row_or_field_outside_the_scope_is_in_the_file(api):
    assert {row["borough"] for row in read(api("asha", ITEMS, f="csv"))} == {"B-N"}
    for row in read(api("bola", ITEMS, f="csv")):
        assert (row["longitude"] + row["category"] == "") == (row["month"] >= "2024-02")
    assert "location" not in read(api("dina", "/collections/offences.points/items", f="csv"))[0]
    assert len(read(api("dina", "/collections/offences.counts/items", f="csv"))) == 45


def test_it_answers_the_same_question_as_pages(api):
    query = {"filter": "category = 'robbery' AND latitude > 51.5", "month": "2024-02"}
    paged = [each["id"] for each in api("bola", ITEMS, limit=10_000, **query).json()["features"]]
    assert [row["incident_id"] for row in read(api("bola", ITEMS, f="csv", **query))] == paged
    assert read(api("cleo", ITEMS, f="csv", month="1999-01")) == []


@pytest.fixture
def collection(portal) -> Collection:
    person = get_person(portal, "cleo")
    scope = person_scope(portal, person, "offences", Level.RECORD, datetime.now(timezone.utc))
    return Collection(get_dataset(portal, "offences"), scope, person)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+44 20", "'+44 20"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        ('say "no", twice\nhere', 'say "no", twice\nhere'),
        ("Élan 東", "Élan 東"),
        (None, ""),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_guarded_and_numbers_are_not(collection, incidents, text, cell):
    row = incidents.slice(0, 1)
    row = row.set_column(row.column_names.index("location"), "location", pa.array([text], pa.string()))
    row = row.set_column(row.column_names.index("longitude"), "longitude", pa.array([-0.125])).cast(INCIDENT_SCHEMA)
    found = b"".join(piece for piece in csv_stream(collection, row.to_batches()) if piece != 1).decode()
    only = next(csv.DictReader(io.StringIO(found, newline="")))
    assert only["location"] == cell
    assert only["longitude"] == "-0.125"


def test_batches_are_fetched_one_at_a_time_as_the_reader_takes_them(collection, incidents):
    fetched = []

    def batches():
        for batch in incidents.to_batches(max_chunksize=100):
            fetched.append(batch.num_rows)
            yield batch

    stream = csv_stream(collection, batches())
    next(stream)
    assert sum(fetched) <= 100
    next(stream)
    assert sum(fetched) <= 200


def test_their_number_comes_before_the_last_rows(collection, incidents):
    *pieces, number, last = csv_stream(collection, incidents.to_batches(max_chunksize=1_000))
    assert number == 2_600
    assert b"".join(pieces).count(b"\n") == 2_001
    assert last.count(b"\n") == 600


def test_a_file_is_audited_when_it_begins_and_when_it_is_whole(portal, api, incidents):
    api("cleo", ITEMS, f="csv", month="2024-02").raise_for_status()
    begun, complete = list(audit.search(portal, person="cleo"))[-2:]
    assert (begun.detail["format"], begun.detail["state"], begun.rows) == ("csv", "begun", None)
    number = pc.sum(pc.equal(incidents["month"], "2024-02")).as_py()
    assert (complete.detail["state"], complete.rows) == ("complete", number)


def test_a_file_is_not_paged(api):
    assert api("cleo", ITEMS, f="csv", limit=5).status_code == 400
    head = api("cleo", ITEMS, method="HEAD", f="csv")
    assert (head.status_code, head.content, head.headers["Content-Type"]) == (200, b"", "text/csv; charset=utf-8")
