"""What an algorithm asks that works a method out over many settings, and which settings these are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingParameterString
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.significance import SignificanceChoices
from ..base.translation import tr
from ..sources.study_area import Rings

if TYPE_CHECKING:
    from ...safestats_core.hotspots.uncertainty.stability import Setting

_AUTOMATIC = (0.5, 1.0, 2.0)
"""Cell sizes beside the automatic one, and bandwidths beside the largest cell (1, 1.5 and 2 of it)."""


class StabilityAlgorithm(SignificanceChoices):
    """Base of the algorithms that ask for several cell sizes, origins and distances at once."""

    METHOD = "METHOD"
    CELL_SIZES = "CELL_SIZES"
    ORIGINS = "ORIGINS"
    DISTANCES = "DISTANCES"
    BANDWIDTHS = "BANDWIDTHS"
    TOP = "TOP"
    REFERENCE = "REFERENCE"

    METHODS = {
        "gi": QT_TRANSLATE_NOOP("SafeStats", "Hot spots (Getis-Ord Gi*)"),
        "density": QT_TRANSLATE_NOOP("SafeStats", "Kernel density, its highest part"),
    }

    weight_parameters: dict[str, str] = {}

    def add_settings(self) -> None:
        """Declare the points, the method, its settings and the test."""
        self.add_points()
        self.add_choice(
            self.METHOD, self.tr("Method"), self.METHODS, self.tr("What is called hot. Default: Getis-Ord Gi*.")
        )
        self._add_choices()
        self.add_whole_number(
            self.ORIGINS,
            self.tr("Origins per direction"),
            2,
            1,
            self.tr("2 moves the grid by half a cell east, north and both: four origins. Default: 2."),
            advanced=False,
        )
        self.add_boundary()
        self._add_test()

    def _add_choices(self) -> None:
        for name, title, meaning in (
            (
                self.CELL_SIZES,
                self.tr("Cell sizes"),
                self.tr(
                    "In the units of the points' CRS, with commas, such as 150, 250, 400. Default: half, once and "
                    "twice the automatic size (a fiftieth of the short side of the study area)."
                ),
            ),
            (
                self.DISTANCES,
                self.tr("Distances to neighbours"),
                self.tr(
                    "For Gi*, in the units of the CRS, with commas; 0 stands for cells that touch, any other has to "
                    "be at least the largest cell. Default: 0."
                ),
            ),
            (
                self.BANDWIDTHS,
                self.tr("Bandwidths"),
                self.tr(
                    "For the kernel density, in the units of the CRS, with commas, at least the largest cell. Default: "
                    "once, one and a half times and twice the largest cell."
                ),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), meaning)

    def _add_test(self) -> None:
        self.add_decimal_number(
            self.TOP,
            self.tr("Highest part of a density (%)"),
            5,
            self.tr("How much of the study area, that with the highest density, is called hot. Default: 5."),
            lowest=0.01,
            highest=99,
        )
        self.add_confidence(self.tr("For Gi*, after the false discovery rate. Default: 95 %."))
        self.add_chance(self.tr("Where the p of Gi* comes from, as in 'Hot and cold spots'. Default: counts."))
        self.add_distance(
            self.REFERENCE,
            self.tr("Cells of the comparison (0 = automatic)"),
            self.tr("Side of the fine cells on which settings are compared, at most the smallest cell."),
            self.tr("0 takes half of the smallest cell. Default: 0."),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse lists that hold no numbers."""
        super().check(parameters, context)
        for name in (self.CELL_SIZES, self.DISTANCES, self.BANDWIDTHS):
            self._lengths(parameters, context, name)

    def _lengths(self, parameters: dict, context: QgsProcessingContext, name: str) -> list[float]:
        """The numbers of a list with commas; empty where none was given."""
        words = [word.strip() for word in self.parameterAsString(parameters, name, context).split(",")]
        try:
            return [float(word) for word in words if word]
        except ValueError as error:
            raise InvalidInput(
                tr(
                    "'{value}' is no list of lengths. Write numbers with commas between them, such as 150, 250, 400, "
                    "and a point for decimals."
                ).format(value=self.parameterAsString(parameters, name, context))
            ) from error

    def settings(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        x: np.ndarray,
        y: np.ndarray,
        boundary: Optional[list[Rings]],
    ) -> list[Setting]:
        """Every combination that is asked for; sizes that are not given follow from the points or the study area."""
        from ...safestats_core.hotspots.grids.boundary import boundary_bounds
        from ...safestats_core.hotspots.grids.grid import automatic_cell_size
        from ...safestats_core.hotspots.points import bounds_of_points
        from ...safestats_core.hotspots.uncertainty.stability import settings_of

        sizes = self._lengths(parameters, context, self.CELL_SIZES)
        if not sizes:
            bounds = bounds_of_points(x, y) if boundary is None else boundary_bounds(boundary)
            sizes = [part * automatic_cell_size(bounds) for part in _AUTOMATIC]
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        if method == "gi":
            reaches = self._lengths(parameters, context, self.DISTANCES) or [0.0]
        else:
            reaches = self._lengths(parameters, context, self.BANDWIDTHS) or [
                part * max(sizes) for part in (1.0, 1.5, 2.0)
            ]
        return settings_of(method, sizes, reaches, self.parameterAsInt(parameters, self.ORIGINS, context))
