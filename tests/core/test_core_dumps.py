"""The command crashes with keys and tokens in memory, on a system that writes dumps: none of it is written."""

from __future__ import annotations

import secrets
import subprocess
import sys
import textwrap

import pytest

CRASH = """
    import ctypes, os, resource, sys, time

    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    if sys.argv[1] == "the command":
        from safestats_core.cli import main
        sys.argv = ["safestats", "portals"]
        main()  # whatever it is asked: it forbids dumps first
        print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)

    from safestats_core.cache.keys import CacheKey
    from safestats_core.cache.witness import MemoryWitness
    from safestats_core.retrieval.sign_in import Tokens

    word = sys.stdin.readline().strip()
    key = CacheKey(word.encode()[:32], "keyring", MemoryWitness())
    tokens = Tokens("https://portal.example", word, word, time.monotonic())
    os.abort()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of dumps")
def test_a_crash_of_the_command_leaves_no_dump_with_its_keys_and_tokens(tmp_path, leak_scan, monkeypatch):
    word = secrets.token_hex(24)
    monkeypatch.setenv("SAFESTATS_HOME", str(tmp_path / "home"))

    def left_by(who):
        folder = tmp_path / who
        folder.mkdir()
        run = [sys.executable, "-c", textwrap.dedent(CRASH), who]
        done = subprocess.run(run, input=word, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode < 0, done.stderr
        return done.stdout, leak_scan([word, word[:32]], [folder]), list(folder.iterdir())

    said, leaks, files = left_by("the command")
    assert (said.strip(), leaks, files) == ("(0, 0) 0", [], []), "no room for a dump, and marked as not to be dumped"
    _, leaks, files = left_by("another program")
    if not files:
        pytest.skip("this system keeps no core dumps in the folder of a program: there is nothing to compare with")
    assert leaks, "a program without this does leave them: the scan would have found them"
