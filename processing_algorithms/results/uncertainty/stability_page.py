"""How stable hot spots are, in sentences and as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Callable

import numpy as np

from ...base.translation import numeral, tr
from ..marked import marking
from ..page import heading, page, sentences, table

if TYPE_CHECKING:
    from ....safestats_core.hotspots.uncertainty.stability import Setting, Stability

_SHOWN = 10

InUnits = Callable[[float], str]
"""A length with its unit."""


def stability_remarks(found: Stability, worst: Sequence[Setting], outside: int, in_units: InUnits) -> list[str]:
    """What was found, in sentences.

    worst    the settings, those that disagree most first
    outside  number of points outside the study area
    """
    from ....safestats_core.hotspots.uncertainty.stability import STABLE

    said = [_made(found, worst, in_units)]
    if outside:
        said.insert(0, tr("{number} points outside the study area do not count.").format(number=numeral(outside)))
    share = found.share[found.share > 0]
    if not share.size:
        return [*said, tr("No place is hot in any setting.")]
    stable = tr("{stable} % of the area that is hot in any setting is hot in nine settings of ten or more.")
    overlap = tr(
        "Half of the settings overlap by {median} % or more with the places that are hot in most settings; the setting "
        "that disagrees most ({worst}) by {lowest} %."
    )
    return [
        *said,
        stable.format(stable=numeral(100 * np.mean(share >= STABLE), ".0f")),
        overlap.format(
            median=_percent(float(np.median([setting.overlap for setting in worst]))),
            lowest=_percent(worst[0].overlap),
            worst=_in_words(worst[0], in_units),
        ),
    ]


def _made(found: Stability, settings: Sequence[Setting], in_units: InUnits) -> str:
    lengths = {
        tr("cell sizes"): sorted({setting.cell_size for setting in settings}),
        tr("distances or bandwidths"): sorted({setting.reach for setting in settings}),
    }
    choices = "; ".join(
        f"{name}: {', '.join(numeral(each, 'g') for each in values)}" for name, values in lengths.items()
    )
    made = tr("{settings} settings ({choices}), compared on {places} cells of {size}.")
    return made.format(
        settings=numeral(len(settings)),
        choices=choices,
        places=numeral(np.count_nonzero(~np.isnan(found.share))),
        size=in_units(found.grid.cell_size),
    )


def stability_page(
    title: str,
    marks: Mapping[str, str],
    worst: Sequence[Setting],
    remarks: Sequence[str],
    in_units: InUnits,
    unit: str,
) -> str:
    """The whole page; `marks` are those of the layers that went in."""
    rows = [
        (_in_words(setting, in_units), numeral(setting.hot_area, ",.0f"), f"{_percent(setting.overlap)} %")
        for setting in worst[:_SHOWN]
    ]
    head = (tr("Setting"), tr("Hot area ({unit}²)").format(unit=unit), tr("Overlap"))
    explained = tr(
        "The overlap is the area that is hot both in this setting and in most settings, as a share of the area that is "
        "hot in either. A place that is hot with one cell size or origin only says more of the grid than of the place."
    )
    return page(
        title,
        marking(marks),
        sentences(remarks),
        heading(tr("The settings that disagree most")),
        table(head, rows),
        sentences([explained]),
    )


def _in_words(setting: Setting, in_units: InUnits) -> str:
    if setting.method == "density":
        reach = tr("bandwidth {reach}").format(reach=in_units(setting.reach))
    elif setting.reach:
        reach = tr("neighbours up to {reach}").format(reach=in_units(setting.reach))
    else:
        reach = tr("neighbours that touch")
    words = tr("cells of {size}, moved {across} east and {up} north, {reach}")
    return words.format(
        size=in_units(setting.cell_size), across=in_units(setting.across), up=in_units(setting.up), reach=reach
    )


def _percent(share: float) -> str:
    return numeral(100 * share, ".0f")
