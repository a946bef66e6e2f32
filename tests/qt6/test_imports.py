from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(("safestats", *path.relative_to(ROOT).with_suffix("").parts))
    for path in sorted((ROOT / "qgis_plugin").rglob("*.py"))
    if path.name != "__init__.py"
]


@pytest.mark.parametrize("name", MODULES)
def test_every_file_of_the_plugin_can_be_imported_on_qt_6(name):
    importlib.import_module(name)
    assert "PyQt5" not in sys.modules


def test_qt_is_6():
    from qgis.PyQt.QtCore import QT_VERSION_STR

    assert QT_VERSION_STR.startswith("6.")
