"""The packages that are offered: pinned, with the hash of every file that PyPI has of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LOCKED = Path(__file__).resolve().parents[2] / "resources" / "packages" / "locked.txt"


@dataclass(frozen=True)
class LockedPackage:
    """One requirement of the file: the package's name and the lines that pip reads, with marker and hashes."""

    name: str
    lines: str


def read_locked(path: Path = LOCKED) -> list[LockedPackage]:
    """Every requirement of the file, in its order; a package has several where systems differ."""
    return [LockedPackage(lines.partition("==")[0].strip(), lines) for lines in _requirements(path)]


def requirements_without(is_there: Callable[[str], bool], path: Path = LOCKED) -> str:
    """The requirements file for what is not there: a package that QGIS has already is never replaced."""
    return "".join(package.lines for package in read_locked(path) if not is_there(package.name))


def _requirements(path: Path) -> Iterator[str]:
    lines: list[str] = []
    for line in path.read_text("utf-8").splitlines(keepends=True):
        if not lines and (not line.strip() or line.startswith("#")):
            continue
        lines.append(line)
        if not line.rstrip().endswith("\\"):
            yield "".join(lines)
            lines = []
