"""Which hot spots survive vague places, as columns and as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ..features import Columns
from ..styles import COLD, HOT, NOTHING, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.uncertainty.uncertain_hotspots import UncertainHotspots

_CLASSES = {
    3: "certain hot",
    2: "likely hot",
    1: "possible hot",
    0: "none",
    -1: "possible cold",
    -2: "likely cold",
    -3: "certain cold",
}


def surviving_columns(found: UncertainHotspots, mask: np.ndarray) -> Columns:
    """What is said of each cell of the study area, `mask` being those of shape (rows, columns)."""
    words = np.array([_CLASSES[number] for number in found.classes[mask].tolist()], dtype=object)
    columns: Columns = {
        "hot": found.hot[mask],
        "cold": found.cold[mask],
        "gi_z": found.z[mask],
        "gi_z_low": found.z_low[mask],
        "gi_z_high": found.z_high[mask],
        "expected": found.expected[mask],
        "class": words,
        "as_given": found.as_given[mask],
    }
    envelope = {"density": found.density, "dens_low": found.density_low, "dens_high": found.density_high}
    return {**columns, **{name: values[mask] for name, values in envelope.items() if values is not None}}


def style_surviving(layer: QgsVectorLayer) -> None:
    """What is certain darkest, hot in reds and cold in blues."""
    classes = [
        ("certain hot", HOT[2], tr("Hot in 95 % of the maps or more")),
        ("likely hot", HOT[1], tr("Hot in 80 % or more")),
        ("possible hot", HOT[0], tr("Hot in half or more")),
        ("none", NOTHING, tr("Neither")),
        ("possible cold", COLD[0], tr("Cold in half or more")),
        ("likely cold", COLD[1], tr("Cold in 80 % or more")),
        ("certain cold", COLD[2], tr("Cold in 95 % of the maps or more")),
    ]
    style_classes(layer, "class", classes)
