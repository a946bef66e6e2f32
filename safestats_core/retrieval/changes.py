"""What changed at a portal since it was asked last: rows that are new or different, and rows that are gone."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from ..errors import PortalRefused
from .arrow_stream import Arrived
from .statuses import readable

CHANGES_AT_ONCE = 10_000
"""Rows of one answer; what is more comes with the next."""

STARTS_AFRESH = 410
"""The status by which a portal says that a token is good no longer: rights have changed since."""


@dataclass(frozen=True)
class Changes:
    """Part of what changed.

    upserts    rows that are new or different, with the columns of the dataset
    removed    ids of rows that were seen before, perhaps, and are there no longer
    following  the token to ask on with
    more       whether there is more to tell already
    """

    upserts: pa.Table
    removed: tuple[str, ...]
    following: str
    more: bool


def read_changes(arrived: Arrived) -> Changes:
    """The changes that an answer carries; PortalRefused where it lacks what makes it one."""
    try:
        told = arrived.about["changes"]
        removed = tuple(map(str, told["removed"]))
        return Changes(arrived.table, removed, str(told["next"]), bool(told["more"]))
    except (KeyError, TypeError) as error:
        raise PortalRefused(
            f"The portal's list of changes is not as expected ({readable(repr(error))}). Portal and client may be of "
            "different versions: update SafeStats, or tell the portal's manager.",
            200,
        ) from error
