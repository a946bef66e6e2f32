"""Algorithm `nearestneighbour`: whether points are nearer to each other than chance would put them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.groups import COUNTS_AND_PLACES
from .base.point_algorithm import PointAlgorithm
from .base.progress import report_to
from .base.translation import numeral, tr
from .results.page import heading, page, sentences, table
from .results.result import Result
from .sources.study_area import Rings, polygons_of

if TYPE_CHECKING:
    from ..safestats_core.hotspots.nearest_neighbour import NearestNeighbour

_LEVEL = 0.05
_FEWEST_PERMUTATIONS = 39


class NearestNeighbours(PointAlgorithm):
    """The nearest-neighbour index of points, with its significance."""

    EDGE_CORRECTION = "EDGE_CORRECTION"
    INDEX = "INDEX"
    Z = "Z"
    P = "P"
    P_SIMULATED = "P_SIMULATED"
    OBSERVED = "OBSERVED"
    EXPECTED = "EXPECTED"
    COUNT = "COUNT"
    OUTSIDE = "OUTSIDE"
    PLACES = "PLACES"
    SHARED = "SHARED"
    VERDICT = "VERDICT"

    identifier = "nearestneighbour"
    title = QT_TRANSLATE_NOOP("SafeStats", "Nearest-neighbour index")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,clark evans,clustering,average nearest neighbour,index,random,dispersed,safestats"
    )
    group_name = COUNTS_AND_PLACES
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Says in one number whether points lie closer together than chance would have them: the mean distance from a "
        "point to the nearest other one, divided by what the same number of points would have if they were strewn at "
        "random. Below 1 they cluster, at 1 they lie as chance has it, above 1 they keep apart (at most 2.15). A first "
        "look before any hot spot map: without clustering there are no hot spots to find.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "It says nothing about where the clusters are. Where addresses were rounded to a few places, as in published "
        "police data, points share their place and the index says only that; the page counts them. Incidents cannot "
        "happen on water or fields, so against a whole district almost everything is clustered. Without a study area "
        "the rectangle round the points is taken, which makes them look more spread than they are.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Clark & Evans (1954), Ecology 35, 445-453; Donnelly (1978), Simulation Studies in Archaeology, for the edge.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_boundary()
        self.add_switch(
            self.EDGE_CORRECTION,
            self.tr("Correct for the edge of the study area"),
            True,
            self.tr(
                "Near the edge the nearest neighbour may lie beyond it, where nobody looked. Without a correction "
                "points at random look spread out. Default: yes."
            ),
            advanced=True,
        )
        self.add_permutations(
            0,
            self.tr(
                "Sets of random points in the same study area, for a p value that holds however ragged its outline is. "
                "For a coast or many islands give 99 (39 at the least); with a million points that takes minutes. "
                "Default: 0."
            ),
        )
        self._add_outputs()

    def _add_outputs(self) -> None:
        self.add_page()
        self.add_numbers(
            {
                self.INDEX: self.tr("Nearest-neighbour index"),
                self.Z: self.tr("Standard score"),
                self.P: self.tr("p value of the standard score, two-sided"),
                self.P_SIMULATED: self.tr("p value by random points, two-sided; not there without permutations"),
                self.OBSERVED: self.tr("Mean distance to the nearest neighbour"),
                self.EXPECTED: self.tr("The same for points at random"),
                self.COUNT: self.tr("Points in the study area"),
                self.OUTSIDE: self.tr("Points outside the study area"),
                self.PLACES: self.tr("Different places"),
                self.SHARED: self.tr("Points that share their place with another"),
            }
        )
        self.add_texts({self.VERDICT: self.tr("What it means, in a sentence")})

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse permutations too few to show anything."""
        super().check(parameters, context)
        permutations = self.parameterAsInt(parameters, self.PERMUTATIONS, context)
        if 0 < permutations < _FEWEST_PERMUTATIONS:
            raise InvalidInput(
                tr(
                    "With {permutations} permutations no p below {p} is possible, so nothing could be significant. "
                    "Use at least {fewest}, for example 99, or 0 for none."
                ).format(
                    permutations=permutations, p=numeral(2 / (permutations + 1), ".2g"), fewest=_FEWEST_PERMUTATIONS
                )
            )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Measure the distances, and write the page."""
        from ..safestats_core.hotspots.nearest_neighbour import nearest_neighbour_index

        points = self.read_points(parameters, context, feedback)
        found = nearest_neighbour_index(
            points.x,
            points.y,
            boundary=self._outline(parameters, context),
            edge_correction=self.parameterAsBool(parameters, self.EDGE_CORRECTION, context),
            simulations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )
        said = self._said(parameters, context, found)
        remarks = (*self.left_out(points), *said)
        numbers = {
            self.INDEX: found.index,
            self.Z: found.z,
            self.P: found.p,
            self.OBSERVED: found.observed,
            self.EXPECTED: found.expected,
            self.COUNT: found.points,
            self.OUTSIDE: found.outside,
            self.PLACES: found.places,
            self.SHARED: found.shared,
        }
        if found.p_simulated is not None:
            numbers[self.P_SIMULATED] = found.p_simulated
        content = self._page(parameters, context, found, remarks)
        outputs = {**numbers, self.VERDICT: said[0], self.HTML: self.write_page(parameters, context, content)}
        return Result(outputs, {}, remarks)

    def _outline(self, parameters: dict, context: QgsProcessingContext) -> Optional[list[Rings]]:
        """The polygons of BOUNDARY as one: where two touch or overlap, there is no edge and no area twice."""
        source = self.parameterAsSource(parameters, self.BOUNDARY, context)
        if source is None:
            return None
        request = QgsFeatureRequest().setNoAttributes()
        request.setDestinationCrs(self.crs(parameters, context), context.transformContext())
        unchecked = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
        together = QgsGeometry.unaryUnion(
            [row.geometry().makeValid() for row in source.getFeatures(request, unchecked) if row.hasGeometry()]
        )
        if together.isEmpty():
            raise InvalidInput(
                tr("'{layer}' holds no polygon. Choose another layer, or leave it out.").format(
                    layer=source.sourceName()
                )
            )
        together.convertGeometryCollectionToSubclass(together.type())
        return polygons_of(together)

    def _said(self, parameters: dict, context: QgsProcessingContext, found: NearestNeighbour) -> list[str]:
        p = found.p if found.p_simulated is None else found.p_simulated
        if p > _LEVEL:
            verdict = self.tr("The points lie as chance could have it: index {index}, p {p}.")
        elif found.index < 1:
            verdict = self.tr("The points are clustered, more than chance explains: index {index}, p {p}.")
        else:
            verdict = self.tr("The points keep apart, more than chance explains: index {index}, p {p}.")
        said = [verdict.format(index=numeral(found.index, ".3f"), p=_in_words(p))]
        if found.shared:
            words = self.tr(
                "{shared} of {points} points share their place with another and are 0 from it: {places} places in all. "
                "Where places were rounded before, the index measures the rounding."
            )
            counts = {"shared": found.shared, "points": found.points, "places": found.places}
            said.append(words.format(**{name: numeral(number) for name, number in counts.items()}))
        if found.outside:
            outside = self.tr("{number} points outside the study area were left out.")
            said.append(outside.format(number=numeral(found.outside)))
        if self.parameterAsSource(parameters, self.BOUNDARY, context) is None:
            said.append(
                self.tr("No study area was given: the rectangle round the points was taken, which hides clustering.")
            )
        return said

    def _page(
        self, parameters: dict, context: QgsProcessingContext, found: NearestNeighbour, remarks: tuple[str, ...]
    ) -> str:
        rows = [
            (self.tr("Nearest-neighbour index"), numeral(found.index, ".4f")),
            (self.tr("Mean distance to the nearest neighbour"), self.in_units(parameters, context, found.observed)),
            (self.tr("The same for points at random"), self.in_units(parameters, context, found.expected)),
            (self.tr("Standard score z"), numeral(found.z, ".2f")),
            (self.tr("p value, two-sided"), _in_words(found.p)),
            (self.tr("Points"), numeral(found.points)),
            (self.tr("Different places"), numeral(found.places)),
            (self.tr("Points that share their place"), numeral(found.shared)),
            (self.tr("Perimeter of the study area"), self.in_units(parameters, context, found.perimeter)),
        ]
        if found.p_simulated is not None:
            by_chance = self.tr("p value by {number} sets of random points").format(number=found.simulations)
            rows.insert(5, (by_chance, _in_words(found.p_simulated)))
        limits = self.tr("What it does not say")
        return page(
            self.displayName(),
            sentences(remarks),
            table((self.tr("What"), self.tr("Value")), rows),
            heading(limits),
            sentences([self.tr(self.limits)]),
        )


def _in_words(p: float) -> str:
    return numeral(p, ".4f") if p >= 0.0001 else "< 0.0001"
