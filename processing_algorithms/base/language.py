"""What SafeStats says, said in the language that QGIS runs in, where somebody has translated it."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"


def speak_language() -> Optional[QTranslator]:
    """Let `tr` speak the language of QGIS; hand what this gives to `fall_silent`, or there stays a translator behind.

    None in English, and in a language that nobody has translated to. Of a language with a country (fr_CA), Qt itself
    takes the one without where there is no other.
    """
    translator = QTranslator()
    if not translator.load(f"safestats_{QgsApplication.locale()}", str(_FOLDER)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def fall_silent(translator: Optional[QTranslator]) -> None:
    """The reverse of `speak_language`."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
