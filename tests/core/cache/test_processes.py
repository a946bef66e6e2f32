"""Two windows of QGIS, a scheduled sync and an upkeep job on one cache at once: real processes, for some seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import time

import pytest

from safestats_core.cache import passphrase
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.verification import verify

PHRASE = "many hands"
SECONDS = 5.0
LONGEST_WAIT = 1.0

WORKER = """
    import json, sys, time
    from datetime import datetime, timezone
    from itertools import count
    from pathlib import Path

    import pyarrow as pa
    from safestats_core.access import Level
    from safestats_core.cache import lock, passphrase
    from safestats_core.cache.cache import Cache, PartitionKey
    from safestats_core.cache.keys import open_key
    from safestats_core.cache.upkeep import evict, pin, rotate
    from safestats_core.cache.verification import verify
    from safestats_core.errors import InvalidInput

    folder, role, seconds, phrase = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4]
    passphrase.MEMORY_KIB = 64
    waits, holds, reads, since = [0.0], [0.0], [], {}
    wait_for, let_go = lock._wait_for, lock._unlock

    def timed(*arguments):
        begin = time.monotonic()
        held = wait_for(*arguments)
        since[arguments[0]] = time.monotonic()
        waits.append(since[arguments[0]] - begin)
        return held

    def timed_to_the_end(handle):
        let_go(handle)
        holds.append(time.monotonic() - since.pop(handle))

    lock._wait_for, lock._unlock = timed, timed_to_the_end
    cache = Cache.open(folder, open_key(folder, "ada", phrase), "https://portal.example", "ada")
    months = [PartitionKey("police-recorded", Level.RECORD, f"2024-{n:02d}", "5c09e") for n in range(1, 7)]
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds

    def read_all(turn):
        for key in cache.partitions():
            begin = time.monotonic()
            try:
                table = cache.read(key)
            except InvalidInput:
                continue  # evicted between the list and the look
            reads.append(time.monotonic() - begin)
            assert table.num_rows == 20_000 and len(table["turn"].unique()) == 1
        cache.note(f"window {turn - 1}")

    def sync(turn):
        put = {key: (pa.table({"turn": [turn] * 20_000}), str(turn)) for key in months[turn % 3 :: 3]}
        cache.replace(put, [], datetime(2100, 1, 1, tzinfo=timezone.utc))

    def upkeep(turn):
        pin(cache, months[:1], is_pinned=turn % 2 == 0)
        evict(cache, cache.size // 2)
        rotate(cache)
        assert verify(cache, repair=True).is_sound

    def write_notes(turn):
        read_all(turn)
        cache.save_note(f"window {turn % 3}", {"turn": turn})
        assert cache.note(f"window {turn % 3}") == {"turn": turn}

    work = {"first window": read_all, "second window": write_notes, "scheduled": sync, "upkeep": upkeep}[role]
    for turn in count():
        work(turn)
        if time.monotonic() > end:
            break
    longest = {"wait": max(waits), "hold": max(holds), "read": max(reads, default=0)}
    print(json.dumps({"turns": turn, **longest, "reads": len(reads)}))
"""


@pytest.fixture
def cheap(monkeypatch):
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)


def test_four_programs_work_on_one_cache_at_once_and_none_waits_long(folder, cheap):
    run = [sys.executable, "-c", textwrap.dedent(WORKER), str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    roles = ("first window", "second window", "scheduled", "upkeep")
    workers = {role: subprocess.Popen([*run, role, str(SECONDS), PHRASE], **pipes) for role in roles}
    try:
        assert [worker.stdout.readline() for worker in workers.values()] == ["ready\n"] * 4
        begin = time.monotonic()
        for worker in workers.values():
            worker.stdin.write("go\n")
            worker.stdin.flush()
        ended = {role: worker.communicate(timeout=60) for role, worker in workers.items()}
    finally:
        for worker in workers.values():
            worker.kill()
            worker.wait()
    assert {role: said[1] for role, said in ended.items()} == dict.fromkeys(roles, ""), "no error in any of them"
    told = {role: json.loads(said[0]) for role, said in ended.items()}
    print(told)
    assert time.monotonic() - begin < SECONDS * 10
    assert all(each["turns"] >= 3 for each in told.values()), told
    assert told["first window"]["reads"] > 20, told
    # On a busy machine whoever has the lock has it for longer. The others may take their turns first, and none twice.
    before = 3 * max(each["hold"] for each in told.values())
    assert max(each["wait"] for each in told.values()) < LONGEST_WAIT + before, told
    cache = Cache.open(folder, open_key(folder, "ada", PHRASE), "https://portal.example", "ada")
    assert verify(cache, repair=False).is_sound
    assert len(cache.vault.key.keeper.keys()) == 1
    assert {path.name for path in folder.iterdir()} == cache.vault.manifest().file_names() | {"lock", "manifest"}


def test_a_long_write_keeps_nobody_waiting(open_cache, month, incidents, lease, monkeypatch, folder):
    """Sealing a year of London takes seconds: meanwhile others write, and nothing that is being written is swept."""
    slow, other = open_cache(), open_cache()
    write = type(slow.vault.files).write
    seen = []

    def written(files, name, content):
        write(files, name, content)
        if not seen and name != "manifest":
            seen.append(name)
            begin = time.monotonic()
            other.save_note("session", {"renewed": True})
            open_cache()
            seen.append(time.monotonic() - begin)

    monkeypatch.setattr(type(slow.vault.files), "write", written)
    slow.replace({month(): (incidents(), "v1"), month("2024-04"): (incidents(), "v1")}, [], lease)
    assert seen[1] < 15, "it is not waited for, which would be for half a minute"
    assert slow.read(month()).num_rows == slow.read(month("2024-04")).num_rows == 20
    assert other.note("session") == {"renewed": True}
    assert not list(folder.glob("*.writing"))


def test_what_a_killed_writer_had_claimed_is_swept_by_the_next(open_cache, folder):
    cache = open_cache()
    cache.save_note("catalogue", {})
    for name in ("0" * 16 + ".writing", "0" * 32, "0" * 31 + "1.tmp"):
        (folder / name).touch()
    open_cache()
    assert len(list(folder.iterdir())) == 3, "lock, manifest and the note"
