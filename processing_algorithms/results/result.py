"""What an algorithm hands back: its outputs, and how its layers shall look and be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Callable

from qgis.core import QgsMapLayer

Style = Callable[[QgsMapLayer], None]


@dataclass(frozen=True)
class Result:
    """A finished run.

    outputs  value of every output, by name; an optional layer that nobody asked for is ""
    styles   for every output that is a layer, what gives it its look
    remarks  sentences for the log and the layers' metadata: what was chosen, what was left out and why
    """

    outputs: dict
    styles: Mapping[str, Style]
    remarks: tuple[str, ...]


def plain(layer: QgsMapLayer) -> None:
    """The look that QGIS gives: for a table."""
