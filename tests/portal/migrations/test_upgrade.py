"""An older portal, upgraded: nothing of it is lost, and nothing is said of it that was not known."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import datetime, timezone

import pyarrow as pa
import pytest
from sqlalchemy import insert, select, text, update

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, SafeStatsError
from safestats_core.portal import audit
from safestats_core.portal.answering.cells import stored_cells
from safestats_core.portal.answering.row_filter import RowFilter
from safestats_core.portal.answering.store import batches
from safestats_core.portal.boundaries.areas import area_counts, area_versions
from safestats_core.portal.databases.database import writing
from safestats_core.portal.datasets import get_dataset
from safestats_core.portal.identity.sessions import find_refresh
from safestats_core.portal.intake.ingest import ingest
from safestats_core.portal.lifecycle.coverage import list_coverage
from safestats_core.portal.migrations import upgrading
from safestats_core.portal.migrations.schema_version import found_version
from safestats_core.portal.migrations.steps import newest, versions
from safestats_core.portal.migrations.upgrading import run_steps, upgrade_portal
from safestats_core.portal.migrations.versions import v0001_foundation as first
from safestats_core.portal.people import check_password, person_scope
from safestats_core.portal.portal import open_portal
from safestats_core.portal.schema import tables


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def upgraded(request, tmp_path_factory, make_foundation):
    """The portal of the foundation after its upgrade; the tests share it, so they only add."""
    foundation = make_foundation(request.param, tmp_path_factory.mktemp("upgraded"))
    upgrade_portal(*foundation, by="operator:ann")
    portal = open_portal(*foundation)
    yield portal
    portal.close()


def rows_of(engine, table, names=None):
    """All rows of a table, as far as `names` go, in an order that both databases agree on."""
    wanted = select(*(table.c[name] for name in names or table.c.keys()))
    with engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(wanted)), key=repr)


def test_every_row_of_the_old_portal_is_there_as_it_was(foundation, store):
    kept = [name for name in first.metadata.tables if name not in ("counts", "counter")]
    old = {name: rows_of(foundation.engine, first.metadata.tables[name]) for name in kept}
    assert sum(map(len, old.values())) == 34
    upgrade_portal(*foundation)
    for name, rows in old.items():
        assert rows_of(foundation.engine, first.metadata.tables[name]) == rows, name


def test_cells_are_counted_again_and_a_month_that_a_supplier_left_out_is_null_not_nought(upgraded):
    cells = rows_of(upgraded.engine, tables.counts, ("count_id", "dataset", "count", "rows"))
    assert [cell for cell in cells if cell[1] == "street"] == [
        ("2024-01::E05000001:burglary", "street", 8, 8),
        ("2024-02::E05000001:burglary", "street", None, 1),
        ("2024-02::E05000001:robbery", "street", None, 0),
        ("2024-03::E05000001:burglary", "street", 1, 1),
        ("2024-03::E05000001:robbery", "street", 4, 4),
    ]
    assert [(*cell[2:],) for cell in cells if cell[1] == "offences"] == [(1, 1)] * 4


def test_coverage_says_what_is_known_of_the_months_before(upgraded):
    found = {(each.supplier, each.month): each.state for each in list_coverage(upgraded, "street")}
    assert found[("Met", "2024-02")] == "missing"
    assert found[("City", "2024-02")] == "complete"
    assert {(each.supplier, each.month, each.state) for each in list_coverage(upgraded, "offences")} == {
        ("Met", "2024-01", "partial"),
        ("City", "2024-02", "partial"),
    }


def test_boundaries_become_the_current_version_without_a_name(upgraded):
    assert area_counts(upgraded) == {"ward": 2}
    assert [(each.version, each.is_current, each.features) for each in area_versions(upgraded)] == [("", True, 2)]


def test_people_sign_in_and_see_what_they_saw(upgraded):
    person = check_password(upgraded, "ada", "heron-velvet-quarry")
    scope = person_scope(upgraded, person, "offences", Level.RECORD, datetime.now(timezone.utc))
    seen = [row["incident_id"] for batch in batches(upgraded, scope, RowFilter()) for row in batch.to_pylist()]
    assert sorted(seen) == ["1", "2"]
    assert find_refresh(upgraded, "the refresh value of a test").username == "ada"


def test_the_next_rows_get_numbers_of_their_own(upgraded):
    with upgraded.engine.connect() as connection:
        last = connection.scalar(select(tables.counter.c.value))
    for table in (tables.incidents, tables.counts):
        assert all(number <= last for (number,) in rows_of(upgraded.engine, table, ("seq",)))
    with writing(upgraded.engine) as connection:
        values = {"subject": "person:ada", "dataset": "street", "level": "counts", "added": 0}
        assert connection.execute(insert(tables.grants).values(values)).inserted_primary_key == (3,)


def test_a_dataset_is_kept_for_ever_until_somebody_says_otherwise(upgraded):
    assert get_dataset(upgraded, "offences").retention_months is None


def test_the_upgrade_stands_in_the_audit_log_which_is_still_whole(upgraded):
    entry = list(audit.search(upgraded))[9]  # the foundation wrote nine
    assert (entry.person, entry.operation) == ("operator:ann", "alteration")
    assert entry.detail == {"change": "portal upgraded", "from": "0001", "to": newest()}
    assert audit.verify(upgraded).is_intact


def test_an_older_portal_is_not_opened_but_says_how_to_upgrade_it(foundation):
    with pytest.raises(InvalidInput, match="(?s)version 0001.*back up.*safestats portal upgrade"):
        open_portal(*foundation)
    with foundation.engine.connect() as connection:
        assert "rows" not in connection.execute(select(text("*")).select_from(text("counts"))).keys()


def test_upgrading_twice_does_nothing_the_second_time(foundation):
    assert [step.version for step in upgrade_portal(*foundation)] == list(versions()[1:])
    portal = open_portal(*foundation)
    entries = audit.verify(portal).entries
    assert upgrade_portal(*foundation) == ()
    assert audit.verify(portal).entries == entries
    portal.close()


def test_a_portal_made_by_a_newer_program_is_not_opened(portal):
    with writing(portal.engine) as connection:
        connection.execute(update(tables.schema_version).values(version_num="9999"))
    for opens in (open_portal, upgrade_portal):
        with pytest.raises(InvalidInput, match="newer SafeStats made.*9999.*Install the newer"):
            opens(portal.folder, url(portal))


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_the_version_of_a_portal_from_before_versions_were_written_down_is_found_out(empty_database, version):
    with writing(empty_database) as connection:
        run_steps(connection, None, to=version)
        tables.schema_version.drop(connection)
        assert found_version(connection) == version


def test_tables_of_a_program_in_between_do_not_stand_in_the_way(foundation, portal, described):
    with writing(foundation.engine) as connection:
        connection.execute(text("CREATE TABLE departures (seq BIGINT PRIMARY KEY, dataset TEXT)"))
        tables.suppliers.create(connection)
    upgrade_portal(*foundation)
    assert described(foundation.engine)["departures"] == described(portal.engine)["departures"]


def test_killed_in_the_middle_it_is_as_it_was(foundation, described):
    tables_before = described(foundation.engine)
    cells_before = rows_of(foundation.engine, first.metadata.tables["counts"])
    program = """
        import os, signal, sys
        from pathlib import Path
        from safestats_core.portal.migrations import upgrading
        upgrading.AFTERWARDS["counts"] = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
        upgrading.upgrade_portal(Path(sys.argv[1]), sys.argv[2] or None)
    """
    words = [sys.executable, "-c", textwrap.dedent(program), str(foundation.folder), foundation.database or ""]
    assert subprocess.run(words, timeout=60, check=False).returncode == -signal.SIGKILL
    assert described(foundation.engine) == tables_before
    assert rows_of(foundation.engine, first.metadata.tables["counts"]) == cells_before
    assert upgrade_portal(*foundation)
    open_portal(*foundation).close()


@pytest.mark.parametrize("store", ["postgresql"])
def test_whoever_still_uses_the_portal_is_not_waited_for_without_end(foundation, described, monkeypatch):
    monkeypatch.setattr(upgrading, "LOCK_SECONDS", 1)
    before = described(foundation.engine)
    with foundation.engine.connect() as reader:
        reader.execute(text("SELECT * FROM counts"))
        with pytest.raises(SafeStatsError, match="Nothing was upgraded: .*lock timeout.*Stop everything that uses it"):
            upgrade_portal(*foundation)
    assert described(foundation.engine) == before


@pytest.mark.parametrize("store", ["sqlite"])
def test_rows_that_refer_to_nothing_stop_it_and_nothing_is_changed(foundation, described):
    with foundation.engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            connection.execute(text("UPDATE grants SET dataset = 'nowhere' WHERE id = 1"))
        connection.detach()
    before = described(foundation.engine)
    with pytest.raises(SafeStatsError, match="Nothing was changed: 1 rows refer.*'grants'"):
        upgrade_portal(*foundation)
    assert described(foundation.engine) == before


@pytest.mark.parametrize("upgraded", ["sqlite"], indirect=True)
def test_what_stood_in_a_table_that_was_made_anew_is_not_left_behind_in_the_file(upgraded):
    def in_file():
        with upgraded.engine.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return (upgraded.folder / "portal.db").read_bytes().count(b"Area E05000001")

    assert in_file() == 1


def test_moved_rows_are_looked_up_by_the_cells_that_new_rows_get(upgraded):
    names = ("longitude", "latitude", "point_longitude", "point_latitude", "cell")
    rows = rows_of(upgraded.engine, tables.incidents, names)
    places = {name: pa.array(values, pa.float64()) for name, values in zip(names, zip(*rows)) if name != "cell"}
    assert [row[-1] for row in rows] == stored_cells(places).to_pylist()
    assert len({row[-1] for row in rows}) > 5


def test_deliveries_go_on_where_they_were(upgraded, profile, tmp_path):
    april = tmp_path / "april.csv"
    header = "ref,force,what,from,to,lon,lat,outcome\n"
    april.write_text(header + "m1,Met,Robbery,2024-01-01T12:00,,-0.1,51.5,\nn9,Met,Robbery,2031-04-01T12:00,,,,\n")
    receipt = ingest(upgraded, april, profile("street", "replace-months"))
    assert (receipt.added, receipt.changed, receipt.removed) == (1, 1, 6)
    rows = rows_of(upgraded.engine, tables.incidents, ("incident_id", "dataset", "supplier", "category", "removed"))
    there = [
        (number, category) for number, *named, category, removed in rows if named == ["street", "Met"] and not removed
    ]
    assert sorted(there) == [(number, "robbery") for number in ("m1", "n1", "n2", "n3", "n4", "n9")]


def test_opening_and_making_a_portal_does_not_load_alembic(tmp_path):
    program = """
        import sys
        from safestats_core.cli import main
        assert main(["portal", "init", sys.argv[1]]) == main(["portal", "user", "list", sys.argv[1]]) == 0
        assert not [name for name in sys.modules if name.split(".")[0] in ("alembic", "mako")]
    """
    environment = {name: value for name, value in os.environ.items() if name != "SAFESTATS_DATABASE"}
    words = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "p")]
    subprocess.run(words, check=True, timeout=60, capture_output=True, env=environment)


def url(portal):
    return portal.engine.url.render_as_string(hide_password=False)
