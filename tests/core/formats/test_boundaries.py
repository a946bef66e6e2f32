"""Boundary files: the layer and columns that are meant, valid polygons in WGS 84, nothing lost unseen."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from safestats_core.errors import InvalidInput, UnreadableSupply
from safestats_core.formats.boundaries import read_boundaries
from safestats_core.formats.boundary_sets import boundary_sets

SQUARE = shapely.box(530_000, 180_000, 531_000, 181_000)
BOW_TIE = shapely.Polygon([(532_000, 180_000), (533_000, 181_000), (533_000, 180_000), (532_000, 181_000)])
SPIKE = shapely.Polygon([(0, 0), (1000, 0), (1000, 1000), (1000, 2000), (1000, 1000), (0, 1000)])


@pytest.fixture
def write(tmp_path: Path):
    """Write polygons with columns as a layer of a file."""

    def write(
        file: str, shapes: list, layer: str | None = None, crs: str | None = "EPSG:27700", /, **columns: list
    ) -> Path:
        path = tmp_path / file
        pyogrio.raw.write(
            str(path),
            np.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes], dtype=object),
            [np.array(values, dtype=object) for values in columns.values()],
            np.array(list(columns)),
            geometry_type="MultiPolygon" if path.suffix == ".gpkg" else "Polygon",
            crs=crs,
            layer=layer,
            append=path.exists(),
            promote_to_multi=path.suffix == ".gpkg",
        )
        return path

    return write


def test_type_code_name_and_parent_are_found_and_stated(write):
    path = write(
        "city.gpkg",
        [SQUARE],
        "lsoa_2021",
        LSOA21CD=["E01000001"],
        LSOA21NM=["A 001A"],
        MSOA21CD=["E02000001"],
        LAD22CD=["E09000001"],
        LAD22NM=["A"],
    )
    write("city.gpkg", [SQUARE], "wards", GSS_CODE=["E05000026"], NAME=["Abbey"], LB_GSS_CD=["E09000002"], HECTARES=[1])
    write("city.gpkg", [SQUARE], "boroughs", code=["B1"], name=["North"])
    write("city.gpkg", [SQUARE], "beats", beat=["x"])
    found = [(each.layer, each.type, each.code, each.name, each.parent) for each in boundary_sets(path)]
    assert found == [
        ("lsoa_2021", "lsoa", "LSOA21CD", "LSOA21NM", "LAD22CD"),
        ("wards", "ward", "GSS_CODE", "NAME", "LB_GSS_CD"),
        ("boroughs", "borough", "code", "name", None),
        ("beats", None, "beat", "beat", None),
    ]
    assert read_boundaries(path).origin.layer == "boroughs"
    assert read_boundaries(path, area_type="ward").areas[0].parent == "E09000002"
    assert read_boundaries(path, layer="beats", area_type="ward").type == "ward"


def test_an_official_code_goes_before_the_name_of_a_layer(write):
    path = write("areas.gpkg", [SQUARE], "ward_boundaries", code=["E09000001"], name=["City"])
    assert read_boundaries(path).type == "borough"


def test_polygons_arrive_in_longitude_and_latitude(write):
    path = write("boroughs.gpkg", [SQUARE], code=["B1"], name=["North"])
    (area,) = read_boundaries(path).areas
    assert (area.code, area.name, area.parent) == ("B1", "North", None)
    assert shapely.Point(-0.1210, 51.5085).within(area.geometry)
    assert area.geometry.area == pytest.approx(1_000_000 / (111_250 * 111_250 * np.cos(np.radians(51.51))), rel=0.01)


def test_geojson_without_codes_is_told_apart_by_name(write):
    path = write("boroughs.geojson", [shapely.box(0, 51, 1, 52)], None, "EPSG:4326", name=["North"], color=["red"])
    (area,) = read_boundaries(path).areas
    assert (area.code, area.name) == ("North", "North")
    assert area.geometry.equals(shapely.box(0, 51, 1, 52))


def test_invalid_polygons_are_repaired_and_counted(write):
    path = write("boroughs.gpkg", [SQUARE, BOW_TIE, SPIKE], code=["a", "b", "c"], name=["a", "b", "c"])
    found = read_boundaries(path)
    assert found.repaired == 2
    shapes = [area.geometry for area in found.areas]
    assert shapely.is_valid(shapes).all()
    assert [shape.geom_type for shape in shapes] == ["MultiPolygon", "MultiPolygon", "Polygon"]


def test_parts_with_one_code_become_one_area(write):
    other = shapely.transform(SQUARE, lambda points: points + [2_000, 0])
    path = write("boroughs.gpkg", [SQUARE, other], code=["a", "a"], name=["A", "A"])
    found = read_boundaries(path)
    assert (len(found.areas), found.merged) == (1, 1)
    assert len(found.areas[0].geometry.geoms) == 2


def test_features_without_code_or_polygon_are_refused_with_a_reason(write):
    line = shapely.Polygon([(0, 0), (1, 1), (0, 0), (0, 0)])
    path = write("boroughs.gpkg", [SQUARE, SQUARE, line, None], code=["a", None, "c", "d"], name=["A", "B", "C", "D"])
    found = read_boundaries(path, code="CODE")
    assert [area.code for area in found.areas] == ["a"]
    assert [(refusal.row, refusal.reason.split(":")[0]) for refusal in found.refusals] == [
        (2, "No value in code"),
        (3, "The area c has no polygon"),
        (4, "The area d has no polygon"),
    ]


def test_a_zipped_shapefile_is_read_and_needs_a_reference_system(write, tmp_path):
    shapefile = write("wards.shp", [SQUARE], code=["w1"], name=["West"])
    with zipfile.ZipFile(tmp_path / "wards.zip", "w") as packed:
        for part in tmp_path.glob("wards.*"):
            if part.suffix in (".shp", ".shx", ".dbf"):
                packed.write(part, f"ESRI/{part.name}")
    with pytest.raises(InvalidInput, match="does not state its reference system"):
        read_boundaries(tmp_path / "wards.zip")
    stated, named = read_boundaries(shapefile), read_boundaries(tmp_path / "wards.zip", crs="EPSG:27700")
    assert stated.areas[0].geometry.equals(named.areas[0].geometry)
    assert named.type == "ward"


def test_what_cannot_be_chosen_is_answered_with_the_choices(write, tmp_path):
    path = write("city.gpkg", [SQUARE], "beats", beat=["x"])
    write("city.gpkg", [SQUARE], "sectors", sector=["y"])
    for choice, words in (
        ({}, r"Say what areas these are .*beats \(type unknown, 1\)"),
        ({"layer": "wards"}, "no layer 'wards'.*Choose from: beats"),
        ({"area_type": "parish"}, "'parish' is not a type of area"),
        ({"area_type": "ward"}, "No layer looks like Electoral ward. Name one of: beats"),
        ({"layer": "beats", "area_type": "ward", "code": "id"}, "no column 'id'. Choose from: beat"),
    ):
        with pytest.raises(InvalidInput, match=words):
            read_boundaries(path, **choice)
    (tmp_path / "text.gpkg").write_text("no boundaries")
    for name, words in (("text.gpkg", "cannot be read"), ("none.gpkg", "no file or folder")):
        with pytest.raises(UnreadableSupply, match=words):
            read_boundaries(tmp_path / name)
