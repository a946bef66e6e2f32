"""A portal's folder and database: made once, opened anywhere, and saying nothing secret."""

from __future__ import annotations

import stat

import pytest
from sqlalchemy import inspect, text

from safestats_core.errors import InvalidInput, SafeStatsError, UnreadableSupply
from safestats_core.portal.databases.database import open_engine, writing
from safestats_core.portal.intake import quarantine
from safestats_core.portal.portal import init_portal, open_portal
from safestats_core.portal.schema import tables


def test_a_portal_is_the_same_when_it_is_opened_again(portal):
    url = portal.engine.url.render_as_string(hide_password=False)
    again = open_portal(portal.folder, url)
    assert (again.name, again.key) == ("Test portal", portal.key)
    assert len(again.key) == 32
    again.close()


@pytest.mark.parametrize("store", ["postgresql"])
def test_a_portal_on_postgresql_is_not_mistaken_for_an_empty_one(portal):
    with pytest.raises(InvalidInput, match="in postgresql. Give the database's URL"):
        open_portal(portal.folder)
    assert not (portal.folder / "portal.db").exists()


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SafeStatsError, match="(?s)does not open.*Check that it runs"):
        init_portal(tmp_path / "portal", "Test", f"postgresql://nobody@/nothing?host={tmp_path}")


def test_a_folder_may_have_any_name(tmp_path):
    folder = tmp_path / "who? #1 100% & more"
    init_portal(folder, "Test").close()
    assert (folder / "portal.db").exists()
    assert (folder / "audit.db").exists()


def test_every_table_is_there(portal):
    assert set(inspect(portal.engine).get_table_names()) == set(tables.metadata.tables)


@pytest.mark.parametrize("name", ['St. "Quoted" \\ portal', "Llŷn", "two\nlines"])
def test_any_name_survives(tmp_path, name):
    init_portal(tmp_path / "portal", name).close()
    assert open_portal(tmp_path / "portal").name == name


def test_only_its_owner_reads_its_folder_and_the_settings_hold_no_key(tmp_path):
    portal = init_portal(tmp_path / "portal", "Test")
    assert stat.S_IMODE(portal.folder.stat().st_mode) == 0o700
    assert (portal.folder / "portal.toml").read_text() == 'name = "Test"\ndatabase = "sqlite"\n'
    assert repr(portal.key) not in repr(portal)


def test_two_portals_have_different_keys(tmp_path):
    assert init_portal(tmp_path / "a", "A").key != init_portal(tmp_path / "b", "B").key


def test_a_portal_is_not_made_over_another_and_not_opened_where_there_is_none(tmp_path):
    init_portal(tmp_path / "portal", "Test")
    with pytest.raises(InvalidInput, match="already holds a portal"):
        init_portal(tmp_path / "portal", "Test")
    with pytest.raises(InvalidInput, match="safestats portal init"):
        open_portal(tmp_path)


def test_after_an_init_that_failed_it_can_be_done_again(tmp_path):
    with pytest.raises(InvalidInput):
        init_portal(tmp_path / "portal", "Test", "mysql://x/y")
    assert init_portal(tmp_path / "portal", "Test").name == "Test"


@pytest.mark.parametrize("url", ["mysql://localhost/x", "portal.db", "", "sqlite+aiosqlite:///x.db"])
def test_another_kind_of_database_is_refused(url):
    with pytest.raises(InvalidInput, match="sqlite:///PATH"):
        open_engine(url)


def test_postgresql_is_spoken_to_by_psycopg_however_the_url_is_written():
    for url in ("postgresql://host/name", "postgres://host/name", "postgresql+psycopg://host/name"):
        assert open_engine(url).driver == "psycopg"


@pytest.mark.parametrize("store", ["sqlite"])
def test_sqlite_is_as_safe_as_it_can_be(portal):
    with portal.engine.connect() as connection:
        settings = [
            connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_readers_go_on_while_somebody_writes(portal):
    with writing(portal.engine) as connection:
        connection.execute(tables.counter.update().values(value=99))
        with portal.engine.connect() as reader:
            assert reader.scalar(tables.counter.select().with_only_columns(tables.counter.c.value)) == 0


def test_an_error_takes_back_what_was_written(portal):
    def fail_half_way():
        with writing(portal.engine) as connection:
            connection.execute(tables.counter.update().values(value=99))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with portal.engine.connect() as reader:
        assert reader.scalar(tables.counter.select().with_only_columns(tables.counter.c.value)) == 0


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_folder_is_quarantined_with_all_its_files_and_only_once(portal, tmp_path):
    supply = tmp_path / "supply"
    (supply / "2024-01").mkdir(parents=True)
    (supply / "2024-01" / "a.csv").write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    (supply / "note.txt").write_text("hello")

    first, second = quarantine.keep(portal, supply), quarantine.keep(portal, supply)

    assert first == second
    assert first.path == portal.quarantine / first.digest
    assert (first.path / "2024-01" / "a.csv").read_bytes() == (supply / "2024-01" / "a.csv").read_bytes()
    assert (first.path / "note.txt").read_text() == "hello"
    (supply / "note.txt").write_text("hello!")
    assert quarantine.keep(portal, supply).digest != first.digest


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_file_that_changes_while_it_is_copied_is_not_taken(portal, tmp_path, monkeypatch):
    supply = tmp_path / "growing.csv"
    supply.write_text("a,b\n")
    copy = quarantine._copy_file

    def grow(source, target):
        copy(source, target)
        with open(target, "a") as file:
            file.write("1,2\n")

    monkeypatch.setattr(quarantine, "_copy_file", grow)
    with pytest.raises(UnreadableSupply, match="changed while it was copied"):
        quarantine.keep(portal, supply)
    monkeypatch.undo()
    assert quarantine.keep(portal, supply).path.read_text() == "a,b\n"
