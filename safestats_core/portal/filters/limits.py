"""How long and how deep a filter may be: looked at before anything reads it, so that no bomb reaches a parser."""

from __future__ import annotations

import re

from ...errors import InvalidInput

MOST_BYTES = 4_096
MOST_DEPTH = 64

_QUOTED = {
    "cql2-text": re.compile(r"'(?:[^'\\]|\\.|'')*'|\"[^\"]*\"", re.DOTALL),
    "cql2-json": re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
}


def check_size(text: str, language: str) -> None:
    """Raises InvalidInput for a filter that is too long, or whose brackets stand too deep in one another."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise InvalidInput(f"The filter has {size} bytes. It may have {MOST_BYTES}: ask several shorter questions.")
    depth = deepest = 0
    for character in _QUOTED[language].sub("", text):
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    if deepest > MOST_DEPTH:
        raise InvalidInput(f"The filter nests {deepest} brackets. It may nest {MOST_DEPTH}: write it flatter.")
