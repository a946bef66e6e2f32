"""The translations: `translations.py update` brings resources/i18n/*.ts up to date with the strings in the code and
makes the .qm files that QGIS loads; `translations.py` alone checks that nothing is left to do, and fails where it is.

A .ts file is edited by hand or with Qt Linguist. The .qm files are in git, so that a checkout speaks every language
without a tool; only `update` needs Qt's lrelease (Debian: apt-get install qttools5-dev-tools).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from core_sentences import core_sentences
from marked_strings import ROOT, marked_strings, unmarked_strings

FOLDER = ROOT / "resources" / "i18n"
FORMS = FOLDER / "core_sentences.json"
"""The forms of the core's sentences, which the plugin looks for in what the core says."""

CONTEXT = "SafeStats"
_LRELEASE = ("lrelease", "/usr/lib/qt5/bin/lrelease", "/usr/lib/qt6/bin/lrelease", "pyside6-lrelease")
_KEPT = {
    "placeholders": re.compile(r"\{\w*\}|%\d|%n"),
    "tags": re.compile(r"</?\w+[^>]*>"),
    "accelerators": re.compile(r"&(?=\w)"),
    "space or end": re.compile(r"^\s|\s$|[:…]$"),
}
"""What a translation must have exactly as its source has it."""


def read(path: Path, state: str | None = None) -> dict[str, str]:
    """Source -> translation, of those that are finished; with the state "unfinished", of those that are not."""
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314
        translation = message.find("translation")
        if translation.text and translation.get("type") == state:
            found[message.findtext("source")] = translation.text
    return found


def written(path: Path, strings: Mapping[str, list[str]]) -> str:
    """What a .ts file should hold: every string in order of the files, with what the file has for it already."""
    known, drafts, language = read(path), read(path, "unfinished"), path.stem.split("_", 1)[1]
    messages = []
    for source, files in strings.items():
        places = "".join(f'        <location filename="../../{name}"/>\n' for name in files)
        translation = escape(known.get(source, drafts.get(source, "")))
        state = "" if source in known else ' type="unfinished"'
        messages.append(
            f"    <message>\n{places}        <source>{escape(source)}</source>\n"
            f"        <translation{state}>{translation}</translation>\n    </message>\n"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        f'<TS version="2.1" language="{language}" sourcelanguage="en_GB">\n<context>\n    <name>{CONTEXT}</name>\n'
        f"{''.join(messages)}</context>\n</TS>\n"
    )


def update() -> int:
    """Write the .ts files anew and make the .qm files."""
    lrelease = next(filter(None, map(shutil.which, _LRELEASE)), None)
    if lrelease is None:
        sys.exit("There is no lrelease. Install it: apt-get install qttools5-dev-tools")
    strings = marked_strings()
    FORMS.write_text(_listed_forms(), "utf-8")
    for path in _files():
        path.write_text(written(path, strings), "utf-8")
        subprocess.run(
            [lrelease, "-silent", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm"))], check=True
        )
        left = len(strings) - len(read(path))
        print(f"{path.name}: {len(strings)} strings, {left} still to translate")
    return 0


def check() -> int:
    """Say what is not marked, not translated, or not made; the exit code."""
    strings = marked_strings()
    found = list(dict.fromkeys(unmarked_strings()))
    if FORMS.read_text("utf-8") != _listed_forms():
        found.append(f"{FORMS.name} is not what the core says now. Run: make translations")
    for path in _files():
        found += [f"{path.name}: {complaint}" for complaint in _complaints(path, strings)]
    print("\n".join(found) or f"translations: {len(strings)} strings in {len(_files())} language(s) beside English")
    return 1 if found else 0


def _complaints(path: Path, strings: Mapping[str, list[str]]) -> Iterator[str]:
    known = read(path)
    if path.read_text("utf-8") != written(path, strings):
        yield "is not what the code says now. Run: make translations"
    for source in strings:
        if source not in known:
            yield f"is not translated: {source!r}"
            continue
        for what, pattern in _KEPT.items():
            if sorted(pattern.findall(source)) != sorted(pattern.findall(known[source].replace("\u00a0", " "))):
                yield f"other {what} than the source: {source!r} -> {known[source]!r}"
    yield from _not_made(path, {source: known[source] for source in strings if source in known})


def _not_made(path: Path, known: Mapping[str, str]) -> Iterator[str]:
    """Whether the .qm file says what the .ts file says, asked of Qt itself."""
    from qgis.PyQt.QtCore import QTranslator

    translator = QTranslator()
    if not translator.load(str(path.with_suffix(".qm"))):
        yield "has no .qm file that Qt can load. Run: make translations"
    # As bytes: given as text, Qt 5's translator refuses what is not ASCII.
    elif any(translator.translate(CONTEXT, source.encode()) != translation for source, translation in known.items()):
        yield "has an older .qm file. Run: make translations"


def _listed_forms() -> str:
    return json.dumps(sorted({text for _, text in core_sentences()}), ensure_ascii=False, indent=0) + "\n"


def _files() -> list[Path]:
    return sorted(FOLDER.glob("safestats_*.ts"))


if __name__ == "__main__":
    sys.exit(update() if sys.argv[1:] == ["update"] else check())
