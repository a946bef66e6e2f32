"""Algorithm `standarddistance`: where the middle of the points is, and how far and in which direction they spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..safestats_core.errors import InvalidInput
from .base.groups import COUNTS_AND_PLACES
from .base.point_algorithm import PointAlgorithm
from .base.progress import report_to
from .base.translation import numeral, tr
from .results.places.centres import centre_rows, shape_rows, style_centres, style_shapes
from .results.result import Result
from .sources.points import Points

if TYPE_CHECKING:
    from ..safestats_core.hotspots.centrography import Centrography


class StandardDistance(PointAlgorithm):
    """Mean and median centre, standard distance and deviational ellipse of points, by group."""

    GROUP = "GROUP"
    ELLIPSE = "ELLIPSE"
    CENTRES = "CENTRES"
    COUNT = "COUNT"
    MEAN_X = "MEAN_X"
    MEAN_Y = "MEAN_Y"
    MEDIAN_X = "MEDIAN_X"
    MEDIAN_Y = "MEDIAN_Y"
    STANDARD_DISTANCE = "STANDARD_DISTANCE"
    MAJOR = "MAJOR"
    MINOR = "MINOR"
    ANGLE = "ANGLE"

    ELLIPSES = {
        "crimestat": QT_TRANSLATE_NOOP("SafeStats", "CrimeStat: holds some 63 % of points"),
        "arcgis": QT_TRANSLATE_NOOP("SafeStats", "ArcGIS: the same without the correction for few points"),
        "yuill": QT_TRANSLATE_NOOP("SafeStats", "Yuill: one standard deviation along each axis, some 39 %"),
    }

    identifier = "standarddistance"
    title = QT_TRANSLATE_NOOP("SafeStats", "Centre, standard distance and ellipse")
    keywords = QT_TRANSLATE_NOOP(
        "SafeStats",
        "crime,mean centre,median centre,standard distance,deviational ellipse,directional distribution,"
        "centrography,safestats",
    )
    purpose = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Finds the middle of the points in two ways: the mean centre, the average of their coordinates, and the median "
        "centre, the place from which all distances add up to the least and which a few far points hardly move. Round "
        "the mean centre it draws a circle of the standard distance, and an ellipse that is long in the direction in "
        "which the points spread most. With a group field it does so for each group, for example each offence, shift "
        "or series.",
    )
    limits = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Points in several separate clusters have a middle where nothing happens: look at a density first. Circle and "
        "ellipse describe a spread; they do not say where the next incident will be, and no test stands behind them.",
    )
    formula_source = QT_TRANSLATE_NOOP(
        "SafeStats",
        "Standard distance: Bachi (1963). Ellipse: Yuill (1971), Geografiska Annaler B 53; Levine, CrimeStat IV, "
        "chapter 4. Median centre: Weiszfeld (1937); Vardi & Zhang (2000), PNAS 97.",
    )
    group_name = COUNTS_AND_PLACES
    column_parameters = {"INPUT": {"GROUP": "text"}}
    needed = ("GROUP",)

    def initAlgorithm(self, configuration: object = None) -> None:
        """Declare parameters and outputs."""
        self.add_points()
        self.add_weight()
        self.add_field(
            self.GROUP,
            self.tr("Group field"),
            self.tr(
                "Points with the same value are measured together. Points without a value are left out and counted. "
                "Default: all points are one group."
            ),
            optional=True,
        )
        self.add_choice(
            self.ELLIPSE,
            self.tr("Ellipse"),
            self.ELLIPSES,
            self.tr("How long its axes are, by whose formula. Default: CrimeStat."),
        )
        self.add_sink(self.OUTPUT, self.tr("Standard distance and ellipse"))
        self.add_sink(self.CENTRES, self.tr("Centres"), QgsProcessing.SourceType.TypeVectorPoint)
        self.add_numbers(
            {
                self.COUNT: self.tr("Points measured"),
                self.MEAN_X: self.tr("Mean centre of all points, x"),
                self.MEAN_Y: self.tr("Mean centre of all points, y"),
                self.MEDIAN_X: self.tr("Median centre of all points, x"),
                self.MEDIAN_Y: self.tr("Median centre of all points, y"),
                self.STANDARD_DISTANCE: self.tr("Standard distance of all points"),
                self.MAJOR: self.tr("Longer half axis of the ellipse of all points"),
                self.MINOR: self.tr("Shorter half axis of the ellipse of all points"),
                self.ANGLE: self.tr("Direction of the longer axis, degrees clockwise from north"),
            }
        )

    def compute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Result:
        """Measure all points, then each group, and write shapes and centres."""
        from ..safestats_core.hotspots.centrography import centrography

        points = self.read_points(parameters, context, feedback)
        kind = self.choice(parameters, self.ELLIPSE, context, self.ELLIPSES)
        whole = centrography(points.x, points.y, points.weights, kind)
        if whole.standard_distance == 0:
            raise InvalidInput(
                tr(
                    "All {points} points lie in one place, so they have no spread. Choose more points, or check "
                    "whether the layer holds only the middle of an area."
                ).format(points=numeral(points.x.size))
            )
        groups = self._groups(parameters, context, feedback, points, kind) or {None: whole}
        crs, kinds = self.crs(parameters, context), QgsWkbTypes.Type
        shapes, rings = shape_rows(groups, self._km2(parameters, context))
        centres, marks = centre_rows(groups)
        outputs = {
            self.OUTPUT: self.write_layer(
                parameters, self.OUTPUT, context, feedback, shapes, rings, kinds.Polygon, crs
            ),
            self.CENTRES: self.write_layer(
                parameters, self.CENTRES, context, feedback, centres, marks, kinds.Point, crs
            ),
            **self._numbers(whole),
        }
        styles = {self.OUTPUT: style_shapes, self.CENTRES: style_centres}
        return Result(outputs, styles, (*self.left_out(points), *self._said(parameters, context, whole, groups)))

    def _groups(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        points: Points,
        kind: str,
    ) -> dict[object, Centrography]:
        from ..safestats_core.hotspots.centrography import centrography_by_group

        name = self.field(parameters, context, self.GROUP)
        if not name:
            return {}
        values = points.columns[name]
        return centrography_by_group(values.astype(str), points.x, points.y, points.weights, kind, report_to(feedback))

    def _km2(self, parameters: dict, context: QgsProcessingContext) -> float:
        """Square kilometres in a square unit of the CRS."""
        unit = self.crs(parameters, context).mapUnits()
        metres = QgsUnitTypes.fromUnitToUnitFactor(unit, QgsUnitTypes.DistanceUnit.DistanceMeters)
        return metres**2 / 1e6

    def _numbers(self, whole: Centrography) -> dict[str, object]:
        numbers = {
            self.COUNT: whole.points,
            self.MEAN_X: whole.mean[0],
            self.MEAN_Y: whole.mean[1],
            self.MEDIAN_X: whole.median[0],
            self.MEDIAN_Y: whole.median[1],
            self.STANDARD_DISTANCE: whole.standard_distance,
        }
        if whole.ellipse:
            numbers[self.MAJOR], numbers[self.MINOR] = whole.ellipse.major, whole.ellipse.minor
            numbers[self.ANGLE] = whole.ellipse.angle
        return numbers

    def _said(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        whole: Centrography,
        groups: dict[object, Centrography],
    ) -> list[str]:
        said = [
            self.tr("{number} points have a standard distance of {length}.").format(
                number=numeral(whole.points), length=self.in_units(parameters, context, whole.standard_distance)
            ),
            self.tr("Ellipse: {formula}.").format(
                formula=self.tr(self.ELLIPSES[self.choice(parameters, self.ELLIPSE, context, self.ELLIPSES)])
            ),
        ]
        if self.field(parameters, context, self.GROUP):
            said.append(self.tr("{number} groups.").format(number=numeral(len(groups))))
        counted = [
            (
                self.tr("In one place, so without a circle: {names}."),
                [found.standard_distance == 0 for found in groups.values()],
            ),
            (
                self.tr("Fewer than three points or all on a line, so without an ellipse: {names}."),
                [found.ellipse is None for found in groups.values()],
            ),
        ]
        for sentence, flags in counted:
            names = [str(group or self.tr("all points")) for group, flag in zip(groups, flags) if flag]
            if names:
                said.append(sentence.format(names=", ".join(names[:10]) + (", ..." if len(names) > 10 else "")))
        return said
