"""What was shared before, sealed: found again by the same person, and nothing of it in the clear."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.hotspots.disclosure.results import Rows, Subject, protect_result
from safestats_core.workspace.shared_results import keep_shared, shared_before


@pytest.fixture
def open_cache(tmp_path: Path):
    keys = {person: CacheKey(new_key(), "keyring", MemoryWitness()) for person in ("ada", "grace")}

    def open_cache(person: str = "ada") -> Cache:
        return Cache.open(tmp_path / person, keys[person], "https://portal.example", person)

    return open_cache


def result(*counts: int, month: str = "2024-01"):
    areas, larger = ("E05009288", "E05009289", "E05009290"), ("E09000001",) * 3
    subject = Subject(frozenset({month}), frozenset({"robbery"}), "at night")
    return protect_result(Rows(np.ma.masked_array(counts), areas, larger), "suppress5", subject).shared


def test_what_was_shared_is_found_again_as_it_was_seen(open_cache):
    first, second = result(3, 60, 20), result(9, 9, 9, month="2024-02")
    assert keep_shared(open_cache(), "police-recorded", first) == 1
    assert keep_shared(open_cache(), "police-recorded", second) == 1
    assert shared_before(open_cache(), "police-recorded") == [*first, *second]
    assert shared_before(open_cache(), "police-recorded")[0].high["E05009288"] == 22, "what the sums say of it, not 3"
    assert shared_before(open_cache(), "ambulance") == []


def test_the_same_result_is_kept_once(open_cache):
    assert [keep_shared(open_cache(), "police-recorded", result(3, 60, 20)) for _ in range(2)] == [1, 0]


def test_each_person_has_her_own(open_cache):
    keep_shared(open_cache("ada"), "police-recorded", result(3, 60, 20))
    assert shared_before(open_cache("grace"), "police-recorded") == []


def test_no_area_month_or_name_lies_on_disk_in_the_clear(open_cache, tmp_path):
    keep_shared(open_cache(), "police-recorded", result(3, 60, 20))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes() + path.name.encode()
        for word in (b"E05009288", b"E09000001", b"2024-01", b"robbery", b"police-recorded", b"at night"):
            assert word not in content, path


def test_clearing_the_cache_forgets_it(open_cache):
    cache = open_cache()
    keep_shared(cache, "police-recorded", result(3, 60, 20))
    cache.clear()
    assert shared_before(cache, "police-recorded") == []
