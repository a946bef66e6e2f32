"""Where a result comes from, written onto its layer: enough to repeat it, and to know how to handle it."""

from __future__ import annotations

from collections.abc import Sequence
from configparser import ConfigParser
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from os.path import isfile
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsLayerMetadata, QgsLayerNotesUtils, QgsMapLayer

_MARKS = "safestats/"
_HANDLING = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
"""Government security classifications, the mildest first."""
_LEVELS = ("counts", "point", "record")
"""How much of an incident a person sees, the least first."""
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
    """The marks that SafeStats put on `layer` when it was loaded; none on other layers."""
    keys = layer.customPropertyKeys() if layer else []
    return {key[len(_MARKS) :]: str(layer.customProperty(key)) for key in keys if key.startswith(_MARKS)}


def joined_marks(marks: Sequence[dict[str, str]]) -> dict[str, str]:
    """The marks of a result made from several layers.

    The strictest handling, the lowest access level, and of the others all there are.
    """
    joined = {}
    for key in dict.fromkeys(key for each in marks for key in each):
        values = list(dict.fromkeys(each[key] for each in marks if key in each))
        if key == "handling":
            joined[key] = max(values, key=_strictness)
        else:
            joined[key] = min(values, key=_access) if key == "level" else "; ".join(values)
    return joined


def mark(layer: QgsMapLayer, provenance: Provenance) -> None:
    """Write `provenance` into the metadata, the notes and the custom properties of `layer`."""
    for key, value in provenance.marks.items():
        layer.setCustomProperty(_MARKS + key, value)
    layer.setMetadata(_metadata(layer, provenance))
    notes = [_handling(provenance), provenance.marks.get("attribution", ""), *provenance.remarks]
    QgsLayerNotesUtils.setLayerNotes(layer, "".join(f"<p>{escape(note)}</p>" for note in notes if note))


def keep_beside(layer: QgsMapLayer) -> list[str]:
    """Save style, marks and metadata beside the file of a result, for whoever opens it later; gives what failed."""
    if not isfile(layer.source()):
        return []
    saved = [layer.saveNamedStyle(layer.styleURI()), layer.saveNamedMetadata(layer.metadataUri())]
    return [message for message, succeeded in saved if not succeeded]


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
    return f"Handling: {provenance.marks['handling']}." if "handling" in provenance.marks else ""


def _versions(packages: tuple[str, ...]) -> str:
    installed = [f"{package} {import_module(package).__version__}" for package in packages]
    return ", ".join([f"SafeStats {plugin_version()}", f"QGIS {Qgis.QGIS_VERSION}", *installed])
