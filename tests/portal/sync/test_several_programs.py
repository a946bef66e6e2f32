"""Two programs that sync and one that reads, on one cache at once: real processes, a real portal, a real passphrase."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading

from safestats_core.cache import passphrase
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import open_key
from safestats_core.cache.verification import verify
from safestats_core.client import Client

PHRASE = "many hands"
SECONDS = 2.0
LONGEST_WAIT = 1.0

WORKER = """
    import json, sys, time
    from pathlib import Path

    from safestats_core.access import Level
    from safestats_core.cache import lock, passphrase
    from safestats_core.cache.cache import Cache
    from safestats_core.cache.keys import open_key
    from safestats_core.client import Client
    from safestats_core.query import Query
    from safestats_core.retrieval.portal import PortalSource
    from safestats_core.retrieval.session import new_http_session
    from safestats_core.retrieval.sign_in import Tokens

    folder, role, seconds, phrase, url, access = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), *sys.argv[4:]
    passphrase.MEMORY_KIB = 64
    waits, holds, reads, since = [0.0], [0.0], [0.0], {}
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
    cache = Cache.open(folder, open_key(folder, "ada", phrase), url, "ada")
    client = Client(PortalSource(url, new_http_session(), Tokens(url, access, "", time.monotonic() + 80_000)), cache)
    query = Query("offences", Level.RECORD)
    print("ready", flush=True)
    sys.stdin.readline()
    end, turns, changed = time.monotonic() + seconds, 0, 0
    while turns < 3 or time.monotonic() < end:
        if role == "reads":
            begin = time.monotonic()
            table = client.incidents(query)
            reads.append(time.monotonic() - begin)
            assert table.num_rows == len(table["incident_id"].unique()) == 2_400, table.num_rows
        else:
            done = client.sync(query)
            changed += done.rows_changed + done.rows_fetched
        turns += 1
    print(json.dumps({"turns": turns, "wait": max(waits), "hold": max(holds), "read": max(reads), "changed": changed}))
"""


def test_two_that_sync_and_one_that_reads_never_wait_long_and_end_with_what_the_portal_has(
    site, tmp_path, monkeypatch, everything, offences, by_id, at_portal
):
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 64)
    site.admit("lou")
    folder = tmp_path / "cache"
    cache = Cache.open(folder, open_key(folder, "ada", PHRASE), site.url, "ada")
    client = Client(site.source("lou"), cache)
    client.sync(everything)
    run = [sys.executable, "-c", textwrap.dedent(WORKER), str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    roles = ("syncs", "syncs too", "reads")
    more = (str(SECONDS), PHRASE, site.url, site.access("lou"))
    workers = {role: subprocess.Popen([*run, role, *more], **pipes) for role in roles}
    over = threading.Event()

    def publish():
        turn = 0
        while not over.wait(0.2):
            turn += 1
            numbers = range(turn % 7, 800, 7) if turn % 4 else range(800)  # at times so many that it comes whole
            site.publish(offences(f"2024-0{1 + turn % 3}", numbers, outcome=f"turn {turn}"))

    supplier = threading.Thread(target=publish)
    try:
        assert [worker.stdout.readline() for worker in workers.values()] == ["ready\n"] * 3
        supplier.start()
        for worker in workers.values():
            worker.stdin.write("go\n")
            worker.stdin.flush()
        ended = {role: worker.communicate(timeout=60) for role, worker in workers.items()}
    finally:
        over.set()
        for worker in workers.values():
            worker.kill()
            worker.wait()
    supplier.join()
    assert {role: said[1] for role, said in ended.items()} == dict.fromkeys(roles, ""), "no error in any of them"
    told = {role: json.loads(said[0]) for role, said in ended.items()}
    assert all(each["turns"] >= 3 for each in told.values()), told
    assert min(told[role]["changed"] for role in ("syncs", "syncs too")) > 0, told
    # On a busy machine whoever has the lock has it for longer. The others may take their turns first, and none twice.
    before = 3 * max(each["hold"] for each in told.values())
    assert max(each["wait"] for each in told.values()) < LONGEST_WAIT + before, told
    client.sync(everything)
    assert by_id(client.incidents(everything)) == at_portal("lou")
    assert verify(client.cache, repair=False).is_sound
    assert {path.name for path in folder.iterdir()} == cache.vault.manifest().file_names() | {"lock", "manifest"}
