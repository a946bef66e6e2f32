"""A disk that is full or read-only in the middle of a sync: a sentence, the old months, and the next sync works."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from itertools import count

import pytest

from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import CacheKey
from safestats_core.cache.sealing import new_key
from safestats_core.cache.verification import verify
from safestats_core.cache.witness import MemoryWitness
from safestats_core.client import Client
from safestats_core.errors import SafeStatsError

people = (f"disk{number}" for number in count())


@pytest.fixture
def small_disk(mount_small):
    return mount_small(1)


def client_in(site, folder, person):
    key = CacheKey(new_key(), "keyring", MemoryWitness())
    return Client(site.source(person), Cache.open(folder, key, site.url, person))


def test_a_disk_that_is_full_keeps_the_months_that_were_there(
    site, small_disk, everything, offences, state_of, by_id, at_portal
):
    person = next(people)
    site.admit(person)
    client = client_in(site, small_disk / "cache", person)
    client.sync(everything)
    site.publish(offences("2024-02", range(800), outcome=f"as {person} found it"))
    site.publish(offences("2024-01", range(40), outcome=f"as {person} found it"))
    before, _ = state_of(client)
    filler = small_disk / "something else"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(2**20))
    with pytest.raises(SafeStatsError, match="cannot be written: No space left .* Check the free space"):
        client.sync(everything)
    assert state_of(client)[0] == before
    assert client.cached(everything).table.num_rows == 2_400, "what is there can be read from a full disk"
    filler.unlink()
    client.sync(everything)
    assert by_id(client.incidents(everything)) == at_portal(person)
    assert verify(client.cache, repair=False).is_sound
    assert len(list((small_disk / "cache").iterdir())) == len(client.cache.vault.manifest().file_names()) + 2


def test_a_disk_that_becomes_read_only_is_a_sentence_and_can_be_read(
    site, small_disk, everything, offences, state_of, by_id, at_portal
):
    person = next(people)
    site.admit(person)
    client = client_in(site, small_disk / "cache", person)
    client.sync(everything)
    site.publish(offences("2024-02", range(800), outcome=f"as {person} found it"))
    before, generation = state_of(client)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(SafeStatsError, match=r"cannot be .* Check the free space and the rights"):
        client.sync(everything)
    assert state_of(client) == (before, generation)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    client.sync(everything)
    assert by_id(client.incidents(everything)) == at_portal(person)


CUT_SHORT = """
    import resource, signal, sys, time
    from pathlib import Path

    from safestats_core.access import Level
    from safestats_core.cache.cache import Cache
    from safestats_core.cache.keys import CacheKey
    from safestats_core.cache.verification import verify
    from safestats_core.cache.witness import MemoryWitness
    from safestats_core.client import Client
    from safestats_core.errors import SafeStatsError
    from safestats_core.query import Query
    from safestats_core.retrieval.portal import PortalSource
    from safestats_core.retrieval.session import new_http_session
    from safestats_core.retrieval.sign_in import Tokens

    folder, url, access = Path(sys.argv[1]), *sys.argv[2:]
    cache = Cache.open(folder, CacheKey(bytes(range(32)), "keyring", MemoryWitness()), url, "ada")
    client = Client(PortalSource(url, new_http_session(), Tokens(url, access, "", time.monotonic() + 9_000)), cache)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    had = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, had[1]))
    try:
        client.sync(Query("offences", Level.RECORD))
    except SafeStatsError as error:
        print(error)
    print(len(cache.partitions()), verify(cache, repair=False).is_sound)
    resource.setrlimit(resource.RLIMIT_FSIZE, had)
    print(client.load(Query("offences", Level.RECORD)).table.num_rows)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_month_that_the_system_cuts_short_is_not_there_until_it_is_whole(site, tmp_path):
    person = next(people)
    site.admit(person)
    run = [sys.executable, "-c", textwrap.dedent(CUT_SHORT), str(tmp_path / "cache"), site.url, site.access(person)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    said, state, rows = done.stdout.splitlines() or [done.stderr] * 3
    assert "cannot be written: File too large" in said
    assert (state, rows) == ("0 True", "2400"), done.stderr
