from __future__ import annotations

import threading
from datetime import datetime

import pyarrow as pa
import pytest

from safestats_core.access import LEVEL_SCHEMAS, Level
from safestats_core.cache.cache import Cache, shred
from safestats_core.cache.keys import open_key
from safestats_core.errors import InvalidInput
from safestats_core.incidents import empty_incidents


def test_a_partition_comes_back_exactly_as_it_was_put(open_cache, month, incidents, lease):
    table = incidents().replace_schema_metadata({"safestats": '{"dataset": "police-recorded"}'})
    open_cache().replace({month(): (table, "v1")}, [], lease)
    assert open_cache().read(month()).equals(table, check_metadata=True)


@pytest.mark.parametrize("level", list(Level))
def test_every_level_keeps_its_schema_even_without_rows(open_cache, month, lease, level):
    table = LEVEL_SCHEMAS[level].empty_table()
    open_cache().replace({month(level=level): (table, "v1")}, [], lease)
    assert open_cache().read(month(level=level)).schema.equals(table.schema)


def test_the_list_of_partitions_tells_version_rows_and_times(open_cache, month, incidents, lease, clock):
    open_cache().replace({month(): (incidents(rows=7), "v1"), month("2024-04"): (incidents(), "v9")}, [], lease)
    partition = open_cache().partitions()[month()]
    assert (partition.version, partition.rows, partition.fetched, partition.lease_until) == ("v1", 7, clock(), lease)
    assert set(open_cache().partitions()) == {month(), month("2024-04")}


def test_a_newer_version_takes_the_place_of_the_older(open_cache, month, incidents, lease, folder):
    open_cache().replace({month(): (incidents(words="old"), "v1")}, [], lease)
    open_cache().replace({month(): (incidents(words="new"), "v2")}, [], lease)
    assert open_cache().read(month()).equals(incidents(words="new"))
    assert len(list(folder.iterdir())) == 3, "lock, manifest and one partition"


def test_one_replace_adds_and_removes_together(open_cache, month, incidents, lease):
    open_cache().replace({month("2024-01"): (incidents(), "v1")}, [], lease)
    open_cache().replace({month("2024-02"): (incidents(), "v1")}, [month("2024-01"), month("1999-01")], lease)
    assert set(open_cache().partitions()) == {month("2024-02")}
    with pytest.raises(InvalidInput, match="month 2024-01 of 'police-recorded'.*Sync"):
        open_cache().read(month("2024-01"))


def test_rights_that_differ_are_kept_apart(open_cache, month, incidents, lease):
    mine, theirs = month(scope_hash="aa"), month(scope_hash="bb")
    open_cache().replace({mine: (incidents(words="wide"), "v1"), theirs: (incidents(words="narrow"), "v1")}, [], lease)
    assert open_cache().read(theirs).equals(incidents(words="narrow"))


def test_a_note_comes_back_and_can_be_removed(open_cache):
    areas = {"types": [{"type": "ward", "names": ["Mäander", "Łąka"]}]}
    open_cache().save_note("areas", areas)
    open_cache().save_note("catalogue", {"datasets": []})
    assert open_cache().note("areas") == areas
    open_cache().save_note("areas", None)
    assert open_cache().note("areas") is None
    assert open_cache().note("catalogue") == {"datasets": []}


def test_a_cache_already_open_sees_what_another_process_wrote(open_cache, month, incidents, lease):
    reader = open_cache()
    open_cache().replace({month(): (incidents(words="first"), "v1")}, [], lease)
    assert reader.read(month()).equals(incidents(words="first"))
    open_cache().replace({month(): (incidents(words="second"), "v2")}, [], lease)
    assert reader.read(month()).equals(incidents(words="second"))


def test_clear_leaves_nothing_but_an_empty_manifest(open_cache, month, incidents, lease, folder):
    cache = open_cache()
    cache.replace({month(): (incidents(), "v1")}, [], lease)
    cache.save_note("catalogue", {})
    cache.clear()
    assert open_cache().partitions() == {}
    assert open_cache().note("catalogue") is None
    assert {path.name for path in folder.iterdir()} == {"lock", "manifest"}


def test_clear_destroys_the_keys_before_the_files(open_cache, month, incidents, lease, monkeypatch):
    cache = open_cache()
    cache.replace({month(): (incidents(), "v1")}, [], lease)
    steps = []
    files = type(cache.vault.files)
    monkeypatch.setattr(files, "write", lambda self, name, content: steps.append(("write", name)))
    monkeypatch.setattr(files, "_remove", lambda self, name: steps.append(("remove", name)))
    name = cache.partitions()[month()].file.name
    cache.clear()
    assert steps == [("write", "manifest"), ("remove", name)]


def test_a_cache_in_memory_works_the_same_and_writes_nothing(folder, month, incidents, lease, clock):
    key = open_key(folder, "ada")
    cache = Cache.open(folder, key, "https://portal.example", "ada", clock)
    cache.replace({month(): (incidents(), "v1")}, [], lease)
    cache.save_note("catalogue", {"datasets": []})
    assert key.kept == "memory"
    assert cache.read(month()).equals(incidents())
    assert cache.note("catalogue") == {"datasets": []}
    cache.clear()
    assert cache.partitions() == {}
    assert not folder.exists()


def test_threads_of_one_process_lose_no_change(open_cache, month, lease):
    cache = open_cache()
    months = [f"2024-{number:02d}" for number in range(1, 13)]
    threads = [
        threading.Thread(target=cache.replace, args=({month(name): (empty_incidents(), name)}, [], lease))
        for name in months
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {key.month: partition.version for key, partition in cache.partitions().items()} == dict(zip(months, months))


def test_shred_ends_a_cache_that_nobody_can_open(folder, month, incidents, lease, clock):
    key = open_key(folder, "ada", passphrase="forgotten since")
    Cache.open(folder, key, "https://portal.example", "ada", clock).replace({month(): (incidents(), "v1")}, [], lease)
    shred(folder, "ada")
    assert [path.name for path in folder.iterdir()] == ["lock"]
    key = open_key(folder, "ada", passphrase="a new beginning")
    assert Cache.open(folder, key, "https://portal.example", "ada", clock).partitions() == {}


@pytest.mark.parametrize("lease_until", [None, datetime(2024, 6, 2)])
def test_data_without_a_clear_end_of_lease_is_not_taken(open_cache, month, lease_until):
    with pytest.raises(InvalidInput, match="lease_until"):
        open_cache().replace({month(): (pa.table({}), "v1")}, [], lease_until)
