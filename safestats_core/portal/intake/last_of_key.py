"""Of rows with one key only the last stays: told without asking the database about each.

What stays is put in the order of its ids of the point level, which tell nothing of when a row came.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

_HEX_DIGITS = 32
_LOOKED_AT = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""Of half of each id. Two may be alike in it: it only says where to look."""


def last_of_each(rows: pa.Table) -> pa.Table:
    """The last row of each key, in the order of their ids of the point level."""
    marks = _marks(rows["point_id"])
    order = np.argsort(marks, kind="stable")
    in_order = (marks & _LOOKED_AT)[order]
    again = np.flatnonzero(in_order[1:] == in_order[:-1])
    if len(again):
        order = order[_last_ones(rows["incident_id"], np.union1d(order[again], order[again + 1]))[order]]
    return rows.take(pa.array(order))


@dataclass
class LastOfKey:
    """The rows of one dataset so far: 16 bytes for each, as sorted runs of a mark of its id and its number."""

    _runs: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)

    def add(self, rows: pa.Table, numbers: np.ndarray) -> list[tuple[int, str]]:
        """Remember rows in the order of `last_of_each`, numbered by `numbers`; what they may have overtaken.

        The latter as numbers with the id of the row that came again: whether it stands there has to be looked at.
        """
        marks = _marks(rows["point_id"]) & _LOOKED_AT
        overtaken = [each for run in self._runs for each in _met(run, marks, rows["incident_id"])]
        self._append(marks, numbers)
        return overtaken

    def _append(self, marks: np.ndarray, numbers: np.ndarray) -> None:
        while self._runs and len(self._runs[-1][0]) <= 2 * len(marks):  # so few runs that each is twice the next
            earlier_marks, earlier_numbers = self._runs.pop()
            marks, numbers = np.concatenate([earlier_marks, marks]), np.concatenate([earlier_numbers, numbers])
            order = np.argsort(marks, kind="stable")
            marks, numbers = marks[order], numbers[order]
        self._runs.append((marks, numbers))


def _marks(point_ids: pa.ChunkedArray) -> np.ndarray:
    """The first half of each id of the point level, as a number; those are digests, in 32 digits each."""
    marks = [np.empty(0, np.uint64)]
    for chunk in point_ids.chunks:
        if len(chunk):
            _, offsets, digits = chunk.buffers()
            first = int(np.frombuffer(offsets, np.int32)[chunk.offset])
            whole = bytes.fromhex(str(memoryview(digits)[first : first + len(chunk) * _HEX_DIGITS], "ascii"))
            marks.append(np.frombuffer(whole, ">u8")[::2].astype(np.uint64))
    return np.concatenate(marks)


def _last_ones(ids: pa.ChunkedArray, doubtful: np.ndarray) -> np.ndarray:
    """Which rows stay; `doubtful` are the places of those that may have the key of another one, in order."""
    last = dict(zip(ids.take(pa.array(doubtful)).to_pylist(), doubtful.tolist()))
    keep = np.ones(len(ids), dtype=bool)
    keep[doubtful] = False
    keep[list(last.values())] = True
    return keep


def _met(run: tuple[np.ndarray, np.ndarray], marks: np.ndarray, ids: pa.ChunkedArray) -> list[tuple[int, str]]:
    """The numbers of a run under the marks of these rows, with the rows' ids."""
    known, numbers = run
    first, end = np.searchsorted(known, marks, "left"), np.searchsorted(known, marks, "right")
    places = np.flatnonzero(end > first)
    names = ids.take(pa.array(places)).to_pylist()
    return [
        (int(number), name)
        for place, name in zip(places.tolist(), names)
        for number in numbers[first[place] : end[place]]
    ]
