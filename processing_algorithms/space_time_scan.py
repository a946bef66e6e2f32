"""Algorithm `spacetimescan`: where and when more happened than place and time alone explain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingFeedback, QgsWkbTypes
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from .asking.space_time_scan import ScanAlgorithm, Scanned
from .base.groups import SPACE_AND_TIME
from .base.progress import report_to
from .results.result import Result
from .results.space_time.scan_layers import (
    cluster_circles,
    cluster_columns,
    member_columns,
    style_clusters,
    style_members,
)
from .results.space_time.scan_words import scan_remarks
from .results.wkb import points_wkb

if TYPE_CHECKING:
    from ..safestats_core.hotspots.space_time.scan import SpaceTimeScan as Scan


class SpaceTimeScan(ScanAlgorithm):
    """The space-time permutation scan statistic."""

    MAX_P = "MAX_P"
    MEMBERS = "MEMBERS"
    COUNT = "COUNT"
    CLUSTERS = "CLUSTERS"
    SIGNIFICANT = "SIGNIFICANT"
    LOCATIONS = "LOCATIONS"
    LARGEST_LLR = "LARGEST_LLR"
    SMALLEST_P = "SMALLEST_P"

    group_name = SPACE_AND_TIME
    identifier = "spacetimescan"
    title = QT_TRANSLATE_NOOP("SafeStats", "Space-time scan")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats", "crime,scan statistic,satscan,cluster,outbreak,space-time,permutation,prospective,safestats"
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Where and when did more happen than the place and the days alone explain? Circles of every size round every "
        "place are tried with every run of days, and the number of incidents in each is held against what its place "
        "and its days lead one to expect. Places that are always busy and days that are busy everywhere are no "
        "clusters. The dates are then dealt anew to the incidents, again and again: p says how often chance alone "
        "holds a cluster as remarkable anywhere in the map. Further clusters follow that share no place with it.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "For places that are busy all the time: use Getis-Ord Gi* or a density. Over years in which some districts "
        "grew and others shrank, the growth itself shows as a cluster: take shorter periods. Circles fit long or "
        "winding shapes badly. Where only the month is known, choose calendar months as the time unit.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Kulldorff, Heffernan, Hartman, Assuncao & Mostashari (2005), PLoS Medicine 2(3), e59; Kulldorff, SaTScan User "
        "Guide.",
    )

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_scan()
        self.add_permutations(
            999,
            self.tr("How often the dates are dealt anew. With 999 no p can be below 0.001. Default: 999."),
        )
        self.add_decimal_number(
            self.MAX_P,
            self.tr("Largest p to show"),
            1.0,
            self.tr("Clusters with a larger p are left out, but for the most likely one. Default: 1."),
            highest=1.0,
            advanced=True,
        )
        self._add_outputs()

    def _add_outputs(self) -> None:
        self.add_sink(self.OUTPUT, self.tr("Clusters"))
        self.add_sink(self.MEMBERS, self.tr("Incidents in clusters"), QgsProcessing.SourceType.TypeVectorPoint, True)
        self.add_numbers(
            {
                self.COUNT: self.tr("Incidents"),
                self.LOCATIONS: self.tr("Places"),
                self.CLUSTERS: self.tr("Clusters"),
                self.SIGNIFICANT: self.tr("Clusters with p <= 0.05"),
                self.LARGEST_LLR: self.tr("Log likelihood ratio of the most likely cluster"),
                self.SMALLEST_P: self.tr("p of the most likely cluster"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Scan, and write the clusters and their incidents."""
        from ..safestats_core.hotspots.space_time.scan import space_time_scan

        scanned = self.read_scanned(parameters, context, feedback)
        points, kept = scanned.points, scanned.kept
        number = partial(self.parameterAsDouble, parameters)
        scan = space_time_scan(
            points.x[kept],
            points.y[kept],
            scanned.days[kept],
            start=scanned.start,
            end=scanned.end,
            time_step=self.parameterAsInt(parameters, self.TIME_STEP, context),
            months=self.choice(parameters, self.TIME_UNIT, context, self.UNITS) == "months",
            max_share=number(self.MAX_SHARE, context) / 100,
            max_radius=number(self.MAX_RADIUS, context),
            max_time=number(self.MAX_TIME, context) / 100,
            max_days=number(self.MAX_DAYS, context),
            cell_size=number(self.CELL_SIZE, context),
            centres=scanned.centres,
            prospective=self.parameterAsBool(parameters, self.PROSPECTIVE, context),
            minimum_cases=self.parameterAsInt(parameters, self.MINIMUM, context),
            permutations=self.parameterAsInt(parameters, self.PERMUTATIONS, context),
            seed=self.parameterAsInt(parameters, self.SEED, context),
            max_p=number(self.MAX_P, context),
            progress=report_to(feedback),
        )
        return self._write(parameters, context, feedback, scan, scanned)

    def _write(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: Scan,
        scanned: Scanned,
    ) -> Result:
        crs, kind = self.crs(parameters, context), QgsWkbTypes.Type.Polygon
        cell_size = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        columns, circles = cluster_columns(scan), cluster_circles(scan, scanned.points, cell_size)
        outputs = {
            self.OUTPUT: self.write_layer(parameters, self.OUTPUT, context, feedback, columns, circles, kind, crs),
            self.MEMBERS: self._write_members(parameters, context, feedback, scan, scanned),
        }
        max_p = self.parameterAsDouble(parameters, self.MAX_P, context)
        said = scan_remarks(scan, scanned.outside, max_p, partial(self.in_units, parameters, context))
        styles = {self.OUTPUT: style_clusters, self.MEMBERS: style_members}
        return Result({**outputs, **self._numbers(scan)}, styles, (*self.left_out(scanned.points), *said))

    def _write_members(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        scan: Scan,
        scanned: Scanned,
    ) -> str:
        points, (rows, columns) = scanned.points, member_columns(scan, scanned.kept)
        source, crs = self.source(parameters, context), self.crs(parameters, context)
        places, feature = points_wkb(points.x[rows], points.y[rows]), points.feature[rows]
        return self.write_copies(parameters, self.MEMBERS, context, feedback, source, feature, columns, crs, places)

    def _numbers(self, scan: Scan) -> dict:
        first = scan.clusters[0] if scan.clusters else None
        return {
            self.COUNT: scan.cases,
            self.LOCATIONS: scan.locations,
            self.CLUSTERS: len(scan.clusters),
            self.SIGNIFICANT: sum(cluster.p <= 0.05 for cluster in scan.clusters),
            self.LARGEST_LLR: first and first.llr,
            self.SMALLEST_P: first and first.p,
        }
