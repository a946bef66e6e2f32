"""The records of one agency: where and when something happened, as vaguely as the agency knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional, Union

import numpy as np

from ....errors import InvalidInput
from ...points import checked_points


@dataclass(frozen=True)
class Records:
    """Records of one agency, in arrays of the shape (n,).

    x, y         coordinates in metres
    precision    metres: the true place lies no further from x and y than this
    start, end   seconds, wall clock since 1970: it happened within this closed interval
    category     position of each record's category in `categories`; -1 where it has none
    categories   the categories' names
    """

    x: np.ndarray
    y: np.ndarray
    precision: np.ndarray
    start: np.ndarray
    end: np.ndarray
    category: np.ndarray
    categories: tuple[str, ...]

    @property
    def count(self) -> int:
        """Number of records."""
        return int(self.x.size)


def records(
    x: np.ndarray,
    y: np.ndarray,
    start: np.ndarray,
    end: Optional[np.ndarray] = None,
    precision: Union[float, np.ndarray] = 50.0,
    category: Optional[Sequence[Optional[str]]] = None,
) -> Records:
    """Records ready to be compared.

    x, y       coordinates in metres, shape (n,)
    start      datetime64, wall clock, shape (n,)
    end        datetime64, shape (n,), not before `start`; None where every moment is known
    precision  metres, one number or shape (n,), 0 or more
    category   a text or None each, shape (n,); None: nobody has one
    Raises InvalidInput for no records, unequal lengths, values that are missing, an end before its start and a
    negative precision.
    """
    x, y, _ = checked_points(x, y)
    if not x.size:
        raise InvalidInput(
            "One of the agencies has no records. Choose a layer, period or filter that holds at least one."
        )
    begin = _seconds(start, x.size)
    finish = begin if end is None else _seconds(end, x.size)
    if np.any(finish < begin):
        raise InvalidInput(
            f"{np.count_nonzero(finish < begin):,} records end before they start. Give the end of each, or its start."
        )
    reach = np.broadcast_to(np.asarray(precision, dtype=float), x.shape)
    if not np.all(np.isfinite(reach) & (reach >= 0)):
        raise InvalidInput("A precision is negative or missing. Give each record its precision in metres, 0 or more.")
    names, codes = _coded(category, x.size)
    return Records(x, y, reach, begin, finish, codes, names)


def _seconds(times: np.ndarray, size: int) -> np.ndarray:
    times = np.asarray(times).astype("datetime64[s]")
    if times.shape != (size,):
        raise InvalidInput(f"{size:,} records have times of the shape {times.shape}. Give one for each record.")
    missing = int(np.count_nonzero(np.isnat(times)))
    if missing:
        raise InvalidInput(f"{missing:,} records have no time. Leave those records out, and say how many.")
    return times.astype(np.int64)


def _coded(category: Optional[Sequence[Optional[str]]], size: int) -> tuple[tuple[str, ...], np.ndarray]:
    if category is None:
        return (), np.full(size, -1, dtype=np.int64)
    if len(category) != size:
        raise InvalidInput(f"{size:,} records have {len(category):,} categories. Give one, or None, for each record.")
    names = sorted({name for name in category if name is not None})
    number = {name: position for position, name in enumerate(names)}
    codes = np.array([-1 if name is None else number[name] for name in category], dtype=np.int64)
    return tuple(names), codes
