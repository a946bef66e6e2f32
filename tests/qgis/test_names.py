"""Every name of QGIS that the plugin uses is there on the QGIS that runs, and every enum is spelt in full.

Qt's names are held to PyQt6 by `.ci/qt6.py`; QGIS's own can only be asked of a QGIS, so this runs on each of them.
"""

from __future__ import annotations

import importlib
import importlib.util
from enum import Enum
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATER = {"Qgis.DataType.Int8": "QGIS 3.30: without it no raster has that type"}
"""Names that an older QGIS lacks, and what the plugin does without each."""


def _check():
    spec = importlib.util.spec_from_file_location("qt6", ROOT / ".ci" / "qt6.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


qt6 = _check()


def breach(module: str, dotted: str) -> str:
    """What is wrong with a name of qgis.core, qgis.gui and the like; empty where nothing is."""
    found, owner = importlib.import_module(module), None
    for name in dotted.split("."):
        if owner is not None and not isinstance(found, type):
            return ""  # what an instance has is not known here
        owner, found = found, getattr(found, name, None)
        if found is None:
            return f"{dotted}: this QGIS has no {name}"
    kind = type(found)
    spelt = getattr(owner, kind.__name__, None)
    if isinstance(owner, type) and spelt is kind and kind is not owner and issubclass(kind, (int, Enum)):
        return f"{dotted}: write {owner.__name__}.{kind.__name__}.{name}"
    return ""


@pytest.mark.parametrize("path", qt6.shipped(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_uses_only_names_that_are_there_and_enums_in_full(path):
    found = [
        f"line {line}: {breach(module, dotted)}"
        for line, module, dotted in qt6.used_names(path)
        if not module.startswith("qgis.PyQt") and dotted not in LATER and breach(module, dotted)
    ]
    assert found == []


def test_a_short_spelling_is_found():
    assert "QgsWkbTypes.GeometryType.PointGeometry" in breach("qgis.core", "QgsWkbTypes.PointGeometry")
    assert breach("qgis.core", "QgsWkbTypes.GeometryType.PointGeometry") == ""
    assert "no NeverThere" in breach("qgis.core", "QgsTask.NeverThere")
