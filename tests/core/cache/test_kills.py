"""kill -9 in the middle of writing, evicting and rotating. SAFESTATS_CACHE_KILLS=200 makes a night of it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("SAFESTATS_CACHE_KILLS", "20"))

ROUNDS_OF_KILLS = """
    import os, random, sys
    from datetime import datetime, timezone
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet
    from kill_rounds import ends_well, killed
    from safestats_core.access import Level
    from safestats_core.cache import passphrase
    from safestats_core.cache.cache import Cache, PartitionKey
    from safestats_core.cache.keys import open_key
    from safestats_core.cache.upkeep import evict, rotate
    from safestats_core.cache.verification import verify

    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    passphrase.MEMORY_KIB = 64
    pa.set_cpu_count(1)
    months = [PartitionKey("police-recorded", Level.RECORD, f"2024-{n:02d}", "5c09e") for n in (1, 2, 3)]

    def opened():
        return Cache.open(folder, open_key(folder, "ada", "nine lives"), "https://portal.example", "ada")

    def write(pipe, begin):
        cache = opened()
        for version in range(begin, begin + 100_000):
            put = {month: (pa.table({"version": [version] * 5_000}), str(version)) for month in months}
            cache.replace(put, [], datetime(2100, 1, 1, tzinfo=timezone.utc))
            os.write(pipe, b"%d " % version)
            rotate(cache)
            evict(cache, cache.size - 1 if version % 3 == 0 else cache.size)

    def check(begin, acknowledged):
        cache = opened()
        assert verify(cache, repair=False).is_sound
        assert len(cache.vault.key.keeper.keys()) == 1, "the key that opens nothing is dropped"
        listed = cache.vault.manifest().file_names() | {"lock", "manifest"}
        left = {path.name for path in folder.iterdir()} - listed
        assert left <= {"manifest.tmp"}, left
        found = {kept.version for kept in cache.partitions().values()}
        if acknowledged is not None:
            assert found in ({str(acknowledged)}, {str(acknowledged + 1)}), (found, acknowledged)
        for key, kept in cache.partitions().items():
            assert cache.read(key)["version"].unique().to_pylist() == [int(kept.version)]
        assert not found or len(cache.partitions()) >= 2, "all months of one write, but for one that was evicted"

    chance = random.Random(int(sys.argv[3]))
    for turn in range(rounds):
        begin = turn * 100_000
        # Every fourth is killed while it opens or first writes.
        words = killed(write, (begin,), chance.random() * 0.08, after_a_word=bool(turn % 4))
        acknowledged = int(words.split()[-1]) if words.split() else None
        if not ends_well(check, begin, acknowledged):
            sys.exit(f"round {turn}: acknowledged {acknowledged}")
    print(rounds, "rounds")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_again_and_again_the_cache_opens_whole(folder):
    run = [sys.executable, "-c", textwrap.dedent(ROUNDS_OF_KILLS), str(folder), str(ROUNDS), "7"]
    beside = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(run, capture_output=True, text=True, timeout=60 + 5 * ROUNDS, check=False, env=beside)
    assert (done.returncode, done.stdout) == (0, f"{ROUNDS} rounds\n"), done.stderr[-3000:]
