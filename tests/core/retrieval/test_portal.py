from __future__ import annotations

import json
import time

import pyarrow as pa
import pytest

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import (
    AccessDenied,
    Cancelled,
    PortalRefused,
    PortalUnreachable,
    SafeStatsError,
    SignInRequired,
)
from safestats_core.retrieval import arrow_stream
from safestats_core.retrieval.catalogue import MonthInfo, read_datasets
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.sign_in import Tokens

ITEMS = "/collections/fires.counts/items"

COLLECTION = {
    "id": "fires.counts",
    "title": "Fires",
    "description": "Every fire",
    "safestats": {
        "dataset": "fires",
        "level": "counts",
        "agency": "fire",
        "theme": "Fire",
        "attribution": "Made up",
        "licence": "None",
        "handling": "OFFICIAL",
        "time_zone": "Europe/London",
        "crs": "EPSG:27700",
        "fields": LEVEL_SCHEMAS[Level.COUNTS].names,
        "scope_hash": "a1",
        "lease_hours": 72,
        "updated": "2024-03-01T00:00:00Z",
        "months": ["2024-01", "2024-02"],
        "rows": 3,
    },
}

ROWS = pa.table(
    {
        "count_id": ["1", "2", "3"],
        "month": ["2024-01", "2024-01", "2024-02"],
        "borough": ["B1", "B1", None],
        "ward": ["W1", "W2", None],
        "category": ["deliberate-fire"] * 3,
        "count": [5, None, 10],
    },
    schema=LEVEL_SCHEMAS[Level.COUNTS],
)


def fires():
    return read_datasets({"collections": [COLLECTION]})[0]


def stream(table=ROWS, **stated):
    told = {"dataset": "fires", "level": "counts", "scope_hash": "a1", **stated}
    table = table.replace_schema_metadata({"safestats": json.dumps(told)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return sink.getvalue().to_pybytes()


@pytest.fixture
def arrow(fault_server):
    return lambda body, **headers: fault_server.reply(body, kind=arrow_stream.CONTENT_TYPE, **headers)


@pytest.fixture
def source(fault_server, http):
    return PortalSource(
        fault_server.url, http, Tokens(fault_server.url, "access-1", "refresh-1", time.monotonic() + 300)
    )


def test_a_table_arrives_whole_and_is_counted_as_it_comes(fault_server, source, arrow):
    fault_server.on(ITEMS, arrow(stream(ROWS.slice(0, 2))))
    received = []

    table = source.incidents(fires(), "2024-01", received.append)

    assert table.equals(ROWS.slice(0, 2))
    assert (received[-1], received) == (2, sorted(received))
    request = fault_server.seen[0]
    assert request.query == {"f": "arrow", "month": "2024-01"}
    assert request.headers["Authorization"] == "Bearer access-1"


@pytest.mark.parametrize("missing", [1, 8, 100, 400])
def test_a_table_that_breaks_off_is_fetched_again(fault_server, source, arrow, missing):
    fault_server.on(ITEMS, arrow(stream()[:-missing]), arrow(stream()))

    assert source.incidents(fires()).equals(ROWS)
    assert len(fault_server.seen) == 2


def test_a_table_that_always_breaks_off_is_an_error_and_never_part_of_it(fault_server, source, arrow):
    fault_server.on(ITEMS, arrow(stream()[:-8]))

    with pytest.raises(PortalUnreachable, match="broke off before its end"):
        source.incidents(fires())
    assert len(fault_server.seen) == 3


def test_a_connection_that_drops_in_the_middle_is_noticed(fault_server, source, arrow):
    fault_server.on(ITEMS, arrow(stream()[:-200], length=len(stream())), arrow(stream()))

    assert source.incidents(fires()).equals(ROWS)


@pytest.mark.parametrize("body", [b"", b"not arrow at all", stream() + b"trailing", b"\xff" * 4096])
def test_what_is_no_whole_table_is_an_error(fault_server, source, arrow, body):
    fault_server.on(ITEMS, arrow(body))

    with pytest.raises(PortalUnreachable, match="broke off"):
        source.incidents(fires())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (stream(dataset="ambulance"), "sent the dataset ambulance"),
        (stream(level="record"), r"sent the dataset fires \(record\)"),
        (stream(scope_hash="b2"), "Your access to Fires changed"),
        (stream(ROWS.drop_columns(["ward"])), "sent other columns"),
        (stream(ROWS.set_column(5, "count", ROWS["count"].cast(pa.int32()))), "sent other columns"),
    ],
)
def test_a_portal_that_sends_something_else_is_not_believed(fault_server, source, arrow, body, words):
    fault_server.on(ITEMS, arrow(body))

    with pytest.raises(PortalRefused, match=words):
        source.incidents(fires())
    assert len(fault_server.seen) == 1


def test_rows_of_another_month_than_was_asked_for_are_not_kept(fault_server, source, arrow):
    fault_server.on(ITEMS, arrow(stream()))

    with pytest.raises(PortalRefused, match="rows of 2024-02 for Fires in 2024-01"):
        source.incidents(fires(), "2024-01")


def test_a_message_that_says_it_is_longer_than_the_memory_is_not_waited_for(fault_server, source, arrow):
    whole = stream()
    at = whole.rindex(b"\xff\xff\xff\xff", 0, -8) + 4
    fault_server.on(ITEMS, arrow(whole[:at] + (2**31 - 8).to_bytes(4, "little") + whole[at + 4 :]))

    with pytest.raises(PortalUnreachable, match="broke off"):
        source.incidents(fires())


