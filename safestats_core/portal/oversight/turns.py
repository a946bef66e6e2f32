"""Writers of one process take turns, and whose turn it is writes for all who wait: one commit, one flush to disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

Values = dict[str, Any]
Write = Callable[[Sequence[Values]], None]
"""Writes all of them, in order, in one transaction, or raises and has written none."""


@dataclass
class _Waiting:
    values: Values
    is_settled: bool = False
    error: Optional[Exception] = None


@dataclass
class Turns:
    """Those who wait to write to one log."""

    _waiting: list[_Waiting] = field(default_factory=list)
    _list: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def write(self, write: Write, values: Values) -> None:
        """Returns when `values` are written, by this thread or by another. Raises what writing them raised."""
        mine = _Waiting(values)
        with self._list:
            self._waiting.append(mine)
        with self._turn:
            if not mine.is_settled:
                with self._list:
                    batch = list(self._waiting)
                _settle(write, batch)
                with self._list:
                    del self._waiting[: len(batch)]
        if mine.error is not None:
            raise mine.error


def _settle(write: Write, batch: Sequence[_Waiting]) -> None:
    try:
        write([each.values for each in batch])
    except Exception as error:
        if len(batch) == 1:
            batch[0].error, batch[0].is_settled = error, True
            return
        for each in batch:  # what one of them cannot have must not keep the others from theirs
            _settle(write, [each])
        return
    for each in batch:
        each.is_settled = True
