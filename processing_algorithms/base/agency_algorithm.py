"""What algorithms share that count several agencies in the same cells or areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..sources.columns import Wanted
from ..sources.study_area import Rings, read_boundary
from .cells_or_areas_algorithm import CellsOrAreasAlgorithm, PlaceCounts
from .groups import SEVERAL_AGENCIES
from .translation import in_sentences, numeral


@dataclass(frozen=True)
class AgencyCounts:
    """What several agencies count in the same places.

    names    of the agencies
    counts   float64 of shape (agencies, places); NaN where the agency has no coverage
    places   the cells or areas
    remarks  sentences on what was chosen and what was left out
    """

    names: list[str]
    counts: np.ndarray
    places: PlaceCounts
    remarks: tuple[str, ...]


class AgencyAlgorithm(CellsOrAreasAlgorithm):
    """Base of the algorithms that hold the counts of two agencies or more against each other.

    inputs  its parameters of points, one for each agency: INPUT, INPUT_2, ...; those after the second are optional
    """

    INPUT_2 = "INPUT_2"
    COVERAGE, COVERAGE_2 = "COVERAGE", "COVERAGE_2"

    group_name = SEVERAL_AGENCIES
    inputs: tuple[str, ...] = ("INPUT", "INPUT_2")
    column_parameters: dict[str, dict[str, str]] = {"INPUT": {}, "INPUT_2": {}}

    def add_coverage(self, name: str, title: str) -> None:
        """Declare where an agency supplies data."""
        self.add_polygons(
            name,
            title,
            self.tr(
                "Polygons in which the agency supplies data, in any CRS. A cell or area whose centre lies outside "
                "has no count of this agency: null, which is not zero. Default: everywhere."
            ),
        )

    def count_agencies(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        wanted: Optional[Wanted] = None,
    ) -> AgencyCounts:
        """Count every agency that was given in the same cells or areas.

        wanted  fields of the areas to be read as well, with the kind of each
        """
        given = [name for name in self.inputs if self.is_given(parameters, name)]
        points = [self.read_points(parameters, context, feedback, name) for name in given]
        names = _distinct([self.source(parameters, context, name).sourceName() for name in given])
        said = [line for name, each in zip(names, points) for line in (f"{name}:", *self.left_out(each))]
        places = self.count_in_places(parameters, context, feedback, points, wanted)
        counts, centres = places.counts.astype(float), places.centres()
        for row, (name, parameter) in enumerate(zip(names, given)):
            said += self._uncover(parameters, context, counts[row], centres, name, parameter)
        return AgencyCounts(names, counts, places, (*said, *self._about_places(parameters, context, places)))

    def _about_places(self, parameters: dict, context: QgsProcessingContext, places: PlaceCounts) -> list[str]:
        if places.grid is not None:
            cells = self.tr("{cells} cells of {size}.").format(
                cells=numeral(places.counts.shape[1]),
                size=self.in_units(parameters, context, places.grid.cell_size),
            )
            beyond = self.tr("{number} points outside the study area were left out.")
            return [cells, *in_sentences([(sum(places.outside), beyond)])]
        areas = self.tr("{number} areas.").format(number=numeral(places.counts.shape[1]))
        counted = [
            (places.areas.without_geometry, self.tr("{number} areas without a polygon were left out.")),
            (sum(places.outside), self.tr("{number} points lie in no area: left out.")),
            (places.in_several, self.tr("{number} points lie in several areas: counted in the first of them.")),
        ]
        return [areas, *in_sentences(counted)]

    def _uncover(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        counts: np.ndarray,
        centres: tuple[np.ndarray, np.ndarray],
        agency: str,
        parameter: str,
    ) -> list[str]:
        """Make the counts of places that the agency does not cover NaN; says how many."""
        from ...safestats_core.hotspots.grids.boundary import inside

        coverage = self._coverage(parameters, context, parameter.replace(self.INPUT, self.COVERAGE))
        if coverage is None:
            return []
        gaps = ~inside(coverage, *centres)
        lost = counts[gaps].sum()
        counts[gaps] = np.nan
        said = self.tr("{agency}: {places} of {all} places are not covered; their {points} points were left out.")
        return [
            said.format(
                agency=agency,
                places=numeral(np.count_nonzero(gaps)),
                all=numeral(gaps.size),
                points=numeral(lost, ",.0f"),
            )
        ]

    def _coverage(self, parameters: dict, context: QgsProcessingContext, name: str) -> Optional[list[Rings]]:
        source = self.parameterAsSource(parameters, name, context)
        return source and read_boundary(source, self.crs(parameters, context), context)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, those that come again with a number."""
    return [name if name not in names[:k] else f"{name} ({k + 1})" for k, name in enumerate(names)]
