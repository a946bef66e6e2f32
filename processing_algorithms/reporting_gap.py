"""Algorithm `reportinggap`: where violence is treated but not reported."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.agency_algorithm import AgencyAlgorithm, AgencyCounts
from .base.cells_or_areas_algorithm import PlaceCounts
from .base.translation import numeral, tr
from .results.agencies.gap import Gap, gap_columns, gap_page, gap_remarks, style_gap
from .results.features import Columns
from .results.result import Result
from .sources.columns import require_column


class ReportingGap(AgencyAlgorithm):
    """Counts of health and police in the same places, held against the ratio of the whole."""

    POPULATION = "POPULATION"
    PER = "PER"
    NAME_FIELD = "NAME_FIELD"
    MINIMUM = "MINIMUM"
    PLACES = "PLACES"
    TESTED = "TESTED"
    NOT_COVERED = "NOT_COVERED"
    TREATED = "TREATED"
    REPORTED = "REPORTED"
    RATIO = "RATIO"
    MORE_TREATED = "MORE_TREATED"
    LESS_TREATED = "LESS_TREATED"

    identifier = "reportinggap"
    title = QT_TRANSLATE_NOOP("SafeStats", "Treated but not reported")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,violence,reporting gap,under-reporting,hospital,emergency department,ambulance,police,cardiff model,"
        "empirical bayes,ratio,health,multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where is violence treated but not reported? Counts what health services treat and what the police record in "
        "the same cells or areas, and asks of each whether its ratio differs from that of the whole by more than "
        "chance. gap is the logarithm of how many times as much is treated, per report, as on the whole; shrunk is the "
        "same drawn towards 0 where counts are few, which is the one to map; class says more treated, less treated, no "
        "evidence, or too few incidents to test.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "It says where the two differ, not why: people may not report, may be treated for what is no offence, or the "
        "places of one agency may be less precise, so that incidents appear next door. Choose cells larger than the "
        "vaguer of the two places, and the same period and kinds of incident in both layers. Against the whole: if "
        "reporting is low everywhere, no place stands out.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Exact conditional test: Przyborowski & Wilenski (1940), Biometrika 31. Interval: Clopper & Pearson (1934). "
        "Empirical Bayes with a beta-binomial model: Skellam (1948), Casella (1985), Clayton & Kaldor (1987). False "
        "discovery rate: Benjamini & Hochberg (1995).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points(title=self.tr("Treated: incidents of the health service"))
        self.add_points(self.INPUT_2, self.tr("Reported: incidents of the police"))
        self.add_places()
        self.add_coverage(self.COVERAGE, self.tr("Area that the health service covers"))
        self.add_coverage(self.COVERAGE_2, self.tr("Area that the police cover"))
        self.add_field(
            self.NAME_FIELD,
            self.tr("Name of the areas"),
            self.tr("What the page calls an area. Default: the number of its row."),
            optional=True,
            parent=self.AREAS,
        )
        self._add_rates()
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Treated but not reported"))
        self.add_page()
        self.add_numbers(
            {
                self.PLACES: self.tr("Cells or areas"),
                self.TESTED: self.tr("Places with enough incidents to test"),
                self.NOT_COVERED: self.tr("Places that an agency does not cover"),
                self.TREATED: self.tr("Incidents treated, where both cover"),
                self.REPORTED: self.tr("Incidents reported, where both cover"),
                self.RATIO: self.tr("Treated per reported, of all together"),
                self.MORE_TREATED: self.tr("Places where more is treated than reported, against the whole"),
                self.LESS_TREATED: self.tr("Places where less is treated than reported, against the whole"),
            }
        )

    def _add_rates(self) -> None:
        self.add_field(
            self.POPULATION,
            self.tr("Population field of the areas"),
            self.tr("How many people there are in each area; both counts get a rate then. Default: no rates."),
            numeric=True,
            optional=True,
            parent=self.AREAS,
        )
        per = self.tr("Rates are counts per so many of the population. Default: 1,000.")
        self.add_decimal_number(self.PER, self.tr("Rate per"), 1000, per, lowest=1e-9, advanced=True)

    def _add_test(self) -> None:
        self.add_whole_number(
            self.MINIMUM,
            self.tr("Fewest incidents of both together"),
            10,
            1,
            self.tr("Places with fewer are called too few and not tested. Default: 10."),
            advanced=False,
        )
        self.add_alpha(self.tr("A place differs where p_adj is this or less. Between 0 and 1. Default: 0.05."))
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a level that is none, and a population without areas."""
        super().check(parameters, context)
        self.refuse_no_alpha(parameters, context)
        for name, kind in ((self.POPULATION, "number"), (self.NAME_FIELD, "text")):
            field = self.field(parameters, context, name)
            if field and not self.is_given(parameters, self.AREAS):
                raise InvalidInput(
                    tr("'{field}' is a field of areas, but no areas were given. Choose the areas as well.").format(
                        field=field
                    )
                )
            if field:
                require_column(self.source(parameters, context, self.AREAS), field, kind)

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, compare, and write a polygon for each place."""
        from ..safestats_core.hotspots.agencies.reporting_gap import reporting_gap

        population, name = (self.field(parameters, context, each) for each in (self.POPULATION, self.NAME_FIELD))
        wanted = {field: kind for field, kind in ((name, "text"), (population, "number")) if field}
        counted = self.count_agencies(parameters, context, feedback, wanted)
        found = reporting_gap(
            *counted.counts,
            minimum=self.parameterAsInt(parameters, self.MINIMUM, context),
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
        )
        gap = Gap(*counted.counts, found, _names(counted.places, name))
        rates, about_rates = self._rates(parameters, context, counted, population)
        remarks = (*counted.remarks, *about_rates, *gap_remarks(gap))
        page = gap_page(self.displayName(), self._marks, gap, remarks)
        columns = {**gap_columns(gap), **rates}
        outputs = {
            self.OUTPUT: self.write_places(parameters, context, feedback, counted.places, columns),
            self.HTML: self.write_page(parameters, context, page),
        }
        return Result({**outputs, **self._numbers(gap)}, {self.OUTPUT: style_gap}, remarks)

    def _rates(
        self, parameters: dict, context: QgsProcessingContext, counted: AgencyCounts, population: str
    ) -> tuple[Columns, list[str]]:
        from ..safestats_core.hotspots.rates import poisson_rates

        if not population or counted.places.areas is None:
            return {}, []
        people = counted.places.areas.columns[population]
        if np.any(people < 0):
            raise InvalidInput(
                tr("Some areas have a negative '{population}'. Correct them, or choose another field.").format(
                    population=population
                )
            )
        per = self.parameterAsDouble(parameters, self.PER, context)
        columns: Columns = {}
        for name, counts in zip(("treat", "rep"), counted.counts):
            known = np.isfinite(counts)
            rates = poisson_rates(np.where(known, counts, 0), np.where(known, people, np.nan), per)
            columns |= {f"{name}_rate": rates.rate, f"{name}_low": rates.low, f"{name}_high": rates.high}
        said = self.tr("Rates per {per} of '{field}', with exact 95 % intervals.").format(
            per=numeral(per, ",.6g"), field=population
        )
        without = int(np.count_nonzero(~(people > 0)))
        missing = self.tr("{number} areas have no rate: their '{field}' is empty or 0.")
        return columns, [said, *([missing.format(number=numeral(without), field=population)] if without else [])]

    def _numbers(self, gap: Gap) -> dict:
        both, found = np.isfinite(gap.treated) & np.isfinite(gap.reported), gap.found
        treated, reported = (int(counts[both].sum()) for counts in (gap.treated, gap.reported))
        return {
            self.PLACES: both.size,
            self.TESTED: int(np.count_nonzero(found.tested)),
            self.NOT_COVERED: int(np.count_nonzero(~both)),
            self.TREATED: treated,
            self.REPORTED: reported,
            self.RATIO: found.ratio,
            self.MORE_TREATED: int(np.count_nonzero(found.classes == 1)),
            self.LESS_TREATED: int(np.count_nonzero(found.classes == -1)),
        }


def _names(places: PlaceCounts, field: str) -> list[str]:
    """What the page calls places: cells by their middle, areas by their name or else their row."""
    if places.areas is None:
        middle = tr("cell round {x}, {y}")
        return [middle.format(x=f"{east:.0f}", y=f"{north:.0f}") for east, north in zip(*places.centres())]
    rows = [tr("Row {number}").format(number=numeral(row + 1)) for row in places.areas.feature.tolist()]
    return [name or row for name, row in zip(places.areas.columns[field], rows)] if field else rows
