"""A disk that refuses at any step: an error in words, the old state whole, and the next write goes through."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from safestats_core.cache.upkeep import evict, rotate
from safestats_core.cache.verification import verify
from safestats_core.errors import LeaseExpired, SafeStatsError


@pytest.fixture
def cache(open_cache, month, incidents, lease):
    cache = open_cache()
    cache.replace({month(name): (incidents(), "v1") for name in ("2024-01", "2024-02")}, [], lease)
    cache.save_note("catalogue", {"said": "before"})
    return cache


@pytest.fixture
def refusing(monkeypatch):
    """Runs an action whose n-th step on the disk, and every later one, is refused; tells whether any was."""

    def run(step, code, action):
        left = [step]

        def counted(original):
            def call(*arguments, **options):
                left[0] -= 1
                if left[0] < 0:
                    raise OSError(code, os.strerror(code))
                return original(*arguments, **options)

            return call

        with monkeypatch.context() as patch:
            for owner, name in ((os, "fsync"), (os, "replace"), (Path, "unlink")):
                patch.setattr(owner, name, counted(getattr(owner, name)))
            try:
                action()
            except SafeStatsError as error:
                said = str(error)
            else:
                return left[0] < 0
        assert os.strerror(code) in said
        assert "Check the free space and the rights" in said
        return True

    return run


@pytest.mark.parametrize(
    ("work", "code"),
    [("replace", errno.EROFS), ("replace", errno.EACCES), ("replace", errno.EIO)]
    + [(work, errno.ENOSPC) for work in ("replace", "note", "evict", "rotate")],
)
def test_a_disk_that_refuses_any_step_leaves_a_whole_cache(
    cache, open_cache, month, incidents, lease, refusing, work, code
):
    actions = {
        "replace": lambda: cache.replace({month("2024-02"): (incidents(words="new"), "v2")}, [month("2024-01")], lease),
        "note": lambda: cache.save_note("catalogue", {"said": "after"}),
        "evict": lambda: evict(cache, 0),
        "rotate": lambda: rotate(cache),
    }
    for step in range(40):
        before = seen(cache)
        refused = refusing(step, code, actions[work])
        found = seen(open_cache())
        assert found == before or found == seen(cache), "the state before or after"
        assert verify(open_cache(), repair=False).is_sound
        if step == 0:
            assert found == before
        cache.replace({month(name): (incidents(), "v1") for name in ("2024-01", "2024-02")}, [], lease)
        cache.save_note("catalogue", {"said": "before"})
        if not refused:
            break
    assert step > 2
    assert not refused


def seen(cache):
    months = {
        key.month: (kept.version, cache.read(key)["location"][0].as_py()) for key, kept in cache.partitions().items()
    }
    return months, cache.note("catalogue")


def test_a_disk_that_refuses_keeps_nobody_from_reading(cache, open_cache, month, clock, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    clock.move(hours=2)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert cache.read(month("2024-01")).num_rows
        cache.record_use()
        assert open_cache().read(month("2024-02")).num_rows
        clock.move(hours=-1)
        with pytest.raises(LeaseExpired, match="in use at 2024-06-01 14:00"):
            cache.read(month("2024-01"))


def test_a_cache_on_a_read_only_disk_opens_and_is_read(mount_small, open_cache, month, incidents, lease, clock):
    disk = mount_small(1)
    open_cache(folder=disk / "cache").replace({month("2024-01"): (incidents(), "v1")}, [], lease)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    clock.move(hours=2)
    cache = open_cache(folder=disk / "cache")
    assert cache.read(month("2024-01")).equals(incidents())
    cache.record_use()
    with pytest.raises(SafeStatsError, match="Check the free space and the rights"):
        cache.save_note("catalogue", {})


READ_AND_WRITE = """
    import os, sys
    from pathlib import Path
    from safestats_core.cache.cache import Cache
    from safestats_core.cache.keys import CacheKey
    from safestats_core.cache.witness import MemoryWitness
    from safestats_core.errors import SafeStatsError

    folder, key = Path(sys.argv[1]), CacheKey(bytes.fromhex(sys.argv[2]), "keyring", MemoryWitness())
    for uid in sys.argv[3:]:
        os.setuid(int(uid))
    try:
        Cache.open(folder, key, "https://portal.example", "ada").save_note("catalogue", {})
    except SafeStatsError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_folder_that_belongs_to_another_user_is_a_sentence_and_stays_as_it_is(key):
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        folder = Path(place) / "cache"
        folder.mkdir(mode=0o555)
        import pwd

        others = [str(pwd.getpwnam("nobody").pw_uid)] if os.getuid() == 0 else []
        if not others:
            folder = Path("/")
        run = [sys.executable, "-c", textwrap.dedent(READ_AND_WRITE), str(folder), key.raw.hex(), *others]
        done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)
        assert "cannot be made private" in done.stdout, done.stderr
        assert "Check the free space and the rights" in done.stdout
        assert others == [] or list(folder.iterdir()) == []


OVER_THE_LIMIT = """
    import resource, signal, sys
    from datetime import datetime, timezone
    from pathlib import Path
    import numpy as np
    import pyarrow as pa
    from safestats_core.access import Level
    from safestats_core.cache.cache import Cache, PartitionKey
    from safestats_core.cache.keys import CacheKey
    from safestats_core.cache.verification import verify
    from safestats_core.cache.witness import MemoryWitness
    from safestats_core.errors import SafeStatsError

    key = CacheKey(bytes(range(32)), "keyring", MemoryWitness())
    cache = Cache.open(Path(sys.argv[1]), key, "https://portal.example", "ada")
    month = PartitionKey("police-recorded", Level.RECORD, "2024-03", "5c09e")
    until = datetime(2100, 1, 1, tzinfo=timezone.utc)
    cache.replace({month: (pa.table({"a": [1]}), "v1")}, [], until)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    noise = pa.table({"a": np.random.default_rng(1).integers(0, 2**62, 100_000)})
    try:
        cache.replace({month: (noise, "v2")}, [], until)
    except SafeStatsError as error:
        print(error)
    print(cache.read(month)["a"].to_pylist(), verify(cache, repair=False).is_sound)
    cache.save_note("catalogue", {})
    print(sorted(path.suffix for path in Path(sys.argv[1]).iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_write_that_the_system_itself_cuts_short_is_an_error_and_swept_later(folder):
    run = [sys.executable, "-c", textwrap.dedent(OVER_THE_LIMIT), str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=False)
    said, state, left = done.stdout.splitlines()
    assert "cannot be written: File too large" in said
    assert (state, left) == ("[1] True", "['', '', '', '']"), done.stderr
