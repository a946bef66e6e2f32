"""Bytes from a supplier as valid UTF-8: byte order mark taken off, old encodings and line ends translated."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Union
from zipfile import BadZipFile

from ..errors import UnreadableSupply

_CHUNK = 1 << 20
_LONGEST_LINE = 80 << 20
"""Bytes: JSON comes in one line, and no more of it is read."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MOST_WHOLE = 256 << 20
"""Bytes of a file that has to be held in memory as a whole."""


class TextStream(io.RawIOBase):
    """`stream`, read a chunk of whole lines at a time.

    A line that is not UTF-8 is taken to be Windows-1252, what spreadsheets in Britain save;
    `converted` counts such lines.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.converted = 0
        self._stream = stream
        self._ready = memoryview(b"")
        self._rest = b""
        self._opened = False
        self._old_line_ends = False

    def readable(self) -> bool:
        """True: this is a stream to read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the next lines go; 0 at the end."""
        if not self._ready:
            self._ready = memoryview(self._utf8(self._next_lines()))
        taken = self._ready[: len(buffer)]
        buffer[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)

    def close(self) -> None:
        """Close the underlying stream too."""
        self._stream.close()
        super().close()

    def _next_lines(self) -> bytes:
        pieces = [self._rest]
        while chunk := self._next_chunk():
            end = chunk.rfind(b"\n") + 1
            if end:
                self._rest = chunk[end:]
                return b"".join([*pieces, chunk[:end]])
            pieces.append(chunk)
            if len(pieces) * _CHUNK > _LONGEST_LINE:
                raise UnreadableSupply(
                    f"It has a line of more than {_LONGEST_LINE >> 20} MB. Ask the supplier what it is."
                )
        self._rest = b""
        return b"".join(pieces)

    def _next_chunk(self) -> bytes:
        chunk = read_chunk(self._stream, _CHUNK)
        if not self._opened:
            chunk = self._first(chunk)
        return chunk.replace(b"\r", b"\n") if self._old_line_ends else chunk

    def _first(self, chunk: bytes) -> bytes:
        self._opened = True
        if chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnreadableSupply("The file is in UTF-16 or UTF-32. Save it again as 'CSV UTF-8'.")
        self._old_line_ends = b"\r" in chunk and b"\n" not in chunk
        return chunk[len(_BYTE_ORDER_MARK) :] if chunk.startswith(_BYTE_ORDER_MARK) else chunk

    def _utf8(self, lines: bytes) -> bytes:
        if _is_utf8(lines):
            return lines
        return b"".join(line if _is_utf8(line) else self._converted(line) for line in lines.splitlines(True))

    def _converted(self, line: bytes) -> bytes:
        self.converted += 1
        return line.decode("cp1252", errors="replace").encode()


def read_chunk(stream: Union[BinaryIO, io.RawIOBase], size: int) -> bytes:
    """Up to `size` bytes, with the damage of a cut or broken archive put in words."""
    try:
        return stream.read(size) or b""
    except (EOFError, OSError, zlib.error, BadZipFile) as error:
        raise UnreadableSupply(f"The file cannot be unpacked: {error}. Ask the supplier for it again.") from error


def read_whole(stream: Union[BinaryIO, io.RawIOBase], most: int = MOST_WHOLE) -> bytes:
    """All of `stream`, if it is no more than `most` bytes: some formats cannot be read piece by piece."""
    pieces = []
    while chunk := read_chunk(stream, _CHUNK):
        pieces.append(chunk)
        most -= len(chunk)
        if most < 0:
            raise UnreadableSupply(
                "It is too large to be read as a whole. Send it in parts, or as CSV or Parquet without .gz or .zip."
            )
    return b"".join(pieces)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
