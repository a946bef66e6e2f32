"""What a client that reads GeoJSON pages relies on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyarrow.compute as pc
import pytest


def all_pages(api, person, path, **query):
    """Every feature, following the links as they are given."""
    pages = [api(person, path, **query).json()]
    while True:
        onward = [each["href"] for each in pages[-1]["links"] if each["rel"] == "next"]
        if not onward:
            return pages
        pages.append(api(person, onward[0]).json())


def ids(pages):
    return [feature["id"] for page in pages for feature in page["features"]]


def test_following_next_brings_every_row_once(api, incidents):
    pages = all_pages(api, "cleo", "/collections/offences/items", limit=700)
    assert [page["numberReturned"] for page in pages] == [700, 700, 700, 500]
    assert sorted(ids(pages)) == sorted(incidents["incident_id"].to_pylist())
    assert "numberMatched" not in pages[0]


def test_a_feature_holds_what_the_supplier_sent(api, incidents):
    pages = all_pages(api, "cleo", "/collections/offences/items")
    found = {feature["id"]: feature for page in pages for feature in page["features"]}
    for row in incidents.to_pylist():
        feature = found[row["incident_id"]]
        place = None if row["longitude"] is None else [row["longitude"], row["latitude"]]
        assert (feature["geometry"] or {}).get("coordinates") == place
        assert feature["properties"]["start"] == row["start"].strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("category", "month", "location", "borough", "outcome"):
            assert feature["properties"][name] == row[name]


def test_one_item_can_be_asked_for_by_its_id(api, incidents):
    row = incidents.slice(5, 1).to_pylist()[0]
    answer = api("cleo", "/collections/offences/items/id%2F00005")
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.json()["properties"]["location"] == row["location"]
    assert {link["rel"] for link in answer.json()["links"]} == {"self", "collection"}


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ("-0.05,51.45,0.05,51.55", (-0.05, 51.45, 0.05, 51.55)),
        ("-0.05,51.45,-10,0.05,51.55,9000", (-0.05, 51.45, 0.05, 51.55)),
        ("-180,-90,180,90", (-180, -90, 180, 90)),
        ("10,10,11,11", (10, 10, 11, 11)),
        ("0.05,51.4,-0.05,51.6", None),
    ],
)
def test_a_box_brings_what_lies_in_it_and_nothing_without_a_place(api, incidents, box, inside):
    rows = incidents.filter(pc.is_valid(incidents["longitude"])).to_pylist()
    if inside is None:  # across the antimeridian: east of 0.05 or west of -0.05
        wanted = [row for row in rows if row["longitude"] >= 0.05 or row["longitude"] <= -0.05]
    else:
        west, south, east, north = inside
        wanted = [row for row in rows if west <= row["longitude"] <= east and south <= row["latitude"] <= north]
    pages = all_pages(api, "cleo", "/collections/offences/items", bbox=box, limit=900)
    assert sorted(ids(pages)) == [row["incident_id"] for row in wanted]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2024-02-01T00:00:00Z/2024-02-10T12:30:00Z", "2024-02-01T00:00:00", "2024-02-10T12:30:00"),
        ("2024-02-10T14:00:00+01:00/..", "2024-02-10T13:00:00", "9999"),
        ("../2024-01-15", "0000", "2024-01-15T23:59:59"),
        ("/2024-01-15", "0000", "2024-01-15T23:59:59"),
        ("2024-02-14", "2024-02-14T00:00:00", "2024-02-14T23:59:59"),
        ("../..", "0000", "9999"),
    ],
)
def test_datetime_brings_what_happened_then(api, incidents, asked, first, last):
    wanted = [row["incident_id"] for row in incidents.to_pylist() if first <= row["start"].isoformat()[:19] <= last]
    assert wanted
    assert sorted(ids(all_pages(api, "cleo", "/collections/offences/items", datetime=asked))) == wanted


def test_an_instant_brings_what_happened_at_it(api, incidents):
    row = incidents.slice(17, 1).to_pylist()[0]
    moment = row["start"].strftime("%Y-%m-%dT%H:%M:%SZ")
    wanted = [each["incident_id"] for each in incidents.to_pylist() if each["start"] == row["start"]]
    assert sorted(ids(all_pages(api, "cleo", "/collections/offences/items", datetime=moment))) == sorted(wanted)


def test_months_categories_and_areas_narrow_together(api, incidents):
    query = {"from_month": "2024-02", "to_month": "2024-03", "category": "burglary,robbery", "area": "W-NE,B-S"}
    wanted = [
        row["incident_id"]
        for row in incidents.to_pylist()
        if row["month"] >= "2024-02"
        and row["category"] in ("burglary", "robbery")
        and (row["ward"] == "W-NE" or row["borough"] == "B-S")
    ]
    assert sorted(ids(all_pages(api, "cleo", "/collections/offences/items", **query))) == wanted


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"colour": "red"}, "Unknown parameter 'colour'"),
        ({"bbox": "1,2,3"}, "bbox=1,2,3 is not"),
        ({"bbox": "1,2,3,x"}, "bbox"),
        ({"bbox": "nan,2,3,4"}, "bbox"),
        ({"bbox": "0,52,1,51"}, "south below north"),
        ({"bbox": "-200,0,0,1"}, "longitudes from -180"),
        ({"datetime": "yesterday"}, "'yesterday' in datetime"),
        ({"datetime": "2024-02-31T00:00:00Z"}, "in datetime"),
        ({"datetime": "2024-02-01T00:00:00"}, "in datetime"),
        ({"datetime": "2024-02-02/2024-02-01"}, "ends before it starts"),
        ({"datetime": ".."}, "datetime=.."),
        ({"datetime": "a/b/c"}, "datetime=a/b/c"),
        ({"limit": "0"}, "limit=0"),
        ({"limit": "-5"}, "limit=-5"),
        ({"limit": "ten"}, "limit=ten"),
        ({"month": "2024-13"}, "2024-13"),
        ({"from_month": "2024-03", "to_month": "2024-01"}, "after its end"),
        ({"category": "jaywalking"}, "jaywalking"),
        ({"area": "B-N,"}, "empty part"),
        ({"f": "shapefile"}, "f=json"),
        ({"cursor": "guessed"}, "cursor"),
        ({"limit": ["1", "2"]}, "more than once"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_refused_in_words(api, query, said):
    answer = api("cleo", "/collections/offences/items", **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "InvalidParameterValue")
    assert said in answer.json()["description"]


@pytest.mark.parametrize("path", ["/", "/conformance", "/api", "/me", "/collections", "/areas", "/areas/ward"])
def test_unknown_parameters_are_refused_everywhere(api, path):
    assert api("cleo", path, f="json").status_code == 200
    assert api("cleo", path, bbox="0,0,1,1").status_code == 400
    assert api("cleo", path, f="arrow").status_code == 400


def test_a_limit_beyond_the_largest_page_is_the_largest_page(api):
    page = api("cleo", "/collections/offences/items", limit=10**9).json()
    assert page["numberReturned"] == 2_600


def test_a_cursor_holds_only_for_the_person_and_query_it_was_given_for(api):
    path = "/collections/offences/items"
    first = api("asha", path, limit=5, month="2024-01").json()
    onward = next(link["href"] for link in first["links"] if link["rel"] == "next")
    query = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    assert api("asha", path, **query).status_code == 200
    assert api("asha", path, **{**query, "limit": 50}).status_code == 200
    assert api("emil", path, **query).status_code == 400  # whose rights are the same
    assert api("cleo", path, **query).status_code == 400
    assert api("asha", path, **{**query, "month": "2024-02"}).status_code == 400
    changed = ("A" if query["cursor"][0] != "A" else "B") + query["cursor"][1:]
    assert api("asha", path, **{**query, "cursor": changed}).status_code == 400


def test_counts_come_with_the_polygon_of_their_ward(api):
    pages = all_pages(api, "dina", "/collections/offences.counts/items", limit=10)
    features = [feature for page in pages for feature in page["features"]]
    assert len(features) == 3 * 3 * 5  # months, categories, and four wards with none beside them
    for feature in features:
        ward = feature["properties"]["ward"]
        assert (feature["geometry"] is None) == (ward is None)
        assert feature["properties"]["count"] % 5 == 0
    outline = next(each["geometry"] for each in features if each["properties"]["ward"] == "W-NE")
    assert outline["type"] == "Polygon"
    assert sorted(outline["coordinates"][0][:4]) == [[0.0, 51.5], [0.0, 51.6], [0.1, 51.5], [0.1, 51.6]]


def test_a_box_over_counts_brings_the_wards_that_it_touches(api):
    pages = all_pages(api, "dina", "/collections/offences.counts/items", bbox="0.01,51.51,0.02,51.52")
    assert {feature["properties"]["ward"] for feature in pages[0]["features"]} == {"W-NE"}


@pytest.mark.parametrize("path", ["/collections/offences/items", "/collections/offences", "/"])
def test_head_answers_like_get_without_a_body(api, path):
    got, head = api("cleo", path), api("cleo", path, method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert api("cleo", path, method="DELETE").status_code == 405
