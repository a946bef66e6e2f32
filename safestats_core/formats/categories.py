"""What happened: the supplier's words -> the categories that all datasets share."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .headers import plain_words
from .profile import CategoryRule
from .rows import Rows

UNCLASSIFIED = "unclassified"

_MOST_NOTES = 20


def read_categories(rows: Rows, rule: CategoryRule) -> tuple[pa.Array, pa.Array]:
    """The category of each row, and the supplier's words for it; unknown words become "unclassified"."""
    words = rows.text(rule.column)
    return pc.fill_null(translated(words, rule.crosswalk), rule.value or UNCLASSIFIED), words


def category_notes(words: pa.ChunkedArray, rule: CategoryRule) -> dict[str, int]:
    """How many rows have words that the crosswalk does not know, or none at all."""
    if rule.value and not rule.crosswalk:
        return {}
    words = pa.concat_arrays(words.chunks) if words.num_chunks else pa.array([], pa.string())
    unknown = words.filter(pc.is_null(translated(words, rule.crosswalk)))
    notes = {f"unknown category '{word}'": count for word, count in _commonest(unknown)}
    if words.null_count and not rule.value:
        notes["no category given"] = words.null_count
    return notes


def translated(text: pa.Array, crosswalk: Mapping[str, str]) -> pa.Array:
    """What the words in `text` stand for, in any spelling; null for words that `crosswalk` does not have."""
    known = {plain_words(word): meaning for word, meaning in crosswalk.items()}
    coded = text.dictionary_encode()
    meanings = [known.get(plain_words(word)) for word in coded.dictionary.to_pylist()]
    return pa.array(meanings, pa.string()).take(coded.indices)


def _commonest(unknown: pa.Array) -> list[tuple[str, int]]:
    words = pc.drop_null(unknown).dictionary_encode()
    counts = np.bincount(words.indices.to_numpy(), minlength=len(words.dictionary))
    order = np.argsort(-counts, kind="stable")
    named = [(words.dictionary[int(place)].as_py(), int(counts[place])) for place in order[:_MOST_NOTES]]
    others = int(counts[order[_MOST_NOTES:]].sum())
    return [*named, *([("(others)", others)] if others else [])]
