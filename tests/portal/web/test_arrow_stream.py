"""What a client that reads Arrow relies on: the whole answer, in its scope, and never half of it taken for whole."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pyarrow as pa
import pytest
import requests

from safestats_core.access import COUNT_SCHEMA, Level
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal.collection import Collection
from safestats_core.portal.datasets import get_dataset
from safestats_core.portal.people import get_person, person_scope
from safestats_core.portal.web.arrow_answer import arrow_stream

ITEMS = "/collections/offences/items"
END_MARK = b"\xff\xff\xff\xff\x00\x00\x00\x00"


def read(answer: requests.Response) -> pa.Table:
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/vnd.apache.arrow.stream"
    assert answer.content.endswith(END_MARK)
    return pa.ipc.open_stream(answer.content).read_all()


def test_the_stream_brings_every_incident_as_it_was_sent(api, incidents):
    table = read(api("cleo", ITEMS, f="arrow"))
    assert table.schema.equals(INCIDENT_SCHEMA)
    assert table.sort_by("incident_id").to_pylist() == incidents.to_pylist()


def test_the_stream_says_what_it_is(api):
    described = api("cleo", "/collections/offences").json()["safestats"]
    about = json.loads(read(api("cleo", ITEMS, f="arrow")).schema.metadata[b"safestats"])
    assert about == {"dataset": "offences", "level": "record", "scope_hash": described["scope_hash"]}


def test_the_accept_header_asks_for_it_too(api, server):
    signed = api("cleo", "/me").request.headers["Authorization"]
    headers = {"Authorization": signed, "Accept": "application/vnd.apache.arrow.stream"}
    assert read(requests.get(server.url + ITEMS, headers=headers, timeout=30)).num_rows == 2_600
    assert (
        requests.get(server.url + ITEMS, {"f": "json"}, headers=headers, timeout=30).json()["numberReturned"] == 1_000
    )


def test_no_row_or_field_outside_the_scope_is_in_the_stream(api, incidents):
    north = read(api("asha", ITEMS, f="arrow"))
    assert north["borough"].unique().to_pylist() == ["B-N"]
    assert north.num_rows == sum(borough == "B-N" for borough in incidents["borough"].to_pylist())
    south = read(api("bola", ITEMS, f="arrow"))
    for row in south.to_pylist():
        hidden = row["month"] >= "2024-02"
        assert ((row["longitude"], row["latitude"], row["category"]) == (None, None, None)) == hidden


@pytest.mark.parametrize(
    "query",
    [
        {"bbox": "-0.05,51.45,0.05,51.55"},
        {"month": "2024-02", "category": "robbery"},
        {"datetime": "2024-01-20T00:00:00Z/.."},
        {"area": "W-NE"},
        {"month": "1999-01"},
    ],
)
@pytest.mark.parametrize("person", ["asha", "bola", "cleo"])
def test_stream_and_pages_agree(api, person, query):
    streamed = read(api(person, ITEMS, f="arrow", **query))["incident_id"].to_pylist()
    paged = [each["id"] for each in api(person, ITEMS, limit=10_000, **query).json()["features"]]
    assert streamed == paged


def test_counts_come_as_plain_rows(api):
    table = read(api("dina", "/collections/offences.counts/items", f="arrow"))
    assert table.schema.equals(COUNT_SCHEMA)
    assert table.num_rows == 45


def test_a_stream_is_not_paged(api):
    assert api("cleo", ITEMS, f="arrow", limit=5).status_code == 400


def test_head_of_a_stream_sends_no_data(api):
    head = api("cleo", ITEMS, method="HEAD", f="arrow")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == "application/vnd.apache.arrow.stream"


@pytest.fixture
def collection(portal) -> Collection:
    person = get_person(portal, "cleo")
    scope = person_scope(portal, person, "offences", Level.RECORD, datetime.now(timezone.utc))
    return Collection(get_dataset(portal, "offences"), scope, person)


def test_batches_are_fetched_one_at_a_time_as_the_reader_takes_them(collection, incidents):
    fetched = []

    def batches():
        for batch in incidents.to_batches(max_chunksize=100):
            fetched.append(batch.num_rows)
            yield batch, None

    stream = arrow_stream(collection, batches())
    next(stream)
    assert fetched == []
    for expected in (1, 2, 3):
        next(stream)
        assert len(fetched) == expected


def test_a_source_that_fails_half_way_leaves_the_stream_without_its_end(collection, incidents):
    def failing():
        yield from zip(incidents.to_batches(), [None])
        raise OSError("the disk went away")

    pieces = []
    with pytest.raises(OSError, match="disk"):
        pieces.extend(arrow_stream(collection, failing()))
    assert pa.ipc.open_stream(b"".join(pieces) + END_MARK).read_all().num_rows == 2_600
    assert not b"".join(pieces).endswith(END_MARK)


def test_the_number_of_rows_comes_before_the_end_mark(collection, incidents):
    *pieces, number, last = arrow_stream(collection, [(batch, None) for batch in incidents.to_batches()])
    assert (number, last) == (2_600, END_MARK)
    assert pa.ipc.open_stream(b"".join(pieces) + END_MARK).read_all().num_rows == 2_600
    assert not b"".join(pieces).endswith(END_MARK)
