"""A whole answer that somebody is to have, and its pieces: the one place where they are made, in whatever process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from ...answering import store
from ...answering.row_filter import RowFilter
from ...collection import Collection
from ...portal import Portal
from ..arrow_answer import ArrowAnswer
from ..crs import CRS84, Crs
from ..csv_answer import csv_stream
from ..flatgeobuf_answer import flatgeobuf_stream
from .pieces import Pieces


@dataclass(frozen=True)
class Wanted:
    """Plain data, which can be sent to another process.

    format            arrow, csv or flatgeobuf
    collection        with the scope that was compiled when it was asked for
    crs               that FlatGeobuf is in
    after, published  of Arrow, as `ArrowAnswer` has them
    """

    format: str
    collection: Collection
    row_filter: RowFilter
    crs: Crs = CRS84
    after: Optional[int] = None
    published: int = 0


def pieces_of(portal: Portal, wanted: Wanted) -> Pieces:
    """The pieces, as they are asked for; until then nothing is read."""
    collection, row_filter = wanted.collection, wanted.row_filter
    if wanted.format == "arrow":
        return ArrowAnswer(portal, collection, row_filter, wanted.after, wanted.published).pieces()
    batches = store.batches(portal, collection.scope, row_filter)
    if wanted.format == "csv":
        return csv_stream(collection, batches)
    return flatgeobuf_stream(portal, collection, wanted.crs, batches)
