"""What a file is by its first bytes, and how far a packed one may be unpacked."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, cast
from zipfile import BadZipFile

from ..errors import UnreadableSupply

MOST_UNPACKED = 4 << 30
"""Bytes of one file, unpacked."""

MOST_RATIO, FREE_BYTES = 200, 64 << 20
"""How many times its packed size a file may have, once it is more than FREE_BYTES: text packs to a fifth, mostly."""

_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".geojson": "json",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".arrows": "arrow",
    ".ipc": "arrow",
    ".feather": "arrow",
}
_BY_CONTENT = {b"PAR1": "parquet", b"ARROW1": "arrow", b"\xff\xff\xff\xff": "arrow"}
_PACKED = {
    b"PK\x03\x04": "It is a zip archive or an Excel workbook. Name it .zip, or save the sheet as 'CSV UTF-8'.",
    b"\x1f\x8b": "It is packed with gzip. Name it with .gz at the end.",
    b"\xd0\xcf\x11\xe0": "It is an old Excel workbook. Save the sheet as 'CSV UTF-8'.",
}
_MARK_BYTES = 8


class _Limited(io.RawIOBase):
    """A stream that stops with words where it has given more than its packed size can mean in good faith."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        super().__init__()
        self._stream = stream
        self._most = min(MOST_UNPACKED, max(FREE_BYTES, MOST_RATIO * packed))
        self._given = 0

    def readable(self) -> bool:
        """True: this is a stream to read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes of the stream."""
        chunk = self._stream.read(len(buffer))
        self._given += len(chunk)
        if self._given > self._most:
            raise UnreadableSupply(
                f"It unpacks to more than {self._most:,} bytes: over {MOST_RATIO} times its packed size, or over "
                f"{MOST_UNPACKED >> 30} GiB. Send it in parts, or unpacked."
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        """Close the underlying stream too."""
        self._stream.close()
        super().close()


def limited(stream: BinaryIO, packed: int) -> BinaryIO:
    """The unpacked bytes of `stream`, which take `packed` bytes in the archive, as far as they may go."""
    return cast(BinaryIO, io.BufferedReader(_Limited(stream, packed), 1 << 18))


def peeked(stream: BinaryIO) -> bytes:
    """The first bytes of `stream`, which stay to be read."""
    try:
        return cast(io.BufferedReader, stream).peek(_MARK_BYTES)[:_MARK_BYTES]
    except (EOFError, OSError, zlib.error, BadZipFile) as error:
        raise UnreadableSupply(f"The file cannot be unpacked: {error}. Ask the supplier for it again.") from error


def kind_of(suffix: str, first: bytes) -> str:
    """How to read a file with that suffix and those first bytes: "csv", "json", "parquet" or "arrow".

    Raises UnreadableSupply for what is none of them.
    """
    for mark, kind in _BY_CONTENT.items():
        if first.startswith(mark):
            return kind
    for mark, what in _PACKED.items():
        if first.startswith(mark):
            raise UnreadableSupply(what)
    if suffix not in _BY_SUFFIX:
        raise UnreadableSupply(
            "Only .csv, .json, .geojson, .parquet and .arrow files are read, plain, as .gz or in a .zip."
        )
    return _BY_SUFFIX[suffix]
