"""How much can be mapped: as a table by precision, area and month, and as a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

import numpy as np
from qgis.core import QgsVectorLayer

from ...base.translation import tr
from ...sources.mapped_records import MappedRecords
from ..features import Columns
from ..styles import COLD, HOT, NOTHING, style_classes

if TYPE_CHECKING:
    from ....safestats_core.hotspots.uncertainty.mapped_share import UnmappedShares


@dataclass(frozen=True)
class Grouped:
    """What cannot be mapped of each area, or month, and what these are called."""

    shares: UnmappedShares
    names: list[str]

    def called(self, word: str) -> int:
        """How many groups have that class."""
        return int(np.count_nonzero(self.shares.classes == word))


@dataclass(frozen=True)
class Mapped:
    """What was found; groups by area and month are absent where nobody asked for them, or none is known."""

    records: MappedRecords
    by_area: Optional[Grouped]
    by_month: Optional[Grouped]

    @property
    def unmapped(self) -> int:
        """Records that cannot be mapped."""
        return int(np.count_nonzero(self.records.is_unmapped))

    @property
    def count(self) -> int:
        """All records."""
        return int(self.records.is_unmapped.size)

    @property
    def without_area(self) -> int:
        """Records whose area is not known, where areas were asked for."""
        return self._unknown(self.records.area)

    @property
    def without_date(self) -> int:
        """Records without a date, where months were asked for."""
        return self._unknown(self.records.month)

    @staticmethod
    def _unknown(names: Optional[np.ndarray]) -> int:
        return 0 if names is None else sum(name is None for name in names.tolist())

    def limits(self) -> tuple[float, float]:
        """The 95 % interval of the unmapped share."""
        from ....safestats_core.hotspots.uncertainty.mapped_share import wilson_interval

        low, high = wilson_interval(np.array([self.unmapped]), np.array([self.count]))
        return float(low[0]), float(high[0])


def mapped_rows(found: Mapped) -> Columns:
    """The table: the precisions, then each area, then each month."""
    parts = [_of_precisions(found.records)]
    for by, grouped in (("area", found.by_area), ("month", found.by_month)):
        if grouped is None:
            continue
        part = {
            "by": np.full(len(grouped.names), by, dtype=object),
            "name": np.array(grouped.names, dtype=object),
            "part": grouped.shares.records / found.count,
            "p": grouped.shares.p,
        }
        parts.append({**part, **mapped_columns(grouped, np.arange(len(grouped.names)))})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _of_precisions(records: MappedRecords) -> Columns:
    from ....safestats_core.hotspots.uncertainty.mapped_share import wilson_interval

    words, number, count = np.unique(records.precision, return_inverse=True, return_counts=True)
    unmapped = np.bincount(number, records.is_unmapped).astype(np.int64)
    low, high = wilson_interval(unmapped, count)
    nothing = np.full(words.size, np.nan)
    return {
        "by": np.full(words.size, "precision", dtype=object),
        "name": words.astype(object),
        "records": count.astype(np.int64),
        "part": count / records.precision.size,
        "unmapped": unmapped,
        "share": unmapped / count,
        "low": low,
        "high": high,
        "p": nothing,
        "p_adj": nothing,
        "class": np.full(words.size, None, dtype=object),
    }


def mapped_columns(grouped: Optional[Grouped], at: np.ndarray) -> Columns:
    """The columns of groups `at`; -1 for an area without records."""
    from ....safestats_core.hotspots.uncertainty.mapped_share import TOO_FEW

    known = at >= 0
    columns: Columns = {}
    for name, attribute, absent in (
        ("records", "records", 0),
        ("unmapped", "unmapped", 0),
        ("share", "share", np.nan),
        ("low", "low", np.nan),
        ("high", "high", np.nan),
        ("p_adj", "p_adjusted", np.nan),
        ("class", "classes", TOO_FEW),
    ):
        dtype = {"records": np.int64, "unmapped": np.int64, "class": object}.get(name, float)
        columns[name] = np.full(at.size, absent, dtype=dtype)
        if grouped is not None:
            columns[name][known] = getattr(grouped.shares, attribute)[at[known]]
    return columns


def style_mapped(layer: QgsVectorLayer) -> None:
    """Where a map says too little in red, where it says more than elsewhere in blue."""
    from ....safestats_core.hotspots.uncertainty.mapped_share import AS_ALL, LESS, MORE, TOO_FEW

    classes = [
        (MORE, HOT[2], tr("More is unmapped than elsewhere")),
        (LESS, COLD[2], tr("Less is unmapped than elsewhere")),
        (AS_ALL, NOTHING, tr("Not shown to differ")),
        (TOO_FEW, "120,120,120,160", tr("Too few records")),
    ]
    style_classes(layer, "class", classes)
