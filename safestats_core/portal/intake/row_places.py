"""Where each row of a delivery stood in its file, so that one that is refused late can still be named."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
import pyarrow as pa

from ...formats.refusal import Refusal
from .reading import Part


@dataclass(frozen=True)
class _Rows:
    """`numbers` are those of the rows, or the first where they follow one another."""

    numbers: np.ndarray
    name: str
    files: Optional[pa.Array]


@dataclass
class RowPlaces:
    """Rows by their number within the delivery. A few bytes for each table, 8 a row where lines were left out."""

    _firsts: list[int] = field(default_factory=list)
    _rows: list[_Rows] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Remember the rows of the next part."""
        numbers = part.numbers
        follow = len(numbers) > 0 and bool((np.diff(numbers) == 1).all())
        self._firsts.append(part.first)
        self._rows.append(_Rows(numbers[:1].copy() if follow else numbers, part.name, part.files))

    def refusal(self, ordinal: int, reason: str) -> Refusal:
        """The refusal of the row with that number."""
        at = bisect_right(self._firsts, ordinal) - 1
        rows, place = self._rows[at], ordinal - self._firsts[at]
        number = rows.numbers[place] if len(rows.numbers) > 1 else rows.numbers[0] + place
        named = rows.files[place].as_py() if rows.files is not None else None
        return Refusal(int(number), reason, named or rows.name)
