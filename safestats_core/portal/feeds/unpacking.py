"""What arrives, counted and unpacked on its way to disk, so that no small file becomes a large one unseen."""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Optional

import pyarrow.parquet as pq
from pyarrow import ArrowException

from ...errors import PortalRefused, UnreadableSupply
from ...formats.unpacking import FREE_BYTES, MOST_RATIO

_PIECE = 1 << 20
_GZIP = 31
"""For zlib: gzip with its header and sum."""

_MOST_MEMBERS = 10_000
_DAMAGE = (zipfile.BadZipFile, ArrowException, OSError, EOFError, RuntimeError, ValueError, OverflowError, MemoryError)
"""What libraries raise over torn files; ValueError for names that are not UTF-8."""


class Inflow:
    """Bytes on their way into `target`, a piece at a time; nothing is held but the piece.

    packed      whether they are gzip
    most_bytes  that may come out
    """

    def __init__(self, target: BinaryIO, packed: bool, most_bytes: int) -> None:
        self._target, self._most = target, most_bytes
        self._unpacker: Optional[zlib._Decompress] = zlib.decompressobj(_GZIP) if packed else None
        self._came = self._went = 0

    def write(self, piece: bytes) -> None:
        """Take a piece. Raises PortalRefused (413) when it is too much, UnreadableSupply for damaged gzip."""
        self._came += len(piece)
        if self._unpacker is None:
            self._out(piece)
            return
        try:
            while piece:
                piece = self._unpack(piece)
        except zlib.error as error:
            raise UnreadableSupply(f"It is not gzip, or damaged: {error}. Send it again.") from error

    def finish(self) -> None:
        """To be called when all has come. Raises UnreadableSupply where gzip was cut off, or nothing came."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise UnreadableSupply("The gzip is cut off. Send it again, whole.")
        if not self._came:
            raise UnreadableSupply("Nothing was sent. Send the file as the body of the request.")

    def _unpack(self, piece: bytes) -> bytes:
        """Unpack one gzip member as far as `piece` goes; returns what follows it."""
        unpacker = self._unpacker
        if unpacker is None or unpacker.eof:
            piece = piece.lstrip(b"\0")  # padding between and after members
            if not piece:
                return b""
            unpacker = self._unpacker = zlib.decompressobj(_GZIP)
        while True:
            unpacked = unpacker.decompress(piece, _PIECE)
            self._out(unpacked)
            piece = unpacker.unconsumed_tail
            # A full piece may leave more behind, although all that came in is used up.
            if unpacker.eof or (not piece and len(unpacked) < _PIECE):
                return unpacker.unused_data

    def _out(self, piece: bytes) -> None:
        self._went += len(piece)
        if self._went > self._most:
            raise too_large(self._most)
        if self._went > max(FREE_BYTES, MOST_RATIO * self._came):
            raise PortalRefused(
                f"It unpacks to more than {MOST_RATIO} times its size. Send it as it is, without packing.", 413
            )
        self._target.write(piece)


def too_large(most_bytes: int) -> PortalRefused:
    """The complaint about a delivery that is larger than it may be, ready to raise."""
    return PortalRefused(f"A delivery may have {most_bytes:,} bytes at most, unpacked. Send it in parts.", 413)


def check_unpacked(path: Path, most_bytes: int) -> None:
    """Raises PortalRefused where a file that is about to be read is more than `most_bytes`, unpacked.

    What cannot be looked into raises UnreadableSupply.
    """
    if path.stat().st_size > most_bytes:
        raise too_large(most_bytes)
    name = path.name.lower()
    try:
        if name.endswith(".gz"):
            with path.open("rb") as file:
                _check_stream(file, most_bytes)
        elif name.endswith(".zip"):
            _check_zip(path, most_bytes)
        elif name.endswith(".parquet"):
            _check_parquet(path, most_bytes)
    except _DAMAGE as error:
        raise UnreadableSupply(f"{path.name} cannot be unpacked: {error}. Ask the supplier for it again.") from error


def _check_stream(packed: BinaryIO, most_bytes: int) -> None:
    with open(os.devnull, "wb") as nowhere:
        inflow = Inflow(nowhere, True, most_bytes)
        while piece := packed.read(_PIECE):
            inflow.write(piece)
        inflow.finish()


def _check_zip(path: Path, most_bytes: int) -> None:
    # The sizes stated inside hold: reading ends where a member's stated size does.
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise PortalRefused(f"It holds {len(members):,} files. Send {_MOST_MEMBERS:,} at most.", 413)
        if sum(member.file_size for member in members) > most_bytes:
            raise too_large(most_bytes)


def _check_parquet(path: Path, most_bytes: int) -> None:
    about = pq.read_metadata(path)
    if sum(about.row_group(number).total_byte_size for number in range(about.num_row_groups)) > most_bytes:
        raise too_large(most_bytes)
