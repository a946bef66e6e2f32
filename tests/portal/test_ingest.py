"""Taking in what suppliers send: nothing lost, nothing twice, all or nothing, and a receipt that adds up."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import datetime, timezone
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.errors import Cancelled, InvalidInput, SafeStatsError, UnreadableSupply
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal import audit
from safestats_core.portal.answering import store
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.datasets import declare_dataset, get_dataset, list_datasets
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.intake.receipts import list_refusals
from safestats_core.portal.schema import tables

COLUMNS = ("ref", "force", "what", "from", "to", "lon", "lat", "outcome")


def offence(ref, **values):
    row = {"force": "Met", "what": "Burglary", "from": "2024-01-05T12:00", "to": "", "lon": "-0.1", "lat": "51.5"}
    return {"ref": str(ref), "outcome": "", **row, **values}


def write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of(portal, dataset, level=Level.RECORD):
    now = datetime(2024, 6, 1, tzinfo=timezone.utc)
    scope = compile_scope([Grant("person:ada", dataset, level)], {"person:ada"}, dataset, level, now)
    return [row for batch in store.batches(portal, scope, store.RowFilter()) for row in batch.to_pylist()]


def adds_up(receipt):
    parts = receipt.added + receipt.changed + receipt.unchanged + receipt.repeated + receipt.deleted + receipt.refused
    return receipt.read == parts


@pytest.fixture
def supply(tmp_path):
    return tmp_path / "offences.csv"


def test_the_receipt_says_what_became_of_every_row(portal, profile, supply):
    ingest(portal, write(supply, [offence(1), offence(2), offence(3)]), profile())
    rows = [
        offence(1),
        offence(2, outcome="Charged"),
        offence(4),
        offence(4, outcome="Charged"),
        offence(5, **{"from": "yesterday"}),
        offence(6, lon="300"),
    ]
    receipt = ingest(portal, write(supply, rows), profile())

    assert receipt.numbers == {
        "read": 6,
        "added": 1,
        "changed": 1,
        "unchanged": 1,
        "repeated": 1,
        "deleted": 0,
        "removed": 0,
        "refused": 2,
    }
    assert adds_up(receipt)
    assert receipt.months == ("2024-01",)
    outcomes = {row["source_id"]: row["outcome"] for row in rows_of(portal, "offences")}
    assert outcomes == {"1": None, "2": "Charged", "3": None, "4": "Charged"}


def test_refusals_are_kept_with_row_reason_and_source(portal, profile, supply):
    receipt = ingest(portal, write(supply, [offence(1), offence(2, **{"from": "yesterday"})]), profile())

    (refusal,) = receipt.refusals
    assert (refusal.row, refusal.source) == (2, "offences.csv")
    assert "yesterday" in refusal.reason
    assert list(list_refusals(portal)) == list(list_refusals(portal, receipt.delivery)) == [refusal]


def test_the_same_file_again_changes_nothing_and_says_so(portal, profile, supply):
    write(supply, [offence(1), offence(1), offence(2), offence(3, what="")])
    first = ingest(portal, supply, profile())
    before = rows_of(portal, "offences")
    again = ingest(portal, supply, profile())

    assert first.taken_in is None
    assert again.taken_in is not None
    assert again.numbers == {**first.numbers, "added": 0, "unchanged": first.added}
    assert adds_up(again)
    assert again.refusals == first.refusals
    assert rows_of(portal, "offences") == before


def test_an_old_file_sent_once_more_does_not_undo_its_correction(portal, profile, tmp_path):
    first = write(tmp_path / "first.csv", [offence(1)])
    ingest(portal, first, profile())
    ingest(portal, write(tmp_path / "corrected.csv", [offence(1, outcome="Charged")]), profile())

    assert ingest(portal, first, profile()).taken_in is not None
    assert [row["outcome"] for row in rows_of(portal, "offences")] == ["Charged"]
    assert ingest(portal, first, profile(), again=True).changed == 1


def test_what_arrived_is_kept_as_it_came_under_its_sha256(portal, profile, supply):
    write(supply, [offence(1), offence(2, **{"from": "yesterday"})])
    receipt = ingest(portal, supply, profile())

    assert receipt.delivery == hashlib.sha256(supply.read_bytes()).hexdigest()
    assert (portal.quarantine / receipt.delivery / supply.name).read_bytes() == supply.read_bytes()


def test_a_month_is_replaced_as_a_whole_and_no_other(portal, profile, tmp_path):
    police = profile(update="replace-months")
    february = {"from": "2024-02-05T12:00"}
    rows = [offence(1), offence(2), offence(3, force="BTP"), offence(4, **february)]
    ingest(portal, write(tmp_path / "first.csv", rows), police)

    receipt = ingest(portal, write(tmp_path / "january.csv", [offence(2), offence(5)]), police)

    assert (receipt.added, receipt.unchanged, receipt.removed) == (1, 1, 1)
    assert adds_up(receipt)
    assert {row["source_id"] for row in rows_of(portal, "offences")} == {"2", "3", "4", "5"}
    with portal.engine.connect() as connection:
        incidents = tables.incidents.c
        last = connection.execute(select(incidents.source_id, incidents.removed).order_by(incidents.seq)).all()
    assert last[-2:] == [("1", True), ("5", False)]  # a tombstone is news too, and takes a new number


def test_a_row_that_comes_back_is_added_again(portal, profile, tmp_path):
    police = profile(update="replace-months")
    for number, rows in enumerate(([offence(1), offence(2)], [offence(2)], [offence(2), offence(1)])):
        receipt = ingest(portal, write(tmp_path / f"{number}.csv", rows), police)

    assert (receipt.added, receipt.unchanged, receipt.removed) == (1, 1, 0)
    assert {row["source_id"] for row in rows_of(portal, "offences")} == {"1", "2"}


def test_a_stray_row_does_not_replace_a_month_that_the_file_is_not_about(portal, profile, tmp_path):
    police = profile(update="replace-months")
    ingest(portal, write(tmp_path / "2024-01-met.csv", [offence(1), offence(2)]), police)
    stray = offence(3)
    rows = [offence(4, **{"from": "2024-02-05T12:00"}), stray]

    receipt = ingest(portal, write(tmp_path / "2024-02-met.csv", rows), police)

    assert receipt.removed == 0
    assert {row["source_id"] for row in rows_of(portal, "offences")} == {"1", "2", "3", "4"}


def test_rows_without_a_key_that_are_alike_are_all_kept(portal, profile, supply):
    police = profile(keyed=False, update="replace-months")
    receipt = ingest(portal, write(supply, [offence(1)] * 3), police)

    assert receipt.added == 3
    assert ingest(portal, supply, police, again=True).unchanged == 3


def test_an_outcome_that_follows_is_a_change_of_the_same_incident(portal, profile, supply):
    police = profile(keyed=False, update="replace-months")
    ingest(portal, write(supply, [offence(1), offence(2)]), police)
    before = {row["incident_id"] for row in rows_of(portal, "offences")}

    receipt = ingest(portal, write(supply, [offence(1), offence(2, outcome="Charged")]), police)

    assert (receipt.changed, receipt.unchanged, receipt.removed) == (1, 1, 0)
    assert {row["incident_id"] for row in rows_of(portal, "offences")} == before


def test_the_cube_agrees_with_the_incidents_after_every_kind_of_change(portal, profile, tmp_path):
    police = profile(update="replace-months")
    deliveries = (
        [offence(number, what="Robbery" if number % 3 else "Burglary") for number in range(20)],
        [offence(number, what="Robbery" if number % 2 else "Burglary") for number in range(5, 25)],
        [offence(3, **{"from": "2024-02-01T10:00"}), offence(7)],
        [offence(7, **{"from": "2024-03-01T10:00"})],
    )
    for number, rows in enumerate(deliveries):
        ingest(portal, write(tmp_path / f"{number}.csv", rows), police)
        incidents, cube = tables.incidents.c, tables.counts.c
        counted = (
            select(incidents.month, incidents.category, func.count(), func.max(incidents.seq))
            .where(incidents.removed.is_(False))
            .group_by(incidents.month, incidents.category)
        )
        with portal.engine.connect() as connection:
            kept = connection.execute(select(cube.month, cube.category, cube["count"], cube.last_seq)).all()
            assert sorted(kept) == sorted(connection.execute(counted).all())


def test_an_incident_is_stamped_with_the_areas_that_it_lies_in(portal, profile, supply, tmp_path):
    squares = {"W-1": -0.2, "W-2": -0.1}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": code, "borough": "B-1"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 51.4], [x + 0.1, 51.4], [x + 0.1, 51.6], [x, 51.6], [x, 51.4]]],
            },
        }
        for code, x in squares.items()
    ]
    wards = tmp_path / "wards.geojson"
    wards.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    places = {
        "1": ("-0.15", "51.5"),
        "2": ("-0.05", "51.5"),
        "3": ("0.5", "51.5"),
        "4": ("", ""),
        "5": ("-0.1", "51.5"),
    }
    write(supply, [offence(ref, lon=lon, lat=lat) for ref, (lon, lat) in places.items()])
    ingest(portal, supply, profile())
    assert {row["ward"] for row in rows_of(portal, "offences")} == {None}

    add_areas(portal, wards, "ward")
    receipt = ingest(portal, supply, profile())  # the same file, but the boundaries are new

    assert (receipt.changed, receipt.unchanged) == (3, 2)
    stamped = {row["source_id"]: row["ward"] for row in rows_of(portal, "offences")}
    assert stamped == {"1": "W-1", "2": "W-2", "3": None, "4": None, "5": "W-1"}


def test_a_dataset_is_declared_by_its_first_file_and_described_by_whoever_declares_it(portal, profile, supply):
    assert list_datasets(portal) == []
    ingest(portal, write(supply, [offence(1)]), profile())

    dataset = get_dataset(portal, "offences")
    assert (dataset.title, dataset.handling, dataset.lease_hours) == ("Recorded offences", "OFFICIAL", 72)
    assert abs(dataset.updated.timestamp() - datetime.now().timestamp()) < 60


@pytest.mark.parametrize(("key", "most"), [("lease_hours", 87_600), ("retention_months", 12_000)])
def test_a_profile_states_no_longer_time_than_every_database_keeps(portal, profile, tmp_path, key, most):
    profile()
    path = tmp_path / "offences.toml"
    text = path.read_text().replace("lease_hours = 72\n", "")

    def stating(number):
        path.write_text(text.replace('update = "upsert"', f'update = "upsert"\n{key} = {number}'))
        return load_profile(path)

    assert getattr(declare_dataset(portal, stating(most)), key) == most
    for number in (most + 1, 3_000_000_000, 10**30):
        with pytest.raises(InvalidInput, match=f"{key} is {number}. Write a whole number above 0, {most} at most"):
            stating(number)


def test_a_dataset_without_changes_keeps_its_date(portal, profile, supply, monkeypatch):
    ingest(portal, write(supply, [offence(1)]), profile())
    before = get_dataset(portal, "offences").updated
    monkeypatch.setattr("safestats_core.portal.intake.ingest.time.time", lambda: 4e9)
    ingest(portal, supply, profile(), again=True)
    assert get_dataset(portal, "offences").updated == before


def everything_in(portal):
    with portal.engine.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in tables.metadata.sorted_tables}


def test_a_cancelled_ingest_leaves_the_portal_as_it_was(portal, profile, supply, tmp_path):
    ingest(portal, write(tmp_path / "first.csv", [offence(1)]), profile())
    before = everything_in(portal)

    write(supply, [offence(1, outcome="Charged"), offence(2)])
    for moment in ("offences.csv", "publishing"):

        def stop(done, total, what, moment=moment):
            if what == moment:
                raise Cancelled("stopped")

        with pytest.raises(Cancelled):
            ingest(portal, supply, profile(), stop)
        assert everything_in(portal) == before
    assert ingest(portal, supply, profile()).numbers["added"] == 1


def test_nothing_is_published_that_the_audit_log_does_not_know(portal, profile, supply, monkeypatch):
    ingest(portal, write(supply, [offence(1)]), profile(), by="operator:test")
    (entry,) = audit.search(portal)
    assert (entry.person, entry.operation, entry.dataset, entry.rows) == ("operator:test", "collection", "offences", 1)
    assert entry.detail["added"] == 1
    before = everything_in(portal)

    def fail(*_):
        raise SafeStatsError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(SafeStatsError, match="disk full"):
        ingest(portal, write(supply, [offence(2)]), profile())
    assert everything_in(portal) == before


def test_what_is_not_there_or_cannot_be_read_is_said(portal, profile, tmp_path):
    with pytest.raises(UnreadableSupply, match="no file or folder"):
        ingest(portal, tmp_path / "missing.csv", profile())
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(UnreadableSupply, match="empty"):
        ingest(portal, empty, profile())


def test_a_file_without_rows_or_without_places_is_no_trouble(portal, profile, supply, tmp_path):
    square = {"type": "Polygon", "coordinates": [[[-1, 51], [1, 51], [1, 52], [-1, 52], [-1, 51]]]}
    ward = {"type": "Feature", "properties": {"code": "W-1", "name": "W-1"}, "geometry": square}
    wards = tmp_path / "wards.geojson"
    wards.write_text(json.dumps({"type": "FeatureCollection", "features": [ward]}))
    add_areas(portal, wards, "ward")

    assert ingest(portal, write(supply, []), profile()).read == 0
    assert ingest(portal, write(supply, [offence(1, lon="", lat="")]), profile()).added == 1
    assert rows_of(portal, "offences")[0]["ward"] is None


def test_progress_counts_the_rows_that_were_read(portal, profile, supply):
    told = []
    ingest(portal, write(supply, [offence(number) for number in range(5)]), profile(), lambda *each: told.append(each))
    assert told == [(5, 0, "offences.csv"), (5, 5, "publishing")]


@pytest.mark.realdata
@pytest.mark.parametrize("store", ["sqlite"])
def test_a_year_of_street_files_is_taken_in_without_losing_a_row(portal, real_data: Path):
    folder = real_data / "policeuk_csv_city_of_london_2024"
    receipt = ingest(portal, folder)

    assert receipt.read == receipt.added == 13_654
    assert adds_up(receipt)
    assert receipt.skipped
    assert len(rows_of(portal, "policeuk-street")) == 13_654
    assert ingest(portal, folder, again=True).unchanged == 13_654


@pytest.mark.realdata
@pytest.mark.parametrize("store", ["sqlite"])
def test_points_on_a_shared_edge_of_two_wards_are_taken_in_once(portal, real_data: Path):
    path = real_data / "london_police_api_2017" / "london_api_2017-06.parquet"
    table = pq.read_table(path)
    distinct = len(table["id"].unique())

    receipt = ingest(portal, path)

    assert (receipt.read, receipt.added, receipt.repeated) == (table.num_rows, distinct, table.num_rows - distinct)


@pytest.mark.parametrize("field", ["ref", "force"])
def test_a_name_that_swallowed_the_row_behind_it_is_refused_and_the_others_are_there(portal, profile, supply, field):
    """An index of PostgreSQL has no room for it: the whole delivery would fail, each time that it is sent."""
    swallowed = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(250))
    receipt = ingest(portal, write(supply, [offence(1), {**offence(2), field: swallowed}]), profile())
    assert (receipt.added, receipt.refused) == (1, 1)
    assert adds_up(receipt)
    assert "has more than 1,000 bytes" in next(iter(list_refusals(portal))).reason
