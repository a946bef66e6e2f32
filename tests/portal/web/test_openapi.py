"""What a program that reads GET /api relies on: everything is in it, and nothing that it says brings a 5xx."""

from __future__ import annotations

import re

import pytest

from safestats_core.portal.web.application import create_app
from safestats_core.portal.web.items import _WHOLE
from safestats_core.portal.web.ogc import CONFORMANCE
from safestats_core.portal.web.query_parameters import ITEM_FORMATS, ITEM_PARAMETERS
from safestats_core.portal.web.site import GEOJSON

ITEMS = "/collections/offences/items"
_DESCRIBED = ("/collections", "/areas", "/feeds", "/conformance", "/grants", "/queries", "/exports")


@pytest.fixture(scope="module")
def document(api):
    return api(None, "/api").json()


def shape_of(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_every_address_under_collections_and_areas_is_described(portal, document):
    served = {shape_of(route.path) for route in create_app(portal).routes}
    served = {path for path in served if path.startswith(_DESCRIBED)}
    assert served <= {shape_of(path) for path in document["paths"]}


def test_items_take_exactly_the_parameters_that_are_described(document):
    described = document["paths"]["/collections/{collectionId}/items"]["get"]["parameters"]
    names = [each["$ref"].rsplit("/", 1)[1] for each in described if "$ref" in each]
    assert sorted(names) == sorted(ITEM_PARAMETERS)
    assert [each for each in names if document["components"]["parameters"][each]["name"] != each] == []


def test_every_format_is_described(document):
    answer = document["paths"]["/collections/{collectionId}/items"]["get"]["responses"]["200"]["content"]
    assert set(answer) == {GEOJSON, *(kind.split(";")[0] for kind, _ in _WHOLE.values())}
    assert document["components"]["parameters"]["f"]["schema"]["enum"] == list(ITEM_FORMATS)


def test_every_reference_inside_the_document_leads_somewhere(document):
    def references(node):
        if isinstance(node, dict):
            yield from ([node["$ref"]] if "$ref" in node else [])
            for each in node.values():
                yield from references(each)
        elif isinstance(node, list):
            for each in node:
                yield from references(each)

    for reference in references(document):
        found = document
        for step in reference[2:].split("/"):
            found = found[step]
        assert found


def test_the_classes_of_all_three_parts_are_declared_once(api):
    declared = api(None, "/conformance").json()["conformsTo"]
    assert declared == list(CONFORMANCE)
    assert len(set(declared)) == len(declared)
    for name in ("features-1/1.0/conf/core", "features-2/1.0/conf/crs", "features-3/1.0/conf/features-filter"):
        assert f"http://www.opengis.net/spec/ogcapi-{name}" in declared
    for name in ("cql2-text", "cql2-json", "basic-cql2", "basic-spatial-functions"):
        assert f"http://www.opengis.net/spec/cql2/1.0/conf/{name}" in declared


@pytest.mark.parametrize("name", [*ITEM_PARAMETERS, "nonsense"])
@pytest.mark.parametrize("value", ["\0", "", "é" * 5_000, "%", "'", "[]", "1e999", "-0", "9" * 400, "\ufffe", "null"])
def test_no_value_of_any_parameter_brings_a_5xx(api, name, value):
    answer = api("cleo", ITEMS, **{name: value})
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        f"{ITEMS}/%00",
        "/collections/%00",
        "/collections/%00/items",
        "/collections/offences%00.counts/queryables",
        "/areas/%00",
        f"{ITEMS}/%ff%fe",
        f"{ITEMS}/..%2f..",
        "/collections/offences.counts/items/x",
    ],
)
def test_no_address_brings_a_5xx(api, path):
    assert api("cleo", path).status_code in (400, 404)
