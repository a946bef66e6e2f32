"""Python packages that bring native libraries which QGIS has too: each is made to call its own.

On Linux a library's calls are looked up in the program before the library itself. QGIS is linked with GDAL, GEOS and
PROJ, so inside QGIS a wheel of pyogrio, shapely or pyproj would call QGIS's version of them with the structures of its
own version, and crash.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from ...safestats_core.package_versions import is_enough

_PACKAGES = ("pyarrow", "shapely", "pyproj", "pyogrio")


def load_apart() -> None:
    """Import the packages, those that there are and not too old, with lookups that start in their own libraries.

    It has to come before anything else imports them; elsewhere than on Linux it is not needed and does nothing.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep:
        return
    enough = [package for package in _PACKAGES if is_enough(package)]
    usual = sys.getdlopenflags()
    sys.setdlopenflags(usual | deep)
    try:
        with _hidden([package for package in _PACKAGES if package not in enough]):
            for package in enough:
                import_module(package)
    finally:
        sys.setdlopenflags(usual)


@contextmanager
def _hidden(packages: list[str]) -> Iterator[None]:
    """Let nothing import these meanwhile, as pyogrio does with shapely: an old one that is in could not be replaced."""
    hidden = [package for package in packages if package not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for package in hidden:
            sys.modules.pop(package, None)
