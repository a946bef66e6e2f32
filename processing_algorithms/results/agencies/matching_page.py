"""What a matching of two agencies says as a page: counts by threshold, and what speaks for one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import numeral, tr
from ..marked import marking
from ..page import heading, page, sentences, table

if TYPE_CHECKING:
    from ....safestats_core.hotspots.agencies.matching.matching import Count, Matching

_SMALLEST = 1e-10
_LARGEST_WEIGHT = 10.0
"""Beyond a factor of a thousand the page says what it means: the number hangs on a pair or two."""


def matching_page(
    title: str, marks: Mapping[str, str], matching: Matching, counts: Sequence[Count], remarks: Sequence[str]
) -> str:
    """The whole page; `marks` are those of the layers that went in, `counts` one for each threshold."""
    parts = [marking(marks), sentences(remarks)]
    if matching.has_evidence:
        parts += [heading(tr("Counts by threshold")), _thresholds(counts)]
        parts += [heading(tr("What speaks for one event")), sentences([_explained()]), _levels(matching)]
    return page(title, *parts)


def _thresholds(counts: Sequence[Count]) -> str:
    titles = (
        tr("From a probability of"),
        tr("Links"),
        tr("Events"),
        tr("Expected wrong"),
        tr("Expected missing"),
    )
    rows = [
        (
            numeral(each.threshold, "g"),
            numeral(each.links),
            numeral(each.events),
            numeral(each.false, ",.1f"),
            numeral(each.missed, ",.1f"),
        )
        for each in counts
    ]
    return table(titles, rows)


def _explained() -> str:
    return tr(
        "Each weight is the logarithm to base 2 of how many times as frequent a level is among pairs of one event as "
        "among others: +3 says eight times, -3 an eighth. The weights of a pair add up, but for levels that chance "
        "brings together, such as a kind of event and its hour: these weigh as much as the combination does."
    )


def _levels(matching: Matching) -> str:
    return table((tr("Level"), tr("One event"), tr("Others"), tr("Weight")), _weights(matching))


def matching_remarks(matching: Matching, counts: Sequence[Count], chosen: Count) -> list[str]:
    """What was found, in sentences; `chosen` is the count at the threshold asked for."""
    close = tr("{pairs} pairs are close enough in place and time to be one event.")
    said = [close.format(pairs=numeral(matching.pairs.first.size)), *_by_chance(matching)]
    if matching.has_evidence:
        return [*said, *_linked(matching, counts, chosen)]
    nothing = tr(
        "Chance alone explains them: nothing shows that the agencies share any event, and none is linked. "
        "Check the precisions, the tolerance, and that both times are of one clock."
    )
    return [*said, nothing]


def _by_chance(matching: Matching) -> list[str]:
    if not matching.by_chance.size:
        return []
    moved = tr(
        "With the second agency's clock moved, chance alone brings {mean} such pairs on average, and "
        "{most} at most in {shifts} shifts."
    )
    mean, most = numeral(matching.by_chance.mean(), ",.1f"), numeral(matching.by_chance.max())
    return [moved.format(mean=mean, most=most, shifts=matching.by_chance.size)]


def _linked(matching: Matching, counts: Sequence[Count], chosen: Count) -> list[str]:
    events = [each.events for each in counts]
    found = tr(
        "Linked from a probability of {threshold}: {links} pairs. {records} records of both agencies are {events} "
        "events; {false} links are expected to be wrong and {missed} to be missing."
    )
    ranged = tr("From the lowest to the highest threshold of the table the events range from {low} to {high}.")
    return [
        found.format(
            threshold=numeral(chosen.threshold, "g"),
            links=numeral(chosen.links),
            records=numeral(sum(matching.records)),
            events=numeral(chosen.events),
            false=numeral(chosen.false, ",.1f"),
            missed=numeral(chosen.missed, ",.1f"),
        ),
        ranged.format(low=numeral(min(events)), high=numeral(max(events))),
    ]


def _weights(matching: Matching) -> list[tuple[str, str, str, str]]:
    """A row for each level that a pair has."""
    rows = []
    present = [set(column[column >= 0].tolist()) for column in matching.comparison.T]
    for labels, m, u, seen in zip(matching.levels.labels, matching.model.m, matching.model.u, present):
        for level in sorted(seen):
            weight = float(np.log2(max(m[level], _SMALLEST) / max(u[level], _SMALLEST)))
            rows.append(
                (
                    labels[level],
                    f"{numeral(100 * m[level], '.1f')} %",
                    f"{numeral(100 * u[level], '.1f')} %",
                    _in_words(weight),
                )
            )
    return rows


def _in_words(weight: float) -> str:
    if abs(weight) < _LARGEST_WEIGHT:
        return numeral(weight, "+.1f")
    return tr("decides for it") if weight > 0 else tr("rules it out")
