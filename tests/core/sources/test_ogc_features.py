"""Other servers' collections as incidents, with the habits that servers have. The portal itself: test_ogc_source.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone

import pytest
import shapely

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, PortalRefused, PortalUnreachable, UnreadableSupply
from safestats_core.formats.profile_file import read_profile
from safestats_core.query import FIRST_MONTH, LAST_MONTH, Period, Query
from safestats_core.sources.ogc_features import OgcFeatures

PROFILE = read_profile(
    {
        "dataset": {
            "name": "calls",
            "title": "Calls",
            "agency": "ambulance",
            "theme": "health",
            "description": "Made for a test.",
            "attribution": "Nobody",
            "licence": "None",
            "handling": "OFFICIAL",
        },
        "source": {"header": ["ref", "kind", "when"]},
        "key": {"columns": ["ref"]},
        "supplier": {"value": "Test Ambulance"},
        "category": {"column": "kind", "crosswalk": {"STABBING": "assault-injury", "FALL": "medical"}},
        "time": {"start": "when"},
        "location": {"x": "longitude", "y": "latitude", "crs": "EPSG:4326"},
    },
    "the test's profile",
)

KINDS = ("STABBING", "FALL", "UNKNOWN TO US")
FILTERS = ("ogcapi-features-3/1.0/conf/features-filter", "cql2/1.0/conf/cql2-text")
WEB, GEOJSON = "text/html", "application/geo+json"


def feature(number, **changes):
    return {
        "type": "Feature",
        "id": number,
        "geometry": {"type": "Point", "coordinates": [-0.1 + number / 1_000, 51.5]},
        "properties": {
            "ref": f"R{number}",
            "kind": KINDS[number % 3],
            "when": f"2024-{1 + number % 3:02d}-15T10:00:00Z",
        },
        **changes,
    }


@dataclass
class Server:
    """A server with some of the habits that OGC servers have."""

    features: list = field(default_factory=lambda: [feature(number) for number in range(250)])
    most: int = 100
    refuses_more: bool = False
    says_matched: bool = True
    classes: tuple = ("ogcapi-features-1/1.0/conf/core",)
    fields: object = None
    time: object = None
    link: str = "/collections/calls/items?offset={}&limit={}"
    page: object = None
    asked: list = field(default_factory=list)

    def reply(self, path, given, headers):
        if "json" not in headers.get("Accept", ""):
            return 200, "<html>for people</html>", WEB  # as most servers do without that header
        collection = {"id": "calls", "title": "Calls", "extent": {"temporal": self.time}, "links": []}
        known = {
            "/": {"title": "A server", "links": [{"rel": "data", "href": "collections", "type": "application/json"}]},
            "/conformance": {"conformsTo": [f"http://www.opengis.net/spec/{name}" for name in self.classes]},
            "/collections": {"collections": [collection, {"id": "pictures", "itemType": "record"}]},
        }
        if path in known:
            return 200, known[path], "application/json"
        if path.endswith("/queryables") and self.fields is not None:
            return 200, {"properties": self.fields}, "application/schema+json"
        if path.endswith("/items"):
            self.asked.append(given)
            return self._items(given)
        return 404, {"description": "Nothing here"}, "application/json"

    def _items(self, given):
        if self.page is not None:
            return 200, self.page, GEOJSON
        if self.refuses_more and int(given.get("limit", 0)) > self.most:
            return 400, {"description": f"limit is at most {self.most}"}, "application/json"
        first = int(given.get("offset", 0))
        page = self.features[first : first + self.most]
        links = [{"rel": "next", "href": self.link.format(first + self.most, self.most)}]
        document = {"type": "FeatureCollection", "features": page, "links": links if page else []}
        matched = {"numberMatched": len(self.features)} if self.says_matched else {}
        return 200, {**document, **matched}, GEOJSON


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def source(server, serve):
    return OgcFeatures(serve(server.reply) + "/", PROFILE)


def calls(**narrowed):
    return Query("calls", Level.RECORD, **narrowed)


def test_a_collection_of_features_is_a_dataset_and_nothing_else_is(source):
    (dataset,) = source.datasets()
    assert (dataset.dataset, dataset.title, dataset.agency, dataset.handling) == (
        "calls",
        "Calls",
        "ambulance",
        "OFFICIAL",
    )


@pytest.mark.parametrize("habits", [{}, {"refuses_more": True}, {"says_matched": False}, {"most": 1}, {"most": 5_000}])
def test_all_features_come_whatever_the_servers_habits(server, source, habits):
    vars(server).update(habits)
    told = []
    fetched = source.fetch(calls(), lambda done, total, what: told.append((done, total)))
    assert fetched.table["incident_id"].to_pylist() == [f"R{number}" for number in range(250)]
    assert told[-1] == (250, 250 if server.says_matched else 0)
    assert fetched.notes == {"unknown category 'UNKNOWN TO US'": 83}


def test_equal_features_without_a_key_are_told_apart_across_pages(server, source):
    server.features = [feature(0, id=None)] * 250
    source._profile = read_profile(
        {
            "dataset": {"name": "calls", "title": "x", "agency": "x", "theme": "x", "description": "x"},
            "source": {"header": ["ref"]},
            "supplier": {"value": "x"},
            "category": {"column": "kind"},
            "time": {"start": "when"},
        },
        "a profile without a key",
    )
    assert len(set(source.fetch(calls()).table["incident_id"].to_pylist())) == 250


def test_only_what_the_collection_declares_is_put_to_the_server(server, source):
    query = calls(
        period=Period("2024-01", "2024-01"),
        area=shapely.Polygon([(-0.1, 51.4), (0.1, 51.4), (0.0, 51.6)]),
        categories=("assault-injury",),
    )
    plain = source.fetch(query)
    assert server.asked[0] == {"bbox": "-0.1000001,51.3999999,0.1000001,51.6000001", "limit": "1000"}
    assert (plain.by_source, plain.here) == (("area",), ("period", "area", "categories"))
    server.classes += (*FILTERS, "cql2/1.0/conf/basic-spatial-functions-plus")
    server.time = {"interval": [["2024-01-01T00:00:00Z", None]]}
    server.fields = {"where": {"format": "geometry-point"}, "kind": {"type": "string", "enum": list(KINDS)}}
    server.asked.clear()
    pushed = source.fetch(query)
    assert server.asked[0]["datetime"] == "2023-12-31T00:00:00Z/2024-02-02T00:00:00Z"
    assert server.asked[0]["filter"] == (
        "(S_INTERSECTS(where,POLYGON ((-0.1 51.4, 0.1 51.4, 0 51.6, -0.1 51.4)))) AND (kind IN ('STABBING'))"
    )
    assert (pushed.by_source, pushed.here) == (("period", "area", "categories"), ("period",))
    assert pushed.table == plain.table
    assert plain.table.num_rows > 10


@pytest.mark.parametrize(
    ("period", "interval"),
    [
        (Period("2024-01", LAST_MONTH), "2023-12-31T00:00:00Z/.."),
        (Period(FIRST_MONTH, "2024-02"), "../2024-03-02T00:00:00Z"),
        (Period("0001-02", "9999-11"), "0001-01-31T00:00:00Z/9999-12-02T00:00:00Z"),
        (Period("0000-01", LAST_MONTH), None),
        (Period("0000-01", "0000-12"), "../0001-02-02T00:00:00Z"),
    ],
)
def test_an_open_end_of_a_period_is_open_to_the_server_too(server, source, period, interval):
    server.time = {"interval": [["2024-01-01T00:00:00Z", None]]}
    fetched = source.fetch(calls(period=period))
    assert server.asked[0].get("datetime") == interval
    assert fetched.by_source == (("period",) if interval else ())
    months = [row["properties"]["when"][:7] for row in server.features]
    assert fetched.table.num_rows == sum(month in period for month in months)


def test_an_empty_page_on_the_way_is_not_the_end(server, source):
    pages = {0: server.features[:100], 100: [], 200: [], 300: server.features[100:]}
    server._items = lambda given: sparse(pages, int(given.get("offset", 0)))
    assert source.fetch(calls()).table["incident_id"].to_pylist() == [f"R{number}" for number in range(250)]


def test_pages_that_stay_empty_are_not_followed_for_ever(server, source):
    given_up = []
    server._items = lambda given: given_up.append(1) or sparse({0: server.features}, int(given.get("offset", 0)))
    assert source.fetch(calls()).table.num_rows == 250
    assert len(given_up) < 20


def test_an_empty_page_that_leads_to_itself_is_the_end(server, source):
    server.page = {"type": "FeatureCollection", "features": [], "links": [{"rel": "next", "href": "items"}]}
    assert source.fetch(calls()).table.num_rows == 0


def sparse(pages, first):
    """The page at `first`, with a link to the one behind it, whether that holds anything or not."""
    onward = [{"rel": "next", "href": f"items?offset={first + 100}"}]
    return 200, {"type": "FeatureCollection", "features": pages.get(first, []), "links": onward}, GEOJSON


def test_features_that_the_server_counts_and_does_not_send_are_told(server, source):
    server.page = {"type": "FeatureCollection", "numberMatched": 5_000, "features": server.features, "links": []}
    fetched = source.fetch(calls(categories=("medical",)))  # narrowed here: that is no fewer rows sent
    assert fetched.notes["counted by the server but not sent"] == 4_750
    server.page["numberMatched"] = 250
    assert "counted by the server but not sent" not in source.fetch(calls(categories=("medical",))).notes


def test_a_link_of_no_known_type_is_followed(server, source):
    first, last = server.features[:100], server.features[100:]
    server._items = lambda given: (
        200,
        {
            "type": "FeatureCollection",
            "features": last if given.get("offset") else first,
            "links": None if given.get("offset") else [{"rel": "next", "type": None, "href": "items?offset=1"}],
        },
        GEOJSON,
    )
    assert source.fetch(calls()).table.num_rows == 250


def incident(**values):
    properties = {
        "incident_id": "1",
        "supplier": "Met",
        "category": "burglary",
        "start": "2024-03-01T10:00:00Z",
        "end": "2024-03-01T10:00:00Z",
        "time_precision": "exact",
        "month": "2024-03",
        "longitude": -0.1,
        "latitude": 51.5,
        "location_precision": "exact",
    }
    return {"type": "Feature", "geometry": None, "properties": {**properties, **values}}


@pytest.mark.parametrize(
    "moment",
    [
        "2024-03-01T10:00:00Z",
        "2024-03-01T10:00:00.000Z",
        "2024-03-01t10:00:00.25z",
        "2024/03/01 10:00:00+00",
        "2024/03/01 11:00:00.000+01",
        "2024-03-01T12:00:00.5 +0200",
        "2024-03-01 10:00Z",
    ],
)
def test_incidents_that_another_server_publishes_again_are_read_in_its_way_of_writing_times(serve, server, moment):
    server.features = [incident(start=moment), incident(start=None)]
    starts = OgcFeatures(serve(server.reply)).fetch(calls()).table["start"].to_pylist()
    assert starts == [datetime(2024, 3, 1, 10, tzinfo=timezone.utc), None]


@pytest.mark.parametrize(
    ("name", "value"), [("start", "yesterday"), ("end", "2024-03-01T10:00:00"), ("longitude", "far"), ("start", "")]
)
def test_an_incident_that_cannot_be_read_is_refused_in_a_sentence(serve, server, name, value):
    server.features = [incident(), incident(**{name: value})]
    with pytest.raises(UnreadableSupply, match=f"The {name} '{value}' of an incident"):
        OgcFeatures(serve(server.reply)).fetch(calls())


def test_words_of_which_the_server_names_no_list_are_not_asked_for_since_spellings_differ(server, source):
    server.classes += FILTERS
    server.fields = {"kind": {"type": "string"}}
    server.features = [
        {**each, "properties": {**each["properties"], "kind": " Stabbing "}} for each in server.features[:3]
    ]
    assert source.fetch(calls(categories=("assault-injury",))).table.num_rows == 3
    assert "filter" not in server.asked[0]


def test_a_filter_that_is_too_long_for_an_address_is_answered_here(server, source):
    server.classes += (*FILTERS, "cql2/1.0/conf/basic-spatial-functions-plus")
    server.fields = {"where": {"format": "geometry-point"}}
    round_area = shapely.Point(0, 51.5).buffer(0.05, quad_segs=90)
    assert source.fetch(calls(area=round_area)).table.num_rows == 101
    assert "filter" not in server.asked[0]
    assert "bbox" in server.asked[0]


def test_features_that_are_no_points_are_refused_with_a_reason_and_counted(server, source):
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    server.features = [feature(0), feature(1, geometry=square), feature(2, geometry=None)]
    fetched = source.fetch(calls())
    assert fetched.read == 3
    assert fetched.table.num_rows == 2
    assert "Polygon, but an incident is a Point" in fetched.refusals[0].reason


def test_features_that_fit_no_profile_are_refused_with_their_columns(serve, server):
    with pytest.raises(UnreadableSupply, match="No profile knows its columns \\(ref, kind, when"):
        OgcFeatures(serve(server.reply)).fetch(calls())


def test_a_server_without_features_answers_with_none(server, source):
    server.features = []
    assert source.fetch(calls()).table.num_rows == 0


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ({"type": "Feature"}, "not as expected"),
        ("{", "not as expected"),
        ({"type": "FeatureCollection"}, "not as expected"),
        (
            {"type": "FeatureCollection", "features": [feature(1)], "links": [{"rel": "next", "href": "items"}]},
            "already read",
        ),
    ],
)
def test_a_page_that_is_none_is_refused_with_a_sentence(server, source, page, words):
    server.page = page
    with pytest.raises(PortalRefused, match=words):
        source.fetch(calls())


def test_a_page_for_people_in_place_of_data_is_told(serve):
    with pytest.raises(PortalUnreachable, match="answered with text/html"):
        OgcFeatures(serve(lambda path, given, headers: (200, "<html>Sign in</html>", WEB))).datasets()


@pytest.mark.parametrize("address", ["features.example", "ftp://features.example", "https://me:word@features.example"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InvalidInput, match="is not the address of a server"):
        OgcFeatures(address)
