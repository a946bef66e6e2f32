"""The change between two periods: as columns, in sentences, and as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import numeral, tr
from ..features import Columns
from ..styles import COLD, HOT, NOTHING, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.change import Change

_WORDS = {1: "rise", 0: "no evidence of change", -1: "fall"}
_NO_INCIDENTS = "no incidents"


def change_columns(first: np.ndarray, second: np.ndarray, found: Change) -> Columns:
    """The fields of the result; a ratio or limit that is infinite is a null, because a legend knows no infinity."""
    words = np.array([_WORDS[code] for code in found.change.tolist()], dtype=object)
    words[np.isnan(found.p)] = _NO_INCIDENTS
    limits = {"ratio": found.ratio, "ratio_low": found.low, "ratio_high": found.high}
    return {
        "count_1": first,
        "count_2": second,
        **{name: np.where(np.isinf(values), np.nan, values) for name, values in limits.items()},
        "p": found.p,
        "p_adj": found.p_adjusted,
        "change": words,
        "direction": found.change,
    }


def change_remarks(found: Change, overall: Change, first: np.ndarray, second: np.ndarray) -> list[str]:
    """What changed, in sentences; `overall` is the change of all places together, from `first` to `second`."""
    whole = tr("All together: {first} incidents, then {second}; rate ratio {ratio} ({interval}), {p}.")
    sentence = tr("Of {tested} places with incidents, {rises} rose and {falls} fell against a ratio of {ratio}.")
    return [
        whole.format(
            first=numeral(int(first[0])),
            second=numeral(int(second[0])),
            ratio=numeral(overall.ratio[0], ".3g"),
            interval=tr("95 % interval {low} to {high}").format(
                low=numeral(overall.low[0], ".3g"), high=numeral(overall.high[0], ".3g")
            ),
            p=f"p {overall.p[0]:.3g}" if overall.p[0] >= 0.001 else tr("p below 0.001"),
        ),
        sentence.format(
            tested=numeral(np.count_nonzero(~np.isnan(found.p))),
            rises=numeral(np.count_nonzero(found.change == 1)),
            falls=numeral(np.count_nonzero(found.change == -1)),
            ratio=numeral(found.expected_ratio, ".3g"),
        ),
    ]


def style_change(layer: QgsVectorLayer) -> None:
    """Rises red, falls blue, the rest faint."""
    classes = [
        ("rise", HOT[2], tr("Rise")),
        ("fall", COLD[2], tr("Fall")),
        ("no evidence of change", NOTHING, tr("No evidence of change")),
        (_NO_INCIDENTS, "255,255,255,0", tr("No incidents in either period")),
    ]
    style_classes(layer, "change", classes)
