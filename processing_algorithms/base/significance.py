"""The choices of every algorithm that calls places hot on maps of its own making: confidence, chance, reach."""

from __future__ import annotations

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .point_algorithm import PointAlgorithm
from .translation import tr


class SignificanceChoices(PointAlgorithm):
    """Base of the algorithms that work Gi* out for several maps."""

    CONFIDENCE = "CONFIDENCE"
    CHANCE = "CHANCE"

    CONFIDENCES = {
        "0.95": QT_TRANSLATE_NOOP("SafeStats", "95 %"),
        "0.9": QT_TRANSLATE_NOOP("SafeStats", "90 %"),
        "0.99": QT_TRANSLATE_NOOP("SafeStats", "99 %"),
    }
    CHANCES = {
        "counts": QT_TRANSLATE_NOOP("SafeStats", "Distribution of counts (few incidents per cell)"),
        "normal": QT_TRANSLATE_NOOP("SafeStats", "Normal distribution (as published)"),
    }

    def add_confidence(self, meaning: str) -> None:
        """Declare CONFIDENCE; `meaning` says of what."""
        self.add_choice(self.CONFIDENCE, tr("Confidence of a hot spot"), self.CONFIDENCES, meaning)

    def add_chance(self, meaning: str) -> None:
        """Declare CHANCE."""
        self.add_choice(self.CHANCE, tr("Chance"), self.CHANCES, meaning)

    def add_reach(self, name: str, automatic: str) -> None:
        """Declare the distance to neighbours; `automatic` says what 0 stands for."""
        title = tr("Distance to neighbours (0 = cells that touch)")
        self.add_distance(name, title, tr("From centre to centre."), automatic)

    def confidence(self, parameters: dict, context: QgsProcessingContext) -> float:
        """The confidence that was chosen: 0.9, 0.95 or 0.99."""
        return float(self.choice(parameters, self.CONFIDENCE, context, self.CONFIDENCES))

    def chance(self, parameters: dict, context: QgsProcessingContext) -> str:
        """Where the p of Gi* comes from: "counts" or "normal"."""
        return self.choice(parameters, self.CHANCE, context, self.CHANCES)
