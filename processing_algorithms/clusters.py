"""Algorithm `clusters`: groups of incidents that lie close together, as points and as polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.algorithm import report_to
from .base.point_algorithm import PointAlgorithm, nobody_inside
from .results.cluster_layers import (
    cluster_columns,
    numbered,
    sentences_on_chance,
    sentences_on_clusters,
    significant,
    style_clusters,
    style_points,
)
from .results.features import extended_fields, fields_of, write_extended, write_features
from .results.result import Result
from .results.wkb import points_wkb, polygon_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.clusters.clustering import Clustering


class Clusters(PointAlgorithm):
    """DBSCAN, ST-DBSCAN, HDBSCAN and nearest-neighbour hierarchical clusters of points."""

    METHOD = "METHOD"
    DISTANCE = "DISTANCE"
    TIME = "TIME"
    MINIMUM = "MINIMUM"
    OUTLINE = "OUTLINE"
    BUFFER = "BUFFER"
    PROBABILITY = "PROBABILITY"
    MINIMUM_CLUSTERS = "MINIMUM_CLUSTERS"
    CLUSTERS = "CLUSTERS"
    COUNT = "COUNT"
    CLUSTER_COUNT = "CLUSTER_COUNT"
    CLUSTERED = "CLUSTERED"
    LARGEST = "LARGEST"
    DISTANCE_USED = "DISTANCE_USED"
    SIGNIFICANT = "SIGNIFICANT"

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

    identifier = "clusters"
    title = QT_TRANSLATE_NOOP("SafeStats", "Clusters of incidents")
    group_name = QT_TRANSLATE_NOOP("SafeStats", "Hot spots")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,cluster,hotspot,dbscan,st-dbscan,hdbscan,crimestat,nnh,nearest neighbour hierarchical,"
        "ellipse,convex hull,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Finds groups of incidents that lie close together, without a grid. Gives every incident the number of its "
        "cluster (1 is the largest, 0 means none), and every cluster as a polygon with how many incidents it holds, "
        "their share of all, its area and density, and p: how often incidents scattered at random would form a "
        "cluster as strong anywhere in the study area.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "To compare places of equal size or two periods: count on a grid. Crime is never scattered at random, because "
        "people and streets are not, so a small p says that there is a cluster, not why. With a distance that is too "
        "long or a minimum that is too low the whole town becomes one cluster; the log says so. DBSCAN chains along "
        "busy streets; where patrol areas must stay compact take nearest-neighbour hierarchical. Where reports are "
        "snapped to points on the map, one point may be a cluster by itself.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "DBSCAN: Ester, Kriegel, Sander & Xu (1996), KDD-96. ST-DBSCAN: Birant & Kut (2007), Data & Knowledge "
        "Engineering 60. HDBSCAN: Campello, Moulavi & Sander (2013), through scikit-learn. Nearest-neighbour "
        "hierarchical: Levine (2013), CrimeStat IV, chapter 7. p: Monte Carlo, Besag & Clifford (1991), Biometrika 78.",
    )
    column_parameters = {"INPUT": {"TIME_FIELD": "time"}}

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_choice(
            self.METHOD,
            self.tr("Method"),
            self.METHODS,
            self.tr("How clusters are found; the help page says which to take when. Default: DBSCAN."),
        )
        self._add_sizes()
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
        self.add_sink(self.OUTPUT, self.tr("Incidents with cluster"), QgsProcessing.SourceType.TypeVectorPoint)
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.CLUSTERS, self.tr("Clusters"), QgsProcessing.SourceType.TypeVectorPolygon, optional=True
            )
        )
        self.add_numbers(
            {
                self.COUNT: self.tr("Points clustered or not"),
                self.CLUSTER_COUNT: self.tr("Clusters"),
                self.CLUSTERED: self.tr("Points in a cluster"),
                self.LARGEST: self.tr("Points in the largest cluster"),
                self.DISTANCE_USED: self.tr("Distance used"),
                self.SIGNIFICANT: self.tr("Clusters with p of 0.05 or less"),
            }
        )

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
        self.add_time(
            self.TIME_FIELD,
            self.tr("Time of the incident"),
            self.tr(
                "ST-DBSCAN needs it; with every other method it gives the first and last incident of each cluster. "
                "Incidents without it are left out and counted. Default: none."
            ),
            optional=True,
        )
        self._add_number(
            self.TIME,
            self.tr("Time between neighbours, in days"),
            7,
            self.tr("ST-DBSCAN: how near in time an incident has to be to count as a neighbour. Default: 7 days."),
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
        self._add_number(
            self.BUFFER,
            self.tr("Margin round clusters without area"),
            10,
            self.tr(
                "Incidents in one place, on a line or nearly so have no area to speak of: their outline is drawn so "
                "far around them. In the units of the points' CRS, metres for most. Default: 10."
            ),
            advanced=True,
        )
        self._add_number(
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

    def _add_number(
        self, name: str, title: str, default: float, meaning: str, advanced: bool = False, highest: float = 1e9
    ) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        number = QgsProcessingParameterNumber(name, title, kind, default, minValue=0, maxValue=highest)
        self.add(number, meaning, advanced)

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a method without the distance or the times that it needs as well."""
        super().check(parameters, context)
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        if method in ("dbscan", "st-dbscan") and not self.parameterAsDouble(parameters, self.DISTANCE, context):
            raise InvalidInput(
                "DBSCAN needs a distance. Enter how near incidents of a cluster lie to each other, for example 200, "
                "or choose nearest-neighbour hierarchical, which finds one."
            )
        if method == "st-dbscan" and not self.field(parameters, context, self.TIME_FIELD):
            raise InvalidInput("ST-DBSCAN needs the time of each incident. Choose its field, or choose DBSCAN.")
        if method == "hdbscan":
            from ..safestats_core.hotspots.clusters.hdbscan import require_scikit_learn

            require_scikit_learn()

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Cluster, and write the points and the polygons."""
        points = self.read_points(parameters, context, feedback)
        inside, boundary, remarks = self._in_study_area(parameters, context, feedback, points)
        found = self._cluster(parameters, context, feedback, points, inside, boundary)
        distances = [self.in_units(parameters, context, distance) for distance in found.distance if distance]
        asked = self._permutations(parameters, context, found.labels[0].size)
        remarks += sentences_on_clusters(found, distances)
        remarks += sentences_on_chance(found, asked, self.parameterAsInt(parameters, self.SEED, context))
        outputs = {
            self.OUTPUT: self._write_points(parameters, context, feedback, points, inside, found),
            self.CLUSTERS: self._write_clusters(parameters, context, feedback, found),
        }
        counts = found.summaries[0].count
        styles = {self.OUTPUT: style_points, self.CLUSTERS: lambda layer: style_clusters(layer, counts)}
        return Result({**outputs, **self._numbers(found)}, styles, tuple(remarks))

    def _in_study_area(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, points: Points
    ) -> tuple[np.ndarray, Optional[list], list[str]]:
        """Which points lie in BOUNDARY, its polygons, and what was left out."""
        from ..safestats_core.hotspots.grids.boundary import inside

        remarks = self.left_out(points)
        boundary = self.read_boundary(parameters, context)
        if boundary is None:
            return np.ones(points.x.size, dtype=bool), None, remarks
        within = inside(boundary, points.x, points.y, report_to(feedback))
        if not within.any():
            raise nobody_inside(points.x.size)
        outside = int(np.count_nonzero(~within))
        if outside:
            remarks.append(
                self.tr("{number} points outside the study area were left out.").format(number=f"{outside:,}")
            )
        return within, boundary, remarks

    def _cluster(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        inside: np.ndarray,
        boundary: Optional[list],
    ) -> Clustering:
        from ..safestats_core.hotspots.clusters.clustering import cluster_points

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
            permutations=self._permutations(parameters, context, int(np.count_nonzero(inside))),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            progress=report_to(feedback),
        )

    def _permutations(self, parameters: dict, context: QgsProcessingContext, points: int) -> int:
        from ..safestats_core.hotspots.clusters.clustering import automatic_permutations

        asked = self.parameterAsInt(parameters, self.PERMUTATIONS, context)
        method = self.choice(parameters, self.METHOD, context, self.METHODS)
        return asked if asked >= 0 else automatic_permutations(method, points)

    def _write_points(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        inside: np.ndarray,
        found: Clustering,
    ) -> str:
        columns = {numbered("cluster", order): labels for order, labels in enumerate(found.labels, start=1)}
        source, crs = self.source(parameters, context), self.crs(parameters, context)
        fields = extended_fields(source.fields(), columns)
        sink, output = self.open_sink(parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.Point, crs)
        places = points_wkb(points.x[inside], points.y[inside])
        write_extended(sink, source, points.feature[inside], columns, context, report_to(feedback), geometries=places)
        return output

    def _write_clusters(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, found: Clustering
    ) -> str:
        columns = cluster_columns(found)
        crs, fields = self.crs(parameters, context), fields_of(columns)
        sink, output = self.open_sink(parameters, self.CLUSTERS, context, fields, QgsWkbTypes.Type.Polygon, crs)
        if sink is not None:
            rings = [polygon_wkb([ring]) for summary in found.summaries for ring in summary.outlines]
            write_features(sink, rings, columns, report_to(feedback))
        return output

    def _numbers(self, found: Clustering) -> dict[str, float]:
        first = found.summaries[0]
        return {
            self.COUNT: found.labels[0].size,
            self.CLUSTER_COUNT: first.count.size,
            self.CLUSTERED: int(first.count.sum()),
            self.LARGEST: int(first.count.max(initial=0)),
            self.DISTANCE_USED: found.distance[0],
            self.SIGNIFICANT: significant(found),
        }
