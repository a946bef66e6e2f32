"""Parameters that are a calendar day: how they are declared and read."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsProcessingParameterDateTime
from qgis.PyQt.QtCore import Qt

from ...safestats_core.errors import InvalidInput
from .algorithm import SafeStatsAlgorithm
from .translation import tr


def add_day(algorithm: SafeStatsAlgorithm, name: str, title: str, meaning: str) -> None:
    """Declare an optional day."""
    kind = QgsProcessingParameterDateTime.Type.Date
    algorithm.add(QgsProcessingParameterDateTime(name, title, kind, optional=True), meaning)


def read_day(algorithm: SafeStatsAlgorithm, parameters: dict, name: str, context: QgsProcessingContext) -> str:
    """A day as 2024-01-31, or "" where none was given; refused where it is no date."""
    if not algorithm.is_given(parameters, name):
        return ""
    day = algorithm.parameterAsDateTime(parameters, name, context)
    if not day.isValid():
        raise InvalidInput(tr("'{value}' is no date. Write it as 2024-01-31.").format(value=parameters[name]))
    return str(day.date().toString(Qt.DateFormat.ISODate))
