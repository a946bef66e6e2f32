"""The portal as any other OGC server sees it: the source for such servers reads it like another client would."""

from __future__ import annotations

import pytest
import shapely
from requests.auth import AuthBase

from safestats_core.access import Level
from safestats_core.errors import InvalidInput, PortalRefused, SignInRequired
from safestats_core.query import Period, Query
from safestats_core.sources.ogc_features import OgcFeatures
from safestats_core.sources.ogc_server import PAGE


class Signed(AuthBase):
    def __init__(self, access):
        self.access = access

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {self.access}"
        return request


@pytest.fixture
def source(server, visitor):
    return OgcFeatures(server.url, auth=Signed(visitor.sign_in("cleo")["access_token"]))


def records(**narrowed):
    return Query("offences", Level.RECORD, **narrowed)


def test_its_collections_are_datasets_with_all_that_the_portal_says_of_them(source):
    assert [(each.dataset, each.level) for each in source.datasets()] == [("offences", level) for level in Level]
    assert source.datasets()[0].handling == "OFFICIAL-SENSITIVE"


def test_every_incident_comes_as_it_is(source, incidents):
    seen = []
    fetched = source.fetch(records(), lambda done, total, what: seen.append((done, total)))
    assert fetched.table.sort_by("incident_id").drop_columns(["borough", "ward", "lsoa"]) == incidents.sort_by(
        "incident_id"
    ).drop_columns(["borough", "ward", "lsoa"])
    assert fetched.read == incidents.num_rows
    assert [done for done, _ in seen] == [PAGE, 2 * PAGE, incidents.num_rows]


def test_points_come_without_what_that_level_does_not_have(source, incidents):
    fetched = source.fetch(Query("offences", Level.POINT))
    assert fetched.table.num_rows == incidents.num_rows
    assert "outcome" not in fetched.table.column_names


@pytest.mark.parametrize(
    ("narrowed", "by_source"),
    [
        ({"period": Period("2024-02", "2024-02")}, ("period",)),
        ({"categories": ("burglary", "drugs")}, ("categories",)),
        ({"area_codes": ("W-NW", "B-S")}, ("area codes",)),
        ({"area": shapely.Polygon([(-0.1, 51.4), (0.1, 51.4), (0.0, 51.6)])}, ("area",)),
        ({"area": shapely.Point(0, 51.5).buffer(0.08, quad_segs=200)}, ("area",)),
        (
            {
                "period": Period("2024-01", "2024-02"),
                "area": shapely.box(-0.1, 51.45, 0.05, 51.55),
                "categories": ("robbery",),
                "columns": ("incident_id", "category"),
            },
            ("period", "area", "categories"),
        ),
    ],
)
def test_what_the_portal_narrows_and_what_is_narrowed_here_is_the_same(source, incidents, narrowed, by_source):
    fetched = source.fetch(records(**narrowed))
    expected = records(**narrowed).select(incidents)
    assert sorted(fetched.table["incident_id"].to_pylist()) == sorted(expected["incident_id"].to_pylist())
    assert 0 < expected.num_rows <= fetched.read < incidents.num_rows
    assert fetched.by_source == by_source


def test_counts_are_left_to_the_portals_own_client(source):
    with pytest.raises(InvalidInput, match="Counts are read through the portal itself"):
        source.fetch(Query("offences", Level.COUNTS))


def test_a_collection_that_is_not_there_is_refused_with_those_that_are(source):
    with pytest.raises(InvalidInput, match=r"has no 'fires' at the level 'record'. It has: offences \(record\)"):
        source.fetch(Query("fires", Level.RECORD))


def test_without_signing_in_there_is_nothing(server):
    with pytest.raises(SignInRequired):
        OgcFeatures(server.url).datasets()


def test_what_was_signed_in_with_is_sent_to_no_other_host(source):
    with pytest.raises(PortalRefused, match="another host"):
        source._server._followed(f"{source._server.address}/collections", "http://127.0.0.1:9/collections?page=2")
