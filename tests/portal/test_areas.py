"""Boundaries: taken in from real files, and laid over incidents."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pytest
import shapely

from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.incidents import INCIDENT_SCHEMA
from safestats_core.portal import audit
from safestats_core.portal.boundaries.areas import (
    Area,
    add_areas,
    area_counts,
    area_versions,
    areas,
    areas_by_type,
    boundaries_digest,
    codes_in_box,
    stamp,
    use_areas,
)


def square(code, west, south, side=1.0):
    return Area(code, code, "ward", None, shapely.box(west, south, west + side, south + side))


def incidents_at(places, wards=None):
    rows = len(places)
    columns = {
        "longitude": pa.array([x for x, _ in places], pa.float64()),
        "latitude": pa.array([y for _, y in places], pa.float64()),
        "ward": pa.array(wards or [None] * rows, pa.string()),
        "start": pa.array([0] * rows, pa.int64()).cast(pa.timestamp("s", "UTC")),
        "end": pa.array([0] * rows, pa.int64()).cast(pa.timestamp("s", "UTC")),
    }
    words = pa.array(["x"] * rows)
    filled = [
        columns.get(field.name, pa.nulls(rows, pa.string()) if field.nullable else words) for field in INCIDENT_SCHEMA
    ]
    return pa.table(filled, schema=INCIDENT_SCHEMA)


@pytest.fixture
def wards(tmp_path):
    def write(**west):
        features = [
            {
                "type": "Feature",
                "properties": {"code": code, "name": f"Ward {code}", "borough": "B-1"},
                "geometry": shapely.geometry.mapping(shapely.box(edge, 51.4, edge + 0.1, 51.6)),
            }
            for code, edge in west.items()
        ]
        path = tmp_path / "wards.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return write


def test_areas_come_back_as_they_were_drawn(portal, wards):
    add_areas(portal, wards(W2=-0.1, W1=-0.2), "ward", by="operator:eve")

    first, second = areas(portal, "ward")
    assert (first.code, first.name, first.type, first.parent) == ("W1", "Ward W1", "ward", "B-1")
    assert second.geometry.equals(shapely.box(-0.1, 51.4, 0.0, 51.6))
    assert area_counts(portal) == {"ward": 2}
    assert areas(portal, "borough") == []
    (entry,) = audit.search(portal)
    assert (entry.person, entry.operation, entry.rows) == ("operator:eve", "alteration", 2)


def test_new_boundaries_replace_the_old_of_their_type(portal, wards):
    add_areas(portal, wards(W1=-0.2), "ward")
    before = boundaries_digest(portal)
    add_areas(portal, wards(W1=-0.2), "ward")
    assert boundaries_digest(portal) == before

    add_areas(portal, wards(W3=-0.3), "ward")
    assert [area.code for area in areas(portal, "ward")] == ["W3"]
    assert boundaries_digest(portal) != before


def test_a_box_names_the_areas_that_it_touches(portal, wards):
    add_areas(portal, wards(W1=-0.2, W2=-0.1, W3=0.1), "ward")

    assert codes_in_box(portal, "ward", (-0.15, 51.5, -0.12, 51.55)) == ["W1"]
    assert codes_in_box(portal, "ward", (-0.15, 51.5, -0.1, 51.55)) == ["W1", "W2"]
    assert codes_in_box(portal, "ward", (0.15, 51.5, -0.15, 51.55)) == ["W1", "W3"]  # across the antimeridian
    assert codes_in_box(portal, "ward", (-0.15, 52.0, 0.3, 53.0)) == []


def test_boundaries_that_cannot_serve_are_refused(portal, wards, tmp_path):
    with pytest.raises(InvalidInput, match="not a type of area"):
        add_areas(portal, wards(W1=0), "parish")
    with pytest.raises(UnreadableSupply):
        add_areas(portal, tmp_path / "missing.gpkg", "ward")
    assert area_counts(portal) == {}


def test_an_incident_gets_the_code_of_the_area_around_it():
    known = {"ward": [square("W1", 0, 0), square("W2", 1, 0)]}
    stamped = stamp(incidents_at([(0.5, 0.5), (1.5, 0.5), (9, 9)]), known)
    assert stamped["ward"].to_pylist() == ["W1", "W2", None]
    assert stamped.schema == INCIDENT_SCHEMA


def test_on_a_shared_edge_the_first_code_wins_every_time():
    known = {"ward": [square("W1", 1, 0), square("W2", 0, 0)]}
    places = [(1.0, 0.5)] * 3 + [(1.0, 0.0), (1.0, 1.0)]
    assert stamp(incidents_at(places), known)["ward"].to_pylist() == ["W1"] * 5


def test_the_supplier_s_own_code_stays_where_no_boundary_says_otherwise():
    known = {"ward": [square("W1", 0, 0)]}
    stamped = stamp(incidents_at([(0.5, 0.5), (9, 9), (None, None)], ["A", "B", "C"]), known)
    assert stamped["ward"].to_pylist() == ["W1", "B", "C"]
    assert stamp(incidents_at([(0.5, 0.5)], ["A"]), {})["ward"].to_pylist() == ["A"]


def test_stamps_agree_with_a_test_of_every_point_against_every_polygon():
    rng = np.random.default_rng(5)
    known = [square(f"W{n:02d}", x, y, 1.4) for n, (x, y) in enumerate(rng.uniform(0, 8, (30, 2)))]
    known.sort(key=lambda area: area.code)
    places = [tuple(place) for place in rng.uniform(0, 10, (300, 2))]

    direct = [next((a.code for a in known if a.geometry.intersects(shapely.Point(*p))), None) for p in places]
    assert stamp(incidents_at(places), {"ward": known})["ward"].to_pylist() == direct


@pytest.mark.realdata
@pytest.mark.parametrize("store", ["sqlite"])
def test_london_s_boundaries_are_taken_in_with_their_invalid_polygons(portal, real_data):
    path = real_data / "london_boundaries" / "london_2011_gla.gpkg"
    for area_type, expected in (("borough", 33), ("ward", 630), ("lsoa", 4835)):
        assert len(add_areas(portal, path, area_type).areas) == expected
    assert area_counts(portal) == {"borough": 33, "ward": 630, "lsoa": 4835}
    assert all(area.geometry.is_valid for found in areas_by_type(portal).values() for area in found)
    place = incidents_at([(-0.1276, 51.5072)])  # Charing Cross
    assert stamp(place, areas_by_type(portal))["borough"].to_pylist() == ["E09000033"]  # Westminster


def test_versions_stand_side_by_side_and_the_last_one_taken_in_stamps(portal, wards):
    add_areas(portal, wards(W1=-0.2, W2=-0.1), "ward", version="2011")
    add_areas(portal, wards(N1=-0.2), "ward", version="2021")

    assert [area.code for area in areas(portal, "ward")] == ["N1"]
    assert [area.code for area in areas(portal, "ward", "2011")] == ["W1", "W2"]
    assert area_counts(portal) == {"ward": 1}
    assert stamp(incidents_at([(-0.15, 51.5)]), areas_by_type(portal))["ward"].to_pylist() == ["N1"]
    listed = [(each.type, each.version, each.is_current, each.features) for each in area_versions(portal)]
    assert listed == [("ward", "2011", False, 2), ("ward", "2021", True, 1)]

    use_areas(portal, "ward", "2011", by="operator:eve")
    assert [area.code for area in areas(portal, "ward")] == ["W1", "W2"]
    *_, entry = audit.search(portal)
    assert (entry.person, entry.operation, entry.detail["version"]) == ("operator:eve", "alteration", "2011")


def test_a_version_taken_in_again_is_replaced_alone(portal, wards):
    add_areas(portal, wards(W1=-0.2), "ward", version="2011")
    add_areas(portal, wards(N1=-0.2), "ward", version="2021")
    add_areas(portal, wards(N2=-0.2), "ward", version="2021")
    assert [area.code for area in areas(portal, "ward", "2021")] == ["N2"]
    assert [area.code for area in areas(portal, "ward", "2011")] == ["W1"]
    assert areas(portal, "ward", "1991") == []


def test_another_current_version_makes_the_same_file_worth_reading_again(portal, wards):
    add_areas(portal, wards(W1=-0.2), "ward", version="2011")
    before = boundaries_digest(portal)
    add_areas(portal, wards(N1=-0.2), "ward", version="2021")
    assert boundaries_digest(portal) != before
    use_areas(portal, "ward", "2011")
    assert boundaries_digest(portal) == before


def test_what_was_repaired_or_left_out_is_kept_with_the_version(portal, tmp_path):
    bow_tie = [[[-0.2, 51.4], [0.0, 51.6], [0.0, 51.4], [-0.2, 51.6], [-0.2, 51.4]]]
    sound = [[[0.2, 51.4], [0.3, 51.4], [0.3, 51.6], [0.2, 51.4]]]
    features = [
        {"type": "Feature", "properties": {"code": code, "name": "A ward"}, "geometry": shape}
        for code, shape in (
            ("W1", {"type": "Polygon", "coordinates": bow_tie}),
            ("W2", {"type": "Polygon", "coordinates": sound}),
            ("W2", {"type": "Polygon", "coordinates": sound}),
            (None, {"type": "Polygon", "coordinates": sound}),
        )
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    add_areas(portal, path, "ward", version="2021")

    (version,) = area_versions(portal, "ward")
    assert (version.repaired, version.merged, version.left_out, version.file) == (1, 1, 1, "wards.geojson")
    assert all(area.geometry.is_valid for area in areas(portal, "ward"))
    (entry,) = audit.search(portal)
    assert (entry.detail["repaired"], entry.detail["left_out"]) == (1, 1)


def test_a_version_that_is_not_there_or_cannot_be_named_is_refused(portal, wards):
    add_areas(portal, wards(W1=-0.2), "ward")
    with pytest.raises(InvalidInput, match=r"no version '1991'.*\(no name\)"):
        use_areas(portal, "ward", "1991")
    for name in ("../2011", "a b", "x" * 41):
        with pytest.raises(InvalidInput, match="cannot name a version"):
            add_areas(portal, wards(W1=-0.2), "ward", version=name)
    assert [each.version for each in area_versions(portal)] == [""]
