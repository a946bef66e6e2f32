"""What an algorithm asks that holds the hot spots of agencies against each other, and how it finds who sees what."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString

from ...safestats_core.errors import InvalidInput
from ..base.agency_algorithm import AgencyAlgorithm, AgencyCounts
from ..base.core_sentences import in_words
from ..base.progress import report_to
from ..base.significance import SignificanceChoices
from ..base.translation import tr
from ..results.agencies.concordance import Concordance

if TYPE_CHECKING:
    from ...safestats_core.hotspots.agencies.concordance import Agreement
    from ...safestats_core.hotspots.local_statistics.getis_ord import GetisOrd
    from ...safestats_core.hotspots.local_statistics.local_moran import LocalMoran

_BLOCK = 5
"""Side of the squares of cells that the bootstrap draws together."""


class ConcordanceAlgorithm(SignificanceChoices, AgencyAlgorithm):
    """Base of the algorithms that test each of two to four agencies in the same places."""

    INPUT_3, INPUT_4 = "INPUT_3", "INPUT_4"
    COVERAGE_3, COVERAGE_4 = "COVERAGE_3", "COVERAGE_4"
    NAMES = "NAMES"
    DISTANCE = "DISTANCE"
    RESAMPLES = "RESAMPLES"

    inputs = ("INPUT", "INPUT_2", "INPUT_3", "INPUT_4")
    column_parameters: dict[str, dict[str, str]] = {"INPUT": {}, "INPUT_2": {}, "INPUT_3": {}, "INPUT_4": {}}

    def add_comparison(self) -> None:
        """Declare the agencies, what they are counted in, where they supply data, and the tests."""
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

    def _add_test(self) -> None:
        self.add_confidence(self.tr("After the false discovery rate, for each agency on its own. Default: 95 %."))
        self.add_chance(
            self.tr(
                "Where the p of Gi* comes from. The distribution of counts (negative binomial) keeps its promise where "
                "cells hold few incidents, which is usual for the smaller agency. Default: counts."
            )
        )
        self.add_reach(self.DISTANCE, self.tr("0 takes cells or areas that share an edge or a corner. Default: 0."))
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

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse names that are too few or too many."""
        super().check(parameters, context)
        names = self._names(parameters, context)
        given = sum(self.is_given(parameters, name) for name in self.inputs)
        if names and (len(names) != given or len(set(names)) != given):
            raise InvalidInput(
                tr(
                    "{given} agencies were given, but the names are: {names}. Give each a name of its own, with "
                    "commas between them, or none."
                ).format(given=given, names=", ".join(names))
            )

    def compare(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: AgencyCounts
    ) -> Concordance:
        """The tests of each agency, who sees what, and how far each two agree."""
        from ...safestats_core.hotspots.agencies.concordance import who_sees

        tests = self._tests(parameters, context, feedback, counted)
        least = {0.9: 1, 0.95: 2, 0.99: 3}[self.confidence(parameters, context)]
        hot = np.array([test.bins >= least for test in tests])
        return Concordance(
            names=self._names(parameters, context) or counted.names,
            counts=counted.counts,
            tests=tests,
            hot=hot,
            seen=who_sees(hot, np.isfinite(counted.counts)),
            moran=self._moran(parameters, context, feedback, counted),
            agreed=self._agreements(parameters, context, feedback, counted, hot),
        )

    def _names(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        text = self.parameterAsString(parameters, self.NAMES, context)
        return [name.strip() for name in text.split(",") if name.strip()]

    def _tests(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: AgencyCounts
    ) -> list[GetisOrd]:
        """Gi* of every agency, in arrays of the shape (places,)."""
        from ...safestats_core.hotspots.local_statistics.getis_ord import getis_ord

        weights = self._weights(parameters, context, counted)
        chance = self.chance(parameters, context)
        fdr = self.parameterAsBool(parameters, self.FDR, context)
        tests = []
        for name, values in zip(counted.names, counted.counts):
            feedback.setProgressText(self.tr("Hot spots of {agency}").format(agency=name))
            try:
                tests.append(getis_ord(values, weights, fdr=fdr, chance=chance, progress=report_to(feedback)))
            except InvalidInput as error:
                raise InvalidInput(f"{name}: {in_words(error)}") from error
        return tests

    def _weights(self, parameters: dict, context: QgsProcessingContext, counted: AgencyCounts) -> object:
        from ...safestats_core.hotspots.local_statistics.contiguity import contiguity
        from ...safestats_core.hotspots.local_statistics.neighbours import distance_band, queen

        distance, places = self.parameterAsDouble(parameters, self.DISTANCE, context), counted.places
        if distance:
            return distance_band(*places.centres(), distance)
        return queen(places.grid, places.mask) if places.areas is None else contiguity(places.areas.boundaries)

    def _moran(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, counted: AgencyCounts
    ) -> LocalMoran:
        """Of the first agency in the cell and the second among its neighbours."""
        from ...safestats_core.hotspots.local_statistics.bivariate_moran import bivariate_local_moran

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
        from ...safestats_core.hotspots.agencies.concordance import agreement, grid_blocks

        blocks, grid = None, counted.places.grid
        if grid is not None:
            blocks = grid_blocks(grid.rows, grid.columns, _BLOCK)[counted.places.mask]
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
