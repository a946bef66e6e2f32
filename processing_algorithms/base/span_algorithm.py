"""What algorithms on spans of time share: incidents of any kind with a field of starts, and perhaps one of ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
)

from ...safestats_core.errors import InvalidInput
from ..sources.columns import read_columns, require_column
from ..sources.point_file import read_file
from .point_algorithm import PointAlgorithm
from .progress import report_to
from .translation import numeral, tr


@dataclass(frozen=True)
class Spans:
    """From when and to when something happened; features without a start are only counted.

    feature     numbers of the features with a start, counted in the order of the layer
    start, end  datetime64[s] as the layer shows them, one per such feature; end None where no field was given
    features    number of features read
    """

    feature: np.ndarray
    start: np.ndarray
    end: Optional[np.ndarray]
    features: int


class SpanAlgorithm(PointAlgorithm):
    """Base of the algorithms that look at times alone: any CRS will do, and rows without a place count.

    span_parameters  the parameters that name the fields of start and end
    """

    span_parameters: tuple[str, str]

    def add_incidents(self) -> None:
        """Declare INPUT."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, self.tr("Incidents"), [QgsProcessing.SourceType.TypeVector]
            ),
            self.tr(
                "Points, features of any other kind, or a table without geometry, in any CRS. Filters and 'Selected "
                "features only' are honoured."
            ),
        )

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse fields that hold no dates."""
        source = self.source(parameters, context)
        for name in self.span_parameters:
            field = self.field(parameters, context, name)
            if field:
                require_column(source, field, "time")

    def read_spans(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Spans:
        """The spans of INPUT; refused where none has a start."""
        start, end = (self.field(parameters, context, name) for name in self.span_parameters)
        wanted = {name: "time" for name in (start, end) if name}
        source, file = self.source(parameters, context), self._files.get(self.INPUT)
        rows = None if file is None else read_file(file, wanted)
        columns = read_columns(source, wanted, report_to(feedback)) if rows is None else rows.columns
        known = ~np.isnat(columns[start])
        if not known.any():
            raise InvalidInput(
                tr(
                    "None of the {features} features of '{layer}' has a value in '{start}'. Choose another field, "
                    "layer or filter."
                ).format(features=numeral(known.size), layer=source.sourceName(), start=start)
            )
        return Spans(np.flatnonzero(known), columns[start][known], columns[end][known] if end else None, known.size)
