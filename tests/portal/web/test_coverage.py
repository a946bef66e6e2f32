"""What a person is told of the coverage of what she sees, and of the versions of boundaries."""

from __future__ import annotations

import json

import pytest
import shapely

from safestats_core.portal import audit
from safestats_core.portal.boundaries.areas import add_areas, use_areas
from safestats_core.portal.lifecycle.coverage import state_coverage
from safestats_core.query import Period

JANUARY, FEBRUARY = Period("2024-01", "2024-01"), Period("2024-02", "2024-02")


@pytest.fixture
def stated(portal):
    said = (
        ("Test Police", JANUARY, "complete"),
        ("Test Police", FEBRUARY, "partial"),
        ("Elsewhere", JANUARY, "missing"),
    )
    for supplier, period, state in said:
        state_coverage(portal, "offences", supplier, period, state, "as they told us")
    yield
    for supplier, period, _ in said:
        state_coverage(portal, "offences", supplier, period, "automatic")


def states(answer):
    return {(each["supplier"], each["month"]): each["state"] for each in answer.json()["coverage"]}


@pytest.mark.parametrize("collection", ["offences", "offences.points", "offences.counts"])
def test_coverage_is_served_at_every_level(api, stated, collection):
    answer = api("cleo", f"/collections/{collection}/coverage")
    assert answer.status_code == 200
    assert states(answer) == {
        ("Test Police", "2024-01"): "complete",
        ("Test Police", "2024-02"): "partial",
        ("Elsewhere", "2024-01"): "missing",
    }
    body = answer.json()
    assert body["supplier_months"] == {"complete": 1, "partial": 1, "missing": 1}
    assert body["incomplete_months"] == {"partial": ["2024-02"], "missing": ["2024-01"]}
    assert {each["note"] for each in body["coverage"]} == {"as they told us"}
    described = api("cleo", f"/collections/{collection}").json()["safestats"]["coverage"]
    assert described == {name: body[name] for name in ("supplier_months", "incomplete_months")}


def test_nobody_is_told_of_suppliers_beyond_her_scope(api, stated):
    assert set(states(api("asha", "/collections/offences/coverage"))) == {
        ("Test Police", "2024-01"),
        ("Test Police", "2024-02"),
    }
    assert "Elsewhere" not in api("asha", "/collections/offences/coverage").text


def test_what_she_may_not_see_has_no_coverage_and_does_not_exist(api, stated):
    hidden, missing = (api("asha", f"/collections/{name}/coverage") for name in ("offences.counts", "nothing"))
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, missing.content)
    assert api(None, "/collections/offences/coverage").status_code == 401
    assert api("asha", "/collections/offences/coverage", month="2024-01").status_code == 400


def test_the_question_is_in_the_audit_log(portal, api, stated):
    api("asha", "/collections/offences/coverage")
    *_, entry = audit.search(portal, person="asha")
    assert (entry.operation, entry.dataset, entry.detail) == ("consultation", "offences", {"coverage": 2})


def test_every_version_of_boundaries_is_served_and_the_current_one_by_default(portal, api, tmp_path):
    ward = {
        "type": "Feature",
        "properties": {"code": "OLD", "name": "Old ward", "borough": "B-N"},
        "geometry": shapely.geometry.mapping(shapely.box(-0.1, 51.4, 0.1, 51.6)),
    }
    path = tmp_path / "old.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [ward]}))
    add_areas(portal, path, "ward", version="2011")
    use_areas(portal, "ward", "")

    (wards,) = api("emil", "/areas").json()["types"]
    assert (wards["type"], wards["features"]) == ("ward", 4)
    assert wards["versions"] == [
        {"version": "", "features": 4, "current": True},
        {"version": "2011", "features": 1, "current": False},
    ]
    assert [each["id"] for each in api("emil", "/areas/ward", version="2011").json()["features"]] == ["OLD"]
    assert len(api("emil", "/areas/ward").json()["features"]) == 4
    assert api("emil", "/areas/ward", version="1991").status_code == 404
