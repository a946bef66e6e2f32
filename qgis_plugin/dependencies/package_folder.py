"""The folder of packages that the plugin installed for itself, in the profile, one for each version of Python."""

from __future__ import annotations

import sys
from importlib import invalidate_caches
from pathlib import Path

from qgis.core import QgsApplication

from .coming_first import come_first, come_last
from .needed import missing_for_the_panel, missing_for_the_sealed_cache


def package_folder() -> Path:
    """Where the packages are, or would be, for the Python that runs."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "safestats-packages" / str(sys.implementation.cache_tag)


def use_package_folder() -> None:
    """Let Python find the packages there, last of all: what QGIS has comes first, but for what is too old."""
    folder = str(package_folder())
    if package_folder().is_dir() and folder not in sys.path:
        sys.path.append(folder)
    invalidate_caches()
    come_first(folder, [*missing_for_the_panel(), *missing_for_the_sealed_cache()])


def leave_package_folder() -> None:
    """The reverse, for when the plugin is unloaded."""
    folder = str(package_folder())
    if folder in sys.path:
        sys.path.remove(folder)
    come_last()
