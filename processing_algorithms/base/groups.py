"""The folders of the toolbox, in the order of an analyst's work."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

DATA = QT_TRANSLATE_NOOP("SafeStats", "Data")
COUNTS_AND_PLACES = QT_TRANSLATE_NOOP("SafeStats", "Counts and places")
HOT_SPOTS = QT_TRANSLATE_NOOP("SafeStats", "Hot spots")
SPACE_AND_TIME = QT_TRANSLATE_NOOP("SafeStats", "Space and time")
COMPARISON = QT_TRANSLATE_NOOP("SafeStats", "Comparison")
SEVERAL_AGENCIES = QT_TRANSLATE_NOOP("SafeStats", "Several agencies")
BRIEFINGS = QT_TRANSLATE_NOOP("SafeStats", "Briefings")
