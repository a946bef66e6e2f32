"""Near repeats in sentences, and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...base.translation import numeral, tr
from ..page import heading, page, sentences, table
from ..pictures import matrix
from .near_repeat_layers import band_columns

if TYPE_CHECKING:
    from ....safestats_core.hotspots.space_time.chains import Chains
    from ....safestats_core.hotspots.space_time.near_repeat import NearRepeat as Tested

_PICTURE_WIDTH = 90
_DARKEST_RATIO = 3


def near_repeat_remarks(tested: Tested, chains: Chains, is_months: bool, reach: str) -> list[str]:
    """What was found.

    is_months  whether the dates seem to be months
    reach      a sentence on which pairs were linked at somebody's wish; "" where significant bands link
    """
    said = [tr("{number} events.").format(number=numeral(tested.events))]
    if is_months:
        said.append(
            tr(
                "All dates are the first of a month: these seem to be months and not days, and bands of days then "
                "only tell months apart."
            )
        )
    said += [_band_in_words(tested, row, column) for row, column in np.argwhere(tested.over_represented())]
    if not tested.over_represented().any():
        said.append(tr("No band holds significantly more pairs than chance: there is no sign of near repeats."))
    if not reach and tested.linking().any() and not chains.earlier.size:
        too_many = tr(
            "The significant bands hold {number} pairs, too many to draw: nothing was linked. Give a distance and "
            "days to link, shorter bands, a shorter period, or one kind of crime."
        )
        said.append(too_many.format(number=numeral(int(tested.observed[tested.linking()].sum()))))
    significant = tr("Pairs in bands with p <= 0.05, a ratio of 1.2 or more, and both ends finite are linked:")
    return [*said, f"{reach or significant} {_chains_in_words(chains)}"]


def _band_in_words(tested: Tested, row: int, column: int) -> str:
    words = tr("Distance {distance}, days {days}: {ratio} times as many pairs as by chance (p = {p}).")
    return words.format(
        distance=tested.space.labels[row],
        days=tested.time.labels[column],
        ratio=numeral(tested.ratio[row, column], ".2f"),
        p=numeral(tested.p[row, column], ".3g"),
    )


def _chains_in_words(chains: Chains) -> str:
    isolated, originators, near, repeats = np.bincount(chains.role, minlength=4).tolist()
    words = tr(
        "{pairs} pairs in {chains} chains; {originators} originators, {repeats} repeats, {near} near repeats, "
        "{isolated} isolated events."
    )
    return words.format(
        pairs=numeral(chains.earlier.size),
        chains=numeral(int(chains.chain.max())),
        originators=numeral(originators),
        repeats=numeral(repeats),
        near=numeral(near),
        isolated=numeral(isolated),
    )


def near_repeat_page(title: str, tested: Tested, remarks: Sequence[str]) -> str:
    """The page: what was found, the bands as a picture, and all of them as a table."""
    words = [[_ratio(ratio) for ratio in row] for row in tested.ratio]
    shaded = np.where(tested.over_represented(), tested.ratio, np.nan)
    explained = tr(
        "Rows are distances, columns days apart. Each cell gives the number of pairs by the number that chance "
        "would bring; it is shaded where p <= 0.05 and the ratio is 1.2 or more, darkest from a ratio of {darkest} "
        "on. [ and ] include an edge, ( and ) do not."
    ).format(darkest=_DARKEST_RATIO)
    return page(
        title,
        sentences(remarks),
        heading(tr("Observed by expected pairs")),
        matrix(shaded, tested.space.labels, tested.time.labels, words, _PICTURE_WIDTH, 1, _DARKEST_RATIO),
        sentences([explained]),
        heading(tr("All bands")),
        _all_bands(tested),
    )


def _all_bands(tested: Tested) -> str:
    titles = (
        tr("Distance"),
        tr("Days"),
        tr("Observed"),
        tr("Expected"),
        tr("Ratio"),
        tr("Ratio to median"),
        "p",
    )
    columns = band_columns(tested)
    shown = (columns[name] for name in ("space", "days", "observed", "expected", "ratio", "ratio_med", "p"))
    rows = [
        (space, days, numeral(seen), numeral(expected, ",.1f"), _ratio(ratio), _ratio(to_median), numeral(p, ".3g"))
        for space, days, seen, expected, ratio, to_median, p in zip(*shown)
    ]
    return table(titles, rows)


def _ratio(value: float) -> str:
    return numeral(value, ".2f") if np.isfinite(value) else "-"
