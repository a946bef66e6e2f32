"""Parameters of which only the selected features of a layer were chosen.

QGIS 3.22 finds no layer behind such a parameter, and a layer in memory hands its selected features out in the
order of a hash, which is another one each time QGIS starts: what a seed draws would fall on other features each time.
"""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsVectorLayer,
)


class SelectedInOrder:
    """A source as QGIS gives it, but with its features in the order of their ids."""

    def __init__(self, source: QgsProcessingFeatureSource) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        """Whatever else a source tells."""
        return getattr(self._source, name)

    def getFeatures(self, request: QgsFeatureRequest, *flags: Any) -> QgsFeatureIterator:
        """The features that `request` asks for."""
        return self._source.getFeatures(_by_id(request), *flags)

    def materialize(self, request: QgsFeatureRequest) -> QgsVectorLayer:
        """The same as a layer."""
        return self._source.materialize(_by_id(request))


def _by_id(request: QgsFeatureRequest) -> QgsFeatureRequest:
    return QgsFeatureRequest(request).setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause("$id")]))


def is_selection(given: object) -> bool:
    """Whether a parameter's value means the selected features of a layer."""
    return isinstance(given, QgsProcessingFeatureSourceDefinition) and given.selectedFeaturesOnly


def chosen_layer(
    algorithm: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> Optional[QgsMapLayer]:
    """The layer that was chosen, as a whole or some of its features; None where none was."""
    given = parameters.get(name)
    if not isinstance(given, QgsProcessingFeatureSourceDefinition):
        return algorithm.parameterAsLayer(parameters, name, context)
    text, _ = given.source.valueAsString(context.expressionContext())
    return QgsProcessingUtils.mapLayerFromString(text, context)
