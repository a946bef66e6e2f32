"""Harm weights: how much each category of incident counts, from a file that the analyst supplies.

None are shipped: a weight is a judgement, and has to come with its source.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .harm_file import HarmWeights, loose_name


@dataclass(frozen=True)
class Weighted:
    """Categories with their weights.

    weight     one per category given, shape (n,); NaN where the file has no weight for it
    counts     category -> how often it occurs, in the order in which they come; a missing one is ""
    unmatched  category -> how often it occurs, of those without a weight; most frequent first; a missing one is ""
    loosely    category -> category of the file, of those that match only without regard to case and spaces
    unused     categories of the file that do not occur
    """

    weight: np.ndarray
    counts: dict[str, int]
    unmatched: dict[str, int]
    loosely: dict[str, str]
    unused: tuple[str, ...]


def apply_harm_weights(weights: HarmWeights, categories: Sequence[object]) -> Weighted:
    """The weight of each category.

    weights     as read from the file
    categories  one per incident, shape (n,); None means that it is missing
    Returns a Weighted. A category is looked up as it is, then without regard to case and spaces. What has no weight
    is NaN and listed: whether that means 0 or a hole in the file is for the analyst to say.
    """
    texts = ["" if value is None else str(value) for value in categories]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(texts))}
    member = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int64, count=len(texts))
    counts = [int(count) for count in np.bincount(member, minlength=len(numbers))]
    by_loose = {loose_name(category): category for category in weights.weight}
    found = [name if name in weights.weight else by_loose.get(loose_name(name)) for name in numbers]
    used = set(found)
    value = np.array([math.nan if match is None else weights.weight[match] for match in found], dtype=float)
    missing = sorted((-n, name) for name, n, match in zip(numbers, counts, found) if match is None)
    return Weighted(
        weight=value[member],
        counts=dict(zip(numbers, counts)),
        unmatched={name: -count for count, name in missing},
        loosely={name: match for name, match in zip(numbers, found) if match is not None and match != name},
        unused=tuple(category for category in weights.weight if category not in used),
    )
