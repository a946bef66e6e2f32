"""The same incident in several files: an archive beside what was unpacked of it, or archives that overlap.

With a key an incident is one in whatever file it stands, and the last row counts, as at a portal. Rows without a key
can be alike and yet be different incidents: they are one only where a file is another edition of an earlier one. It
has its name then, and at least half of the rows of the smaller of the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
import pyarrow as pa

from ..formats.digests import DIGEST_BYTES, joined_digests


@dataclass(frozen=True)
class _Part:
    """The incidents of one table: 9 bytes for each.

    ids     the first half of a digest of each id, as a number; shape (incidents,)
    stayed  which of them answer the query; shape (incidents,)
    """

    file: int
    name: str
    ids: np.ndarray
    stayed: np.ndarray


class Repeats:
    """What has come of a dataset so far.

    has_key  whether its incidents are told apart by a key of the supplier's
    """

    def __init__(self, has_key: bool) -> None:
        self._has_key = has_key
        self._parts: list[_Part] = []

    def add(self, file: int, name: str, ids: pa.ChunkedArray, stayed: np.ndarray) -> None:
        """Take note of the next table of a file: the ids of its incidents, and which of them answer the query."""
        self._parts.append(_Part(file, _base_name(name), _marks(ids), stayed))

    def kept(self) -> tuple[list[np.ndarray], int]:
        """Of the incidents of each table that answer the query, which to keep; and how many are left out in all."""
        keep = self._last_of_each_key() if self._has_key else self._last_editions()
        return [mask[part.stayed] for mask, part in zip(keep, self._parts)], sum(int((~mask).sum()) for mask in keep)

    def _last_of_each_key(self) -> list[np.ndarray]:
        ids = _joined(self._parts)
        keep = np.zeros(len(ids), dtype=bool)
        keep[len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]] = True
        return _split(keep, self._parts)

    def _last_editions(self) -> list[np.ndarray]:
        files: dict[tuple[str, int], list[int]] = {}
        for place, part in enumerate(self._parts):
            files.setdefault((part.name, part.file), []).append(place)
        keep: dict[int, np.ndarray] = {}
        later: dict[str, np.ndarray] = {}
        for (name, _), places in reversed(files.items()):
            parts = [self._parts[place] for place in places]
            ids, known = _joined(parts), later.get(name, np.empty(0, np.uint64))
            again = np.isin(ids, known)
            if 2 * again.sum() < min(len(ids), len(known)):
                again[:] = False
            keep.update(zip(places, _split(~again, parts)))
            later[name] = np.union1d(known, ids)
        return [keep[place] for place in range(len(self._parts))]


def _base_name(name: str) -> str:
    """Of a file in whatever folder or archive, packed or not."""
    base = PurePosixPath(name).name.lower()
    return base[: -len(".gz")] if base.endswith(".gz") else base


def _marks(ids: pa.ChunkedArray) -> np.ndarray:
    digests = joined_digests(ids.cast(pa.binary()).to_pylist(), hashlib.blake2b(digest_size=DIGEST_BYTES))
    return np.frombuffer(digests, np.uint64)[:: DIGEST_BYTES // 8].copy()


def _joined(parts: Iterable[_Part]) -> np.ndarray:
    return np.concatenate([np.empty(0, np.uint64), *(part.ids for part in parts)])


def _split(mask: np.ndarray, parts: Iterable[_Part]) -> list[np.ndarray]:
    return np.split(mask, np.cumsum([len(part.ids) for part in parts])[:-1])
