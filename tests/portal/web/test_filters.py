"""What a client that filters with CQL2 relies on: the answer, the words of a refusal, and that no filter does harm."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from safestats_core.portal import audit
from safestats_core.portal.intake.point_level import point_ids

ITEMS = "/collections/offences/items"
COUNTS = "/collections/offences.counts/items"
GRID = "http://www.opengis.net/def/crs/EPSG/0/27700"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"


def found(api, person, text, path=ITEMS, **query):
    answer = api(person, path, filter=text, limit=10_000, **query)
    assert answer.status_code == 200, answer.text
    return [feature["id"] for feature in answer.json()["features"]]


def those(incidents, holds):
    return [row["incident_id"] for row in incidents.to_pylist() if holds(row)]


def inside(west, south, east, north):
    return lambda row: (
        row["longitude"] is not None and (west <= row["longitude"] <= east and south <= row["latitude"] <= north)
    )


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("category = 'robbery'", lambda row: row["category"] == "robbery"),
        ("'robbery' = category", lambda row: row["category"] == "robbery"),
        ("NOT category IN ('robbery', 'violence')", lambda row: row["category"] == "burglary"),
        (
            "category <> 'robbery' AND month = '2024-02'",
            lambda r: r["category"] != "robbery" and r["month"] == "2024-02",
        ),
        ("ward IS NULL", lambda row: row["ward"] is None),
        ("ward is not null and latitude > 51.55", lambda row: row["latitude"] is not None and row["latitude"] > 51.55),
        ("location LIKE 'MARKER street 1_'", lambda row: row["location"][:-1] == "MARKER street 1"),
        ("location LIKE 'marker%'", lambda row: False),
        ("start >= TIMESTAMP('2024-03-01T00:00:00Z')", lambda row: row["month"] == "2024-03"),
        ("start >= '2024-03-01'", lambda row: row["month"] == "2024-03"),
        ("start = DATE('2024-02-14')", lambda row: f"{row['start']:%Y-%m-%d}" == "2024-02-14"),
        ("start <= DATE('2024-01-02')", lambda row: f"{row['start']:%Y-%m-%d}" <= "2024-01-02"),
        ("longitude BETWEEN -0.05 AND 5e-2", lambda row: row["longitude"] and -0.05 <= row["longitude"] <= 0.05),
        ("TRUE", lambda row: True),
        ("category = 'robbery' OR FALSE", lambda row: row["category"] == "robbery"),
        ("S_INTERSECTS(geometry, BBOX(-0.05, 51.45, 0.05, 51.55))", inside(-0.05, 51.45, 0.05, 51.55)),
        ("s_intersects(POLYGON((0 51.4, 0.1 51.4, 0.1 51.5, 0 51.5, 0 51.4)), geometry)", inside(0, 51.4, 0.1, 51.5)),
        ("NOT S_INTERSECTS(geometry, BBOX(-9, 50, 0, 60))", inside(1e-9, 50, 9, 60)),
        ("geometry IS NULL", lambda row: row["longitude"] is None),
    ],
)
def test_a_filter_in_text_brings_what_it_describes(api, incidents, text, holds):
    assert sorted(found(api, "cleo", text)) == those(incidents, holds)


def test_a_filter_in_json_brings_the_same(api, incidents):
    asked = {
        "op": "and",
        "args": [
            {"op": "=", "args": [{"property": "category"}, "robbery"]},
            {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [-0.05, 51.45, 0.05, 51.55]}]},
            {"op": ">=", "args": [{"property": "start"}, {"date": "2024-02-01"}]},
        ],
    }
    box = inside(-0.05, 51.45, 0.05, 51.55)
    wanted = those(incidents, lambda row: row["category"] == "robbery" and row["month"] >= "2024-02" and box(row))
    assert sorted(found(api, "cleo", json.dumps(asked), **{"filter-lang": "cql2-json"})) == wanted


def test_a_filter_narrows_together_with_the_other_parameters(api, incidents):
    wanted = those(incidents, lambda row: row["category"] == "robbery" and row["month"] == "2024-01")
    assert sorted(found(api, "cleo", "category = 'robbery'", month="2024-01")) == wanted


def test_pages_of_a_filter_follow_one_another_and_a_cursor_holds_for_it_alone(api):
    shape = "POLYGON((" + ", ".join(f"{x / 100} 51.4" for x in range(-9, 10)) + ", 0.09 51.{}, -0.09 51.4))"
    text = f"S_INTERSECTS(geometry, {shape.format(59)})"
    first = api("cleo", ITEMS, filter=text, limit=10).json()
    onward = next(link["href"] for link in first["links"] if link["rel"] == "next")
    second = api("cleo", onward).json()
    assert [each["id"] for each in first["features"] + second["features"]] == found(api, "cleo", text)[:20]
    query = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    changed = {**query, "filter": f"S_INTERSECTS(geometry, {shape.format(58)})"}
    assert api("cleo", ITEMS, **changed).status_code == 400


def test_a_field_that_is_hidden_in_some_rows_is_null_there(api, portal, incidents):
    """bola sees category and place in January only, and so the rows go by their keyed ids."""
    south = [row for row in incidents.to_pylist() if row["borough"] == "B-S"]
    keyed = point_ids([row["incident_id"] for row in south], "offences", portal.key)
    of_january = sorted(key for key, row in zip(keyed, south) if row["month"] == "2024-01")
    later = sorted(key for key, row in zip(keyed, south) if row["month"] > "2024-01")
    robbed = sorted(key for key, row in zip(keyed, south) if row["category"] == "robbery" and row["month"] == "2024-01")
    assert sorted(found(api, "bola", "category = 'robbery'")) == robbed
    assert sorted(found(api, "bola", "NOT category = 'robbery'")) == sorted(set(of_january) - set(robbed))
    assert sorted(found(api, "bola", "category IS NULL")) == later
    assert sorted(found(api, "bola", "geometry IS NULL")) == later
    assert found(api, "bola", "month > '2024-01' AND S_INTERSECTS(geometry, BBOX(-180, -90, 180, 90))") == []
    assert found(api, "bola", "month > '2024-01' AND NOT S_INTERSECTS(geometry, BBOX(0, 0, 1, 1))") == []
    assert sorted(found(api, "bola", "category = 'robbery' OR month > '2024-01'")) == sorted(robbed + later)


@pytest.mark.parametrize("person", ["asha", "bola", "cleo"])
def test_a_field_outside_the_level_is_as_unknown_as_one_that_never_was(api, person):
    for name in ("count", "password_hash", "point_longitude", "seq", "removed"):
        answer = api(person, ITEMS, filter=f"{name} = 1")
        assert answer.status_code == 400
        words = api(person, ITEMS, filter="nonsense = 1").json()["description"]
        assert answer.json()["description"] == words.replace("nonsense", name)


def test_points_are_asked_at_their_anonymous_places(api):
    features = api("dina", "/collections/offences.points/items", limit=10_000).json()["features"]
    page = next(each for each in features if each["geometry"])  # one in twenty has no place, and any may be the first
    longitude, latitude = page["geometry"]["coordinates"]
    at = f"S_INTERSECTS(geometry, POINT({longitude} {latitude}))"
    assert page["id"] in found(api, "dina", at, "/collections/offences.points/items")
    assert api("dina", "/collections/offences.points/items", filter="location = 'x'").status_code == 400


def test_counts_are_asked_by_their_wards_and_never_by_the_number_behind_them(api):
    there = "S_INTERSECTS(geometry, POINT(0.05 51.55))"
    features = api("dina", COUNTS, filter=f"{there} AND category = 'robbery'").json()["features"]
    assert {(each["properties"]["ward"], each["properties"]["category"]) for each in features} == {("W-NE", "robbery")}
    elsewhere = api("dina", COUNTS, filter=f"NOT {there}").json()["features"]
    assert {each["properties"]["ward"] for each in elsewhere} == {"W-NW", "W-SW", "W-SE"}
    assert api("dina", COUNTS, filter="count = 3").status_code == 400
    assert "count" not in api("dina", "/collections/offences.counts/queryables").json()["properties"]


def test_shapes_may_be_stated_in_the_reference_systems_of_the_collection(api, incidents):
    box = those(incidents, inside(-0.05, 51.45, 0.05, 51.55))
    swapped = "S_INTERSECTS(geometry, BBOX(51.45, -0.05, 51.55, 0.05))"
    assert sorted(found(api, "cleo", swapped, **{"filter-crs": LATITUDE_FIRST})) == box
    on_grid = "S_INTERSECTS(geometry, BBOX(530000, 170000, 540000, 180000))"
    by_filter = found(api, "cleo", on_grid, **{"filter-crs": GRID})
    there = api("cleo", ITEMS, crs=GRID, limit=10_000).json()["features"]
    wanted = [
        each["id"]
        for each in there
        if each["geometry"]
        and 530_000 <= each["geometry"]["coordinates"][0] <= 540_000
        and 170_000 <= each["geometry"]["coordinates"][1] <= 180_000
    ]
    assert by_filter == wanted
    assert 0 < len(wanted) < len(there)


@pytest.mark.parametrize("crs", [GRID, LATITUDE_FIRST, None])
@pytest.mark.parametrize("empty", ["POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOLYGON(EMPTY)"])
@pytest.mark.parametrize("path", [ITEMS, "/collections/offences.points/items", COUNTS])
def test_empty_members_of_a_shape_change_nothing(api, path, empty, crs):
    box = {
        GRID: "(530000 170000, 540000 170000, 540000 180000, 530000 180000, 530000 170000)",
        LATITUDE_FIRST: "(51.45 -0.05, 51.45 0.05, 51.55 0.05, 51.55 -0.05, 51.45 -0.05)",
        None: "(-0.05 51.45, 0.05 51.45, 0.05 51.55, -0.05 51.55, -0.05 51.45)",
    }[crs]
    asked = {} if crs is None else {"filter-crs": crs}
    whole = found(api, "cleo", f"S_INTERSECTS(geometry, MULTIPOLYGON(({box})))", path, **asked)
    for shape in (f"GEOMETRYCOLLECTION({empty}, POLYGON({box}), {empty})", f"MULTIPOLYGON(EMPTY, ({box}))"):
        assert found(api, "cleo", f"S_INTERSECTS(geometry, {shape})", path, **asked) == whole
    assert whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the end"),
        ("category", "a comparison"),
        ("category = ", "a field or a value"),
        ("category = 'a' 'b'", "character 16"),
        ("category = 'open", "cannot be read from ''open'"),
        ("category = colour", "a value"),
        ("'a' = 'a'", "a value"),
        ("category = 5", "is a text"),
        ("latitude = 'north'", "is a number"),
        ("latitude > 1e999", "too large"),
        ("start > TIMESTAMP('2024-02-31T00:00:00Z')", "not a moment"),
        ("start > TIMESTAMP('2024-02-01')", "not a moment"),
        ("start > DATE('soon')", "not a day"),
        ("start > DATE('0001-01-01')", "year from 2"),
        ("start < '9999-12-31'", "year from 2"),
        ("start LIKE '2024%'", "is a time"),
        ("category LIKE 5", "a pattern"),
        ("category IN ()", "a field or a value"),
        ("geometry = 5", "is a place"),
        ("S_INTERSECTS(geometry, geometry)", "one shape"),
        ("S_INTERSECTS(location, POINT(0 0))", "geometry"),
        ("S_INTERSECTS(geometry, POINT(0))", "not a geometry"),
        ("S_INTERSECTS(geometry, POINT EMPTY", "closing bracket"),
        ("S_INTERSECTS(geometry, BBOX(1, 2, 3))", "not a box"),
        ("S_INTERSECTS(geometry, BBOX(0, 52, 1, 51))", "not a box"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))", "not valid"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))", "geometry"),
        ("S_INTERSECTS(geometry, MULTIPOINT(EMPTY, EMPTY))", "is empty"),
        ("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT EMPTY, POLYGON EMPTY))", "is empty"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1e300 0, 0 1e300, 0 0)))", "no place on Earth"),
        ("S_WITHIN(geometry, POINT(0 0))", "a field or a value"),
        ("CASEI(location) = 'x'", "a field or a value"),
        ("category = 'a'; DROP TABLE incidents", "cannot be read"),
        ("category = 'a' -- ", "cannot be read"),
        ("category = 'a\0b'", "NUL"),
        ("location = 'x' OR 1=1", "a value"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused_in_words(api, text, said):
    answer = api("cleo", ITEMS, filter=text)
    assert (answer.status_code, answer.json()["code"]) == (400, "InvalidParameterValue")
    assert said in answer.json()["description"]


@pytest.mark.parametrize(
    "node",
    [
        "{",
        [],
        5,
        "x",
        {},
        {"op": "and"},
        {"op": "and", "args": []},
        {"op": ["and"], "args": [True]},
        {"op": "or", "args": 5},
        {"op": "not", "args": [True, True]},
        {"op": "=", "args": [{"property": "category"}]},
        {"op": "=", "args": [{"property": 5}, "x"]},
        {"op": "=", "args": [{"property": "category"}, {"property": "ward"}]},
        {"op": "=", "args": [{"property": "category"}, None]},
        {"op": "=", "args": [{"property": "latitude"}, 10**400]},
        {"op": "in", "args": [{"property": "category"}, "robbery"]},
        {"op": "like", "args": [{"property": "category"}, 5]},
        {"op": "casei", "args": [{"property": "category"}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Polygon", "coordinates": "none"}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": [[[1]]]}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"type": ["Point"], "coordinates": [1, 2]}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "GeometryCollection"}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [1, 2, 3, "4"]}]},
        {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [1, 2, 3, float("nan")]}]},
        {"op": "=", "args": [{"property": "\ud800"}, "x"]},
        {"op": "=", "args": [{"property": "category"}, "\ud800"]},
        {"op": "=", "args": [{"property": "latitude"}, "\ud800"]},
        {"op": "in", "args": [{"property": "category"}, ["x", "\ud800"]]},
        {"op": "like", "args": [{"property": "category"}, "\udfff%"]},
        {"op": "like", "args": [{"property": "latitude"}, "\ud800"]},
        {"op": "=", "args": [{"property": "start"}, {"date": "\ud800"}]},
        {"op": "=", "args": [{"property": "start"}, {"timestamp": "\ud800"}]},
        {"op": "\ud800", "args": []},
        {"\ud800": 1},
        '{"op": "and", "args": [true, {"\\ud800": 1}]}',
    ],
)
def test_json_that_is_no_filter_is_refused_in_words(api, node):
    text = node if isinstance(node, str) else json.dumps(node)
    answer = api("cleo", ITEMS, filter=text, **{"filter-lang": "cql2-json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "InvalidParameterValue")


AT_MOST = "S_INTERSECTS(geometry, POLYGON((0 51.5, 0.05 51.6, 0.1 51.5, 0.05 51.55, 0 51.5)))"
DEEP_JSON = '{"op":"not","args":[' * 30 + "true" + "]}" * 30


@pytest.mark.parametrize(
    ("text", "language", "status"),
    [
        ("(" * 64 + "TRUE" + ")" * 64, "cql2-text", 200),
        ("(" * 65 + "TRUE" + ")" * 65, "cql2-text", 400),
        ("(" * 4_000, "cql2-text", 400),
        ("NOT " * 1_000 + "TRUE", "cql2-text", 200),
        ("(NOT category = 'x' AND (ward IS NULL OR " * 30 + "TRUE" + "))" * 30, "cql2-text", 400),
        ("(ward IS NULL OR NOT (ward = 'x' AND " * 5 + AT_MOST + "))" * 5, "cql2-text", 200),
        ("NOT (ward='' OR " * 8 + AT_MOST + ")" * 8, "cql2-text", 200),
        ("NOT (ward='' OR " * 63 + "TRUE" + ")" * 63, "cql2-text", 400),
        (" OR ".join(["ward='x'"] * 340), "cql2-text", 200),
        ("ward IN (" + ",".join(["'a'"] * 1_000) + ")", "cql2-text", 200),
        ("start IN (" + ",".join(["'2024-01-01'"] * 300) + ")", "cql2-text", 200),
        ("ward='" + "x" * 4_200 + "'", "cql2-text", 400),
        ("location = '" + "(" * 200 + "'", "cql2-text", 200),
        ("location LIKE '" + "%a" * 1_500 + "'", "cql2-text", 200),
        (DEEP_JSON, "cql2-json", 200),
        ("[" * 4_000, "cql2-json", 400),
        ('{"op":"not","args":[' * 200 + "true" + "]}" * 200, "cql2-json", 400),
        ("S_INTERSECTS(geometry, MULTIPOINT(" + ",".join(["(0 1)"] * 500) + "))", "cql2-text", 200),
        ("S_INTERSECTS(geometry, MULTIPOINT(" + ",".join(["(0 1)"] * 501) + "))", "cql2-text", 400),
        ("S_INTERSECTS(geometry, " + "GEOMETRYCOLLECTION(" * 60 + "POINT(0 0)" + ")" * 61, "cql2-text", 200),
    ],
)
@pytest.mark.parametrize("person", ["cleo", "bola"])
def test_a_bomb_does_no_harm(api, text, language, status, person):
    answer = api(person, ITEMS, filter=text, limit=1, **{"filter-lang": language})
    assert answer.status_code == status, answer.text[:500]
    assert api("cleo", "/me").status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"filter": "TRUE", "filter-lang": "sql"}, "filter-lang=sql"),
        ({"filter": "TRUE", "filter-crs": "EPSG:27700"}, "filter-crs=EPSG:27700 is not offered"),
        ({"filter-lang": "cql2-text"}, "without a filter"),
        ({"filter-crs": GRID}, "without a filter"),
    ],
)
def test_the_parameters_around_a_filter_are_checked(api, query, said):
    answer = api("cleo", ITEMS, **query)
    assert answer.status_code == 400
    assert said in answer.json()["description"]


def test_a_filter_stands_in_the_audit_log_as_it_was_asked(portal, api):
    api("asha", ITEMS, filter="category = 'robbery'", limit=3)
    entry = list(audit.search(portal, person="asha"))[-1]
    assert entry.detail == {"query": {"filter": "category = 'robbery'", "limit": "3"}}


def test_queryables_are_the_fields_that_a_filter_may_name(api):
    answer = api("cleo", "/collections/offences/queryables")
    assert answer.headers["Content-Type"] == "application/schema+json"
    properties = answer.json()["properties"]
    assert properties["geometry"]["format"] == "geometry-point"
    for name in properties:
        assert api("cleo", ITEMS, filter=f'"{name}" IS NULL', limit=1).status_code == 200

    assert "rel/ogc/1.0/queryables" in api("cleo", ITEMS, method="HEAD").headers["Link"]
