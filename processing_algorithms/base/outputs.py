"""How an algorithm declares what it gives, and writes it: layers, a page, numbers and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Optional

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsWkbTypes,
)

from ..results.features import Columns, extended_fields, fields_of, write_extended, write_features
from ..results.marked import marked
from ..results.page import write_page
from .parameters import Parameters
from .progress import report_to


class Outputs(Parameters):
    """An algorithm that declares its outputs by name, and writes columns of numbers into its layers."""

    OUTPUT = "OUTPUT"
    HTML = "HTML"

    _marks: Mapping[str, str] = {}

    def add_sink(
        self,
        name: str,
        title: str,
        kind: QgsProcessing.SourceType = QgsProcessing.SourceType.TypeVectorPolygon,
        optional: bool = False,
        unasked: bool = False,
    ) -> None:
        """Declare a layer that the algorithm gives.

        optional  it is left out unless somebody asks for it
        unasked   an optional one that the window asks for by itself
        """
        by_default = unasked or not optional
        self.addParameter(QgsProcessingParameterFeatureSink(name, title, kind, None, optional, by_default))

    def add_page(self) -> None:
        """Declare HTML, a page that the window makes by itself and a script where it is named."""
        destination = QgsProcessingParameterFileDestination(
            self.HTML, self.tr("Page"), self.tr("HTML files (*.html)"), optional=True, createByDefault=True
        )
        self.addParameter(destination)

    def add_numbers(self, titles: dict[str, str]) -> None:
        """Declare numbers that the algorithm gives, by name, so that a model can go on with them."""
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def add_texts(self, titles: dict[str, str]) -> None:
        """Declare texts that the algorithm gives, by name."""
        for name, title in titles.items():
            self.addOutput(QgsProcessingOutputString(name, title))

    def open_sink(
        self,
        parameters: dict,
        name: str,
        context: QgsProcessingContext,
        fields: QgsFields,
        kind: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
    ) -> tuple[Optional[QgsFeatureSink], str]:
        """The layer `name` ready for features, and its id; None and "" for an optional one that nobody asked for."""
        sink, output = self.parameterAsSink(parameters, name, context, fields, kind, crs)
        if sink is None and self.is_given(parameters, name):
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        return sink, output

    def write_layer(
        self,
        parameters: dict,
        name: str,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        columns: Columns,
        geometries: Optional[Sequence[bytes]] = None,
        kind: QgsWkbTypes.Type = QgsWkbTypes.Type.NoGeometry,
        crs: Optional[QgsCoordinateReferenceSystem] = None,
    ) -> str:
        """Write the layer `name`, by default a table; gives its id, or "" for an optional one nobody asked for.

        geometries  well-known binary of that kind, one per row
        """
        crs = QgsCoordinateReferenceSystem() if crs is None else crs
        sink, output = self.open_sink(parameters, name, context, fields_of(columns), kind, crs)
        if sink is not None:
            write_features(sink, geometries, columns, report_to(feedback))
        return output

    def write_copies(
        self,
        parameters: dict,
        name: str,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
        feature: np.ndarray,
        columns: Columns,
        crs: Optional[QgsCoordinateReferenceSystem] = None,
        points: Optional[Sequence[bytes]] = None,
    ) -> str:
        """Write copies of features of `source` with `columns` behind their own; gives the layer's id, or "".

        feature  number of the source's feature that each row belongs to, rising
        crs      what the layer is in; without it, that of the source
        points   well-known binary in `crs` that takes the place of the features' own geometry, one per row
        """
        fields = extended_fields(source.fields(), columns)
        kind = source.wkbType() if points is None else QgsWkbTypes.Type.Point
        sink, output = self.open_sink(parameters, name, context, fields, kind, crs or source.sourceCrs())
        if sink is not None:
            into = crs if points is None else None
            write_extended(sink, source, feature, columns, context, report_to(feedback), into, points)
        return output

    def write_page(self, parameters: dict, context: QgsProcessingContext, content: str) -> str:
        """Save a page as HTML; gives its path, or "" where nobody asked for it."""
        path = self.parameterAsFileOutput(parameters, self.HTML, context)
        if path:
            write_page(path, marked(content, self._marks))
        return path
