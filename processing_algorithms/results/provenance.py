"""Where a result comes from, written onto its layer: enough to repeat it, and to know how to handle it."""

from __future__ import annotations

from configparser import ConfigParser
from dataclasses import dataclass, field
from html import escape
from importlib import import_module
from os.path import isfile
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsLayerMetadata, QgsLayerNotesUtils, QgsMapLayer

_MARKS = "safestats/"
_PLUGIN_METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


@dataclass(frozen=True)
class Provenance:
    """How a result was made.

    title      name of the algorithm
    command    the Python command that repeats the run
    remarks    sentences on what was chosen, and on what was left out and why
    marks      handling, attribution and the like of the data that went in
    packages   Python packages whose versions matter
    """

    title: str
    command: str
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
    written.setAbstract("\n".join([provenance.title, *provenance.remarks]))
    written.setHistory([provenance.command, _versions(provenance.packages)])
    written.setCrs(layer.crs())
    if "attribution" in provenance.marks:
        written.setRights([provenance.marks["attribution"]])
    if "handling" in provenance.marks:
        written.setConstraints([QgsLayerMetadata.Constraint(provenance.marks["handling"], "handling")])
    return written


def _handling(provenance: Provenance) -> str:
    return f"Handling: {provenance.marks['handling']}." if "handling" in provenance.marks else ""


def _versions(packages: tuple[str, ...]) -> str:
    installed = [f"{package} {import_module(package).__version__}" for package in packages]
    return ", ".join([f"SafeStats {plugin_version()}", f"QGIS {Qgis.QGIS_VERSION}", *installed])
