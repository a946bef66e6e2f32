"""What a portal says of a database that it cannot open: in a sentence, what to do, and never a password."""

from __future__ import annotations

import shutil
import time

import pytest
from sqlalchemy import text

from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal.databases.database import open_engine, writing
from safestats_core.portal.portal import init_portal, open_portal

HIDDEN = "er2pw"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:hunter2pw@127.0.0.1:1/portal",
        "postgresql://u:hunt@er2pw@127.0.0.1:1/portal",
        "postgresql://u:hunt#er2pw@127.0.0.1:1/portal",
        "postgresql://u:hunter2pw@127.0.0.1:port/portal",
        "postgresql://u@127.0.0.1:1/portal?password=hunter2pw",
        "postgresql://u:hunter2pw@127.0.0.1:1/portal?sslmode=hunter2pw",
        "postgresql://u:hunter2pw@127.0.0.1:1/portal?unknown=1",
        "u:hunter2pw@127.0.0.1/portal",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_a_url_that_leads_nowhere_is_said_without_its_password(tmp_path, url):
    with pytest.raises(SafeStatsError) as refused:
        init_portal(tmp_path / "portal", "Test", url)
    assert HIDDEN not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_password_is_not_in_what_a_portal_shows_of_itself():
    for url in ("postgresql://u:hunter2pw@h/portal", "postgresql://u@h/portal?password=hunter2pw"):
        assert HIDDEN not in repr(open_engine(url))
        assert open_engine(url).url.password == "hunter2pw"


def reload(connection):
    """Let PostgreSQL read its files anew; it is only told to, and lets people in by the old ones until it has."""
    loaded = text("SELECT pg_conf_load_time()")
    before = connection.scalar(loaded)
    connection.execute(text("SELECT pg_reload_conf()"))
    end = time.monotonic() + 60
    while True:
        engine = open_engine(connection.engine.url.render_as_string(hide_password=False))
        with engine.connect() as newcomer:
            has_loaded = newcomer.scalar(loaded) > before
        engine.dispose()
        if has_loaded:
            return
        assert time.monotonic() < end, "PostgreSQL does not read its files anew"
        time.sleep(0.01)


def test_a_wrong_password_is_said_without_it(new_database, tmp_path):
    database = new_database()
    where = open_engine(database).url.query["host"]
    hba = tmp_path / "pg_hba.conf"
    shutil.copy(f"{where}/data/pg_hba.conf", hba)
    engine = open_engine(database)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE ROLE guarded LOGIN PASSWORD 'right'"))
        try:
            with open(f"{where}/data/pg_hba.conf", "r+") as file:
                kept = file.read()
                file.seek(0)
                file.write("local all guarded scram-sha-256\n" + kept)
            reload(connection)
            guarded = engine.url.set(username="guarded", password="hunter2pw").render_as_string(hide_password=False)
            with pytest.raises(SafeStatsError, match="password authentication failed") as refused:
                init_portal(tmp_path / "portal", "Test", guarded)
        finally:
            shutil.copy(hba, f"{where}/data/pg_hba.conf")
            reload(connection)
    assert HIDDEN not in str(refused.value)


def test_a_database_with_other_tables_is_left_alone(portal, empty, tmp_path):
    with writing(open_engine(empty)) as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    for open_it in (lambda: init_portal(tmp_path / "new", "Test", empty), lambda: open_portal(portal.folder, empty)):
        with pytest.raises(InvalidInput, match=r"other tables \(invoices\) and no portal"):
            open_it()
    with open_engine(empty).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM invoices")) == 0


def test_an_empty_database_is_not_filled_by_opening(portal, empty):
    with pytest.raises(InvalidInput, match="is empty. Check its URL"):
        open_portal(portal.folder, empty)


def test_a_portal_is_not_begun_over_the_data_of_another(portal, offences, tmp_path):
    with pytest.raises(InvalidInput, match="already holds a portal"):
        init_portal(tmp_path / "new", "Test", portal.engine.url.render_as_string(hide_password=False))


def test_an_init_that_was_killed_before_its_last_line_can_be_repeated(portal):
    (portal.folder / "portal.toml").unlink()
    url = portal.engine.url.render_as_string(hide_password=False)
    again = init_portal(portal.folder, "Test", url)
    assert again.key == portal.key
    again.close()


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize(
    "content", [b"not a database, but a text that is long enough " * 100, b"SQLite format 3\0" * 90]
)
def test_a_file_that_is_no_database_is_said_in_a_sentence(portal, content):
    portal.close()
    for name in ("portal.db", "portal.db-wal", "portal.db-shm"):
        (portal.folder / name).unlink(missing_ok=True)
    (portal.folder / "portal.db").write_bytes(content)
    with pytest.raises(SafeStatsError, match="database does not open"):
        open_portal(portal.folder)


@pytest.fixture
def empty(store, tmp_path, request):
    """The URL of a database without tables."""
    return request.getfixturevalue("new_database")() if store == "postgresql" else f"sqlite:///{tmp_path / 'empty.db'}"
