"""CQL2 text cut into words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...errors import InvalidInput

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<text>'(?:[^'\\]|\\'|''|\\(?!'))*')
  | (?P<name>[^\W\d][\w:.]*)
  | "(?P<quoted>[^"]+)"
  | (?P<sign><>|<=|>=|[=<>(),])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Word:
    """A word, and where in the filter it begins and ends.

    kind  "number", "text" (without its quotes), "name" (a keyword or a field), "quoted" (a field), "sign" or "end"
    """

    kind: str
    value: str
    begin: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or nothing where it cannot be a keyword."""
        return self.value.upper() if self.kind in ("name", "sign") else ""


def _words(text: str) -> list[Word]:
    """The words of a filter, and a last one that marks its end. Raises InvalidInput at what is no word."""
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise InvalidInput(f"The filter cannot be read from '{text[place : place + 20]}' on.")
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(Word(kind, _meant(kind, match[kind]), place, match.end()))
        place = match.end()
    return [*found, Word("end", "the end", place, place)]


def _meant(kind: str, written: str) -> str:
    return re.sub(r"''|\\'", "'", written[1:-1]) if kind == "text" else written


class Words:
    """The words of a filter, taken one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = _words(text)
        self._place = 0

    @property
    def next(self) -> Word:
        """The word that comes next; it stays where it is."""
        return self._tokens[self._place]

    @property
    def after_next(self) -> Word:
        """The word after that."""
        return self._tokens[min(self._place + 1, len(self._tokens) - 1)]

    def take(self) -> Word:
        """The next word, which is passed."""
        token = self.next
        self._place += token.kind != "end"
        return token

    def skip(self, keyword: str) -> bool:
        """Pass the next word where it is this one; whether it was."""
        is_there = self.next.keyword == keyword
        self._place += is_there
        return is_there

    def expect(self, keyword: str, words: str = "") -> None:
        """Pass this word. Raises InvalidInput where another comes next."""
        if not self.skip(keyword):
            raise self.unexpected(words or f"'{keyword}'")

    def unexpected(self, wanted: str) -> InvalidInput:
        """The error that says which word came where another one fits."""
        token = self.next
        return InvalidInput(f"The filter has '{token.value[:40]}' at character {token.begin + 1}, where {wanted} fits.")
