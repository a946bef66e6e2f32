"""Several processes of a new portal may start in one moment, and sign with one key."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from safestats_core.portal.identity.signing_keys import KEY_FILE, open_signing_key


def test_who_starts_in_the_same_moment_takes_the_same_key(tmp_path):
    for number in range(20):
        folder, together = tmp_path / str(number), threading.Barrier(6)
        folder.mkdir()

        def start(_, folder=folder, together=together):
            together.wait(30)
            return open_signing_key(folder).name

        with ThreadPoolExecutor(6) as processes:
            assert len(set(processes.map(start, range(6)))) == 1
        assert [path.name for path in folder.iterdir()] == [KEY_FILE]
