"""What an algorithm hands back: its outputs, and how its layer shall look and be explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from qgis.core import QgsMapLayer


@dataclass(frozen=True)
class Result:
    """A finished run.

    outputs  value of every output, by name
    style    gives the layer under OUTPUT its look
    remarks  sentences for the log and the layer's metadata: what was chosen, what was left out and why
    """

    outputs: dict
    style: Callable[[QgsMapLayer], None]
    remarks: tuple[str, ...]
