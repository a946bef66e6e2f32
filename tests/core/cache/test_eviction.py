from __future__ import annotations

from datetime import timedelta

import pytest

from safestats_core.cache.cache import Cache
from safestats_core.cache.upkeep import evict, pin
from safestats_core.errors import InvalidInput


@pytest.fixture
def cache(open_cache, month, incidents, lease, clock):
    """Four months, put one after the other, and a note."""
    cache = open_cache()
    cache.save_note("catalogue", {"datasets": []})
    for name in ("2024-01", "2024-02", "2024-03", "2024-04"):
        clock.move(minutes=1)
        cache.replace({month(name): (incidents(), "v1")}, [], lease)
    return cache


def months(cache):
    return sorted(key.month for key in cache.partitions())


def room_for(cache, count):
    """A budget in which `count` of the months fit beside the note."""
    sizes = [partition.file.size for partition in cache.partitions().values()]
    return cache.size - sum(sizes) + max(sizes) * count


def test_what_was_used_longest_ago_makes_room(cache, month, clock):
    clock.move(minutes=1)
    cache.read(month("2024-01"))
    evicted = evict(cache, room_for(cache, 2))
    assert [key.month for key in evicted] == ["2024-02", "2024-03"]
    assert months(cache) == ["2024-01", "2024-04"]
    assert cache.note("catalogue") == {"datasets": []}


def test_the_files_of_evicted_months_are_gone_and_the_rest_is_readable(cache, month, folder):
    evict(cache, room_for(cache, 1))
    assert len(list(folder.iterdir())) == 4, "lock, manifest, a note and a month"
    assert cache.size <= room_for(cache, 1)
    assert cache.read(month("2024-04")).num_rows == 20
    with pytest.raises(InvalidInput, match="Sync first"):
        cache.read(month("2024-01"))


def test_what_fits_stays_and_nothing_is_written(cache, key):
    generation = key.witness.recall().generation
    assert evict(cache, cache.size) == []
    assert key.witness.recall().generation == generation


def test_a_month_that_nobody_may_read_goes_before_one_that_is_old(cache, month, incidents, clock):
    cache.replace({}, [], clock() + timedelta(hours=1), renew=[month("2024-04")])
    clock.move(hours=2)
    assert [key.month for key in evict(cache, room_for(cache, 3))] == ["2024-04"]


def test_what_is_pinned_stays_even_where_the_budget_is_not_met(cache, month):
    pin(cache, [month("2024-01"), month("2024-02")])
    evict(cache, 0)
    assert months(cache) == ["2024-01", "2024-02"]
    pin(cache, [month("2024-01")], is_pinned=False)
    evict(cache, 0)
    assert months(cache) == ["2024-02"]


def test_a_newer_version_of_a_pinned_month_is_pinned(cache, month, incidents, lease):
    pin(cache, [month("2024-01")])
    cache.replace({month("2024-01"): (incidents(), "v2")}, [], lease)
    evict(cache, 0)
    assert months(cache) == ["2024-01"]


def test_a_cache_with_a_budget_makes_room_for_what_is_put_and_never_drops_that(
    cache, folder, key, clock, month, incidents, lease
):
    small = Cache.open(folder, key, "https://portal.example", "ada", clock, budget=room_for(cache, 2))
    clock.move(minutes=1)
    small.replace({month("2024-05"): (incidents(), "v1")}, [], lease)
    assert months(small) == ["2024-04", "2024-05"]
    many = {month(f"2025-{number:02d}"): (incidents(), "v1") for number in range(1, 5)}
    small.replace(many, [], lease)
    assert months(small) == [key.month for key in many], "what was asked for just now is not dropped at once"


def test_what_is_about_to_be_read_is_not_driven_out_by_what_is_fetched_before(
    cache, folder, key, clock, month, incidents, lease
):
    small = Cache.open(folder, key, "https://portal.example", "ada", clock, budget=0)
    small.need([month("2024-01"), month("2024-05"), month("2024-06")])
    for name in ("2024-05", "2024-06"):
        small.replace({month(name): (incidents(), "v1")}, [], lease)
    assert months(small) == ["2024-01", "2024-05", "2024-06"]
    clock.move(hours=1)
    small.replace({month("2024-07"): (incidents(), "v1")}, [], lease)
    assert months(small) == ["2024-07"]


def test_reading_is_remembered_by_the_next_program_within_an_hour(cache, open_cache, month, clock):
    clock.move(minutes=50)
    cache.read(month("2024-01"))
    cache.record_use()
    before = cache.partitions()[month("2024-01")].used
    clock.move(minutes=20)
    cache.read(month("2024-01"))
    cache.record_use()
    assert open_cache().partitions()[month("2024-01")].used == clock() > before


def test_reading_one_month_often_is_no_write_each_time(cache, month, clock, key):
    clock.move(minutes=1)
    generation = key.witness.recall().generation
    for _ in range(5):
        cache.read(month("2024-01"))
        cache.record_use()
    assert key.witness.recall().generation == generation
