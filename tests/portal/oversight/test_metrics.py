"""What Prometheus reads: in its format to the letter, true in its numbers, and not for everybody."""

from __future__ import annotations

import math
import re
import threading
import time

import pytest
import requests

from safestats_core.portal.oversight.metrics import BOUNDS, Family, Requests, Sample, exposition

ONE_STORE = pytest.mark.parametrize("store", ["sqlite"])

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_LABEL = r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"'
_SAMPLE = re.compile(rf"({_NAME})(?:\{{((?:{_LABEL})(?:,{_LABEL})*)\}})? (\S+)")


def parse(text):
    """The exposition format 0.0.4, strictly: {name: (kind, {labels: value})}; every line has to be understood."""
    assert text.endswith("\n")
    found, kind_of, current = {}, {}, None
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            assert re.fullmatch(rf"# HELP {_NAME} \S.*", line)
            current = line.split(" ")[2]
            assert current not in kind_of, "a family comes once, in one piece"
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name == current
            assert kind in ("counter", "gauge", "histogram")
            kind_of[name], found[name] = kind, {}
        else:
            match = _SAMPLE.fullmatch(line)
            assert match, line
            name, value = match[1], float(match[match.lastindex])
            family = re.sub("_(bucket|sum|count)$", "", name) if kind_of[current] == "histogram" else name
            assert family == current
            labels = dict(re.findall(_LABEL, match[2] or ""))
            key = (name, tuple(sorted(labels.items())))
            assert key not in found[current], "a sample comes once"
            found[current][key] = value
    for name, kind in kind_of.items():
        assert kind != "counter" or name.endswith("_total")
        if kind == "histogram":
            _check_histogram(name, found[name])
    return {name: (kind, found[name]) for name, kind in kind_of.items()}


def _check_histogram(name, samples):
    handlers = {dict(labels)["handler"] for _, labels in samples}
    for handler in handlers:
        buckets = [
            (float(dict(labels)["le"].replace("+Inf", "inf")), value)
            for (sample, labels), value in samples.items()
            if sample == f"{name}_bucket" and dict(labels)["handler"] == handler
        ]
        assert [bound for bound, _ in buckets] == [*BOUNDS, math.inf]
        assert [value for _, value in buckets] == sorted(value for _, value in buckets)
        assert buckets[-1][1] == samples[f"{name}_count", (("handler", handler),)]
        assert (f"{name}_sum", (("handler", handler),)) in samples


def scrape(site):
    answer = requests.get(f"{site.metrics_url}/metrics", timeout=20)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return parse(answer.text)


def value(found, name, **labels):
    return found[name][1][name, tuple(sorted(labels.items()))]


def test_the_numbers_are_those_of_what_happened(site):
    for limit in (2, 3):
        assert site.get(f"/collections/offences/items?limit={limit}", "bob").status_code == 200
    site.get("/collections/secret/items", "bob")
    site.get("/nothing-here")
    found = scrape(site)
    assert value(found, "safestats_requests_total", handler="items", status="200") == 2
    assert value(found, "safestats_requests_total", handler="items", status="404") == 1
    assert value(found, "safestats_requests_total", handler="nothing", status="404") == 1
    assert value(found, "safestats_rows_served_total") == 5
    assert value(found, "safestats_audited_total", operation="consultation") == 2
    assert value(found, "safestats_audit_entries") >= 2
    assert value(found, "safestats_dataset_rows", dataset="offences") == 5
    assert value(found, "safestats_deliveries") == 0
    assert value(found, "safestats_refused_rows") == 0


@ONE_STORE
def test_nobody_is_named_and_no_address(site):
    site.get("/collections/offences/items?bbox=0,51,1,52", "bob")
    text = requests.get(f"{site.metrics_url}/metrics", timeout=20).text
    assert not re.search("bob|amira|Council|Test Police|bbox|secret", text)


@ONE_STORE
def test_they_are_on_their_own_port_or_for_an_administrator_and_nowhere_else(site):
    nothing = site.get("/no-such-page").content
    for person in ("", "bob"):
        assert site.get("/metrics", person).content == nothing
    assert parse(site.get("/metrics", "amira").text)
    elsewhere = requests.get(f"{site.metrics_url}/metrics", headers={"Host": "evil.example"}, timeout=20)
    assert elsewhere.content == nothing
    pretending = site.get("/metrics", Host=site.metrics_url.removeprefix("http://"))
    assert pretending.content == nothing


@ONE_STORE
def test_a_client_that_waits_is_counted_while_it_waits(site):
    token = site.get("/collections/offences/changes", "bob").json()["next"]
    waiting = threading.Thread(target=site.get, args=(f"/collections/offences/changes?since={token}&wait=2", "bob"))
    waiting.start()
    deadline = time.monotonic() + 10
    while value(scrape(site), "safestats_long_polls_waiting") != 1:
        assert time.monotonic() < deadline
    waiting.join()
    assert value(scrape(site), "safestats_long_polls_waiting") == 0


def test_any_text_can_be_a_label():
    text = exposition([Family("x", "gauge", "Words.", (Sample(1, {"dataset": 'a"b\\c\nd'}),))])
    assert parse(text)["x"][1]["x", (("dataset", r"a\"b\\c\nd"),)] == 1


def test_a_time_on_the_bound_belongs_to_its_bucket():
    noted = Requests()
    noted.note("items", 200, BOUNDS[0])
    noted.note("items", 200, 1e9)
    _, samples = parse(exposition(noted.families()))["safestats_request_duration_seconds"]
    bucket = "safestats_request_duration_seconds_bucket"
    assert samples[bucket, (("handler", "items"), ("le", str(BOUNDS[0])))] == 1
    assert samples[bucket, (("handler", "items"), ("le", "+Inf"))] == 2
