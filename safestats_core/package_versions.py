"""Which Python packages are there, and whether in a version that is enough.

The lowest versions stand in pyproject.toml alone. A checkout and the plugin's zip have that file; a wheel has its lines
in its metadata.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Optional

_STATED = Path(__file__).resolve().parents[1] / "pyproject.toml"
_REQUIREMENT = re.compile(r"([\w.-]+)\s*\(?>=\s*([\d.]+)")


def least_version(name: str) -> str:
    """The lowest version of a package that will do; empty where any will."""
    return _least_versions().get(name, "")


def version_there(name: str, module: str = "") -> Optional[str]:
    """The version of a package that this Python imports; None where there is none, empty where it says none.

    name    that it is installed by
    module  that is imported; the name where not given
    """
    if find_spec(module or name) is None:
        return None
    try:
        return version(name) or ""
    except PackageNotFoundError:
        return str(getattr(sys.modules.get(module or name), "__version__", ""))


def is_enough(name: str, module: str = "") -> bool:
    """Whether a package is there, and not too old; one that does not say its version is taken to be enough."""
    there = version_there(name, module)
    return there is not None and (not there or _numbers(there) >= _numbers(least_version(name)))


@lru_cache(maxsize=1)
def _least_versions() -> dict[str, str]:
    found = (_REQUIREMENT.match(line.strip(' ",')) for line in _stated())
    return {match[1]: match[2] for match in found if match}


def _stated() -> list[str]:
    """The requirements, one a line. A Python before 3.11 cannot read TOML, and a bare one has nothing to read it by."""
    if not _STATED.is_file():
        return requires("safestats-core") or []
    _, _, following = _STATED.read_text("utf-8").partition("\ndependencies = [\n")
    return following.partition("\n]")[0].splitlines()


def _numbers(stated: str) -> list[int]:
    """1.8.5.post1 -> 1, 8, 5; zeros at the end say nothing."""
    numbers = re.match(r"[\d.]*", stated)
    found = [int(number) for number in numbers[0].split(".") if number] if numbers else []
    while found and not found[-1]:
        found.pop()
    return found
