"""Looking for words of permissioned data, and for secrets, wherever a program may have left them."""

from __future__ import annotations

import base64
import gzip
import io
import json
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_BYTES = 256 * 1024 * 1024


def find_leaks(markers: Iterable[str], folders: Iterable[Path], allowed: Iterable[Path] = ()) -> list[str]:
    """Every place below `folders` where a marker stands, as "PATH: MARKER as SPELLING".

    Looks at names and contents, and into what is packed: zip (as .qgz and .xlsx are), gzip and zlib. Whole tables in
    the clear are found by their magic, since their texts may be compressed.
    allowed  files that a person asked for, such as an export
    """
    spellings = [(each, how, form) for each in markers for how, form in spelled(each)]
    passed_over = {path.resolve() for path in allowed}
    return [
        leak
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.resolve() not in passed_over
        for leak in _leaks_in(path, spellings)
    ]


def spelled(marker: str) -> Iterator[tuple[str, bytes]]:
    """The forms in which a text commonly ends up in a file."""
    raw = marker.encode()
    yield "UTF-8", raw
    yield "UTF-16", marker.encode("utf-16-le")
    yield "UTF-16, big end first", marker.encode("utf-16-be")
    yield "JSON", json.dumps(marker)[1:-1].encode()
    yield "URL", urllib.parse.quote(marker).encode()
    yield "form", urllib.parse.quote_plus(marker).encode()
    yield "hex", raw.hex().encode()
    for shift in range(3):  # base64 of a text looks different at each of three places in what surrounds it
        inside = base64.b64encode(bytes(shift) + raw)[(shift * 8 + 5) // 6 :].rstrip(b"=")
        yield f"base64, shifted by {shift}", inside[: len(inside) - 1]


def _leaks_in(path: Path, spellings: list[tuple[str, str, bytes]]) -> Iterator[str]:
    for each, _, form in spellings:
        if form in str(path).encode():
            yield f"{path}: {each} in the name"
    content = path.read_bytes()[:MOST_BYTES]
    for inside in _unpacked(content):
        for each, how, form in spellings:
            if form in inside:
                yield f"{path}: {each} as {how}"
        if inside[:4] in (b"PAR1", b"ARRO"):
            yield f"{path}: a table in the clear"


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The content, and what is packed in it."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    for unpack in (gzip.decompress, zlib.decompress):
        try:
            yield unpack(content)
        except (OSError, EOFError, zlib.error):
            continue  # it is not packed in that way
