"""What the core says, in the language of QGIS.

The core knows no Qt: it says a whole English sentence, values and all. `resources/i18n/core_sentences.json` lists the
forms of its sentences, with {0}, {1} where values stand. Here a sentence's form is found again, and said in the other
language with the same values. What has no form is shown as the core said it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from .translation import tr

_LISTED = Path(__file__).resolve().parents[2] / "resources" / "i18n" / "core_sentences.json"
_FIELD = re.compile(r"\{(\d+)\}")
_ENDS = re.compile(r"(?<=[.?]) +")
_DEEPEST = 3
"""Sentences in sentences: a reason in a refusal."""

_MOST_SENTENCES, _LONGEST = 5, 4_000
"""In one form; and letters of what is looked at."""


@dataclass(frozen=True)
class _Form:
    """The literal pieces of a sentence, and the numbers of the values between them."""

    text: str
    pieces: tuple[str, ...]
    fields: tuple[int, ...]

    def values(self, said: str) -> dict[int, str] | None:
        """What stands where in a sentence that has this form; None where it has not."""
        first, *others = self.pieces
        if not said.startswith(first):
            return None
        if not others:
            return {} if said == first else None
        *inner, last = others
        at, values = len(first), {}
        for field, piece in zip(self.fields, inner):
            end = said.find(piece, at)
            if end < 0 or values.setdefault(field, said[at:end]) != said[at:end]:
                return None
            at = end + len(piece)
        end = len(said) - len(last)
        if end < at or not said.endswith(last) or values.setdefault(self.fields[-1], said[at:end]) != said[at:end]:
            return None
        return values


def in_words(said: object) -> str:
    """An error of the core, or what else it says to people, in the language that QGIS runs in."""
    text = str(said)
    is_english = tr("en_GB") == "en_GB"
    return text if is_english or len(text) > _LONGEST else _translated(text, _DEEPEST)


def _translated(text: str, depth: int) -> str:
    said = []
    while text:
        known, text = _first_known(text, depth)
        said.append(known)
    return " ".join(said)


def _first_known(text: str, depth: int) -> tuple[str, str]:
    """As much of the text as one form says, in the other language, else its first sentence as it is; and the rest."""
    ends = [match.start() for match in islice(_ENDS.finditer(text), _MOST_SENTENCES)]
    for end in (len(text), *reversed(ends)):
        known = _as_one(text[:end], depth)
        if known is not None:
            return known, text[end:].lstrip()
    end = ends[0] if ends else len(text)
    return text[:end], text[end:].lstrip()


def _as_one(text: str, depth: int) -> str | None:
    for form in _forms():
        values = form.values(text)
        if values is not None:
            return _filled(tr(form.text), values, depth)
    return None


def _filled(form: str, values: dict[int, str], depth: int) -> str:
    inside = {number: _translated(value, depth - 1) if depth else value for number, value in values.items()}
    return _FIELD.sub(lambda field: inside[int(field[1])], form)


@lru_cache(maxsize=1)
def _forms() -> list[_Form]:
    """All of them, those first that say the most by themselves."""
    forms = []
    for text in json.loads(_LISTED.read_text("utf-8")):
        pieces = _FIELD.split(text)
        forms.append(_Form(text, tuple(pieces[::2]), tuple(map(int, pieces[1::2]))))
    return sorted(forms, key=lambda form: -sum(map(len, form.pieces)))
