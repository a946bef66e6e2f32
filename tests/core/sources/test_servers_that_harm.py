"""Servers from elsewhere that answer with nonsense, or without end: each is an error in words, and costs little."""

from __future__ import annotations

import copy
import gzip
import io

import pytest
import requests
import urllib3

from safestats_core.access import Level
from safestats_core.errors import PortalUnreachable, SafeStatsError
from safestats_core.query import Query
from safestats_core.retrieval import session
from safestats_core.sources.ogc_features import OgcFeatures

from .test_ogc_quirks import GEOJSON, JSON, PROFILE, feature

GOOD = {
    "/": {"links": []},
    "/conformance": {"conformsTo": []},
    "/collections": {"collections": [{"id": "calls"}]},
    "/collections/calls/items": {"type": "FeatureCollection", "features": [feature(1)], "links": []},
}


def fetched(serve, path, document):
    documents = {**copy.deepcopy(GOOD), path: document}

    def reply(asked, _given, _headers):
        return (200, documents[asked], GEOJSON) if asked in documents else (404, {}, JSON)

    return OgcFeatures(serve(reply), PROFILE).fetch(Query("calls", Level.RECORD))


def next_page(href):
    return {**GOOD["/collections/calls/items"], "links": [{"rel": "next", "href": href}]}


def described(**values):
    return {"collections": [{"id": "calls", **values}]}


@pytest.mark.parametrize(
    ("path", "document"),
    [
        *(("/collections/calls/items", next_page(href)) for href in (5, {"a": 1}, ["/"], "http://[bad")),
        *(("/collections", described(**each)) for each in ({"extent": 5}, {"extent": {"temporal": 5}})),
        *(("/collections", described(safestats=each)) for each in (5, {})),
        ("/conformance", {"conformsTo": 5}),
        ("/collections/calls/items", '{"type": "FeatureCollection", "features": [' + "[" * 100_000),
    ],
)
def test_a_document_that_makes_no_sense_is_an_error_in_words(serve, path, document):
    with pytest.raises(SafeStatsError, match="not as expected"):
        fetched(serve, path, document)


class Told(requests.adapters.BaseAdapter):
    """Answers with what the test says, headers included, which no server of the library would send."""

    def __init__(self, status, headers, body):
        super().__init__()
        self.told = (status, headers, body)

    def send(self, request, **_options):
        answer = requests.Response()
        answer.status_code, headers, body = self.told
        answer.headers.update(headers)
        answer.request, answer.url = request, request.url
        answer.raw = urllib3.HTTPResponse(body, headers, preload_content=False)
        return answer

    def close(self):
        pass


def ask(status, headers, body):
    http = session.HttpSession(pause=lambda _seconds: None)
    http.mount("http://", Told(status, headers, body))
    return http.get("http://features.example/")


@pytest.mark.parametrize(
    ("status", "headers"), [(503, {"Retry-After": "\xb2"}), (200, {"Content-Length": "\xb2", "Content-Type": JSON})]
)
def test_a_header_with_a_digit_that_is_no_number_is_passed_over(status, headers):
    assert ask(status, headers, io.BytesIO(b"{}")).status_code == status


class Endless:
    """A body that never ends; how much of it was read."""

    def __init__(self):
        self.read_bytes, self.closed = 0, False

    def read(self, size=-1):
        self.read_bytes += size
        return b" " * size

    def close(self):
        self.closed = True


def test_an_answer_without_end_is_given_up_and_not_asked_for_again(monkeypatch):
    monkeypatch.setattr(session, "MOST_BYTES", 1 << 20)
    body = Endless()
    with pytest.raises(PortalUnreachable, match="more in one answer"):
        ask(200, {"Content-Type": JSON}, body)
    assert body.read_bytes < 2 << 20


def test_what_unpacks_to_more_than_is_read_is_given_up(monkeypatch):
    monkeypatch.setattr(session, "MOST_BYTES", 1 << 20)
    packed = io.BytesIO(gzip.compress(bytes(20 << 20)))
    with pytest.raises(PortalUnreachable, match="more in one answer"):
        ask(200, {"Content-Type": JSON, "Content-Encoding": "gzip"}, packed)
