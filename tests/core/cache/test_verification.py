from __future__ import annotations

import os
import sys

import pytest

from safestats_core.cache.upkeep import settle_clock
from safestats_core.cache.verification import verify
from safestats_core.errors import CacheDamaged, InvalidInput, LeaseExpired


@pytest.fixture
def cache(open_cache, month, incidents, lease):
    cache = open_cache()
    cache.replace({month(name): (incidents(), "v1") for name in ("2024-01", "2024-02", "2024-03")}, [], lease)
    cache.save_note("catalogue", {"datasets": []})
    cache.save_note("areas", {"areas": []})
    return cache


def spoil(cache, folder, file):
    path = folder / file.name
    path.write_bytes(path.read_bytes()[:-1] + b"\0\0")


def test_a_sound_cache_is_opened_whole_and_left_alone(cache, key, clock):
    generation = key.witness.recall().generation
    clock.move(days=30)
    found = verify(cache, repair=True)
    assert (found.checked, found.is_sound) == (5, True), "ended leases included"
    assert key.witness.recall().generation == generation


def test_what_is_broken_is_named_dropped_and_the_rest_stays(cache, folder, month):
    spoil(cache, folder, cache.partitions()[month("2024-02")].file)
    (folder / cache.partitions()[month("2024-03")].file.name).unlink()
    spoil(cache, folder, cache.vault.manifest().notes["areas"])
    found = verify(cache, repair=True)
    assert set(found.partitions) == {month("2024-02"), month("2024-03")}
    assert "2024-02" in found.partitions[month("2024-02")]
    assert "missing" in found.partitions[month("2024-03")]
    assert set(found.notes) == {"areas"}
    assert set(cache.partitions()) == {month("2024-01")}
    assert (cache.note("areas"), cache.note("catalogue")) == (None, {"datasets": []})
    with pytest.raises(InvalidInput, match="Sync first"):
        cache.read(month("2024-02"))
    assert verify(cache, repair=True).is_sound


def test_looking_alone_changes_nothing(cache, folder, month):
    spoil(cache, folder, cache.partitions()[month("2024-02")].file)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(verify(cache, repair=False).partitions) == {month("2024-02")}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_another_program_has_fetched_again_meanwhile_is_not_dropped(
    cache, open_cache, folder, month, incidents, lease, monkeypatch
):
    spoil(cache, folder, cache.partitions()[month("2024-02")].file)
    writing = type(cache.vault).writing

    def overtaken(vault):
        monkeypatch.setattr(type(cache.vault), "writing", writing)
        open_cache().replace({month("2024-02"): (incidents(words="again"), "v2")}, [], lease)
        return writing(vault)

    monkeypatch.setattr(type(cache.vault), "writing", overtaken)
    verify(cache, repair=True)
    assert cache.read(month("2024-02")).equals(incidents(words="again"))


def test_without_its_manifest_nothing_is_guessed(cache, open_cache, folder):
    manifest = folder / "manifest"
    manifest.write_bytes(manifest.read_bytes()[:-1])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(CacheDamaged, match="Clear the cache"):
        verify(cache, repair=True)
    with pytest.raises(CacheDamaged, match="Clear the cache"):
        open_cache()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
@pytest.mark.parametrize("stands_there", ["folder", "pipe", "link"])
def test_what_is_no_plain_file_is_neither_followed_nor_waited_for(cache, folder, month, tmp_path, stands_there):
    path = folder / cache.partitions()[month("2024-02")].file.name
    content = path.read_bytes()
    path.unlink()
    if stands_there == "folder":
        path.mkdir()
    elif stands_there == "pipe":
        os.mkfifo(path)
    else:
        (tmp_path / "elsewhere").write_bytes(content)
        path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CacheDamaged):
        cache.read(month("2024-02"))
    assert set(verify(cache, repair=True).partitions) == {month("2024-02")}
    assert cache.read(month("2024-01")).num_rows == 20
    assert stands_there != "link" or (tmp_path / "elsewhere").read_bytes() == content


def test_a_clock_that_ran_ahead_is_settled_by_the_portal(cache, month, incidents, clock):
    right = clock()
    clock.move(days=400)
    cache.replace({month("2025-01"): (incidents(), "v1")}, [], clock())
    clock.move(days=-400)
    with pytest.raises(LeaseExpired, match="clock"):
        cache.read(month("2024-01"))
    settle_clock(cache, right)
    assert cache.read(month("2024-01")).num_rows == 20
    assert cache.partitions()[month("2025-01")].lease_until == right, "a lease begun in the future ends now"


def test_the_portal_does_not_settle_a_clock_that_is_wrong_now(cache, month, clock):
    right = clock()
    clock.move(hours=-3)
    with pytest.raises(LeaseExpired, match="09:00 UTC, the portal's 2024-06-01 12:00 UTC. Set the clock right"):
        settle_clock(cache, right)
    with pytest.raises(LeaseExpired, match="clock"):
        cache.read(month("2024-01"))


def test_a_clock_that_agrees_with_the_portal_writes_nothing(cache, clock, key):
    generation = key.witness.recall().generation
    settle_clock(cache, clock())
    assert key.witness.recall().generation == generation
