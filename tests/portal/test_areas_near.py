"""What lies within some metres of a ward, measured on the ground."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from safestats_core.cli import main
from safestats_core.errors import InvalidInput
from safestats_core.portal.boundaries.areas import add_areas
from safestats_core.portal.boundaries.areas_near import areas_near
from safestats_core.projection import to_wgs84

# Squares of one kilometre on the National Grid, by their south-western corner in kilometres.
WARDS = {"A": (530, 180), "BESIDE": (531, 180), "GAP": (532.2, 180), "CORNER": (531, 181), "FAR": (540, 190)}


@pytest.fixture
def with_wards(portal, tmp_path):
    def outline(x, y):
        corners = shapely.box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000).segmentize(100)
        return shapely.transform(corners, lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], "EPSG:27700")))

    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"Ward {code}", "borough": "B1"},
            "geometry": shapely.geometry.mapping(outline(*corner)),
        }
        for code, corner in WARDS.items()
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    add_areas(portal, path, "ward")
    return portal


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (250, {"BESIDE": 0.25, "CORNER": 3.14159 * 0.0625 / 4}),
        (1195, {"BESIDE": 1, "CORNER": None}),
        (1205, {"BESIDE": 1, "CORNER": None, "GAP": 0.005}),
    ],
)
def test_the_areas_within_a_distance_and_how_much_of_each(with_wards, metres, expected):
    found = {each.area.code: each.share for each in areas_near(with_wards, "ward", ["A"], metres)}
    assert found.keys() == expected.keys()
    for code, share in expected.items():
        assert share is None or found[code] == pytest.approx(share, abs=0.003)


@pytest.mark.parametrize("store", ["sqlite"])
def test_what_cannot_be_meant_is_refused(with_wards):
    with pytest.raises(InvalidInput, match="No borough or ward has the code 'W9'"):
        areas_near(with_wards, "ward", ["A", "W9"], 100)
    with pytest.raises(InvalidInput, match="not a distance"):
        areas_near(with_wards, "ward", ["A"], -1)


@pytest.mark.parametrize("store", ["sqlite"])
def test_the_command_lists_them_and_grants_nothing(with_wards, capsys):
    assert main(["portal", "areas", "near", str(with_wards.folder), "A", "--metres", "250"]) in (0, None)
    told = capsys.readouterr().out
    assert "BESIDE" in told
    assert "25%" in told
    assert "FAR" not in told
