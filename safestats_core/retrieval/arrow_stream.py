"""Reading incidents off the wire: an Arrow stream, whole or not at all, and what was asked for or nothing.

A portal says with each batch where it goes on after it. So a connection that breaks costs the batch that it broke in,
and no more: the next answer begins behind the last batch that was whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

import pyarrow as pa
import requests

from ..access import LEVEL_SCHEMAS
from ..errors import PortalRefused, PortalUnreachable
from .address import without_query
from .catalogue import DatasetInfo
from .statuses import readable

CONTENT_TYPE = "application/vnd.apache.arrow.stream"

_ABOUT = b"safestats"
_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
_CHUNK = 1 << 16
_LONGEST_MESSAGE = 1 << 28
"""Bytes of a batch as it is sent: a portal's have 10,000 rows and a few hundred kilobytes."""


class CutStream(PortalUnreachable):
    """The answer ended before its end; asking again may bring the whole of it."""


class _Incoming:
    """An answer as a file that Arrow reads while it arrives; remembers the last bytes that were read.

    look  is called whenever some bytes have come
    """

    closed = False

    def __init__(self, chunks: Iterator[bytes], look: Callable[[], None]) -> None:
        self._chunks, self._look = chunks, look
        self._waiting = bytearray()
        self.last_bytes = b""

    def read(self, size: int) -> bytes:
        if size > _LONGEST_MESSAGE:  # whoever says so would fill the memory before it showed
            raise OSError(f"a message of {size} bytes")
        while len(self._waiting) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._waiting += chunk
            self._look()
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        self.last_bytes = (self.last_bytes + taken[-8:])[-8:]
        return taken


@dataclass(frozen=True)
class Arrived:
    """A whole answer: its rows, and what the portal said of them."""

    table: pa.Table
    about: Mapping[str, Any]


class Arriving:
    """A table on its way, in one answer or in several that go on from one another.

    received  is told again and again how many rows have come; what it raises ends the reading
    cursor    behind which rows the next answer is to begin; None: at the first
    """

    def __init__(self, dataset: DatasetInfo, received: Callable[[int], None]) -> None:
        self._dataset, self._received = dataset, received
        self._batches: list[pa.RecordBatch] = []
        self._rows = 0
        self.cursor: Optional[str] = None

    def read(self, answer: requests.Response) -> Arrived:
        """The whole table, with what `answer` brings of it, and what that says of itself.

        Raises CutStream without the end-of-stream marker, and PortalRefused when the stream says that it is of
        another dataset, level, scope or schema than was asked for.
        """
        incoming = _Incoming(answer.iter_content(_CHUNK), lambda: self._received(self._rows))
        whole = len(self._batches)
        try:
            with pa.ipc.open_stream(incoming) as reader:
                about = _checked(reader.schema, self._dataset, answer)
                for batch, told in _batches(reader):
                    self._take(batch)
                    if told is not None:
                        self.cursor, whole = told, len(self._batches)
            if incoming.last_bytes != _END_OF_STREAM or incoming.read(1):
                raise CutStream(_cut(answer))
        except (pa.ArrowException, requests.RequestException, OSError, CutStream) as error:
            del self._batches[whole:]  # behind the cursor: they come again
            self._rows = sum(batch.num_rows for batch in self._batches)
            raise CutStream(_cut(answer)) from error
        table = pa.Table.from_batches(self._batches, reader.schema)
        return Arrived(table.replace_schema_metadata(None), about)

    def _take(self, batch: pa.RecordBatch) -> None:
        batch.validate(full=True)
        self._batches.append(batch)
        self._rows += batch.num_rows
        self._received(self._rows)


def _batches(reader: pa.RecordBatchReader) -> Iterator[tuple[pa.RecordBatch, Optional[str]]]:
    """Each batch, with the cursor that it brings."""
    while True:
        try:
            batch, told = reader.read_next_batch_with_custom_metadata()
        except StopIteration:
            return
        yield batch, _cursor(told)


def _cursor(told: Optional[Mapping[bytes, bytes]]) -> Optional[str]:
    try:
        return str(json.loads((told or {})[_ABOUT])["cursor"])
    except (KeyError, ValueError, TypeError):
        return None  # a portal of before; its answers begin anew


def _checked(found: pa.Schema, dataset: DatasetInfo, answer: requests.Response) -> Mapping[str, Any]:
    """What the stream says of itself; this, names and types must be those that were asked for."""
    full = LEVEL_SCHEMAS[dataset.level]
    if [(field.name, field.type) for field in found] != [(name, full.field(name).type) for name in dataset.fields]:
        raise _other_than_asked(f"other columns ({', '.join(found.names)})", answer)
    try:
        stated = json.loads((found.metadata or {})[_ABOUT])
        origin = (stated["dataset"], stated["level"])
        scope_hash = stated["scope_hash"]
    except (ValueError, KeyError, TypeError) as error:
        raise _other_than_asked("a table that does not say what it is", answer) from error
    if origin != (dataset.dataset, dataset.level.value):
        raise _other_than_asked(f"the dataset {origin[0]} ({origin[1]})", answer)
    check_scope(scope_hash, dataset, answer)
    return dict(stated)


def _other_than_asked(what: str, answer: requests.Response) -> PortalRefused:
    return PortalRefused(
        f"{without_query(answer.url)} sent {readable(what)} instead of what was asked for; nothing was kept. "
        "Tell the portal's manager.",
        answer.status_code,
    )


def check_scope(found: object, dataset: DatasetInfo, answer: requests.Response) -> None:
    """Raises PortalRefused when the person's rights are no longer those under which `dataset` was listed."""
    if found != dataset.scope_hash:
        raise PortalRefused(
            f"Your access to {dataset.title} changed while it was being read; nothing was kept. Fetch it again.",
            answer.status_code,
        )


def check_month(table: pa.Table, month: str, dataset: DatasetInfo) -> None:
    """Raises PortalRefused when a row is of another month than was asked for."""
    others = set(table["month"].unique().to_pylist()) - {month}
    if others:
        raise PortalRefused(
            f"The portal sent rows of {readable(str(others.pop()))} for {dataset.title} in {month}; nothing was kept. "
            "Tell the portal's manager.",
            200,
        )


def _cut(answer: requests.Response) -> str:
    return (
        f"The answer of {without_query(answer.url)} broke off before its end, more than once. "
        "Check the network, and fetch a shorter period."
    )
