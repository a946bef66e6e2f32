"""What a scan tried and found, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

import numpy as np

from ...base.translation import in_sentences, numeral, tr

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.scan import SpaceTimeScan as Scan


def scan_remarks(scan: Scan, outside: int, max_p: float, in_units: Callable[[float], str]) -> list[str]:
    """What was tried and found.

    outside   incidents beyond the period
    max_p     largest p that was asked for
    in_units  gives a length its unit
    """
    tried = tr(
        "{cases} incidents at {locations} places, {first} to {last}; {circles} circles round {centres} centres and "
        "{windows} windows of 1 to {longest} of {units} time units were tried, with {permutations} permutations."
    )
    return [
        *in_sentences([(outside, tr("{number} incidents outside the study period were left out."))]),
        tried.format(
            cases=numeral(scan.cases),
            locations=numeral(scan.locations),
            first=_date(scan.units[0]),
            last=_date(scan.units[-1] - 1),
            circles=numeral(scan.circles),
            centres=numeral(scan.centres),
            windows=numeral(scan.windows),
            longest=scan.longest,
            units=scan.units.size - 1,
            permutations=numeral(scan.by_chance.size),
        ),
        *_clusters_in_words(scan, in_units),
        *_out_of_reach(scan, max_p),
    ]


def _clusters_in_words(scan: Scan, in_units: Callable[[float], str]) -> list[str]:
    if not scan.clusters:
        return [tr("No cluster: nowhere did more happen than place and time alone explain.")]
    first = scan.clusters[0]
    likely = tr(
        "Most likely cluster: {start} to {end}, radius {radius}, {observed} incidents where {expected} were "
        "expected (log likelihood ratio {llr}, p = {p})."
    ).format(
        start=_date(first.first_day),
        end=_date(first.last_day),
        radius=in_units(first.radius),
        observed=numeral(first.observed),
        expected=numeral(first.expected, ",.2f"),
        llr=numeral(first.llr, ".4f"),
        p=numeral(first.p, ".3g"),
    )
    count = tr("{clusters} clusters, {significant} of them with p <= 0.05.")
    if first.p > 0.05:
        count += " " + tr("Chance alone often holds as much: there is no sign of a cluster.")
    significant = sum(cluster.p <= 0.05 for cluster in scan.clusters)
    return [likely, count.format(clusters=numeral(len(scan.clusters)), significant=numeral(significant))]


def _out_of_reach(scan: Scan, max_p: float) -> list[str]:
    smallest = 1 / (scan.by_chance.size + 1)
    if max_p >= smallest or not scan.clusters:
        return []
    text = tr(
        "With {permutations} permutations no p can be below {smallest}, and none above {largest} was to be shown: only "
        "the most likely cluster is. Make more permutations to see others."
    )
    number = numeral(scan.by_chance.size)
    return [text.format(permutations=number, smallest=numeral(smallest, ".3g"), largest=numeral(max_p, ".3g"))]


def _date(day: int) -> str:
    return str(np.datetime64(int(day), "D"))
