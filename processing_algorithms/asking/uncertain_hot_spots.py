"""What an algorithm asks whose incidents have vague places and times: how vague they are, and what that can mean."""

from __future__ import annotations

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...safestats_core.errors import InvalidInput
from ..base.days import add_day, read_day
from ..base.point_algorithm import PointAlgorithm
from ..base.translation import tr
from ..sources.columns import require_column


class VagueParameters(PointAlgorithm):
    """Asks how vague places are, what they are drawn from, and when incidents happened."""

    PRECISION = "PRECISION"
    PRECISION_FIELD = "PRECISION_FIELD"
    RADIUS = "RADIUS"
    SIDE = "SIDE"
    AREAS = "AREAS"
    AREA_CODE = "AREA_CODE"
    AREA_FIELD = "AREA_FIELD"
    ADDRESSES = "ADDRESSES"
    ADDRESS_WEIGHT = "ADDRESS_WEIGHT"
    START = "START"
    END = "END"
    SPAN = "SPAN"
    FROM = "FROM"
    TO = "TO"

    PRECISIONS = {
        "snapped": QT_TRANSLATE_NOOP("SafeStats", "Snapped to an anonymous point"),
        "cell": QT_TRANSLATE_NOOP("SafeStats", "Middle of a square cell"),
        "area": QT_TRANSLATE_NOOP("SafeStats", "Known to an area only"),
        "exact": QT_TRANSLATE_NOOP("SafeStats", "Exact"),
    }
    SPANS = {
        "moment": QT_TRANSLATE_NOOP("SafeStats", "The moment that stands there"),
        "D": QT_TRANSLATE_NOOP("SafeStats", "Any time of that day"),
        "M": QT_TRANSLATE_NOOP("SafeStats", "Any time of that month"),
    }

    column_parameters = {
        "INPUT": {"PRECISION_FIELD": "text", "AREA_FIELD": "text", "START": "time", "END": "time"},
        "ADDRESSES": {},
    }
    weight_parameters = {"ADDRESSES": "ADDRESS_WEIGHT"}
    needed = ("START",)

    def add_vagueness(self) -> None:
        """Declare how vague places are, what they are drawn from, and when incidents happened."""
        self._add_precision()
        self._add_areas()
        self._add_times()

    def _add_precision(self) -> None:
        self.add_choice(
            self.PRECISION,
            self.tr("Vagueness of the places"),
            self.PRECISIONS,
            self.tr("Of all points, or of those whose precision is blank. Default: snapped to an anonymous point."),
        )
        self.add_field(
            self.PRECISION_FIELD,
            self.tr("Field of the precision"),
            self.tr(
                "The vagueness of each point: exact, snapped, cell, area, none (left out), or a radius in metres. "
                "location_precision of a SafeStats portal is such a field. Default: the same for all."
            ),
            optional=True,
        )
        self.add_distance(
            self.RADIUS,
            self.tr("Radius round an anonymous point"),
            self.tr("How far from its anonymous point an incident may have been."),
            self.tr("Default: 150, within which nine in ten incidents of the demo city lie."),
            default=150,
        )
        self.add_distance(
            self.SIDE,
            self.tr("Side of a square cell"),
            self.tr("For places that are the middle of a cell."),
            self.tr("Default: 100."),
            default=100,
        )

    def _add_areas(self) -> None:
        self.add_polygons(
            self.AREAS,
            self.tr("Areas"),
            self.tr("Polygons, such as LSOAs, for incidents known to an area only, in any CRS. Default: none."),
        )
        self.add_field(
            self.AREA_CODE,
            self.tr("Field of the areas' code"),
            self.tr("What names an area in the layer of areas. Default: areas are found by the points' place."),
            optional=True,
            parent=self.AREAS,
        )
        self.add_field(
            self.AREA_FIELD,
            self.tr("Field of the incidents' area code"),
            self.tr(
                "What names the area in the layer of points. With it, features without a point count in their area as "
                "well. Default: none."
            ),
            optional=True,
        )
        self.add_points(self.ADDRESSES, self.tr("Addresses or population"), optional=True)
        self.add_weight(self.ADDRESS_WEIGHT, self.ADDRESSES)

    def _add_times(self) -> None:
        self.add_time(
            self.START,
            self.tr("Start"),
            self.tr("When it happened, or began. Only needed with a period. Default: none."),
            optional=True,
        )
        self.add_time(
            self.END,
            self.tr("End"),
            self.tr("The end of the interval in which it happened; where it is null the time is as below."),
            optional=True,
        )
        self.add_choice(
            self.SPAN,
            self.tr("A start without an end means"),
            self.SPANS,
            self.tr("For data whose dates are days or months. Default: the moment that stands there."),
        )
        for name, title, meaning in (
            (self.FROM, self.tr("First day"), self.tr("Only what falls on it or later counts. Default: the first.")),
            (self.TO, self.tr("Last day"), self.tr("Only what falls on it or before counts. Default: the last.")),
        ):
            add_day(self, name, title, meaning)

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse areas that are missing, codes on one side only, and a period without times."""
        super().check(parameters, context)
        given = {name for name in (self.AREAS, self.START) if self.is_given(parameters, name)}
        if self.choice(parameters, self.PRECISION, context, self.PRECISIONS) == "area" and self.AREAS not in given:
            raise InvalidInput(
                tr("Places known to an area only need the layer of these areas. Choose one under 'Areas'.")
            )
        codes = [self.field(parameters, context, name) for name in (self.AREA_CODE, self.AREA_FIELD)]
        if any(codes) and not (all(codes) and self.AREAS in given):
            raise InvalidInput(
                tr(
                    "The code of an area is needed in both layers. Choose the areas, their field and that of the "
                    "incidents."
                )
            )
        if codes[0]:
            require_column(self.source(parameters, context, self.AREAS), codes[0], "text")
        if any(self.period(parameters, context)) and self.START not in given:
            raise InvalidInput(
                tr("A period was given, but no field that says when incidents happened. Choose 'Start'.")
            )

    def period(self, parameters: dict, context: QgsProcessingContext) -> tuple[str, str]:
        """The first and the last day that count; "" for no limit."""
        return read_day(self, parameters, self.FROM, context), read_day(self, parameters, self.TO, context)
