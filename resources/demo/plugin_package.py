"""Load this checkout as QGIS does: the repository root is the package `safestats`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def load() -> None:
    """Make `import safestats` give the checkout, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "safestats", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["safestats"] = package
    spec.loader.exec_module(package)
