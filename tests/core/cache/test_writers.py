from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from safestats_core.cache import lock, vault
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.errors import SafeStatsError

PHRASE = "many hands"
READS = 40

WRITER = """
    import sys
    from datetime import datetime, timezone
    from itertools import count
    from pathlib import Path
    import pyarrow as pa
    from safestats_core.access import Level
    from safestats_core.cache.cache import Cache, PartitionKey
    from safestats_core.cache.keys import open_key

    folder, name, phrase = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    cache = Cache.open(folder, open_key(folder, "ada", phrase), "https://portal.example", "ada")
    months = [PartitionKey("police-recorded", Level.RECORD, month, "5c09e") for month in (f"2024-{name}", "2024-12")]
    for turn in count():
        put = {month: (pa.table({"turn": [turn]}), name) for month in months}
        cache.replace(put, [], datetime(2100, 1, 1, tzinfo=timezone.utc))
        cache.save_note(f"{name} {turn}", {"turn": turn})
        if folder.with_name("stop").exists():
            break
    print(turn)
"""


def test_two_processes_that_begin_and_write_at_once_lose_nothing(folder, month):
    arguments = [sys.executable, "-c", textwrap.dedent(WRITER), str(folder)]
    writers = [subprocess.Popen([*arguments, name, PHRASE], stdout=subprocess.PIPE, text=True) for name in ("01", "02")]
    while not (folder / "manifest").exists():
        assert [writer.poll() for writer in writers] == [None, None]
    cache = Cache.open(folder, open_key(folder, "ada", PHRASE), "https://portal.example", "ada")
    for _ in range(READS):
        assert cache.read(month("2024-12")).num_rows == 1, "a reader is never disturbed"
    folder.with_name("stop").touch()
    first, second = (int(writer.communicate()[0]) for writer in writers)
    assert [cache.read(month(name))["turn"].to_pylist() for name in ("2024-01", "2024-02")] == [[first], [second]]
    assert all(cache.note(f"01 {turn}") == {"turn": turn} for turn in range(first + 1))
    assert all(cache.note(f"02 {turn}") == {"turn": turn} for turn in range(second + 1))
    assert cache.vault.manifest().generation == 2 * (first + 1) + 2 * (second + 1)


def test_readers_do_not_wait_for_a_writer(open_cache, month, incidents, lease, folder, clock):
    open_cache().replace({month(): (incidents(), "v1")}, [], lease)
    clock.move(hours=1)
    with lock.hold(folder / "lock", 0) as held:
        assert held
        assert open_cache().read(month()).num_rows == 20


def test_a_writer_waits_a_bounded_time_and_says_for_whom(open_cache, folder, monkeypatch):
    monkeypatch.setattr(vault, "WRITER_SECONDS", 0.1)
    cache = open_cache()
    with lock.hold(folder / "lock", 0), pytest.raises(SafeStatsError, match="Another SafeStats.*try again"):
        cache.save_note("catalogue", {})
    cache.save_note("catalogue", {})


def test_the_lock_passes_to_one_who_waits(folder):
    folder.mkdir()
    with lock.hold(folder / "lock", 0) as first, lock.hold(folder / "lock", 0.05) as second:
        assert (first, second) == (True, False)
    with lock.hold(folder / "lock", 0) as third:
        assert third


FORKING = """
    import os, sys
    from pathlib import Path
    from safestats_core.cache.lock import hold

    path, (inlet, outlet) = Path(sys.argv[1]), os.pipe()
    with hold(path, 0):
        if os.fork() == 0:
            os.close(outlet)
            os.read(inlet, 1)
            os._exit(0)
    with hold(path, 0) as held:
        print(held)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_forked_while_writing_does_not_keep_the_lock(tmp_path):
    arguments = [sys.executable, "-c", textwrap.dedent(FORKING), str(tmp_path / "lock")]
    assert subprocess.run(arguments, capture_output=True, text=True, timeout=120).stdout == "True\n"


def test_a_swap_while_a_reader_looks_is_not_taken_for_an_old_copy(open_cache, monkeypatch):
    reader, writer = open_cache(), open_cache()
    files, read = type(reader.vault.files), type(reader.vault.files).read
    swaps = iter(["before the witness was asked", "after it was asked"])

    def then_swapped(self, name, limit):
        content = read(self, name, limit)
        swap = next(swaps, None)
        if swap:
            with monkeypatch.context() as patch:
                patch.setattr(files, "read", read)
                writer.save_note("catalogue", {"swap": swap})
        return content

    monkeypatch.setattr(files, "read", then_swapped)
    assert reader.partitions() == {}
    assert reader.note("catalogue") == {"swap": "after it was asked"}


def test_a_reader_overtaken_by_a_swap_takes_the_new_file(open_cache, month, incidents, lease, monkeypatch):
    reader, writer = open_cache(), open_cache()
    writer.replace({month(): (incidents(words="old"), "v1")}, [], lease)
    files, read = type(reader.vault.files), type(reader.vault.files).read
    swaps = iter(["once"])

    def overtaken(self, name, limit):
        if name != "manifest" and next(swaps, None):
            writer.replace({month(): (incidents(words="new"), "v2")}, [], lease)
        return read(self, name, limit)

    monkeypatch.setattr(files, "read", overtaken)
    assert reader.read(month()).equals(incidents(words="new"))


def test_a_full_disk_leaves_the_cache_as_it_was_and_says_so(open_cache, month, incidents, lease, monkeypatch, folder):
    cache = open_cache()
    cache.replace({month(): (incidents(), "v1")}, [], lease)

    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(SafeStatsError, match="cannot be written: No space left on device. Check the free space"):
            cache.replace({month(): (incidents(), "v2")}, [], lease)
    assert cache.partitions()[month()].version == "v1"
    cache.save_note("catalogue", {})
    assert not list(folder.glob("*.tmp")), "the next writer makes room first"
