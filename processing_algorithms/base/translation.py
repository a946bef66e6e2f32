"""Words in the language of QGIS."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """`text` in the language that QGIS runs in, or as it is where nobody has translated it."""
    return QCoreApplication.translate("SafeStats", text)
