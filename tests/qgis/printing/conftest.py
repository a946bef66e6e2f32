"""Reading a PDF that QGIS has printed: how many pages it has, and the words on each."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Callable

import pytest

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_RANGE = re.compile(r"<(\w{4})> <(\w{4})> (\[[^]]*\]|<\w+>)")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|(ET)")


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    return zlib.decompress(found[1]) if b"FlateDecode" in body[: found.start()] else found[1]


def _characters(to_unicode: str) -> dict[int, str]:
    """Glyph -> what it stands for, from the font's own table."""
    characters = {}
    for first, last, written in _RANGE.findall(to_unicode):
        codes = re.findall(r"<(\w+)>", written)
        for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
            code = int(codes[step], 16) if written.startswith("[") else int(codes[0], 16) + step
            characters[glyph] = chr(code)
    return characters


def _words(content: bytes, fonts: dict[int, dict[int, str]]) -> str:
    words, font = [], {}
    for number, glyphs, end in _SHOWN.findall(content):
        if number:
            font = fonts.get(int(number), {})
        words += [font.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4)] if glyphs else []
        words += ["\n"] if end else []
    text = "".join(words).replace("\ufb01", "fi").replace("\ufb02", "fl")
    return " ".join(text.split())


@pytest.fixture
def pages_of() -> Callable[[Path], list[str]]:
    """The words of each page of a PDF, in one line each."""

    def pages_of(path: Path) -> list[str]:
        objects = {int(number): body for number, body in _OBJECT.findall(Path(path).read_bytes())}
        fonts = {}
        for number, body in objects.items():
            table = re.search(rb"/ToUnicode (\d+) 0 R", body)
            if table:
                fonts[number] = _characters(_stream(objects[int(table[1])]).decode("ascii"))
        contents = [re.search(rb"/Contents (\d+) 0 R", body) for body in objects.values() if b"/Type /Page\n" in body]
        return [_words(_stream(objects[int(found[1])]), fonts) for found in contents if found]

    return pages_of
