"""Somebody else's GeoPackage: its points by a profile, in whatever reference system they are."""

from __future__ import annotations

import geopandas
import pytest
import shapely

from safestats_core.access import Level
from safestats_core.errors import UnreadableSupply
from safestats_core.formats.profile_file import read_profile
from safestats_core.query import Query
from safestats_core.sources.files import Files

PROFILE = read_profile(
    {
        "dataset": {"name": "calls", "title": "Calls", "agency": "x", "theme": "x", "description": "x"},
        "source": {"header": ["ref", "kind", "when"]},
        "key": {"columns": ["ref"]},
        "supplier": {"value": "Test Ambulance"},
        "category": {"column": "kind", "crosswalk": {"STABBING": "assault-injury"}},
        "time": {"start": "when"},
        "location": {"x": "longitude", "y": "latitude", "crs": "EPSG:4326"},
    },
    "the test's profile",
)
CALLS = Query("calls", Level.RECORD)


def write(path, shapes, layer="calls", crs="EPSG:27700"):
    columns = {
        "ref": [f"R{number}" for number in range(len(shapes))],
        "kind": ["STABBING"] * len(shapes),
        "when": ["2024-05-01T10:00:00Z"] * len(shapes),
    }
    geopandas.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path, layer=layer, driver="GPKG")
    return path


def test_its_points_become_incidents_in_degrees(tmp_path):
    path = write(tmp_path / "calls.gpkg", [shapely.Point(530_000, 180_000), None])
    (dataset,) = Files(path, PROFILE).datasets()
    assert dataset.dataset == "calls"
    fetched = Files(path, PROFILE).fetch(CALLS)
    near, nowhere = fetched.table.to_pylist()
    assert (near["longitude"], near["latitude"]) == pytest.approx((-0.1282, 51.5037), abs=1e-3)
    assert (near["category"], near["incident_id"], near["month"]) == ("assault-injury", "R0", "2024-05")
    assert (nowhere["longitude"], nowhere["location_precision"]) == (None, "none")


def test_one_without_points_or_with_several_layers_of_them_is_refused_by_their_names(tmp_path):
    squares = write(tmp_path / "squares.gpkg", [shapely.box(0, 0, 9, 9)], "wards")
    with pytest.raises(UnreadableSupply, match=r"has no layers of points: wards \(Polygon\)"):
        Files(squares, PROFILE).fetch(CALLS)
    two = write(tmp_path / "two.gpkg", [shapely.Point(530_000, 180_000)], "may")
    write(two, [shapely.Point(530_000, 180_000)], "june")
    with pytest.raises(UnreadableSupply, match="has 2 layers of points: may"):
        Files(two, PROFILE).fetch(CALLS)


def test_points_in_bundles_are_refused_with_the_remedy(tmp_path):
    path = write(tmp_path / "multi.gpkg", [shapely.MultiPoint([(530_000, 180_000), (530_001, 180_000)])])
    with pytest.raises(UnreadableSupply, match="Multipart to singleparts"):
        Files(path, PROFILE).fetch(CALLS)


def test_what_is_no_geopackage_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "broken.gpkg"
    path.write_bytes(b"SQLite format 3\0 but not really")
    with pytest.raises(UnreadableSupply, match="is not a GeoPackage"):
        Files(path, PROFILE).fetch(CALLS)
