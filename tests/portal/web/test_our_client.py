"""SafeStats's own client signs in and reads: the two halves of the web protocol fit."""

from __future__ import annotations

import pytest
import requests

from safestats_core.access import Level
from safestats_core.errors import SignInRequired
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import new_http_session
from safestats_core.retrieval.sign_in import refresh, sign_in


@pytest.fixture
def tokens(server, visitor):
    """Those that dina gets who fills in the form in her browser."""

    def browser(address: str) -> None:
        page = visitor.http.get(address, timeout=10)
        answer = visitor.submit(page, "dina", "copper-meadow-lantern")
        assert requests.get(answer.headers["Location"], timeout=10).ok

    return sign_in(server.url, new_http_session(), browser, timeout=20)


def test_it_signs_in_through_the_browser_and_reads_everything_it_may(server, tokens, incidents):
    source = PortalSource(server.url, new_http_session(), tokens)
    assert source.me().full_name == "Dina Katz"
    points, counts = source.datasets()
    assert (points.level, points.rows) == (Level.POINT, incidents.num_rows)
    assert (counts.level, counts.rows) == (Level.COUNTS, 45)
    assert (points.disclosure, counts.disclosure) == ((), ("nhs_round5",)), "what its counts passed, so what ours must"
    assert [month.month for month in source.months(points)] == ["2024-01", "2024-02", "2024-03"]
    assert source.incidents(points).num_rows == incidents.num_rows
    assert source.incidents(points, "2024-02").num_rows == source.months(points)[1].rows
    assert sum(len(page["features"]) for page in source.pages(points, limit="999")) == incidents.num_rows
    assert [area.borough for area in source.areas("ward")] == ["B-N", "B-N", "B-S", "B-S"]
    assert source.areas("borough") == []


def test_it_refreshes_and_signs_out(server, tokens):
    http = new_http_session()
    renewed = refresh(tokens, http)
    source = PortalSource(server.url, http, renewed)
    source.sign_out()
    with pytest.raises(SignInRequired):
        PortalSource(server.url, http, renewed).me()
