"""The key in a real keyring: GNOME's, on a session bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")

UNLOCK_AND_RUN = 'echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -c "$1" "$2"'

BEGIN_AND_GO_ON = """
import sys
from pathlib import Path
from safestats_core.cache.cache import Cache
from safestats_core.cache.keys import forget_key, open_key

folder, account = Path(sys.argv[1]), "https://portal.example ada"
begun = open_key(folder, account)
Cache.open(folder, begun, "https://portal.example", "ada").save_note("greeting", {"said": "hello"})
again = open_key(folder, account)
print(begun.kept, Cache.open(folder, again, "https://portal.example", "ada").note("greeting")["said"])
forget_key(folder, account)
print(open_key(folder, account).raw != begun.raw)
"""


def test_a_cache_begun_with_the_keyring_opens_with_it_again(tmp_path):
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)}; install the packages dbus and gnome-keyring to test a real keyring")
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    command = ["dbus-run-session", "--", "sh", "-c", UNLOCK_AND_RUN, sys.executable, BEGIN_AND_GO_ON]
    done = subprocess.run(
        [*command, str(tmp_path / "cache")], env=home, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["keyring", "hello", "True"], done.stderr
