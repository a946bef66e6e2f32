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
from qgis.PyQt.QtCore import QCoreApplication

from ...safestats_core.incidents import AREA_TYPES, CATEGORIES, LOCATION_PRECISIONS, TIME_PRECISIONS

LABELS = {
    "category": "Category",
    "source_category": "Supplier's category",
    "outcome": "Outcome",
    "start": "Happened from",
    "end": "Happened until",
    "time_precision": "How well the time is known",
    "location": "Place",
    "location_precision": "How well the place is known",
    **AREA_TYPES,
    "supplier": "Recorded by",
    "source_id": "Supplier's reference",
    "incident_id": "Incident",
    "attributes": "Other fields of the supplier",
    "count": "Incidents",
    "name": "Area",
    "code": "Area code",
}
"""Field -> label, in the order of the form."""

TECHNICAL = {"month": "Month", "longitude": "Longitude", "latitude": "Latitude", "count_id": "Count"}
"""Fields that a form leaves out: another field says the same better."""

CODES = {"category": CATEGORIES, "time_precision": TIME_PRECISIONS, "location_precision": LOCATION_PRECISIONS}
"""Field -> the words for each code in it."""

_GROUPS = (
    ("What", ("category", "source_category", "outcome", "count")),
    ("When", ("start", "end", "time_precision")),
    ("Where", ("name", "location", "location_precision", *AREA_TYPES, "code")),
    ("Record", ("supplier", "source_id", "incident_id", "attributes")),
)


def say_in_words(layer: QgsVectorLayer) -> None:
    """Label the fields of `layer`, show words for codes, and lay out a form that is for reading only."""
    for index, field in enumerate(layer.fields()):
        layer.setFieldAlias(index, LABELS.get(field.name(), TECHNICAL.get(field.name(), "")))
        layer.setEditorWidgetSetup(index, _widget(field.name()))
    layer.setEditFormConfig(_form(layer))
    _hide_technical_columns(layer)


def _widget(name: str) -> QgsEditorWidgetSetup:
    if name in CODES:
        return QgsEditorWidgetSetup("ValueMap", {"map": [{label: key} for key, label in CODES[name].items()]})
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
            root.addChildElement(_group(_tr(title), there, layer, root))
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("SafeStats", text)
