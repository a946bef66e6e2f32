"""What an algorithm asks that looks at a density: the incidents behind it, and which cells too few of them carry."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterDistance

from ..base.density_algorithm import DensityAlgorithm


class CarrierAlgorithm(DensityAlgorithm):
    """Base of the algorithms that ask who carries a density that is there already."""

    INCIDENTS = "INCIDENTS"
    DOMINANCE = "DOMINANCE"

    column_parameters = {"INCIDENTS": {}}
    weight_parameters = {"INCIDENTS": "WEIGHT"}

    def add_carriers(self) -> None:
        """Declare what a density was made from."""
        self.add_points(self.INCIDENTS, self.tr("Incidents of the density"), optional=True)
        bandwidth = QgsProcessingParameterDistance(self.BANDWIDTH, self.tr("Bandwidth"), 0, self.INCIDENTS, minValue=0)
        self.add(
            bandwidth,
            self.tr(
                "That the density was made with, in the units of its CRS: a cell that fewer incidents carry than the "
                "profile shows is withheld. Default: 0, which has to be changed for a density with incidents."
            ),
        )
        self.add_choice(
            self.KERNEL, self.tr("Kernel"), self.KERNELS, self.tr("That the density was made with. Default: quartic.")
        )
        self.add_weight(parent=self.INCIDENTS)
        self.add_decimal_number(
            self.DOMINANCE,
            self.tr("Dominance (%)"),
            15,
            self.tr(
                "With weights: a cell is withheld where whoever is second could tell the largest share to so many per "
                "cent. Default: 15."
            ),
            highest=100,
            advanced=True,
        )

    def carried(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        x: np.ndarray,
        y: np.ndarray,
        profile: str,
    ) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Which cells with these middles too few incidents carry, which one dominates, and what was left out."""
        from ...safestats_core.disclosure import SENSITIVE_BELOW
        from ...safestats_core.hotspots.disclosure.density import BLOCK, carriers, in_blocks, is_dominated

        points = self.read_points(parameters, context, feedback, self.INCIDENTS)
        bandwidth = self.parameterAsDouble(parameters, self.BANDWIDTH, context)
        kernel = self.choice(parameters, self.KERNEL, context, self.KERNELS)
        enough, said = SENSITIVE_BELOW[profile], self.left_out(points)
        few = carriers(x, y, points.x, points.y, bandwidth, kernel, enough) < enough
        dominated = np.zeros(few.shape, dtype=bool)
        percent = self.parameterAsDouble(parameters, self.DOMINANCE, context)
        if self.weight(parameters, context) and percent > 0 and profile != "none":
            dominated = is_dominated(x, y, points.x, points.y, points.weights, bandwidth, kernel, percent)
        few, dominated = (in_blocks(each, x, y, BLOCK * bandwidth) for each in (few, dominated))
        return few, dominated & ~few, said
