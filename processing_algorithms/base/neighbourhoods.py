"""Which cells count as near: the choices of every algorithm that compares a cell with those around it."""

from __future__ import annotations

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from .grid_algorithm import GridAlgorithm
from .translation import tr

TOUCHING_OR_BAND = {
    "queen": QT_TRANSLATE_NOOP("SafeStats", "Queen: cells that share an edge or a corner"),
    "rook": QT_TRANSLATE_NOOP("SafeStats", "Rook: cells that share an edge"),
    "band": QT_TRANSLATE_NOOP("SafeStats", "Distance band"),
}


class NeighbourhoodChoices(GridAlgorithm):
    """Base of the algorithms that ask for a neighbourhood; a subclass may know more kinds of them."""

    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    DISTANCE = "DISTANCE"

    NEIGHBOURHOODS = TOUCHING_OR_BAND

    def add_neighbourhood_choice(self, meaning: str, of_the_band: str) -> None:
        """Declare NEIGHBOURHOOD and DISTANCE, each with its meaning."""
        self.add_choice(self.NEIGHBOURHOOD, self.tr("Neighbourhood"), self.NEIGHBOURHOODS, meaning)
        self.add_distance(self.DISTANCE, self.tr("Distance of the band"), of_the_band, self.tr("No default."))

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a band without a distance as well."""
        super().check(parameters, context)
        is_band = self.neighbourhood(parameters, context) == "band"
        if is_band and not self.parameterAsDouble(parameters, self.DISTANCE, context):
            raise InvalidInput(
                tr(
                    "A distance band needs a distance. Enter one that is longer than a cell, or choose another "
                    "neighbourhood."
                )
            )

    def neighbourhood(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The key of the neighbourhood that was chosen."""
        return self.choice(parameters, self.NEIGHBOURHOOD, context, self.NEIGHBOURHOODS)
