"""Servers that cannot run here, by answers of ours in the form that their documents give.

ldproxy    docs/en/configuration/services/building-blocks (features-core.md: `limit` is 10 by default and 10,000 at
           most; crs.md: lists of systems, the default being CRS84; queryables.md), github.com/interactive-instruments
GeoServer  docs.geoserver.org, OGC API - Features (service: links with `f=application%2Fjson`, one for each format;
           names of collections with a workspace and a colon; status: storageCrs, and the header Content-Crs)
The rest   OGC 17-069r4 (links may be relative, 7.15.4; numberMatched is optional, 7.15.6) and OGC 19-079r2 (queryables
           with additionalProperties, 6.2)
"""

from __future__ import annotations

import pytest

from safestats_core.access import Level
from safestats_core.errors import PortalRefused
from safestats_core.formats.profile_file import read_profile
from safestats_core.query import Query
from safestats_core.sources.ogc_features import OgcFeatures

ROWS = 37
JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
ABOUT = ("title", "agency", "theme", "description", "attribution", "licence", "handling")
PROFILE = read_profile(
    {
        "dataset": {"name": "calls", **dict.fromkeys(ABOUT, "Made for a test")},
        "source": {"header": ["Art", "Beginn"]},
        "key": {"columns": ["Nummer"]},
        "supplier": {"value": "Test"},
        "category": {"column": "Art", "crosswalk": {"Sturz": "medical"}},
        "time": {"start": "Beginn"},
        "location": {"x": "longitude", "y": "latitude", "crs": "EPSG:4326"},
    },
    "the test's profile",
)


def feature(number):
    return {
        "type": "Feature",
        "id": f"calls.{number}",
        "geometry": {"type": "Point", "coordinates": [8.0 + number / 1_000, 50.0]},
        "properties": {"Nummer": number, "Art": "Sturz", "Beginn": "2024-03-05T10:00:00Z"},
    }


def page(given, links, most=10, **more):
    first = int(given.get("offset", given.get("startIndex", 0)))
    size = min(int(given.get("limit", 10)), most)
    rows = [feature(number) for number in range(first, min(first + size, ROWS))]
    onward = links(first + size) if first + size < ROWS else []
    return {"type": "FeatureCollection", "features": rows, "numberReturned": len(rows), "links": onward, **more}


class Server:
    """A server below /service; `items` gives a page, `queryables` the list if there is one."""

    collection = "calls"
    data = "/service/collections"
    queryables = None
    status = 404

    def __init__(self):
        self.asked = []

    def reply(self, path, given, headers):
        self.asked.append((path, given))
        if not self.speaks_json(given, headers):
            return 200, "<html>for people</html>", HTML
        name = path.removeprefix("/service")
        if name in ("", "/"):
            return 200, {"title": "A server", "links": self.landing()}, JSON
        if name == "/conformance":
            return 200, {"conformsTo": ["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"]}, JSON
        if name == "/collections":
            return 200, {"collections": [{"id": self.collection, "title": "Calls", **self.described()}]}, JSON
        if name.endswith("/queryables"):
            return (200, self.queryables, "application/schema+json") if self.queryables else (self.status, {}, JSON)
        return 200, self.items(given), GEOJSON

    def speaks_json(self, given, headers):
        return "json" in headers.get("Accept", "")

    def landing(self):
        return [{"rel": "data", "href": self.data, "type": JSON}]

    def described(self):
        return {}

    def items(self, given):
        return page(given, lambda first: [{"rel": "next", "href": f"items?offset={first}&limit=10", "type": GEOJSON}])


class LdProxy(Server):
    """Absolute links with `f=json`, no total, a next link for people before the one for programs, lists of systems."""

    def landing(self):
        formats = {"html": HTML, "json": JSON}
        return [{"rel": "data", "href": f"{self.data}?f={f}", "type": kind} for f, kind in formats.items()]

    def described(self):
        systems = [CRS84, *(f"http://www.opengis.net/def/crs/EPSG/0/{code}" for code in (25832, 4258, 4326))]
        return {"itemType": "feature", "crs": systems, "storageCrs": systems[1]}

    def items(self, given):
        def links(first):
            place = "/service/collections/calls/items?limit=10"
            return [
                {"rel": "next", "href": f"{place}&offset={first}&f=html", "type": HTML},
                {"rel": "next", "href": f"{place}&offset={first}&f=json", "type": GEOJSON},
            ]

        return page(given, links, timeStamp="2024-03-05T10:00:00Z")


