"""What an algorithm asks that counts which records a map can show: their precision, area and date."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...safestats_core.errors import InvalidInput
from ..base.point_algorithm import PointAlgorithm
from ..base.progress import report_to
from ..base.translation import tr
from ..sources.areas import Areas, read_areas
from ..sources.columns import require_column
from ..sources.mapped_records import MappedFields, MappedRecords, area_by_place, read_mapped


class MappedAlgorithm(PointAlgorithm):
    """Base of the algorithms whose INPUT is records of which some have no place."""

    PRECISION_FIELD = "PRECISION_FIELD"
    UNMAPPED_WORDS = "UNMAPPED_WORDS"
    AREA_FIELD = "AREA_FIELD"
    AREAS = "AREAS"
    AREA_CODE = "AREA_CODE"
    MAP = "MAP"

    weight_parameters: dict[str, str] = {}

    def add_records(self) -> None:
        """Declare the records with what is known of each, and the areas to show shares on."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Records"), [QgsProcessing.SourceType.TypeVector]),
            self.tr(
                "Points, features of any other kind, or a table, in any CRS, with the records that have no place. "
                "Filters and 'Selected features only' are honoured."
            ),
        )
        self.add_field(
            self.PRECISION_FIELD,
            self.tr("Field of the precision"),
            self.tr(
                "How exact each place is, in words; location_precision of a SafeStats portal is such a field. Default: "
                "a record with a geometry has a place, one without has none."
            ),
            optional=True,
        )
        words = QgsProcessingParameterString(self.UNMAPPED_WORDS, self.tr("Words for unmapped"), "none, area")
        shown = self.tr("Precisions that no map shows, with commas; a blank counts as none. Default: none, area.")
        self.add(words, shown)
        self.add_field(
            self.AREA_FIELD,
            self.tr("Field of the area"),
            self.tr("A code or name of the area, known for records without a place as well. Default: none."),
            optional=True,
        )
        self._add_areas()
        self.add_time(self.TIME_FIELD, self.tr("Date"), self.tr("For shares by month. Default: none."), optional=True)

    def _add_areas(self) -> None:
        self.add_polygons(
            self.AREAS,
            self.tr("Areas"),
            self.tr(
                "Polygons to show the shares on, in any CRS. Without a field of the area, a record belongs to the "
                "polygon that holds its point. Default: none."
            ),
        )
        self.add_field(
            self.AREA_CODE,
            self.tr("Field of the polygons' code"),
            self.tr("What the field of the area says, in the layer of polygons; needed with it. Default: none."),
            optional=True,
            parent=self.AREAS,
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that are not there, and what cannot be told without one."""
        source = self.source(parameters, context)
        for name, kind in ((self.PRECISION_FIELD, "text"), (self.AREA_FIELD, "text"), (self.TIME_FIELD, "time")):
            field = self.field(parameters, context, name)
            if field:
                require_column(source, field, kind)
        if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
            self._check_table(parameters, context)
        self._check_areas(parameters, context)

    def _check_table(self, parameters: dict, context: QgsProcessingContext) -> None:
        if not self.field(parameters, context, self.PRECISION_FIELD):
            raise InvalidInput(tr("A table without geometry needs a field of the precision to say what can be mapped."))
        if self.is_given(parameters, self.AREAS) and not self.field(parameters, context, self.AREA_FIELD):
            raise InvalidInput(tr("A table without geometry needs a field of the area to be shown on polygons."))

    def _check_areas(self, parameters: dict, context: QgsProcessingContext) -> None:
        area, code = (self.field(parameters, context, name) for name in (self.AREA_FIELD, self.AREA_CODE))
        if not self.is_given(parameters, self.AREAS):
            if code or self.is_given(parameters, self.MAP):
                raise InvalidInput(
                    tr("A layer of areas, or a code in it, was asked for, but no areas were given. Choose them.")
                )
        elif area and not code:
            raise InvalidInput(
                tr("Which field of the polygons says what '{area}' says? Choose the polygons' code.").format(area=area)
            )
        if code:
            require_column(self.source(parameters, context, self.AREAS), code, "text")

    def read_areas(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Optional[Areas]:
        """The polygons that shares are shown on, or None where none were given."""
        if not self.is_given(parameters, self.AREAS):
            return None
        code = self.field(parameters, context, self.AREA_CODE)
        crs = self.source(parameters, context).sourceCrs()
        if not crs.isValid():
            crs = self.source(parameters, context, self.AREAS).sourceCrs()
        source = self.source(parameters, context, self.AREAS)
        return read_areas(source, crs, context, report_to(feedback), {code: "text"} if code else {})

    def read_records(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Optional[Areas],
    ) -> MappedRecords:
        """The records of INPUT, each with its area where that is known."""
        source, progress = self.source(parameters, context), report_to(feedback)
        names = (self.PRECISION_FIELD, self.AREA_FIELD, self.TIME_FIELD)
        fields = MappedFields(*(self.field(parameters, context, name) for name in names))
        words = self.parameterAsString(parameters, self.UNMAPPED_WORDS, context).split(",")
        records = read_mapped(source, fields, words, progress)
        if areas is None or fields.area:
            return records
        names_of_areas = self.names(parameters, context, areas)
        return replace(records, area=area_by_place(source, areas, names_of_areas, context, progress))

    def names(self, parameters: dict, context: QgsProcessingContext, areas: Areas) -> np.ndarray:
        """The code of each polygon, or its number in the layer."""
        code = self.field(parameters, context, self.AREA_CODE)
        if code:
            return areas.columns[code]
        return np.array([str(number + 1) for number in areas.feature.tolist()], dtype=object)
