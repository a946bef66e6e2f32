"""What the plugin needs beside QGIS, and what of it this Python lacks, or has in a version that is too old."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from ...processing_algorithms.base.translation import tr
from ...safestats_core.package_versions import is_enough, least_version, version_there

FOR_THE_PANEL = {
    "numpy": "numpy",
    "scipy": "scipy",
    "pyarrow": "pyarrow",
    "shapely": "shapely",
    "pyproj": "pyproj",
    "pyogrio": "pyogrio",
    "requests": "requests",
    "platformdirs": "platformdirs",
}
"""Import name -> the name to install it by. Without one of these there is no panel."""

FOR_THE_SEALED_CACHE = {"cryptography": "cryptography", "keyring": "keyring", "argon2": "argon2-cffi"}
"""Without these everything works from memory, and nothing is kept until the next start."""

_IMPORTED_AS = {name: module for module, name in {**FOR_THE_PANEL, **FOR_THE_SEALED_CACHE}.items()}


@dataclass(frozen=True)
class Lack:
    """A package that is not there, or too old.

    name    that it is installed by
    there   the version that is too old; empty where the package is not there
    needed  the lowest version that will do
    """

    name: str
    there: str = ""
    needed: str = ""

    @property
    def module(self) -> str:
        """The name that it is imported by."""
        return _IMPORTED_AS.get(self.name, self.name)

    @property
    def is_in_use(self) -> bool:
        """Whether something in this QGIS has imported the old one already: it stays until QGIS starts again."""
        return bool(self.there) and sys.modules.get(self.module) is not None

    @property
    def is_mended(self) -> bool:
        """Whether it is there by now."""
        return is_enough(self.name, self.module)

    def in_words(self) -> str:
        """Its name, and for an old one both versions."""
        if not self.there:
            return self.name
        words = tr("{name} {there} is there, {needed} is needed")
        return words.format(name=self.name, there=self.there, needed=self.needed)


def missing_for_the_panel() -> list[Lack]:
    """The packages without which there is no panel, as far as this Python lacks them."""
    return list(_lacking(FOR_THE_PANEL.values()))


def missing_for_the_sealed_cache() -> list[Lack]:
    """The packages without which nothing is kept, as far as this Python lacks them."""
    return list(_lacking(FOR_THE_SEALED_CACHE.values()))


def is_there(name: str) -> bool:
    """Whether this Python has a package, by the name that it is installed by, and not too old for us."""
    if name in _IMPORTED_AS:
        return is_enough(name, _IMPORTED_AS[name])
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _lacking(names: Iterable[str]) -> Iterator[Lack]:
    for name in names:
        if not is_there(name):
            yield Lack(name, version_there(name, _IMPORTED_AS[name]) or "", least_version(name))
