"""Counting the cells of rows on their way into the database, supplier by supplier: see cube."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

_KEY = ("dataset", "month", "supplier", "borough", "ward", "category")
_SIDES = {
    prefix + side: prefix + name
    for prefix in ("", "point_")
    for side, name in (("west", "longitude"), ("south", "latitude"), ("east", "longitude"), ("north", "latitude"))
}
_HOW = {
    "rows": np.add,
    "last_seq": np.maximum,
    **{side: np.fmin if side.endswith(("west", "south")) else np.fmax for side in _SIDES},
}
"""How the cells of one place are made one; fmin and fmax pass over rows without a place."""

_MOST = 500_000
"""Cells that wait, at least, before those of one place are made one."""


@dataclass
class CellTally:
    """The cells of all rows so far, as `supplier_counts` holds them."""

    _tallies: list[pa.Table] = field(default_factory=list)
    _together: int = 0

    def add(self, rows: pa.Table) -> None:
        """Count more rows, which are as `incidents` holds them."""
        each = {name: rows[name] for name in _KEY}
        each.update(rows=pa.array(np.ones(rows.num_rows, np.int64)), last_seq=rows["seq"])
        self._tallies.append(_together(pa.table({**each, **{side: rows[name] for side, name in _SIDES.items()}})))
        if sum(tally.num_rows for tally in self._tallies) > max(_MOST, 2 * self._together):
            self._together = self.counted().num_rows

    def counted(self) -> pa.Table:
        """One row for each cell."""
        if len(self._tallies) > 1:
            self._tallies = [_together(pa.concat_tables(self._tallies))]
        return self._tallies[0]


def _together(cells: pa.Table) -> pa.Table:
    """One row for each place among `cells`. By sorting numbers: Arrow would group texts, in five times the time."""
    places = _numbered_places(cells)
    order = np.argsort(places, kind="stable")
    starts = np.flatnonzero(np.diff(places[order], prepend=-1))
    made = {name: cells[name].take(pa.array(order[starts])) for name in _KEY}
    for name, how in _HOW.items():
        made[name] = pa.array(how.reduceat(cells[name].to_numpy()[order], starts), from_pandas=True)
    return pa.table(made)


def _numbered_places(cells: pa.Table) -> np.ndarray:
    """A number for each row, equal for those of one cell."""
    places, known = np.zeros(cells.num_rows, np.int64), 1
    for name in _KEY:
        coded = cells[name].combine_chunks().dictionary_encode(null_encoding="encode")
        coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
        places = places * len(coded.dictionary) + coded.indices.to_numpy()
        known *= len(coded.dictionary)
        if known > 1 << 40:  # so that no number grows too large
            distinct, places = np.unique(places, return_inverse=True)
            places, known = places.reshape(-1), len(distinct)
    return places
