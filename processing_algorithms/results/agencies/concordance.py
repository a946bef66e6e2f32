"""Where agencies agree: as columns, as a table, as a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ..features import Columns
from ..styles import NOTHING, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.agencies.concordance import Agreement, Seen
    from ....safestats_core.hotspots.local_statistics.getis_ord import GetisOrd
    from ....safestats_core.hotspots.local_statistics.local_moran import LocalMoran

_ALL, _SEVERAL, _NONE = "all", "several", "none"
_ONLY = ("#2166ac", "#f4792b", "#1b7837", "#762a83")


@dataclass(frozen=True)
class Concordance:
    """What was found.

    names   of the agencies
    counts  shape (agencies, places); NaN where an agency has no coverage
    tests   Gi* of each agency
    hot     bool of shape (agencies, places)
    seen    who sees what
    moran   of the first agency among the second
    agreed  the agreement of each two agencies, by their numbers
    """

    names: Sequence[str]
    counts: np.ndarray
    tests: Sequence[GetisOrd]
    hot: np.ndarray
    seen: Seen
    moran: LocalMoran
    agreed: dict[tuple[int, int], Agreement]


def concordance_columns(found: Concordance) -> Columns:
    """The fields of the places; where an agency has no coverage its own are null, and so is the class."""
    from ....safestats_core.hotspots.local_statistics.local_moran import CLASSES

    columns: Columns = {}
    for number, (counts, test, is_hot) in enumerate(zip(found.counts, found.tests, found.hot), start=1):
        columns[f"count_{number}"] = counts
        columns[f"z_{number}"] = test.z
        columns[f"p_adj_{number}"] = test.p_adjusted
        columns[f"hot_{number}"] = np.where(np.isfinite(counts), is_hot, np.nan)
    return {
        **columns,
        "class": _classes(found.seen, found.names),
        "agencies": np.where(found.seen.seen_by < 0, np.nan, found.seen.seen_by),
        "bv_i": found.moran.i,
        "bv_p": found.moran.p,
        "bv_p_adj": found.moran.p_adjusted,
        "bv_class": np.array(CLASSES, dtype=object)[found.moran.classes],
    }


def _classes(seen: Seen, names: Sequence[str]) -> np.ndarray:
    words = np.full(seen.seen_by.size, _SEVERAL, dtype=object)
    words[seen.seen_by == 0] = _NONE
    words[seen.seen_by == len(names)] = _ALL
    for number, name in enumerate(names):
        words[seen.only == number] = _only(name)
    words[seen.seen_by < 0] = None
    return words


def agreement_columns(found: Concordance) -> Columns:
    """A row for each two agencies."""
    rows = list(found.agreed.values())
    columns: Columns = {
        "agency_1": np.array([found.names[one] for one, _ in found.agreed], dtype=object),
        "agency_2": np.array([found.names[other] for _, other in found.agreed], dtype=object),
    }
    for field in ("rank", "rank_low", "rank_high", "overlap", "overlap_low", "overlap_high"):
        columns[field] = np.array([getattr(row, field) for row in rows], dtype=float)
    for field, attribute in (("hot_both", "both"), ("hot_1", "first"), ("hot_2", "second"), ("places", "cells")):
        columns[field] = np.array([getattr(row, attribute) for row in rows])
    return columns


def _only(name: str) -> str:
    return f"only {name}"


def style_concordance(layer: QgsVectorLayer, names: Sequence[str]) -> None:
    """What all see darkest, what one sees in its own colour, what is not covered grey."""
    classes = [(_ALL, "#7a0026", tr("Hot for all agencies"))]
    if len(names) > 2:
        classes.append((_SEVERAL, "#d7191c", tr("Hot for several agencies")))
    for colour, name in zip(_ONLY, names):
        classes.append((_only(name), colour, tr("Hot only for {agency}").format(agency=name)))
    classes += [
        (_NONE, NOTHING, tr("Hot for none")),
        ("", "120,120,120,160", tr("Not covered by all")),
    ]
    style_classes(layer, "class", classes)
