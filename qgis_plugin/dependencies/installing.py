"""Runs pip for what is missing: only what the lock names, hash by hash, into the plugin's own folder."""

from __future__ import annotations

import os
import shutil
import subprocess  # nosec B404 - pip is a program of its own
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import distributions
from pathlib import Path

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import MissingPackage
from ...safestats_core.progress import Progress
from .locked import LOCKED, requirements_without

_SECONDS = 1800
"""A slow line may need minutes for 100 MB; nothing runs for ever."""


def install_missing(
    folder: Path,
    is_there: Callable[[str], bool],
    progress: Progress,
    wheels: Path | None = None,
    locked: Path = LOCKED,
    environment: dict[str, str] | None = None,
) -> None:
    """Install the locked packages that are not there into `folder`.

    is_there     says of a package, by name, whether this Python has it
    wheels       a folder of wheel files to take them from, for a computer without internet
    environment  variables for pip beside those of this program, such as a proxy
    Raises MissingPackage with what pip said and what to do, Cancelled where `progress` does.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        wanted, fresh = Path(scratch) / "wanted.txt", Path(scratch) / "fresh"
        wanted.write_text(requirements_without(is_there, locked), "utf-8")
        _run(install_command(wanted, fresh, wheels), {**os.environ, **(environment or {})}, progress)
        _remove_older(fresh, folder)
        shutil.copytree(fresh, folder, dirs_exist_ok=True)


def install_command(requirements: Path, folder: Path, wheels: Path | None = None) -> list[str]:
    """The command that installs a requirements file with hashes into `folder`."""
    source = [] if wheels is None else ["--no-index", "--find-links", str(wheels)]
    # Without --no-deps pip would look for what these need, and bring a second numpy.
    safely = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    pip = [str(python_program()), "-m", "pip", "install"]
    return [*pip, *safely, *source, "--target", str(folder), "--requirement", str(requirements)]


def python_program() -> Path:
    """The Python that QGIS embeds, as a program of its own; inside QGIS `sys.executable` may be QGIS itself."""
    prefix, version = Path(sys.exec_prefix), f"{sys.version_info.major}.{sys.version_info.minor}"
    beside = [prefix / "python.exe", prefix / "python3.exe", prefix / "bin" / f"python{version}"]
    # `sys.executable` comes last: inside QGIS it is whatever Python the PATH names first, perhaps of another version.
    for program in (*beside, prefix / "bin" / "python3", Path(sys.executable or "")):
        if program.stem.startswith("python") and program.is_file():
            return program
    raise MissingPackage(
        tr("No Python program was found in {prefix}. Install the packages with the command shown.").format(
            prefix=prefix
        )
    )


def _remove_older(fresh: Path, folder: Path) -> None:
    """Of what an earlier SafeStats installed, take out what is there anew: two versions in one folder would mix."""
    names = {each.metadata["Name"] for each in distributions(path=[str(fresh)])}
    for older in distributions(path=[str(folder)]):
        files = (older.files or ()) if older.metadata["Name"] in names else ()
        # pip lists programs as if they stood beside the folder, where they are not.
        paths = [Path(older.locate_file(file)) for file in files if ".." not in file.parts]
        for path in paths:
            path.unlink(missing_ok=True)
        for emptied in sorted({path.parent for path in paths} - {folder}, reverse=True):
            if emptied.is_dir() and not any(emptied.iterdir()):
                emptied.rmdir()


def _run(command: list[str], environment: dict[str, str], progress: Progress) -> None:
    with tempfile.TemporaryFile() as said:
        # Every part of the command is ours but the folder of wheels, which is one argument and no shell reads it.
        run = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment)  # nosec B603 # noqa: S603
        try:
            _wait(run, progress)
        finally:
            if run.poll() is None:
                run.kill()
                run.wait()
        if run.returncode:
            said.seek(0)
            raise MissingPackage(_in_words(said.read().decode("utf-8", "replace")))


def _wait(run: subprocess.Popen, progress: Progress) -> None:
    end = time.monotonic() + _SECONDS
    while run.poll() is None:
        progress(0, 0, tr("Installing packages"))
        if time.monotonic() > end:
            raise MissingPackage(
                tr("Installing took more than {minutes} minutes and was stopped. Try again.").format(
                    minutes=_SECONDS // 60
                )
            )
        time.sleep(0.1)


def _in_words(said: str) -> str:
    if "No module named pip" in said:
        return tr(
            "This Python has no pip. Install it (on Debian and Ubuntu: sudo apt install python3-pip) and try again."
        )
    errors = [line.strip() for line in said.splitlines() if "ERROR" in line or "HASH" in line.upper()]
    reason = " ".join(errors[:3]) or said.strip()[-300:]
    words = tr("The packages could not be installed. pip said: {reason} Try a folder of wheels, or the command shown.")
    return words.format(reason=reason)
