"""Names of places and where they are, and the place that a free text most likely means.

A text is compared with the names word by word, without case, accents and punctuation:

high    it is a name or an alias, with or without the place's area beside it
medium  one name, or words that share at least TOKEN_SHARE of theirs with it, stands in it
low     it is spelled like a name: difflib's ratio is at least SPELLING_RATIO
none    nothing fits, or several places fit equally well: which one is meant is not guessed
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Optional

CONFIDENCES = ("high", "medium", "low")
"""From sure to unsure; "none" is what a text has for which no place was found."""

TOKEN_SHARE = 0.75
"""Of the words of text and name together (Dice's coefficient), how many must be in both."""

SPELLING_RATIO = 0.85
"""How alike, by difflib's ratio, a text must be to a name that it misspells."""

_LONGEST = 120
"""Characters of a text that are looked at: a place is named in its first words."""

_SAME_PLACE = 1e-6
_FEW_ALIKE = 25
_RARE_THREES = 8
"""By how many of a text's rarest letters in threes a name that it misspells is looked for."""

_EMPTY = frozenset({"the", "a", "an", "at", "in", "on", "of", "near", "outside", "inside", "and", "by", "opposite"})
"""Words that say nothing of which place is meant."""


@dataclass(frozen=True)
class Place:
    """One place of the gazetteer, in WGS 84 degrees."""

    name: str
    longitude: float
    latitude: float
    area: str


@dataclass(frozen=True)
class Match:
    """What a text was found to mean: a place or none, how sure that is, and whether several places fit."""

    place: Optional[Place]
    confidence: str
    ambiguous: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Places by their names. Two are equal where their files are; the digest stands for the contents.

    names   a name or alias, as words -> the places that bear it
    words   a word -> the names that it is one of the rarest words of
    threes  three letters -> the names that they stand in
    """

    source: str
    digest: str
    count: int
    names: dict[tuple[str, ...], list[Place]] = field(compare=False, repr=False)
    words: dict[str, list[tuple[str, ...]]] = field(compare=False, repr=False)
    threes: dict[str, list[tuple[str, ...]]] = field(compare=False, repr=False)

    def find(self, text: str) -> Match:
        """The place that `text` names."""
        words = plain_tokens(text[:_LONGEST])
        for confidence, search in (("high", self._named), ("medium", self._mentioned), ("low", self._alike)):
            names = search(words)
            if names:
                return self._settled(names, words, confidence)
        return Match(None, "none")

    def _named(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The name that `words` are, by themselves or before or behind the area of a place that bears it."""
        if words in self.names:
            return [words]
        cuts = ((words[:cut], words[cut:]) for cut in range(1, len(words)))
        pairs = [pair for first, second in cuts for pair in ((first, second), (second, first))]
        return [
            name
            for name, area in pairs
            if name in self.names and any(plain_tokens(place.area) == area for place in self.names[name])
        ]

    def _mentioned(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The longest names that stand in `words`; else those that share most words with them.

        A name of one word stands in many a text by chance (the Crown, the crown court), unless its area does too.
        """
        candidates = {name for word in set(words) for name in self.words.get(word, ())}
        inside = [
            name
            for name in candidates
            if _stands_in(name, words) and (len(set(name) - _EMPTY) > 1 or self._spoken(name, words))
        ]
        if inside:
            longest = max(map(len, inside))
            return [name for name in inside if len(name) == longest]
        said = frozenset(words) - _EMPTY
        shares = {name: _share(said, frozenset(name) - _EMPTY) for name in candidates}
        return _best(shares, TOKEN_SHARE)

    def _alike(self, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The names that are spelled most like `words`."""
        text = " ".join(words)
        common: dict[tuple[str, ...], int] = {}
        lengths = {three: len(self.threes[three]) for three in _threes(text) if three in self.threes}
        for three in _rarest(lengths, lengths, _RARE_THREES):
            for name in self.threes[three]:
                common[name] = common.get(name, 0) + 1
        nearest = sorted(common, key=lambda name: (-common[name], name))[:_FEW_ALIKE]
        ratios = {name: difflib.SequenceMatcher(None, text, " ".join(name), False).ratio() for name in nearest}
        return _best(ratios, SPELLING_RATIO)

    def _spoken(self, name: tuple[str, ...], words: tuple[str, ...]) -> list[Place]:
        """The places of that name whose area stands in `words`."""
        return [place for place in self.names[name] if _stands_in(plain_tokens(place.area), words)]

    def _settled(self, names: list[tuple[str, ...]], words: tuple[str, ...], confidence: str) -> Match:
        places = [place for name in names for place in self.names[name]]
        spoken = [place for name in names for place in self._spoken(name, words)]
        chosen = spoken if len(places) > 1 and spoken else places
        if all(_same_place(chosen[0], other) for other in chosen):
            return Match(chosen[0], confidence)
        return Match(None, "none", ambiguous=True)


def gazetteer_of(source: str, digest: str, entries: Iterable[tuple[Place, Iterable[str]]]) -> Gazetteer:
    """The gazetteer of places, each with its aliases; `digest` stands for all of them."""
    names: dict[tuple[str, ...], list[Place]] = {}
    count = 0
    for place, aliases in entries:
        count += 1
        for written in (place.name, *aliases):
            key = plain_tokens(written)
            if key and not any(_same_place(place, other) for other in names.get(key, ())):
                names.setdefault(key, []).append(place)
    often = Counter(word for name in names for word in set(name))
    words = _index((word, name) for name in names for word in _leading_words(name, often))
    threes = _index((three, name) for name in names for three in _threes(" ".join(name)))
    return Gazetteer(source, digest, count, names, words, threes)


def plain_tokens(text: str) -> tuple[str, ...]:
    """The words of `text` without case, accents, apostrophes and punctuation; & is read as 'and'."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    kept = (letter for letter in decomposed if not unicodedata.combining(letter) and letter not in "'’`")
    return tuple("".join(letter if letter.isalnum() else " " for letter in kept).split())


def _index(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for key, name in pairs:
        index.setdefault(key, []).append(name)
    return index


def _leading_words(name: tuple[str, ...], often: Mapping[str, int]) -> list[str]:
    """The rarest words of a name: so many that a text which shares TOKEN_SHARE with the name has one of them.

    Of n words it can lack 2/5 at most: it shares s >= 3/8 (n + m) of its own m >= s words, hence s >= 3/5 n.
    """
    said = set(name) - _EMPTY
    return _rarest(said, often, len(said) * 2 // 5 + 1)


def _rarest(found: Iterable[str], often: Mapping[str, int], most: int) -> list[str]:
    """The `most` rarest of what was `found`: in 'Venue 12 High Street' it is '12' that leads to the place."""
    return sorted(found, key=lambda each: (often[each], each))[:most]


def _threes(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(max(len(text) - 2, 1))}


def _stands_in(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(name) and any(words[start : start + len(name)] == name for start in range(len(words)))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return 2 * len(some & others) / (len(some) + len(others)) if some and others else 0.0


def _best(scores: dict[tuple[str, ...], float], least: float) -> list[tuple[str, ...]]:
    best = max(scores.values(), default=0.0)
    return sorted(name for name, score in scores.items() if score == best) if best >= least else []


def _same_place(one: Place, other: Place) -> bool:
    return abs(one.longitude - other.longitude) < _SAME_PLACE and abs(one.latitude - other.latitude) < _SAME_PLACE
