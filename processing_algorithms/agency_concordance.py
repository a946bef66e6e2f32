"""Algorithm `agencyconcordance`: where agencies see the same hotspots, and where only one does."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.agency_algorithm import AgencyAlgorithm, AgencyCounts
from .base.algorithm import report_to
from .base.translation import tr
from .results.features import Columns, fields_of, write_features
from .results.marked import marking
from .results.page import heading, page, sentences, table
from .results.result import Result, plain
from .results.styles import NOTHING, style_classes

if TYPE_CHECKING:
    from ..safestats_core.hotspots.agencies.concordance import Agreement, Seen
    from ..safestats_core.hotspots.local_statistics.getis_ord import GetisOrd
    from ..safestats_core.hotspots.local_statistics.local_moran import LocalMoran

_ALL, _SEVERAL, _NONE = "all", "several", "none"
_ONLY = ("#2166ac", "#f4792b", "#1b7837", "#762a83")
_BLOCK = 5
"""Side of the squares of cells that the bootstrap draws together."""


class AgencyConcordance(AgencyAlgorithm):
    """Gi* of each agency's counts in the same places, who sees what, and how far the pictures agree."""

    INPUT_3, INPUT_4 = "INPUT_3", "INPUT_4"
    COVERAGE_3, COVERAGE_4 = "COVERAGE_3", "COVERAGE_4"
    NAMES = "NAMES"
    CONFIDENCE = "CONFIDENCE"
    CHANCE = "CHANCE"
    DISTANCE = "DISTANCE"
    RESAMPLES = "RESAMPLES"
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

    CONFIDENCES = {
        "95": QT_TRANSLATE_NOOP("SafeStats", "95 %"),
        "90": QT_TRANSLATE_NOOP("SafeStats", "90 %"),
        "99": QT_TRANSLATE_NOOP("SafeStats", "99 %"),
    }
    CHANCES = {
        "counts": QT_TRANSLATE_NOOP("SafeStats", "Distribution of counts (few incidents per cell)"),
        "normal": QT_TRANSLATE_NOOP("SafeStats", "Normal distribution (as published)"),
    }

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

    inputs = ("INPUT", "INPUT_2", "INPUT_3", "INPUT_4")
    column_parameters: dict[str, dict[str, str]] = {"INPUT": {}, "INPUT_2": {}, "INPUT_3": {}, "INPUT_4": {}}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        titles = (
            self.tr("First agency"),
            self.tr("Second agency"),
            self.tr("Third agency"),
            self.tr("Fourth agency"),
        )
        for number, (name, title) in enumerate(zip(self.inputs, titles)):
            self.add_points(name, title, optional=number > 1)
        self.add(
            QgsProcessingParameterString(self.NAMES, self.tr("Names of the agencies"), optional=True),
            self.tr("With commas between them, such as police, ambulance. Default: the names of the layers."),
        )
        self.add_places()
        for name, title in zip(self.inputs, titles):
            covers = self.tr("Area covered: {agency}").format(agency=title)
            self.add_coverage(name.replace(self.INPUT, self.COVERAGE), covers)
        self._add_test()
        self.add_sink(self.OUTPUT, self.tr("Hot spots that agencies share"))
        self.add_sink(self.TABLE, self.tr("Agreement"), QgsProcessing.SourceType.TypeVector, optional=True)
        self.add_page()
        self._add_results()

    def _add_test(self) -> None:
        self.add_choice(
            self.CONFIDENCE,
            self.tr("Confidence of a hot spot"),
            self.CONFIDENCES,
            self.tr("After the false discovery rate, for each agency on its own. Default: 95 %."),
        )
        self.add_choice(
            self.CHANCE,
            self.tr("Chance"),
            self.CHANCES,
            self.tr(
                "Where the p of Gi* comes from. The distribution of counts (negative binomial) keeps its promise where "
                "cells hold few incidents, which is usual for the smaller agency. Default: counts."
            ),
        )
        self.add_distance(
            self.DISTANCE,
            self.tr("Distance to neighbours (0 = cells that touch)"),
            self.tr("From centre to centre."),
            self.tr("0 takes cells or areas that share an edge or a corner. Default: 0."),
        )
        self.add_permutations(
            999, self.tr("How often the second agency's counts are dealt anew for bivariate Moran. Default: 999.")
        )
        self.add_whole_number(
            self.RESAMPLES,
            self.tr("Resamples of the bootstrap"),
            999,
            1,
            self.tr(
                "For the intervals; of a grid squares of 5 by 5 cells are drawn, of areas single ones. Default: 999."
            ),
        )
        self.add_fdr()

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

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse names that are too few or too many."""
        super().check(parameters, context)
        names = self._names(parameters, context)
        given = sum(parameters.get(name) not in (None, "") for name in self.inputs)
        if names and (len(names) != given or len(set(names)) != given):
            raise InvalidInput(
                f"{given} agencies were given, but the names are: {', '.join(names)}. Give each a name of its own, "
                "with commas between them, or none."
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Count, test each agency, and write who sees what."""
        from ..safestats_core.hotspots.agencies.concordance import who_sees

        counted = self.count_agencies(parameters, context, feedback)
        names = self._names(parameters, context) or counted.names
        tests = self._tests(parameters, context, feedback, counted)
        least = {"90": 1, "95": 2, "99": 3}[self.choice(parameters, self.CONFIDENCE, context, self.CONFIDENCES)]
        hot = np.array([test.bins >= least for test in tests])
        covered = np.isfinite(counted.counts)
        seen = who_sees(hot, covered)
        moran = self._moran(parameters, context, feedback, counted)
        agreed = self._agreements(parameters, context, feedback, counted, hot)
        numbers = self._numbers(seen, len(names), agreed)
        remarks = (*counted.remarks, *self._remarks(names, hot, numbers, tests, agreed))
        columns = _columns(names, counted, tests, hot, seen, moran)
        outputs = {
            self.OUTPUT: self.write_places(parameters, context, feedback, counted, columns),
            self.TABLE: self._write_table(parameters, context, feedback, names, agreed),
            self.HTML: self.write_page(parameters, context, self._page(names, hot, seen, agreed, remarks)),
        }

        def style(layer: QgsVectorLayer) -> None:
            _style(layer, names)

        return Result({**outputs, **numbers}, {self.OUTPUT: style, self.TABLE: plain}, remarks)

    def _names(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        text = self.parameterAsString(parameters, self.NAMES, context)
        return [name.strip() for name in text.split(",") if name.strip()]

    def _tests(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: AgencyCounts
    ) -> list[GetisOrd]:
        """Gi* of every agency, in arrays of the shape (places,)."""
        from ..safestats_core.hotspots.local_statistics.getis_ord import getis_ord

        weights = self._weights(parameters, context, counted)
        chance = self.choice(parameters, self.CHANCE, context, self.CHANCES)
        fdr = self.parameterAsBool(parameters, self.FDR, context)
        tests = []
        for name, values in zip(counted.names, counted.counts):
            feedback.setProgressText(self.tr("Hot spots of {agency}").format(agency=name))
            try:
                tests.append(getis_ord(values, weights, fdr=fdr, chance=chance, progress=report_to(feedback)))
            except InvalidInput as error:
                raise InvalidInput(f"{name}: {error}") from error
        return tests

    def _weights(self, parameters: dict, context: QgsProcessingContext, counted: AgencyCounts) -> object:
        from ..safestats_core.hotspots.grids.grid import cell_centres
        from ..safestats_core.hotspots.local_statistics.contiguity import centroids, contiguity
        from ..safestats_core.hotspots.local_statistics.neighbours import distance_band, queen

        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        if counted.areas is not None:
            boundaries = counted.areas.boundaries
            return distance_band(*centroids(boundaries), distance) if distance else contiguity(boundaries)
        if not distance:
            return queen(counted.grid, counted.mask)
        x, y = (centre[counted.mask] for centre in cell_centres(counted.grid))
        return distance_band(x, y, distance)

    def _moran(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: AgencyCounts
    ) -> LocalMoran:
        """Of the first agency in the cell and the second among its neighbours."""
        from ..safestats_core.hotspots.local_statistics.bivariate_moran import bivariate_local_moran

        return bivariate_local_moran(
            counted.counts[0],
            counted.counts[1],
            self._weights(parameters, context, counted),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            fdr=self.parameterAsBool(parameters, self.FDR, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )

    def _agreements(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        counted: AgencyCounts,
        hot: np.ndarray,
    ) -> dict[tuple[int, int], Agreement]:
        """The agreement of each two agencies, by their numbers."""
        from ..safestats_core.hotspots.agencies.concordance import agreement, grid_blocks

        blocks = None
        if counted.grid is not None:
            blocks = grid_blocks(counted.grid.rows, counted.grid.columns, _BLOCK)[counted.mask]
        return {
            (one, other): agreement(
                counted.counts[[one, other]],
                hot[[one, other]],
                np.isfinite(counted.counts[[one, other]]).all(axis=0),
                blocks,
                resamples=self.parameterAsInt(parameters, self.RESAMPLES, context),
                seed=self.parameterAsInt(parameters, self.SEED, context),
                progress=report_to(feedback),
            )
            for one, other in combinations(range(len(counted.counts)), 2)
        }

    def _numbers(self, seen: Seen, agencies: int, agreed: dict[tuple[int, int], Agreement]) -> dict:
        first = agreed[0, 1]
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

    def _remarks(
        self,
        names: list[str],
        hot: np.ndarray,
        numbers: dict,
        tests: list[GetisOrd],
        agreed: dict[tuple[int, int], Agreement],
    ) -> list[str]:
        each = self.tr("{agency} sees {hot} hot places.")
        said = [each.format(agency=name, hot=f"{np.count_nonzero(row):,}") for name, row in zip(names, hot)]
        for name, test in zip(names, tests):
            if test.is_heavy:
                heavy = self.tr(
                    "Caution: a few cells of {agency} hold far more than a distribution of counts allows for, for "
                    "example reports snapped to one point, so more may be called by chance than stated."
                )
                said.append(heavy.format(agency=name))
        all_of = self.tr("{all} places are hot for all agencies, {several} for several, {one} for one only.")
        said.append(
            all_of.format(
                all=f"{numbers[self.HOT_ALL]:,}",
                several=f"{numbers[self.HOT_SEVERAL]:,}",
                one=f"{numbers[self.HOT_ONE]:,}",
            )
        )
        if numbers[self.NOT_COVERED]:
            gaps = self.tr("{number} places have no class: an agency does not cover them.")
            said.append(gaps.format(number=f"{numbers[self.NOT_COVERED]:,}"))
        return said + [_in_words(names[one], names[other], found) for (one, other), found in agreed.items()]

    def _write_table(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        names: list[str],
        agreed: dict[tuple[int, int], Agreement],
    ) -> str:
        rows = list(agreed.values())
        columns: Columns = {
            "agency_1": np.array([names[one] for one, _ in agreed], dtype=object),
            "agency_2": np.array([names[other] for _, other in agreed], dtype=object),
        }
        for field in ("rank", "rank_low", "rank_high", "overlap", "overlap_low", "overlap_high"):
            columns[field] = np.array([getattr(row, field) for row in rows], dtype=float)
        for field, attribute in (("hot_both", "both"), ("hot_1", "first"), ("hot_2", "second"), ("places", "cells")):
            columns[field] = np.array([getattr(row, attribute) for row in rows])
        kind, no_crs = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        sink, output = self.open_sink(parameters, self.TABLE, context, fields_of(columns), kind, no_crs)
        if sink is not None:
            write_features(sink, None, columns, report_to(feedback))
        return output

    def _page(
        self,
        names: list[str],
        hot: np.ndarray,
        seen: Seen,
        agreed: dict[tuple[int, int], Agreement],
        remarks: tuple[str, ...],
    ) -> str:
        who = [
            (name, f"{np.count_nonzero(row):,}", f"{np.count_nonzero(seen.only == number):,}")
            for number, (name, row) in enumerate(zip(names, hot))
        ]
        pairs = [
            (
                f"{names[one]} + {names[other]}",
                _ranged(found.rank, found.rank_low, found.rank_high),
                _ranged(found.overlap, found.overlap_low, found.overlap_high),
                f"{found.both:,}",
            )
            for (one, other), found in agreed.items()
        ]
        titles = (
            self.tr("Agencies"),
            self.tr("Rank correlation"),
            self.tr("Overlap of hot places"),
            self.tr("Hot for both"),
        )
        return page(
            self.displayName(),
            marking(self._marks),
            sentences(remarks),
            heading(self.tr("Who sees what")),
            table([self.tr("Agency"), self.tr("Hot places"), self.tr("Seen by no other agency")], who),
            heading(self.tr("How far they agree")),
            table(titles, pairs),
        )


def _in_words(first: str, second: str, found: Agreement) -> str:
    words = tr("{first} and {second}: rank correlation of the counts {rank}; overlap of the hot places {overlap}.")
    return words.format(
        first=first,
        second=second,
        rank=_ranged(found.rank, found.rank_low, found.rank_high),
        overlap=_ranged(found.overlap, found.overlap_low, found.overlap_high),
    )


def _ranged(value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return tr("none: there is nothing to compare")
    words = tr("{value} (95 % interval {low} to {high})")
    return words.format(value=f"{value:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")


def _only(name: str) -> str:
    return f"only {name}"


def _columns(
    names: list[str], counted: AgencyCounts, tests: list[GetisOrd], hot: np.ndarray, seen: Seen, moran: LocalMoran
) -> Columns:
    """The fields of the result; where an agency has no coverage its own are null, and so is the class."""
    from ..safestats_core.hotspots.local_statistics.local_moran import CLASSES

    columns: Columns = {}
    for number, (counts, test, is_hot) in enumerate(zip(counted.counts, tests, hot), start=1):
        columns[f"count_{number}"] = counts
        columns[f"z_{number}"] = test.z
        columns[f"p_adj_{number}"] = test.p_adjusted
        columns[f"hot_{number}"] = np.where(np.isfinite(counts), is_hot, np.nan)
    words = np.full(seen.seen_by.size, _SEVERAL, dtype=object)
    words[seen.seen_by == 0] = _NONE
    words[seen.seen_by == len(names)] = _ALL
    for number, name in enumerate(names):
        words[seen.only == number] = _only(name)
    words[seen.seen_by < 0] = None
    columns["class"] = words
    columns["agencies"] = np.where(seen.seen_by < 0, np.nan, seen.seen_by)
    return {
        **columns,
        "bv_i": moran.i,
        "bv_p": moran.p,
        "bv_p_adj": moran.p_adjusted,
        "bv_class": np.array(CLASSES, dtype=object)[moran.classes],
    }


def _style(layer: QgsVectorLayer, names: list[str]) -> None:
    """What all see darkest, what one sees in its own colour, what is not covered grey."""
    classes = [(_ALL, "#7a0026", tr("Hot for all agencies"))]
    if len(names) > 2:
        classes.append((_SEVERAL, "#d7191c", tr("Hot for several agencies")))
    for colour, name in zip(_ONLY, names):
        classes.append((_only(name), colour, tr("Hot only for {agency}").format(agency=name)))
    classes += [
        (_NONE, NOTHING, tr("Hot for none")),
        ("", "120,120,120,160", tr("Not covered by all")),
    ]
    style_classes(layer, "class", classes)