class GeoServer(Server):
    """A workspace in the name, formats spelled as media types, and fields that a list only lets in."""

    collection = "city:calls"
    queryables = {"type": "object", "additionalProperties": True, "$schema": "https://json-schema.org/draft/2019-09"}

    def landing(self):
        kinds = ("application/x-yaml", HTML, JSON)
        return [{"rel": "data", "href": f"{self.data}?f={kind.replace('/', '%2F')}", "type": kind} for kind in kinds]

    def described(self):
        return {"crs": ["#/crs"], "storageCrs": "http://www.opengis.net/def/crs/EPSG/0/27700"}

    def items(self, given):
        place = "/service/collections/city%3Acalls/items?f=application%2Fgeo%2Bjson&limit=10"
        following = lambda first: [{"rel": "next", "href": f"{place}&startIndex={first}", "type": GEOJSON}]  # noqa: E731
        return page(given, following, numberMatched=ROWS)


class NeedsTheParameter(Server):
    """Has eyes for `f` alone, whatever is said to be accepted."""

    def speaks_json(self, given, headers):
        return given.get("f") == "json"


class WithoutQueryables(Server):
    status = 400


@pytest.fixture(params=[Server, LdProxy, GeoServer, NeedsTheParameter, WithoutQueryables])
def server(request):
    return request.param()


def test_all_rows_come_from_each_of_them(server, serve):
    source = OgcFeatures(serve(server.reply) + "/service/", PROFILE)
    (dataset,) = source.datasets()
    assert dataset.dataset == server.collection
    fetched = source.fetch(Query(server.collection, Level.RECORD, categories=("medical",)))
    assert (fetched.read, fetched.table.num_rows) == (ROWS, ROWS)
    assert fetched.table["source_id"].to_pylist() == [str(number) for number in range(ROWS)]
    assert fetched.here == ("categories",), "no list of words, so nothing is put to the server"
    assert not any("filter" in given or "crs" in given for _, given in server.asked)


@pytest.mark.parametrize(
    "link", ["?offset={}", "items?offset={}", "./items?offset={}", "/service/collections/calls/items?offset={}"]
)
def test_the_next_page_is_found_by_a_relative_link_of_any_form(serve, link):
    class Relative(Server):
        def items(self, given):
            return page(given, lambda first: [{"rel": "next", "href": link.format(first)}])

    fetched = OgcFeatures(serve(Relative().reply) + "/service", PROFILE).fetch(Query("calls", Level.RECORD))
    assert fetched.table.num_rows == ROWS


def test_a_server_that_needs_the_parameter_is_told_once_and_not_asked_twice_each_time(serve):
    server = NeedsTheParameter()
    OgcFeatures(serve(server.reply) + "/service", PROFILE).fetch(Query("calls", Level.RECORD))
    assert [given.get("f") for _, given in server.asked] == [None, *["json"] * (len(server.asked) - 1)]


@pytest.mark.parametrize(
    ("named", "is_good"),
    [
        (f"<{CRS84}>", True),
        ("<http://www.opengis.net/def/crs/OGC/0/CRS84h>", True),
        ("<http://www.opengis.net/def/crs/EPSG/0/27700>", False),
        ("<http://www.opengis.net/def/crs/EPSG/0/4326>", False),
    ],
)
def test_coordinates_of_a_system_that_nobody_asked_for_are_not_put_on_the_map(serve, monkeypatch, named, is_good):
    from http.server import BaseHTTPRequestHandler

    end = BaseHTTPRequestHandler.end_headers
    monkeypatch.setattr(
        BaseHTTPRequestHandler, "end_headers", lambda self: (self.send_header("Content-Crs", named), end(self))[1]
    )
    source = OgcFeatures(serve(Server().reply) + "/service", PROFILE)
    if is_good:
        assert source.fetch(Query("calls", Level.RECORD)).table.num_rows == ROWS
    else:
        with pytest.raises(PortalRefused, match="answers in http://www.opengis.net/def/crs/EPSG/0/.* instead of CRS84"):
            source.fetch(Query("calls", Level.RECORD))
