"""Waiting for news of a dataset: told within a moment, at rest otherwise, and left when told to."""

from __future__ import annotations

import threading
import time
from itertools import count

import pytest

from safestats_core.access import Level
from safestats_core.portal.people import list_grants, withdraw_grant
from safestats_core.query import Query

people = (f"waiter{number}" for number in count())


def never():
    return False


@pytest.fixture
def waiting(site, client_of, everything):
    """A client who has synced, and the dataset."""
    name = next(people)
    site.admit(name)
    client = client_of(name)
    client.sync(everything)
    return client, client.datasets()[0], name


def test_what_is_published_is_told_within_a_moment_and_a_sync_brings_it(site, waiting, everything, offences, proxy):
    client, dataset, name = waiting
    assert not client.await_changes(dataset, 0, never)
    proxy.clear()
    timer = threading.Timer(0.7, lambda: site.publish(offences("2024-03", range(3), outcome=f"as {name} found it")))
    timer.start()
    begin = time.monotonic()
    assert client.await_changes(dataset, 30, never)
    timer.join()
    assert 0.5 < time.monotonic() - begin < 20  # of the 30 that it would wait
    assert len(proxy.asked) < 8, "it waits at the portal"
    assert client.sync(everything).rows_changed == 3
    assert not client.await_changes(dataset, 0, never)


def test_what_happens_elsewhere_is_no_news(site, client_of, offences):
    name = next(people)
    site.admit(name, areas=frozenset({"W-W"}))
    client = client_of(name)
    client.sync(Query("offences", Level.RECORD))
    site.publish(offences("2024-03", range(1, 9, 2), outcome=f"as {name} found it"))
    assert not client.await_changes(client.datasets()[0], 1.5, never)


def test_whoever_gives_up_is_heard_soon(waiting):
    client, dataset, _ = waiting
    begin = time.monotonic()
    assert not client.await_changes(dataset, 60, lambda: time.monotonic() - begin > 0.5)
    assert time.monotonic() - begin < 30  # of the 60 that it would wait


def test_who_never_synced_and_whose_rights_changed_has_something_to_do(site, client_of, waiting):
    client, dataset, name = waiting
    other = next(people)
    site.admit(other)
    assert client_of(other).await_changes(dataset, 10, never)
    site.admit(f"{name}s-friend")
    ((number, _),) = list_grants(site.portal, [f"person:{name}"])
    withdraw_grant(site.portal, number)
    from safestats_core.access import Grant
    from safestats_core.portal.people import add_grant

    add_grant(site.portal, Grant(f"person:{name}", "offences", Level.RECORD, frozenset({"W-E"})))
    assert client.await_changes(dataset, 10, never)


def test_counts_are_looked_at_now_and_then(site, client_of, offences, monkeypatch):
    from safestats_core.workspace import waiting

    monkeypatch.setattr(waiting, "COUNTS_SECONDS", 0.3)
    name = next(people)
    site.admit(name, Level.COUNTS)
    client = client_of(name)
    client.sync(Query("offences", Level.COUNTS))
    (dataset,) = client.datasets()
    assert not client.await_changes(dataset, 0.5, never)
    timer = threading.Timer(0.3, lambda: site.publish(offences("2024-04", range(40))))
    timer.start()
    assert client.await_changes(dataset, 20, never)
    timer.join()
    site.withdraw("2024-04")