def test_a_table_of_another_type_is_not_read(fault_server, source):
    fault_server.on(ITEMS, fault_server.reply(b"<html>", kind="text/html"))

    with pytest.raises(PortalUnreachable, match="answered with text/html"):
        source.incidents(fires())


def test_a_transfer_can_be_cancelled(fault_server, source, arrow):
    fault_server.on(ITEMS, arrow(stream()))

    def stop(rows):
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        source.incidents(fires(), received=stop)


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, PortalRefused, r"status 400 \(no such thing\)"),
        (403, AccessDenied, "do not cover this"),
        (404, AccessDenied, "safestats datasets"),
        (500, PortalRefused, "status 500"),
        (503, PortalUnreachable, r"cannot answer now \(no such thing\)"),
    ],
)
def test_every_refusal_says_what_the_portal_said(fault_server, source, status, error, words):
    fault_server.on("/me", fault_server.reply(b'{"code": "x", "description": "no\\u001b such\\nthing"}', status=status))

    with pytest.raises(error, match=words.replace("no such thing", "no. such.thing")) as caught:
        source.me()
    assert str(caught.value).isprintable()


def test_a_redirect_names_the_other_address_and_is_not_followed(fault_server, source):
    fault_server.on("/me", fault_server.reply(status=301, Location="https://elsewhere.example/me?x=1"))

    with pytest.raises(PortalRefused, match="sends on to https://elsewhere.example/me. "):
        source.me()


def test_a_session_that_the_portal_no_longer_takes_is_renewed_once(issuer, source):
    renewed = {"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 300}
    me = {"username": "ada", "full_name": "Ada", "organisation": "Council", "portal": "Demo"}
    issuer.on("/oauth/token", issuer.reply(json.dumps(renewed).encode()))
    issuer.on("/me", issuer.reply(b"{}", status=401), issuer.reply(json.dumps(me).encode()))

    assert source.me().username == "ada"
    assert issuer.seen[-1].headers["Authorization"] == "Bearer access-2"

    issuer.on("/me", issuer.reply(b"{}", status=401))
    with pytest.raises(SignInRequired, match="Sign in again"):
        source.me()


def test_datasets_and_months_are_read_as_they_are(fault_server, source):
    fault_server.on("/collections", fault_server.reply(json.dumps({"collections": [COLLECTION]}).encode()))
    months = {"scope_hash": "a1", "months": [{"month": "2024-01", "rows": 2, "version": "v1"}]}
    fault_server.on("/collections/fires.counts/months", fault_server.reply(json.dumps(months).encode()))

    (info,) = source.datasets()

    assert (info.level, info.first_month, info.last_month, info.rows) == (Level.COUNTS, "2024-01", "2024-02", 3)
    assert type(info).from_note(json.loads(json.dumps(info.as_note()))) == info
    assert source.months(info) == [MonthInfo("2024-01", 2, "v1")]


def test_rights_that_change_between_two_questions_are_noticed(fault_server, source):
    fault_server.on("/collections/fires.counts/months", fault_server.reply(b'{"scope_hash": "b2", "months": []}'))

    with pytest.raises(PortalRefused, match="access to Fires changed"):
        source.months(fires())


@pytest.mark.parametrize("body", [b"{}", b"[]", b"[1, 2]", b"null", b"{", b'{"collections": [{"id": "x"}]}', b"\xff"])
def test_a_list_that_is_not_as_expected_is_an_error_and_never_empty(fault_server, source, body):
    fault_server.on("/collections", fault_server.reply(body))

    with pytest.raises(SafeStatsError, match="not as expected"):
        source.datasets()


def test_areas_come_with_their_outlines(fault_server, source):
    ring = [[0, 51], [1, 51], [1, 52], [0, 51]]
    feature = {
        "type": "Feature",
        "properties": {"code": "W1", "name": "North", "borough": "B1"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    fault_server.on("/areas/ward", fault_server.reply(json.dumps({"features": [feature]}).encode()))

    (ward,) = source.areas("ward")

    assert (ward.code, ward.name, ward.borough) == ("W1", "North", "B1")
    assert ward.geometry.area == pytest.approx(0.5)


def page(number, following=None):
    links = [{"rel": "self", "href": "/"}] + ([{"rel": "next", "href": following}] if following else [])
    return json.dumps({"features": [number], "links": links}).encode()


def test_pages_follow_the_next_link_until_there_is_none(fault_server, source):
    fault_server.on(
        ITEMS,
        fault_server.reply(page(1, ITEMS + "?cursor=a")),
        fault_server.reply(page(2, fault_server.url + ITEMS + "?cursor=b")),
        fault_server.reply(page(3)),
    )

    assert [each["features"] for each in source.pages(fires(), limit="1")] == [[1], [2], [3]]
    assert [request.query for request in fault_server.seen] == [{"limit": "1"}, {"cursor": "a"}, {"cursor": "b"}]


def test_pages_that_run_in_a_circle_end_with_an_error(fault_server, source):
    fault_server.on(ITEMS, fault_server.reply(page(1, ITEMS + "?cursor=a")))

    with pytest.raises(PortalRefused, match="already read"):
        list(source.pages(fires()))
    assert len(fault_server.seen) == 2


@pytest.mark.parametrize("elsewhere", ["http://127.0.0.1:1/items", "https://elsewhere.example/items"])
def test_a_next_page_elsewhere_is_not_fetched(fault_server, source, elsewhere):
    fault_server.on(ITEMS, fault_server.reply(page(1, elsewhere)))

    with pytest.raises(PortalRefused, match="not its own address"):
        list(source.pages(fires()))
