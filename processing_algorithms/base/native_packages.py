"""Python packages that bring native libraries which QGIS has too: each is made to call its own.

On Linux a library's calls are looked up in the program before the library itself. QGIS is linked with GDAL, GEOS and
PROJ, so inside QGIS a wheel of pyogrio, shapely or pyproj would call QGIS's version of them with the structures of its
own version, and crash.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

_PACKAGES = ("pyarrow", "shapely", "pyproj", "pyogrio")


def load_apart() -> None:
    """Import the packages, those that there are, with lookups that start in their own libraries.

    It has to come before anything else imports them; elsewhere than on Linux it is not needed and does nothing.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    if not deep:
        return
    usual = sys.getdlopenflags()
    sys.setdlopenflags(usual | deep)
    try:
        for package in _PACKAGES:
            if find_spec(package):
                import_module(package)
    finally:
        sys.setdlopenflags(usual)
