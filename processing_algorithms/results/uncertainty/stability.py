"""How stable hot spots are: as columns, as a table of settings, as a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ..features import Columns
from ..styles import HOT, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.uncertainty.stability import Setting, Stability


def stable_places(found: Stability) -> tuple[np.ndarray, Columns]:
    """The places that are hot in some setting, as cells of the fine grid, with the share of settings and its class."""
    from ....safestats_core.hotspots.uncertainty.stability import STABLE

    # Thousands of fine cells that are never hot would only hide the map.
    cells = np.flatnonzero(np.nan_to_num(found.share.ravel()) > 0)
    share = found.share.ravel()[cells]
    words = np.where(share >= STABLE, "stable", np.where(share > 0.5, "mostly hot", "sometimes hot")).astype(object)
    return cells, {"share": share, "class": words}


def setting_columns(settings: Sequence[Setting]) -> Columns:
    """A row for each setting."""
    columns: Columns = {"method": np.array([setting.method for setting in settings], dtype=object)}
    for field, attribute in (
        ("cell_size", "cell_size"),
        ("east", "across"),
        ("north", "up"),
        ("reach", "reach"),
        ("hot_area", "hot_area"),
        ("overlap", "overlap"),
    ):
        columns[field] = np.array([getattr(setting, attribute) for setting in settings], dtype=float)
    return columns


def style_stability(layer: QgsVectorLayer) -> None:
    """The more settings agree, the darker; places that are never hot are not in the layer."""
    classes = [
        ("stable", HOT[2], tr("Hot in 90 % of the settings or more")),
        ("mostly hot", HOT[1], tr("Hot in more than half")),
        ("sometimes hot", HOT[0], tr("Hot in some")),
    ]
    style_classes(layer, "class", classes)
