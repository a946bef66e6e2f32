"""What became of every cell as layers: a row for each cell, one for each of its steps, and the colours of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory, QgsVectorLayer

from ...base.translation import tr
from ..cells import cell_columns
from ..features import Columns
from ..styles import NOTHING
from .emerging_words import NOT_TESTED, TITLES

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.cube import Cube
    from ....safestats_core.hotspots.space_time.emerging import EmergingHotSpots as Found

# Steady spots are filled, the more the darker; those that come and go are hatched, so that they differ without colour.
_LOOKS = {
    "intensifying": ("solid", "#67001f", "#053061"),
    "persistent": ("solid", "#b2182b", "#2166ac"),
    "diminishing": ("solid", "#ef8a62", "#67a9cf"),
    "new": ("solid", "#fddbc7", "#d1e5f0"),
    "consecutive": ("dense4", "#b2182b", "#2166ac"),
    "sporadic": ("b_diagonal", "#b2182b", "#2166ac"),
    "oscillating": ("diagonal_x", "#b2182b", "#2166ac"),
    "historical": ("dense6", "#67001f", "#053061"),
}


def emerging_columns(cube: Cube, found: Found, cells: np.ndarray, words: np.ndarray) -> Columns:
    """A row for each of `cells`, flat numbers, whose class is `words`."""
    columns = {
        "count": cube.count.sum(axis=0),
        "code": found.pattern,
        "share_hot": found.share_hot,
        "share_cold": found.share_cold,
        "trend_z": found.trend.z,
        "trend_p": found.trend.p,
        "last_z": found.last_z,
        "last_p": found.last_p,
        "last_bin": found.last_bin,
        "steps": found.tested,
    }
    chosen = {name: values.ravel()[cells] for name, values in columns.items()}
    return cell_columns(cube.grid, cells, {"class": words, **chosen})


def step_columns(cube: Cube, found: Found, cells: np.ndarray) -> Columns:
    """A row for each cell and step, the steps of a cell one after the other."""
    steps = cube.steps.count
    edges = cube.steps.edges.astype("datetime64[s]")
    columns = {"count": cube.values, "gi_z": found.gi_star.z, "gi_p": found.gi_star.p}
    columns |= {"gi_p_adj": found.gi_star.p_adjusted, "gi_bin": found.gi_star.bins}
    return cell_columns(
        cube.grid,
        np.repeat(cells, steps),
        {
            "step": np.tile(np.arange(1, steps + 1), cells.size),
            "first_day": np.tile(edges[:-1], cells.size),
            "last_day": np.tile(edges[1:] - np.timedelta64(1, "D"), cells.size),
            **{name: values.reshape(steps, -1)[:, cells].T.ravel() for name, values in columns.items()},
        },
    )


def style_emerging(layer: QgsVectorLayer, present: set[str]) -> None:
    """Cells by their class, those that occur: hot in reds, cold in blues."""
    spots = [
        (f"{name} {side} spot", style, colours)
        for side in ("hot", "cold")
        for name, (style, *colours) in _LOOKS.items()
    ]
    categories = [
        QgsRendererCategory(words, _fill(style, colours["cold" in words]), tr(TITLES[words]))
        for words, style, colours in spots
        if words in present
    ]
    for words in ("no pattern", NOT_TESTED):
        if words in present:
            categories.append(QgsRendererCategory(words, _fill("solid", NOTHING), tr(TITLES[words])))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))


def _fill(style: str, colour: str) -> QgsFillSymbol:
    outline = {"outline_color": "255,255,255,128" if style == "solid" else colour, "outline_width": "0.1"}
    return QgsFillSymbol.createSimple({"color": colour, "style": style, **outline})
