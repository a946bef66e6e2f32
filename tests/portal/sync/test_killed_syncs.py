"""kill -9 in the middle of a sync. SAFESTATS_SYNC_KILLS=200 makes a night of it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from safestats_core.cache import passphrase
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.client import Client

ROUNDS = int(os.environ.get("SAFESTATS_SYNC_KILLS", "20"))
PHRASE = "nine lives"

ROUNDS_OF_KILLS = """
    import os, random, sys, time
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet
    from kill_rounds import ends_well, killed
    from safestats_core.access import Level
    from safestats_core.cache import passphrase
    from safestats_core.cache.cache import Cache
    from safestats_core.cache.keys import open_key
    from safestats_core.cache.verification import verify
    from safestats_core.client import Client
    from safestats_core.query import Query
    from safestats_core.retrieval.portal import PortalSource
    from safestats_core.retrieval.session import new_http_session
    from safestats_core.retrieval.sign_in import Tokens

    folder, rounds, phrase, url, access = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
    passphrase.MEMORY_KIB = 64
    pa.set_cpu_count(1)
    query = Query("offences", Level.RECORD)

    def opened():
        cache = Cache.open(folder, open_key(folder, "ada", phrase), url, "ada")
        return Client(PortalSource(url, new_http_session(), Tokens(url, access, "", time.monotonic() + 9_000)), cache)

    def sync(pipe):
        client = opened()
        client.cache.replace({}, remove=list(client.cache.partitions())[:1])  # so that one comes whole in every round
        os.write(pipe, b"begun ")
        client.sync(query, lambda done, total, what: os.write(pipe, b"."))
        os.write(pipe, b" done")

    def check():
        client = opened()
        cache = client.cache
        assert verify(cache, repair=False).is_sound
        left = {path.name for path in folder.iterdir()} - cache.vault.manifest().file_names()
        assert left <= {"lock", "manifest", "manifest.tmp"}, left
        for key, kept in cache.partitions().items():
            table = cache.read(key)
            assert table.num_rows == kept.rows == 800, (key.month, table.num_rows)
            assert table["month"].unique().to_pylist() == [key.month]
            assert len(table["incident_id"].unique()) == 800
        client.sync(query)
        here = client.incidents(query).sort_by("incident_id")
        there = client.source.incidents(client.datasets()[0]).sort_by("incident_id")
        assert here.equals(there), "equal to the portal"

    chance, inside = random.Random(5), 0
    for turn in range(rounds):
        print("publish", turn, flush=True)
        sys.stdin.readline()
        # Every fifth is killed while it opens.
        said = killed(sync, (), chance.random() * 0.25, after_a_word=bool(turn % 5))
        inside += bool(said) and not said.endswith(b"done")
        if not ends_well(check):
            sys.exit(f"round {turn}, {said!r}")
    print(rounds, "rounds,", inside, "inside")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_sync_that_is_killed_again_and_again_leaves_whole_months_and_the_next_ends_equal_to_the_portal(
    site, tmp_path, monkeypatch, everything, offences
):
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    site.admit("kia")
    folder = tmp_path / "cache"
    cache = Cache.open(folder, open_key(folder, "ada", PHRASE), site.url, "ada")
    Client(site.source("kia"), cache).sync(everything)
    arguments = [str(folder), str(ROUNDS), PHRASE, site.url, site.access("kia")]
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(ROUNDS_OF_KILLS), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    watch = threading.Timer(60 + 15 * ROUNDS, worker.kill)
    watch.start()
    try:
        while (line := worker.stdout.readline()).startswith("publish"):
            turn = int(line.split()[1])
            site.publish(offences(f"2024-0{1 + turn % 3}", range(turn % 3, 800, 4 + turn % 4), outcome=f"turn {turn}"))
            worker.stdin.write("published\n")
            worker.stdin.flush()
        said = worker.stderr.read()
    finally:
        watch.cancel()
        worker.kill()
        worker.wait()
    assert line.startswith(f"{ROUNDS} rounds, "), said
    assert int(line.split()[2]) > ROUNDS / 4, line
