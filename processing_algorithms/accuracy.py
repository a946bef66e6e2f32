"""Algorithm `accuracy`: how well a hotspot map foresaw the incidents that came later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterNumber
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.accuracy import HotspotMapAlgorithm
from .base.groups import COMPARISON
from .results.comparison.accuracy_page import accuracy_columns, accuracy_page, accuracy_remarks
from .results.result import Result, plain

if TYPE_CHECKING:
    from ..safestats_core.hotspots.accuracy import Accuracy as Indices
    from ..safestats_core.hotspots.accuracy import SearchCurve


class Accuracy(HotspotMapAlgorithm):
    """Hit rate, PAI, PEI, SER and RRI of a hotspot map over the share of the area that is searched."""

    AREA_SHARE = "AREA_SHARE"
    LOWEST_SCORE = "LOWEST_SCORE"
    COUNT = "COUNT"
    STUDY_AREA = "STUDY_AREA"
    SEARCHED = "SEARCHED"
    FOUND = "FOUND"
    HIT_RATE = "HIT_RATE"
    PAI = "PAI"
    PEI = "PEI"
    SER = "SER"
    RRI = "RRI"
    AUC = "AUC"
    BEST_AUC = "BEST_AUC"

    group_name = COMPARISON
    identifier = "accuracy"
    title = QT_TRANSLATE_NOOP("SafeStats", "Accuracy of a hotspot map")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,hotspot,prediction,accuracy,pai,pei,ser,rri,hit rate,evaluate,compare,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Holds a hotspot map against incidents that happened after it was made: if the cells are searched from the "
        "highest score to the lowest, how many incidents lie in 1 %, 5 %, 20 % of the area? For every share of the "
        "area it gives the hit rate, the PAI (how many times denser than the study area as a whole: 1 is chance), the "
        "PEI (the share of what the best choice of as much area would have found: 1 is perfect) and the SER "
        "(incidents per square kilometre), as a table and as a page with the curve.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "On the incidents that the map was made from: every map foresees its own past. For a comparison of maps with "
        "different study areas: PAI grows with empty land around a city, so give the same study area to all. With few "
        "later incidents the numbers jump from period to period; use several periods.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "PAI: Chainey, Tompson & Uhlig (2008), Security Journal 21. PEI: Hunt (2016). SER: Bowers, Johnson & Pease "
        "(2004), British Journal of Criminology 44. RRI: Levine (2008), Security Journal 21.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_map_and_incidents()
        self._add_share()
        self.add_sink(self.OUTPUT, self.tr("Accuracy by area"), QgsProcessing.SourceType.TypeVector)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Later incidents in the study area"),
                self.STUDY_AREA: self.tr("Study area in km²"),
                self.SEARCHED: self.tr("Share of the area searched, 0 to 1"),
                self.FOUND: self.tr("Later incidents found"),
                self.HIT_RATE: self.tr("Hit rate, 0 to 1"),
                self.PAI: self.tr("Predictive accuracy index (PAI)"),
                self.PEI: self.tr("Predictive efficiency index (PEI)"),
                self.SER: self.tr("Search efficiency rate (SER), incidents per km²"),
                self.RRI: self.tr("Recapture rate index (RRI)"),
                self.AUC: self.tr("Area under the curve"),
                self.BEST_AUC: self.tr("Area under the best curve possible"),
            }
        )

    def _add_share(self) -> None:
        self.add_decimal_number(
            self.AREA_SHARE,
            self.tr("Share of the area searched (%)"),
            5,
            self.tr("The numbers that the algorithm gives are those at this share. Default: 5 %."),
            lowest=0.0001,
            highest=100,
        )
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.LOWEST_SCORE, self.tr("Lowest score searched"), kind, optional=True),
            self.tr(
                "In place of a share: all cells with this score or more, for example 1 with gi_bin for all hot cells. "
                "Default: the share counts."
            ),
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Judge the map at every share of the area."""
        from ..safestats_core.hotspots.accuracy import accuracy_at, area_under_curve
        from ..safestats_core.hotspots.hotspot_map import curve_of

        judged = self.read_judged(parameters, context, feedback)
        curve = curve_of(judged.cells, self.choice(parameters, self.NO_VALUE, context, self.NO_VALUES) == "last")
        share = self._share(parameters, context, curve)
        chosen = accuracy_at(curve, np.array([share]))
        every = accuracy_at(curve, np.unique([*np.arange(1, 101) / 100, share]))
        under = area_under_curve(curve)
        remarks = (*self.left_out(judged.later), *accuracy_remarks(curve, judged.cells, chosen))
        columns = accuracy_columns(every, judged.has_earlier)
        page = accuracy_page(self.displayName(), curve, under, remarks)
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, columns),
            self.HTML: self.write_page(parameters, context, page),
        }
        return Result({**outputs, **self._numbers(curve, chosen, under)}, {self.OUTPUT: plain}, remarks)

    def _numbers(self, curve: SearchCurve, chosen: Indices, under: tuple[float, float]) -> dict:
        numbers: dict = {
            self.SEARCHED: float(chosen.area_share[0]),
            self.COUNT: int(curve.incidents),
            self.STUDY_AREA: curve.study_area,
            self.AUC: under[0],
            self.BEST_AUC: under[1],
            self.FOUND: float(chosen.found[0]),
        }
        for name in (self.HIT_RATE, self.PAI, self.PEI, self.SER, self.RRI):
            value = float(getattr(chosen, name.lower())[0])
            numbers[name] = None if np.isnan(value) else value
        return numbers

    def _share(self, parameters: dict, context: QgsProcessingContext, curve: SearchCurve) -> float:
        from ..safestats_core.hotspots.accuracy import share_with_score

        if not self.is_given(parameters, self.LOWEST_SCORE):
            return self.parameterAsDouble(parameters, self.AREA_SHARE, context) / 100
        return share_with_score(curve, self.parameterAsDouble(parameters, self.LOWEST_SCORE, context))
