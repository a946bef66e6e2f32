from __future__ import annotations

import shutil

import pytest

from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.errors import CacheDamaged


@pytest.fixture
def put(month, incidents, lease):
    return lambda cache, version: cache.replace({month(): (incidents(words=version), version)}, [], lease)


def copied(folder):
    return shutil.copytree(folder, folder.with_name("copy"), dirs_exist_ok=True)


def put_back(copy, folder):
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def test_an_old_copy_put_back_is_refused(open_cache, put, folder):
    cache = open_cache()
    put(cache, "v1")
    copy = copied(folder)
    put(cache, "v2")
    put_back(copy, folder)
    with pytest.raises(CacheDamaged, match="old copy.*generation 1.*was 2.*fetch again"):
        open_cache()
    with pytest.raises(CacheDamaged, match="old copy"):
        cache.partitions()


def test_an_old_copy_is_refused_under_a_passphrase_too(folder, put, clock):
    def opened():
        key = open_key(folder, "ada", passphrase="in all weathers")
        return Cache.open(folder, key, "https://portal.example", "ada", clock)

    put(opened(), "v1")
    copy = copied(folder)
    put(opened(), "v2")
    put_back(copy, folder)
    with pytest.raises(CacheDamaged, match="old copy"):
        opened()


def test_the_copy_of_the_newest_state_is_welcome(open_cache, put, folder, month):
    put(open_cache(), "v1")
    put_back(copied(folder), folder)
    assert open_cache().partitions()[month()].version == "v1"


def test_what_was_cleared_does_not_come_back(open_cache, put, folder):
    put(open_cache(), "v1")
    copy = copied(folder)
    open_cache().clear()
    put_back(copy, folder)
    with pytest.raises(CacheDamaged, match="old copy"):
        open_cache()


def test_a_manifest_that_the_witness_has_not_heard_of_opens(open_cache, put, key, month):
    """As after a crash between the manifest and the keyring."""
    put(open_cache(), "v1")
    before = key.witness.recall()
    put(open_cache(), "v2")
    key.witness.remember(before)
    assert open_cache().partitions()[month()].version == "v2"
    put(open_cache(), "v3")
    assert key.witness.recall().generation == 3


def test_the_loser_of_two_swaps_with_one_number_is_refused(open_cache, put, key, folder):
    """The crash above, then the manifest before it put back, a swap made, and the lost manifest put back."""
    put(open_cache(), "v1")
    first, after_first = copied(folder), key.witness.recall()
    put(open_cache(), "v2")
    lost = shutil.copytree(folder, folder.with_name("lost"))
    key.witness.remember(after_first)
    put_back(first, folder)
    put(open_cache(), "v2 again")
    put_back(lost, folder)
    with pytest.raises(CacheDamaged, match="old copy"):
        open_cache()


def test_a_folder_emptied_by_hand_is_an_empty_cache_that_goes_on_counting(open_cache, put, folder, key, month):
    put(open_cache(), "v1")
    copy = copied(folder)
    shutil.rmtree(folder)
    assert open_cache().partitions() == {}
    put(open_cache(), "v2")
    assert key.witness.recall().generation == 2
    put_back(copy, folder)
    with pytest.raises(CacheDamaged, match="old copy"):
        open_cache()
