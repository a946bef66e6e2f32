"""What a person may no longer see is gone before anything is shown; what she may, says how old it is and until when."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import count

import pytest

from safestats_core.access import Grant, Level
from safestats_core.errors import AccessDenied, InvalidInput, LeaseExpired, PortalRefused, PortalUnreachable
from safestats_core.portal.people import add_grant, list_grants, withdraw_grant

people = (f"right{number}" for number in count())


class Clock:
    """The time of a computer, so far from the true one."""

    def __init__(self) -> None:
        self.wrong_by = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(timezone.utc) + self.wrong_by


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def person():
    return next(people)


@pytest.fixture
def synced(site, client_of, person, everything, clock):
    site.admit(person)
    client = client_of(person, clock)
    client.sync(everything)
    return client


def shrink(site, person):
    """From now on she sees the western ward only."""
    for number in [number for number, grant in _grants(site, person)]:
        withdraw_grant(site.portal, number)
    add_grant(site.portal, Grant(f"person:{person}", "offences", Level.RECORD, frozenset({"W-W"})))


def _grants(site, person):
    return list_grants(site.portal, [f"person:{person}"])


@pytest.mark.parametrize("broken", ["nothing", "/changes", "/months", "/items"])
def test_a_grant_that_shrinks_takes_its_rows_away_before_anything_is_shown(
    site, synced, person, everything, proxy, faults, broken, by_id, at_portal
):
    shrink(site, person)
    proxy.on(broken, faults.cut_before_headers)

    if broken == "nothing":
        assert set(synced.load(everything).table["ward"].to_pylist()) == {"W-W"}
    else:
        with pytest.raises(PortalUnreachable):
            synced.load(everything)
        with pytest.raises(InvalidInput, match="Sync"):
            synced.incidents(everything)
    assert not any("W-E" in synced.cache.read(key)["ward"].to_pylist() for key in synced.cache.partitions()), (
        "no file of the cache holds a row of the ward that she lost"
    )
    proxy.clear()
    synced.sync(everything)
    assert by_id(synced.incidents(everything)) == at_portal(person)


def test_any_contact_is_enough(site, synced, person):
    shrink(site, person)
    synced.datasets()
    assert synced.cache.partitions() == {}


def test_a_grant_that_is_withdrawn_leaves_nothing(site, synced, person, everything):
    for number, _ in _grants(site, person):
        withdraw_grant(site.portal, number)
    with pytest.raises(AccessDenied):
        synced.load(everything)
    assert synced.cache.partitions() == {}


def test_rights_that_change_between_two_questions_of_a_sync_keep_nothing_of_it(
    site, synced, person, everything, proxy, faults, offences
):
    """When the changes are asked for, the portal answers 410: the token is of other rights than those of now."""
    site.publish(offences("2024-02", range(5), outcome=f"as {person} found it"))

    source = synced.source
    listed = source.months

    def months(dataset):
        found = listed(dataset)
        shrink(site, person)
        return found

    source.months = months
    asked = []
    changes = source.changes

    def told(*arguments, **options):
        asked.append(changes(*arguments, **options))
        return asked[-1]

    source.changes = told
    with pytest.raises(PortalRefused, match="Your access to Offences changed while it was being read"):
        synced.load(everything)
    assert asked[-1] is None, "410"
    source.months, source.changes = listed, changes
    assert set(synced.load(everything).table["ward"].to_pylist()) == {"W-W"}


def test_offline_an_answer_says_how_old_it_is_and_until_when(synced, everything, proxy, faults, clock):
    online = synced.load(everything)
    assert abs(online.as_of - clock()) < timedelta(seconds=60)
    assert abs(online.until - clock() - timedelta(hours=72)) < timedelta(seconds=60)
    proxy.on("", faults.cut_before_headers)
    clock.wrong_by = timedelta(hours=50)

    offline = synced.load(everything)

    assert (offline.synced, offline.as_of, offline.until) == (None, online.as_of, online.until)
    clock.wrong_by = timedelta(hours=73)
    with pytest.raises(LeaseExpired):
        synced.load(everything)


def test_an_old_month_that_could_not_be_brought_up_to_date_says_its_age(
    site, synced, person, everything, proxy, faults, clock, offences
):
    first = synced.load(everything)
    site.publish(offences("2024-02", range(800), outcome=f"as {person} found it"))
    proxy.on("/items", faults.cut_before_headers)
    with pytest.raises(PortalUnreachable):
        synced.sync(everything)
    proxy.on("", faults.cut_before_headers)
    assert synced.load(everything).as_of <= first.as_of
    proxy.clear()
    assert synced.load(everything).as_of > first.as_of


def test_a_lease_ends_with_the_grant_where_that_is_sooner(site, client_of, person, everything, clock, proxy, faults):
    ends = datetime.now(timezone.utc) + timedelta(hours=5)
    site.admit(person, expires=ends)
    client = client_of(person, clock)
    assert abs(client.load(everything).until - ends) < timedelta(seconds=2)
    proxy.on("", faults.cut_before_headers)
    clock.wrong_by = timedelta(hours=4)
    assert client.load(everything).synced is None
    clock.wrong_by = timedelta(hours=6)
    with pytest.raises(LeaseExpired):
        client.load(everything)
    with pytest.raises(LeaseExpired, match="last reached"):
        client.datasets()


@pytest.mark.parametrize("wrong_by", [timedelta(days=-2), timedelta(minutes=-20), timedelta(days=400)])
def test_a_clock_that_is_wrong_is_told_so_by_the_portal_and_settled_when_it_is_right(
    site, synced, everything, clock, proxy, faults, wrong_by
):
    before = synced.incidents(everything).num_rows
    clock.wrong_by = wrong_by

    with pytest.raises(LeaseExpired, match="The clock of this computer says .* the portal's .* Set the clock right"):
        synced.load(everything)
    proxy.on("", faults.cut_before_headers)
    with pytest.raises(LeaseExpired):
        synced.load(everything)

    clock.wrong_by = timedelta()
    proxy.clear()
    assert synced.load(everything).table.num_rows == before
    proxy.on("", faults.cut_before_headers)
    assert synced.load(everything).synced is None


def test_a_clock_put_forward_and_back_shows_nothing_until_the_portal_has_been_asked(
    synced, everything, clock, proxy, faults
):
    proxy.on("", faults.cut_before_headers)
    clock.wrong_by = timedelta(hours=60)
    assert synced.load(everything).synced is None, "within the lease, as far as anybody can know"
    clock.wrong_by = timedelta()
    with pytest.raises(LeaseExpired, match="but the cache was in use at"):
        synced.load(everything)
    proxy.clear()
    assert synced.load(everything).synced is not None
    proxy.on("", faults.cut_before_headers)
    assert synced.load(everything).synced is None


def test_rights_are_taken_away_whatever_the_clock_says(site, synced, person, everything, clock):
    shrink(site, person)
    clock.wrong_by = timedelta(days=-2)
    with pytest.raises(LeaseExpired):
        synced.load(everything)
    assert synced.cache.partitions() == {}
