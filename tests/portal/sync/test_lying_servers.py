"""A server that lies: a typed error, and the old state kept."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pyarrow as pa
import pytest

from safestats_core.errors import PortalRefused, PortalUnreachable

END = b"\xff\xff\xff\xff\x00\x00\x00\x00"
people = (f"liar{number}" for number in count())


def rewritten(change, about=None):
    """The stream with its table changed, and what it says of itself; whole and well made."""

    def lie(answered):
        table = pa.ipc.open_stream(answered.body).read_all()
        told = {**json.loads(table.schema.metadata[b"safestats"]), **(about or {})}
        table = change(table).replace_schema_metadata({"safestats": json.dumps(told)})
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        return replace(answered, body=sink.getvalue().to_pybytes())

    return lie


def set_months(table):
    at = table.schema.get_field_index("month")
    months = pa.array(["2023-12", *table["month"].to_pylist()[1:]])
    return table.set_column(at, table.schema.field("month"), months)


def same(table):
    return table


def typed(kind):
    def lie(answered):
        return replace(answered, headers={**answered.headers, "content-type": kind})

    return lie


def body(change):
    def lie(answered):
        return replace(answered, body=change(answered.body))

    return lie


def huge(content):
    """A batch that says it is two gigabytes long."""
    at = content.index(b"\xff\xff\xff\xff", 8) + 4
    return content[:at] + (2**31 - 8).to_bytes(4, "little") + content[at + 4 :]


LIES = {
    "a row less": (rewritten(lambda table: table.slice(1)), PortalRefused, "sent 799 rows .* where it has 800"),
    "a row twice": (
        rewritten(lambda table: pa.concat_tables([table, table.slice(0, 1)])),
        PortalRefused,
        "sent 801 rows",
    ),
    "without an end": (
        rewritten(lambda table: pa.concat_tables([table] * 130)),
        PortalRefused,
        "has 800 rows .* and sent 10[0-9],... without an end",
    ),
    "another month": (rewritten(set_months), PortalRefused, "sent rows of 2023-12"),
    "another collection": (rewritten(same, {"dataset": "ambulance"}), PortalRefused, "sent the dataset ambulance"),
    "another level": (rewritten(same, {"level": "point"}), PortalRefused, r"offences \(point\)"),
    "another person's scope": (rewritten(same, {"scope_hash": "f" * 32}), PortalRefused, "Your access to Offences"),
    "another schema": (rewritten(lambda table: table.drop_columns(["outcome"])), PortalRefused, "other columns"),
    "other types": (
        rewritten(lambda table: table.set_column(9, "longitude", table["longitude"].cast(pa.float32()))),
        PortalRefused,
        "other columns",
    ),
    "a page of a network": (typed("text/html"), PortalUnreachable, "text/html instead of"),
    "no type": (typed(""), PortalUnreachable, "sign-in page of your network"),
    "garbage": (body(lambda content: bytes(range(256)) * 40), PortalUnreachable, "broke off"),
    "nothing": (body(lambda content: b""), PortalUnreachable, "broke off"),
    "a huge batch": (body(huge), PortalUnreachable, "broke off"),
    "no mark of the end": (body(lambda content: content[: -len(END)]), PortalUnreachable, "broke off"),
    "more after the end": (body(lambda content: content + b"and more"), PortalUnreachable, "broke off"),
}


@pytest.fixture
def synced(site, client_of, everything, offences, proxy):
    name = next(people)
    site.admit(name)
    client = client_of(name)
    client.sync(everything)
    site.publish(offences("2024-02", range(800), outcome=f"as {name} found it"))
    return client


def test_whatever_a_server_says_instead_of_a_month_the_old_month_stays(
    synced, everything, proxy, faults, state_of, by_id
):
    before, _ = state_of(synced)
    for what, (lie, error, words) in LIES.items():
        proxy.on("/items", faults.lies(lie))
        with pytest.raises(error, match=words):
            synced.sync(everything)
        assert state_of(synced)[0] == before, what
        proxy.clear()
    assert synced.sync(everything).months_fetched == 1
    february = [row for row in by_id(synced.incidents(everything)).values() if row["month"] == "2024-02"]
    assert {row["outcome"] for row in february} == {f"as {synced.cache.vault.person} found it"}


@pytest.mark.parametrize("length", [10, 10**12])
def test_a_wrong_length_is_a_broken_line(synced, everything, proxy, faults, state_of, length):
    before, _ = state_of(synced)
    proxy.on("/items", faults.lies(body(lambda content: content[:2_000]), length=length))
    with pytest.raises(PortalUnreachable, match="broke off"):
        synced.sync(everything)
    assert state_of(synced)[0] == before


@pytest.mark.parametrize("phase", ["/collections", "/months", "/changes"])
def test_lists_that_are_none_are_errors_too(synced, everything, proxy, faults, state_of, phase):
    before, generation = state_of(synced)
    for lie in (
        typed("text/html"),
        body(lambda content: b"garbage"),
        body(lambda content: b"[]" if phase != "/changes" else b""),
        body(lambda content: content[: len(content) // 2]),
    ):
        proxy.on(phase, faults.lies(lie))
        with pytest.raises((PortalRefused, PortalUnreachable)):
            synced.sync(everything)
        found, now = state_of(synced)
        assert found == before
        assert now == generation or phase != "/collections"
        proxy.clear()


def test_changes_of_another_person_are_not_taken_in(synced, site, everything, proxy, faults, state_of):
    before, _ = state_of(synced)
    proxy.on("/changes", faults.lies(rewritten(same, {"scope_hash": "f" * 32})))
    with pytest.raises(PortalRefused, match="Your access to Offences changed"):
        synced.sync(everything)
    assert state_of(synced)[0] == before


def test_a_month_that_grew_between_the_list_and_the_transfer_is_kept_and_complete_at_the_next_sync(
    site, client_of, everything, offences, proxy, faults, by_id, at_portal
):
    name = next(people)
    site.admit(name)
    client = client_of(name)

    def publish_first(line, answered):
        site.publish(offences("2024-05", range(10, 30)))
        faults.honest(line, answered)

    site.publish(offences("2024-05", range(10)))
    proxy.on("/months", publish_first, times=1)
    client.sync(everything)
    assert sum(row["month"] == "2024-05" for row in by_id(client.incidents(everything)).values()) == 30
    client.sync(everything)
    assert by_id(client.incidents(everything)) == at_portal(name)
    site.withdraw("2024-05")
    client.sync(everything)
    assert by_id(client.incidents(everything)) == at_portal(name)
