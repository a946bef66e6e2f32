"""The fields of a layer in words: their labels, the words for their codes, and the order that people read them in."""

from __future__ import annotations

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeTableConfig,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ...processing_algorithms.base.translation import tr
from ...safestats_core.incidents import AREA_TYPES, CATEGORIES, LOCATION_PRECISIONS, TIME_PRECISIONS

LABELS = {
    "category": QT_TRANSLATE_NOOP("SafeStats", "Category"),
    "source_category": QT_TRANSLATE_NOOP("SafeStats", "Supplier's category"),
    "outcome": QT_TRANSLATE_NOOP("SafeStats", "Outcome"),
    "start": QT_TRANSLATE_NOOP("SafeStats", "Happened from"),
    "end": QT_TRANSLATE_NOOP("SafeStats", "Happened until"),
    "time_precision": QT_TRANSLATE_NOOP("SafeStats", "How well the time is known"),
    "location": QT_TRANSLATE_NOOP("SafeStats", "Place"),
    "location_precision": QT_TRANSLATE_NOOP("SafeStats", "How well the place is known"),
    **AREA_TYPES,
    "supplier": QT_TRANSLATE_NOOP("SafeStats", "Recorded by"),
    "source_id": QT_TRANSLATE_NOOP("SafeStats", "Supplier's reference"),
    "incident_id": QT_TRANSLATE_NOOP("SafeStats", "Incident"),
    "attributes": QT_TRANSLATE_NOOP("SafeStats", "Other fields of the supplier"),
    "count": QT_TRANSLATE_NOOP("SafeStats", "Incidents"),
    "name": QT_TRANSLATE_NOOP("SafeStats", "Area"),
    "code": QT_TRANSLATE_NOOP("SafeStats", "Area code"),
}
"""Field -> label, in the order of the form."""

TECHNICAL = {
    "month": QT_TRANSLATE_NOOP("SafeStats", "Month"),
    "longitude": QT_TRANSLATE_NOOP("SafeStats", "Longitude"),
    "latitude": QT_TRANSLATE_NOOP("SafeStats", "Latitude"),
    "count_id": QT_TRANSLATE_NOOP("SafeStats", "Count"),
}
"""Fields that a form leaves out: another field says the same better."""

CODES = {"category": CATEGORIES, "time_precision": TIME_PRECISIONS, "location_precision": LOCATION_PRECISIONS}
"""Field -> the words for each code in it."""

_GROUPS = (
    (QT_TRANSLATE_NOOP("SafeStats", "What"), ("category", "source_category", "outcome", "count")),
    (QT_TRANSLATE_NOOP("SafeStats", "When"), ("start", "end", "time_precision")),
    (QT_TRANSLATE_NOOP("SafeStats", "Where"), ("name", "location", "location_precision", *AREA_TYPES, "code")),
    (QT_TRANSLATE_NOOP("SafeStats", "Record"), ("supplier", "source_id", "incident_id", "attributes")),
)


def say_in_words(layer: QgsVectorLayer) -> None:
    """Label the fields of `layer`, show words for codes, and lay out a form that is for reading only."""
    for index, field in enumerate(layer.fields()):
        label = LABELS.get(field.name(), TECHNICAL.get(field.name(), ""))
        layer.setFieldAlias(index, tr(label) if label else "")
        layer.setEditorWidgetSetup(index, _widget(field.name()))
    layer.setEditFormConfig(_form(layer))
    _hide_technical_columns(layer)


def _widget(name: str) -> QgsEditorWidgetSetup:
    if name in CODES:
        return QgsEditorWidgetSetup("ValueMap", {"map": [{tr(label): key} for key, label in CODES[name].items()]})
    if name in ("start", "end"):
        shown = {"display_format": "d MMMM yyyy, HH:mm", "field_format": "yyyy-MM-dd HH:mm:ss", "allow_null": True}
        return QgsEditorWidgetSetup("DateTime", shown)
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": name == "attributes"})


def _form(layer: QgsVectorLayer) -> QgsEditFormConfig:
    config = layer.editFormConfig()
    # By its number: the name of the layout with groups has changed between the versions of QGIS.
    config.setLayout(type(config.layout())(1))
    root = config.invisibleRootContainer()
    root.clear()
    for title, names in _GROUPS:
        there = [name for name in names if layer.fields().indexOf(name) >= 0]
        if there:
            root.addChildElement(_group(tr(title), there, layer, root))
    for index in range(layer.fields().count()):
        config.setReadOnly(index, True)
    return config


def _group(title: str, names: list[str], layer: QgsVectorLayer, root) -> QgsAttributeEditorContainer:
    group = QgsAttributeEditorContainer(title, root)
    if hasattr(group, "setIsGroupBox"):
        group.setIsGroupBox(True)
    for name in names:
        group.addChildElement(QgsAttributeEditorField(name, layer.fields().indexOf(name), group))
    return group


def _hide_technical_columns(layer: QgsVectorLayer) -> None:
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in TECHNICAL
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)
