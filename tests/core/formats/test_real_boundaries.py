"""London's boundaries as they are published."""

from __future__ import annotations

import numpy as np
import pyogrio
import pytest
import shapely

from safestats_core.formats.boundaries import read_boundaries
from safestats_core.formats.boundary_sets import boundary_sets
from safestats_core.projection import to_projected

pytestmark = pytest.mark.realdata

SHAPEFILES = "London_Borough_Excluding_MHW_shp_and_mapinfo.zip"


@pytest.fixture(scope="module")
def london(real_data):
    """The folder of boundary files."""
    return real_data / "london_boundaries"


def wards_in_metres(london):
    """The wards of 2014 by code, back in the British grid."""
    areas = read_boundaries(london / "london_2011_gla.gpkg", area_type="ward").areas
    shapes = np.array([area.geometry for area in areas])
    flat = shapely.transform(shapes, lambda points: np.column_stack(to_projected(*points.T, "EPSG:27700")))
    return {area.code: shape for area, shape in zip(areas, flat)}


@pytest.mark.parametrize(
    ("file", "sets"),
    [
        (
            "london_2021_ons_gen20.gpkg",
            {
                "london_2021_lad22": ("borough", "LAD22CD", "LAD22NM", None, 33),
                "london_outline_derived": (None, "name", "name", None, 1),
                "london_2021_msoa": (None, "MSOA21CD", "MSOA21NM", None, 1_002),
                "london_2021_lsoa": ("lsoa", "LSOA21CD", "LSOA21NM", "LAD22CD", 4_994),
            },
        ),
        (
            "london_2011_gla.gpkg",
            {
                "lsoa_2011": ("lsoa", "LSOA11CD", "LSOA11NM", "LAD11CD", 4_835),
                "msoa_2011": (None, "MSOA11CD", "MSOA11NM", "LAD11CD", 983),
                "ward_2014": ("ward", "GSS_CODE", "NAME", "LB_GSS_CD", 630),
                "borough": ("borough", "GSS_CODE", "NAME", None, 33),
            },
        ),
        ("london_boroughs_wgs84.geojson", {"london_boroughs_wgs84": ("borough", "name", "name", None, 33)}),
        ("police_force_areas_ew.gpkg", {"police_force_areas_ew_2016": (None, "pfa16cd", "pfa16nm", None, 43)}),
    ],
)
def test_every_set_of_boundaries_is_found(london, file, sets):
    found = boundary_sets(london / file)
    assert {each.layer: (each.type, each.code, each.name, each.parent, each.features) for each in found} == sets


@pytest.mark.parametrize(
    ("file", "layer", "areas", "repaired"),
    [
        ("london_2011_gla.gpkg", "lsoa_2011", 4_835, 8),
        ("london_2011_gla.gpkg", "msoa_2011", 983, 4),
        ("london_2011_gla.gpkg", "ward_2014", 630, 2),
        ("london_2011_gla.gpkg", "borough", 33, 0),
        ("london_2021_ons_gen20.gpkg", "london_2021_lad22", 33, 0),
        ("london_2021_ons_gen20.gpkg", "london_2021_lsoa", 4_994, 0),
        ("london_boroughs_wgs84.geojson", None, 33, 0),
        (SHAPEFILES, None, 33, 0),
    ],
)
def test_every_area_is_valid_and_invalid_ones_are_counted(london, file, layer, areas, repaired):
    found = read_boundaries(london / file, layer, area_type="lsoa" if layer == "msoa_2011" else None)
    assert (len(found.areas), found.repaired, found.merged, found.refusals) == (areas, repaired, 0, ())
    shapes = np.array([area.geometry for area in found.areas])
    assert shapely.is_valid(shapes).all()
    assert set(shapely.get_type_id(shapes)) <= {3, 6}
    west, south, east, north = shapely.total_bounds(shapes)
    assert (-0.53, 51.26) < (west, south)
    assert (east, north) < (0.36, 51.71)


def test_a_shapefile_without_an_epsg_code_lies_where_the_geopackage_lies(london):
    by_code = {area.code: area for area in read_boundaries(london / "london_2011_gla.gpkg").areas}
    for area in read_boundaries(london / SHAPEFILES).areas:
        assert area.name == by_code[area.code].name
        assert area.geometry.bounds == pytest.approx(by_code[area.code].geometry.bounds, abs=1e-7)
        assert area.geometry.area == pytest.approx(by_code[area.code].geometry.area, rel=1e-7)


def test_repairing_keeps_the_ground_that_the_source_states(london):
    """HECTARES is the Greater London Authority's own figure for each ward."""
    _, _, _, fields = pyogrio.raw.read(str(london / "london_2011_gla.gpkg"), layer="ward_2014", read_geometry=False)
    stated = dict(zip(fields[1], fields[2]))
    for code, ward in wards_in_metres(london).items():
        assert ward.area / 10_000 == pytest.approx(stated[code], rel=1e-3)


def test_incidents_lie_in_the_ward_that_they_were_asked_for(london, real_data, take):
    """Answers were asked with simplified wards: some points lie just outside the full ones, none far."""
    wards = wards_in_metres(london)
    taken = take(real_data / "london_police_api_2017" / "london_api_2017-06.parquet")
    x, y = to_projected(np.array(taken["longitude"]), np.array(taken["latitude"]), "EPSG:27700")
    distance = shapely.distance(np.array([wards[code] for code in taken["ward"]]), shapely.points(x, y))
    assert (distance == 0).mean() > 0.94
    assert distance.max() < 200
