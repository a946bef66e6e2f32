from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from safestats_core.errors import LeaseExpired


@pytest.fixture
def cache(open_cache, month, incidents, lease):
    """One month, leased for 72 hours."""
    cache = open_cache()
    cache.replace({month(): (incidents(), "v1")}, [], lease)
    return cache


def test_a_month_is_read_to_the_end_of_its_lease_and_no_longer(cache, month, clock):
    clock.move(hours=72)
    assert cache.read(month()).num_rows == 20
    clock.move(seconds=1)
    with pytest.raises(LeaseExpired, match="2024-06-04 12:00 UTC.*portal"):
        cache.read(month())


def test_an_ended_lease_still_shows_what_would_have_to_be_fetched(cache, month, clock):
    clock.move(days=30)
    assert cache.partitions()[month()].version == "v1"


def test_a_renewed_lease_needs_no_new_data(cache, month, clock, folder):
    sealed = {path.name for path in folder.iterdir()}
    clock.move(days=5)
    cache.replace({}, [], datetime(2024, 6, 10, tzinfo=timezone.utc), renew=[month(), month("1999-01")])
    assert cache.read(month()).num_rows == 20
    assert {path.name for path in folder.iterdir()} == sealed
    assert set(cache.partitions()) == {month()}


def test_what_is_renewed_under_another_version_keeps_its_rows(cache, month, lease, folder):
    sealed = {path.name for path in folder.iterdir()}
    cache.replace({}, [], lease, renew={month(): ("v1", "v1 token")})
    assert cache.partitions()[month()].version == "v1 token"
    assert cache.read(month()).num_rows == 20
    assert {path.name for path in folder.iterdir()} == sealed


def test_what_another_program_has_put_meanwhile_is_not_renewed_as_what_was_there_before(cache, month, lease):
    before = cache.partitions()[month()]
    cache.replace({}, [], lease + timedelta(days=9), renew={month(): ("an older version", "a newer one")})
    assert cache.partitions()[month()] == before


def test_a_new_month_does_not_lengthen_the_lease_of_the_others(cache, month, incidents, clock):
    clock.move(days=2)
    cache.replace({month("2024-04"): (incidents(), "v1")}, [], datetime(2024, 6, 30, tzinfo=timezone.utc))
    clock.move(days=2)
    assert cache.read(month("2024-04")).num_rows == 20
    with pytest.raises(LeaseExpired):
        cache.read(month())


def test_a_clock_turned_back_is_refused_with_a_sentence(cache, month, incidents, lease, clock):
    clock.move(minutes=-6)
    with pytest.raises(LeaseExpired, match="clock.*11:54.*12:00 UTC.*Set the clock right"):
        cache.read(month())
    with pytest.raises(LeaseExpired, match="clock"):
        cache.replace({month(): (incidents(), "v2")}, [], lease)


def test_what_was_revoked_can_be_removed_whatever_the_clock_says(cache, month, clock):
    clock.move(days=-1)
    cache.replace({}, [month()])
    assert cache.partitions() == {}


def test_a_clock_that_a_time_server_sets_back_a_little_is_fine(cache, month, clock):
    clock.move(minutes=-5)
    assert cache.read(month()).num_rows == 20


def test_reading_alone_moves_the_latest_known_time(cache, open_cache, month, clock):
    clock.move(days=2)
    cache.read(month())
    clock.move(days=-1)
    with pytest.raises(LeaseExpired, match="clock"):
        open_cache().read(month())


def test_writing_a_note_moves_the_latest_known_time(cache, month, clock):
    clock.move(days=2)
    cache.save_note("catalogue", {})
    clock.move(days=-1)
    with pytest.raises(LeaseExpired, match="clock"):
        cache.read(month())


def test_the_latest_known_time_never_moves_back(cache, month, incidents, lease, clock):
    clock.move(minutes=-4)
    cache.replace({month("2024-04"): (incidents(), "v1")}, [], lease)
    clock.move(minutes=-4)
    with pytest.raises(LeaseExpired, match="clock"):
        cache.read(month())


def test_reading_often_does_not_write_every_time(cache, month, clock, key):
    before = key.witness.recall().generation
    clock.move(minutes=4)
    cache.read(month())
    assert key.witness.recall().generation == before


def test_clearing_ends_the_quarrel_with_a_clock_that_once_was_wrong(cache, month, incidents, clock):
    clock.move(days=365)
    cache.save_note("catalogue", {})
    cache.replace({month(): (incidents(), "v1")}, [], clock())
    clock.move(days=-365)
    cache.clear()
    cache.replace({month(): (incidents(), "v1")}, [], clock())
    assert cache.read(month()).num_rows == 20
