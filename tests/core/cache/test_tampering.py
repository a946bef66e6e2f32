"""Whatever is done to the files, the answer is a sentence that names the remedy; never wrong rows, never a crash."""

from __future__ import annotations

import pytest

from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.witness import MemoryWitness
from safestats_core.errors import CacheDamaged, CacheLocked

MARK_OF_KEY = range(9, 17)


@pytest.fixture
def path(open_cache, month, incidents, lease, folder):
    """The file of the one partition in the cache."""
    open_cache().replace({month(): (incidents(), "v1")}, [], lease)
    return folder / open_cache().partitions()[month()].file.name


def positions(size, count=300):
    """The whole header and the end, and places spread between, `count` or more."""
    return sorted({*range(60), *range(size - 20, size), *range(60, size - 20, max(1, (size - 80) // (count - 80)))})


def flipped(content, position):
    return content[:position] + bytes([content[position] ^ 1 << position % 8]) + content[position + 1 :]


def refused_partition(open_cache, month):
    with pytest.raises(CacheDamaged, match="2024-03 of 'police-recorded'.*fetch it again"):
        open_cache().read(month())


def test_every_flipped_bit_of_a_partition_is_noticed(open_cache, month, path):
    sealed = path.read_bytes()
    assert len(positions(len(sealed))) >= 300
    cache = open_cache()
    for position in positions(len(sealed)):
        path.write_bytes(flipped(sealed, position))
        with pytest.raises(CacheDamaged, match="fetch it again"):
            cache.read(month())


def test_every_flipped_bit_of_the_manifest_is_noticed(open_cache, path):
    manifest = path.with_name("manifest")
    sealed = manifest.read_bytes()
    assert len(positions(len(sealed))) >= 300
    for position in positions(len(sealed)):
        manifest.write_bytes(flipped(sealed, position))
        with pytest.raises(CacheLocked if position in MARK_OF_KEY else CacheDamaged, match="clear the cache|Clear"):
            open_cache()


def test_a_cut_partition_is_noticed_at_any_length(open_cache, month, path):
    sealed = path.read_bytes()
    for length in (0, 1, 8, 28, 45, len(sealed) // 2, len(sealed) - 1):
        path.write_bytes(sealed[:length])
        refused_partition(open_cache, month)


def test_a_cut_manifest_is_noticed_at_any_length(open_cache, path):
    manifest = path.with_name("manifest")
    sealed = manifest.read_bytes()
    for length in (0, 1, 8, 28, 44, 45, len(sealed) - 1):
        manifest.write_bytes(sealed[:length])
        with pytest.raises(CacheDamaged, match="Clear the cache"):
            open_cache()


def test_bytes_added_at_the_end_are_noticed(open_cache, month, path):
    path.write_bytes(path.read_bytes() + b"\0")
    refused_partition(open_cache, month)
    manifest = path.with_name("manifest")
    manifest.write_bytes(manifest.read_bytes() + b"\0")
    with pytest.raises(CacheDamaged):
        open_cache()


def test_two_partitions_that_changed_places_are_noticed(open_cache, month, path, incidents, lease):
    open_cache().replace({month("2024-04"): (incidents(), "v1")}, [], lease)
    other = path.with_name(open_cache().partitions()[month("2024-04")].file.name)
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)
    refused_partition(open_cache, month)


def test_a_file_opens_only_as_the_month_it_was_sealed_for(open_cache, month, path):
    """Even where a manifest names the right digest and key, the place is part of what was authenticated."""
    vault = open_cache().vault
    rightful = ("partition", "police-recorded", "record", "2024-03", "5c09e", 1)
    assert vault.get(lambda manifest: manifest.partitions[month()].file, "it", rightful, len)
    for position, word in [(1, "ambulance"), (2, "point"), (3, "2024-04"), (4, "00000"), (5, 2)]:
        place = (*rightful[:position], word, *rightful[position + 1 :])
        with pytest.raises(CacheDamaged):
            vault.get(lambda manifest: manifest.partitions[month()].file, "it", place, len)


def test_a_missing_partition_file_is_named(open_cache, month, path):
    path.unlink()
    refused_partition(open_cache, month)


def test_a_damaged_month_leaves_the_others_and_can_be_fetched_again(open_cache, month, path, incidents, lease):
    open_cache().replace({month("2024-04"): (incidents(words="april"), "v1")}, [], lease)
    path.write_bytes(b"")
    cache = open_cache()
    assert cache.read(month("2024-04")).equals(incidents(words="april"))
    cache.replace({month(): (incidents(words="again"), "v1")}, [], lease)
    assert cache.read(month()).equals(incidents(words="again"))


def test_a_format_of_the_future_asks_for_an_update(open_cache, path):
    manifest = path.with_name("manifest")
    sealed = bytearray(manifest.read_bytes())
    sealed[8] = 3
    manifest.write_bytes(sealed)
    with pytest.raises(CacheDamaged, match="format 3.*Update SafeStats"):
        open_cache()


def test_another_key_is_told_from_damage(open_cache, path):
    with pytest.raises(CacheLocked, match="another key"):
        open_cache(key=CacheKey(new_key(), "keyring", MemoryWitness()))


@pytest.mark.parametrize("owner", [{"person": "bob"}, {"portal_url": "https://elsewhere.example"}])
def test_the_cache_of_one_person_at_one_portal_is_nobody_elses(open_cache, path, owner):
    with pytest.raises(CacheDamaged):
        open_cache(**owner)
