"""Erased is erased: nobody sees it, no file of the database holds it, everybody who held it is told, it stays away."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, update

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal import audit
from safestats_core.portal.answering import changes as told
from safestats_core.portal.databases.database import writing
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.intake.receipts import list_refusals
from safestats_core.portal.lifecycle.erasure import erase, withdraw
from safestats_core.portal.lifecycle.quarantined import forget_deliveries
from safestats_core.portal.schema import tables

MARKER = "MARKER-of-a-person"


@pytest.fixture
def supply(portal, profile, offence, write):
    """Three offences, of which the second says something about a person."""
    path = write("offences.csv", [offence(1), offence(2, outcome=MARKER), offence(3, month="2024-02")])
    ingest(portal, path, profile())
    return path


@pytest.fixture
def second(supply, rows_of):
    """The incident id of the second offence."""
    return next(row["incident_id"] for row in rows_of() if row["source_id"] == "2")


def database_bytes(portal):
    return b"".join(path.read_bytes() for path in portal.folder.glob("portal.db*"))


def everything_in(portal):
    with portal.engine.connect() as connection:
        return {table.name: connection.execute(select(table)).all() for table in tables.metadata.sorted_tables}


@pytest.mark.parametrize("level", [Level.RECORD, Level.POINT])
@pytest.mark.parametrize("remove", [erase, withdraw])
def test_a_client_that_held_the_row_is_told_that_it_is_gone(portal, second, scope_of, rows_of, level, remove):
    scope = scope_of(level)
    shown = {row["incident_id"] for row in rows_of(level)}
    since = told.latest(portal)

    remove(portal, "offences", [second], "asked for it", by="operator:eve")

    found = told.changes(portal, scope, since, 100)
    assert found.upserts.num_rows == 0
    assert set(found.removed) == shown - {row["incident_id"] for row in rows_of(level)}
    assert len(found.removed) == 1


def test_who_never_saw_the_row_is_not_told_of_it(portal, second, scope_of):
    since = told.latest(portal)
    erase(portal, "offences", [second], "asked for it")
    assert told.changes(portal, scope_of(from_month="2024-02"), since, 100).is_empty


def test_nothing_of_the_row_is_left_in_the_database(portal, second, cube_agrees):
    assert MARKER in str(everything_in(portal))
    erase(portal, "offences", [second], "asked for it")

    left = everything_in(portal)
    assert MARKER not in str(left)
    assert {row.incident_id for row in left["incidents"]} == {"1", "3"}
    assert [row.incident_id for row in left["departures"]] == [second]
    assert cube_agrees()


@pytest.mark.parametrize("store", ["sqlite"])
def test_nothing_of_the_row_is_left_in_the_file_of_the_database(portal, second):
    assert MARKER.encode() in database_bytes(portal)
    erase(portal, "offences", [second], "asked for it")
    assert MARKER.encode() not in database_bytes(portal)


def test_an_erased_row_does_not_come_back_by_any_file(portal, profile, supply, second, offence, write, rows_of):
    erase(portal, "offences", [second], "asked for it")

    assert ingest(portal, supply, profile()).added == 0
    again = ingest(portal, supply, profile(), again=True)
    assert (again.read, again.added, again.unchanged, again.refused) == (3, 0, 2, 1)
    (refusal,) = list_refusals(portal)
    assert (refusal.row, refusal.source) == (2, "offences.csv")
    assert "erased" in refusal.reason
    another = ingest(portal, write("later.csv", [offence(2, outcome="Charged"), offence(4)]), profile())
    assert (another.added, another.refused) == (1, 1)
    assert {row["source_id"] for row in rows_of()} == {"1", "3", "4"}


def test_a_row_that_is_erased_while_it_arrives_once_more_is_not_published(portal, profile, supply, second, rows_of):
    def erase_meanwhile(done, total, what):
        if what == "publishing":
            erase(portal, "offences", [second], "asked for it")

    receipt = ingest(portal, supply, profile(), erase_meanwhile, again=True)
    assert (receipt.unchanged, receipt.refused) == (2, 1)
    assert {row["source_id"] for row in rows_of()} == {"1", "3"}


def test_a_refused_row_is_named_where_it_stands_in_its_file(portal, profile, second, offence, write):
    erase(portal, "offences", [second], "asked for it")
    rows = [offence(9, **{"from": "yesterday"}), offence(8), offence(7, **{"from": "never"}), offence(2)]
    ingest(portal, write("mixed.csv", rows), profile())
    assert sorted(refusal.row for refusal in list_refusals(portal)) == [1, 3, 4]


def test_a_withdrawn_row_may_come_again(portal, profile, supply, second, rows_of, scope_of):
    withdraw(portal, "offences", [second], "the supplier recalled it")
    assert {row["source_id"] for row in rows_of()} == {"1", "3"}
    since = told.latest(portal)

    assert ingest(portal, supply, profile(), again=True).added == 1
    assert {row["source_id"] for row in rows_of()} == {"1", "2", "3"}
    found = told.changes(portal, scope_of(), since, 100)
    assert (found.upserts["incident_id"].to_pylist(), found.removed) == ([second], ())


def test_a_row_whose_month_was_replaced_can_still_be_erased(portal, profile, offence, write, scope_of):
    police = profile(update="replace-months")
    ingest(portal, write("first.csv", [offence(1), offence(2, outcome=MARKER)]), police)
    ingest(portal, write("second.csv", [offence(1)]), police)
    assert MARKER in str(everything_in(portal))
    since = told.latest(portal)

    done = erase(portal, "offences", ["2"], "asked for it", source_ids=True)

    assert (done.rows, done.unknown) == (0, ())
    assert MARKER not in str(everything_in(portal))
    assert told.changes(portal, scope_of(), since, 100).is_empty


def test_the_supplier_s_reference_names_every_row_that_bears_it(portal, supply, rows_of):
    done = erase(portal, "offences", ["1", "3"], "asked for it", source_ids=True)
    assert (done.rows, done.months) == (2, ("2024-01", "2024-02"))
    assert {row["source_id"] for row in rows_of()} == {"2"}


def test_an_id_whose_row_is_still_to_come_is_barred(portal, profile, supply, offence, write, rows_of):
    fourth = write("fourth.csv", [offence(4)])
    ingest(portal, fourth, profile())
    (number,) = (row["incident_id"] for row in rows_of() if row["source_id"] == "4")
    withdraw(portal, "offences", [number], "sent too early")

    done = erase(portal, "offences", [number], "asked for it")

    assert (done.rows, done.unknown) == (0, (number,))
    assert ingest(portal, fourth, profile(), again=True).refused == 1


def test_every_removal_is_in_the_audit_log_with_its_reason(portal, supply, second, rows_of):
    erase(portal, "offences", [second], "asked for it", by="operator:eve")
    withdraw(portal, "offences", ["3"], "recalled", by="operator:eve", source_ids=True)

    *_, erasure, withdrawal = audit.search(portal)
    assert (erasure.person, erasure.operation, erasure.dataset, erasure.rows) == (
        "operator:eve",
        "erasure",
        "offences",
        1,
    )
    assert erasure.detail["reason"] == "asked for it"
    assert (withdrawal.operation, withdrawal.rows) == ("alteration", 1)
    assert set(erasure.detail) == {"change", "reason", "unknown", "months"}


def test_nothing_is_erased_that_the_audit_log_does_not_know(portal, second, monkeypatch):
    before = everything_in(portal)

    def fail(*_):
        raise SafeStatsError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(SafeStatsError, match="disk full"):
        erase(portal, "offences", [second], "asked for it")
    assert everything_in(portal) == before


@pytest.mark.parametrize(
    ("dataset", "ids", "reason", "words"),
    [
        ("nothing", ["1"], "why", "no dataset 'nothing'"),
        ("offences", [], "why", "no id"),
        ("offences", ["1", ""], "why", "empty"),
        ("offences", ["nobody"], "why", "none of these ids"),
        ("offences", ["2"], "  ", "reason"),
        ("offences", ["2"], "x" * 501, "reason"),
        ("offences", [str(number) for number in range(100_001)], "why", "too many"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_and_changes_nothing(portal, supply, dataset, ids, reason, words):
    before = everything_in(portal)
    with pytest.raises(InvalidInput, match=words):
        withdraw(portal, dataset, ids, reason, source_ids=True)
    assert everything_in(portal) == before


def test_the_deliveries_that_held_the_row_can_be_destroyed_and_no_others(
    portal, profile, supply, second, offence, write
):
    ingest(
        portal, write("march.csv", [offence(9, month="2024-03"), offence(8, month="2024-03", lon=MARKER)]), profile()
    )
    ingest(portal, write("theirs.csv", [offence(5)]), profile(name="theirs"))
    done = erase(portal, "offences", [second], "asked for it")
    assert any(MARKER.encode() in path.read_bytes() for path in portal.quarantine.rglob("offences.csv"))

    forgotten = forget_deliveries(portal, "offences", done.months, by="operator:eve")

    assert len(forgotten) == 1
    assert sorted(path.name for path in portal.quarantine.rglob("*.csv")) == ["march.csv", "theirs.csv"]
    *_, entry = audit.search(portal)
    assert (entry.operation, tuple(entry.detail["deliveries"])) == ("erasure", forgotten)
    assert ingest(portal, supply, profile()).taken_in is not None


def left_in(portal):
    """Which files are in quarantine."""
    return sorted(path.name for path in portal.quarantine.rglob("*.csv"))


def erase_with_deliveries(portal, ids):
    done = erase(portal, "offences", ids, "asked for it")
    forget_deliveries(portal, "offences", done.months)
    return done


def test_a_delivery_from_which_the_row_has_moved_to_another_month_is_destroyed_too(portal, profile, offence, write):
    for name, month in (("january", "2024-01"), ("february", "2024-02"), ("march", "2024-03")):
        ingest(portal, write(f"{name}.csv", [offence(1, month, outcome=MARKER)]), profile())
    ingest(portal, write("april.csv", [offence(2, "2024-04")]), profile())

    done = erase_with_deliveries(portal, ["1"])

    assert (done.rows, done.months) == (1, ("2024-01", "2024-02", "2024-03"))
    assert left_in(portal) == ["april.csv"]


@pytest.mark.parametrize("remove", [erase, withdraw])
def test_of_a_row_that_is_gone_already_the_deliveries_can_still_be_destroyed(portal, supply, second, remove):
    remove(portal, "offences", [second], "asked for it")
    done = erase_with_deliveries(portal, [second])
    assert (done.rows, done.unknown, done.months) == (0, (second,), ("2024-01",))
    assert left_in(portal) == []


def test_for_an_id_that_was_never_there_no_delivery_is_destroyed(portal, profile, supply, offence, write):
    ingest(portal, write("refused.csv", [offence(8, **{"from": "?"})]), profile())
    assert erase_with_deliveries(portal, ["nobody"]).months == ()
    assert left_in(portal) == ["offences.csv", "refused.csv"]


@pytest.fixture
def with_marks(profile, tmp_path):
    """A profile in which a row with the outcome GONE says that one sent before is to go."""
    profile()
    path = tmp_path / "offences.toml"
    path.write_text(path.read_text() + '[delete]\ncolumn = "outcome"\nvalues = ["GONE"]\n')
    return load_profile(path)


def mark(ref, **values):
    blank = dict.fromkeys(("what", "from", "to", "lon", "lat"), "")
    return {**blank, "ref": ref, "force": MARKER, "outcome": "GONE", **values}


def test_a_delivery_that_said_that_the_row_is_to_go_is_destroyed(portal, with_marks, offence, write):
    ingest(portal, write("rows.csv", [offence(1), offence(2, "2024-02"), offence(3, "2024-03")]), with_marks)
    ingest(portal, write("first.csv", [mark("1")]), with_marks)
    ingest(portal, write("other.csv", [mark("2"), offence(3, "2024-03", outcome="Charged")]), with_marks)
    ingest(portal, write("again.csv", [mark("1"), offence(4, "2024-03")]), with_marks)

    assert erase_with_deliveries(portal, ["1"]).rows == 0
    assert left_in(portal) == ["other.csv"]


def test_a_delivery_that_said_so_before_the_row_came_is_destroyed(portal, with_marks, offence, write):
    ingest(portal, write("early.csv", [mark("1"), offence(2, "2024-02")]), with_marks)
    ingest(portal, write("rows.csv", [offence(1)]), with_marks)
    ingest(portal, write("other.csv", [offence(3, "2024-03")]), with_marks)
    erase_with_deliveries(portal, ["1"])
    assert left_in(portal) == ["other.csv"]


@pytest.mark.parametrize("wrong", [{"lon": "east"}, {"from": "in winter"}, {"from": ""}])
@pytest.mark.parametrize("beside", [(), ("2024-02",)])
def test_a_delivery_that_had_the_row_refused_is_destroyed(portal, profile, offence, write, wrong, beside):
    others = [offence(f"2 {month}", month) for month in beside]
    ingest(portal, write("refused.csv", [offence(1, outcome=MARKER, **wrong), *others]), profile())
    ingest(portal, write("rows.csv", [offence(1)]), profile())
    ingest(portal, write("other.csv", [offence(3, "2024-03"), offence(4, "2024-03", lon="east")]), profile())
    ingest(portal, write("theirs.csv", [offence(1, **{"from": "?"})]), profile(name="theirs"))

    erase_with_deliveries(portal, ["1"])

    assert left_in(portal) == ["other.csv", "theirs.csv"]
    assert len(everything_in(portal)["refusals"]) == 2


def test_a_delivery_of_an_older_portal_with_refused_rows_may_hold_any_row(portal, profile, offence, write):
    for name in ("some", "all"):
        rows = [offence(3, "2024-03"), offence(4, "2024-03", lon="east")]
        ingest(portal, write(f"{name}.csv", rows if name == "some" else rows[:1]), profile())
    ingest(portal, write("rows.csv", [offence(1)]), profile())
    with writing(portal.engine) as connection:
        for row in connection.execute(select(tables.deliveries)).all():
            kept = {name: value for name, value in json.loads(row.receipt).items() if name != "other_months"}
            changed = update(tables.deliveries).where(tables.deliveries.c.id == row.id)
            connection.execute(changed.values(receipt=json.dumps(kept)))
    erase_with_deliveries(portal, ["1"])
    assert left_in(portal) == ["all.csv"]
