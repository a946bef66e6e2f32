"""What the plugin needs beside QGIS, and whether this Python has it."""

from __future__ import annotations

import importlib.util

REQUIRED = {
    "numpy": "numpy",
    "scipy": "scipy",
    "pyarrow": "pyarrow",
    "shapely": "shapely",
    "pyproj": "pyproj",
    "pyogrio": "pyogrio",
    "geopandas": "geopandas",
    "requests": "requests",
    "cryptography": "cryptography",
    "keyring": "keyring",
    "argon2": "argon2-cffi",
    "platformdirs": "platformdirs",
}
"""Import name -> the name to install it by."""


def missing_packages() -> list[str]:
    """Names to install, of the packages that this Python cannot import."""
    return [name for module, name in REQUIRED.items() if importlib.util.find_spec(module) is None]


def remedy(missing: list[str]) -> str:
    """What to tell a person whose Python lacks `missing`."""
    return (
        f"SafeStats needs Python packages that this QGIS does not have: {', '.join(missing)}. "
        f"Install them into QGIS's Python with:  python3 -m pip install {' '.join(missing)}  and start QGIS again."
    )
