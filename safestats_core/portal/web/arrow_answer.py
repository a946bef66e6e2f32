"""Rows as an Arrow stream, written batch by batch, which a client whose connection broke can have go on.

Each batch brings a cursor, sealed as those of pages are: where the rows after it begin, and up to which number the
portal had published when the answer began. While nothing in it has changed since then, what is sent from there on
and what came before are one answer.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

import pyarrow as pa

from ...access import Level
from ...errors import InvalidInput, SafeStatsError
from ..answering import store
from ..answering.changes import latest
from ..answering.row_filter import RowFilter
from ..answering.unchanged import is_unchanged
from ..collection import Collection
from ..identity.sealed_values import seal, unseal
from ..portal import Portal
from .reading.pieces import Pieces

_PACKED = pa.ipc.IpcWriteOptions(compression="zstd")
_ABOUT = "safestats"

Mark = Callable[[int], str]
"""The cursor for a place in an answer."""


@dataclass(frozen=True)
class ArrowAnswer:
    """An answer from its beginning, or from where a cursor says.

    after      the place of the last row that is not sent again; None for all of them
    published  the number up to which the portal had published when its first part began
    """

    portal: Portal
    collection: Collection
    row_filter: RowFilter
    after: Optional[int]
    published: int

    @property
    def may_go_on(self) -> bool:
        """Whether the part that was sent before is still as it was."""
        return self.after is None or is_unchanged(self.portal, self.collection.scope, self.row_filter, self.published)

    def pieces(self) -> Pieces:
        """The stream. What changes while a later part is sent breaks it off."""
        scope = self.collection.scope
        if scope.level == Level.COUNTS:  # few rows, and their cells are numbered anew with their neighbours
            batches = ((batch, None) for batch in store.batches(self.portal, scope, self.row_filter))
            return arrow_stream(self.collection, batches)
        return arrow_stream(self.collection, self._placed(), self._mark)

    def _placed(self) -> Iterator[tuple[pa.RecordBatch, int]]:
        yield from store.placed_batches(self.portal, self.collection.scope, self.row_filter, self.after)
        if not self.may_go_on:
            raise SafeStatsError("An answer that went on after a break has changed meanwhile: it is not ended.")

    def _mark(self, place: int) -> str:
        return seal(self.portal, [place, self.published], *_binding(self.collection, self.row_filter))


def arrow_answer(portal: Portal, collection: Collection, row_filter: RowFilter, cursor: Optional[str]) -> ArrowAnswer:
    """The answer from its beginning, or from `cursor` on; InvalidInput where that is not of this answer."""
    if cursor is None:
        return ArrowAnswer(portal, collection, row_filter, None, latest(portal))
    try:
        after, published = unseal(portal, cursor, *_binding(collection, row_filter))
    except InvalidInput as error:
        raise InvalidInput(
            "The cursor was not issued to you for this query, or what you may see has changed. "
            "Ask for the whole answer again, without it."
        ) from error
    return ArrowAnswer(portal, collection, row_filter, int(after), int(published))


def arrow_stream(
    collection: Collection,
    batches: Iterable[tuple[pa.RecordBatch, Optional[int]]],
    mark: Optional[Mark] = None,
) -> Pieces:
    """Batches, each with the place of its last row, as an Arrow IPC stream: a piece for each, one in memory at a time.

    mark  makes the cursor that a batch brings; None: it brings none
    """
    sink, rows = io.BytesIO(), 0
    # Not in a with statement: leaving one writes the end mark, after an error too.
    writer = pa.ipc.new_stream(sink, _stating(collection, {}), options=_PACKED)
    yield _drain(sink)
    for batch, place in batches:
        told = None if mark is None or place is None else {_ABOUT: json.dumps({"cursor": mark(place)})}
        writer.write_batch(batch, custom_metadata=told)
        rows += batch.num_rows
        yield _drain(sink)
    yield rows
    writer.close()
    yield _drain(sink)


def arrow_table(collection: Collection, rows: pa.Table, told_too: Mapping[str, Any]) -> bytes:
    """A table as one Arrow IPC stream, with more that is to be told beside its rows."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, _stating(collection, told_too), options=_PACKED) as writer:
        writer.write_table(rows)
    return sink.getvalue()


def _stating(collection: Collection, told_too: Mapping[str, Any]) -> pa.Schema:
    """The columns of an answer, with what it is an answer of."""
    about = {"dataset": collection.dataset.name, "level": collection.scope.level.value}
    about["scope_hash"] = collection.scope.scope_hash
    return collection.scope.schema.with_metadata({_ABOUT: json.dumps({**about, **told_too})})


def _binding(collection: Collection, row_filter: RowFilter) -> tuple[str, ...]:
    return ("stream", collection.person.username, collection.id, collection.scope.scope_hash, repr(row_filter))


def _drain(sink: io.BytesIO) -> bytes:
    piece = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return piece
