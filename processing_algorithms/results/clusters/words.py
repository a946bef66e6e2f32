"""What the log says of clusters: what they amount to, and whether they are more than chance makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import numeral, tr

if TYPE_CHECKING:
    from ....safestats_core.hotspots.clusters.clustering import Clustering

SIGNIFICANT = 0.05
"""A cluster with a p above this is one that chance may explain."""

_TOO_LARGE = 0.5


def significant(found: Clustering) -> int:
    """Number of clusters that are more than chance makes; 0 where none was tested."""
    return 0 if found.test is None else int(np.count_nonzero(found.test.p <= SIGNIFICANT))


def sentences_on_clusters(found: Clustering, distances: list[str]) -> list[str]:
    """What the clusters amount to; `distances` are those that were used, with their unit, one for each order."""
    first, total = found.summaries[0], found.labels[0].size
    if not first.count.size:
        return [tr("No cluster was found. Try a longer distance or a lower minimum.")]
    sentence = tr("{clusters} clusters hold {held} of {total} points ({share} %); the largest holds {largest}.")
    said = [
        sentence.format(
            clusters=numeral(first.count.size),
            held=numeral(first.count.sum()),
            total=numeral(total),
            share=numeral(100 * first.share.sum(), ".1f"),
            largest=numeral(first.count.max()),
        )
    ]
    each = tr("Level {level}: distance {distance}, {clusters} clusters.")
    for level, (distance, summary) in enumerate(zip(distances, found.summaries), start=1):
        said.append(each.format(level=level, distance=distance, clusters=numeral(summary.count.size)))
    if first.share.max() > _TOO_LARGE:
        warning = tr(
            "One cluster holds {share} % of all points: the distance is long, or the minimum low, for so many. "
            "Try half the distance or a higher minimum."
        )
        said.append(warning.format(share=numeral(100 * first.share.max(), ".0f")))
    return said


def sentences_on_chance(found: Clustering, asked: int, seed: int) -> list[str]:
    """What random data say about the clusters; `asked` is how many sets of them were wanted."""
    if not found.summaries[0].count.size:
        return []
    if found.test is None:
        return [
            tr(
                "Not tested: nothing here says that chance alone would not make such clusters. "
                "Set the random data sets to 99 to find out."
            )
        ]
    made = found.test.strongest.size
    sentence = tr(
        "{significant} of {clusters} clusters are more than chance makes (p of 0.05 or less), compared with "
        "{made} sets of random data, seed {seed}."
    )
    clusters = numeral(found.test.p.size)
    said = [sentence.format(significant=numeral(significant(found)), clusters=clusters, made=made, seed=seed)]
    if made < asked:
        early = tr(
            "The comparison ended after {made} of {asked} sets: even random data form clusters as strong as the "
            "strongest one here. Use a shorter distance or a higher minimum before drawing conclusions."
        )
        said.append(early.format(made=made, asked=asked))
    return said
