"""What is written down of a run so that it can be repeated: the command, and what of each layer went in."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..sources.selection import chosen_layer, is_selection
from .translation import numeral, tr

_LAYERS = (QgsProcessingParameterFeatureSource, QgsProcessingParameterRasterLayer)


def command_of(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> str:
    """The Python command that repeats the run, defaults written out: a later version may have others.

    QGIS's own asPythonCommand leaves defaults out, and writes a date as a subtraction of three numbers.
    """
    words = [
        f"'{parameter.name()}':{_as_python(parameter, parameters.get(parameter.name()), context)}"
        for parameter in algorithm.parameterDefinitions()
        if not (parameter.isDestination() and parameters.get(parameter.name()) is None)
    ]
    return f'processing.run("{algorithm.id()}", {{{",".join(words)}}})'


def layers_used(
    algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> list[tuple[QgsProcessingParameterDefinition, QgsMapLayer]]:
    """The layers that go in, each with its parameter."""
    given = [
        parameter
        for parameter in algorithm.parameterDefinitions()
        if isinstance(parameter, _LAYERS) and parameters.get(parameter.name()) not in (None, "")
    ]
    layers = [(parameter, chosen_layer(algorithm, parameters, parameter.name(), context)) for parameter in given]
    return [(parameter, layer) for parameter, layer in layers if layer is not None]


def extract_of(title: str, layer: QgsMapLayer, given: object) -> str:
    """What of a layer went in, in a sentence; `given` is the parameter's value."""
    words = [f"{title}: '{layer.name()}'", layer.crs().authid()]
    if isinstance(layer, QgsVectorLayer):
        only_selected = is_selection(given)
        count = layer.selectedFeatureCount() if only_selected else layer.featureCount()
        counted = tr("{number} selected features") if only_selected else tr("{number} features")
        words.append(counted.format(number=numeral(count)))
        # From QGIS 3.32 on a parameter can have a filter of its own.
        filters = (layer.subsetString(), getattr(given, "filterExpression", ""))
        words += [tr("filter {filter}").format(filter=text) for text in filters if text]
    return ", ".join(word for word in words if word) + "."


def _as_python(parameter: QgsProcessingParameterDefinition, given: object, context: QgsProcessingContext) -> str:
    value = parameter.defaultValue() if given is None else given
    if isinstance(value, QgsProperty):
        if value.propertyType() == QgsProperty.Type.FieldBasedProperty:
            return f"QgsProperty.fromField({value.field()!r})"
        return f"QgsProperty.fromExpression({value.asExpression()!r})"
    if isinstance(parameter, QgsProcessingParameterDateTime) and value is not None:
        is_time = isinstance(value, (QDate, QDateTime, QTime))
        return repr(str(value.toString(Qt.DateFormat.ISODate) if is_time else value))
    return str(parameter.valueAsPythonString(value, context))
