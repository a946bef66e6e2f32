"""What a supplier sends is there whole or not at all, and it is told what became of each row."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import sqlite3
import threading

import anyio
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from anyio import to_thread
from sqlalchemy import event

from safestats_core.errors import PortalRefused
from safestats_core.portal import audit
from safestats_core.portal.datasets import declare_dataset
from safestats_core.portal.feeds.feed_profiles import prepare_dataset
from safestats_core.portal.feeds.file_names import SUFFIXES
from safestats_core.portal.feeds.taking_in import take_in
from safestats_core.portal.web import feed_body

sqlite_only = pytest.mark.parametrize("store", ["sqlite"])
HEAD = ["ref", "force", "what", "from", "to", "lon", "lat", "outcome"]
BAD = b"""ref,force,what,from,to,lon,lat,outcome
1,Met,Burglary,2024-01-05T12:00,,-0.1,51.5,
2,Met,Robbery,=1+1,,-0.1,51.5,
3,Met,Robbery,2024-02-06T12:00,,1000,51.5,
"""


def test_a_delivery_is_published_and_its_receipt_adds_up(portal, sender, published):
    met = sender()
    answer = met.push(BAD, Content_Disposition='attachment; filename="../../january.csv"')
    told = answer.json()
    assert answer.status_code == 201
    assert told["numbers"] == {
        "read": 3, "added": 1, "changed": 0, "unchanged": 0, "repeated": 0, "deleted": 0, "removed": 0, "refused": 2,
    }  # fmt: skip
    assert (told["dataset"], told["state"], told["months"]) == ("offences", "taken in", ["2024-01"])
    assert published() == 1
    assert (portal.quarantine / told["delivery"] / "january.csv").read_bytes() == BAD

    kept = met.get(answer.headers["Location"])
    assert {**kept.json(), "links": None} == {**told, "links": None}
    lines = list(csv.reader(io.StringIO(met.get(kept.json()["links"][1]["href"]).text)))
    assert lines[0] == ["row", "reason"]
    assert [line[0] for line in lines[1:]] == ["2", "3"]
    assert "=1+1" in lines[1][1]
    collected = [each for each in audit.search(portal, dataset="offences") if each.operation == "collection"]
    assert [(each.person, each.rows) for each in collected] == [("supplier:Met", 3)]


def test_sending_the_same_again_changes_nothing_and_says_so(sender, rows_csv, published):
    met = sender()
    body = rows_csv(50)
    assert met.push(body).status_code == 201
    again = met.push(gzip.compress(body), Content_Encoding="gzip")
    assert (again.status_code, again.json()["state"]) == (200, "taken in before")
    assert again.json()["numbers"]["unchanged"] == 50
    assert published() == 50
    renamed = met.push(body, query="?name=another.csv")
    assert (renamed.status_code, renamed.json()["numbers"]["unchanged"]) == (201, 50)
    changed = met.push(rows_csv(50, "Charged")).json()
    assert changed["numbers"]["changed"] == 50


def test_only_who_sent_it_reads_the_receipt_and_foreign_feeds_do_not_exist(sender, rows_csv, portal, profile):
    other_dataset = declare_dataset(portal, profile("calls")).name
    met, fire = sender(), sender("Fire")
    told = met.push(rows_csv(3)).json()
    for each in told["links"]:
        assert met.get(each["href"]).status_code == 200
        assert fire.get(each["href"]).status_code == 404
    hidden = met.push(rows_csv(3), dataset=other_dataset)
    absent = met.push(rows_csv(3), dataset="nosuchthing")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert met.get(f"/feeds/{other_dataset}/receipts/{told['delivery']}").content == (
        met.get(f"/feeds/nosuchthing/receipts/{told['delivery']}").content
    )
    assert met.get("/feeds/offences/receipts/%00").status_code == 400
    # Who sends the same content itself may read what became of it.
    assert fire.push(rows_csv(3)).status_code == 200
    assert fire.get(told["links"][0]["href"]).status_code == 200


def test_parquet_comes_in_as_csv_does(sender, rows_csv, published):
    met = sender()
    table = pacsv.read_csv(pa.BufferReader(rows_csv(40)))
    sink = io.BytesIO()
    pq.write_table(table, sink)
    answer = met.push(sink.getvalue(), "application/vnd.apache.parquet")
    assert (answer.status_code, answer.json()["numbers"]["added"]) == (201, 40)
    assert met.push(rows_csv(40)).json()["numbers"]["unchanged"] == 40
    assert published() == 40


@sqlite_only
@pytest.mark.parametrize("kind", ["geojson", "arrow.file", "arrow.stream"])
def test_geojson_and_arrow_come_in_too(portal, start, sender, rows_csv, published, tmp_path, kind):
    text = (tmp_path / "offences.toml").read_text().replace('"offences"', '"places"')
    (tmp_path / "places.toml").write_text(text.replace('"lon"', '"longitude"').replace('"lat"', '"latitude"'))
    prepare_dataset(portal, "places", (tmp_path / "places.toml",))
    met = sender(datasets=("places",))
    table = pacsv.read_csv(pa.BufferReader(rows_csv(30)))
    if kind == "geojson":
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row.pop("lon"), row.pop("lat")]},
                "properties": row,
            }
            for row in table.to_pylist()
        ]
        body = json.dumps({"type": "FeatureCollection", "features": features}, default=str).replace(" 12:00", "T12:00")
        answer = met.push(body.encode(), "application/geo+json", dataset="places")
    else:
        table = table.rename_columns([{"lon": "longitude", "lat": "latitude"}.get(name, name) for name in HEAD])
        sink = io.BytesIO()
        make = pa.ipc.new_file if kind == "arrow.file" else pa.ipc.new_stream
        with make(sink, table.schema) as writer:
            writer.write_table(table)
        answer = met.push(sink.getvalue(), f"application/vnd.apache.{kind}", dataset="places")
    assert (answer.status_code, answer.json()["numbers"]["added"]) == (201, 30), answer.text
    assert published() == 30


@sqlite_only
def test_noise_of_every_kind_gets_a_sentence_and_never_a_failure(sender, rows_csv):
    met, noise = sender(), random.Random(7)
    good = rows_csv(20)
    table = io.BytesIO()
    pq.write_table(pacsv.read_csv(pa.BufferReader(good)), table)
    for kind in SUFFIXES:
        sound = table.getvalue() if "parquet" in kind else good
        for _ in range(6):
            body = bytearray(sound)
            for _ in range(noise.choice((1, 20, 400))):
                body[noise.randrange(len(body))] = noise.randrange(256)
            for spoilt in (bytes(body), bytes(body[: noise.randrange(1, len(body))]), noise.randbytes(200)):
                answer = met.push(spoilt, kind, query=f"?name={noise.random()}")
                assert answer.status_code in (200, 201, 422), (kind, answer.status_code, answer.text, spoilt)
    assert "Error at" not in sender.server.log.read_text()


@sqlite_only
def test_a_busy_database_is_said_and_nothing_is_taken_in(portal, dataset, rows_csv, published, tmp_path):
    event.listen(portal.engine, "connect", lambda raw, _: raw.execute("pragma busy_timeout = 100").close())
    portal.engine.dispose()
    path = tmp_path / "a.csv"
    path.write_bytes(rows_csv(5))
    with sqlite3.connect(portal.folder / "portal.db", isolation_level=None) as other:
        other.execute("begin immediate")
        with pytest.raises(PortalRefused, match="busy") as refused:
            take_in(portal, dataset, path, 1 << 20, "supplier:Met")
        other.execute("rollback")
    assert refused.value.status == 503
    assert published() == 0
    assert take_in(portal, dataset, path, 1 << 20, "supplier:Met").added == 5


@sqlite_only
def test_what_cannot_be_read_is_refused_in_words_and_leaves_nothing(portal, sender, rows_csv, published):
    met, small = sender(), sender("Small", most_bytes=10_000)
    good = rows_csv(3)
    bomb = gzip.compress(b"0" * (80 << 20))
    large = rows_csv(1_000)
    answers = [
        (met.push(b"not,our,columns\n1,2,3\n"), 422),
        (met.push(b""), 422),
        (met.push(b"\x1f\x8bno gzip", Content_Encoding="gzip"), 422),
        (met.push(gzip.compress(good)[:-9], Content_Encoding="gzip"), 422),
        (met.push(good, "application/vnd.apache.parquet"), 422),
        (met.push(good, "application/zip"), 415),
        (met.push(good, ""), 415),
        (met.push(good, Content_Encoding="br"), 415),
        (met.push(good, query="?nonsense=1"), 400),
        (met.push(bomb, Content_Encoding="gzip"), 413),
        (small.push(large), 413),
        (small.push(iter([large[:6_000], large[6_000:12_000]])), 413),
        (small.push(gzip.compress(large), Content_Encoding="gzip"), 413),
    ]
    for number, (answer, status) in enumerate(answers):
        assert answer.status_code == status, (number, answer.text)
        assert len(answer.json()["description"]) > 20
        assert str(portal.folder) not in answer.text
    assert published() == 0
    assert list((portal.folder / "incoming").iterdir()) == []
    assert met.push(gzip.compress(good) + gzip.compress(b""), Content_Encoding="gzip").status_code == 201


@pytest.mark.parametrize("store", ["postgresql"])
def test_a_row_with_a_byte_that_postgresql_cannot_keep_is_refused_in_words(sender, published):
    met = sender()
    answer = met.push(BAD.replace(b"Burglary", b"Burg\0lary"))
    assert (answer.status_code, answer.json()["numbers"]["refused"], published()) == (201, 3, 0)
    assert "the character NUL" in met.get(answer.json()["links"][1]["href"]).text


@sqlite_only
def test_a_long_body_is_never_in_memory_as_a_whole(sender):
    met = sender(most_bytes=300 << 20)

    def peak():
        status = open(f"/proc/{sender.server.process.pid}/status").read()
        return int(status.split("VmHWM:")[1].split()[0])

    met.push(b"x")
    before = peak()
    piece = b"x" * (1 << 20)
    answer = met.push(piece for _ in range(301))
    assert answer.status_code == 413
    assert peak() - before < 60_000  # kilobytes, of 300 MB that came


@sqlite_only
def test_without_an_audit_log_nothing_is_taken_in(portal, sender, rows_csv, published):
    met = sender()
    met.headers()
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute(
            "create trigger disk_full before insert on entries "
            "begin select raise(fail, 'database or disk is full'); end"
        )
    assert met.push(rows_csv(5)).status_code == 503
    assert met.ask_for_token().status_code == 503
    assert published() == 0
    with sqlite3.connect(portal.folder / "audit.db") as database:
        database.execute("drop trigger disk_full")
    assert met.push(rows_csv(5)).status_code == 201


def test_when_too_many_send_at_once_they_are_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(feed_body, "_TURN_SECONDS", 0.2)

    async def crowd():
        turns, release, done = feed_body.Turns(), threading.Event(), []

        async def one():
            done.append(await turns.take(lambda: release.wait(10)))

        async with anyio.create_task_group() as group:
            group.start_soon(one)
            group.start_soon(one)
            await anyio.sleep(0.1)
            with pytest.raises(PortalRefused, match="busy") as refused:
                await turns.take(lambda: True)
            assert refused.value.status == 503
            await to_thread.run_sync(release.set)
        assert done == [True, True]
        assert await turns.take(lambda: True)

    anyio.run(crowd)
