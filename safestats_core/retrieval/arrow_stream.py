"""Reading incidents off the wire: an Arrow stream, whole or not at all, and what was asked for or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import requests

from ..access import LEVEL_SCHEMAS
from ..errors import PortalRefused, PortalUnreachable
from .address import without_query
from .catalogue import DatasetInfo
from .statuses import readable

CONTENT_TYPE = "application/vnd.apache.arrow.stream"

_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
_CHUNK = 1 << 18


class CutStream(PortalUnreachable):
    """The answer ended before its end; asking again may bring the whole of it."""


class _Arriving:
    """An answer as a file that Arrow reads while it arrives; remembers the last bytes that were read."""

    closed = False

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._waiting = bytearray()
        self.last_bytes = b""

    def read(self, size: int) -> bytes:
        while len(self._waiting) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._waiting += chunk
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        self.last_bytes = (self.last_bytes + taken[-8:])[-8:]
        return taken


@dataclass(frozen=True)
class Arrived:
    """A whole answer: its rows, and what the portal said of them."""

    table: pa.Table
    about: Mapping[str, Any]


def read_stream(answer: requests.Response, dataset: DatasetInfo, received: Callable[[int], None]) -> Arrived:
    """The table that `answer` carries, and what it says of itself.

    received  is told after each batch how many rows have come; what it raises ends the reading
    Raises CutStream without the end-of-stream marker, and PortalRefused when the stream says that it is of
    another dataset, level, scope or schema than `dataset`.
    """
    arriving = _Arriving(answer.iter_content(_CHUNK))
    try:
        with pa.ipc.open_stream(arriving) as reader:
            about = _checked(reader.schema, dataset, answer)
            table = pa.Table.from_batches(list(_counted(reader, received)), reader.schema)
        table.validate(full=True)
        is_whole = arriving.last_bytes == _END_OF_STREAM and not arriving.read(1)
    except (pa.ArrowException, requests.RequestException, OSError) as error:
        raise CutStream(_cut(answer)) from error
    if not is_whole:
        raise CutStream(_cut(answer))
    return Arrived(table.replace_schema_metadata(None), about)


def _counted(reader: pa.RecordBatchReader, received: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in reader:
        rows += batch.num_rows
        received(rows)
        yield batch


def _checked(found: pa.Schema, dataset: DatasetInfo, answer: requests.Response) -> Mapping[str, Any]:
    """What the stream says of itself; this, names and types must be those that were asked for."""
    full = LEVEL_SCHEMAS[dataset.level]
    if [(field.name, field.type) for field in found] != [(name, full.field(name).type) for name in dataset.fields]:
        raise _other_than_asked(f"other columns ({', '.join(found.names)})", answer)
    try:
        stated = json.loads((found.metadata or {})[b"safestats"])
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


def _cut(answer: requests.Response) -> str:
    return (
        f"The answer of {without_query(answer.url)} broke off before its end, more than once. "
        "Check the network, and fetch a shorter period."
    )
