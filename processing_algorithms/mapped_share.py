"""Algorithm `mappedshare`: how much of the data can be mapped, and where or when that differs."""

from __future__ import annotations

from typing import Optional

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.mapped_share import MappedAlgorithm
from .base.groups import SEVERAL_AGENCIES
from .base.progress import report_to
from .base.translation import in_sentences
from .results.result import Result, plain
from .results.uncertainty.mapped import Grouped, Mapped, mapped_columns, mapped_rows, style_mapped
from .results.uncertainty.mapped_page import mapped_page, mapped_remarks
from .sources.areas import Areas
from .sources.mapped_records import MappedRecords


class MappedShare(MappedAlgorithm):
    """Shares of records without a place by precision, area and month, with intervals and exact tests."""

    LEAST = "LEAST"
    DIFFERENCE = "DIFFERENCE"
    COUNT = "COUNT"
    UNMAPPED = "UNMAPPED"
    SHARE = "SHARE"
    SHARE_LOW = "SHARE_LOW"
    SHARE_HIGH = "SHARE_HIGH"
    WITHOUT_AREA = "WITHOUT_AREA"
    WITHOUT_DATE = "WITHOUT_DATE"
    AREAS_TESTED = "AREAS_TESTED"
    AREAS_MORE = "AREAS_MORE"
    AREAS_LESS = "AREAS_LESS"
    MONTHS_MORE = "MONTHS_MORE"
    MONTHS_LESS = "MONTHS_LESS"

    group_name = SEVERAL_AGENCIES
    identifier = "mappedshare"
    title = QT_TRANSLATE_NOOP("SafeStats", "How much can be mapped")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,geocoding,hit rate,unmapped,missing,completeness,quality,location precision,wilson,multi-agency,"
        "safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "How much of the data can be mapped at all? Counts the records by the precision of their place, by area and by "
        "month, and gives the share of each that no map shows, with its 95 % interval. class warns where that share "
        "differs from the rest by more than chance explains: there a map of hot spots says too little (more unmapped) "
        "or, beside the others, too much (less unmapped).",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "The area of a record without a place is known only where its supplier wrote a code; records without either "
        "are counted, but belong to no area. That a record has a place does not say that it is the right one.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Interval: Wilson (1927), JASA 22. Exact test of an area against the rest: Fisher (1935), JRSS 98. False "
        "discovery rate: Benjamini & Hochberg (1995). Why it matters: Ratcliffe (2004), International Journal of "
        "Geographical Information Science 18.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_records()
        self._add_limits()
        self.add_sink(self.OUTPUT, self.tr("Shares that can be mapped"), QgsProcessing.SourceType.TypeVector)
        self.add_sink(self.MAP, self.tr("Areas with what cannot be mapped"), optional=True)
        self.add_page()
        self.add_numbers(
            {
                self.COUNT: self.tr("Records"),
                self.UNMAPPED: self.tr("Records that cannot be mapped"),
                self.SHARE: self.tr("Their share"),
                self.SHARE_LOW: self.tr("Its lower limit (95 %)"),
                self.SHARE_HIGH: self.tr("Its upper limit (95 %)"),
                self.WITHOUT_AREA: self.tr("Records whose area is not known"),
                self.WITHOUT_DATE: self.tr("Records without a date"),
                self.AREAS_TESTED: self.tr("Areas with enough records to test"),
                self.AREAS_MORE: self.tr("Areas where more is unmapped"),
                self.AREAS_LESS: self.tr("Areas where less is unmapped"),
                self.MONTHS_MORE: self.tr("Months in which more is unmapped"),
                self.MONTHS_LESS: self.tr("Months in which less is unmapped"),
            }
        )

    def _add_limits(self) -> None:
        self.add_whole_number(
            self.LEAST,
            self.tr("Fewest records of a test"),
            20,
            1,
            self.tr("Areas and months with fewer records get no class but 'too few'. Default: 20."),
        )
        self.add_decimal_number(
            self.DIFFERENCE,
            self.tr("Smallest difference (points)"),
            1,
            self.tr(
                "Differences from the overall share below so many percentage points are no warning, however certain. "
                "Default: 1."
            ),
            highest=99,
            advanced=True,
        )
        self.add_decimal_number(
            self.ALPHA,
            self.tr("Significance level"),
            0.05,
            self.tr("After the false discovery rate, for areas and for months each. Default: 0.05."),
            lowest=0.0001,
            highest=0.5,
            advanced=True,
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test, and write the table, the areas and the page."""
        areas = self.read_areas(parameters, context, feedback)
        records = self.read_records(parameters, context, feedback, areas)
        by_area, by_month = (
            self._grouped(parameters, context, feedback, records, names) for names in (records.area, records.month)
        )
        found = Mapped(records, by_area, by_month)
        rows, remarks = (
            mapped_rows(found),
            (*mapped_remarks(found), *self._off_the_map(parameters, context, areas, records)),
        )
        page = mapped_page(self.displayName(), self._marks, rows, remarks)
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, rows),
            self.MAP: self._write_map(parameters, context, feedback, areas, by_area),
            self.HTML: self.write_page(parameters, context, page),
        }
        styles = {self.OUTPUT: plain, self.MAP: style_mapped}
        return Result({**outputs, **self._numbers(found)}, styles, remarks)

    def _grouped(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        records: MappedRecords,
        names: Optional[np.ndarray],
    ) -> Optional[Grouped]:
        """The shares by area or month, and what the groups are called; None where nobody asked, or none is known."""
        from ..safestats_core.hotspots.uncertainty.mapped_share import unmapped_shares

        known = np.zeros(0, bool) if names is None else np.array([name is not None for name in names], dtype=bool)
        if not known.any():
            return None
        groups, number = np.unique(names[known].astype(str), return_inverse=True)
        shares = unmapped_shares(
            number,
            records.is_unmapped[known],
            groups.size,
            alpha=self.parameterAsDouble(parameters, self.ALPHA, context),
            least_records=self.parameterAsInt(parameters, self.LEAST, context),
            least_difference=self.parameterAsDouble(parameters, self.DIFFERENCE, context) / 100,
            progress=report_to(feedback),
        )
        return Grouped(shares, groups.tolist())

    def _numbers(self, found: Mapped) -> dict:
        from ..safestats_core.hotspots.uncertainty.mapped_share import LESS, MORE, TOO_FEW

        low, high = found.limits()
        by_area, by_month = found.by_area, found.by_month
        return {
            self.COUNT: found.count,
            self.UNMAPPED: found.unmapped,
            self.SHARE: found.unmapped / found.count,
            self.SHARE_LOW: low,
            self.SHARE_HIGH: high,
            self.WITHOUT_AREA: found.without_area,
            self.WITHOUT_DATE: found.without_date,
            self.AREAS_TESTED: len(by_area.names) - by_area.called(TOO_FEW) if by_area else 0,
            self.AREAS_MORE: by_area.called(MORE) if by_area else 0,
            self.AREAS_LESS: by_area.called(LESS) if by_area else 0,
            self.MONTHS_MORE: by_month.called(MORE) if by_month else 0,
            self.MONTHS_LESS: by_month.called(LESS) if by_month else 0,
        }

    def _off_the_map(
        self, parameters: dict, context: QgsProcessingContext, areas: Optional[Areas], records: MappedRecords
    ) -> list[str]:
        """What the table counts and no polygon shows."""
        if areas is None:
            return []
        drawn = {str(name) for name in self.names(parameters, context, areas).tolist()}
        named = [] if records.area is None else [str(name) for name in records.area.tolist() if name is not None]
        return in_sentences(
            [
                (
                    sum(name not in drawn for name in named),
                    self.tr("{number} records name an area that no polygon has."),
                ),
                (areas.without_geometry, self.tr("{number} features without a polygon were left out of the areas.")),
            ]
        )

    def _write_map(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Optional[Areas],
        grouped: Optional[Grouped],
    ) -> str:
        if areas is None:
            return ""
        place = {name: number for number, name in enumerate(grouped.names if grouped else [])}
        at = np.array([place.get(str(name), -1) for name in self.names(parameters, context, areas).tolist()])
        columns = mapped_columns(grouped, at)
        source = self.source(parameters, context, self.AREAS)
        return self.write_copies(parameters, self.MAP, context, feedback, source, areas.feature, columns)
