"""Near repeats as layers: a row for each band, the columns of the events and of the links, and their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ...sources.points import Points
from ..features import Columns
from ..styles import NOTHING, style_classes
from ..wkb import lines_wkb

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.chains import Chains
    from ....safestats_core.hotspots.space_time.near_repeat import NearRepeat as Tested

_REPEAT, _NEAR_REPEAT, _ORIGINATOR = "#7a0026", "#fc6d33", "#2166ac"


def band_columns(tested: Tested) -> Columns:
    """A row for each band of distance and days."""
    rows, columns = tested.observed.shape
    return {
        "space": np.repeat(np.array(tested.space.labels, dtype=object), columns),
        "days": np.tile(np.array(tested.time.labels, dtype=object), rows),
        "dist_from": np.repeat(tested.space.edges[:-1], columns),
        "dist_to": _finite(np.repeat(tested.space.edges[1:], columns)),
        "days_from": np.tile(tested.time.edges[:-1], rows),
        "days_to": _finite(np.tile(tested.time.edges[1:], rows)),
        "observed": tested.observed.ravel(),
        "expected": tested.expected.ravel(),
        "exp_exact": tested.expected_exact.ravel(),
        "ratio": tested.ratio.ravel(),
        "ratio_med": tested.ratio_median.ravel(),
        "p": tested.p.ravel(),
        "more": tested.over_represented().ravel().astype(int),
    }


def event_columns(chains: Chains) -> Columns:
    """What each event is in its chain."""
    from ....safestats_core.hotspots.space_time.chains import ROLES

    return {
        "role": np.array(ROLES, dtype=object)[chains.role],
        "chain": chains.chain,
        "chain_size": chains.size,
        "before": chains.before,
        "after": chains.after,
    }


def link_rows(points: Points, times: np.ndarray, chains: Chains) -> tuple[Columns, list[bytes]]:
    """A row and a line for each linked pair."""
    columns: Columns = {
        "chain": chains.chain[chains.earlier],
        "kind": np.where(chains.same_place, "repeat", "near repeat").astype(object),
        "distance": chains.distance,
        "days": chains.days,
        "first": times[chains.earlier],
        "second": times[chains.later],
    }
    xy = np.column_stack([points.x, points.y])
    return columns, lines_wkb(np.stack([xy[chains.earlier], xy[chains.later]], axis=1))


def style_events(layer: QgsVectorLayer) -> None:
    """Events by what they are in their chain."""
    classes = [
        ("repeat", _REPEAT, tr("Repeat: follows an event at the same place")),
        ("near repeat", _NEAR_REPEAT, tr("Near repeat: follows an event close by")),
        ("originator", _ORIGINATOR, tr("Originator: others follow it")),
        ("isolated", NOTHING, tr("Isolated")),
    ]
    style_classes(layer, "role", classes)


def style_links(layer: QgsVectorLayer) -> None:
    """Links by what they lead to."""
    classes = [("repeat", _REPEAT, tr("To a repeat")), ("near repeat", _NEAR_REPEAT, tr("To a near repeat"))]
    style_classes(layer, "kind", classes)


def _finite(edges: np.ndarray) -> np.ndarray:
    return np.where(np.isinf(edges), np.nan, edges)
