"""A supplier takes back rows by their keys: they go, everybody is told, and the receipt adds up."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timezone

import pytest
from sqlalchemy import func, select

from safestats_core.access import Grant, Level, compile_scope
from safestats_core.cli import main
from safestats_core.formats.profile_file import load_profile
from safestats_core.portal.answering.changes import changes
from safestats_core.portal.feeds import drop_folder
from safestats_core.portal.feeds.feed_profiles import prepare_dataset
from safestats_core.portal.feeds.register import add_feed
from safestats_core.portal.feeds.taking_in import take_in
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.intake.recalled import NOT_THERE
from safestats_core.portal.schema import tables

PROFILE = """
[dataset]
name = "offences"
update = "{update}"
[key]
columns = ["ref"]
[supplier]
value = "Met"
[category]
column = "what"
crosswalk = {{ "Burglary" = "burglary" }}
[time]
start = "from"
[location]
x = "lon"
y = "lat"
[delete]
column = "status"
values = ["deleted", "Cancelled"]
"""
HEAD = ("ref", "what", "from", "lon", "lat", "status")


def row(ref, status="", start="2024-01-05"):
    return (ref, "Burglary", start, "-0.1", "51.5", status)


def gone(ref, word="deleted"):
    return (ref, "", "", "", "", word)


def delivery(*rows) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    return text.getvalue()


@pytest.fixture
def described(tmp_path):
    path = tmp_path / "offences.toml"
    path.write_text(PROFILE.format(update="upsert"))
    return path


@pytest.fixture
def send(portal, described, tmp_path):
    """Takes in rows; its receipt adds up."""

    def ingest_rows(*rows, name="rows.csv", update="upsert"):
        described.write_text(PROFILE.format(update=update))
        (tmp_path / name).write_text(delivery(*rows))
        receipt = ingest(portal, tmp_path / name, load_profile(described))
        numbers = receipt.numbers
        parts = ("added", "changed", "unchanged", "repeated", "deleted", "refused")
        assert numbers["read"] == sum(numbers[part] for part in parts) == len(rows)
        return receipt

    return ingest_rows


def standing(portal):
    incidents, cube = tables.incidents.c, tables.counts.c
    with portal.engine.connect() as connection:
        ids = set(connection.scalars(select(incidents.source_id).where(~incidents.removed)))
        assert (connection.scalar(select(func.sum(cube["count"]))) or 0) == len(ids)  # the cells agree
    return ids


def test_a_row_that_is_marked_as_deleted_goes_and_clients_are_told(portal, send):
    send(row("1"), row("2"), row("3"))
    now = datetime(2024, 6, 1, tzinfo=timezone.utc)
    scope = compile_scope(
        [Grant("person:ada", "offences", Level.RECORD)], {"person:ada"}, "offences", Level.RECORD, now
    )
    since = changes(portal, scope, 0, 100).last

    receipt = send(gone("2"), row("3"), gone("3", "CANCELLED"), gone("9"), name="second.csv")

    assert (receipt.deleted, receipt.removed, receipt.repeated) == (3, 2, 1)
    assert receipt.notes == {NOT_THERE: 1}
    assert standing(portal) == {"1"}
    assert sorted(changes(portal, scope, since, 100).removed) == ["2", "3"]


def test_of_a_row_and_its_deletion_in_one_delivery_the_later_stands(portal, send):
    receipt = send(row("1"), gone("1"), gone("2"), row("2"), gone("3"), gone("3"))

    assert (receipt.added, receipt.repeated, receipt.deleted, receipt.removed) == (1, 3, 2, 0)
    assert standing(portal) == {"2"}


def test_a_deleted_row_that_is_sent_again_comes_back(portal, send):
    send(row("1"))
    send(gone("1"), name="gone.csv")
    assert standing(portal) == set()
    assert send(gone("1"), name="again.csv").notes == {NOT_THERE: 1}
    assert send(row("1", start="2024-01-06"), name="back.csv").added == 1
    assert standing(portal) == {"1"}


def test_the_same_deletion_again_changes_nothing_and_says_the_same(portal, send, described, tmp_path):
    send(row("1"), row("2"))
    first = send(gone("1"), row("2"), name="gone.csv")
    again = ingest(portal, tmp_path / "gone.csv", load_profile(described))

    assert again.taken_in is not None
    assert again.numbers == {**first.numbers, "removed": 0}
    assert standing(portal) == {"2"}


def test_a_deletion_needs_its_key_and_nothing_else(portal, send):
    send(row("1"))
    receipt = send(gone(""), gone("1"), name="second.csv")

    assert (receipt.refused, receipt.deleted, receipt.removed) == (1, 1, 1)
    assert "No value in the key ref" in receipt.refusals[0].reason


def test_a_replaced_month_and_a_deletion_take_a_row_away_once(portal, send):
    send(row("1"), row("2"), update="replace-months")
    receipt = send(row("2"), gone("1"), name="second.csv", update="replace-months")

    assert (receipt.deleted, receipt.removed, receipt.unchanged) == (1, 1, 1)
    assert standing(portal) == {"2"}


def test_a_push_a_drop_folder_and_the_command_line_take_deletions(portal, described, tmp_path, capsys):
    prepare_dataset(portal, "offences", (described,))
    sent = tmp_path / "rows.csv"
    sent.write_text(delivery(*(row(str(ref)) for ref in range(5))))
    assert take_in(portal, "offences", sent, 1 << 20, "supplier:Met").added == 5

    sent.write_text(delivery(gone("1")))
    assert take_in(portal, "offences", sent, 1 << 20, "supplier:Met").removed == 1

    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "gone.csv").write_text(delivery(gone("2")))
    feed = add_feed(portal, "offences", folder=folder)
    (receipt,) = drop_folder.empty(portal, feed, [folder / "gone.csv"])
    assert receipt.removed == 1

    sent.write_text(delivery(gone("3"), gone("99")))
    url = portal.engine.url.render_as_string(hide_password=False)
    database = [] if portal.engine.dialect.name == "sqlite" else ["--database", url]
    command = ["portal", "ingest", str(portal.folder), str(sent), "--profile", str(described)]
    assert main([*command, *database]) == 0
    told = capsys.readouterr()
    assert "2 deleted, 1 removed" in told.out
    assert NOT_THERE in told.err
    assert standing(portal) == {"0", "4"}
