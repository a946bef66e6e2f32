"""Two densities compared as rasters: where they differ by more than chance explains, and the colours of both maps."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsRasterLayer

from ...base.translation import numeral, tr
from ..raster_styles import ranges, style_ranges
from ..result import Style
from ..styles import COLD, HOT, NOTHING, style_density

if TYPE_CHECKING:
    from ....safestats_core.hotspots.density.dual_density import DualDensity

_LEVELS = (0.1, 0.05, 0.01)
_CONFIDENCE = (90, 95, 99)
_TIMES = (0.25, 0.5, 0.8, 1.25, 2.0, 4.0)
"""Ratios to the average at which the colours change."""


def significance_classes(compared: DualDensity, is_controlled: bool) -> np.ndarray:
    """3, 2, 1: more first points than chance explains, with 99, 95, 90 % confidence; negative: fewer; NaN: no value.

    is_controlled  whether the false discovery rate is
    """
    from ....safestats_core.hotspots.false_discovery import benjamini_hochberg

    p = compared.p.copy()
    first, second = compared.first, compared.second
    # Where no point reaches there is nothing to test.
    p[(first.values == 0) & (second.values == 0)] = np.nan
    p = benjamini_hochberg(p) if is_controlled else p
    more = np.sign(first.values / first.points - second.values / second.points)
    classes = np.where(np.isnan(p), 0, more * sum((p <= level).astype(int) for level in _LEVELS))
    classes[np.isnan(compared.values)] = np.nan
    return classes


def style_significance(layer: QgsRasterLayer) -> None:
    """Reds where the first points are more than chance explains, blues where they are fewer."""
    more, fewer = tr("More first points, {level} % confidence"), tr("Fewer first points, {level} % confidence")
    less = [(-step + 0.5, COLD[step - 1], fewer.format(level=_CONFIDENCE[step - 1])) for step in (3, 2, 1)]
    hot = [(step + 0.5, HOT[step - 1], more.format(level=_CONFIDENCE[step - 1])) for step in (1, 2, 3)]
    style_ranges(layer, [*less, (0.5, NOTHING, tr("Not significant")), *hot[:-1], (math.inf, *hot[-1][1:])])


def style_compared(mode: str, lowest: float, highest: float, average: float) -> Style:
    """Reds where the first points are more, blues where they are fewer; a sum as a density."""
    if mode == "sum":
        return partial(style_density, highest=highest)
    unit = ""
    if mode == "difference":
        most = max(-lowest, highest) or 1.0
        ends = [-most / 4, -most / 16, -most / 64, most / 64, most / 16, most / 4]
        words = [numeral(end, ".3g") for end in ends]
    else:
        unit, words = tr("times the average"), [numeral(times, "g") for times in _TIMES]
        ends = [average * times for times in _TIMES]
        ends = ends if mode == "ratio" else [math.log(end) for end in ends]
    return partial(style_ranges, classes=ranges(ends, (*reversed(COLD), NOTHING, *HOT), words, unit))
