"""A first delivery goes straight into the published table: it must leave exactly what staging it would have left."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from safestats_core.errors import Cancelled
from safestats_core.formats import columnar
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.intake import bulk_indexes, ingest, last_of_key, straight
from safestats_core.portal.lifecycle.erasure import erase
from safestats_core.portal.portal import init_portal
from safestats_core.portal.schema import tables
from safestats_core.query import Period

KEPT = (
    tables.incidents,
    tables.counts,
    tables.supplier_counts,
    tables.departures,
    tables.coverage,
    tables.refusals,
    tables.counter,
)
BLANK = {"outcome": None, "to": None}


def offence(ref, **values):
    row = {"ref": ref, "force": "Met", "what": "Burglary", "from": "2024-01-05T12:00", "lon": -0.15, "lat": 51.5}
    return {**row, **BLANK, **values}


def ugly():
    """Rows of every kind, in parts of seven: keys that come again near by and far off, some in another month."""
    rows = [offence(str(ref), lon=-0.15 + ref / 300, what="Robbery" if ref % 3 else "burglary ") for ref in range(40)]
    rows[3] = offence("2", outcome="Charged")
    rows[4] = offence("2", outcome="Cautioned", force="City")
    rows[12] = offence("1", **{"from": "2024-03-01"})
    rows[25] = offence("1", **{"from": "2024-02-30"})
    rows[26] = offence("1", lon=None)
    rows[27] = offence("30", lon=None, lat=None, force=" City ", what="Nobody knows")
    rows[28] = offence(None)
    rows[29] = offence("29", lon=300.0)
    rows[31] = offence("31", lon=0.0, lat=0.0)
    rows[33] = offence("0", what="", to="2024-01-07T10:00", outcome="Ünïcödé 🚓")
    rows[34] = offence("34", **{"from": "2019-12-31T23:00"})
    rows[35] = offence("5", **{"from": "2019-06-01"})
    rows[39] = offence("1", to="2024-02-01T00:30")
    return rows


def table_of(rows):
    kinds = {"lon": pa.float64(), "lat": pa.float64()}
    return pa.table({name: pa.array([row[name] for row in rows], kinds.get(name, pa.string())) for name in rows[0]})


@pytest.fixture
def offences(profile):
    """The profile of the tests, as Parquet may have it too."""

    def make(**how):
        made = profile(**how)
        return replace(made, source=replace(made.source, formats=()))

    return make


@pytest.fixture
def two(portal, tmp_path, monkeypatch):
    """A portal, and one with the same key that stages everything: what both are told to do, and what both hold."""
    monkeypatch.setattr(columnar, "_BATCH_ROWS", 7)
    monkeypatch.setattr(bulk_indexes, "_WORTH", 10)
    other = init_portal(tmp_path / "other", "Test portal")
    other = replace(other, key=portal.key)
    ways = []

    def both(work, held=held_by):
        may = straight.may_go_straight
        told = []
        for each, way in ((portal, lambda *asked: ways.append(may(*asked)) or may(*asked)), (other, lambda *_: False)):
            with monkeypatch.context() as patch:
                patch.setattr(ingest, "may_go_straight", way)
                patch.setattr(straight, "may_go_straight", way)
                told.append(work(each))
        assert held(portal) == held(other)
        return told[0], told[1]

    yield both
    assert any(ways) == (portal.engine.dialect.name == "sqlite")
    other.close()


def held_by(portal):
    held = {}
    with portal.engine.connect() as connection:
        for table in KEPT:
            columns = [column for column in table.columns if (table.name, column.name) != ("refusals", "id")]
            held[table.name] = sorted(map(repr, connection.execute(select(*columns))))
        held["removed"] = connection.scalar(select(func.count()).where(tables.incidents.c.removed))
    return held


def take_in(path, offences, **how):
    def work(portal):
        receipt = ingest.ingest(portal, path, offences, **how)
        return receipt.numbers, receipt.refusals, receipt.notes, receipt.months

    return work


def wards(tmp_path):
    features = [
        {
            "type": "Feature",
            "properties": {"ward_code": code, "ward_name": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 51.4], [x + 0.1, 51.4], [x + 0.1, 51.6], [x, 51.6], [x, 51.4]]],
            },
        }
        for code, x in {"W-1": -0.2, "W-2": -0.1}.items()
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_an_ugly_delivery_leaves_the_same_either_way(two, offences, tmp_path):
    two(lambda portal: add_areas(portal, wards(tmp_path), "ward"))
    first, second = tmp_path / "first.parquet", tmp_path / "second.parquet"
    pq.write_table(table_of(ugly()), first)
    ours, staged = two(take_in(first, offences()))
    assert ours == staged
    assert ours[0]["read"] == 40
    assert ours[0]["repeated"] == 7
    assert ours[0]["refused"] == 5

    later = [{**row, "outcome": "Charged"} if place % 5 == 0 else row for place, row in enumerate(ugly())]
    pq.write_table(table_of(later), second)
    ours, staged = two(take_in(second, offences()))
    assert ours == staged
    assert ours[0]["changed"]
    assert ours[0]["unchanged"]


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize(("update", "keyed"), [("upsert", False), ("replace-months", True), ("replace-months", False)])
def test_every_way_of_updating_and_naming_rows_leaves_the_same(two, offences, tmp_path, update, keyed):
    police = offences(update=update, keyed=keyed)
    rows = [row for row in ugly() if row["ref"]]
    for name, sent in (("2024-01.parquet", rows + rows[:9]), ("2024-02.parquet", rows[5:20])):
        pq.write_table(table_of(sent), tmp_path / name)
        ours, staged = two(take_in(tmp_path / name, police))
        assert ours == staged
    ours, staged = two(take_in(tmp_path / "2024-02.parquet", police, again=True, replace=Period("2024-01", "2024-03")))
    assert ours == staged


@pytest.mark.parametrize("store", ["sqlite"])
def test_what_is_too_old_for_the_dataset_is_refused_either_way(two, offences, tmp_path):
    rows = [offence(str(ref), **{"from": f"{2012 + ref % 14}-03-05"}) for ref in range(30)]
    pq.write_table(table_of([*rows, offence("3", **{"from": "2010-01-01"})]), tmp_path / "rows.parquet")
    kept_ten_years = replace(offences(), retention_months=120)
    ours, staged = two(take_in(tmp_path / "rows.parquet", kept_ten_years))
    assert ours == staged
    assert 0 < ours[0]["refused"] < 30
    assert {each.reason[:10] for each in ours[1]} == {"Older than"}


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_dataset_of_which_something_was_erased_is_compared_though_it_is_empty(two, offences, tmp_path):
    pq.write_table(table_of([offence("1")]), tmp_path / "one.parquet")
    pq.write_table(table_of([offence("1"), offence("2")]), tmp_path / "two.parquet")
    two(take_in(tmp_path / "one.parquet", offences()))

    def erase_it(portal):
        with portal.engine.connect() as connection:
            known = connection.scalar(select(tables.incidents.c.incident_id))
        erase(portal, "offences", [known], "asked for it")

    two(erase_it)
    ours, staged = two(take_in(tmp_path / "two.parquet", offences()))
    assert ours == staged
    assert (ours[0]["added"], ours[0]["refused"]) == (1, 1)


def calls(path, refs):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = ((ref, "2024-01-05T10:00:00", "Overdose", "530000", "180000") for ref in refs)
        csv.writer(file).writerows([("call_id", "received", "nature", "easting", "northing"), *rows])
    return path


def crimes(path, months):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = ((month, "Met", "-0.1", "51.5", "On or near Road", "Burglary") for month in months)
        header = ("Month", "Reported by", "Longitude", "Latitude", "Location", "Crime type")
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_folder_for_a_new_dataset_and_one_that_holds_rows(two, tmp_path):
    folder = tmp_path / "delivery"
    folder.mkdir()
    crimes(tmp_path / "2024-01-crimes.csv", ["2024-01"] * 5)
    two(take_in(tmp_path / "2024-01-crimes.csv", None))
    calls(folder / "a.csv", ["1", "2", "3", "2"])
    crimes(folder / "b-2024-01.csv", ["2024-01"] * 3)
    ours, staged = two(take_in(folder, None), seen)  # rows that go two ways have numbers with a gap between them
    assert ours == staged
    assert (ours[0]["added"], ours[0]["repeated"], ours[0]["unchanged"], ours[0]["removed"]) == (3, 1, 3, 2)


def seen(portal):
    """All that a portal holds but the numbers of changes, which are checked to differ from row to row."""
    held = []
    with portal.engine.connect() as connection:
        for table in (tables.incidents, tables.counts, tables.supplier_counts, tables.departures, tables.coverage):
            columns = [column for column in table.columns if column.name not in ("seq", "last_seq")]
            held.append(sorted(map(repr, connection.execute(select(*columns)))))
        numbers = connection.scalars(select(tables.incidents.c.seq)).all()
        assert len(set(numbers)) == len(numbers)
        assert max(numbers) <= connection.scalar(select(tables.counter.c.value).where(tables.counter.c.name == "seq"))
    return held


@pytest.mark.parametrize("store", ["sqlite"])
def test_nobody_sees_a_row_before_the_delivery_is_whole(portal, offences, tmp_path, monkeypatch):
    monkeypatch.setattr(columnar, "_BATCH_ROWS", 7)
    monkeypatch.setattr(bulk_indexes, "_WORTH", 10)
    pq.write_table(table_of(ugly()), tmp_path / "rows.parquet")
    before, seen_meanwhile = held_by(portal), []

    def stop(done, total, what):
        seen_meanwhile.append(held_by(portal))
        if what == "publishing":
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        ingest.ingest(portal, tmp_path / "rows.parquet", offences(), stop)
    assert len(seen_meanwhile) > 3
    assert all(each == before for each in seen_meanwhile)
    assert held_by(portal) == before
    assert ingest.ingest(portal, tmp_path / "rows.parquet", offences()).added > 20


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_delivery_of_several_runs_leaves_the_same_but_for_the_numbers(two, offences, tmp_path, monkeypatch):
    """A key that comes again in a later run takes the place of the earlier one."""
    monkeypatch.setattr(straight, "_RUN", 9)
    pq.write_table(table_of(ugly()), tmp_path / "rows.parquet")
    ours, staged = two(take_in(tmp_path / "rows.parquet", offences()), seen)
    assert ours == staged


@pytest.mark.parametrize("store", ["sqlite"])
def test_ids_that_only_look_alike_are_not_taken_for_one(two, offences, tmp_path, monkeypatch):
    """Where rows may have one key is found by a short mark of it: here all have the same."""
    monkeypatch.setattr(last_of_key, "_LOOKED_AT", type(last_of_key._LOOKED_AT)(0))
    pq.write_table(table_of(ugly()), tmp_path / "rows.parquet")
    ours, staged = two(take_in(tmp_path / "rows.parquet", offences()))
    assert ours == staged
