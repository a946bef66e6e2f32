"""A portal that moved: everything of it is at the new place, and whoever was signed in goes on there."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from sqlalchemy import func, insert, inspect, select, update

from safestats_core.access import Grant, Level
from safestats_core.cli import main
from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.copying import portal_copy
from safestats_core.portal.copying.portal_copy import copy_portal
from safestats_core.portal.databases.database import open_engine, writing
from safestats_core.portal.identity import sessions
from safestats_core.portal.identity.signing_keys import open_signing_key
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.erasure import withdraw
from safestats_core.portal.people import add_grant, add_person
from safestats_core.portal.portal import open_portal
from safestats_core.portal.schema import tables

HEADER = "ref,force,what,from,to,lon,lat,outcome\n"


@pytest.fixture
def lived_in(portal, profile, tmp_path):
    """A portal with a row in every table that the program fills by itself, and one by hand in all others."""
    supply = tmp_path / "supply.csv"
    rows = [f"{n},Met,Robbery,2024-0{1 + n % 3}-05T12:00,,{-0.1 + n / 1000},{51.5 + n / 1000},\n" for n in range(60)]
    supply.write_text(HEADER + "".join(rows) + "61,Mët — 'quoted',Robbery,2024-03-05T12:00,,,,\n62,Met,,,,,,\n")
    ingest(portal, supply, profile())
    supply.write_text(HEADER + "".join(rows[:50]) + "1,Met,Burglary,2024-02-05T12:00,,,,\n")
    ingest(portal, supply, profile())
    add_person(portal, "ada", "Ada", "Council", "heron-velvet-quarry")
    with writing(portal.engine) as connection:
        for table in tables.metadata.sorted_tables:
            if connection.scalar(select(func.count()).select_from(table)) == 0:
                connection.execute(insert(table).values(_anything(table)))
    open_signing_key(portal.folder)
    return portal


_KNOWN = {
    "dataset": "offences",
    "username": "ada",
    "given_by": "ada",
    "supplier": "force",
    "name": "force",
    "delivery": 1,
}
_OF_TYPE = {
    "BIGINT": 1 << 40,
    "INTEGER": 7,
    "DOUBLE": -0.0,
    "BOOLEAN": True,
    "BLOB": b"\x00\xff",
    "TEXT": "l'\u00e9t\u00e9\n\\N\t\U0001f409",
}


def _anything(table):
    """A value for every column, fit to be referred to and to refer."""
    kinds = {column.name: str(column.type).split("_")[0] for column in table.columns}
    return {name: _KNOWN.get(name, _OF_TYPE.get(kind, _OF_TYPE["TEXT"])) for name, kind in kinds.items()}


@pytest.fixture
def elsewhere(store, tmp_path, new_database):
    """The folder of a copy and its database, which is of the other kind."""
    return tmp_path / "copy", new_database() if store == "sqlite" else None


def test_there_and_back_every_row_of_every_table_is_the_same(lived_in, elsewhere, store, new_database, tmp_path):
    there = copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    back_in = tmp_path / "back", None if store == "sqlite" else new_database()
    back = copy_portal(*elsewhere[:1], back_in[0], elsewhere[1], back_in[1])
    assert there.tables == back.tables
    assert {table.name for table in there.tables} == set(tables.metadata.tables) - {"alembic_version"}
    assert all(table.rows for table in there.tables)
    returned = open_portal(*back_in)
    for table in tables.metadata.sorted_tables:
        assert all_rows(returned.engine, table) == all_rows(lived_in.engine, table), table.name
    assert (returned.key, returned.name) == (lived_in.key, lived_in.name)
    returned.close()


def test_what_lies_beside_the_database_comes_along(lived_in, elsewhere):
    copied = copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    files = {
        path.relative_to(lived_in.quarantine): path.read_bytes()
        for path in lived_in.quarantine.rglob("*")
        if path.is_file()
    }
    assert copied.files == len(files) + 1 == 3
    for name, content in files.items():
        assert (elsewhere[0] / "quarantine" / name).read_bytes() == content
    assert (elsewhere[0] / "signing-key.json").stat().st_mode & 0o777 == 0o600
    assert elsewhere[0].stat().st_mode & 0o777 == 0o700
    assert not (elsewhere[0] / "unfinished-copy").exists()


def test_the_audit_log_goes_on_where_it_was_and_says_that_a_copy_was_made(lived_in, elsewhere):
    copied = copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1], by="operator:ann")
    there = open_portal(*elsewhere)
    report = audit.verify(there)
    assert report.is_intact
    assert copied.audit_log == report
    *_, last = audit.search(there)
    assert (last.person, last.operation, last.rows) == ("operator:ann", "disclosure", 61)
    assert last.detail["change"] == "portal copied"
    audit.record(there, "ada", "consultation", "offences", "record", {}, 1)
    assert audit.verify(there).is_intact
    assert [entry.seal for entry in audit.search(there)][: report.entries] == [
        entry.seal for entry in audit.search(lived_in)
    ]
    there.close()


def test_numbers_go_on_after_those_that_were_given(lived_in, elsewhere):
    copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    there = open_portal(*elsewhere)
    for table in tables.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            with writing(there.engine) as connection:
                highest = connection.scalar(select(func.max(table.c.id)))
                row = {name: value for name, value in _anything(table).items() if name != "id"}
                assert connection.execute(insert(table).values(row)).inserted_primary_key == (highest + 1,), table.name
    there.close()


def test_rows_that_come_while_it_copies_are_in_no_table_of_the_copy(lived_in, elsewhere, monkeypatch):
    before = {table: all_rows(lived_in.engine, table) for table in (tables.incidents, tables.counter)}
    move = portal_copy.move

    def publish_first(*args):
        with writing(lived_in.engine) as connection:
            connection.execute(update(tables.counter).values(value=tables.counter.c.value + 1))
            connection.execute(update(tables.incidents).values(seq=tables.incidents.c.seq + 1000))
        return move(*args)

    monkeypatch.setattr(portal_copy, "move", publish_first)
    copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    there = open_portal(*elsewhere)
    for table, rows in before.items():
        assert all_rows(there.engine, table) == rows
    there.close()


@pytest.mark.parametrize("store", ["sqlite"])
def test_text_that_postgresql_cannot_keep_is_said_and_nothing_is_left_in_its_database(lived_in, elsewhere):
    with writing(lived_in.engine) as connection:
        row = tables.incidents
        connection.execute(update(row).where(row.c.incident_id == "7").values(outcome="a\0b"))
    with pytest.raises(SafeStatsError, match="rows of 'incidents' cannot be copied: .*NUL.*repeat the copy"):
        copy_portal(lived_in.folder, *elsewhere[:1], None, elsewhere[1])
    assert inspect(open_engine(elsewhere[1])).get_table_names() == []


@pytest.mark.parametrize("store", ["sqlite"])
def test_of_text_that_postgresql_cannot_keep_it_is_said_in_which_rows_it_stands(lived_in, elsewhere):
    row = tables.incidents.c
    with writing(lived_in.engine) as connection:
        for number in ("7", "9"):
            connection.execute(update(tables.incidents).where(row.incident_id == number).values(outcome="a\0b"))
        connection.execute(update(tables.refusals).values(reason="in 'a\0b'"))
    named = "dataset='offences' incident_id='[79]'"
    with pytest.raises(SafeStatsError, match=f"'incidents' cannot be copied: .*NUL.* in {named}; {named}. Put that"):
        copy_portal(lived_in.folder, *elsewhere[:1], None, elsewhere[1])
    withdraw(lived_in, "offences", ["7", "9"], "the character NUL in it")
    with pytest.raises(SafeStatsError, match="rows of 'refusals' cannot be copied: .*NUL.* in id=1. Put that right"):
        copy_portal(lived_in.folder, *elsewhere[:1], None, elsewhere[1])


@pytest.mark.parametrize("where", ["rows", "files", "last"])
def test_killed_in_the_middle_the_copy_says_so_and_can_be_made_again(lived_in, elsewhere, where):
    lived_in.close()
    program = """
        import os, signal, sys
        from pathlib import Path
        from safestats_core.portal.copying import portal_copy, target
        def kill(*args): os.kill(os.getpid(), signal.SIGKILL)
        place, database, to_database = sys.argv[3:]
        if place == "rows":
            portal_copy.set_sequences = kill
        elif place == "files":
            portal_copy.copy_files = kill
        else:
            target.finish = kill
        portal_copy.copy_portal(Path(sys.argv[1]), Path(sys.argv[2]), database or None, to_database or None)
    """
    words = [str(lived_in.folder), str(elsewhere[0]), where, url(lived_in), elsewhere[1] or ""]
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program), *words], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    with pytest.raises(InvalidInput, match="was not finished. Repeat `safestats portal copy`"):
        open_portal(*elsewhere)
    copied = copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    open_portal(*elsewhere).close()
    assert copied.audit_log.is_intact


def test_a_row_that_is_not_the_same_in_the_copy_is_noticed(lived_in, elsewhere, monkeypatch):
    compare = portal_copy._compare

    def lose_one(moved, found):
        engine = open_engine(elsewhere[1] or f"sqlite:///{elsewhere[0] / 'portal.db'}")
        with writing(engine) as connection:
            connection.execute(
                update(tables.incidents).where(tables.incidents.c.incident_id == "7").values(outcome="x")
            )
        with engine.connect() as connection:
            compare(moved, [portal_copy.content(connection, table, print) for table in portal_copy._moved_tables()])

    monkeypatch.setattr(portal_copy, "_compare", lose_one)
    with pytest.raises(SafeStatsError, match="'incidents' is not the same in the copy, which is not finished: 61 rows"):
        copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])
    with pytest.raises(InvalidInput, match="was not finished"):
        open_portal(*elsewhere)


def test_a_place_that_is_taken_is_left_alone(lived_in, elsewhere, tmp_path, store, new_database):
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("keep me")
    with pytest.raises(InvalidInput, match="is not empty"):
        copy_portal(lived_in.folder, taken, url(lived_in), elsewhere[1])
    assert (taken / "letter.txt").read_text() == "keep me"
    for inside in (lived_in.folder, lived_in.folder / "copy", lived_in.folder.parent):
        with pytest.raises(InvalidInput, match="lie inside each other"):
            copy_portal(lived_in.folder, inside, url(lived_in), elsewhere[1])
    with pytest.raises(InvalidInput, match="already holds a portal"):
        copy_portal(lived_in.folder, elsewhere[0], url(lived_in), url(lived_in))
    assert len(all_rows(lived_in.engine, tables.people)) == 1


def test_whoever_was_signed_in_goes_on_at_the_copy_and_is_told_what_changed_since(
    lived_in, elsewhere, desk_of, profile, tmp_path
):
    add_grant(lived_in, Grant("person:ada", "offences", Level.RECORD))
    moment = int(time.time())
    sessions.keep_refresh(lived_in, "r" * 40, sessions.Credential("ada", "family", "desktop", "openid"), moment)
    here = desk_of(lived_in)
    items = here.ask("ada", "/collections/offences/items", limit=5).json()
    since = here.ask("ada", "/collections/offences/changes").json()["next"]
    copy_portal(lived_in.folder, elsewhere[0], url(lived_in), elsewhere[1])

    moved = open_portal(*elsewhere)
    (tmp_path / "more.csv").write_text(HEADER + "99,Met,Robbery,2024-03-05T12:00,,-0.1,51.5,\n")
    ingest(moved, tmp_path / "more.csv", profile())
    there = desk_of(moved)
    there._tokens = here._tokens  # issued by the original
    assert there.ask("ada", "/collections/offences/items", limit=5).json()["features"] == items["features"]
    following = next(link["href"] for link in items["links"] if link["rel"] == "next")
    assert there.ask("ada", following).json()["features"] == here.ask("ada", following).json()["features"]
    changed = there.ask("ada", "/collections/offences/changes", since=since).json()
    assert [feature["id"] for feature in changed["features"]] == ["99"]
    assert sessions.take_refresh(moved, "r" * 40, moment).username == "ada"
    moved.close()


def test_the_command_says_what_was_copied_and_how_to_open_it(lived_in, elsewhere, capsys, monkeypatch):
    monkeypatch.delenv("SAFESTATS_DATABASE", raising=False)
    to_database = ["--to-database", elsewhere[1]] if elsewhere[1] else []
    words = ["portal", "copy", str(lived_in.folder), str(elsewhere[0]), "--database", url(lived_in), *to_database]
    assert main(words) == 0
    shown = capsys.readouterr()
    assert re.search(r"^incidents +61 +[0-9a-f]{16}$", shown.out, re.MULTILINE)
    assert "3 files" in shown.out
    assert "The copy is like the original." in shown.out
    assert "serve one of the two only" in shown.err
    assert main(words) == 1
    assert "is not empty" in capsys.readouterr().err


def url(portal):
    return portal.engine.url.render_as_string(hide_password=False)


def all_rows(engine, table):
    with engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
