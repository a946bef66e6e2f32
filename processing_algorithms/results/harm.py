"""Weights by harm as they were used: a row for each category, and what the log says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..base.translation import numeral, tr
from .features import Columns

if TYPE_CHECKING:
    from ...safestats_core.hotspots.harm import Weighted
    from ...safestats_core.hotspots.harm_file import HarmWeights as Weights

_NAMED = 10


def used_columns(weights: Weights, weighted: Weighted) -> Columns:
    """A row for each category that occurs, with the weight it was given."""
    names, counts = list(weighted.counts), np.array(list(weighted.counts.values()), dtype=np.int64)
    matched = [None if name in weighted.unmatched else weighted.loosely.get(name, name) for name in names]
    weight = np.array([np.nan if match is None else weights.weight[match] for match in matched])
    return {
        "category": np.array(names, dtype=object),
        "count": counts,
        "weight": weight,
        "total": weight * counts,
        "match": np.array(matched, dtype=object),
    }


def harm_remarks(file: str, weights: Weights, weighted: Weighted, as_zero: bool) -> list[str]:
    """What was read, what was taken for what, and what has no weight; `as_zero`: it counts as 0."""
    said = [tr("{number} weights read from '{file}'.").format(number=numeral(len(weights.weight)), file=file)]
    if weights.weight_column:
        columns = tr("Categories are in its column '{category}', weights in its column '{weight}'.")
        said.append(columns.format(category=weights.category_column, weight=weights.weight_column))
    said += [
        tr("'{name}' was taken for '{other}' of the file.").format(name=name, other=other)
        for name, other in list(weighted.loosely.items())[:_NAMED]
    ]
    taken = tr("weight 0") if as_zero else tr("no weight")
    for name, count in list(weighted.unmatched.items())[:_NAMED]:
        missing = tr("{number} incidents of '{name}' are not in the file: {taken}.")
        said.append(missing.format(number=numeral(count), name=name or tr("(empty)"), taken=taken))
    rest = list(weighted.unmatched.values())[_NAMED:]
    if rest:
        more = tr("{categories} more categories with {number} incidents are not in the file either.")
        said.append(more.format(categories=numeral(len(rest)), number=numeral(sum(rest))))
    if weighted.unused:
        unused = tr("{number} categories of the file do not occur.")
        said.append(unused.format(number=numeral(len(weighted.unused))))
    return said
