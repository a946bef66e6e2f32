"""The rows of a result as they may be shown, whatever it shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Optional

import numpy as np

from ...base.translation import numeral, tr
from ...sources.result_rows import ResultRows
from ..features import Columns

AS_IT_IS, ROUNDED, WITHHELD, RECORD, TOLD = "as it is", "rounded", "withheld", "a record", "can be worked out"
"""What the field `reason` says. It does not say why a value is withheld: who knew which are small, and which protect
others, would know more of them."""


@dataclass(frozen=True)
class Answer:
    """Rows as they may be shown.

    rows     those that are written, with the fields that were read
    columns  what is added to the fields that are kept, with `safe` and `reason`
    shown    the number by which the map is drawn, NaN where withheld; one for each row that is written
    changes  for each row that was read, what was done to it; "" where nothing was
    said     sentences on what was done
    unsafe   sentences on why it must not be shared; none: it may
    totals   sums that may be told beside it, None for those that must not be
    """

    rows: ResultRows
    columns: Columns
    shown: np.ndarray
    changes: np.ndarray
    said: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    totals: Mapping[str, Optional[int]] = field(default_factory=dict)

    @property
    def untold(self) -> int:
        """How many of the rows that were read are withheld."""
        return int(np.count_nonzero(~np.isin(self.changes, ("", ROUNDED))))

    def written(self, dropped: Collection[str]) -> Columns:
        """The columns of the layer: the fields that go along, but those `dropped` or taken, then what is added."""
        taken = {name.lower() for name in self.columns} | {"fid"}
        kept = {
            name: values
            for name, values in self.rows.columns.items()
            if name not in dropped and name.lower() not in taken
        }
        return {**kept, **self.columns}


def records(rows: ResultRows, profile: str) -> Answer:
    """Rows each of which stands for somebody or something that happened at a place."""
    words = tr("its {number} rows are records").format(number=numeral(len(rows.geometries)))
    return _as_they_are(rows, profile, words)


def uncounted(rows: ResultRows, profile: str) -> Answer:
    """Rows of which nothing says how many incidents they stand for: perhaps for one."""
    words = tr("nothing says how many incidents a row stands for; choose the field of the count")
    return _as_they_are(rows, profile, words)


def flags(words: np.ndarray, safe: np.ndarray) -> Columns:
    """The columns `safe` and `reason`."""
    reason = words.astype(object)
    reason[~safe & (reason != RECORD)] = TOLD
    return {"safe": safe.astype(np.int64), "reason": reason}


def _as_they_are(rows: ResultRows, profile: str, why_not: str) -> Answer:
    number, may = len(rows.geometries), profile == "none"
    columns = flags(np.full(number, AS_IT_IS if may else RECORD), np.full(number, may))
    nothing = np.full(number, np.nan)
    return Answer(rows, columns, nothing, np.full(number, ""), unsafe=() if may else (why_not,))
