"""What a matching of two agencies says as a page: counts by threshold, and what speaks for one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..base.translation import tr
from .marked import marking
from .page import heading, page, sentences, table

if TYPE_CHECKING:
    from ...safestats_core.hotspots.agencies.matching.matching import Count, Matching

_SMALLEST = 1e-10
_LARGEST_WEIGHT = 10.0
"""Beyond a factor of a thousand the page says what it means: the number hangs on a pair or two."""


def matching_page(
    title: str, marks: Mapping[str, str], matching: Matching, counts: Sequence[Count], remarks: Sequence[str]
) -> str:
    """The whole page; `marks` are those of the layers that went in, `counts` one for each threshold."""
    titles = (
        tr("From a probability of"),
        tr("Links"),
        tr("Events"),
        tr("Expected wrong"),
        tr("Expected missing"),
    )
    rows = [
        (f"{each.threshold:g}", f"{each.links:,}", f"{each.events:,}", f"{each.false:,.1f}", f"{each.missed:,.1f}")
        for each in counts
    ]
    explained = tr(
        "Each weight is the logarithm to base 2 of how many times as frequent a level is among pairs of one event as "
        "among others: +3 says eight times, -3 an eighth. The weights of a pair add up."
    )
    return page(
        title,
        marking(marks),
        sentences(remarks),
        heading(tr("Counts by threshold")),
        table(titles, rows),
        heading(tr("What speaks for one event")),
        sentences([explained]),
        table((tr("Level"), tr("One event"), tr("Others"), tr("Weight")), _weights(matching)),
    )


def _weights(matching: Matching) -> list[tuple[str, str, str, str]]:
    """A row for each level that a pair has."""
    rows = []
    present = [set(column[column >= 0].tolist()) for column in matching.comparison.T]
    for labels, m, u, seen in zip(matching.levels.labels, matching.model.m, matching.model.u, present):
        for level in sorted(seen):
            weight = float(np.log2(max(m[level], _SMALLEST) / max(u[level], _SMALLEST)))
            rows.append((labels[level], f"{100 * m[level]:.1f} %", f"{100 * u[level]:.1f} %", _in_words(weight)))
    return rows


def _in_words(weight: float) -> str:
    if abs(weight) < _LARGEST_WEIGHT:
        return f"{weight:+.1f}"
    return tr("decides for it") if weight > 0 else tr("rules it out")
