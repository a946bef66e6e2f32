"""A layer that waits for its rows: empty, with the fields and the style that it will have, and saying so."""

from __future__ import annotations

from html import escape

from qgis.core import (
    QgsDataProvider,
    QgsLayerNotesUtils,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...processing_algorithms.base.translation import tr
from . import memory_files
from .question import Question

FILTER = "safestats-layer/filter"
_TYPES = {"datetime": "datetime", "real": "double", "double": "double", "integer64": "int8", "int8": "int8"}
"""Names of types, as the providers of files and of memory call them -> as a source in memory has them."""


def is_ours(layer) -> bool:
    """Whether a layer shows what SafeStats loaded, or waits for it.

    Its question alone does not say so: who pastes the style of one layer onto another pastes that, too.
    """
    if not isinstance(layer, QgsVectorLayer) or Question.read(layer) is None:
        return False
    return memory_files.FOLDER in layer.source() or is_waiting(layer)


def is_waiting(layer: QgsVectorLayer) -> bool:
    """Whether it has no rows yet."""
    return layer.providerType() == "memory" and layer.featureCount() <= 0 and Question.read(layer) is not None


def empty_source(layer: QgsVectorLayer) -> str:
    """The source of a layer in memory with the same fields and no rows."""
    kind = "None" if not layer.isSpatial() else QgsWkbTypes.displayString(layer.wkbType())
    if kind == "Unknown":
        kind = "MultiPolygon"
    fields = [f"field={field.name()}:{_TYPES.get(field.typeName().lower(), 'string')}" for field in layer.fields()]
    return "&".join([f"{kind}?crs={layer.crs().authid()}", *fields])


def make_waiting(layer: QgsVectorLayer, why: str, is_refused: bool = False) -> None:
    """Empty `layer` until its rows are loaded, with the reason where people look: its name and its notes.

    is_refused  whether signing in does not help
    """
    if filter_of(layer):
        layer.setCustomProperty(FILTER, filter_of(layer))
    if layer.providerType() != "memory":
        options = QgsDataProvider.ProviderOptions()
        options.transformContext = QgsProject.instance().transformContext()
        layer.setDataSource(empty_source(layer), layer.name(), "memory", options, False)
        memory_files.let_go(layer)
    layer.setReadOnly(True)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    layer.setName(own_name(layer) + _suffixes()[is_refused])
    QgsLayerNotesUtils.setLayerNotes(layer, f"<p>{escape(why)}</p>")
    layer.triggerRepaint()


def stop_waiting(layer: QgsVectorLayer) -> None:
    """Give the layer its name back."""
    layer.setName(own_name(layer))
    layer.removeCustomProperty("skipMemoryLayersCheck")


def own_name(layer: QgsVectorLayer) -> str:
    """The name that the user knows it by."""
    name = layer.name()
    for suffix in _suffixes():
        name = name[: -len(suffix)] if name.endswith(suffix) else name
    return name


def filter_of(layer: QgsVectorLayer) -> str:
    """The user's filter, also while there is nothing to filter."""
    if layer.providerType() == "memory":
        return layer.customProperty(FILTER, "")
    return layer.subsetString()


def _suffixes() -> tuple[str, str]:
    """What stands behind the name of a layer that waits for signing in, and of one that is refused."""
    return " " + tr("(sign in to load)"), " " + tr("(not available)")
