"""What an algorithm asks that finds clusters: the method, how near and how many, and what to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.point_algorithm import PointAlgorithm, nobody_inside
from ..base.progress import report_to
from ..base.translation import tr
from ..sources.points import Points
from ..sources.study_area import Rings

if TYPE_CHECKING:
    from ...safestats_core.hotspots.clusters.clustering import Clustering

_LARGEST = 1e9


class ClusteringAlgorithm(PointAlgorithm):
    """Base of the algorithms that put the points of INPUT into clusters."""

    METHOD = "METHOD"
    DISTANCE = "DISTANCE"
    TIME = "TIME"
    MINIMUM = "MINIMUM"
    OUTLINE = "OUTLINE"
    BUFFER = "BUFFER"
    PROBABILITY = "PROBABILITY"
    MINIMUM_CLUSTERS = "MINIMUM_CLUSTERS"

    METHODS = {
        "dbscan": QT_TRANSLATE_NOOP("SafeStats", "DBSCAN: crowded places of any shape"),
        "st-dbscan": QT_TRANSLATE_NOOP("SafeStats", "ST-DBSCAN: crowded in place and time at once"),
        "hdbscan": QT_TRANSLATE_NOOP("SafeStats", "HDBSCAN: crowded for their surroundings (needs scikit-learn)"),
        "hierarchical": QT_TRANSLATE_NOOP("SafeStats", "Nearest-neighbour hierarchical: compact clusters (CrimeStat)"),
    }
    OUTLINES = {
        "hull": QT_TRANSLATE_NOOP("SafeStats", "Convex hull"),
        "ellipse": QT_TRANSLATE_NOOP("SafeStats", "Standard deviational ellipse"),
    }

    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def add_clustering(self) -> None:
        """Declare the points, how clusters are found and drawn, and what they are compared with."""
        self.add_points()
        self.add_choice(
            self.METHOD,
            self.tr("Method"),
            self.METHODS,
            self.tr("How clusters are found; the help page says which to take when. Default: DBSCAN."),
        )
        self._add_sizes()
        self._add_times()
        self.add_boundary()
        self.add_choice(
            self.OUTLINE,
            self.tr("Outline of a cluster"),
            self.OUTLINES,
            self.tr(
                "The hull holds every incident of the cluster; the ellipse shows its middle and direction, as "
                "CrimeStat draws it. Area and density are those of the outline. Default: convex hull."
            ),
        )
        self._add_test()
        self._add_rare()

    def _add_sizes(self) -> None:
        self.add_distance(
            self.DISTANCE,
            self.tr("Distance"),
            self.tr(
                "DBSCAN and ST-DBSCAN: how near an incident has to be to count as a neighbour; a street's length, 100 "
                "to 300 m, is a start. Nearest-neighbour hierarchical: how far a cluster reaches from its middle. "
                "HDBSCAN needs none."
            ),
            self.tr("Default: 0, which only nearest-neighbour hierarchical takes: it then uses the distance that "
                    "nearest neighbours would have if the incidents were scattered at random."),
        )  # fmt: skip
        self.add_whole_number(
            self.MINIMUM,
            self.tr("Minimum number of incidents"),
            10,
            1,
            self.tr(
                "DBSCAN and ST-DBSCAN: incidents within the distance that make a place crowded, itself counted. The "
                "other methods: incidents in a cluster at least. The more incidents there are, the higher it has to "
                "be. Default: 10."
            ),
            advanced=False,
        )

    def _add_times(self) -> None:
        self.add_time(
            self.TIME_FIELD,
            self.tr("Time of the incident"),
            self.tr(
                "ST-DBSCAN needs it; with every other method it gives the first and last incident of each cluster. "
                "Incidents without it are left out and counted. Default: none."
            ),
            optional=True,
        )
        self.add_decimal_number(
            self.TIME,
            self.tr("Time between neighbours, in days"),
            7,
            self.tr("ST-DBSCAN: how near in time an incident has to be to count as a neighbour. Default: 7 days."),
            highest=_LARGEST,
        )

    def _add_test(self) -> None:
        self.add_whole_number(
            self.PERMUTATIONS,
            self.tr("Random data sets to compare with (-1 = automatic, 0 = none)"),
            -1,
            -1,
            self.tr(
                "How often as many incidents are scattered at random over the study area and clustered in the same "
                "way, to find p (ST-DBSCAN: the times are dealt anew to the places). 0 leaves the clusters untested, "
                "and p empty. Default: -1, which takes 99, or 19 for more than 100,000 incidents; with HDBSCAN 99 up "
                "to 5,000 incidents, 19 up to 20,000 and none above."
            ),
        )
        self.add_whole_number(
            self.SEED,
            self.tr("Seed"),
            0,
            0,
            self.tr("For the random data: the same number gives the same result. Default: 0."),
        )

    def _add_rare(self) -> None:
        self.add_decimal_number(
            self.BUFFER,
            self.tr("Margin round clusters without area"),
            10,
            self.tr(
                "Incidents in one place, on a line or nearly so have no area to speak of: their outline is drawn so "
                "far around them. In the units of the points' CRS, metres for most. Default: 10."
            ),
            highest=_LARGEST,
            advanced=True,
        )
        self.add_decimal_number(
            self.PROBABILITY,
            self.tr("Probability for the automatic distance"),
            0.1,
            self.tr(
                "Nearest-neighbour hierarchical with distance 0: less makes the distance shorter; 0.5 is the mean "
                "distance of nearest neighbours scattered at random. Between 0 and 1. Default: 0.1."
            ),
            advanced=True,
            highest=1,
        )
        self.add_whole_number(
            self.MINIMUM_CLUSTERS,
            self.tr("Minimum number of clusters in a cluster of clusters"),
            0,
            0,
            self.tr(
                "Nearest-neighbour hierarchical: clusters that lie close together are clustered in turn. Default: 0, "
                "which asks for as many clusters as the minimum number of incidents."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a method without the distance or the times that it needs as well."""
        super().check(parameters, context)
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        if method in ("dbscan", "st-dbscan") and not self.parameterAsDouble(parameters, self.DISTANCE, context):
            raise InvalidInput(
                tr(
                    "DBSCAN needs a distance. Enter how near incidents of a cluster lie to each other, for example "
                    "200, or choose nearest-neighbour hierarchical, which finds one."
                )
            )
        if method == "st-dbscan" and not self.field(parameters, context, self.TIME_FIELD):
            raise InvalidInput(tr("ST-DBSCAN needs the time of each incident. Choose its field, or choose DBSCAN."))
        if method == "hdbscan":
            from ...safestats_core.hotspots.clusters.hdbscan import require_scikit_learn

            require_scikit_learn()

    def cluster(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> tuple[np.ndarray, Clustering]:
        """Which points lie in the study area, bool of shape (n,), and what clusters these form."""
        from ...safestats_core.hotspots.grids.boundary import inside

        boundary, within = self.read_boundary(parameters, context), np.ones(points.x.size, dtype=bool)
        if boundary is not None:
            within = inside(boundary, points.x, points.y, report_to(feedback))
        if not within.any():
            raise nobody_inside(points.x.size)
        return within, self._cluster(parameters, context, feedback, points, within, boundary)

    def _cluster(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        inside: np.ndarray,
        boundary: Optional[list[Rings]],
    ) -> Clustering:
        from ...safestats_core.hotspots.clusters.clustering import cluster_points

        field = self.field(parameters, context, self.TIME_FIELD)
        return cluster_points(
            points.x[inside],
            points.y[inside],
            self.choice(parameters, self.METHOD, context, self.METHODS),
            self.parameterAsInt(parameters, self.MINIMUM, context),
            distance=self.parameterAsDouble(parameters, self.DISTANCE, context) or None,
            days=self.parameterAsDouble(parameters, self.TIME, context),
            times=points.columns[field][inside] if field else None,
            boundary=boundary,
            probability=self.parameterAsDouble(parameters, self.PROBABILITY, context),
            minimum_clusters=self.parameterAsInt(parameters, self.MINIMUM_CLUSTERS, context) or None,
            outline=self.choice(parameters, self.OUTLINE, context, self.OUTLINES),
            buffer=self.parameterAsDouble(parameters, self.BUFFER, context),
            permutations=self.random_sets(parameters, context, int(np.count_nonzero(inside))),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )

    def random_sets(self, parameters: dict, context: QgsProcessingContext, points: int) -> int:
        """How many sets of random data so many points are compared with."""
        from ...safestats_core.hotspots.clusters.clustering import automatic_permutations

        asked = self.parameterAsInt(parameters, self.PERMUTATIONS, context)
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        return asked if asked >= 0 else automatic_permutations(method, points)
