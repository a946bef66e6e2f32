"""Algorithm `reportinggap`: where violence is treated but not reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.agency_algorithm import AgencyAlgorithm, AgencyCounts
from .base.translation import tr
from .results.features import Columns
from .results.marked import marking
from .results.page import heading, page, sentences, table
from .results.result import Result
from .results.styles import COLD, HOT, NOTHING, style_classes
from .sources.columns import require_column

if TYPE_CHECKING:
    from ..safestats_core.hotspots.agencies.reporting_gap import ReportingGap as Found

_MORE, _LESS, _NO_EVIDENCE, _TOO_FEW = "more treated", "less treated", "no evidence", "too few"
_WORDS = {1: _MORE, 0: _NO_EVIDENCE, -1: _LESS}
_LISTED = 10


class ReportingGap(AgencyAlgorithm):
    """Counts of health and police in the same places, held against the ratio of the whole."""

    POPULATION = "POPULATION"
    PER = "PER"
    MINIMUM = "MINIMUM"
    ALPHA = "ALPHA"
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
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.PER, self.tr("Rate per"), kind, 1000, minValue=1e-9),
            self.tr("Rates are counts per so many of the population. Default: 1,000."),
            advanced=True,
        )

    def _add_test(self) -> None:
        self.add_whole_number(
            self.MINIMUM,
            self.tr("Fewest incidents of both together"),
            10,
            1,
            self.tr("Places with fewer are called too few and not tested. Default: 10."),
            advanced=False,
        )
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.ALPHA, self.tr("Significance level"), kind, 0.05, minValue=0, maxValue=1),
            self.tr("A place differs where p_adj is this or less. Between 0 and 1. Default: 0.05."),
        )
        self.add_fdr()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a level that is none, and a population without areas."""
        super().check(parameters, context)
        alpha = self.parameterAsDouble(parameters, self.ALPHA, context)
        if not 0 < alpha < 1:
            raise InvalidInput(f"A significance level of {alpha:g} is none. Enter one between 0 and 1, such as 0.05.")
        population = self.field(parameters, context, self.POPULATION)
        if population and parameters.get(self.AREAS) in (None, ""):
            raise InvalidInput(
                f"'{population}' is a field of areas, but no areas were given. Choose the areas as well."
            )
        if population:
            require_column(self.source(parameters, context, self.AREAS), population, "number")

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, compare, and write a polygon for each place."""
        from ..safestats_core.hotspots.agencies.reporting_gap import reporting_gap

        population = self.field(parameters, context, self.POPULATION)
        counted = self.count_agencies(parameters, context, feedback, population)
        found = reporting_gap(
            *counted.counts,
            minimum=self.parameterAsInt(parameters, self.MINIMUM, context),
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
        )
        rates, about_rates = self._rates(parameters, context, counted, population)
        columns = {**_columns(counted, found), **rates}
        numbers = self._numbers(counted, found)
        remarks = (*counted.remarks, *about_rates, *self._remarks(found, numbers))
        outputs = {
            self.OUTPUT: self.write_places(parameters, context, feedback, counted, columns),
            self.HTML: self.write_page(parameters, context, self._page(counted, found, remarks)),
        }
        return Result({**outputs, **numbers}, {self.OUTPUT: _style}, remarks)

    def _rates(
        self, parameters: dict, context: QgsProcessingContext, counted: AgencyCounts, population: str
    ) -> tuple[Columns, list[str]]:
        from ..safestats_core.hotspots.rates import poisson_rates

        if not population or counted.areas is None:
            return {}, []
        people = counted.areas.columns[population]
        if np.any(people < 0):
            raise InvalidInput(f"Some areas have a negative '{population}'. Correct them, or choose another field.")
        per = self.parameterAsDouble(parameters, self.PER, context)
        columns: Columns = {}
        for name, counts in zip(("treat", "rep"), counted.counts):
            known = np.isfinite(counts)
            rates = poisson_rates(np.where(known, counts, 0), np.where(known, people, np.nan), per)
            columns |= {f"{name}_rate": rates.rate, f"{name}_low": rates.low, f"{name}_high": rates.high}
        said = self.tr("Rates per {per} of '{field}', with exact 95 % intervals.").format(
            per=f"{per:,.6g}", field=population
        )
        without = int(np.count_nonzero(~(people > 0)))
        missing = self.tr("{number} areas have no rate: their '{field}' is empty or 0.")
        return columns, [said, *([missing.format(number=f"{without:,}", field=population)] if without else [])]

    def _numbers(self, counted: AgencyCounts, found: Found) -> dict:
        both = np.isfinite(counted.counts).all(axis=0)
        treated, reported = (int(counts[both].sum()) for counts in counted.counts)
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

    def _remarks(self, found: Found, numbers: dict) -> list[str]:
        whole = self.tr("All together: {treated} treated, {reported} reported: {ratio} treated per reported incident.")
        tested = self.tr(
            "Of {places} places {tested} have the {minimum} incidents that are needed and were tested: {more} "
            "treat more than they report, against the whole, and {less} less."
        )
        said = [
            whole.format(
                treated=f"{numbers[self.TREATED]:,}",
                reported=f"{numbers[self.REPORTED]:,}",
                ratio=f"{numbers[self.RATIO]:.3g}",
            ),
            tested.format(
                places=f"{numbers[self.PLACES]:,}",
                tested=f"{numbers[self.TESTED]:,}",
                minimum=f"{found.minimum:,}",
                more=f"{numbers[self.MORE_TREATED]:,}",
                less=f"{numbers[self.LESS_TREATED]:,}",
            ),
        ]
        if found.prior.is_even:
            said.append(
                self.tr("On the whole the places differ by no more than chance, so shrunk is near 0 everywhere.")
            )
            return said
        fitted = self.tr(
            "The places' shares of treated incidents differ as a beta distribution with a = {a} and b = {b}; a "
            "place is drawn towards the whole as if it had {size} incidents more."
        )
        a, b = found.prior.a, found.prior.b
        return [*said, fitted.format(a=f"{a:.3g}", b=f"{b:.3g}", size=f"{a + b:.3g}")]

    def _page(self, counted: AgencyCounts, found: Found, remarks: tuple[str, ...]) -> str:
        titles = (
            self.tr("Place"),
            self.tr("Treated"),
            self.tr("Reported"),
            self.tr("Times as much treated as expected"),
            self.tr("95 % interval"),
            self.tr("p adjusted"),
        )
        order = np.argsort(-np.where(found.classes == 1, found.shrunk, -np.inf), kind="stable")
        rows = [_row(counted, found, place) for place in order[:_LISTED] if found.classes[place] == 1]
        none = self.tr("No place treats more than it reports, against the whole, by more than chance.")
        return page(
            self.displayName(),
            marking(self._marks),
            sentences(remarks),
            heading(self.tr("Where most is treated per report")),
            table(titles, rows) if rows else sentences([none]),
        )


def _row(counted: AgencyCounts, found: Found, place: int) -> tuple[str, ...]:
    treated, reported = counted.counts[:, place]
    low, high = np.exp(found.shrunk_low[place]), np.exp(found.shrunk_high[place])
    adjusted = found.p_adjusted[place]
    return (
        _name(counted, place),
        f"{treated:,.0f}",
        f"{reported:,.0f}",
        f"{np.exp(found.shrunk[place]):.2f}",
        tr("{low} to {high}").format(low=f"{low:.2f}", high=f"{high:.2f}"),
        f"{adjusted:.3f}" if adjusted >= 0.001 else tr("under {number}").format(number="0.001"),
    )


def _name(counted: AgencyCounts, place: int) -> str:
    """The cell by its middle, the area by its row: what its other fields mean is not known here."""
    from ..safestats_core.hotspots.grids.grid import cell_centres

    if counted.grid is None or counted.mask is None:
        return tr("Row {number}").format(number=f"{counted.areas.feature[place] + 1:,}")
    x, y = (centre[counted.mask][place] for centre in cell_centres(counted.grid))
    return f"{x:,.0f}, {y:,.0f}"


def _columns(counted: AgencyCounts, found: Found) -> Columns:
    """The fields of the result; a limit that is infinite is a null, because a legend knows no infinity."""
    covered = np.isfinite(counted.counts).all(axis=0)
    words = np.array([_WORDS[code] for code in found.classes.tolist()], dtype=object)
    words[covered & ~found.tested] = _TOO_FEW
    words[~covered] = None
    limits = {"gap": found.gap, "gap_low": found.gap_low, "gap_high": found.gap_high}
    return {
        "treated": counted.counts[0],
        "reported": counted.counts[1],
        **{name: np.where(np.isfinite(values), values, np.nan) for name, values in limits.items()},
        "shrunk": found.shrunk,
        "shr_low": found.shrunk_low,
        "shr_high": found.shrunk_high,
        "times": np.exp(found.shrunk),
        "p": found.p,
        "p_adj": found.p_adjusted,
        "class": words,
    }


def _style(layer: QgsVectorLayer) -> None:
    """More treated red, less treated blue, the rest faint; what is not covered grey."""
    classes = [
        (_MORE, HOT[2], tr("More treated than reported, against the whole")),
        (_LESS, COLD[2], tr("Less treated than reported, against the whole")),
        (_NO_EVIDENCE, NOTHING, tr("No evidence of a difference")),
        (_TOO_FEW, "255,255,255,0", tr("Too few incidents to test")),
        ("", "120,120,120,160", tr("Not covered by both")),
    ]
    style_classes(layer, "class", classes)
