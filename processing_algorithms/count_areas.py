"""Algorithm `countareas`: points counted in polygons, with rates and the interval in which the true rate lies."""

from __future__ import annotations

from functools import partial

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.groups import COUNTS_AND_PLACES
from .base.point_algorithm import PointAlgorithm, nobody_inside
from .base.progress import report_to
from .base.translation import in_sentences, numeral, tr
from .results.result import Result
from .results.styles import style_counts
from .sources.areas import Areas, read_areas
from .sources.columns import require_column


class CountAreas(PointAlgorithm):
    """Counts the points of a layer in areas such as wards, and sets them against the people who live there."""

    AREAS = "AREAS"
    POPULATION = "POPULATION"
    PER = "PER"
    LEVEL = "LEVEL"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    IN_SEVERAL = "IN_SEVERAL"
    AREAS_COUNTED = "AREAS_COUNTED"
    HIGHEST = "HIGHEST"

    identifier = "countareas"
    title = QT_TRANSLATE_NOOP("SafeStats", "Count points in areas, with rates")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,incidents,count,areas,polygons,wards,lsoa,rate,population,confidence interval,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Counts the points in each area, for example a ward, and adds the fields count and, with a weight field, "
        "weight. With a population field it adds rate, the count per 1,000 people, and rate_low and rate_high, "
        "between which the true rate lies with 95 % confidence. Areas without a point are 0. A point on the edge "
        "between two areas is counted once; where areas overlap, a point counts in the first of them and the number "
        "of such points is told.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "For shops, stations and town centres residents are the wrong population: give a field of those who are "
        "there, or read the counts. Wide intervals that overlap say that two areas cannot be told apart; use "
        "'Compare two periods' to test a change. Areas hide where in them things happen: use a grid for that.",
    )
    formula_source = QT_TRANSLATE_NOOP("SafeStats", "Exact Poisson interval: Garwood (1936), Biometrika 28, 437-442.")
    group_name = COUNTS_AND_PLACES

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AREAS, self.tr("Areas"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            self.tr("Polygons to count in, in any CRS. A field of theirs called count, weight or rate is replaced."),
        )
        self.add_weight()
        self._add_rate()
        self.add_sink(self.OUTPUT, self.tr("Counts in areas"))
        self.add_numbers(
            {
                self.COUNT: self.tr("Points counted"),
                self.OUTSIDE: self.tr("Points in no area"),
                self.IN_SEVERAL: self.tr("Points in several areas"),
                self.AREAS_COUNTED: self.tr("Areas"),
                self.HIGHEST: self.tr("Highest count of an area"),
            }
        )

    def _add_rate(self) -> None:
        self.add_field(
            self.POPULATION,
            self.tr("Population field of the areas"),
            self.tr(
                "How many people, homes or shops there are in each area. Where it is empty or 0 there is a count but "
                "no rate. Default: no rates."
            ),
            numeric=True,
            optional=True,
            parent=self.AREAS,
        )
        self.add_decimal_number(
            self.PER,
            self.tr("Rate per"),
            1000,
            self.tr("The rate is the count per so many of the population. Default: 1,000."),
            lowest=1e-9,
            advanced=True,
        )
        self.add_decimal_number(
            self.LEVEL,
            self.tr("Confidence (%)"),
            95,
            self.tr("How sure the interval round the rate is to hold the true rate, in per cent. Default: 95."),
            lowest=50,
            highest=99.99,
            advanced=True,
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a population that is no number as well."""
        super().check(parameters, context)
        population = self.field(parameters, context, self.POPULATION)
        if population:
            require_column(self.source(parameters, context, self.AREAS), population, "number")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, and write the areas with what they hold."""
        from ..safestats_core.hotspots.grids.areas import count_in_areas

        areas = self._read(parameters, context, feedback)
        points = self.read_points(parameters, context, feedback)
        counts = count_in_areas(areas.boundaries, points.x, points.y, points.weights, report_to(feedback))
        if not counts.count.any():
            raise nobody_inside(points.x.size)
        columns = {"count": counts.count}
        if self.weight(parameters, context):
            columns["weight"] = counts.weight
        rates, said = self._rates(parameters, context, areas, counts.count)
        columns.update(rates)
        shown = "rate" if rates else list(columns)[-1]
        said = [*self.left_out(points), *_left_out_areas(self, areas), *self._beyond(counts), *said]
        outputs = {
            self.OUTPUT: self._write(parameters, context, feedback, areas, columns),
            self.COUNT: int(counts.count.sum()),
            self.OUTSIDE: counts.outside,
            self.IN_SEVERAL: counts.in_several,
            self.AREAS_COUNTED: counts.count.size,
            self.HIGHEST: int(counts.count.max()),
        }
        return Result(outputs, {self.OUTPUT: partial(style_counts, field=shown, values=columns[shown])}, tuple(said))

    def _read(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Areas:
        population = self.field(parameters, context, self.POPULATION)
        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        areas = read_areas(source, crs, context, report_to(feedback), {population: "number"} if population else {})
        negative = population and np.count_nonzero(areas.columns[population] < 0)
        if negative:
            raise InvalidInput(
                tr(
                    "{negative} of {total} areas have a negative '{population}'. Correct them, or choose another "
                    "population field."
                ).format(negative=numeral(negative), total=numeral(len(areas.boundaries)), population=population)
            )
        return areas

    def _rates(
        self, parameters: dict, context: QgsProcessingContext, areas: Areas, count: np.ndarray
    ) -> tuple[dict[str, np.ndarray], list[str]]:
        from ..safestats_core.hotspots.rates import poisson_rates

        population = self.field(parameters, context, self.POPULATION)
        if not population:
            return {}, []
        per = self.parameterAsDouble(parameters, self.PER, context)
        level = self.parameterAsDouble(parameters, self.LEVEL, context)
        rates = poisson_rates(count, areas.columns[population], per, level / 100)
        chosen = self.tr("Rates per {per} of '{field}', with exact {level} % intervals.")
        said = [chosen.format(per=numeral(per, ",.6g"), field=population, level=numeral(level, "g"))]
        if rates.without_exposure:
            missing = self.tr("{number} areas have no rate: their '{field}' is empty or 0.")
            said.append(missing.format(number=numeral(rates.without_exposure), field=population))
        return {"rate": rates.rate, "rate_low": rates.low, "rate_high": rates.high}, said

    def _beyond(self, counts: object) -> list[str]:
        return in_sentences(
            [
                (counts.outside, self.tr("{number} points lie in no area and were left out.")),
                (counts.in_several, self.tr("{number} points lie in several areas; each counts in the first of them.")),
            ]
        )

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Areas,
        columns: dict[str, np.ndarray],
    ) -> str:
        source, crs = self.source(parameters, context, self.AREAS), self.crs(parameters, context)
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, areas.feature, columns, crs)


def _left_out_areas(algorithm: PointAlgorithm, areas: Areas) -> list[str]:
    said = [algorithm.tr("{number} areas.").format(number=numeral(len(areas.boundaries)))]
    if areas.without_geometry:
        missing = algorithm.tr("{number} features without a polygon were left out of the areas.")
        said.append(missing.format(number=numeral(areas.without_geometry)))
    return said
