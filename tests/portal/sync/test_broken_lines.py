"""A line that breaks or crawls in any phase of a sync: a typed error or the whole of it; never half of it."""

from __future__ import annotations

import time
from itertools import count

import pytest

from safestats_core.errors import Cancelled, PortalRefused, PortalUnreachable

PHASES = ["/collections", "/changes", "/months", "/items"]
"""In the order in which a sync asks."""

BREAKS = {
    "before the headers": lambda faults: faults.cut_before_headers,
    "inside the headers": lambda faults: faults.cut_inside_headers,
    "before the body": lambda faults: faults.cut_after(lambda body: 0),
    "inside the body": lambda faults: faults.cut_after(lambda body: len(body) // 2),
    "at its end": lambda faults: faults.cut_after(lambda body: len(body) - 1),
    "as if that were its end": lambda faults: faults.ends_after(lambda body: len(body) // 2),
}
people = (f"line{number}" for number in count())


@pytest.fixture
def person(site):
    name = next(people)
    site.admit(name)
    return name


@pytest.mark.parametrize("phase", PHASES)
def test_a_line_that_stays_broken_is_an_error_and_the_old_rows_stay(
    site, client_of, person, everything, proxy, faults, phase, state_of, offences, at_portal, by_id
):
    client = client_of(person)
    client.sync(everything)
    site.publish(offences("2024-02", range(800), outcome=f"as {person} found it"))
    before, generation = state_of(client)
    for how, make in BREAKS.items():
        proxy.on(phase, make(faults))
        with pytest.raises((PortalUnreachable, PortalRefused)) as caught:
            client.sync(everything)
        assert str(caught.value).isprintable(), how
        found, now = state_of(client)
        assert found == before, how
        assert now == generation or phase != "/collections", how
        proxy.clear()
    assert client.sync(everything).months_fetched == 1
    assert by_id(client.incidents(everything)) == at_portal(person)


@pytest.mark.parametrize("how", BREAKS)
def test_a_line_that_breaks_now_and_then_is_not_noticed(
    client_of, person, everything, proxy, faults, how, at_portal, by_id
):
    client = client_of(person)
    for phase in PHASES if how != "as if that were its end" else PHASES[3:]:
        proxy.on(phase, BREAKS[how](faults), times=2)
    assert client.sync(everything).months_fetched == 3
    assert by_id(client.incidents(everything)) == at_portal(person)


def test_a_slow_line_is_waited_for_and_left_at_once_when_she_stops(client_of, person, everything, proxy, faults):
    """Offences at 4 kB in a fifth of a second; a hand that stops it is heard before the next batch."""
    client = client_of(person)
    proxy.on("/items", faults.slow(0.2))
    begin = time.monotonic()

    def stop(done, total, what):
        if time.monotonic() - begin > 0.8:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        client.sync(everything, stop)
    assert time.monotonic() - begin < 6  # a batch takes one and a half, and the whole eight
    proxy.clear()
    assert client.load(everything).table.num_rows == 2_400


def test_progress_over_a_line_that_breaks_rises_to_the_true_number_of_rows(
    client_of, person, everything, proxy, faults
):
    told = []
    client = client_of(person)
    proxy.on("/items", faults.cut_after(lambda body: len(body) // 2), times=4)
    client.sync(everything, lambda done, total, what: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (2_400, 2_400)
    assert {total for _, total in told} == {2_400}
