"""Algorithm `agencyconcordance`: where agencies see the same hotspots, and where only one does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.agency_concordance import ConcordanceAlgorithm
from .results.agencies.concordance import Concordance, agreement_columns, concordance_columns, style_concordance
from .results.agencies.concordance_page import concordance_page, concordance_remarks
from .results.result import Result, plain

if TYPE_CHECKING:
    pass


class AgencyConcordance(ConcordanceAlgorithm):
    """Gi* of each agency's counts in the same places, who sees what, and how far the pictures agree."""

    TABLE = "TABLE"
    PLACES = "PLACES"
    NOT_COVERED = "NOT_COVERED"
    HOT_ALL = "HOT_ALL"
    HOT_SEVERAL = "HOT_SEVERAL"
    HOT_ONE = "HOT_ONE"
    HOT_ONLY_1 = "HOT_ONLY_1"
    HOT_ONLY_2 = "HOT_ONLY_2"
    RANK = "RANK"
    RANK_LOW = "RANK_LOW"
    RANK_HIGH = "RANK_HIGH"
    OVERLAP = "OVERLAP"
    OVERLAP_LOW = "OVERLAP_LOW"
    OVERLAP_HIGH = "OVERLAP_HIGH"

    identifier = "agencyconcordance"
    title = QT_TRANSLATE_NOOP("SafeStats", "Hot spots that agencies share")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,hotspot,concordance,agreement,overlap,bivariate moran,spearman,jaccard,police,ambulance,hospital,"
        "multi-agency,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where do agencies see the same hot spots, and where does only one? Two to four layers are counted in the same "
        "cells or areas, and each gets its hot spots (Getis-Ord Gi*). class says of each place whether all "
        "agencies see a hot spot, several, only one (and which), or none. Bivariate local Moran says where much of "
        "the first agency lies among much, or little, of the second. The table gives the rank correlation of the "
        "counts and the overlap of the hot spots of each two agencies, with intervals.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "A place that is not hot for one agency may be so because it has few records: look at its z before you say "
        "that it does not see it. Where only one agency's places are vague, its hot spots are wider. Choose the "
        "same period and comparable kinds of incident; where an agency supplies nothing, say so by its coverage.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Getis & Ord (1992); Ord & Getis (1995); Anselin, Syabri & Smirnov (2002); Spearman (1904); Jaccard "
        "(1912); Efron & Tibshirani (1993). False discovery rate: Benjamini & Hochberg (1995).",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_comparison()
        self.add_sink(self.OUTPUT, self.tr("Hot spots that agencies share"))
        self.add_sink(self.TABLE, self.tr("Agreement"), QgsProcessing.SourceType.TypeVector, optional=True)
        self.add_page()
        self._add_results()

    def _add_results(self) -> None:
        self.add_numbers(
            {
                self.PLACES: self.tr("Cells or areas"),
                self.NOT_COVERED: self.tr("Places that an agency does not cover"),
                self.HOT_ALL: self.tr("Places hot for all agencies"),
                self.HOT_SEVERAL: self.tr("Places hot for several agencies, but not all"),
                self.HOT_ONE: self.tr("Places hot for one agency only"),
                self.HOT_ONLY_1: self.tr("Places hot for the first agency only"),
                self.HOT_ONLY_2: self.tr("Places hot for the second agency only"),
                self.RANK: self.tr("Rank correlation of the first two agencies"),
                self.RANK_LOW: self.tr("Its lower limit (95 %)"),
                self.RANK_HIGH: self.tr("Its upper limit (95 %)"),
                self.OVERLAP: self.tr("Overlap of the hot spots of the first two agencies"),
                self.OVERLAP_LOW: self.tr("Its lower limit (95 %)"),
                self.OVERLAP_HIGH: self.tr("Its upper limit (95 %)"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test each agency, and write who sees what."""
        counted = self.count_agencies(parameters, context, feedback)
        found = self.compare(parameters, context, feedback, counted)
        remarks = (*counted.remarks, *concordance_remarks(found))
        columns = concordance_columns(found)
        page = concordance_page(self.displayName(), self._marks, found, remarks)
        outputs = {
            self.OUTPUT: self.write_places(parameters, context, feedback, counted.places, columns),
            self.TABLE: self.write_layer(parameters, self.TABLE, context, feedback, agreement_columns(found)),
            self.HTML: self.write_page(parameters, context, page),
        }
        style = partial(style_concordance, names=found.names)
        return Result({**outputs, **self._numbers(found)}, {self.OUTPUT: style, self.TABLE: plain}, remarks)

    def _numbers(self, found: Concordance) -> dict:
        seen, agencies, first = found.seen, len(found.names), found.agreed[0, 1]
        limits = {
            self.RANK: first.rank,
            self.RANK_LOW: first.rank_low,
            self.RANK_HIGH: first.rank_high,
            self.OVERLAP: first.overlap,
            self.OVERLAP_LOW: first.overlap_low,
            self.OVERLAP_HIGH: first.overlap_high,
        }
        several = (seen.seen_by > 1) & (seen.seen_by < agencies)
        return {
            self.PLACES: seen.seen_by.size,
            self.NOT_COVERED: int(np.count_nonzero(seen.seen_by < 0)),
            self.HOT_ALL: int(np.count_nonzero(seen.seen_by == agencies)),
            self.HOT_SEVERAL: int(np.count_nonzero(several)),
            self.HOT_ONE: int(np.count_nonzero(seen.seen_by == 1)),
            self.HOT_ONLY_1: int(np.count_nonzero(seen.only == 0)),
            self.HOT_ONLY_2: int(np.count_nonzero(seen.only == 1)),
            **{name: None if np.isnan(value) else value for name, value in limits.items()},
        }
