"""Counting the cells of rows on their way into the database, supplier by supplier: see cube."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

_KEY = ("dataset", "month", "supplier", "borough", "ward", "category")
_SIDES = (
    ("longitude", "min", "west"),
    ("latitude", "min", "south"),
    ("longitude", "max", "east"),
    ("latitude", "max", "north"),
)
_MOST = 500_000
"""Cells that wait, at least, before those of one place are made one."""


@dataclass
class CellTally:
    """The cells of all rows so far, as `supplier_counts` holds them."""

    _tallies: list[pa.Table] = field(default_factory=list)
    _together: int = 0

    def add(self, rows: pa.Table) -> None:
        """Count more rows, which are as `incidents` holds them."""
        sides = [(prefix + name, how, prefix + side) for prefix in ("", "point_") for name, how, side in _SIDES]
        self._tallies.append(_grouped(rows, [([], "count_all", "rows"), ("seq", "max", "last_seq"), *sides]))
        if sum(each.num_rows for each in self._tallies) > max(_MOST, 2 * self._together):
            self._together = self.counted().num_rows

    def counted(self) -> pa.Table:
        """One row for each cell."""
        if len(self._tallies) > 1:
            sides = [(prefix + side, how, prefix + side) for prefix in ("", "point_") for _, how, side in _SIDES]
            whole = pa.concat_tables(self._tallies)
            self._tallies = [_grouped(whole, [("rows", "sum", "rows"), ("last_seq", "max", "last_seq"), *sides])]
        return self._tallies[0]


def _grouped(rows: pa.Table, tallies: Iterable[tuple[object, str, str]]) -> pa.Table:
    tallies = list(tallies)
    # One thread: the other makes the next rows, and two wait for one another more than they count.
    found = rows.group_by(list(_KEY), use_threads=False).aggregate([(column, how) for column, how, _ in tallies])
    named = [how if column == [] else f"{column}_{how}" for column, how, _ in tallies]
    found = found.select([*_KEY, *named])
    return found.rename_columns([*_KEY, *(name for _, _, name in tallies)])
