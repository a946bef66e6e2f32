"""Projects keep what our layers ask for, how they look, and nothing of what they answer.

QGIS writes a layer's source, extent and style into a project. The source becomes that of an empty layer with the same
fields, the extent of few incidents would tell where they are, and a style or filter may name a value of a record.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsExpression, QgsMapLayer
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from ...safestats_core.incidents import AREA_TYPES
from . import memory_files
from .placeholder import FILTER, empty_source, filter_of, is_ours, own_name

_PLAIN = {"category", "time_precision", "location_precision", "month", "count", "supplier", *AREA_TYPES}
"""Fields whose values are of fixed lists, codes of areas or counts, and never tell of one record."""
_EXTENTS = ("extent", "wgs84extent")


def write_question_only(layer: QgsMapLayer, element: QDomElement, document: QDomDocument) -> None:
    """Take out of a layer's element what a project must not hold; connected to QgsProject.writeMapLayer."""
    if not is_ours(layer):
        return
    for name, text in (
        ("datasource", empty_source(layer)),
        ("provider", "memory"),
        ("layername", own_name(layer)),
    ):
        _set_text(element.firstChildElement(name), text, document)
    _keep_filter(element.firstChildElement("customproperties"), filter_of(layer), document)
    for name in _EXTENTS:
        element.removeChild(element.firstChildElement(name))
    for renderer in list(_all(element, "renderer-v2")):
        _strip_renderer(renderer)
    for labelling in list(_all(element, "labeling")):
        _strip_rules(labelling, "rule")
    for styles in list(_all(element, "conditionalstyles")):
        _strip_rules(styles, "style")


def write_no_source(document: QDomDocument) -> None:
    """The tree of layers names the source beside the layer's id, with its filter; connected to QgsProject.writeProject.

    Layouts are written after that signal: the list of layers of a map or legend that does not follow the project's
    keeps the user's own filter.
    """
    for each in list(_all(document.documentElement(), "layer-tree-layer")):
        if memory_files.FOLDER in each.attribute("source"):
            each.setAttribute("source", "")


def _keep_filter(properties: QDomElement, wanted: str, document: QDomDocument) -> None:
    """The user's filter comes back with the rows, unless it names a value of a record."""
    for option in list(_all(properties, "Option")):
        if option.attribute("name") == FILTER:
            option.parentNode().removeChild(option)
    if wanted and _is_plain(wanted):
        option = document.createElement("Option")
        for name, value in (("type", "QString"), ("name", FILTER), ("value", wanted)):
            option.setAttribute(name, value)
        properties.firstChildElement("Option").appendChild(option)


def _strip_renderer(renderer: QDomElement) -> None:
    """Classes of a field that tells of records go; so do rules that name such a field."""
    if not _is_plain(renderer.attribute("attr")):
        for name in ("categories", "ranges"):
            renderer.removeChild(renderer.firstChildElement(name))
    _strip_rules(renderer, "rule")


def _strip_rules(parent: QDomElement, tag: str) -> None:
    for rule in list(_all(parent, tag)):
        if not _is_plain(rule.attribute("filter") or rule.attribute("rule")):
            rule.parentNode().removeChild(rule)


def _is_plain(expression: str) -> bool:
    """Whether an expression names no field of a single record."""
    parsed = QgsExpression(expression)
    return not expression or (not parsed.hasParserError() and set(parsed.referencedColumns()) <= _PLAIN)


def _all(element: QDomElement, name: str) -> Iterator[QDomElement]:
    found = element.elementsByTagName(name)
    yield from (found.at(index).toElement() for index in range(found.count()))


def _set_text(element: QDomElement, text: str, document: QDomDocument) -> None:
    while element.hasChildNodes():
        element.removeChild(element.firstChild())
    element.appendChild(document.createTextNode(text))
