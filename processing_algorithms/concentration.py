"""Algorithm `concentration`: how few places hold most of the incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.concentration import PlaceAlgorithm
from .base.groups import COUNTS_AND_PLACES
from .base.progress import report_to
from .results.features import Columns, extended_fields
from .results.places.concentration import concentration_remarks, ordered_columns, style_places, write_in_order
from .results.places.concentration_page import concentration_page
from .results.result import Result
from .sources.places import Places

if TYPE_CHECKING:
    from ..safestats_core.hotspots.concentration import Chance
    from ..safestats_core.hotspots.concentration import Concentration as Found


class Concentration(PlaceAlgorithm):
    """Places ordered by their incidents, with cumulative shares, the Lorenz curve and Gini coefficients."""

    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    PLACES_COUNTED = "PLACES_COUNTED"
    GINI = "GINI"
    GENERALISED_GINI = "GENERALISED_GINI"
    PLACES_20 = "PLACES_20"
    PLACES_25 = "PLACES_25"
    PLACES_50 = "PLACES_50"
    PLACES_80 = "PLACES_80"
    CHANCE_GINI = "CHANCE_GINI"
    P = "P"

    identifier = "concentration"
    title = QT_TRANSLATE_NOOP("SafeStats", "Concentration in places (80-20)")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,concentration,80-20,pareto,lorenz curve,gini,street segments,addresses,repeat locations,law of crime "
        "concentration,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Orders places from most to fewest incidents and says how few of them hold 20, 25, 50 and 80 % of all. Places "
        "are the cells of a grid, areas, street segments, spots or addresses. Each place gets its rank, its count, its "
        "share of the incidents, and the shares added up so far (cum_share) against those of the places (cum_places), "
        "in per cent. The field holds says whether it belongs to the fewest places that hold 25, 50, 80 or 100 %. The "
        "page draws the Lorenz curve. The Gini coefficient is 0 where all places have the same and near 1 where one "
        "has all; the generalised one is right also where there are fewer incidents than places.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Few incidents in many places are uneven by chance alone: read the Gini coefficient beside the one that "
        "chance gives. Do not compare shares between maps with other cells or places. Police data that are snapped to "
        "a few points make spots and streets look more concentrated than they are. Without a study area the empty "
        "cells round a town count as places.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Lorenz (1905); Gini (1912); generalised Gini: Bernasco & Steenbeek (2017), Journal of Quantitative "
        "Criminology 33, 451-467; shares of places: Weisburd (2015), Criminology 53, 133-157.",
    )
    group_name = COUNTS_AND_PLACES

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_places()
        self.add_weight()
        self.add_permutations(
            99,
            self.tr(
                "How often as many incidents are dealt to the places blindly, to see what chance alone concentrates. "
                "Not for weights. Default: 99."
            ),
        )
        self.add_sink(self.OUTPUT, self.tr("Ordered places"), QgsProcessing.SourceType.TypeVectorAnyGeometry)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Points in places"),
                self.OUTSIDE: self.tr("Points in no place"),
                self.PLACES_COUNTED: self.tr("Places"),
                self.GINI: self.tr("Gini coefficient"),
                self.GENERALISED_GINI: self.tr("Generalised Gini coefficient"),
                self.PLACES_20: self.tr("Places that hold 20 % of incidents (% of places)"),
                self.PLACES_25: self.tr("Places that hold 25 % of incidents (% of places)"),
                self.PLACES_50: self.tr("Places that hold 50 % of incidents (% of places)"),
                self.PLACES_80: self.tr("Places that hold 80 % of incidents (% of places)"),
                self.CHANCE_GINI: self.tr("Gini coefficient by chance"),
                self.P: self.tr("p of the concentration"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count per place, order the places, compare with chance, and write them with a page."""
        from ..safestats_core.hotspots.concentration import concentration

        places = self.count_in_places(parameters, context, feedback)
        weighted = bool(self.weight(parameters, context))
        values = places.weight if weighted else places.count
        found = concentration(values, places.total)
        chance = None if weighted else self._chance(parameters, context, feedback, places)
        columns = ordered_columns(found, places.count, values, weighted)
        said = [*places.remarks, *concentration_remarks(found, chance, weighted)]
        page = concentration_page(self.displayName(), found, columns, said)
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, places, found, columns),
            self.HTML: self.write_page(parameters, context, page),
            self.COUNT: int(places.count.sum()),
            self.OUTSIDE: places.outside,
            self.PLACES_COUNTED: found.places,
            self.GINI: found.gini,
            **{f"PLACES_{share}": 100 * found.share_of_places(share / 100) for share in (20, 25, 50, 80)},
        }
        if not weighted:
            outputs[self.GENERALISED_GINI] = found.generalised_gini
        if chance:
            outputs[self.CHANCE_GINI], outputs[self.P] = chance.gini, chance.p
        return Result(outputs, {self.OUTPUT: style_places}, tuple(said))

    def _chance(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, places: Places
    ) -> Chance:
        from ..safestats_core.hotspots.concentration import concentration_by_chance

        return concentration_by_chance(
            places.count,
            places.total,
            simulations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        places: Places,
        found: Found,
        columns: Columns,
    ) -> str:
        crs = self.crs(parameters, context)
        if places.source is None:
            rows = {**{name: values[found.order] for name, values in places.columns.items()}, **columns}
            shapes = places.wkb(found.order)
            return self.write_layer(parameters, self.OUTPUT, context, feedback, rows, shapes, places.kind, crs)
        source, feature = places.source
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, places.kind, crs)
        write_in_order(sink, source, feature, found.order, columns, context, report_to(feedback), crs)
        return output
