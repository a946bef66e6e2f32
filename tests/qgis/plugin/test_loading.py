"""From signing in to the layer on the map, in a real QGIS against a real portal."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from safestats.qgis_plugin.connection import connection as connection_module
from safestats.qgis_plugin.connection.connection import Connection
from safestats.qgis_plugin.connection.portals import KnownPortal
from safestats.qgis_plugin.layers.making import make_layers
from safestats.safestats_core.access import Level
from safestats.safestats_core.errors import InvalidInput, SignInFailed
from safestats.safestats_core.query import Period, Query

from .conftest import wait as wait_until


@pytest.fixture
def connection(qgis_app, city_portal, home, fill_in_the_form, monkeypatch) -> Iterator[Connection]:
    """The panel's connection, signed in through the browser's form."""
    monkeypatch.setattr(
        connection_module.QDesktopServices, "openUrl", lambda address: fill_in_the_form(address.toString()) or True
    )
    connection = Connection()
    connection.failures = []
    connection.failed.connect(connection.failures.append)
    connection.use(KnownPortal("City", city_portal.url))
    wait_until(lambda: not connection.is_busy)
    assert not connection.is_signed_in
    connection.sign_in("the cache's passphrase")
    wait_until(lambda: not connection.is_busy)
    assert connection.failures == []
    yield connection
    connection.stop()
    QgsProject.instance().clear()


def load(connection: Connection, dataset: str, **query) -> list:
    """Load a dataset onto the map, and give its layers."""
    info = next(info for info in connection.session.datasets if info.dataset == dataset)
    extracts = []
    connection.loaded.connect(extracts.append)
    connection.load(info, Query(info.dataset, info.level, **query))
    wait_until(lambda: not connection.is_busy)
    connection.loaded.disconnect(extracts.append)
    assert connection.failures == []
    return QgsProject.instance().addMapLayers(make_layers(extracts[0]))


def test_an_analyst_sees_her_datasets_and_levels_after_signing_in(connection):
    levels = {info.dataset: info.level for info in connection.session.datasets}
    assert levels == {
        "police-recorded": Level.RECORD,
        "ambulance": Level.POINT,
        "emergency-departments": Level.COUNTS,
    }
    assert "Amira Hassan, Council" in connection.words()
    assert "encrypted" in connection.words()


def test_records_of_her_borough_and_no_other_reach_the_map(connection, city_portal):
    layers = load(connection, "police-recorded", period=Period("2024-03", "2024-05"))
    boroughs = {feature["borough"] for layer in layers for feature in layer.getFeatures()}
    months = {feature["month"] for layer in layers for feature in layer.getFeatures()}
    today = datetime.now(timezone.utc).date().isoformat()
    assert {layer.customProperty("safestats/as_of")[:10] for layer in layers} == {today}
    assert boroughs == {city_portal.borough}
    assert months == {"2024-03", "2024-04", "2024-05"}


def test_points_carry_no_record_and_stand_on_the_lattice(connection):
    points = load(connection, "ambulance")[0]
    names = {field.name() for field in points.fields()}
    assert not names & {"source_id", "location", "attributes", "outcome", "supplier"}
    places = [feature.geometry().asPoint() for feature in points.getFeatures()]
    # Degrees are kept to six digits, about a tenth of a metre.
    off = [abs(coordinate % 250 - 125) for place in places for coordinate in (place.x(), place.y())]
    assert len(off) > 100
    assert max(off) < 0.2


def test_counts_come_as_wards_rounded_so_that_nobody_is_told_apart(connection):
    (wards,) = load(connection, "emergency-departments")
    counts = [feature["count"] for feature in wards.getFeatures()]
    assert 40 < len(counts) <= 48
    assert all(count % 5 == 0 for count in counts)


@pytest.mark.parametrize(
    ("algorithm", "given", "told"),
    [
        ("getisord", {"FIELD": "count"}, "CELLS"),
        ("getisord", {"FIELD": "count", "NEIGHBOURHOOD": 3, "NEIGHBOURS": 5}, "CELLS"),
        ("localmoran", {"FIELD": "count", "PERMUTATIONS": 99}, "CELLS"),
        ("toprows", {"ORDER_BY": "count", "NUMBER": 1_000}, "COUNT"),
        ("safetoshare", {"COUNT_FIELD": "count"}, "COUNT"),
    ],
)
def test_what_works_on_counts_works_on_those_of_the_portal_without_a_record(connection, run, algorithm, given, told):
    (wards,) = load(connection, "emergency-departments")
    shown = sum(feature["count"] is not None for feature in wards.getFeatures())
    result = run(algorithm, INPUT=wards, REPROJECT=True, **given)
    assert result[told] == shown > 40
    for name in ("handling", "attribution", "level"):
        assert result["OUTPUT"].customProperty(f"safestats/{name}") == wards.customProperty(f"safestats/{name}")


def test_a_session_goes_on_in_the_next_window_without_a_browser(connection, city_portal, monkeypatch):
    monkeypatch.setattr(connection_module.QDesktopServices, "openUrl", lambda address: pytest.fail("a browser opened"))
    other = Connection()
    other.use(KnownPortal("City", city_portal.url))
    wait_until(lambda: not other.is_busy)
    other.sign_in("the cache's passphrase")
    wait_until(lambda: not other.is_busy)
    assert other.is_signed_in
    assert other.session.datasets == connection.session.datasets


@pytest.mark.parametrize("error", [SignInFailed("The portal did not end the session (status 500). Try again."), None])
def test_who_signs_out_is_out_even_where_the_portal_fails_or_she_does_not_wait(connection, monkeypatch, error):
    def sign_out(and_shred):
        if error is not None:
            raise error
        over.wait(60)

    over, told = threading.Event(), []
    connection.failed.connect(told.append)
    client = connection.session.client
    monkeypatch.setattr(client, "sign_out", sign_out)
    connection.sign_out()
    assert not connection.is_signed_in
    assert connection.session.datasets == ()
    if error is None:
        connection.cancel()
    wait_until(lambda: not connection.is_busy)
    over.set()
    assert not connection.is_signed_in
    assert told == [
        "Stopped: Signing out."
        if error is None
        else f"You are signed out on this computer, but the portal does not know it yet. {error}"
    ]


def test_signing_out_ends_the_session(connection, city_portal):
    connection.sign_out()
    wait_until(lambda: not connection.is_busy)
    assert not connection.is_signed_in
    assert connection.words() == "Signed out of City."


def test_a_cancelled_load_says_so_and_leaves_the_map_alone(connection):
    info = next(info for info in connection.session.datasets if info.dataset == "police-recorded")
    connection.load(info, Query(info.dataset, info.level))
    connection.cancel()
    wait_until(lambda: not connection.is_busy)
    assert connection.failures
    assert QgsProject.instance().mapLayers() == {}


def test_no_plaintext_of_the_data_is_written_anywhere(connection, tmp_path, home, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    layers = load(connection, "police-recorded")
    project = tmp_path / "project.qgz"
    assert QgsProject.instance().write(str(project))
    with zipfile.ZipFile(project) as archive:
        archive.extractall(tmp_path / "project")
    QgsSettings().sync()
    features = list(layers[0].getFeatures())[:200]
    markers = {str(feature[name]).encode() for feature in features for name in ("source_id", "incident_id")}
    markers = {marker for marker in markers if len(marker) > 6}
    assert len(markers) > 100
    folders = (home, temporary, tmp_path / "project", Path(QgsApplication.qgisSettingsDirPath()))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert any(path.is_relative_to(home) for path in files)
    found = [path for path in files for content in [path.read_bytes()] if any(marker in content for marker in markers)]
    assert found == []


def test_a_query_that_makes_no_sense_is_refused_with_a_sentence():
    with pytest.raises(InvalidInput, match="YYYY-MM"):
        Period("January", "2024-02")
