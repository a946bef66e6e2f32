"""What has become of the rows of a layer since it was loaded. Slow for many rows: compare in a task."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...processing_algorithms.base.translation import numeral, tr

_KEYS = ("incident_id", "ward")


@dataclass(frozen=True)
class Differences:
    """Between what a layer showed and what it shows now.

    new, changed, gone  rows
    selected            feature ids, in the new file, of the rows that were selected in the old one
    """

    new: int
    changed: int
    gone: int
    selected: tuple[int, ...] = ()

    @property
    def is_anything(self) -> bool:
        """Whether there is any."""
        return bool(self.new or self.changed or self.gone)

    def in_words(self) -> str:
        """As a person reads it."""
        if not self.is_anything:
            return tr("nothing has changed")
        counts = {tr("{number} new"): self.new, tr("{number} changed"): self.changed, tr("{number} gone"): self.gone}
        return ", ".join(words.format(number=numeral(number)) for words, number in counts.items())


def differences(old: bytes, new: bytes, selected: Sequence[int]) -> Differences:
    """Compare two FlatGeobuf files by the key of their rows.

    selected  feature ids in the old file
    """
    if old == new:
        return Differences(0, 0, 0, tuple(selected))
    before, after = _read(old), _read(new)
    key = next(name for name in _KEYS if name in before.column_names and name in after.column_names)
    was, now = before[key].combine_chunks(), after[key].combine_chunks()
    place = pc.index_in(now, value_set=was)
    stayed = place.is_valid()
    kept = pc.sum(stayed).as_py() or 0
    changed = _changed(before.take(place.drop_null()), after.filter(stayed))
    picked = pc.index_in(was.take(pa.array(list(selected), pa.int64())), value_set=now).drop_null()
    return Differences(len(now) - kept, int(changed.sum()), len(was) - kept, tuple(picked.to_pylist()))


def _changed(before: pa.Table, after: pa.Table) -> np.ndarray:
    """Which rows of two tables, in the same order, are not the same."""
    if before.schema.names != after.schema.names:
        return np.ones(after.num_rows, dtype=bool)
    changed = np.zeros(after.num_rows, dtype=bool)
    for name in after.column_names:
        one, other = before[name], after[name].cast(before[name].type)
        differ = pc.fill_null(pc.not_equal(one, other), False).to_numpy().astype(bool)
        changed |= differ | (one.is_valid().to_numpy() != other.is_valid().to_numpy())
    return changed


def _read(content: bytes) -> pa.Table:
    import pyogrio

    return pyogrio.read_arrow(io.BytesIO(content))[1]
