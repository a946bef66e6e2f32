"""Terms of use from the client's side: told when they come first, shown, and accepted as the version that was read."""

from __future__ import annotations

import json

import pytest

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.errors import AccessDenied, PortalRefused, TermsNotAccepted
from safestats_core.retrieval.catalogue import read_datasets
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.sign_in import Tokens
from safestats_core.retrieval.terms import Terms

TERMS = "/collections/fires.points/terms"
FIRST = {"code": "TermsNotAccepted", "description": "fires has terms of use.", "links": []}


@pytest.fixture
def source(fault_server, http):
    return PortalSource(fault_server.url, http, Tokens(fault_server.url, access="a", refresh="r", ends=float("inf")))


@pytest.fixture
def fires():
    words = dict.fromkeys("agency theme attribution licence handling time_zone crs scope_hash".split(), "")
    ours = {
        "dataset": "fires",
        "level": "point",
        "fields": LEVEL_SCHEMAS[Level.POINT].names,
        "lease_hours": 1,
        "rows": 0,
    }
    collection = {
        "id": "fires.points",
        "title": "Fires",
        "safestats": {**words, **ours, "updated": None, "months": None},
    }
    return read_datasets({"collections": [collection]})[0]


def document(**changes):
    held = {"dataset": "fires", "version": 3, "text": "Do not pass on.", "accepted": False, "links": []}
    return json.dumps({**held, **changes}).encode()


def test_data_that_waits_for_terms_says_of_which_collection(fault_server, source, fires):
    fault_server.on("/collections/fires.points/items", fault_server.reply(json.dumps(FIRST).encode(), 403))
    with pytest.raises(TermsNotAccepted, match="accept the terms of use .* `safestats terms") as refused:
        source.incidents(fires)
    assert refused.value.collection == "fires.points"


def test_any_other_403_is_a_missing_grant(fault_server, source, fires):
    fault_server.on("/collections/fires.points/items", fault_server.reply(b'{"code": "Forbidden"}', 403))
    with pytest.raises(AccessDenied, match="grants"):
        source.incidents(fires)


def test_terms_are_shown_and_accepted_by_their_version(fault_server, source, fires):
    fault_server.on(TERMS, fault_server.reply(document()), fault_server.reply(document(accepted=True)))
    assert source.terms(fires) == Terms("fires", 3, "Do not pass on.", accepted=False)
    assert source.accept_terms(fires, 3).accepted
    assert [(seen.method, seen.headers["Authorization"]) for seen in fault_server.seen] == [
        ("GET", "Bearer a"),
        ("POST", "Bearer a"),
    ]


def test_a_dataset_without_terms_has_none(source, fires):
    assert source.terms(fires) is None


def test_a_version_that_no_longer_holds_is_refused(fault_server, source, fires):
    fault_server.on(TERMS, fault_server.reply(b'{"description": "Version 4 holds now."}', 400))
    with pytest.raises(PortalRefused, match="Version 4 holds now"):
        source.accept_terms(fires, 3)
