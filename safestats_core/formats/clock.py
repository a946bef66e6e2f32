"""Between the clock on the wall and UTC, for whole arrays of seconds since 1970.

When clocks go back an hour passes twice, when they go forward one is skipped. A time in either is not one
moment but two readings, so each wall-clock time maps to its earliest and its latest moment; everywhere
else the two are equal.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_FIRST_DAY, _LAST_DAY = -25_600, 47_500
"""1899 to 2100: wider than the years that a date may have."""


def to_utc(wall: np.ndarray, zone: str) -> tuple[np.ndarray, np.ndarray]:
    """The earliest and the latest UTC second at which clocks in `zone` show `wall`; int64, shape (n,).

    For a time that clocks skip these are its readings with the offsets after and before the change.
    """
    before, after = (_offset(wall + shift, zone) for shift in (-DAY, DAY))
    readings = np.stack([wall - before, wall - after])
    real = np.stack([_offset(readings[0], zone) == before, _offset(readings[1], zone) == after])
    only = np.where(real[0], readings[0], readings[1])
    settled = real[0] != real[1]
    return np.where(settled, only, readings.min(axis=0)), np.where(settled, only, readings.max(axis=0))


def to_wall(utc: np.ndarray, zone: str) -> np.ndarray:
    """What clocks in `zone` show at the UTC seconds `utc`; int64, shape (n,)."""
    return utc + _offset(utc, zone)


def _offset(utc: np.ndarray, zone: str) -> np.ndarray:
    starts, offsets = _changes(zone)
    return offsets[np.searchsorted(starts, utc, side="right") - 1]


@lru_cache(maxsize=16)
def _changes(zone: str) -> tuple[np.ndarray, np.ndarray]:
    """The UTC seconds at which the offset of `zone` changes, and the offset from each on."""
    info = ZoneInfo(zone)
    starts, offsets = [np.iinfo(np.int64).min], [_offset_at(_FIRST_DAY * DAY, info)]
    for day in range(_FIRST_DAY, _LAST_DAY):
        following = _offset_at((day + 1) * DAY, info)
        if following != offsets[-1]:
            starts.append(_change_within(day * DAY, (day + 1) * DAY, info))
            offsets.append(following)
    return np.array(starts, dtype=np.int64), np.array(offsets, dtype=np.int64)


def _change_within(before: int, after: int, info: ZoneInfo) -> int:
    old = _offset_at(before, info)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset_at(middle, info) == old else (before, middle)
    return after


def _offset_at(utc: int, info: ZoneInfo) -> int:
    offset = (_EPOCH + timedelta(seconds=utc)).astimezone(info).utcoffset() or timedelta()
    return round(offset.total_seconds())
