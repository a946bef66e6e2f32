"""Where a result comes from, written onto its layer: enough to repeat it, and to know how to handle it."""

from __future__ import annotations

from collections.abc import Sequence
from configparser import ConfigParser
from dataclasses import dataclass, field
from datetime import datetime, timezone
from html import escape
from importlib import import_module
from os.path import isfile
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsLayerMetadata, QgsLayerNotesUtils, QgsMapLayer, QgsVectorLayer

from ..base.translation import tr

_MARKS = "safestats/"
SAFE = "safestats/safe"
"""Whether a result may be shared, "yes" or "no", as `safetoshare` found it."""
SAFE_SENTENCE = "safestats/safe_sentence"
AS_OF, UNTIL = "as_of", "until"
"""When the portal last said that the data are what it has, and when the lease of them ends; in UTC."""
_OF_ONE_LAYER = tuple(name[len(_MARKS) :] for name in (SAFE, SAFE_SENTENCE))
"""What was found of a layer does not hold for what is made from it."""
_HANDLING = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
"""Government security classifications, the mildest first."""
_LEVELS = ("counts", "point", "record")
"""How much of an incident a person sees, the least first."""
_STYLE = "SafeStats"
"""Name of the style in a file with tables."""
_PLUGIN_METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


@dataclass(frozen=True)
class Provenance:
    """How a result was made.

    title      name of the algorithm
    command    the Python command that repeats the run
    extracts   sentences on what went in: layer, filter, number of features
    remarks    sentences on what was chosen, and on what was left out and why
    marks      handling, attribution and the like of the data that went in
    packages   Python packages whose versions matter
    """

    title: str
    command: str
    extracts: tuple[str, ...]
    remarks: tuple[str, ...]
    marks: dict[str, str] = field(default_factory=dict)
    packages: tuple[str, ...] = ()


def plugin_version() -> str:
    """The version of SafeStats, from the one place that states it."""
    stated = ConfigParser(interpolation=None)
    stated.read(_PLUGIN_METADATA, encoding="utf-8")
    return stated["general"]["version"]


def marks_of(layer: Optional[QgsMapLayer]) -> dict[str, str]:
    """The marks that SafeStats put on `layer`, or with the file of a result that it reads; none on other layers."""
    if layer is None:
        return {}
    marks = _marks_on(layer)
    if not marks and isfile(layer.source().partition("|")[0]):
        # Processing opens a file that is given by its path without what lies beside it.
        styled = layer.clone()
        styled.loadNamedStyle(styled.styleURI(), categories=QgsMapLayer.StyleCategory.CustomProperties)
        marks = _marks_on(styled)
    return marks


def marks_of_age(as_of: datetime, until: datetime) -> dict[str, str]:
    """The marks of data that were so at one moment, and may be shown until another."""
    return {
        name: moment.astimezone(timezone.utc).isoformat(timespec="seconds")
        for name, moment in ((AS_OF, as_of), (UNTIL, until))
    }


def _marks_on(layer: QgsMapLayer) -> dict[str, str]:
    keys = [key for key in layer.customPropertyKeys() if key.startswith(_MARKS)]
    return {key[len(_MARKS) :]: str(layer.customProperty(key)) for key in keys}


def joined_marks(marks: Sequence[dict[str, str]]) -> dict[str, str]:
    """The marks of a result made from several layers.

    The strictest handling, the lowest access level, the oldest data and the first end of a lease; of the others all.
    """
    joined = {}
    for key in dict.fromkeys(key for each in marks for key in each if key not in _OF_ONE_LAYER):
        values = list(dict.fromkeys(each[key] for each in marks if key in each))
        if key == "handling":
            joined[key] = max(values, key=_strictness)
        elif key in (AS_OF, UNTIL):
            joined[key] = min(values)
        else:
            each_once = dict.fromkeys(part for value in values for part in value.split("; "))
            joined[key] = min(values, key=_access) if key == "level" else "; ".join(each_once)
    return joined


def mark(layer: QgsMapLayer, provenance: Provenance) -> None:
    """Write `provenance` into the metadata, the notes and the custom properties of `layer`."""
    for key, value in provenance.marks.items():
        layer.setCustomProperty(_MARKS + key, value)
    layer.setMetadata(_metadata(layer, provenance))
    notes = [_handling(provenance), provenance.marks.get("attribution", ""), *provenance.remarks]
    QgsLayerNotesUtils.setLayerNotes(layer, "".join(f"<p>{escape(note)}</p>" for note in notes if note))


def keep_with_file(layer: QgsMapLayer) -> list[str]:
    """Save style, marks and metadata with the file of a result, for whoever opens it later; gives what failed.

    Style and marks of a table of a GeoPackage lie in the file: what lies beside it would hold for every table.
    """
    if not isfile(layer.source().partition("|")[0]):
        return []
    if isinstance(layer, QgsVectorLayer) and layer.dataProvider().storageType() == "GPKG":
        failed = _keep_style_inside(layer)
    else:
        failed = _unless_saved(layer.saveNamedStyle(layer.styleURI()))
    is_whole_file = isfile(layer.source())
    return failed + (_unless_saved(layer.saveNamedMetadata(layer.metadataUri())) if is_whole_file else [])


def _keep_style_inside(layer: QgsVectorLayer) -> list[str]:
    # QGIS would ask in a window whether to write over the style of an earlier run. Those of other tables come last.
    own, ids, names, _, _ = layer.listStylesInDatabase()
    for each, name in list(zip(ids, names))[:own]:
        if name == _STYLE:
            layer.deleteStyleFromDatabase(each)
    message = layer.saveStyleToDatabase(_STYLE, "", True, "")
    return [message] if message else []


def _unless_saved(saved: tuple[str, bool]) -> list[str]:
    message, succeeded = saved
    return [] if succeeded else [message]


def _metadata(layer: QgsMapLayer, provenance: Provenance) -> QgsLayerMetadata:
    written = QgsLayerMetadata()
    written.setTitle(layer.name())
    written.setAbstract("\n".join([provenance.title, *provenance.extracts, *provenance.remarks]))
    written.setHistory([provenance.command, _versions(provenance.packages)])
    written.setCrs(layer.crs())
    if "attribution" in provenance.marks:
        written.setRights([provenance.marks["attribution"]])
    if "handling" in provenance.marks:
        written.setConstraints([QgsLayerMetadata.Constraint(provenance.marks["handling"], "handling")])
    return written


def _strictness(handling: str) -> int:
    """How strict a handling marking is; one that is not known counts as the strictest."""
    return _HANDLING.index(handling) if handling in _HANDLING else len(_HANDLING)


def _access(level: str) -> int:
    """How much a level lets a person see; one that is not known counts as the least."""
    return _LEVELS.index(level) if level in _LEVELS else -1


def _handling(provenance: Provenance) -> str:
    marking = provenance.marks.get("handling")
    return tr("Handling: {marking}.").format(marking=marking) if marking is not None else ""


def _versions(packages: tuple[str, ...]) -> str:
    installed = [f"{package} {import_module(package).__version__}" for package in packages]
    return ", ".join([f"SafeStats {plugin_version()}", f"QGIS {Qgis.QGIS_VERSION}", *installed])
