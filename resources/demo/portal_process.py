"""The demonstration's portal: set up with the commands that a data manager types, then served on loopback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_COMMAND = (str(Path(sys.executable).with_name("safestats")), "portal")
_PATIENCE = 20
_READY = "Listening on "


def run(*arguments: str, typed: str | None = None, with_remarks: bool = False) -> str:
    """Run `safestats portal ...` to its end, and give what it answered.

    typed         sent as its input
    with_remarks  whether its progress and remarks go where ours go
    """
    errors = None if with_remarks else subprocess.PIPE
    done = subprocess.run(
        [*_COMMAND, *arguments], input=typed, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{done.stderr or ''}\nThis command failed: safestats portal {' '.join(arguments)}")
    return done.stdout


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A portal process for as long as the block runs; gives its address. No process is left behind."""
    log = folder / "server.log"
    with (
        log.open("ab") as errors,
        subprocess.Popen(
            [*_COMMAND, "serve", str(folder), "--port", "0"], stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            line = process.stdout.readline()
            if not line.startswith(_READY):
                raise SystemExit(f"The portal did not start; {log} says why.")
            yield line.removeprefix(_READY).strip()
        finally:
            process.terminate()
            process.wait(_PATIENCE)
