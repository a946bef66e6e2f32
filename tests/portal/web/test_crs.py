"""What a client that asks for another reference system relies on: the axis order, the header, and no digit too many."""

from __future__ import annotations

import pyproj
import pytest

ITEMS = "/collections/offences/items"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"
GRID = "http://www.opengis.net/def/crs/EPSG/0/27700"
TO_GRID = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:27700", always_xy=True)


def places(api, person, path=ITEMS, **query):
    answer = api(person, path, limit=10_000, **query)
    assert answer.status_code == 200, answer.text
    return {each["id"]: each["geometry"] and each["geometry"]["coordinates"] for each in answer.json()["features"]}


def test_a_collection_says_what_it_offers_and_what_it_keeps(api):
    for collection in ("offences", "offences.points", "offences.counts"):
        described = api("cleo", f"/collections/{collection}").json()
        assert described["crs"] == [CRS84, LATITUDE_FIRST, GRID]
        assert described["storageCrs"] == CRS84


@pytest.mark.parametrize("crs", [CRS84, LATITUDE_FIRST, GRID])
def test_every_answer_names_its_reference_system(api, crs):
    for path in (ITEMS, f"{ITEMS}/id%2F00005", "/collections/offences.counts/items"):
        assert api("cleo", path, crs=crs).headers["Content-Crs"] == f"<{crs}>"
    assert api("cleo", ITEMS, limit=1).headers["Content-Crs"] == f"<{CRS84}>"


def test_the_axes_stand_in_the_order_of_the_system(api):
    plain, swapped, grid = (places(api, "cleo", crs=crs) for crs in (CRS84, LATITUDE_FIRST, GRID))
    for each, place in plain.items():
        if place is None:
            assert swapped[each] is None
            assert grid[each] is None
        else:
            assert swapped[each] == place[::-1]
            assert grid[each] == pytest.approx(TO_GRID.transform(*place), abs=0.006)


@pytest.mark.parametrize(("collection", "decimals"), [("offences", 2), ("offences.points", 1)])
def test_no_projected_coordinate_has_more_digits_than_its_degrees_have(api, collection, decimals):
    for place in places(api, "cleo", f"/collections/{collection}/items", crs=GRID).values():
        assert place is None or all(round(each, decimals) == each for each in place)


def test_the_same_anonymous_point_is_the_same_in_every_system(api):
    path = "/collections/offences.points/items"
    plain, grid = places(api, "dina", path), places(api, "dina", path, crs=GRID)
    pairs = {(tuple(plain[each]), tuple(grid[each])) for each in plain if plain[each]}
    assert len(pairs) == len({first for first, _ in pairs}) == len({second for _, second in pairs})


def test_outlines_of_wards_are_projected_and_rounded(api):
    counts = places(api, "dina", "/collections/offences.counts/items", crs=GRID)
    corners = [corner for rings in counts.values() if rings for ring in rings for corner in ring]
    assert corners
    assert all(500_000 < east < 560_000 and 160_000 < north < 200_000 for east, north in corners)
    assert all(round(each, 1) == each for corner in corners for each in corner)


def test_what_is_hidden_has_no_place_in_any_system(api):
    hidden = places(api, "bola", crs=GRID, from_month="2024-02")
    assert set(hidden.values()) == {None}


def test_a_box_may_be_stated_in_any_of_them(api):
    plain = set(places(api, "cleo", bbox="-0.05,51.45,0.05,51.55"))
    assert plain == set(places(api, "cleo", bbox="51.45,-0.05,51.55,0.05", **{"bbox-crs": LATITUDE_FIRST}))
    grid = places(api, "cleo", crs=GRID)
    wanted = {each for each, at in grid.items() if at and 530_000 <= at[0] <= 540_000 and 170_000 <= at[1] <= 180_000}
    assert set(places(api, "cleo", bbox="530000,170000,540000,180000", **{"bbox-crs": GRID})) == wanted
    assert places(api, "bola", bbox="0,0,700000,1300000", from_month="2024-02", **{"bbox-crs": GRID}) == {}
    wards = places(
        api, "dina", "/collections/offences.counts/items", bbox="540000,180000,541000,181000", **{"bbox-crs": GRID}
    )
    assert len(wards) == 9


def test_pages_stay_in_the_system_that_was_asked_for(api):
    first = api("cleo", ITEMS, crs=GRID, limit=5).json()
    onward = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert api("cleo", onward).headers["Content-Crs"] == f"<{GRID}>"


@pytest.mark.parametrize(
    "query",
    [
        {"crs": "EPSG:27700"},
        {"crs": "http://www.opengis.net/def/crs/EPSG/0/3857"},
        {"crs": ""},
        {"crs": GRID, "f": "arrow"},
        {"crs": GRID, "f": "csv"},
        {"bbox": "0,0,1,1", "bbox-crs": "EPSG:4326"},
        {"bbox": "0,0,1", "bbox-crs": GRID},
        {"bbox": "540000,0,530000,1", "bbox-crs": GRID},
        {"bbox": "nan,0,530000,1", "bbox-crs": GRID},
        {"bbox": "0,0,1e300,1e300", "bbox-crs": GRID},
        {"bbox": "0,0,100,1", "bbox-crs": LATITUDE_FIRST},
    ],
)
def test_what_is_not_offered_is_refused_in_words(api, query):
    answer = api("cleo", ITEMS, **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "InvalidParameterValue")
