"""Where each staged row stood in its file, so that one that is refused late can still be named."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
import pyarrow as pa

from ...formats.harmonise import Harmonised
from ...formats.marks import FILE, marked, row_numbers
from ...formats.refusal import Refusal


@dataclass(frozen=True)
class _Rows:
    numbers: np.ndarray
    name: str
    files: Optional[np.ndarray]


@dataclass
class RowPlaces:
    """Rows in the order in which they were staged, numbered from 1."""

    staged: int = 0
    _firsts: list[int] = field(default_factory=list)
    _rows: list[_Rows] = field(default_factory=list)

    def add(self, table: pa.Table, harmonised: Harmonised, name: str) -> None:
        """Remember the rows that came of a supplier's `table`, from the file `name` unless they say otherwise."""
        self._firsts.append(self.staged + 1)
        self._rows.append(_kept(table, harmonised, name))
        self.staged += harmonised.incidents.num_rows

    def refusal(self, ordinal: int, reason: str) -> Refusal:
        """The refusal of the row that was staged as number `ordinal`."""
        at = bisect_right(self._firsts, ordinal) - 1
        rows, place = self._rows[at], ordinal - self._firsts[at]
        named = rows.files[place] if rows.files is not None else None
        return Refusal(int(rows.numbers[place]), reason, named or rows.name)


def _kept(table: pa.Table, harmonised: Harmonised, name: str) -> _Rows:
    numbers = row_numbers(table)
    if FILE not in table.column_names:
        return _Rows(numbers[~np.isin(numbers, [refusal.row for refusal in harmonised.refusals])], name, None)
    files = np.array(marked(table, FILE).to_pylist(), dtype=object)
    refused = {(refusal.source, refusal.row) for refusal in harmonised.refusals}
    kept = np.array([(file or name, row) not in refused for file, row in zip(files, numbers.tolist())], dtype=bool)
    return _Rows(numbers[kept], name, files[kept])
