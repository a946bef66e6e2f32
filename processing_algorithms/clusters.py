"""Algorithm `clusters`: groups of incidents that lie close together, as points and as polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.clusters import ClusteringAlgorithm
from .base.groups import HOT_SPOTS
from .base.translation import in_sentences
from .results.clusters.layers import cluster_columns, numbered, style_clusters, style_points
from .results.clusters.words import sentences_on_chance, sentences_on_clusters, significant
from .results.result import Result
from .results.wkb import points_wkb, polygon_wkb
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.clusters.clustering import Clustering


class Clusters(ClusteringAlgorithm):
    """DBSCAN, ST-DBSCAN, HDBSCAN and nearest-neighbour hierarchical clusters of points."""

    CLUSTERS = "CLUSTERS"
    COUNT = "COUNT"
    CLUSTER_COUNT = "CLUSTER_COUNT"
    CLUSTERED = "CLUSTERED"
    LARGEST = "LARGEST"
    DISTANCE_USED = "DISTANCE_USED"
    SIGNIFICANT = "SIGNIFICANT"

    identifier = "clusters"
    title = QT_TRANSLATE_NOOP("SafeStats", "Clusters of incidents")
    group_name = HOT_SPOTS
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

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_clustering()
        self.add_sink(self.OUTPUT, self.tr("Incidents with cluster"), QgsProcessing.SourceType.TypeVectorPoint)
        self.add_sink(self.CLUSTERS, self.tr("Clusters"), optional=True, unasked=True)
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

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Cluster, and write the points and the polygons."""
        points = self.read_points(parameters, context, feedback)
        inside, found = self.cluster(parameters, context, feedback, points)
        distances = [self.in_units(parameters, context, distance) for distance in found.distance if distance]
        asked = self.random_sets(parameters, context, found.labels[0].size)
        seed = self.parameterAsInt(parameters, self.SEED, context)
        outside = self.tr("{number} points outside the study area were left out.")
        remarks = (
            *self.left_out(points),
            *in_sentences([(np.count_nonzero(~inside), outside)]),
            *sentences_on_clusters(found, distances),
            *sentences_on_chance(found, asked, seed),
        )
        outputs = {
            self.OUTPUT: self._write_points(parameters, context, feedback, points, inside, found),
            self.CLUSTERS: self._write_clusters(parameters, context, feedback, found),
        }
        counts = found.summaries[0].count
        styles = {self.OUTPUT: style_points, self.CLUSTERS: lambda layer: style_clusters(layer, counts)}
        return Result({**outputs, **self._numbers(found)}, styles, remarks)

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
        places, feature = points_wkb(points.x[inside], points.y[inside]), points.feature[inside]
        return self.write_copies(parameters, self.OUTPUT, context, feedback, source, feature, columns, crs, places)

    def _write_clusters(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, found: Clustering
    ) -> str:
        outlines = [polygon_wkb([ring]) for summary in found.summaries for ring in summary.outlines]
        columns, kind, crs = cluster_columns(found), QgsWkbTypes.Type.Polygon, self.crs(parameters, context)
        return self.write_layer(parameters, self.CLUSTERS, context, feedback, columns, outlines, kind, crs)

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
