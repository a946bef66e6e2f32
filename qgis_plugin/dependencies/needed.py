"""What the plugin needs beside QGIS, and whether this Python has it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

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


def missing_for_the_panel() -> list[str]:
    """The packages without which there is no panel, as far as this Python cannot import them."""
    return [name for module, name in FOR_THE_PANEL.items() if find_spec(module) is None]


def missing_for_the_sealed_cache() -> list[str]:
    """The packages without which nothing is kept, as far as this Python cannot import them."""
    return [name for module, name in FOR_THE_SEALED_CACHE.items() if find_spec(module) is None]


def is_there(name: str) -> bool:
    """Whether this Python has a package by the name that it is installed by."""
    if name in _IMPORTED_AS:
        return find_spec(_IMPORTED_AS[name]) is not None
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
