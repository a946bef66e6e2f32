"""A PostgreSQL cluster of a benchmark's own, which listens on a socket in its folder and ends with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_PATIENCE = 60


@dataclass(frozen=True)
class OwnPostgresql:
    """A server that runs; PostgreSQL does not run as root, so it may have an account of its own."""

    folder: Path
    account: tuple[str, ...]
    process: subprocess.Popen

    def new_database(self, name: str) -> str:
        """The URL of a new database."""
        create = [*self.account, str(_PROGRAMS[-1] / "createdb"), "-h", str(self.folder), "-U", "postgres", name]
        until = time.monotonic() + _PATIENCE
        while subprocess.run(create, capture_output=True, cwd=self.folder).returncode:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("PostgreSQL does not start.")
            time.sleep(0.2)
        return f"postgresql://postgres@/{name}?host={self.folder}"


def is_installed() -> bool:
    """Whether there is a PostgreSQL to start, where Debian puts it."""
    return bool(_PROGRAMS)


@contextmanager
def own_postgresql(settings: Mapping[str, str]) -> Iterator[OwnPostgresql]:
    """A new cluster with these settings beside its usual ones."""
    account = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.getuid() == 0 else ()
    folder = Path(tempfile.mkdtemp(prefix="safestats-postgresql-"))
    if account:
        shutil.chown(folder, "postgres")
    server = None
    try:
        data = ["-D", str(folder / "data")]
        initdb = [*account, str(_PROGRAMS[-1] / "initdb"), *data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--no-sync"], check=True, capture_output=True, cwd=folder)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = subprocess.Popen(
            [*account, str(_PROGRAMS[-1] / "postgres"), *data, "-k", str(folder), "-c", "listen_addresses=", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        yield OwnPostgresql(folder, account, server)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(_PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)
