"""Our client and a portal process: saved queries, and exports that are reported sooner or later."""

from __future__ import annotations

import dataclasses

import pytest

from safestats_core.access import Level
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.client import Client
from safestats_core.errors import AccessDenied, InvalidInput, PortalUnreachable
from safestats_core.portal import audit
from safestats_core.query import Period, Query
from safestats_core.retrieval.portal import PortalSource
from safestats_core.retrieval.session import HttpSession
from safestats_core.retrieval.sign_in import Tokens
from safestats_core.workspace.export_reports import waiting_reports

from .conftest import Visitor

QUERY = Query("offences", Level.RECORD, Period("2024-01", "2024-02"), categories=("burglary",))


class Line(HttpSession):
    """A network that can be cut."""

    is_cut = False

    def send(self, request, **kwargs):
        if self.is_cut:
            raise PortalUnreachable("The network is cut.")
        return super().send(request, **kwargs)


@pytest.fixture
def client_of(server, tmp_path):
    """The client of a person with a cache of her own."""

    def make(person):
        given = Visitor(server.url).sign_in(person)
        tokens = Tokens(server.url, given["access_token"], given["refresh_token"], ends=float("inf"))
        cache = Cache.open(tmp_path / person, CacheKey(new_key(), "keyring", MemoryWitness()), server.url, person)
        return Client(PortalSource(server.url, Line(), tokens), cache)

    return make


@pytest.fixture
def cut():
    def set_cut(client, is_cut):
        client.source._http.is_cut = is_cut

    return set_cut


def test_a_query_that_one_shares_a_colleague_loads_and_it_is_there_without_a_network(client_of, cut):
    asha, emil, dina = client_of("asha"), client_of("emil"), client_of("dina")
    kept = asha.save_query("Burglaries in winter", QUERY, shared=True)
    try:
        assert [(each.query, each.own) for each in asha.saved_queries()] == [(QUERY, True)]
        (shared,) = emil.saved_queries()
        assert (shared.name, shared.owner, shared.own) == ("Burglaries in winter", "Asha Rao", False)
        assert emil.load(shared.query).table.num_rows == asha.load(QUERY).table.num_rows > 0
        assert dina.saved_queries() == []  # of another organisation
        cut(emil, True)
        assert emil.saved_queries() == [shared]
        with pytest.raises(AccessDenied):
            dina.forget_query(kept.id)
    finally:
        asha.forget_query(kept.id)
    assert asha.saved_queries() == []
    with pytest.raises(AccessDenied):
        asha.save_query("Not mine", dataclasses.replace(QUERY, dataset="secret"))


def test_an_export_is_reported_at_once_or_at_the_next_contact(client_of, cut, portal):
    def reported():
        found = (entry for entry in audit.search(portal, person="asha") if "export" in entry.detail)
        return [(each.operation, each.rows, each.detail["export"]["purpose"]) for each in found]

    asha = client_of("asha")
    (dataset,) = asha.datasets()
    assert asha.report_export(dataset, 7, "GeoPackage", "a briefing") is True
    assert reported() == [("disclosure", 7, "a briefing")]
    cut(asha, True)
    assert asha.report_export(dataset, 8, "CSV", "at home") is False
    assert asha.report_export(dataset, 9, "CSV", "on a train") is False
    assert len(waiting_reports(asha.cache)) == 2
    cut(asha, False)
    asha.datasets()
    assert waiting_reports(asha.cache) == []
    assert sorted(reported()[1:]) == [("disclosure", 8, "at home"), ("disclosure", 9, "on a train")]
    asha.datasets()
    assert len(reported()) == 3


def test_a_report_that_no_portal_would_take_is_refused_before_it_is_kept(client_of):
    asha = client_of("asha")
    (dataset,) = asha.datasets()
    for rows, purpose in ((-1, "a briefing"), (1, " "), (1, "x" * 501), (1, "a\nb")):
        with pytest.raises(InvalidInput):
            asha.report_export(dataset, rows, "CSV", purpose)
    assert waiting_reports(asha.cache) == []
